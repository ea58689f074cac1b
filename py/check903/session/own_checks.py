"""The part of the worker's API with the checks beyond the Department's: which are on, and what they find. See
`check903.session.session`.
"""

from __future__ import annotations

from typing import Protocol

from check903 import engine
from check903.export.names import Made
from check903.session.answers import Nothing
from check903.session.checks import Checks
from check903.session.choices import Choices
from check903.session.snapshot import decides
from check903.views import own_checks as view
from check903.views.own_checks import OneOwnCheck, OwnChecks


class HasChoices(Protocol):
    """The part of a session with what was chosen."""

    @property
    def choices(self) -> Choices: ...
    def choose(self, **given) -> None: ...


class OwnCheckCalls:
    """The calls; what is switched on and off stands among the user's choices."""

    def __init__(self, checks: Checks, chosen: HasChoices):
        self._checks, self._chosen = checks, chosen

    @property
    def _off(self) -> set[str]:
        return set(self._chosen.choices.checks_off)

    @property
    def _running(self) -> bool:
        return self._chosen.choices.checks_run

    def own_checks(self) -> OwnChecks:
        """The checks beyond the Department's, which of them are on, and how much each finds."""
        findings = self._checks.findings
        return view.own_checks(findings, self._off, self._running) if findings else view.NO_CHECKS

    def own_check(self, code: str, page: int = 0, size: int = 50) -> OneOwnCheck:
        """One of them, and a page of the rows that it finds, each with its evidence."""
        findings = self._checks.findings
        local = findings and any(rule.code == code for rule in findings.local)
        return (
            view.own_check(findings, code, page, size) if findings and (self._running or local) else view.no_check(code)
        )

    @decides
    def own_switch(self, on: bool, code: str = "") -> OwnChecks:
        """Switch one of them on or off, or all (no code) with every check."""
        if not code:
            self._chosen.choose(checks_run=on)
        elif code in {rule.code for rule in engine.EXTRA.rules}:
            self._chosen.choose(checks_off=self._off - {code} if on else self._off | {code})
        return self.own_checks()

    def own_workbook(self) -> Made | Nothing:
        """What those find that are on, and the council's own rules, as an Excel workbook."""
        from check903.export import own_checks as export

        findings = self._checks.findings
        return (
            export.workbook(findings, self._off, self._running)
            if findings and (self._running or findings.local)
            else {}
        )
