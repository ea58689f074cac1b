"""What `check903 fix` does: the plan as JSON, and the corrected files in a folder of their own.

ValueError, with a sentence for the terminal, for whatever can't be done; then nothing was written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from check903 import writing
from check903.corrections.corrections import Corrections
from check903.corrections.plan import Plan
from check903.corrections.plan_groups import PlanGroup
from check903.engine.findings import Findings
from check903.export.change_list import change_log
from check903.export.names import file_name
from check903.findings import held_values
from check903.model.change import Change
from check903.reading import LoadedFiles
from check903.reading.on_disk import why
from check903.writing import Corrected

SAFE, PROPOSED = "safe", "proposed"


@dataclass(frozen=True)
class Outcome:
    """What was applied: groups with a batch in the log, how many changes, and the errors before and after."""

    groups: list[PlanGroup]
    changes: int
    before: int
    after: int


class Fixes:
    """The plan for the loaded files of this year, in which a check found `findings`; what is applied is applied
    to a copy.

    plan    its groups, best first: `plan.groups`
    fixing  the return as it stands: `fixing.result` has the findings that are left
    """

    def __init__(self, findings: Findings, loaded: LoadedFiles):
        self.fixing, self._loaded = Corrections(findings.r, findings), loaded
        self._linked = writing.LinkedCells(loaded, self.fixing.log)
        self.plan = Plan(self.fixing, held_values.of(self.fixing), self._linked.all)

    def as_json(self) -> str:
        """The plan, once it is worked out: a list, best first."""
        return json.dumps([_line(group) for group in self.plan.groups], ensure_ascii=False, indent=1)

    def asked(self, wanted: str) -> list[PlanGroup]:
        """The groups that `safe`, `proposed` or keys parted by commas stand for, in the plan's order."""
        groups = self.plan.groups
        if wanted in (SAFE, PROPOSED):
            return [group for group in groups if group.proposed and (group.safe or wanted == PROPOSED)]
        keys = {key.strip() for key in wanted.split(",")} - {""}
        if unknown := sorted(keys - {group.key for group in groups}):
            known = ", ".join(group.key for group in groups) or "none: there is nothing to fix"
            raise ValueError(f"The plan has no {', '.join(unknown)}. Its keys are {known}.")
        if not keys:
            raise ValueError("Say what to apply: safe, proposed, or keys of the plan parted by commas.")
        return [group for group in groups if group.key in keys]

    def apply(self, groups: Iterable[PlanGroup]) -> Outcome:
        """Apply the groups one after the other; of two changes to one cell the first counts."""
        before, changes, applied = len(self.fixing.result), 0, []
        for group in groups:
            wanted = [change for record in group.chosen() for change in record.changes if self._stands(change)]
            if wanted:
                self.fixing.apply(self._linked.all(wanted), fix=group.title if group.pattern else group.key)
                changes += len(wanted)
                applied.append(group)
        return Outcome(applied, changes, before, len(self.fixing.result))

    def _stands(self, change: Change) -> bool:
        """True where the cell holds what the change says, and its row is there."""
        place = int(self.fixing.log.current_positions(change.table)[change.row])
        column = self.fixing.log.tables[change.table].columns.get(change.field or "")
        return place >= 0 and (
            change.field is None
            or change.before in ((column.text(place), column.text_written(place)) if column is not None else ("",))
        )

    def write(self, folder: str | Path) -> list[Path]:
        """Write `files` into a folder, which is made if it isn't there; ValueError where one of them is there."""
        files = self.files()
        write(Path(folder), files, lambda sentence: None)
        return [Path(folder) / file.name for file in files]

    def files(self) -> list[Corrected]:
        """Every file of this year, as corrected, and the change log. Files without a change are as they came."""
        log = change_log(self.fixing.log, self._loaded)
        return [
            *writing.whole_return(self._loaded, self.fixing.log),
            Corrected(file_name(self.fixing.result, "changes", "xlsx"), log, 0, []),
        ]


def write(folder: Path, files: Iterable[Corrected], say: Callable[[str], None]) -> None:
    """Write the files into a folder, which is made if it isn't there; over no file that is."""
    files = list(files)
    targets = [(folder / file.name, file.data) for file in files]
    if there := [path for path, _ in targets if path.exists()]:
        raise ValueError(f"{there[0]} is there already, and nothing is written over. Give --output another folder.")
    try:
        for path, data in targets:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data)
    except OSError as fault:
        raise ValueError(f"{fault.filename or folder} can't be written: {why(fault)}") from fault
    say(f"Written to {folder}: {', '.join(file.name for file in files)}")
    for file in files:
        for note in file.notes:
            say(f"{file.name}: {note}")


def _line(group: PlanGroup) -> dict:
    return {
        "key": group.key,
        "title": group.title,
        "safe": group.safe,
        "changes": group.changes,
        "gone": group.gone,
        "new": group.new,
        "proposed": group.proposed,
    }
