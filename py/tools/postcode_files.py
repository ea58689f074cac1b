"""python -m tools.postcode_files FOLDER: the postcode directory, a file for each area.

Run with the environment's Python, which has the packages that it is made from.
"""

import sys

from check903.reference import postcode_source

if __name__ == "__main__":
    postcode_source.build(sys.argv[1])
