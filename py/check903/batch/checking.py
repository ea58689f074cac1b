"""One group: its returns read, each checked against the year before, and what came of it as tidy tables."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from check903 import api, engine
from check903.annex_a.comparing import Comparison
from check903.batch import two_lists
from check903.batch.groups import Group
from check903.batch.reading import fingerprint, loaded_from, of_year, years
from check903.engine.findings import Findings
from check903.model.history import Years
from check903.model.providers import Providers
from check903.model.returns import Collection
from check903.reading import LoadedFiles, read
from check903.reading.phrases import names
from check903.reference import authorities, postcodes, schema
from check903.tidy import of_check
from check903.tidy.fields import Field, TidyTable, Value
from check903.tidy.of_figures import figures

DONE, NOT_READ, FAILED = "checked", "not read", "failed"


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
        return Outcome(group, fingerprint(group), _tables(group, settings, assumed))
    except Exception as fault:  # one return that can't be read, or a fault of this tool, must not stop the others
        return failed(group, f"{type(fault).__name__}: {fault}", traceback.format_exc())


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
    returns, results = [], []
    told: list[tuple[int | None, str]] = [(None, sentence) for sentence in assumed]
    known = years(loaded)
    lists, differences = two_lists.by_year(loaded, known), []
    for year in known:
        year_files = of_year(loaded, year)
        earlier = loaded.before(year - 1)
        result = _checked(group, year_files, year, providers, earlier)
        results.append(result)
        if year in lists:
            compared = two_lists.beside(result.r, lists[year])
            differences.append((year, compared))
            told += [(year, sentence) for sentence in (f"Annex A: {compared.day_from}", *compared.notes)]
        run = len(result.rules) - len(result.reasons)
        returns.append(_Return(year, result.children_this_year, len(result), run, bool(year_files.last_year), DONE, ""))
        asked = (question.sentence for question in year_files.questions)
        told += [(year, sentence) for sentence in [*_history(earlier), *year_files.doubts, *asked]]
    problems = [file.read.problem for file in loaded.files if file.read.problem]
    if not returns:
        why = " ".join(problems) or "No Episodes of a year that has rules was found in it."
        returns.append(_Return(None, 0, 0, 0, False, NOT_READ, why))
    elif problems:
        returns.append(_Return(None, 0, 0, 0, False, NOT_READ, " ".join(problems)))
    return [
        _returns(group, returns),
        *(_of_year(group, result, table) for result in results for table in of_check.findings_tables(result)),
        *(_of_year(group, result, figures(result)) for result in results),
        *(_two_lists(group, year, comparison) for year, comparison in differences),
        _files(group, loaded),
        _assumed(group, told),
    ]


def _history(earlier: Years) -> Iterator[str]:
    """What the years before last year's were used for."""
    if earlier:
        labels = names(map(schema.year_label, sorted(earlier)))
        yield f"What began before last year comes from {labels} (for rules 1001, 1002, 392a and figures)."


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


def _whose(group: Group, years_of_rows: Iterable[int | None]) -> Iterator[tuple[Field, Iterable[Value]]]:
    rows = list(years_of_rows)
    yield Field("council", "text", "ONS code of the council", source="worked out"), [group.council or None] * len(rows)
    name = authorities.name(group.council) or None
    yield Field("council_name", "text", "Its name", source="worked out"), [name] * len(rows)
    yield Field("place", "text", "Where its files lie", source="worked out"), [group.place] * len(rows)
    yield Field("year", "integer", "Collection year, by its end", source="worked out"), rows


def _of_year(group: Group, result: Findings, table: TidyTable) -> TidyTable:
    """The table with the council and the year before its columns."""
    columns = [(field, table.columns[field.name]) for field in table.fields]
    return of_check.made(table.name, table.row, "", [*_whose(group, [result.year] * len(table)), *columns])


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
            of("state", "text", f"{DONE}, {NOT_READ} or {FAILED}", [row.state for row in rows]),
            of("problem", "text", "What could not be used, and what to do", [row.problem or None for row in rows]),
        ],
    )


def _two_lists(group: Group, year: int, comparison: Comparison) -> TidyTable:
    columns = two_lists.columns(comparison)
    return of_check.made(
        "two_lists",
        "place where Annex A and the return disagree, never an error",
        "",
        [*_whose(group, [year] * len(comparison.differences)), *columns],
    )


def _files(group: Group, loaded: LoadedFiles) -> TidyTable:
    parts = [
        (file, part, loaded.assignments()[file.id, number])
        for file in loaded.files
        for number, part in enumerate(file.read.parts)
    ]
    return of_check.made(
        "files",
        "table in a file",
        "",
        [
            *_whose(group, [assignment.year for _, _, assignment in parts]),
            (Field("file", "text", "The file", source="worked out"), [file.read.name for file, _, _ in parts]),
            (
                Field("table", "text", "The table in it; blank where it is none", source="worked out"),
                [(part.table_name or None) if part.kind == "table" else None for _, part, _ in parts],
            ),
            (Field("rows", "integer", "Its rows", source="worked out"), [part.rows for _, part, _ in parts]),
        ],
    )


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
