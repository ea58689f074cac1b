"""The work files among the files: which is used, and what of it was taken over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from check903.reading.work import Cell, KeptFile, KeptFiles, Work, net_changes


@dataclass(frozen=True)
class WorkPart:
    """A work file among the loaded ones. `file`: the id of its file; `name`, `digest`: the file's."""

    file: int
    name: str
    digest: str
    work: Work


@dataclass
class WorkState:
    """What was decided about work files, see `KeptFiles`."""

    made: list[str] = field(default_factory=list)
    without: bool = False
    again: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, kept: KeptFiles) -> WorkState:
        """As it was kept."""
        return cls(list(kept.made), kept.without, set(kept.again))


def newest(parts: Iterable[WorkPart]) -> WorkPart | None:
    """The work that is used: of several that which was saved last."""
    return max(parts, key=lambda part: part.work.made or dt.datetime.min, default=None)


def waiting(part: WorkPart | None, state: WorkState) -> Work | None:
    """The work that the next check takes over, if there is one."""
    return part.work if part and not state.without and part.digest not in state.made else None


def cells(part: WorkPart, state: WorkState) -> set[Cell]:
    """The cells to be changed although another value stands there."""
    nets = net_changes(part.work.batches)
    return {nets[number].first.cell for digest, number in state.again if digest == part.digest and number < len(nets)}


def same_file(digest: str, nth: int, works: Iterable[Work]) -> KeptFile | None:
    """What a work file knows of a file with that digest."""
    files = (file for work in works for file in work.loaded.files if digest and file.digest == digest)
    return min(files, key=lambda file: file.nth != nth, default=None)
