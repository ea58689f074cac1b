"""The user's own list of workers: what it gives, and whom it has to name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

import numpy as np

from check903.findings.addresses import is_address
from check903.findings.worklists import people
from check903.model.arrays import once_each
from check903.model.columns import Dates
from check903.model.distinct import DistinctTexts
from check903.model.table import Table


class Loaded(TypedDict):
    """How many of this year's children the list names, of how many; its workers and teams; addresses that are none."""

    children: int
    of: int
    workers: int
    teams: int
    no_addresses: list[str]


def loaded(workers: Table | None, this_year: Mapping[str, Table]) -> Loaded | None:
    """What the list gives; None without one."""
    if workers is None:
        return None
    given = people(workers)
    known = {child for child, person in given.items() if person.worker}
    children = ids(this_year)
    named = [person.email.strip() for person in given.values() if person.email.strip()]
    return {
        "children": len(known & children),
        "of": len(children),
        "workers": len({person.worker for person in given.values()} - {""}),
        "teams": len({person.team for person in given.values()} - {""}),
        "no_addresses": sorted({email for email in named if not is_address(email)}),
    }


def ids(this_year: Mapping[str, Table]) -> set[str]:
    """The ids of the children in this year's tables."""
    children: set[str] = set()
    for table in this_year.values():
        if "CHILD" in table.columns:
            column = table.columns["CHILD"]
            children.update(column.values[code] for code in once_each(column.codes).tolist())
    return children - {""}


def children(this_year: Mapping[str, Table]) -> list[tuple[str, str]]:
    """(id, number of the latest social worker or "") of each of this year's children, 99 before 100."""
    latest = _latest(this_year.get("SWEpisodes"))
    return [(child, latest.get(child, "")) for child in sorted(ids(this_year), key=lambda child: (len(child), child))]


def _latest(episodes: Table | None) -> dict[str, str]:
    """Child -> the worker whose episode began last."""
    if episodes is None or not {"CHILD", "SW_ID", "SW_DECOM"} <= set(episodes.columns):
        return {}
    ids, workers, begins = (episodes.columns[name] for name in ("CHILD", "SW_ID", "SW_DECOM"))
    began = Dates(DistinctTexts(begins.values), begins.codes).value
    order = np.argsort(began, kind="stable")  # no date comes last: left out
    latest = {ids.text(row): workers.text(row) for row in order.tolist() if not np.isnat(began[row])}
    return {child: worker for child, worker in latest.items() if worker}
