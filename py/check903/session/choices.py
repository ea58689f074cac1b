"""How the lists and letters are made: what the user chose and typed on Share, kept in the snapshot's memo."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from check903.findings import letters, worklists
from check903.reading import saved_check
from check903.reading.saved_check import Key
from check903.session import there
from check903.session.answers import KeptTicks, PlainChoices
from check903.session.not_yet import NotYet
from check903.session.ticks import kept_ticks
from check903.wording.declared import WHO

OF_A_RETURN = frozenset(("put_in", "lists_off", "plan_ticks", "helps"))  # what says something of its children
LONGEST = 2_000  # characters of a text that is typed


@dataclass(frozen=True)
class Choices:
    """See `share_set` of the session.

    by        one of worklists.GROUPINGS
    left_out  codes of rules that no list holds
    later     whether errors not due yet are listed
    fix_by    ISO date that the letters name, or ""
    sender    who writes; contact: where to answer, or ""
    who       rule code -> role, where another is asked than the rule's words say
    put_in    keys of errors that the user wants asked about, on top of those that lists hold by themselves
    lists_off    marks (see `list_mark`) of the lists that are not ticked
    plan_ticks   group of the plan -> which of its records are ticked, see `session.ticks`
    helps     what would help, as the user wrote it for the manager; None: made from the data
    checks_run   whether the checks beyond the Department's run with every check
    local_run    whether the council's own rules do
    checks_off   codes of those of both that are switched off
    headlines    ids of the figures that Figures shows first; none: ours
    """

    by: str = "worker"
    left_out: tuple[str, ...] = ()
    later: bool = False
    fix_by: str = ""
    sender: str = letters.TEAM
    contact: str = ""
    who: Mapping[str, str] = field(default_factory=dict)
    put_in: frozenset[Key] = frozenset()
    lists_off: frozenset[str] = frozenset()
    plan_ticks: Mapping[str, KeptTicks] = field(default_factory=dict)
    helps: str | None = None
    checks_run: bool = True
    local_run: bool = True
    checks_off: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()

    def changed(self, given: Mapping) -> Choices:
        """These with those that are given. ValueError for what is no choice."""
        unknown = set(given) - {field.name for field in dataclasses.fields(self)}
        if unknown:
            raise ValueError(f"no such choice: {', '.join(sorted(unknown))}")
        return dataclasses.replace(self, **{name: _MADE[name](value) for name, value in given.items()})

    def with_kept(self, given: Mapping) -> Choices:
        """These with those of a work file; what this version knows nothing of, or not with that value, is left."""
        usual = Choices().to_dict()
        choices = self
        for name, value in given.items():
            if name in usual and _is_like(value, usual[name]):
                with contextlib.suppress(NotYet, ValueError, TypeError, AttributeError, KeyError):
                    choices = choices.changed({name: value})
        return choices

    def to_dict(self) -> PlainChoices:
        """As JSON holds it; `changed` takes it back."""
        return {
            "by": self.by,
            "left_out": list(self.left_out),
            "later": self.later,
            "fix_by": self.fix_by,
            "sender": self.sender,
            "contact": self.contact,
            "who": dict(self.who),
            "put_in": dict(saved_check.by_child(sorted(self.put_in), {})),
            "lists_off": sorted(self.lists_off),
            "plan_ticks": dict(self.plan_ticks),
            "helps": self.helps,
            "checks_run": self.checks_run,
            "local_run": self.local_run,
            "checks_off": list(self.checks_off),
            "headlines": list(self.headlines),
        }

    @property
    def day(self) -> dt.date | None:
        """The day to reply by."""
        return dt.date.fromisoformat(self.fix_by) if self.fix_by else None


def with_choices_of(general: Mapping[str, Any], of_return: Mapping[str, Any]) -> dict[str, Any]:
    """The first, as a work file has them, with what the second says of a return's children in place of theirs."""
    return {name: value for name, value in general.items() if name not in OF_A_RETURN} | {
        name: value for name, value in of_return.items() if name in OF_A_RETURN
    }


def _is_like(value, usual) -> bool:
    """Whether a value is of the kind that the usual one is of; where that is None, a text."""
    return isinstance(value, str if usual is None else type(usual))


def _grouping(given) -> str:
    if given not in worklists.GROUPINGS:
        raise ValueError(f"lists are made by {', '.join(worklists.GROUPINGS)}, not by {given}")
    return given


def _day(given) -> str:
    day = there.day(given or None)
    return day.isoformat() if day else ""


def _roles(given) -> dict[str, str]:
    return {str(code): role for code, role in (given or {}).items() if role in WHO}


def _text(given) -> str:
    return str(given or "")[:LONGEST].strip()


def list_mark(by: str, who: str) -> str:
    """What tells a list from the others without saying whose it is: a work file holds no names."""
    return hashlib.blake2b(f"{by} {who}".encode(), digest_size=8).hexdigest()


_MADE = {
    "lists_off": lambda given: frozenset(map(str, given or ())),
    "plan_ticks": lambda given: {str(key): kept_ticks(ticks) for key, ticks in (given or {}).items()},
    "put_in": lambda given: frozenset(saved_check.of_children(given or {})[0]),
    "by": _grouping,
    "left_out": lambda given: tuple(map(str, given or ())),
    "later": bool,
    "fix_by": _day,
    "sender": lambda given: letters.one_line(_text(given)) or letters.TEAM,
    "contact": lambda given: letters.one_line(_text(given)),
    "who": _roles,
    "checks_run": bool,
    "local_run": bool,
    "checks_off": lambda given: tuple(sorted(set(map(str, given or ())))),
    "headlines": lambda given: tuple(dict.fromkeys(str(name)[:100] for name in list(given or ())[:100])),
    "helps": lambda given: None if given is None else _text(given),
}
