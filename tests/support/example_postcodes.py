"""The postcodes of the examples, from postcodes.csv: enough of the directory to try every rule without the package of
all postcodes.

A postcode that is not in that file does not exist, as far as the examples go; tests/test_postcodes.py holds the two
against each other.
"""

import functools
from pathlib import Path

import numpy as np
import pandas as pd

from check903.reference import postcode_areas, postcode_keys, postcodes

FILE = Path(__file__).parents[1] / "rules" / "postcodes.csv"


@functools.cache
def directory() -> postcodes.Directory:
    listed = pd.read_csv(FILE, dtype={"POSTCODE": str, "AUTHORITY": str})
    easting, northing = listed["EASTING"].to_numpy(float), listed["NORTHING"].to_numpy(float)
    made = postcodes.Directory()
    for area, rows, keys in postcode_keys.by_area(listed["POSTCODE"].tolist()):
        order = np.argsort(keys)
        rows = rows[order]
        made.add_area(
            area,
            postcode_areas.packed(keys[order], listed["AUTHORITY"].iloc[rows].tolist(), easting[rows], northing[rows]),
        )
    return made
