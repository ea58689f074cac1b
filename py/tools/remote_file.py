"""remote_file.py ADDRESS NAME OUT: one file out of a zip at an address. Run with the environment's Python, which has
remotezip.
"""

import sys
from pathlib import Path

import remotezip

address, name, out = sys.argv[1:]
with remotezip.RemoteZip(address) as archive:
    Path(out).write_bytes(archive.read(name))
