"""The part of the worker's API that shows what was found: the screens between the check and its files. See
`check903.session.session`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from check903.engine.findings import Findings
from check903.figures.figures import Figures
from check903.findings import status
from check903.findings.search import Filter, matching
from check903.session.answers import WholeOverview
from check903.session.checks import Checks
from check903.session.inputs import Inputs
from check903.session.sharing import Sharing
from check903.views import catalogue, child, children, find, findings, other_rules, overview, rules, share
from check903.views.catalogue import RuleBook
from check903.views.child import Child, NoChild
from check903.views.children import ChildOrder, Children
from check903.views.find import SearchResult
from check903.views.findings import Choices, FoundRows
from check903.views.manager import Manager
from check903.views.other_rules import RuleYears
from check903.views.overview import Things, Unchecked
from check903.views.rules import OneRule, Pages, Rules, UnknownRule

Shown = TypeVar("Shown")

NOT_CHECKED: Unchecked = {"checked": False, "errors": 0, "of_errors": 0}


class ResultCalls:
    """The calls. Each answer is sensible before anything was checked."""

    def __init__(self, inputs: Inputs, checks: Checks, sharing: Sharing, figures_of: Callable[[], Figures]):
        self._inputs, self._checks, self._sharing, self._figures_of = inputs, checks, sharing, figures_of
        self._rules_beside: tuple[Findings | None, RuleYears | None] = (None, None)

    def rule_book(self, year: int | None = None) -> RuleBook:
        """The rules of a year with their texts, and what changed from the year before."""
        return catalogue.rule_book(year)

    def _view(self, show: Callable[..., Shown], nothing_yet: Shown, *asked) -> Shown:
        """`show` of the check, or `nothing_yet` before there is one."""
        checked = self._checks.findings
        return nothing_yet if checked is None else show(checked, *asked)

    def overview(self, filter: Filter | None = None) -> WholeOverview | Unchecked:
        """Where the errors are."""
        return self._view(_overview, NOT_CHECKED, filter, self._sharing.not_compared)

    def rule_years(self) -> RuleYears | None:
        """The check beside one with the return's own year's rules; None where these are the ones that were used. Takes
        as long as a check, once after each change.
        """
        findings = self._checks.findings
        if findings is not self._rules_beside[0]:
            self._rules_beside = findings, other_rules.compared(findings) if findings is not None else None
        return self._rules_beside[1]

    def things(self, filter: Filter | None = None) -> Things:
        """How many things to fix the errors come to, and values at fault in many records."""
        return self._view(overview.things, {"things": 0, "patterns": []}, filter)

    def rules(self, filter: Filter | None = None, find: str = "", sort: str = "") -> Rules:
        """The rules with errors; `find` picks by code or words. Sorts: -errors (unless told otherwise), code, title."""
        return self._view(rules.rules, {"total": 0, "errors": 0, "rules": []}, filter, find or "", sort or "")

    def rule(
        self, code: str, filter: Filter | None = None, page: Pages = 0, size: int = 50, sort: str = ""
    ) -> OneRule | UnknownRule:
        """One rule and its rows; `page` of each table, by its name. The filter's own rule doesn't count. Sorts as for
        `findings`.
        """
        return self._view(rules.rule, rules.without_rows(code), code, filter, page, size, sort or "")

    def children(
        self, filter: Filter | None = None, find: str = "", page: int = 0, size: int = 50, sort: str = ""
    ) -> Children:
        """The children with errors. Sorts: -errors (unless told otherwise; ties by id), child."""
        return self._view(children.children, {"total": 0, "rows": []}, filter, find or "", page, size, sort or "")

    def child_order(self, filter: Filter | None = None, sort: str = "") -> ChildOrder:
        """The ids of the children with errors in the order of `children`: whom to work through."""
        return self._view(children.order, {"children": [], "accepted": []}, filter, sort or "")

    def child(self, id: str) -> Child | NoChild:
        """One child: facts, errors, time line, rows, and what was changed."""
        check = self._checks.current
        if check is None:
            return {"child": id, "found": False}
        return child.child(check.findings, id, check.fixing, self._sharing.in_letters())

    def manager(self) -> Manager:
        """The page for the manager."""
        return self._sharing.manager(self._figures_of())

    def search(self, text: str, all_of: str = "") -> SearchResult:
        """What a few typed characters find: rules, local rules, children, rows by line, words of rules; of `all_of`
        (rule, local, child, row or word) not only the first. Before a check the rules alone.
        """
        return find.search(self._checks.findings, text, all_of, self._inputs.loaded.year)

    def findings(self, filter: Filter | None = None, page: int = 0, size: int = 50, sort: str = "") -> FoundRows:
        """The errors themselves. Sorts: rule (unless told otherwise), title, table, category, file, line, child."""
        return self._view(findings.findings, {"total": 0, "of": 0, "rows": []}, filter, page, size, sort or "")

    def filter_choices(self, filter: Filter | None = None) -> Choices:
        """What the filter could be set to."""
        return self._view(findings.choices, findings.NO_CHOICES, filter)


def _overview(checked: Findings, filter: Filter | None, not_compared: Callable[[], list[str]]) -> WholeOverview:
    return {
        **overview.overview(checked, filter),
        **status.overview(checked, matching(checked, filter, with_accepted=True)),
        "since": share.since(checked.status),
        "not_compared": not_compared(),
    }
