"""One file, whatever it is, to what was read from it."""

from __future__ import annotations

import hashlib
import re

from check903.model.text import long_date
from check903.reading import (
    archive,
    csvfile,
    exported,
    local_rules,
    oldexcel,
    parts,
    preflight,
    published_files,
    saved_check,
    strangers,
    text,
    work_file,
    xmlfile,
)
from check903.reading.grid import Grid
from check903.reading.limits import LIMITS, MB, Limits
from check903.reading.phrases import count, names, visible
from check903.reading.questions import NO_ANSWERS, Answers
from check903.reading.result import FileRead, Part, UnreadableFile
from check903.reading.work import Work, net_changes

ZIPS_IN_ZIPS = 1
_TOO_DEEP = "it is a zip in a zip in a zip. Unpack it and use the files themselves."
_CLUTTER = frozenset(["thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r", "icon"])
_CLUTTER_FOLDERS = frozenset(["__MACOSX", "$RECYCLE.BIN", "System Volume Information", ".git", ".Trashes"])
_SPREADSHEET = re.compile(r"urn:schemas-microsoft-com:office:spreadsheet|urn:oasis:names:tc:opendocument")
_HTML = re.compile(r"<(!doctype html|html|head|body|table|meta|style)\b", re.IGNORECASE)


def read_file(
    name: str, data: bytes, limits: Limits = LIMITS, answers: Answers = NO_ANSWERS, within: archive.Zip | None = None
) -> list[FileRead]:
    """What a file holds: one FileRead, several for a zip, none for what an operating system leaves lying about.

    name     as the user sees it, with the folder if there is one
    answers  to the questions that its parts ask
    within   the zip it lies in
    A file that can't be used gives a FileRead with a problem; nothing is raised for what a file holds.
    """
    name = visible(name)
    if is_clutter(name):
        return []
    try:
        if len(data) > limits.file_bytes:
            raise UnreadableFile(too_large(limits))
        if local_rules.is_local_file(data):
            return [_local(name, data)]
        zipped = archive.Zip(data, limits, within) if data.startswith((archive.START, archive.EMPTY)) else None
        if laid_out := _laid_out(name, data, limits):
            return [_single_file(table, text, limits, answers) for table, text in laid_out]
        if exported.is_named_beside(name):
            return [_not_used(name, exported.BESIDE)]
        if what := strangers.document(name, data, zipped):
            return [_not_used(name, what)]
        if zipped:
            if not zipped.is_workbook:
                return _members(name, zipped, limits, answers)
            preflight.look_over_zipped(zipped, limits)
        return [_single_file(name, data, limits, answers)]
    except UnreadableFile as problem:
        return [FileRead(name, problem=f"{name}: {problem}", line=problem.line)]


def too_large(limits: Limits) -> str:
    """Of a file that is larger than any return."""
    return f"it is larger than {limits.file_bytes // MB} MB, far more than any return. Check that it is the right file."


def _laid_out(name: str, data: bytes, limits: Limits) -> list[tuple[str, bytes]]:
    """(name, CSV) of each table of a return that was exported as a database; none for any other file."""
    if not data.startswith(exported.DATABASES):
        return []
    from check903.reading import databases  # sqlite3, which nothing else needs before the first view

    return databases.tables(name, data, limits)


def _not_used(name: str, what: str) -> FileRead:
    """A file that is no part of the return; `said` tells what it is."""
    return FileRead(name, [Part("unknown", notes=[what])])


def _members(name: str, zipped: archive.Zip, limits: Limits, answers: Answers) -> list[FileRead]:
    """What the files in a zip hold; a zip in a zip is opened, one in that is not."""
    if zipped.depth > ZIPS_IN_ZIPS:
        raise UnreadableFile(_TOO_DEEP)
    reads = []
    for member in zipped.members:
        inner = f"{name} > {visible(member.filename)}"
        try:
            if not is_clutter(member.filename):
                reads += read_file(inner, zipped.read(member), limits, answers, zipped)
        except UnreadableFile as problem:
            reads.append(FileRead(inner, problem=f"{inner}: {problem}"))
    if not reads:
        raise UnreadableFile("there is no file in the zip. Make it again, or use the files themselves.")
    said = {(read.problem or "").removeprefix(f"{read.name}: ") for read in reads}
    if len(reads) > 1 and said in ({archive.LOCKED}, {_TOO_DEEP}):  # once, not for each file
        raise UnreadableFile(said.pop())
    return reads


def _single_file(name: str, data: bytes, limits: Limits, answers: Answers) -> FileRead:
    digest = _digest(data)
    if data.startswith((archive.START, oldexcel.START)):
        from check903.reading import excelfile

        grids, notes = excelfile.read(data, name, limits)
        read = FileRead(name, parts.of_grids(_of_file(grids, digest), name, answers), notes=notes)
        ignored = [f"“{part.label}”" for part in read.parts if part.kind == "unknown"]
        if ignored:
            read.notes.append(f"{'Sheet' if len(ignored) == 1 else 'Sheets'} {names(ignored)} ignored.")
    elif work_file.is_work(data):
        read = _work(name, data)
    elif saved_check.is_saved_check(data):
        read = _saved_check(name, data)
    else:
        read = _text_file(name, data, limits, digest, answers)
    read.digest = digest
    if any(part.kind == "table" for part in read.parts):
        read.data = data
    for part in read.parts:
        if not any((part.notes, part.looks, part.questions, read.notes)):
            part.notes.append("Read as it is.")
    return read


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def is_clutter(name: str) -> bool:
    """True for files that people don't know they have: .DS_Store, Thumbs.db, Office's lock files, the Mac's shadow
    folder.
    """
    *folders, last = re.split(r"[/\\]| > ", name)
    return (
        last.startswith((".", "~$"))
        or last.lower() in _CLUTTER
        or any(folder in _CLUTTER_FOLDERS for folder in folders)
    )


def _text_file(name: str, data: bytes, limits: Limits, digest: str, answers: Answers) -> FileRead:
    content, notes = text.decode(data)
    if kind := published_files.kind_of(content):
        return _published(name, kind, content, data)
    start = content[:1000].lstrip()
    if not content.strip():
        raise UnreadableFile("it is empty. Export it again.")
    if said := exported.beside(start.partition("\n")[0].strip().split(",")):
        return _not_used(name, said)
    if _HTML.match(start):
        raise UnreadableFile(
            "it is a web page, whatever its name says. Open it in Excel, save it as an Excel workbook and use that."
        )
    if start.startswith("<"):
        if _SPREADSHEET.search(start):
            raise UnreadableFile(
                "it is a workbook written as XML. Open it in Excel, save it as an Excel workbook (.xlsx) and use that."
            )
        grids, more = xmlfile.read(content, name, limits)
        if not grids:
            return _not_used(name, *more)
        return FileRead(
            name, [parts.part_of(grid, grid.xml, answers) for grid in _of_file(grids, digest)], notes=notes + more
        )
    grids, more = csvfile.read(content, name, limits)
    grids = [exported.restored(grid) if exported.is_exported(grid.names) else grid for grid in grids]
    return FileRead(name, parts.of_grids(_of_file(grids, digest), name, answers), notes=notes + more)


def _of_file(grids: list[Grid], digest: str) -> list[Grid]:
    """The grids, which now know their file's digest."""
    for grid in grids:
        grid.digest = digest
    return grids


def _saved_check(name: str, data: bytes) -> FileRead:
    try:
        check = saved_check.from_bytes(data)
    except ValueError as problem:
        raise UnreadableFile(f"{problem}.") from None
    notes = ["Lets you see what was fixed since. Holds no more than the errors."]
    return FileRead(name, [Part("saved", year=check.year, rows=check.errors, content=check, notes=notes)])


def _published(name: str, kind: str, content: str, data: bytes) -> FileRead:
    last = re.split(r"[/\\]| > ", name)[-1]
    file = published_files.PublishedFile(last, data)
    rows = max(0, content.count("\n") - 1 + (not content.endswith("\n")))
    part = "figures_only" if kind == "figures" else "published"
    return FileRead(name, [Part(part, rows=rows, content=file, notes=[published_files.NOTES[kind]])])


def _local(name: str, data: bytes) -> FileRead:
    try:
        file = local_rules.from_bytes(name, data)
    except ValueError as problem:
        raise UnreadableFile(f"{problem}.") from None
    language = "Python" if file.is_python else "SQL"
    notes = [f"{count(file.rules, 'rule')} in {language}. Its code is not run before you have seen it and said so."]
    return FileRead(name, [Part("local", rows=file.rules, content=file, notes=notes)], digest=_digest(data))


def _work(name: str, data: bytes) -> FileRead:
    try:
        work = work_file.from_bytes(data)
    except ValueError as problem:
        raise UnreadableFile(f"{problem}.") from None
    changes = len(net_changes(work.batches))
    notes = [f"{_holds(work, changes)}. It holds ids, columns and values, no names."]
    return FileRead(name, [Part("work", year=work.year, rows=changes + len(work.accepted), content=work, notes=notes)])


def _holds(work: Work, changes: int) -> str:
    """ "123 changes, 14 notes, 4 answers, the check of 25 November 2026"."""
    day = work.made or (work.check.made if work.check else None)
    parts = [
        count(changes, "change") if changes else "",
        count(len(work.accepted), "accepted error") if work.accepted else "",
        count(len(work.loaded.answers), "answer") if work.loaded.answers else "",
        count(sum(file.rules for file in work.local), "local rule") if work.local else "",
        f"the check of {long_date(day.date())}" if work.check and day else "",
    ]
    return ", ".join(filter(None, parts)) or "Nothing was decided yet"
