"""The part of the worker's API that fixes: proposals, changes, undo, and the files to take away. See
`check903.session.session`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from check903.corrections.corrections import Corrections, Offer, Step
from check903.engine.findings import Findings
from check903.export.names import Made, file_name
from check903.findings.search import Filter, matching
from check903.model.arrays import once_each
from check903.model.change import Change
from check903.model.table import Column
from check903.reading import values
from check903.reading.saved_check import Key
from check903.reading.work import Cell, KeptBatch
from check903.session import there
from check903.session.answers import MadeWithNotes, Tried
from check903.session.checks import Check, Checks
from check903.session.snapshot import decides
from check903.views import fix, fixed, standing
from check903.views.fix import Fixes, FixField, LoggedChanges, NoFixes, Outcome
from check903.views.fixed import FixedErrors
from check903.views.standing import Standing

if TYPE_CHECKING:
    from check903.writing import LinkedCells

NOT_CHECKED: NoFixes = {"checked": False, "offers": [], "log": [], "changes": 0, "undone": 0}


class CorrectionCalls:
    """The calls, and the corrections of the check.

    set_status  puts on findings what is known of each, as after a check
    """

    def __init__(self, checks: Checks, set_status: Callable[[Findings], None]):
        self.checks, self._set_status = checks, set_status
        self._restored: tuple[KeptBatch, ...] = ()  # the changes of a memo, until a check makes them again
        self._linked: LinkedCells | None = None
        self._dropped = 0
        self._begun: list[Key] | None = None  # the errors in the files as they came; None: those of now

    @property
    def _checked(self) -> Findings:
        return self.checks.needed().findings

    @property
    def _fixing(self) -> Corrections:
        return self.checks.needed().fixing

    def fix(self) -> Fixes | NoFixes:
        """What can be fixed together, and the change log."""
        if not (check := self.checks.current):
            return NOT_CHECKED
        return {**fix.fix(check.fixing, check.loaded), "dropped": self._dropped}

    def cause_try(self, findings: list[int]) -> list[Tried]:
        """What each fix offered for these findings (of one cause) would do, tried on a copy."""
        offers = self._offers(findings)
        tried = [(offer, self._fixing.preview(self.tied(list(offer.changes)))) for offer in offers]
        return [{"key": offer.key, "gone": len(step.gone), "new": len(step.new)} for offer, step in tried]

    @decides
    def cause_fix(self, findings: list[int], key: str) -> Outcome:
        """Apply the fix offered for these findings under that key, and check again. Nothing where it is offered no
        more.
        """
        changes = [change for offer in self._offers(findings) if offer.key == key for change in offer.changes]
        return self.apply(changes, fix=key)

    def _offers(self, findings: list[int]) -> list[Offer]:
        return self._fixing.offers_for(there.findings(findings, len(self._checked)).tolist())

    def fix_fields(self, table: str) -> list[FixField]:
        """The columns of a table that can be changed by hand, with the codes that each may hold."""
        return fix.fields(there.table(table), self._checked.year) if self.checks.findings else []

    @decides
    def fix_cell(self, table: str, row: int, field: str, value: str) -> Outcome:
        """Change one cell by hand; `row` is the row's place in the table as it stands."""
        return self.fix_cells(table, [row], field, value)

    def cells_try(
        self, table: str, rows: list[int] | None, field: str, value: str, filter: Filter | None = None
    ) -> Outcome:
        """What `fix_cells` would do with these."""
        changes = self._put(table, rows, field, value, filter)
        return fix.outcome(self._fixing.preview(self.tied(changes)), len(changes))

    @decides
    def fix_cells(
        self, table: str, rows: list[int] | None, field: str, value: str, filter: Filter | None = None
    ) -> Outcome:
        """Put one value into a column in all these rows (places in the table as it stands), or in those with the errors
        that a filter leaves. The value is read as one in a file is.
        """
        changes = self._put(table, rows, field, value, filter)
        return self.apply(changes, column=rows is None or len(rows) > 1)

    def values_try(self, table: str, field: str, values: list[list]) -> Outcome:
        """What `fix_values` would do with these."""
        changes = self._put_each(table, field, values)
        return fix.outcome(self._fixing.preview(self.tied(changes)), len(changes))

    @decides
    def fix_values(self, table: str, field: str, values: list[list]) -> Outcome:
        """Put a value of its own into a column in each of these rows: [place in the table as it stands, value]."""
        return self.apply(self._put_each(table, field, values), column=len(values) > 1)

    def _put_each(self, table: str, field: str, values: list[list]) -> list[Change]:
        return [change for row, value in values for change in self._put(table, [row], field, value, None)]

    def _put(self, table: str, rows: list[int] | None, field: str, value: str, filter: Filter | None) -> list[Change]:
        """A change for each of the rows that does not hold the value yet."""
        fixing, typed = self._fixing, Column(np.array([1]), ["", value])
        value = values.clean(typed, there.column(table, field), {}).text(0)
        column, as_read = fixing.r.table(table).columns.get(field), fixing.log.original_positions(table)
        places = self._at_fault(table, filter) if rows is None else there.rows(table, rows, len(as_read))
        held = [(place, column.text(place) if column is not None else "") for place in places]
        return [Change(table, int(as_read[place]), field, text, value) for place, text in held if text != value]

    def _at_fault(self, table: str, filter: Filter | None) -> list[int]:
        """Places of the rows of a table with the errors that a filter leaves."""
        checked = self._checked
        here = matching(checked, filter) & (checked.table == checked.tables.index(table))
        return once_each(checked.row[here]).tolist()

    def fix_log(self, number: int, page: int = 0, size: int = 50) -> LoggedChanges:
        """The single changes of a batch of the log."""
        return fix.logged_changes(self._fixing, self._checked, int(number), int(page), int(size))

    @decides
    def fix_undo(self, numbers: list[int] | None = None, at: int | None = None) -> Outcome:
        """Undo these batches, or all; or of one batch only the change at that place."""
        fixing = self._fixing
        return self._done(fixing.undo(self._in_log(numbers, at), at), 0)

    @decides
    def fix_redo(self, numbers: list[int] | None = None, at: int | None = None) -> Outcome:
        """Apply these undone batches again, or all; or of one batch only the change at that place."""
        fixing = self._fixing
        return self._done(fixing.redo(self._in_log(numbers, at), at), 0)

    def _in_log(self, numbers: list[int] | None, at: int | None) -> list[int]:
        """Those batches, or all; NotYet where one of them has no change at that place."""
        meant = [batch for batch in self._fixing.log.batches if not numbers or batch.number in numbers]
        for batch in meant if at is not None else ():
            there.one_of(at, range(len(batch.changes)), "That change is not in the log of changes. Open Fix again.")
        return [batch.number for batch in meant]

    def corrected_files(self) -> MadeWithNotes:
        """A zip of the files that changed, each in the format it came in."""
        from check903 import writing  # only when asked for: the page starts without it

        files = writing.corrected(self.checks.needed().loaded, self._fixing.log)
        notes = [f"{file.name}: {note}" for file in files for note in file.notes]
        return {"name": self._named("corrected", "zip"), "bytes": writing.all_as_zip(files), "notes": notes}

    def change_log(self) -> Made:
        """The changes in force as an Excel list by child."""
        from check903.export.change_list import change_log

        return {
            "name": self._named("changes", "xlsx"),
            "bytes": change_log(self._fixing.log, self.checks.needed().loaded),
        }

    def return_as_xml(self) -> MadeWithNotes:
        """The whole return as it stands, as XML for the Department's portal."""
        from check903 import writing

        return {
            "name": self._named("return", "xml"),
            "bytes": writing.return_as_xml(self._fixing.log.tables),
            "notes": writing.return_notes(self._fixing.log.tables),
        }

    def _named(self, what: str, ending: str) -> str:
        return file_name(self.checks.needed().findings, what, ending)

    # -- for the rest of the session ----------------------------------------------------------------------------------

    def begin(self, check: Check, batches: tuple[KeptBatch, ...] = (), again: Iterable[Cell] = ()) -> None:
        """Make this the check: these changes are made again, but for those whose cells are other ones now.

        again  see `replay.replay`
        """
        self._set_status(check.findings)
        self.checks.current, self._linked, self._dropped, self._begun = check, None, 0, None
        if batches:
            self._begun = check.findings.status.keys
            self._dropped = check.fixing.restore(batches, again).dropped
            self._set_status(check.findings)

    @property
    def begun(self) -> list[Key]:
        """The keys of the errors in the files as they came."""
        return self._checked.status.keys if self._begun is None else self._begun

    def standing(self) -> Standing:
        """Where the return stands: from the saved check to today's files to now."""
        if self.checks.current is None:
            return standing.NOTHING
        return standing.standing(self._checked, self._fixing, self.begun)

    def fixed(self, page: int = 0, size: int = 50, before: bool = False) -> FixedErrors:
        """What is fixed since the saved check: which errors, of which children, and what changed. `before`: only what
        was gone from the files as they came.
        """
        if self.checks.current is None:
            return fixed.NOTHING
        only = standing.fixed_before(self._checked, self.begun) if before else None
        return fixed.fixed(self._checked, self._fixing, page, size, only)

    def snapshot(self) -> tuple[KeptBatch, ...]:
        """The changes as a work file keeps them."""
        check = self.checks.current
        return check.fixing.snapshot() if check else self._restored

    def restore(self, batches: tuple[KeptBatch, ...]) -> None:
        """Make these the changes that the next check makes again."""
        self._restored = batches

    def typed(self, call: str, arguments: list) -> list[tuple[str | None, str]]:
        """(field, text) of the cells that a call will fill with what was typed."""
        if len(arguments) < 3 + (call in ("fix_cell", "fix_cells", "cells_try")):
            return []
        if call in ("fix_values", "values_try"):
            return [(arguments[1], value) for _, value in arguments[2]]
        return [(arguments[2], arguments[3])] if call in ("fix_cell", "fix_cells", "cells_try") else []

    def put_in(self) -> Iterator[tuple[str | None, str]]:
        """(field, text) of each change in the log, undone or not."""
        if self.checks.current:
            yield from ((change.field, change.after) for batch in self._fixing.log.batches for change in batch.changes)
            return
        yield from ((change.field, change.after) for batch in self._restored for change in batch.changes)

    def tied(self, changes: list[Change]) -> list[Change]:
        """The changes and those that go with them, since an XML file holds some cells of several rows once."""
        if self._linked is None:
            from check903.writing import LinkedCells

            self._linked = LinkedCells(self.checks.needed().loaded, self._fixing.log)
        return self._linked.all(changes)

    def apply(self, changes: list[Change], **of_batch) -> Outcome:
        """Apply the changes and those tied to them, and check again. `of_batch`: `fix` or `column` of the batch."""
        if not changes:
            return {"number": None, "changes": 0, "gone": 0, "new": 0, "gone_rules": [], "new_rules": []}
        tied = self.tied(changes)
        self._begun = self.begun
        batch, step = self._fixing.apply(tied, tied=len(tied) > len(changes), **of_batch)
        return self._done(step, len(changes), batch.number)

    # -- within -------------------------------------------------------------------------------------------------------

    def _done(self, step: Step, changes: int, number: int | None = None) -> Outcome:
        self._set_status(step.result)
        return fix.outcome(step, changes, number)
