"""Damages good files at random and reads them: `python tests/reading/mutating.py SECONDS [SEED]` runs on until the time is over.

Each file is damaged byte by byte, or, if it is a zip, in its members, so that the damage gets past the zip's own checks. A file that the reader
fails on is left in the folder where this runs. A crash of Python itself leaves the file `being_read.bin`.
"""

from __future__ import annotations

import io
import random
import sys
import time
import traceback
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "py"), str(ROOT / "tests" / "reading")]

from check903.reading import read_file  # noqa: E402
from making import EPISODES, OC3, binary_workbook, cells, opendocument, workbook, xml_return, zipped  # noqa: E402

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


def main(seconds: float, seed: int) -> int:
    """Read damaged files until the time is over; the number of files on which the reader failed."""
    chance, end, runs, faults = random.Random(seed), time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        name = chance.choice(list(GOOD))
        data = damaged(name, chance)
        Path("being_read.bin").write_bytes(data)
        try:
            for read in read_file(name, data):
                assert (read.problem is None) == bool(read.parts)
        except Exception:
            faults += 1
            Path(f"fault_{seed}_{runs}_{name}").write_bytes(data)
            traceback.print_exc()
        runs += 1
    Path("being_read.bin").unlink()
    print(f"{runs:,} files read, {faults} faults")
    return faults


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0) > 0)
