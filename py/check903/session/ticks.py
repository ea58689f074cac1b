"""Which records of the plan's groups are ticked, where that isn't as proposed. They are kept by their rows' own keys,
as changes are: so they hold after a change, in another worker and on another extract.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from check903.corrections.changes import Log
from check903.corrections.plan_groups import PlanGroup, Ticks
from check903.corrections.records import Record
from check903.corrections.row_keys import RowKeys
from check903.session.answers import GroupTicks, KeptTicks

NAME = 6  # parts of a record's name: see `RecordNames`


def kept_ticks(given: Mapping) -> KeptTicks:
    """The same, as far as it holds together. ValueError for what is no tick."""
    ticks, but = given["ticks"], [list(name) for name in given["but"]]
    if ticks not in get_args(Ticks) or any(len(name) != NAME for name in but):
        raise ValueError("no such ticks")
    return {"ticks": ticks, "but": but}


class RecordNames:
    """Names of records: table, child, the row's own dates, which of the rows alike, column, new value."""

    def __init__(self, log: Log):
        self._log = log
        self._keys: dict[str, RowKeys] = {}

    def of(self, record: Record) -> list:
        """The name of a record, by its first change."""
        first = record.changes[0]
        if first.table not in self._keys:
            self._keys[first.table] = RowKeys(self._log.original(first.table))
        row = self._keys[first.table].of(first.row)
        return [first.table, row.child, row.own, row.nth, first.field, first.after]

    def to_keep(self, group: PlanGroup, ticks: Ticks, but: set[str]) -> KeptTicks:
        """Ticks as a work file holds them. `but`: keys of records whose tick is the other way."""
        return {"ticks": ticks, "but": [self.of(record) for record in group.records if record.key in but]}

    def here(self, group: PlanGroup, ticks: KeptTicks) -> GroupTicks:
        """Ticks as the page has them: those of the records that are there."""
        base = {id(record) for record in group.records if group.is_ticked(record, ticks["ticks"])}
        excepted = [record for record in group.records if ticks["but"] and self.of(record) in ticks["but"]]
        return {
            "ticks": ticks["ticks"],
            "but": {
                record.key: -len(record.changes) if id(record) in base else len(record.changes) for record in excepted
            },
        }
