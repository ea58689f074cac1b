"""The long run: atheris (libFuzzer) makes up files for one reader and keeps those that reach new code.

    python build.py fuzz READER SECONDS

READER is a name in READERS. What was found worth keeping stays in build/fuzz/READER, from where the next run goes on. A
file on which a promise is broken is left there as crash-*, timeout-* or oom-*, and the run stops; give the file's path
instead of SECONDS to see it again.

Promised of every file: no exception; tables or one sentence; every row of the file read or spoken of; ten seconds; a
bounded memory.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / part) for part in ("py", "tests")]

import atheris  # noqa: E402

with atheris.instrument_imports(include=["check903"]):
    from check903 import sample
    from check903.reading import LoadedFiles, archive, csvfile, excelfile, oldexcel, read_file, text
    from check903.reference import schema
    from check903.session.session import Session
    from check903.writing import corrected

from support.changed_files import log_of, texts  # noqa: E402
from support.files import OC3, binary_workbook, cells, opendocument, workbook, xml_return, zipped  # noqa: E402

CHILDREN = 12
SECONDS, MEMORY = 10, 2048  # of one file; MB
ZIPPED = ("xlsx", "xlsb", "ods", "zip", "providers")
EXTRA = (ROOT / "tests" / "reading" / "oc3.xls").read_bytes()
ODD = [
    "",
    "=1+1",
    "31/02/2026",
    "a,b",
    'a"b',
    "a\nb",
    "\u202e1",
    "👶",
    "<b>",
    "0012",
    " x ",
    "\x00",
    "1E+5",
    "'x",
    "]]>",
    "\ud800",
]


@dataclass(frozen=True)
class Reader:
    """What is read in one long run: good files to begin with, and what must hold of any."""

    seeds: Callable[[], list[bytes]]
    holds: Callable[[bytes], None]


def made() -> sample.Sample:
    return sample.generate(CHILDREN)


def tables() -> list[bytes]:
    return [data for files in (made().this_year, made().last_year) for data in files.values()]


def sheets() -> dict[str, list[list[str]]]:
    return {name: list(csv.reader(io.StringIO(data.decode()))) for name, data in list(made().this_year.items())[:3]}


# -- what must hold ---------------------------------------------------------------------------------------------------


def of_file(name: str) -> Callable[[bytes], None]:
    """What must hold of any file with that name."""

    def holds(data: bytes) -> None:
        for read in read_file(name, data):
            assert (read.problem is None) == bool(read.parts)
            assert read.problem is None or read.problem.startswith(read.name)
            for part in read.parts:
                assert part.table is None or len(part.table) == len(part.table.line) == part.rows
            if not read.problem and read.data and not any(part.grid is None or part.grid.xml for part in read.parts):
                every_row_accounted_for(read)
        loaded = LoadedFiles()
        loaded.add(name, data)
        assert not any("fault of the tool" in (file.read.problem or "") for file in loaded.files)
        assert isinstance(loaded.doubts, list)

    return holds


def every_row_accounted_for(read) -> None:
    """Each row of the file that isn't blank is in a table, or holds the column names, or a note says that it was left
    out.
    """
    if read.data.startswith((archive.START, oldexcel.START)):
        counted = {
            name: sum(any(str(cell).strip() for cell in row) for row in rows)
            for name, _, rows, _ in excelfile.sheets(read.data)
        }
    else:
        content = text.decode(read.data)[0]
        delimiter, skipped = csvfile.delimiter_of(content)
        rows = list(
            csv.reader(
                io.StringIO("".join(content.splitlines(keepends=True)[skipped:]) if skipped else content),
                delimiter=delimiter,
            )
        )
        counted = {"": sum(any(map(str.strip, row)) for row in rows)}
    for part in read.parts:
        told = " ".join(part.notes)
        above = re.search(r"([\d,]+) lines? above", told)
        again = re.search(r"([\d,]+) lines repeat", told)
        left_out = number(above) + number(again) + ("repeats the column names" in told)
        assert counted[part.label] == len(part.grid) + 1 + left_out, (counted, len(part.grid), told)


def number(found) -> int:
    return int(found[1].replace(",", "")) if found else 0


def checked_session() -> Session:
    session = Session()
    for name, data in made().this_year.items():
        session.add_file(f"this year/{name}", data)
    session.check_start({"authority": made().council})
    while not session.check_step()["done"]:
        pass
    return session


def of_session(name: str, calls: Callable[[Session], None]) -> Callable[[bytes], None]:
    """What must hold of a file that is dropped in after a check: every screen has an answer, and the file can be taken
    away again.
    """
    kept: list[Session] = []

    def holds(data: bytes) -> None:
        session = kept[0] if kept else kept.append(checked_session()) or kept[0]
        before = {file["id"] for file in session.files()["files"]}
        session.add_file(name, data)
        calls(session)
        for file in session.files()["files"]:
            if file["id"] not in before:
                session.remove(file["id"])

    return holds


def lists(session: Session) -> None:
    for by in ("worker", "team"):
        for row in session.share_set({"by": by})["rows"][:3]:
            json.dumps(session.share_list(row["who"]), allow_nan=False).encode()
    names = zipfile.ZipFile(io.BytesIO(session.share_drafts()["bytes"])).namelist()
    assert len(set(map(str.casefold, names))) == len(names)
    assert not any(re.search(r'[/\\:*?"<>|\x00-\x1f]|^\.|\.$', name) for name in names), names
    assert session.share_workbook()["bytes"] and session.share_pages()["bytes"] and session.share_merge()["bytes"]


def comparisons(session: Session) -> None:
    for answer in (session.progress(), session.comparisons(), session.files(), session.overview()):
        json.dumps(answer, allow_nan=False).encode()


def fixed(data: bytes) -> None:
    """Any file with any cells changed comes out with just those changes, or says that it can't."""
    chance = random.Random(data[:8])
    loaded = LoadedFiles()
    for file in loaded.add("file.csv", data[8:]):
        for place in range(len(file.read.parts)):
            loaded.change(file.id, place, year=loaded.year)
    filled = {name: table for name, table in loaded.this_year.items() if len(table)}
    if not filled:
        return
    changes = {}
    for _ in range(chance.randint(1, 6)):
        name = chance.choice(sorted(filled))
        row = chance.randrange(len(filled[name]))
        field = chance.choice(schema.TABLES[name].names)
        changes[name, row, field] = chance.choice(ODD)
    log = log_of(loaded, *((*place, after) for place, after in changes.items()))
    files = corrected(loaded, log)
    again = LoadedFiles()
    again.set_year(loaded.year)
    for file in files:
        for added in again.add(file.name, file.data):
            assert added.read.problem is None or file.notes, added.read.problem
            for place in range(len(added.read.parts)):
                again.change(added.id, place, year=loaded.year)
    if files and not any(file.notes for file in files):
        assert texts(again.this_year) == texts(log.tables)


# -- the readers ------------------------------------------------------------------------------------------------------


def saved_checks() -> list[bytes]:
    session = checked_session()
    session.accept({}, "a note", [0, 1])
    return [session.save_work()["bytes"], session.figures()["bytes"]]


WORKERS = b"CHILD,WORKER,TEAM,EMAIL\r\n1001,Ann Example,North,ann@example.org\r\n1002,Bob,South,\r\n"

READERS = {
    "csv": Reader(tables, of_file("f.csv")),
    "xml": Reader(lambda: [xml_return().encode(), *xml_returns()], of_file("f.xml")),
    "xlsx": Reader(lambda: [workbook(sheets())], of_file("f.xlsx")),
    "xls": Reader(lambda: [EXTRA], of_file("f.xls")),
    "xlsb": Reader(lambda: [binary_workbook("OC3", cells(OC3))], of_file("f.xlsb")),
    "ods": Reader(lambda: [opendocument("OC3", cells(OC3))], of_file("f.ods")),
    "zip": Reader(lambda: [zipped(made().this_year), zipped({"in.zip": zipped({"oc3.csv": OC3})})], of_file("f.zip")),
    "providers": Reader(lambda: [made().providers], of_file("providers.xlsx")),
    "workers": Reader(lambda: [WORKERS], of_session("workers.csv", lists)),
    "saved": Reader(saved_checks, of_session("saved.json", comparisons)),
    "fixed": Reader(lambda: [b"\0" * 8 + data for data in [*tables(), *xml_returns(), workbook(sheets())]], fixed),
}


def xml_returns() -> list[bytes]:
    session = checked_session()
    return [session.return_as_xml()["bytes"]]


# -- the run ----------------------------------------------------------------------------------------------------------


def mutated_member(data: bytes, most: int, seed: int) -> bytes:
    """A zip with one member changed, so that the change gets past the zip's own checks; at times the zip itself is
    changed.
    """
    chance = random.Random(seed)
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        members = {name: file.read(name) for name in file.namelist()}
    except Exception:  # whatever is wrong with it: then it is bytes like any others
        members = {}
    if not members or chance.random() < 0.2:
        return atheris.Mutate(data, most)
    name = chance.choice(list(members))
    members[name] = atheris.Mutate(members[name], max(len(members[name]) * 2, 64))
    return zipped(members)


def main(name: str, how_long: str) -> None:
    """Run one reader for so many seconds, or on one file."""
    reader, folder = READERS[name], ROOT / "build" / "fuzz" / name
    folder.mkdir(parents=True, exist_ok=True)
    seeds = reader.seeds()
    for place, data in enumerate(seeds):
        (folder / f"seed{place}").write_bytes(data)
    run = [f"-max_total_time={how_long}", str(folder)] if how_long.isdigit() else [how_long]
    options = [
        f"-timeout={SECONDS}",
        f"-rss_limit_mb={MEMORY}",
        f"-max_len={max(4096, 4 * max(map(len, seeds)))}",
        f"-artifact_prefix={folder}/",
    ]
    mutator = {"custom_mutator": mutated_member} if name in ZIPPED else {}
    atheris.Setup([sys.argv[0], *options, *run], reader.holds, **mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:3])
