"""A question of Ask on its way to being a local rule: what the form offers, and the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypedDict

from check903.local import writing
from check903.local.declared import Wrong

ROWS = ("row", "rowid")  # names of a column with the numbers of rows


class AnswerColumn(TypedDict):
    """A column of an answer. `type`: text, date, number, yes or no; `values`: some of them."""

    name: str
    type: str
    values: list


class LocalOffer(TypedDict):
    """What the form offers. `reason`: why the question can't be a rule, "" if it can; `code`: one that is free;
    `child`, `row`: columns that may hold them; `fields`: the columns that it seems to be about; `year`: the
    collection's.
    """

    reason: str
    code: str
    child: list[str]
    row: list[str]
    fields: str
    year: int


class LocalWritten(TypedDict):
    """The file of the new rule. `problem`: why there is none, in a sentence; "" if there is."""

    problem: str
    name: str
    text: str


NO_COLUMN = (
    "A check needs a column with child ids, such as CHILD, or one with the numbers of rows: "
    "SELECT rowid FROM Missing, or the column row."
)


def offer(
    language: str,
    code: str,
    columns: Iterable[AnswerColumn],
    tables: Collection[str],
    children: Collection[str],
    taken: Iterable[str],
    year: int,
) -> LocalOffer:
    """What a form offers for a question and the columns of its answer. `children`: ids of the return; `taken`: codes
    of rules that there are.
    """
    columns = list(columns)
    child = [column["name"] for column in columns if _holds_children(column, children)]
    row = [
        column["name"] for column in columns if column["name"].lower() in ROWS and column["type"] in ("number", "text")
    ]
    reason = "" if child or row else NO_COLUMN
    fields = writing.fields_meant(code, [column["name"] for column in columns])
    return {
        "reason": reason or writing.why_not(language, code, tables),
        "code": writing.next_code(taken),
        "child": child,
        "row": row,
        "fields": fields,
        "year": year,
    }


def _holds_children(column: AnswerColumn, children: Collection[str]) -> bool:
    """True for a column of ids; where there is no value its name tells."""
    values = [value for value in column["values"] if value is not None]
    if not values:
        return column["name"].upper() == "CHILD"
    return column["type"] == "text" and all(value in children for value in values)


def write(
    language: str, code: str, given: dict[str, str], tables: Collection[str], taken: Iterable[str]
) -> LocalWritten:
    """The file of a rule with those fields, or what is missing. `taken`: codes, in capitals, that other rules have."""
    if (rule := given.get("rule", "")).strip().upper() in set(taken):
        return {
            "problem": f"The code {rule.strip()} is that of another rule. Choose another code.",
            "name": "",
            "text": "",
        }
    try:
        file = writing.written(language, code, given, tables)
    except Wrong as reason:
        problem = f"{reason.sentence[:1].upper()}{reason.sentence[1:]}. {reason.remedy}".strip()
        return {"problem": problem, "name": "", "text": ""}
    return {"problem": "", "name": file.name, "text": file.text}
