"""All files of a session: which belong to this year and which to last year, and what is doubtful about that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from check903 import schema
from check903.reading import years
from check903.reading.doubts import doubts_of
from check903.reading.files import is_clutter, read_file
from check903.reading.limits import LIMITS, Limits
from check903.reading.questions import NO_ANSWERS, Answer, Answers, Question, together
from check903.reading.result import FileRead, Part, Unusable
from check903.rows import parse_dates
from check903.table import Table

THIS, LAST, REFERENCE, UNUSED = "this", "last", "reference", "unused"
_YEARS_IN_NAME = re.compile(r"(?<!\d)(20\d\d)\s*[-_–/ ]?\s*(?:20)?(\d\d)(?!\d)")
_HINT_IN_NAME = re.compile("last|prev", re.IGNORECASE)
_LAST_IN_NAME = re.compile(r"(last|prev(ious)?)[-_ ]?year", re.IGNORECASE)


@dataclass
class ShelfFile:
    """A file on the shelf.

    id       its own for as long as the shelf lasts
    source   what it came in, as a number of whoever added it: a zip makes several files of one source
    drop     a number that files which came together share
    nth      which of its source's files it is, from 0
    years, taken   the year and the table that the user gave to parts, by the part's number
    """

    id: int
    read: FileRead
    source: int = 0
    drop: int = 0
    nth: int = 0
    years: dict[int, int] = field(default_factory=dict)
    taken: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Assignment:
    """What a part is used for: `role` is "this", "last", "reference" or "unused"; `year` the collection year it was taken for, or None."""

    role: str
    year: int | None = None


@dataclass(frozen=True)
class Placed:
    """A table on the shelf together with what was decided about it."""

    file: ShelfFile
    number: int
    part: Part
    assignment: Assignment

    @property
    def where(self) -> str:
        """The file, with the sheet if there is one, as the user knows it."""
        return self.part.table.files[0]


class Shelf:
    """The files of a session, in the order in which they came."""

    def __init__(self, limits: Limits = LIMITS):
        self._limits = limits
        self.files: list[ShelfFile] = []
        self._next_id = 1
        self._year_set: int | None = None
        self._answers: dict[str, str] = {}
        self._decided = None

    # -- what the user does -------------------------------------------------------------------------------------------

    def add(self, name: str, data: bytes, source: int = 0, drop: int = 0) -> list[ShelfFile]:
        """Read a file and put it on the shelf; a zip gives one entry for each file in it. `source` and `drop` are numbers of the caller's.

        A file that was no use and comes again, mended, takes the place of the first.
        """
        try:
            reads = read_file(name, data, self._limits, self._answers)
        except MemoryError:
            problem = f"{name}: there was not enough memory to read it. Close other tabs and programs, then remove it here and add it again."
            reads = [FileRead(name, problem=problem)]
        except Exception as fault:  # a fault of the tool must not cost the user the other files
            sentence = f"{name}: the tool could not read it ({type(fault).__name__}). That is a fault of the tool, not of the file."
            reads = [FileRead(name, problem=f"{sentence} The other files are not affected.")]
        names = {read.name for read in reads}
        self.files = [file for file in self.files if not (file.read.problem and file.read.name in names)]
        added = []
        first = sum(file.source == source for file in self.files)
        for nth, read in enumerate(reads, first):
            added.append(ShelfFile(self._next_id, read, source, drop, nth))
            self._next_id += 1
        self.files += added
        self._decided = None
        return added

    def remove(self, file_id: int) -> None:
        """Take a file off the shelf; KeyError if it isn't there."""
        self.files.remove(self._file(file_id))
        self._decided = None

    def change(self, file_id: int, part_no: int, table: str | None = None, year: int | None = None) -> None:
        """Take a part for another table ("" for none) or year. Where the cells can't be that table, the part is left out and says why."""
        file = self._file(file_id)
        part = file.read.parts[part_no]
        if table is not None and part.grid is not None:
            file.taken[part_no] = table
            try:
                file.read.parts[part_no] = part.taken_for(table, self._answers)
            except Unusable as problem:
                file.read.parts[part_no] = part.taken_for("")
                file.read.parts[part_no].notes = [f"Not used as {table}: {problem}"]
        if year is not None:
            file.years[part_no] = year
        self._decided = None

    def answer(self, key: str, answer: str) -> None:
        """Settle a question ("" asks it again): what asks it is read anew, and what belongs to which year is decided anew."""
        self._answers = {**self._answers, key: answer}
        if not answer:
            del self._answers[key]
        self._read_again(key)
        self._decided = None

    def _read_again(self, *keys: str) -> None:
        """Read the parts anew that ask one of these questions."""
        for file in self.files:
            for number, part in enumerate(file.read.parts):
                if any(question.key in keys for question in part.questions):
                    file.read.parts[number] = _read_again(part, self._answers)

    def plain(self) -> dict:
        """What the user decided about the files, in values that JSON can hold."""
        return {"year": self._year_set, "answers": dict(self._answers), "next": self._next_id, "files": [
            {"id": file.id, "source": file.source, "nth": file.nth, "taken": list(file.taken.items()), "years": list(file.years.items())}
            for file in self.files
        ]}

    def decide_again(self, kept: dict) -> None:
        """Take over what was decided on another shelf (its `plain`), to which the same sources were added, or some of them, and maybe more."""
        known = {entry["source"] for entry in kept["files"]}
        came = {(file.source, file.nth): file for file in self.files}
        more = [file for file in self.files if file.source not in known]
        self._next_id = kept["next"]
        self._answers = dict(kept["answers"])
        self._read_again(*self._answers)
        self.files = []
        for entry in kept["files"]:
            file = came.get((entry["source"], entry["nth"]))
            if file is None:
                continue
            self.files.append(file)
            file.id = entry["id"]
            for part, table in entry["taken"]:
                self.change(file.id, part, table)
            file.years.update(entry["years"])
        for file in more:
            file.id = self._next_id
            self._next_id += 1
            self.files.append(file)
        self.set_year(kept["year"])

    def set_year(self, year: int | None) -> None:
        """Set the collection year, or None to guess it from the files."""
        self._year_set = year
        self._decided = None

    def _file(self, file_id: int) -> ShelfFile:
        for file in self.files:
            if file.id == file_id:
                return file
        raise KeyError(file_id)

    def snapshot(self) -> Shelf:
        """The shelf as it stands, which later additions and changes leave alone."""
        kept = Shelf(self._limits)
        kept.files = [replace(file, read=replace(file.read, parts=list(file.read.parts)), years=dict(file.years)) for file in self.files]
        kept._next_id, kept._year_set, kept._answers = self._next_id, self._year_set, self._answers
        return kept

    # -- what follows -------------------------------------------------------------------------------------------------

    @property
    def year(self) -> int:
        """The collection year: as set, or as the files suggest; the newest known one if they don't."""
        return self._decision.year

    @property
    def year_from(self) -> str:
        """Where the year comes from, as a sentence."""
        return self._decision.year_from

    def assignments(self) -> dict[tuple[int, int], Assignment]:
        """(file id, part number) -> Assignment of every part."""
        return self._decision.assignments

    @property
    def this_year(self) -> dict[str, Table]:
        """This year's tables by name, in the Department's order."""
        return self._decision.tables[THIS]

    @property
    def last_year(self) -> dict[str, Table]:
        """Last year's tables by name, in the Department's order."""
        return self._decision.tables[LAST]

    @property
    def providers(self):
        """The provider lists laid end to end (ProviderList), or None."""
        lists = [part.content for part in self._parts_of("providers")]
        return type(lists[0]).joined(lists) if lists else None

    @property
    def workers(self) -> Table | None:
        """The lists of workers laid end to end, columns CHILD, WORKER, TEAM, EMAIL as far as they were there; or None."""
        tables = [part.table for part in self._parts_of("workers")]
        return Table.joined(tables) if tables else None

    @property
    def saved(self) -> list:
        """The saved checks (check903.saved.SavedCheck), in the order they came."""
        return [part.content for part in self._parts_of("saved")]

    @property
    def doubts(self) -> list[str]:
        """What the user should look at before trusting the result, in sentences."""
        return self._decision.doubts

    @property
    def questions(self) -> list[Question]:
        """The questions that are open, those first that must be answered before the check, then by rows."""
        return [question for question in self._asked() if not question.answered(self._answers)]

    @property
    def answered(self) -> list[tuple[Question, Answer]]:
        """The questions that were answered, each with its answer."""
        return [(question, answer) for question in self._asked() if (answer := question.answered(self._answers))]

    def _asked(self) -> list[Question]:
        return together(question for file in self.files for part in file.read.parts for question in part.questions)

    def _parts_of(self, kind: str) -> list[Part]:
        return [part for file in self.files for part in file.read.parts if part.kind == kind]

    @property
    def _decision(self) -> _Decision:
        if self._decided is None:
            self._decided = _Decision(self.files, self._year_set)
        return self._decided


class _Decision:
    """Which part is whose, worked out from all files at once."""

    def __init__(self, files: list[ShelfFile], year_set: int | None):
        self._parts = [(file, number, part) for file in files for number, part in enumerate(file.read.parts)]
        self._tables = [found for found in self._parts if found[2].kind == "table"]
        self._sure = {(file.id, number): year for file, number, part in self._tables if (year := _sure_year(file, number, part))}
        self.doubts: list[str] = []
        self.year, self.year_from = self._guess() if year_set is None else (year_set, "Chosen by you.")
        self.assignments = {(file.id, number): _without_year(part) for file, number, part in self._parts}
        for file, number, part in self._tables:
            self.assignments[file.id, number] = self._assignment(self._year_of(file, number, part))
        self._part_twins()
        self._leave_out_copies()
        placed = [Placed(file, number, part, self.assignments[file.id, number]) for file, number, part in self._tables]
        self.tables = {role: _joined(found.part.table for found in placed if found.assignment.role == role) for role in (THIS, LAST)}
        self.doubts += doubts_of(placed, self.year, self.tables[THIS], self.tables[LAST])

    # -- the collection year ------------------------------------------------------------------------------------------

    def _guess(self) -> tuple[int, str]:
        year, source = self._suggested()
        if year is None:
            return schema.LAST_YEAR, "No file says which year it is."
        nearest = min(max(year, schema.FIRST_YEAR), schema.LAST_YEAR)
        if nearest != year:
            known = f"the years that can be checked are {schema.year_label(schema.FIRST_YEAR)} to {schema.year_label(schema.LAST_YEAR)}"
            self.doubts.append(f"The dates are of {schema.year_label(year)}, but {known}.")
        return nearest, f"Guessed from {source}."

    def _suggested(self) -> tuple[int | None, str]:
        """The newest year, from the tables that tell it best, and what it comes from, for `year_from`."""
        dated = [(part.table_name, year, (file.id, number) in self._sure)
                 for file, number, part in self._tables if (year := file.years.get(number, part.year))]
        for names, sure_only in ((years.SURE[:1], True), (years.SURE, True), (schema.TABLES, False)):
            found = [(year, name) for name, year, sure in dated if name in names and sure >= sure_only]
            if found:
                year, name = max(found)
                return year, f"the dates in {name}"
        named = [year for file, _, _ in self._tables if (year := _year_named(file.read.name))]
        return (max(named), "the files’ names") if named else (None, "")

    # -- the year of a part -------------------------------------------------------------------------------------------

    def _year_of(self, file: ShelfFile, number: int, part: Part) -> int:
        """Its own dates if they are many; else its folder, zip or workbook; else what else there is to go by, best first."""
        if sure := self._sure.get((file.id, number)):
            return sure
        *folders, drop, root = _containers(file)
        ways = [lambda folder=folder: self._only_year_in(folder) for folder in folders]
        ways += [
            lambda: part.year if part.year in (self.year, self.year - 1) else None,
            lambda: self._year_in_words(file.read.name, _LAST_IN_NAME),
            lambda: self._only_year_in(drop),
            lambda: self._only_year_in(root),
            lambda: self._year_of_children(part),
            lambda: self._year_in_words(file.read.name, _HINT_IN_NAME),
        ]
        return next((year for way in ways if (year := way())), self.year)

    def _only_year_in(self, container: str | int) -> int | None:
        found = {self._sure[file.id, number] for file, number, _ in self._tables
                 if (file.id, number) in self._sure and container in _containers(file)}
        return found.pop() if len(found) == 1 else None

    def _year_in_words(self, name: str, last) -> int | None:
        return _year_named(name) or (self.year - 1 if last.search(name) else None)

    def _year_of_children(self, part: Part) -> int | None:
        """The year whose children, those of the tables with sure dates, are most like the part's; None if the two are much the same."""
        likeness = self._likeness(part)
        best, *others = sorted(likeness, key=likeness.get, reverse=True) or [None]
        if best is None or likeness[best] - max([likeness[year] for year in others], default=0) < 0.02:
            return None
        return best

    def _lean(self, part: Part) -> float:
        """How much more the part's children are like this year's than like last year's, of the tables with sure dates; -1 to 1."""
        likeness = self._likeness(part)
        return likeness.get(self.year, 0) - likeness.get(self.year - 1, 0)

    def _likeness(self, part: Part) -> dict[int, float]:
        """How like the part's children are those of each year with sure dates; 0 to 1."""
        own = part.children
        shared = {year: (len(own & there), len(there)) for year, there in self._children_of_years.items()}
        return {year: both / max(1, len(own) + size - both) for year, (both, size) in shared.items()}

    @cached_property
    def _children_of_years(self) -> dict[int, set[str]]:
        years: dict[int, set[str]] = {}
        for file, number, part in self._tables:
            if year := self._sure.get((file.id, number)):
                years.setdefault(year, set()).update(part.children)
        return years

    def _assignment(self, year: int) -> Assignment:
        return Assignment({self.year: THIS, self.year - 1: LAST}.get(year, UNUSED), year)

    # -- two files of one table ---------------------------------------------------------------------------------------

    def _part_twins(self) -> None:
        """Two files of a table without dates, much of the same children, both taken for one year while the other year has none, are one of
        each. The one named so is last year's; else the one with the earlier births among care leavers, who are asked at 17 to 21; else
        the one whose children are less like this year's."""
        if len(set(self._sure.values()) & {self.year, self.year - 1}) < 2:
            return
        for name in (name for name in schema.TABLES if name not in years.SURE):
            found = [placed for placed in self._tables if placed[2].table_name == name]
            if len(found) == 2 and self._are_twins(*found):
                found.sort(key=lambda placed: (bool(_HINT_IN_NAME.search(placed[0].read.name)), -_median_birth(placed[2], name), -self._lean(placed[2])))
                for (file, number, _), year in zip(found, (self.year, self.year - 1)):
                    self.assignments[file.id, number] = self._assignment(year)

    def _are_twins(self, one, other) -> bool:
        (file, number, part), (file2, number2, part2) = one, other
        role, role2 = self.assignments[file.id, number].role, self.assignments[file2.id, number2].role
        told = any((found.id, place) in self._sure or self._company_tells(found) for found, place, _ in (one, other))
        copies = file.read.name == file2.read.name or file.read.digest == file2.read.digest
        if (role != role2 and part.table_name != "OC3") or UNUSED in (role, role2) or told or copies:
            return False
        return 3 * len(part.children & part2.children) >= min(len(part.table), len(part2.table))

    def _company_tells(self, file: ShelfFile) -> bool:
        *within, _ = _containers(file)
        return any(self._only_year_in(container) for container in within)

    # -- copies -------------------------------------------------------------------------------------------------------

    def _leave_out_copies(self) -> None:
        """Of files with the same content the first is used, of files with one name for one table and year the latest."""
        first: dict[tuple, ShelfFile] = {}
        latest: dict[tuple, tuple[int, int]] = {}
        for file, number, part in self._tables:
            at = file.id, number
            role, year = self.assignments[at].role, self.assignments[at].year
            original = first.setdefault((file.read.digest, number, role), file)
            if original.read.name != file.read.name:
                self.assignments[at] = Assignment(UNUSED, year)
                self.doubts.append(f"{file.read.name} is the same file as {original.read.name}: used once.")
                continue
            name = file.read.name, part.label, part.table_name, role
            if name in latest:
                self.assignments[latest[name]] = Assignment(UNUSED, year)
                if original is file:
                    twice = f"{file.read.name} was added twice: the later one is used."
                    self.doubts.append(f"{twice} If both belong to the return, rename one.")
            latest[name] = at


def _sure_year(file: ShelfFile, number: int, part: Part) -> int | None:
    """The year that the user gave the part, or that its many dates do."""
    dates_tell = part.table_name in years.SURE and part.dated >= years.FEW
    return file.years.get(number) or (part.year if dates_tell else None)


def _without_year(part: Part) -> Assignment:
    return Assignment(UNUSED if part.kind == "unknown" else REFERENCE)


def _containers(file: ShelfFile) -> list[str | int]:
    """What a part of the file lies in, nearest first: a file of several tables, its folders, the zip, what it came with; at last everything ("")."""
    name = file.read.name
    ends = [match.start() for match in re.finditer(r"/|\\| > ", name)]
    return [*([name] if len(file.read.parts) > 1 else []), *(name[:end] for end in reversed(ends)), file.drop, ""]


def _year_named(name: str) -> int | None:
    """The collection year that a file's name holds: "2025-26", "2025_2026" or "202526" -> 2026."""
    for first, second in _YEARS_IN_NAME.findall(name):
        if (int(first) + 1) % 100 == int(second):
            return int(first) + 1
    return None


def _median_birth(part: Part, name: str) -> int:
    """The median date of birth of care leavers, as a number of days; 0 for other tables."""
    if name != "OC3" or "DOB" not in part.table.columns:
        return 0
    born = np.sort(parse_dates(part.table.columns["DOB"].texts()))
    born = born[~np.isnat(born)]
    return int(born[len(born) // 2].astype(int)) if len(born) else 0


def _read_again(part: Part, answers: Answers) -> Part:
    """The part with other answers; where these leave no table of it, it says so and can still be answered otherwise."""
    try:
        return part.read_again(answers)
    except Unusable as problem:
        left = Part("unknown", rows=part.rows, label=part.label, grid=part.grid, notes=[f"Not used: {problem}"])
        left.questions, left.answers, left.again = part.questions, answers, part.read_again
        return left


def _joined(tables: Iterable[Table]) -> dict[str, Table]:
    by_name: dict[str, list[Table]] = {}
    for table in tables:
        by_name.setdefault(table.name, []).append(table)
    return {name: Table.joined(by_name[name]) for name in schema.TABLES if name in by_name}


def read(
    source: Mapping[str, bytes] | str | Path | Iterable[str | Path], year: int | None = None, answers: Answers = NO_ANSWERS,
) -> Shelf:
    """Read files as the page does.

    source  {name: bytes}, or paths of files and folders (one or several)
    year    the collection year, or None to guess it
    answers to questions that the files leave open, by the questions' keys

    Gives a Shelf: `this_year`, `last_year`, `providers`, `workers`, `files`, `doubts`. Raises OSError for a path that can't be opened.
    """
    shelf = Shelf()
    shelf.set_year(year)
    for key, answer in answers.items():
        shelf.answer(key, answer)
    if isinstance(source, Mapping):
        for name, data in source.items():
            shelf.add(name, data)
        return shelf
    for path in map(Path, [source] if isinstance(source, (str, Path)) else source):
        for name, file in _files_at(path):
            shelf.add(name, file.read_bytes())
    return shelf


def _files_at(path: Path) -> list[tuple[str, Path]]:
    """(name with the folder, path) of the file, or of all files in the folder."""
    if not path.is_dir():
        return [(str(path), path)]
    files = [file for file in sorted(path.rglob("*")) if file.is_file() and not is_clutter(file.name)]
    return [(file.relative_to(path.parent).as_posix(), file) for file in files]
