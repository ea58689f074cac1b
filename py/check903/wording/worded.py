"""The words of a rule filled in for some findings: conditions are worked out for all rows at once, texts for the rows
that are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from check903.engine import DEPARTMENT, EXTRA
from check903.engine.findings import Findings, Group
from check903.reference import schema
from check903.wording import lists, placeholders, templates
from check903.wording.at_fault import Culprits, Seen, choices
from check903.wording.declared import Counted, Letter, Measure, Number, Words, of_rule


def of(findings: Findings, group: Group, positions: np.ndarray | None = None) -> Worded:
    """The words of a group of findings, or of those at some positions in it. A rule that isn't registered has none,
    whatever its code.
    """
    rule = findings.rules[group.rule]
    words = of_rule(rule.code, findings.r.rules_year) if rule in DEPARTMENT.rules or rule in EXTRA.rules else None
    return Worded(findings, group if positions is None else group.take(positions), words)


class Worded:
    """The words of some findings of one rule in one table. Without words of its own, a rule says its title and marks
    its one column.
    """

    def __init__(self, findings: Findings, group: Group, words: Words | None):
        self._rule, self._group, self.words = findings.rules[group.rule], group, words
        self.seen = Seen(findings, group, words)

    def __len__(self) -> int:
        return len(self.seen)

    # -- which cell ---------------------------------------------------------------------------------------------------

    @cached_property
    def at_fault(self) -> Culprits:
        """The cells at fault, of these rows and of the rows beside."""
        culprits = self.seen._culprits
        fields = self._rule.fields_in(self.seen.table)
        if self.words is None and len(fields) == 1 and fields[0] != "CHILD":
            culprits.own[fields[0]] = np.ones(len(self), bool)
        return culprits

    def culprits(self) -> list[list[str]]:
        """The columns at fault of each row."""
        at_fault = self.at_fault.own
        return [[column for column, marked in at_fault.items() if marked[row]] for row in range(len(self))]

    @cached_property
    def absent(self) -> np.ndarray:
        """True where what the rule looked for isn't there: no entry of Ofsted's list, no row in the table named."""
        partners = self.seen.compared.values()
        lists = [rows.exists for rows in partners if rows.name == schema.LIST.name]
        if lists:
            return ~np.logical_or.reduce(lists)
        there = [rows.exists for rows in partners if rows.name == self.seen.absent]
        return np.full(len(self), bool(self.seen.absent)) & ~np.logical_or.reduce([np.zeros(len(self), bool), *there])

    @cached_property
    def measured(self) -> list[tuple[Measure, np.ndarray, np.ndarray]]:
        """(measure, found, needed) of what the rule worked out, numbers per row."""
        declared = self.words.measures if self.words else ()
        return [
            (measure, self._number(measure.value), self._number(measure.needed))
            for measure in declared
            if isinstance(measure, Measure)
        ]

    def _number(self, given: Number) -> np.ndarray:
        value = getattr(self.seen, given) if isinstance(given, str) else given(self.seen) if callable(given) else given
        return np.broadcast_to(value, len(self)).astype(float)

    @cached_property
    def falls_short(self) -> np.ndarray:
        """Which of `measured` alone is at fault, as no cell is: its position per row, -1 elsewhere."""
        at_fault = [*self.at_fault.own.values(), *self.at_fault.beside.values()]
        left = ~np.logical_or.reduce([np.zeros(len(self), bool), *at_fault])
        first = np.full(len(self), -1)
        for position, (measure, found, needed) in enumerate(self.measured):
            first[left & (first < 0) & measure.fails(found, needed)] = position
        return first

    def counted(self, counted: Counted) -> list[list[lists.Span]]:
        """What was counted for each row, in order of time."""
        between = (getattr(self.seen, counted.span[0]), getattr(self.seen, counted.span[1])) if counted.span else None
        rows, days = counted.rows(self.seen)
        return lists.spans(self.seen, rows, days, between)

    # -- texts --------------------------------------------------------------------------------------------------------

    def sentences(self) -> list[str]:
        """The sentence that says what is wrong in each row."""
        return self._filled(self.words.sentence, placeholders.PAGE) if self.words else [self._rule.title] * len(self)

    def remedies(self) -> list[str]:
        """What to do with each row, where it says more than the rule's own text; "" elsewhere."""
        return self._filled(self.words.remedy, placeholders.PAGE) if self.words else [""] * len(self)

    def causes(self) -> list[str]:
        """The title of each finding's cause."""
        return self._filled(self.words.cause, placeholders.CAUSE) if self.words else [self._rule.title] * len(self)

    def who(self) -> list[str]:
        """Who can put it right, of declared.WHO."""
        return self._chosen(self.words.who) if self.words else ["data"] * len(self)

    def letters(self) -> list[tuple[str, str, str] | None]:
        """(we have, problem, please) for each row; None where only the data team can do anything."""
        by_row: list[tuple[str, str, str] | None] = [None] * len(self)
        if self.words is None or self.words.letter is None:
            return by_row
        who = self.who()
        for here, point in choices(self.seen, self.words.letter):
            if isinstance(point, Letter):
                we_have, problem, please = (
                    self._filled(part, placeholders.LETTER) for part in (point.we_have, point.problem, point.please)
                )
                for row in np.flatnonzero(here).tolist():
                    by_row[row] = (we_have[row], problem[row], please[row]) if who[row] != "data" else None
        return by_row

    def have_letters(self) -> np.ndarray:
        """True for each row that `letters` has a letter for."""
        mask = np.zeros(len(self), bool)
        if self.words is not None and self.words.letter is not None:
            for here, point in choices(self.seen, self.words.letter):
                mask |= here & isinstance(point, Letter)
        return mask & ~self.only_data()

    def only_data(self) -> np.ndarray:
        """True for each row that nobody but the data team can put right."""
        if not self.words:
            return np.ones(len(self), bool)
        mask = np.zeros(len(self), bool)
        for here, who in choices(self.seen, self.words.who):
            mask |= here & (who == "data")
        return mask

    def _chosen(self, given) -> list:
        by_row = [""] * len(self)
        for here, text in choices(self.seen, given):
            for row in np.flatnonzero(here).tolist():
                by_row[row] = text
        return by_row

    def _filled(self, given, style: placeholders.Style) -> list[str]:
        by_row = [""] * len(self)
        for here, text in choices(self.seen, given):
            texts = self._texts(text, here, style)
            for row, filled in zip(np.flatnonzero(here).tolist(), texts):
                by_row[row] = filled
        return by_row

    def _texts(self, text: str, here: np.ndarray, style: placeholders.Style) -> list[str]:
        rows = np.flatnonzero(here)

        def values(slot: templates.Slot) -> Sequence[str]:
            return placeholders.texts(self.seen, slot.name, style, rows, slot.quoted)

        def nothing(slot: templates.Slot) -> str:
            return placeholders.nothing(slot.name, style, slot.object and slot.is_cell)

        return templates.fill(text, len(rows), values, nothing, style is placeholders.CAUSE)
