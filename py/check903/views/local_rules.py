"""Local rules on the page: the files as text, and what their rules found, with the tag Local, beside the errors and in
none of their counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypedDict

from check903.engine.findings import Findings
from check903.findings import labels, local
from check903.findings.local import LocalFindings, LocalFound, LocalTrouble
from check903.local.files import listed, wants_pandas
from check903.reading.local_rules import LocalFile
from check903.views.looked import LookedRow, beside

SEVERITIES = {"error": "An error", "query": "A query", "look": "Worth a look"}


class LocalListed(TypedDict):
    """A rule as it stands in its file."""

    code: str
    title: str


class LocalText(TypedDict):
    """A file of local rules. `python`: it is Python, else SQL; `pandas`: it can't do without pandas."""

    name: str
    text: str
    python: bool
    pandas: bool
    rules: list[LocalListed]


class LocalFiles(TypedDict):
    """The files. `running`: whether local rules run with every check; `off`: codes of those that are switched off;
    `ran`: whether what they find in the return as it is now is here.
    """

    files: list[LocalText]
    running: bool
    off: list[str]
    ran: bool


class LocalRule(TypedDict):
    """A local rule and how much it finds. `severity`: in words; `problem`: why it found nothing, "" if it was run;
    `printed`: what its code printed.
    """

    code: str
    title: str
    wrong: str
    fix: str
    severity: str
    file: str
    line: int
    things: int
    children: int
    problem: str
    printed: str


class LocalChild(TypedDict):
    """A child that local rules found something of."""

    child: str
    things: int
    codes: list[str]


class LocalRow(LookedRow):
    """A finding of a local rule."""

    code: str
    title: str


class LocalProblem(TypedDict):
    """A file, or a rule of it, that was not run. `text`: where, why, what to do."""

    file: str
    code: str
    text: str


class LocalShown(TypedDict):
    """What local rules found, of what was asked for. `problems`: what was not run; `total`: findings, of which `rows`
    are a page; `children`: how many, of which `by_child` are the first.
    """

    rules: list[LocalRule]
    problems: list[LocalProblem]
    children: int
    by_child: list[LocalChild]
    total: int
    rows: list[LocalRow]


MOST_CHILDREN = 50
NOTHING: LocalShown = {"rules": [], "problems": [], "children": 0, "by_child": [], "total": 0, "rows": []}


def files(given: Iterable[LocalFile], running: bool, off: Collection[str], ran: bool) -> LocalFiles:
    """The files as text; nothing of them is run."""
    return {"files": [_file(file) for file in given], "running": running, "off": sorted(off), "ran": ran}


def _file(file: LocalFile) -> LocalText:
    return {
        "name": file.name,
        "text": file.text,
        "python": file.is_python,
        "pandas": wants_pandas(file),
        "rules": [{"code": code, "title": title} for code, title in listed(file)],
    }


def shown(
    checked: Findings, troubles: Iterable[LocalTrouble], find: str = "", child: str = "", page: int = 0, size: int = 20
) -> LocalShown:
    """What they found. `troubles`: what was not run; `find`: only rules, children and sentences that have
    these characters; `child`: of one child.
    """
    wanted = find.strip().lower()
    filtered = [
        (rule, [finding for finding in having(rule, wanted) if not child or finding.child == child])
        for rule in checked.local
    ]
    rules = [
        (rule, findings)
        for rule, findings in filtered
        if findings or (rule.problem and not child) or not (wanted or child)
    ]
    rows = [(rule, finding) for rule, findings in rules for finding in findings]
    children: dict[str, list[LocalFindings]] = {}
    for rule, finding in rows:
        children.setdefault(finding.child, []).append(rule)
    return {
        "rules": [_rule(rule, findings) for rule, findings in rules],
        "problems": [{"file": finding.file, "code": finding.code, "text": finding.text} for finding in troubles],
        "children": len(children.keys() - {""}),
        "by_child": [
            {"child": child, "things": len(several), "codes": list(dict.fromkeys(rule.code for rule in several))}
            for child, several in list(children.items())[:MOST_CHILDREN]
        ],
        "total": len(rows),
        "rows": [
            {**row(checked, finding), "code": rule.code, "title": rule.title}
            for rule, finding in rows[int(page) * int(size) : (int(page) + 1) * int(size)]
        ],
    }


def having(rule: LocalFindings, find: str) -> list[LocalFound]:
    """What it found that has these characters, in rule, child or sentence."""
    wanted = find.strip().lower()
    return [
        finding
        for finding in rule.findings
        if not wanted
        or any(wanted in text.lower() for text in (rule.code, rule.title, finding.child, finding.evidence))
    ]


def _rule(rule: LocalFindings, findings: list[LocalFound]) -> LocalRule:
    return {
        "code": rule.code,
        "title": rule.title,
        "wrong": rule.wrong,
        "fix": rule.fix,
        "severity": SEVERITIES[rule.severity],
        "file": rule.file,
        "line": rule.line,
        "things": len(findings),
        "children": len({finding.child for finding in findings} - {""}),
        "problem": rule.problem,
        "printed": rule.printed,
    }


def row(checked: Findings, finding: LocalFound) -> LookedRow:
    """A finding as a row to look at."""
    file, line = checked.place(finding.table, finding.row) if finding.row is not None else ("", None)
    return {
        "child": finding.child,
        "table": finding.table,
        "table_label": labels.table_label(finding.table) if finding.table else "",
        "file": file,
        "line": line,
        "beside": beside(checked, *finding.beside) if finding.beside else "",
        "evidence": finding.evidence,
    }


def summed(rules: Iterable[LocalFindings]) -> tuple[int, int]:
    """How many findings, and in how many children."""
    rules = list(rules)
    return sum(len(rule.findings) for rule in rules), local.number_of_children(rules)
