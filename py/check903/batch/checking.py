"""One group: its returns read, each checked against the year before, and what came of it as tidy tables."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from check903 import api, engine
from check903.annex_a.difference import Difference
from check903.batch import two_lists
from check903.batch.groups import Group
from check903.batch.reading import fingerprint, has_rules, loaded_from, of_year, tables_by_year, year_from
from check903.batch.wholes import Whole, left_out, wholes
from check903.engine.findings import Findings
from check903.model.history import Years
from check903.model.providers import Providers
from check903.model.returns import Collection
from check903.reading import LoadedFiles, read
from check903.reading.loaded_files import LoadedFile
from check903.reading.phrases import names
from check903.reading.result import Part
from check903.reference import authorities, postcodes, schema
from check903.tidy import of_check
from check903.tidy.fields import Field, TidyTable, Value
from check903.tidy.of_figures import figures
from check903.views import files

DONE, NOT_READ, NO_RETURN, FAILED = "checked", "not read", "no return", "failed"


@dataclass(frozen=True)
class Settings:
    """What holds for all groups.

    lists  paths of Ofsted's list, with which every return is checked that has none of its own
    """

    lists: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came of a group.

    group        the group
    fingerprint  the hash of its files
    tables       returns, findings, not_run, figures, two_lists, files, assumed
    """

    group: Group
    fingerprint: str
    tables: list[TidyTable] = field(default_factory=list)


def check_group(group: Group, settings: Settings, assumed: tuple[str, ...] = ()) -> Outcome:
    """Check every return of the group. `assumed`: sentences on how it came about. A fault is told, not raised."""
    try:
        found = fingerprint(
            group
        )  # of the files as they are before they are read: what changes meanwhile is read again
        return Outcome(group, found, _tables(group, settings, assumed))
    except Exception as fault:  # a fault of this tool must not stop the others
        said = f"A fault of this tool, not of the files ({type(fault).__name__}): table assumed has the details."
        return failed(group, said, traceback.format_exc())


def failed(group: Group, problem: str, details: str = "") -> Outcome:
    """The outcome of a group of which nothing could be checked."""
    rows = [_Return(None, 0, 0, 0, False, FAILED, problem)]
    return Outcome(group, "", [_returns(group, rows), _assumed(group, [(None, details)] if details else [])])


@dataclass(frozen=True)
class _Return:
    year: int | None
    children: int
    errors: int
    rules_run: int
    with_last_year: bool
    state: str
    problem: str


def _tables(group: Group, settings: Settings, assumed: Iterable[str]) -> list[TidyTable]:
    loaded = loaded_from(group)
    providers = _providers(loaded, settings)
    made: list[TidyTable] = []
    told: list[tuple[int | None, str]] = [(None, sentence) for sentence in assumed]
    found = wholes(loaded)
    if left := left_out(loaded, found):
        told.append((None, f"Not used, since they lie beside no one return: {names(left)}."))
    for whole in found:
        lists = two_lists.by_year(whole.loaded, whole.years)
        for year in whole.years:
            of = replace(group, place=whole.where.get(year, group.place))
            one = of_year(whole.loaded, year)
            earlier = whole.loaded.before(year - 1)
            result = _checked(group, one, year, providers, earlier)
            says = [year_from(one, year), *whole.told(year), *_history(earlier), *_lists(loaded, settings)]
            if year in lists:
                compared = two_lists.beside(result.r, lists[year])
                made.append(_two_lists(of, year, compared.differences))
                says += [f"Annex A: {compared.day_from}", *compared.notes]
            run = len(result.rules) - len(result.reasons)
            row = _Return(year, result.children_this_year, len(result), run, bool(one.last_year), DONE, "")
            made += [_returns(of, [row]), *of_result(of, result)]
            asked = (question.sentence for question in one.questions)
            made.append(_assumed(of, [(year, sentence) for sentence in [*says, *one.doubts, *asked]]))
    return [
        *made,
        _returns(group, list(_not_checked(group, loaded, found))),
        *(_returns(replace(group, place=folder), [_EMPTY]) for folder in group.empty),
        _files(group, loaded, found),
        _assumed(group, told),
    ]


def without_rows() -> list[TidyTable]:
    """Every table of a batch, for what its columns are called and mean."""
    group = Group("", "", Path(), ())
    r, _, result = api.prepare({}, None, Collection.of_year(schema.LAST_YEAR), rules=[])
    made = [_returns(group, []), *of_result(group, result), _two_lists(group, 0, [])]
    return [*made, _files(group, LoadedFiles(), []), _assumed(group, [])]


def of_result(group: Group, result: Findings) -> list[TidyTable]:
    """rules, findings, not_run and figures of a return."""
    tables = (of_check.rules(result), *of_check.findings_tables(result), figures(result))
    return [_of_year(group, result, table) for table in tables]


_EMPTY = _Return(None, 0, 0, 0, False, NO_RETURN, "There is no file in this folder.")


def _not_checked(group: Group, loaded: LoadedFiles, found: list[Whole]) -> Iterator[_Return]:
    """A row for each return that can't be checked, and why."""
    problems = [file.read.problem for file in loaded.files if file.read.problem]
    by_year = [(year, tables) for whole in found for year, tables in tables_by_year(whole.loaded).items() if tables]
    if problems:
        yield _Return(None, 0, 0, 0, False, NOT_READ, " ".join(problems))
    for year, why in dict.fromkeys((year, _lacks(year, tables)) for year, tables in by_year):
        if why:
            yield _Return(year, 0, 0, 0, False, NOT_READ, why)
    if group.paths and not problems and not by_year:
        asked = [question.sentence for question in loaded.questions]
        why = " ".join(["No table of the return is in it.", *asked])
        yield _Return(None, 0, 0, 0, False, NOT_READ if asked else NO_RETURN, why)


def _lacks(year: int, tables: list[str]) -> str:
    """Why a year's tables can't be checked; "" where they can, or are no more than something beside a return."""
    label = schema.year_label(year)
    if not has_rules(year) and "Episodes" in tables:
        known = f"{schema.year_label(schema.FIRST_YEAR)} to {schema.year_label(schema.LAST_YEAR)}"
        return f"Episodes is of {label}. There are rules for {known}."
    if "Episodes" not in tables and ("Header" in tables or len(tables) > _FEW):
        return f"Of {label} there is {names(tables)}, but no Episodes, or an empty one. Add it, or export it again."
    return ""


_FEW = 2  # tables that may lie beside another year's return


def _history(earlier: Years) -> Iterator[str]:
    """What the years before last year's were used for."""
    if earlier:
        labels = names(map(schema.year_label, sorted(earlier)))
        yield f"What began before last year comes from {labels} (for rules 1001, 1002, 392a and figures)."


def _lists(loaded: LoadedFiles, settings: Settings) -> Iterator[str]:
    """Which of Ofsted's lists the return is checked with, as in `_providers`."""
    own = [file.read.name for file in loaded.files if any(part.kind == "providers" for part in file.read.parts)]
    if used := own or [Path(path).name for path in settings.lists]:
        yield f"Ofsted’s list: {names(used)}."


def _checked(group: Group, loaded: LoadedFiles, year: int, providers: Providers | None, earlier: Years) -> Findings:
    r, rules, result = api.prepare(
        loaded.this_year,
        loaded.last_year,
        Collection.of_year(year),
        authority=group.council or None,
        providers=providers,
        postcodes=postcodes.default_directory(),
        earlier=earlier,
    )
    for _ in engine.run(r, rules, result):
        pass
    return result


def _providers(loaded: LoadedFiles, settings: Settings) -> Providers | None:
    """The group's own list, or the one for all."""
    listed = loaded.providers or (read(list(settings.lists)).providers if settings.lists else None)
    return Providers.of_list(listed, postcodes.default_directory()) if listed else None


# -- the tables -------------------------------------------------------------------------------------------------------


def _whose(
    group: Group, years_of_rows: Iterable[int | None], places: Iterable[str | None] = ()
) -> Iterator[tuple[Field, Iterable[Value]]]:
    """Whose each row is. `places`: where its return lies, where that is another place than the group's."""
    rows = list(years_of_rows)
    lie = [place or group.place for place in places] or [group.place] * len(rows)
    yield Field("council", "text", "ONS code of the council", source="worked out"), [group.council or None] * len(rows)
    name = authorities.name(group.council) or None
    yield Field("council_name", "text", "Its name", source="worked out"), [name] * len(rows)
    yield Field("place", "text", "Where its files lie", source="worked out"), lie
    yield Field("year", "integer", "Collection year, by its end", source="worked out"), rows


def _of_year(group: Group, result: Findings, table: TidyTable) -> TidyTable:
    """The table with the council and the year before its columns; of findings with the file and line behind them."""
    columns = [(_here(field), table.columns[field.name]) for field in table.fields]
    more = _where(result) if table.name == "findings" else []
    row = table.row.partition(" of ")[0]  # of all years
    return of_check.made(table.name, row, "", [*_whose(group, [result.year] * len(table)), *columns, *more])


def _here(field: Field) -> Field:
    """The field; the table of children, which it may name, is none of these."""
    return replace(field, refers="") if field.refers.startswith("children.") else field


def _where(result: Findings) -> list[tuple[Field, list[Value]]]:
    """The file and line of each finding's row."""
    files = [result.files[number] if number >= 0 else None for number in result.file.tolist()]
    lines = [line if line >= 0 else None for line in result.line.tolist()]
    return [
        (Field("file", "text", "File of the row", source="worked out"), files),
        (Field("line", "integer", "Line of the row in it", source="worked out"), lines),
    ]


def _returns(group: Group, rows: list[_Return]) -> TidyTable:
    def of(name: str, kind: str, meaning: str, values: Iterable[Value]) -> tuple[Field, Iterable[Value]]:
        return Field(name, kind, meaning, source="check"), values

    return of_check.made(
        "returns",
        "return of a council and year",
        "",
        [
            *_whose(group, [row.year for row in rows]),
            of("children", "integer", "Children in this year's tables", [row.children for row in rows]),
            of("errors", "integer", "Errors found", [row.errors for row in rows]),
            of("rules_run", "integer", "Rules that could be run", [row.rules_run for row in rows]),
            of("with_last_year", "integer", "1 if last year's was there", [int(row.with_last_year) for row in rows]),
            of("state", "text", f"{DONE}, {NOT_READ}, {NO_RETURN} or {FAILED}", [row.state for row in rows]),
            of("problem", "text", "What could not be used, and what to do", [row.problem or None for row in rows]),
        ],
    )


def _two_lists(group: Group, year: int, found: list[Difference]) -> TidyTable:
    columns = two_lists.columns(found)
    return of_check.made(
        "two_lists",
        "place where Annex A and the return disagree, never an error",
        "",
        [*_whose(group, [year] * len(found)), *columns],
    )


def _files(group: Group, loaded: LoadedFiles, found: list[Whole]) -> TidyTable:
    whose = {id: whole for whole in found for id in whole.own}
    parts = [
        (file, part, _year_of(whose.get(file.id), file, number))
        for file in loaded.files
        for number, part in enumerate(file.read.parts or [Part(UNREAD)])
    ]
    places = [whose[file.id].where.get(year or 0) if file.id in whose else None for file, _, year in parts]

    def of(name: str, meaning: str, values: Iterable[Value], kind: str = "text") -> tuple[Field, Iterable[Value]]:
        return Field(name, kind, meaning, source="worked out"), values

    return of_check.made(
        "files",
        "table in a file, or a file that holds none",
        "",
        [
            *_whose(group, [year for _, _, year in parts], places),
            of("file", "The file", [file.read.name for file, _, _ in parts]),
            of("sheet", "The sheet, of a workbook", [part.label or None for _, part, _ in parts]),
            of("table", "The table of the return; blank where it is none", [p.table_name or None for _, p, _ in parts]),
            of("holds", "What it is", [KINDS.get(part.kind, part.kind) for _, part, _ in parts]),
            of("rows", "Its rows", [part.rows for _, part, _ in parts], "integer"),
            of("problem", "Why it could not be read", [file.read.problem for file, _, _ in parts]),
        ],
    )


UNREAD = "could not be read"
KINDS = {**files.KINDS, "table": "A table of the return", UNREAD: "Could not be read"}


def _year_of(whole: Whole | None, file: LoadedFile, number: int) -> int | None:
    """The collection year that the part of the file was taken for."""
    return whole.loaded.assignments()[file.id, number].year if whole and file.read.parts else None


def _assumed(group: Group, told: list[tuple[int | None, str]]) -> TidyTable:
    return of_check.made(
        "assumed",
        "thing that was assumed, or is in doubt",
        "",
        [
            *_whose(group, [year for year, _ in told]),
            (Field("sentence", "text", "What it is", source="worked out"), [sentence for _, sentence in told]),
        ],
    )
