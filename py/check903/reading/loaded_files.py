"""All files of a session: which belong to this year and which to last year, and what is doubtful about that.

A part without dates of its own (Header) goes with its folder, zip or workbook, then with what was dropped together with
it, then with the only year there is, then with the year its children are in, then with the file's name ("last",
"2025-26"). Several files of one table are laid end to end, with a doubt said aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from check903.model.table import Table
from check903.reading import local_rules, on_disk
from check903.reading.annex_a import AnnexList, joined, workers_of
from check903.reading.assignment import LAST, OF_ONE_COUNCIL, THIS, Assignment, Decision
from check903.reading.files import read_file
from check903.reading.limits import LIMITS, Limits
from check903.reading.local_rules import LocalFile
from check903.reading.providers import ProviderList
from check903.reading.published_files import PublishedFile
from check903.reading.questions import NO_ANSWERS, Answer, Answers, Question, together
from check903.reading.result import FileRead, Part, UnreadableFile
from check903.reading.returns import CERTAIN
from check903.reading.whose import ByPostcodes, Parted, nothing
from check903.reading.work import KeptFile, KeptFiles, Work
from check903.reading.work_loaded import WorkPart, WorkState, newest, same_file, waiting


@dataclass
class LoadedFile:
    """A file that was loaded.

    id       its own for as long as the session lasts
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


class LoadedFiles:
    """The files of a session, in the order in which they came."""

    def __init__(self, limits: Limits = LIMITS, by_postcodes: ByPostcodes = nothing):
        self._limits = limits
        self._by_postcodes = by_postcodes
        self.files: list[LoadedFile] = []
        self._next_id = 1
        self._year_set: int | None = None
        self._answers: dict[str, str] = {}
        self._decided = None
        self.work_state = WorkState()

    # -- what the user does -------------------------------------------------------------------------------------------

    def add(self, name: str, data: bytes, source: int = 0, drop: int = 0) -> list[LoadedFile]:
        """Read a file and keep it with the others; a zip gives one entry for each file in it. `source` and `drop` are
        numbers of the caller's.

        A file that was no use and comes again, fixed, takes the place of the first.
        """
        try:
            reads = read_file(name, data, self._limits, self._answers)
        except MemoryError:
            problem = (
                f"{name}: there was not enough memory to read it. Close other tabs and programs, then remove it here"
                " and add it again."
            )
            reads = [FileRead(name, problem=problem)]
        except Exception as fault:  # a fault of the tool must not cost the user the other files
            sentence = (
                f"{name}: the tool could not read it ({type(fault).__name__}). That is a fault of the tool, not of the"
                " file."
            )
            reads = [FileRead(name, problem=f"{sentence} The other files are not affected.")]
        return self._put(reads, source, drop)

    def add_unusable(self, name: str, problem: str, source: int = 0) -> list[LoadedFile]:
        """Put a file among them of which there are no bytes; `problem` is a sentence that says why."""
        return self._put([FileRead(name, problem=problem)], source, 0)

    def _put(self, reads: list[FileRead], source: int, drop: int) -> list[LoadedFile]:
        names = {read.name for read in reads}
        self.files = [file for file in self.files if not (file.read.problem and file.read.name in names)]
        added = []
        first = sum(file.source == source for file in self.files)
        for nth, read in enumerate(reads, first):
            told = {number: part.year for number, part in enumerate(read.parts) if part.kind == "table" and part.year}
            added.append(LoadedFile(self._next_id, read, source, drop, nth, told))
            self._next_id += 1
        self.files += added
        self._as_before(added)
        self._decided = None
        return added

    def remove(self, file_id: int) -> None:
        """Remove a file; KeyError if it isn't there."""
        self.files.remove(self._file(file_id))
        self._decided = None

    def change(self, file_id: int, part_no: int, table: str | None = None, year: int | None = None) -> None:
        """Take a part for another table ("" for none) or year. Where the cells can't be that table, the part is left
        out and says why.
        """
        file = self._file(file_id)
        part = file.read.parts[part_no]
        if table is not None and part.grid is not None:
            file.taken[part_no] = table
            try:
                file.read.parts[part_no] = part.taken_for(table, self._answers)
            except UnreadableFile as problem:
                file.read.parts[part_no] = part.taken_for("")
                file.read.parts[part_no].notes = [f"Not used as {table}: {problem}"]
        if year is not None:
            file.years[part_no] = year
        self._decided = None

    def answer(self, key: str, answer: str) -> None:
        """Settle a question ("" asks it again): what asks it is read anew, and what belongs to which year is decided
        anew.
        """
        self._answers = {**self._answers, key: answer}
        if not answer:
            del self._answers[key]
        self._read_again(key)
        self._decided = None

    def _as_before(self, added: list[LoadedFile]) -> None:
        """What the work files know of these files and their questions is not asked again."""
        works = [part.work for part in self.works]
        if not works:
            return
        came = {part.file for part in self.works} & {file.id for file in added}
        answers = {key: answer for work in works for key, answer in work.loaded.answers.items()}
        more = {key: answer for key, answer in answers.items() if key not in self._answers} if came else {}
        self._answers = {**self._answers, **more}
        self._read_again(*more)
        for file in self.files if came else added:
            known = same_file(file.read.digest, file.nth, works)
            if known and not file.taken and not file.years:
                self._decide(file, known.taken, known.years)

    def _decide(self, file: LoadedFile, taken: dict[int, str], years: dict[int, int]) -> None:
        """Take the file's parts for those tables and years, as far as it has such parts."""
        parts = len(file.read.parts)
        for part, table in taken.items():
            if part < parts:
                self.change(file.id, part, table)
        file.years.update({part: year for part, year in years.items() if part < parts})

    def _read_again(self, *keys: str) -> None:
        """Read the parts anew that ask one of these questions."""
        for file in self.files:
            for number, part in enumerate(file.read.parts):
                if any(question.key in keys for question in part.questions):
                    file.read.parts[number] = _read_again(part, self._answers)

    def kept(self) -> KeptFiles:
        """What the user decided about the files, as a work file keeps it."""
        files = tuple(
            KeptFile(
                file.id,
                file.source,
                file.nth,
                file.read.name,
                sum(part.rows for part in file.read.parts),
                file.read.digest,
                dict(file.taken),
                dict(file.years),
            )
            for file in self.files
        )
        state = self.work_state
        return KeptFiles(
            self._year_set,
            self._next_id,
            dict(self._answers),
            files,
            tuple(state.made),
            state.without,
            tuple(sorted(state.again)),
        )

    def restore(self, kept: KeptFiles) -> None:
        """Take over what was decided about the same files, or some of them, when they were loaded before."""
        known = {entry.source for entry in kept.files}
        came = {(file.source, file.nth): file for file in self.files}
        more = [file for file in self.files if file.source not in known]
        self._next_id = kept.next
        self._answers = dict(kept.answers)
        self.work_state = WorkState.of(kept)
        self._read_again(*self._answers)
        self.files = []
        for entry in kept.files:
            file = came.get((entry.source, entry.nth))
            if file is not None:
                file.id = entry.id
                self.files.append(file)
                self._decide(file, entry.taken, entry.years)
        for file in more:
            file.id = self._next_id
            self._next_id += 1
            self.files.append(file)
        self.set_year(kept.year)

    def set_year(self, year: int | None) -> None:
        """Set the collection year, or None to guess it from the files."""
        self._year_set = year
        self._decided = None

    def _file(self, file_id: int) -> LoadedFile:
        for file in self.files:
            if file.id == file_id:
                return file
        raise KeyError(file_id)

    def snapshot(self) -> LoadedFiles:
        """The files as they stand and what was decided about them, which later additions and changes leave alone."""
        kept = LoadedFiles(self._limits, self._by_postcodes)
        kept.files = [
            replace(file, read=replace(file.read, parts=list(file.read.parts)), years=dict(file.years))
            for file in self.files
        ]
        kept._next_id, kept._year_set, kept._answers = self._next_id, self._year_set, self._answers
        kept._decided = self._decided
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

    def by_year(self) -> dict[int, dict[str, Table]]:
        """Collection year -> its tables by name, whatever year is checked: for earlier years' returns."""
        return self._decision.by_year()

    def before(self, year: int) -> dict[int, dict[str, Table]]:
        """Collection year -> its tables by name, of the years before that one."""
        return {of_year: tables for of_year, tables in self.by_year().items() if of_year < year}

    @property
    def providers(self) -> ProviderList | None:
        """The provider lists laid end to end (ProviderList), or None."""
        lists: list[Any] = [part.content for part in self._parts_of("providers")]
        return type(lists[0]).joined(lists) if lists else None

    @property
    def workers(self) -> Table | None:
        """The lists of workers laid end to end, columns CHILD, WORKER, TEAM, EMAIL as far as they were there; without
        one, what Annex A says; or None.
        """
        tables = [part.table for part in self._parts_of("workers") if part.table is not None]
        return Table.joined(tables) if tables else workers_of(self.annex_a)

    @property
    def annex_a(self) -> dict[int, AnnexList]:
        """The lists of Ofsted's child-level data, 6 to 10, by number."""
        return joined([part.content for part in self._parts_of("annex_a")])

    @property
    def saved(self) -> list:
        """The saved checks (check903.reading.saved_check.SavedCheck), those in work files among them."""
        inside = [part.work.check for part in self.works if part.work.check is not None]
        return [part.content for part in self._parts_of("saved")] + inside

    @property
    def published(self) -> list[PublishedFile]:
        """The Department's published figures, in the order they came."""
        return [part.content for part in self._parts_of("published")]

    @property
    def figures_only(self) -> list[PublishedFile]:
        """Figures of councils, without their children, in the order they came."""
        return [part.content for part in self._parts_of("figures_only")]

    @property
    def works(self) -> list[WorkPart]:
        """The work files, in the order they came."""
        return [
            WorkPart(file.id, file.read.name, file.read.digest, part.content)
            for file in self.files
            for part in file.read.parts
            if part.kind == "work"
        ]

    @property
    def work(self) -> WorkPart | None:
        """The work that is used, or None: the newest on the return that is worked on."""
        return newest(self._works_here())

    def _works_here(self) -> list[WorkPart]:
        """Those that may be about the return that is worked on."""
        works, whose = self.works, self.parted.chosen or ""
        if not self.parted.groups:
            if len({(part.work.group, part.work.council) for part in works}) < 2:
                return works
            episodes = self.this_year.get("Episodes")
            whose = self._by_postcodes(episodes) if episodes is not None else ""
            if not whose:
                return works
        return [part for part in works if part.work.may_be_of(whose)]

    @property
    def waiting_work(self) -> Work | None:
        """The work that the next check takes over, or None."""
        return waiting(self.work, self.work_state)

    def make_again(self, number: int, wanted: bool) -> None:
        """Whether to make a change of the work that is used, its `number`, though another value stands there."""
        if part := self.work:
            again, one = self.work_state.again, (part.digest, number)
            again.add(one) if wanted else again.discard(one)

    @property
    def local(self) -> list[LocalFile]:
        """The files of local rules, and those that the work file brings. They may be anybody's."""
        kept = self.work.work.local if self.work and not self.work_state.without else ()
        return local_rules.together([*(part.content for part in self._parts_of("local")), *kept])

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

    def answer_to(self, question: Question) -> Answer | None:
        """The answer given to a question that the files alone don't ask."""
        return question.answered(self._answers)

    def _asked(self) -> list[Question]:
        return together(
            [
                *(question for file in self.files for part in file.read.parts for question in part.questions),
                *self._decision.questions,
            ]
        )

    @property
    def suggested(self) -> int | None:
        """The year that the files are of, whatever was chosen; None where none of them says."""
        guessing = self.snapshot()
        guessing.set_year(None)
        return None if guessing.year_from.startswith("No file says") else guessing.year

    @property
    def year_is_sure(self) -> bool:
        """True if the year was set, or nothing but the dates of a whole year's return can have told it."""
        return self._decision.grade == CERTAIN

    @property
    def lacks_episodes(self) -> bool:
        """True if this year's Episodes is absent or empty though the files show that there is one."""
        return self._decision.lacks_episodes

    def postcodes_came(self) -> None:
        """Whose the files are is decided anew, if postcodes tell it."""
        if self._decided and self._decided.parted.of_places:
            self._decided = None

    @property
    def parted(self) -> Parted:
        """The returns by council, where several councils' are here."""
        return self._decision.parted

    def _parts_of(self, kind: str) -> list[Part]:
        """The parts of that kind that are not another council's."""
        found = [(file, n, part) for file in self.files for n, part in enumerate(file.read.parts) if part.kind == kind]
        if kind not in OF_ONE_COUNCIL:
            return [part for _, _, part in found]
        return [part for file, n, part in found if not self.assignments()[file.id, n].council]

    @property
    def _decision(self) -> Decision:
        if self._decided is None:
            self._decided = Decision(self.files, self._year_set, self._answers, self._by_postcodes)
        return self._decided


def _read_again(part: Part, answers: Answers) -> Part:
    """The part with other answers; where these leave no table of it, it says so and can still be answered otherwise."""
    try:
        return part.read_again(answers)
    except UnreadableFile as problem:
        left = Part("unknown", rows=part.rows, label=part.label, grid=part.grid, notes=[f"Not used: {problem}"])
        left.questions, left.answers, left.again = part.questions, answers, part.read_again
        return left


def read(
    source: Mapping[str, bytes] | str | Path | Iterable[str | Path],
    year: int | None = None,
    answers: Answers = NO_ANSWERS,
) -> LoadedFiles:
    """Read files as the page does.

    source  {name: bytes}, or paths of files and folders (one or several)
    year    the collection year, or None to guess it
    answers to questions that the files leave open, by the questions' keys

    Gives LoadedFiles: `this_year`, `last_year`, `providers`, `workers`, `files`, `doubts`. Raises OSError for a file
    that can't be opened; one in a folder is among `files` with its problem.
    """
    loaded = LoadedFiles()
    loaded.set_year(year)
    for key, answer in answers.items():
        loaded.answer(key, answer)
    if isinstance(source, Mapping):
        for name, data in source.items():
            loaded.add(str(name), data)
        return loaded
    for path in map(Path, [source] if isinstance(source, (str, Path)) else source):
        if path.is_dir():
            _add_folder(loaded, path)
        else:
            loaded.add(str(path), path.read_bytes())
    return loaded


def _add_folder(loaded: LoadedFiles, folder: Path) -> None:
    """All files in it. One that can't be opened, or a folder, does not keep the others from being read."""
    lost: list[Path] = []
    for path in [*on_disk.files_in(folder, lambda path, _: lost.append(path)), *lost]:
        on_disk.add(loaded, path.relative_to(folder.parent).as_posix(), path)
