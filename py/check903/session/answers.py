"""The session's own answers, those of no screen, and what its calls are given. `tools.answers` makes the page's types
and docs/api.md from these and from the types beside the views.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from check903.corrections.plan_groups import Ticks
from check903.export.names import Data, Made
from check903.findings.roles import AskedOf
from check903.findings.status import Statuses
from check903.findings.workers import Loaded
from check903.views.ask import AskTable
from check903.views.fix import Outcome
from check903.views.overview import Overview
from check903.views.plan import PlanView
from check903.views.share import Comparison, Lists, Since


class CheckOptions(TypedDict, total=False):
    """`authority`: a council's code; `rules_year`: None for that of the return; `as_at`: ISO, by default today; `work`:
    False where a work file that waits for a check is to go on waiting.
    """

    year: int | None
    authority: str | None
    rules_year: int | None
    as_at: str | None
    work: bool


class Step(TypedDict):
    """How far a check is: `finished` rules of `total`, and the one that comes next."""

    done: bool
    total: int
    finished: int
    code: str
    title: str


class WholeOverview(Overview, Statuses):
    """The overview, with what is said beyond the rules."""

    since: Since | None
    not_compared: list[str]


class Nothing(TypedDict):
    """Before a check: no file is made."""


class MadeWithNotes(Made):
    """A file, and what is to be said of it."""

    notes: list[str]


class SavedFile(Made):
    """A file to be dropped in again. `mark`: see Memo."""

    mark: NotRequired[str]


class Building(TypedDict):
    """How far the database of Ask is: the `table` that was made last; `version`: its number."""

    done: bool
    version: int
    table: str


class Built(Building):
    """The database, an SQLite file, and the tables that are in it."""

    tables: list[AskTable]
    bytes: Data


class LocalTaken(TypedDict):
    """How much local rules found; not `current`: they ran over tables that are others now, and are to run again."""

    current: bool
    things: int
    children: int


class Memo(TypedDict):
    """What the user decided, as a file that is called `name`; how many changes, notes and choices, that would be lost,
    on how many `councils`' returns. `mark`: the same as long as these are the same; `saved`: they are those of work
    files that were dropped in.
    """

    bytes: Data
    name: str
    changes: int
    notes: int
    choices: int
    councils: int
    mark: str
    saved: bool


class Outcomes(Outcome):
    """What several steps did together: the numbers of their batches."""

    numbers: list[int]


class GroupTicks(TypedDict):
    """Which records of a group are ticked; `but`: those whose tick is the other way, and how many changes that adds or
    takes away.
    """

    ticks: Ticks
    but: dict[str, int]


class PlanAsTicked(PlanView):
    """The plan, and the groups in which the user ticked otherwise than proposed."""

    ticks: dict[str, GroupTicks]


class Tried(TypedDict):
    """What a fix offered for some findings would do."""

    key: str
    gone: int
    new: int


class Accepted(TypedDict):
    """How many errors are accepted now, and of how many that was changed."""

    accepted: int
    changed: int


class KeptTicks(TypedDict):
    """Which records of a group are ticked; `but`: names of those whose tick is the other way, see `session.ticks`."""

    ticks: Ticks
    but: list[list]


class PlainChoices(TypedDict):
    """How lists and letters are made: see `session.choices.Choices`."""

    by: str
    left_out: list[str]
    later: bool
    fix_by: str
    sender: str
    contact: str
    who: dict[str, str]
    put_in: dict[str, list]
    lists_off: list[str]
    plan_ticks: dict[str, KeptTicks]
    helps: str | None
    checks_run: bool
    local_run: bool
    checks_off: list[str]
    headlines: list[str]


class GivenChoices(TypedDict, total=False):
    """Those of the choices that are to change."""

    by: str
    left_out: list[str]
    later: bool
    fix_by: str
    sender: str
    contact: str
    who: dict[str, str]
    put_in: dict[str, list]
    lists_off: list[str]
    plan_ticks: dict[str, KeptTicks]
    helps: str | None
    checks_run: bool
    local_run: bool
    checks_off: list[str]
    headlines: list[str]


class ShareLists(Lists, PlainChoices):
    """The lists, how they are made, and what the user's own list of workers gives. `unticked`: whose lists no file is
    made of.
    """

    workers: Loaded | None
    unticked: list[str]


class Unticked(TypedDict):
    """How many lists no file is made of."""

    unticked: int


class RoleName(TypedDict):
    """Somebody who can be asked."""

    role: str
    label: str


class ShareRoles(TypedDict):
    """Who is asked, rule by rule."""

    roles: list[RoleName]
    rules: list[AskedOf]


class Comparisons(TypedDict):
    """This check beside others."""

    comparisons: list[Comparison]
