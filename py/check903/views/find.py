"""The box in the header: what a few typed characters find among rules, a council's own among them, children, rows and
the words of rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

import numpy as np

from check903 import engine
from check903.engine import Rule
from check903.engine.findings import Findings
from check903.findings import labels
from check903.findings.local import LocalFindings
from check903.findings.search import find, wanted
from check903.reference import schema
from check903.views.facts import facts

FEW = 5  # of each kind in sight
MANY = 100  # of one kind, where all are asked for
KINDS = {
    "rule": "Rules",
    "local": "Rules of your own",
    "child": "Children",
    "row": "Rows",
    "word": "Rules with these words",
}
BY_ITSELF = {"Born": "born", "In care since": "in care since", "In care": "in care"}  # facts that tell a child


class Hit(TypedDict):
    """Something found. `id`: a rule's code or a child's id ("" for rows without one); `name` is said in bold, `text`
    beside it; `errors`: None before a check, for a row and for a local rule; `to`: of a row, table and line.
    """

    id: str
    name: str
    text: str
    errors: int | None
    to: str


class HitGroup(TypedDict):
    """What was found of a kind: the first of so many."""

    kind: str
    label: str
    total: int
    hits: list[Hit]


class SearchResult(TypedDict):
    """What was found, and how many."""

    text: str
    total: int
    groups: list[HitGroup]


def search(checked: Findings | None, text: str, all_of: str = "", year: int | None = None) -> SearchResult:
    """What the typed text finds: 5 of each kind, of `all_of` (one of KINDS) up to 100. Before a check only the rules of
    the year.
    """
    words = wanted(text)
    if not words:
        return {"text": text, "total": 0, "groups": []}
    groups = [_group(kind, items, all_of) for kind, items in _kinds(checked, words, year)]
    shown = [group for group in groups if group["total"]]
    return {"text": text, "total": sum(group["total"] for group in shown), "groups": shown}


class _Items:
    """So many found; `hits(first)` makes the first of them."""

    def __init__(self, items: list, hit):
        self.items, self._hit = items, hit

    def hits(self, first: int) -> list[Hit]:
        return [self._hit(item) for item in self.items[:first]]


def _group(kind: str, items: _Items, all_of: str) -> HitGroup:
    hits = items.hits(MANY if kind == all_of else FEW)
    return {"kind": kind, "label": KINDS[kind], "total": len(items.items), "hits": hits}


def _kinds(checked: Findings | None, words: list[str], year: int | None) -> Iterable[tuple[str, _Items]]:
    rules = checked.rules if checked else engine.in_force(year or schema.LAST_YEAR)
    counts = np.bincount(checked.rule, minlength=len(rules)) if checked else None

    def rule_hit(number: int) -> Hit:
        rule = rules[number]
        return _hit(rule.code, rule.code, rule.title, None if counts is None else int(counts[number]))

    codes = _beginning_first([rule.code for rule in rules], words)
    yield "rule", _Items(codes, rule_hit)
    if checked:
        yield "local", _Items(_own(checked, words), lambda rule: _hit(rule.code, rule.code, rule.title, None))
        yield "child", _Items(_children(checked, words), lambda number: _child_hit(checked, number))
        yield "row", _Items(_rows(checked, words), lambda place: _row_hit(checked, *place))
    yield "word", _Items(_with_words(rules, words, set(codes), counts), rule_hit)


def _beginning_first(texts: list[str], words: list[str]) -> list[int]:
    """Places of the texts that hold the one word that was typed; those that begin with it come first."""
    if len(words) != 1:
        return []
    [word] = words
    held = [(not text.casefold().startswith(word), n) for n, text in enumerate(texts) if word in text.casefold()]
    return [n for _, n in sorted(held)]


def _with_words(rules: list[Rule], words: list[str], known: set[int], counts: np.ndarray | None) -> list[int]:
    """Rules whose texts hold every word, those with most errors first."""
    texts = [f"{rule.code} {rule.title} {rule.wrong} {rule.fix}" for rule in rules]
    held = [n for n in np.flatnonzero(find(texts, " ".join(words))).tolist() if n not in known]
    return held if counts is None else sorted(held, key=lambda n: -int(counts[n]))


def _own(checked: Findings, words: list[str]) -> list[LocalFindings]:
    """Local rules by their codes, then by their words."""
    rules = checked.local
    by_code = _beginning_first([rule.code for rule in rules], words)
    held = find([f"{rule.code} {rule.title} {rule.wrong} {rule.fix}" for rule in rules], " ".join(words))
    return [rules[n] for n in dict.fromkeys([*by_code, *np.flatnonzero(held).tolist()])]


def _children(checked: Findings, words: list[str]) -> list[int]:
    return _beginning_first(list(checked.r.children), words)


def _rows(checked: Findings, words: list[str]) -> list[tuple[str, int]]:
    """Rows of this year on the line that was typed; words beside it pick the table or the file: "episodes 503"."""
    lines = [word.replace(",", "") for word in words if word.replace(",", "").isdecimal()]
    if len(lines) != 1 or len(lines[0]) > 9:
        return []
    others = [word for word in words if word.replace(",", "") != lines[0] and word != "line"]
    return [
        (table, int(row))
        for table in schema.TABLES
        if table in checked.r.loaded and (of_line := checked.r.table(table).line) is not None
        for row in np.flatnonzero(np.asarray(of_line) == int(lines[0])).tolist()
        if all(
            other in f"{table} {labels.table_label(table)} {checked.place(table, row)[0]}".casefold()
            for other in others
        )
    ]


# -- what is said of each ---------------------------------------------------------------------------------------------


def _hit(id: str, name: str, text: str, errors: int | None, to: str = "") -> Hit:
    return {"id": id, "name": name, "text": text, "errors": errors, "to": to}


def _child_hit(checked: Findings, number: int) -> Hit:
    texts = [
        f"{BY_ITSELF[fact['label']]} {fact['value'].split(',')[0]}"
        for fact in facts(checked, number, min(checked.as_at, checked.r.collection.end))
        if fact["label"] in BY_ITSELF
    ]
    child = checked.child_id(number)
    return _hit(child, child, ", ".join(texts), len(checked.findings_of(number)))


def _row_hit(checked: Findings, table: str, row: int) -> Hit:
    file, line = checked.place(table, row)
    child = checked.child_id(int(checked.rows(table).child[row]))
    name = f"{labels.table_label(table)}, line {line:,}"
    return _hit(child, name, f"child {child}" if child else file, None, f"line-{table}-{line}")
