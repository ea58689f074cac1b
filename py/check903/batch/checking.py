"""One group: its returns read, each checked against the year before, and what came of it as tidy tables."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from check903 import api, engine
from check903.batch import two_lists
from check903.batch.groups import Group
from check903.batch.reading import fingerprint, has_rules, loaded_from, of_year, tables_by_year, year_from
from check903.batch.tables import (
    DONE,
    FAILED,
    NO_RETURN,
    NOT_READ,
    ReturnRow,
    assumed_of,
    files_of,
    of_result,
    returns,
    two_lists_of,
)
from check903.batch.wholes import Whole, left_out, wholes
from check903.engine.findings import Findings
from check903.model.history import Years
from check903.model.providers import Providers
from check903.model.returns import Collection
from check903.reading import LoadedFiles, read
from check903.reading.phrases import names
from check903.reference import postcodes, schema
from check903.tidy.fields import TidyTable


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
    rows = [ReturnRow(None, 0, 0, 0, False, FAILED, problem)]
    return Outcome(group, "", [returns(group, rows), assumed_of(group, [(None, details)] if details else [])])


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
                made.append(two_lists_of(of, year, compared.differences))
                says += [f"Annex A: {compared.day_from}", *compared.notes]
            run = len(result.rules) - len(result.reasons)
            row = ReturnRow(year, result.children_this_year, len(result), run, bool(one.last_year), DONE, "")
            made += [returns(of, [row]), *of_result(of, result)]
            asked = (question.sentence for question in one.questions)
            made.append(assumed_of(of, [(year, sentence) for sentence in [*says, *one.doubts, *asked]]))
    return [
        *made,
        returns(group, list(_not_checked(group, loaded, found))),
        *(returns(replace(group, place=folder), [_EMPTY]) for folder in group.empty),
        files_of(group, loaded, found),
        assumed_of(group, told),
    ]


_EMPTY = ReturnRow(None, 0, 0, 0, False, NO_RETURN, "There is no file in this folder.")


def _not_checked(group: Group, loaded: LoadedFiles, found: list[Whole]) -> Iterator[ReturnRow]:
    """A row for each return that can't be checked, and why."""
    problems = [file.read.problem for file in loaded.files if file.read.problem]
    by_year = [(year, tables) for whole in found for year, tables in tables_by_year(whole.loaded).items() if tables]
    if problems:
        yield ReturnRow(None, 0, 0, 0, False, NOT_READ, " ".join(problems))
    for year, why in dict.fromkeys((year, _lacks(year, tables)) for year, tables in by_year):
        if why:
            yield ReturnRow(year, 0, 0, 0, False, NOT_READ, why)
    if group.paths and not problems and not by_year:
        asked = [question.sentence for question in loaded.questions]
        why = " ".join(["No table of the return is in it.", *asked])
        yield ReturnRow(None, 0, 0, 0, False, NOT_READ if asked else NO_RETURN, why)


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
