"""Good files damaged at random, byte by byte or, in a zip, in its members, so that the damage gets past the zip's own
checks.

For the tests; the long run, which looks where damage leads, is fuzzing.py.
"""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

from support.files import EPISODES, OC3, binary_workbook, cells, opendocument, workbook, xml_return, zipped

GOOD = {
    "f.csv": EPISODES.encode(),
    "f.xml": xml_return().encode(),
    "f.zip": zipped({"a.csv": OC3, "b.csv": EPISODES}),
    "f.xls": (Path(__file__).parent / "oc3.xls").read_bytes(),
    "f.xlsx": workbook({"OC3": cells(OC3), "Episodes": cells(EPISODES)}),
    "f.xlsb": binary_workbook("OC3", cells(OC3)),
    "f.ods": opendocument("OC3", cells(OC3)),
}
_WORDS = [b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\0", b'"\n,"', b",,,\n", b"</", b"&a;"]


def damaged(name: str, chance: random.Random) -> bytes:
    """One of the good files with a few random faults."""
    data = GOOD[name]
    if name not in ("f.xlsx", "f.xlsb", "f.ods") or chance.random() < 0.2:
        return _damaged(data, chance)
    file = zipfile.ZipFile(io.BytesIO(data))
    members = {member: file.read(member) for member in file.namelist()}
    at = chance.choice(list(members))
    members[at] = _damaged(members[at], chance)
    return zipped(members)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 3, 8, 30])):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(5)
        if kind < 2:
            data[at : at + 1] = bytes([chance.choice([0, 1, 127, 128, 255, chance.randrange(256)])])
        elif kind == 2:
            del data[at : at + chance.choice([1, 2, 4, 50, 500])]
        elif kind == 3:
            data[at:at] = chance.randbytes(chance.choice([1, 2, 4, 20]))
        else:
            data[at : at + 4] = chance.choice(_WORDS)
    return bytes(data)
