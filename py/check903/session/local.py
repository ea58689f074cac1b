"""The part of the worker's API with the council's own rules. Their code is run in a worker of its own
(js/app/stores/local-rules.js); here they are text, and what they found is data that was looked over. See
`check903.session.session`.
"""

from __future__ import annotations

import json

from check903 import engine
from check903.engine.findings import Findings
from check903.export.names import Made
from check903.findings.local import LocalTrouble
from check903.local.files import listed
from check903.local.taken import taken
from check903.local.template import template
from check903.local.together import in_one
from check903.session.answers import LocalTaken, Nothing
from check903.session.asking import Asking
from check903.session.checks import Checks
from check903.session.inputs import Inputs
from check903.session.not_yet import NotYet
from check903.session.own_checks import HasChoices
from check903.session.snapshot import decides
from check903.views import local_offer
from check903.views import local_rules as view
from check903.views.local_offer import AnswerColumn, LocalOffer, LocalWritten
from check903.views.local_rules import LocalFiles, LocalShown

_BOOKS = engine.DEPARTMENT, engine.EXTRA


class LocalCalls:
    """The calls; what is switched on and off stands among the user's choices."""

    def __init__(self, inputs: Inputs, checks: Checks, chosen: HasChoices, asking: Asking):
        self._inputs, self._checks, self._chosen, self._asking = inputs, checks, chosen, asking
        self._ran: Findings | None = None  # the check of which what they find is here
        self._troubles: list[LocalTrouble] = []

    def local_files(self) -> LocalFiles:
        """The files of local rules, as text, those in a work file among them; nothing of them is run here."""
        choices = self._chosen.choices
        ran = self._ran is not None and self._ran is self._checks.findings
        return view.files(self._inputs.loaded.local, choices.local_run, choices.checks_off, ran)

    @decides
    def local_switch(self, on: bool, code: str = "") -> LocalFiles:
        """Switch a local rule on or off, or all of them (no code)."""
        off, known = set(self._chosen.choices.checks_off), {rule.code for rule in engine.EXTRA.rules}
        if not code:
            self._chosen.choose(local_run=on)
        elif code not in known:
            self._chosen.choose(checks_off=off - {code} if on else off | {code[:20]})
        return self.local_files()

    def local_take(self, version: int, answers: str = "{}") -> LocalTaken:
        """Take over what local rules found (a `LocalResult` as JSON) in the tables of that version; not `current`: the
        return is another one meanwhile.
        """
        checked = self._checks.findings
        current = checked is not None and self._asking.is_current(int(version))
        if checked is not None and current:
            rules, self._troubles = taken(checked, _read(answers))
            checked.local, self._ran = tuple(rules), checked
        things, children = view.summed(checked.local if checked else ())
        return {"current": current, "things": things, "children": children}

    def local_found(self, find: str = "", child: str = "", page: int = 0, size: int = 20) -> LocalShown:
        """What local rules found: of all, or what has some characters, or of one child."""
        checked = self._checks.findings
        if checked is None:
            return view.NOTHING
        troubles = self._troubles if self._ran is checked else []
        return view.shown(checked, troubles, find or "", child or "", page, size)

    def local_template(self, language: str) -> Made:
        """A file of local rules to start from. `language`: sql, python."""
        file = template(language)
        return {"name": file.name, "bytes": file.text.encode()}

    def local_together(self, names: list[str]) -> Made | Nothing:
        """The files of local rules with these names as one file."""
        files = [file for file in self._inputs.loaded.local if file.name in names]
        if not files:
            return {}
        name, data = in_one(files)
        return {"name": name, "bytes": data}

    def local_offer(self, language: str, code: str, columns: list[AnswerColumn], tables: list[str]) -> LocalOffer:
        """What it takes to make a local rule of a question of Ask, by its code and the columns of its answer. `tables`:
        names of those that it may use.
        """
        r = self._checks.needed().findings.r
        children, year = set(r.children), r.collection.year
        return local_offer.offer(language, code, columns, tables, children, self._codes(), year)

    def local_write(self, language: str, code: str, given: dict[str, str], tables: list[str]) -> LocalWritten:
        """The file of local rules that holds the question as a rule with these fields: rule, title, wrong, fix, fields,
        severity, years, row, child.
        """
        return local_offer.write(language, code, given, tables, self._codes())

    def _codes(self) -> list[str]:
        """The codes that rules have, in capitals."""
        local = [code for file in self._inputs.loaded.local for code, _ in listed(file)]
        return [code.upper() for code in (*local, *(rule.code for book in _BOOKS for rule in book.rules))]


def _read(answers: str):
    """What the other worker answered."""
    try:
        return json.loads(answers)
    except ValueError:
        raise NotYet("What the local rules answered can’t be read. Run them again.") from None
