"""What build.py calls: the steps from the sources to dist/, what they need, and the server. No part of the package.

Runs on a bare Python 3.11, before anything is installed, so nothing here imports more than the standard library.
"""
