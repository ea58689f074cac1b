"""What local rules answered, taken over from where they ran: plain data that anybody's code may have made, looked over
value by value. A rule whose answer is no such data says so and spoils no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from check903 import engine
from check903.engine.findings import Findings
from check903.findings.local import LocalFindings, LocalFound, LocalTrouble
from check903.local.declared import CODE, LAST, SEVERITIES
from check903.local.findings import MOST
from check903.reference import schema

LONGEST = 4_000  # characters of a text
MOST_RULES = 500


class Unfit(ValueError):
    """An answer that is not what a local rule gives."""


def taken(checked: Findings, given: Any) -> tuple[list[LocalFindings], list[LocalTrouble]]:
    """The rules of a `LocalResult`, in order, the first of one code; and what was not run."""
    result = given if isinstance(given, dict) else {}
    return _rules(checked, result.get("rules")), list(_troubles(result.get("problems")))


def _troubles(problems: Any) -> Iterator[LocalTrouble]:
    for problem in problems[:MOST_RULES] if isinstance(problems, list) else ():
        try:
            yield LocalTrouble(_text(problem["file"]), _text(problem["rule"]), _text(problem["text"]))
        except (Unfit, KeyError, TypeError):
            continue


def _rules(checked: Findings, answers: Any) -> list[LocalFindings]:
    rules: dict[str, LocalFindings] = {}
    for answer in answers[:MOST_RULES] if isinstance(answers, list) else ():
        rule = _rule(checked, answer)
        if rule is not None:
            rules.setdefault(rule.code.upper(), rule)
    return list(rules.values())


def _rule(checked: Findings, answer: Any) -> LocalFindings | None:
    """None where not even the rule can be told."""
    try:
        code = _text(answer["rule"])
        named = _text(answer["title"]), _text(answer["wrong"]), _text(answer["fix"])
        severity, file, line = _one_of(answer["severity"], SEVERITIES), _text(answer["file"]), _number(answer["line"])
        if not CODE.fullmatch(code) or code.upper() in _others():
            raise Unfit("code")
    except (Unfit, KeyError, TypeError):
        return None
    try:
        problem, printed = _text(answer["problem"]), _text(answer["printed"])
        findings = () if problem else tuple(_finding(checked, finding) for finding in _list(answer["findings"]))
    except (Unfit, KeyError, TypeError):
        problem, printed, findings = f"{file}, line {line}: rule {code} gives something else than findings.", "", ()
    return LocalFindings(code, *named, severity, file, line, problem, printed, findings)


def _others() -> set[str]:
    return {rule.code.upper() for rule in (*engine.DEPARTMENT.rules, *engine.EXTRA.rules)}


def _finding(checked: Findings, finding: Mapping) -> LocalFound:
    evidence = _text(finding["evidence"])
    if finding["row"] is None:
        child = _text(finding["child"])
        if child not in checked.child_numbers:
            raise Unfit("child")
        return LocalFound(child, "", None, (), None, evidence)
    table, row = _place(checked, finding["table"], finding["row"])
    columns = schema.TABLES[table.removesuffix(LAST)].names
    fields = tuple(_one_of(field, columns) for field in _list(finding["fields"]))
    beside = None if finding["beside_row"] is None else _place(checked, finding["beside_table"], finding["beside_row"])
    child = checked.child_id(int(checked.rows(table).child[row]))  # not as the answer says
    return LocalFound(child, table, row, fields, beside, evidence)


def _place(checked: Findings, table: Any, row: Any) -> tuple[str, int]:
    table = _one_of(table, checked.tables)
    if table not in checked.r.loaded or _number(row) >= len(checked.r.table(table)):
        raise Unfit("row")
    return table, row


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unfit("text")
    return value[:LONGEST].encode("utf-8", "replace").decode()


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise Unfit("number")
    return value


def _one_of(value: Any, known: Iterable[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise Unfit("name")
    return value


def _list(value: Any) -> list:
    if not isinstance(value, list) or len(value) > MOST:
        raise Unfit("list")
    return value
