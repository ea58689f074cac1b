"""What tests of several rooms share: files and returns made by hand, stand-ins for reference data, the examples of the
rules. What one folder alone needs stands in that folder.
"""
