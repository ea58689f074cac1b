"""Which findings a filter leaves, and which ones a few typed words find."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

import numpy as np

from check903.engine import CATEGORIES
from check903.engine.findings import Findings
from check903.findings import causes, cells, groups, labels, themes
from check903.findings.status import NO_TEAM

LONGEST = 500  # characters of a search that count: enough for anything typed, and a pasted page takes no seconds
MOST_TITLES = 10_000  # causes whose titles are looked through: 0.2 s once; with more only those of patterns are
KEYS = ("rule", "table", "category", "severity", "child", "file", "status", "text", "group", "theme", "team")


class Filter(TypedDict, total=False):
    """Which errors are meant: each key one value, exact; one that is empty or absent doesn't count.

    status  due, later, new, still, accepted
    text    every word typed must stand in the rule's code or title, the table, child, file, a value at fault or its
    meaning, or the title of the cause
    group   a kind of a rule's rows: the key of one of its `groups`
    theme   of the rule, as the page for the manager counts: one of `themes.of_rules`
    team    of the child, as the list of workers says; `NO_TEAM`
    """

    rule: str
    table: str
    category: str
    severity: str
    child: str
    file: str
    status: str
    text: str
    group: str
    theme: str
    team: str


def matching(checked: Findings, asked: Filter | None, leave_out: str = "", with_accepted: bool = False) -> np.ndarray:
    """True for the findings that the filter leaves; `leave_out` names a key of the filter that doesn't count. Accepted
    ones are counted apart: only the status accepted leaves them, or `with_accepted`.
    """
    mask = np.ones(len(checked), bool)
    if checked.status and not with_accepted and (asked or {}).get("status") != "accepted":
        mask = ~checked.status.accepted
    for key in KEYS:
        value = (asked or {}).get(key)
        if value and key != leave_out:
            mask &= _TESTS[key](checked, str(value))
    return mask


def wanted(typed: str) -> list[str]:
    """The words typed, each once, whatever the case."""
    return list(dict.fromkeys(typed[:LONGEST].casefold().split()))


def find(texts: list[str], typed: str) -> np.ndarray:
    """True for the texts that hold every one of the typed words, whatever the case."""
    mask = np.ones(len(texts), bool)
    lowered = [text.casefold() for text in texts]
    for word in wanted(typed):
        mask &= np.fromiter((word in text for text in lowered), bool, len(texts))
    return mask


def _is_rule(checked: Findings, code: str) -> np.ndarray:
    return checked.rule == checked.rule_numbers.get(code, -1)


def _is_table(checked: Findings, name: str) -> np.ndarray:
    return checked.table == (checked.tables.index(name) if name in checked.tables else -1)


def _is_category(checked: Findings, name: str) -> np.ndarray:
    return np.array([rule.category == name for rule in checked.rules], bool)[checked.rule]


def _is_severity(checked: Findings, name: str) -> np.ndarray:
    return np.array([rule.severity == name for rule in checked.rules], bool)[checked.rule]


def _is_child(checked: Findings, child: str) -> np.ndarray:
    return checked.child == checked.child_numbers.get(child, -2)


def _is_file(checked: Findings, label: str) -> np.ndarray:
    return checked.file == (checked.files.index(label) if label in checked.files else -2)


def _has_status(checked: Findings, status: str) -> np.ndarray:
    return checked.status.with_status(status) if checked.status else np.zeros(len(checked), bool)


def _is_theme(checked: Findings, theme: str) -> np.ndarray:
    return np.array([of_rule == theme for of_rule in themes.of_rules(checked)], bool)[checked.rule]


def _is_team(checked: Findings, team: str) -> np.ndarray:
    if not checked.status:
        return np.zeros(len(checked), bool)
    teams = [checked.status.team(child) for child in checked.r.children] + [NO_TEAM]
    return np.array([of_child == team for of_child in teams], bool)[checked.child]


def _has_words(checked: Findings, typed: str) -> np.ndarray:
    haystack = checked.cached("haystack", Haystack)
    mask = np.ones(len(checked), bool)
    for word in wanted(typed):
        mask &= haystack.with_word(word)
    return mask


_TESTS = {
    "rule": _is_rule,
    "table": _is_table,
    "category": _is_category,
    "severity": _is_severity,
    "child": _is_child,
    "file": _is_file,
    "status": _has_status,
    "text": _has_words,
    "group": groups.of_kind,
    "theme": _is_theme,
    "team": _is_team,
}


class Haystack:
    """The distinct texts in which words are looked for, and which findings each belongs to."""

    def __init__(self, checked: Findings):
        self._parts = [
            (
                [f"{rule.code} {rule.title} {CATEGORIES[rule.category]}".casefold() for rule in checked.rules],
                checked.rule,
            ),
            ([labels.table_label(name).casefold() for name in checked.tables], checked.table),
            ([*(child.casefold() for child in checked.r.children), ""], checked.child),
            ([*(label.casefold() for label in checked.files), ""], checked.file),
            *_causes(causes.of(checked)),
        ]
        self._texts, self._text, self._finding = _values(checked)
        self._findings = len(checked)
        self._last = ("", np.ones(len(checked), bool))

    def with_word(self, word: str) -> np.ndarray:
        """True for the findings with the word in the rule's code or title, table, child, file, a value concerned or the
        title of the cause.
        """
        if self._last[0] != word:  # pages of one answer are asked for one by one
            self._last = (word, self._look_for(word))
        return self._last[1]

    def _look_for(self, word: str) -> np.ndarray:
        mask = np.zeros(self._findings, bool)
        for texts, which in self._parts:
            mask |= _holding(texts, word)[which]
        mask[self._finding[_holding(self._texts, word)[self._text]]] = True
        return mask


def _causes(known: causes.Causes) -> Iterator[tuple[list[str], np.ndarray]]:
    """The titles of the patterns, and of all causes unless there are very many."""
    yield [*(pattern.title.casefold() for pattern in known.patterns), ""], known.pattern[known.number]
    if len(known) <= MOST_TITLES:
        numbers: dict[str, int] = {}
        titles = [title.casefold() for title in known.titles(np.arange(len(known)))]
        which = np.array([numbers.setdefault(title, len(numbers)) for title in titles], np.int32)
        yield list(numbers), which[known.number]


def _holding(texts: list[str], word: str) -> np.ndarray:
    return np.fromiter((word in text for text in texts), bool, len(texts))


def _values(checked: Findings) -> tuple[list[str], np.ndarray, np.ndarray]:
    """The distinct texts of the cells at fault with their meanings, and pairs of (text, finding)."""
    numbers: dict[str, int] = {}
    text, finding = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
    for rule, table, part in checked.groups:
        for field in rule.fields_in(table):
            column = checked.rows(table).base.column(field)
            used, which = np.unique(column.codes[checked.row[part]], return_inverse=True)
            year = checked.year_of(table)
            texts = [_with_meaning(table, field, column.values[code], year) for code in used.tolist()]
            text.append(np.array([numbers.setdefault(value, len(numbers)) for value in texts], np.int32)[which])
            finding.append(np.arange(part.start, part.stop, dtype=np.int32))
    return list(numbers), np.concatenate(text), np.concatenate(finding)


def _with_meaning(table: str, field: str, value: str, year: int) -> str:
    if not value:
        return "blank"
    full, short = cells.meaning(table, field, value, year)
    return f"{value} {short} {full}".casefold() if full else value.casefold()
