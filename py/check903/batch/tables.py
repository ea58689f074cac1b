"""The tables of a batch: each row says whose it is, by council, place and year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from check903 import api
from check903.annex_a.difference import Difference
from check903.batch import two_lists
from check903.batch.groups import Group
from check903.batch.wholes import Whole
from check903.engine.findings import Findings
from check903.model.returns import Collection
from check903.reading import LoadedFiles
from check903.reading.loaded_files import LoadedFile
from check903.reading.result import Part
from check903.reference import authorities, schema
from check903.tidy import of_check
from check903.tidy.fields import Field, TidyTable, Value
from check903.tidy.of_figures import figures
from check903.views import files

DONE, NOT_READ, NO_RETURN, FAILED = "checked", "not read", "no return", "failed"


@dataclass(frozen=True)
class ReturnRow:
    """A row of table `returns`."""

    year: int | None
    children: int
    errors: int
    rules_run: int
    with_last_year: bool
    state: str
    problem: str


def without_rows() -> list[TidyTable]:
    """Every table of a batch, for what its columns are called and mean."""
    group = Group("", "", Path(), ())
    r, _, result = api.prepare({}, None, Collection.of_year(schema.LAST_YEAR), rules=[])
    made = [returns(group, []), *of_result(group, result), two_lists_of(group, 0, [])]
    return [*made, files_of(group, LoadedFiles(), []), assumed_of(group, [])]


def of_result(group: Group, result: Findings) -> list[TidyTable]:
    """rules, findings, not_run and figures of a return."""
    tables = (of_check.rules(result), *of_check.findings_tables(result), figures(result))
    return [_of_year(group, result, table) for table in tables]


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


def returns(group: Group, rows: list[ReturnRow]) -> TidyTable:
    """A row for each return of the group, whether it could be checked or not."""

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


def two_lists_of(group: Group, year: int, found: list[Difference]) -> TidyTable:
    """A row for each difference between Annex A and that year's return."""
    columns = two_lists.columns(found)
    return of_check.made(
        "two_lists",
        "place where Annex A and the return disagree, never an error",
        "",
        [*_whose(group, [year] * len(found)), *columns],
    )


def files_of(group: Group, loaded: LoadedFiles, found: list[Whole]) -> TidyTable:
    """A row for each table in the group's files, and for each file without one. `found`: the returns in them."""
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


def assumed_of(group: Group, told: list[tuple[int | None, str]]) -> TidyTable:
    """A row for each sentence, of a collection year or (None) of all."""
    return of_check.made(
        "assumed",
        "thing that was assumed, or is in doubt",
        "",
        [
            *_whose(group, [year for year, _ in told]),
            (Field("sentence", "text", "What it is", source="worked out"), [sentence for _, sentence in told]),
        ],
    )
