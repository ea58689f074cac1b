"""The children behind a figure as a question in SQL, to be asked further in Ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypedDict

from check903.reading.phrases import count

IDS_IN_A_LINE = 8
LISTS = {"counted": "counted", "not": "not counted", "cannot": "who can't be told", "error": "with an error"}
JOINED = {  # table -> what is shown of it, and how each child's row is found
    "Header": ("Header.SEX, Header.DOB", "(SELECT CHILD, SEX, DOB FROM Header GROUP BY CHILD) AS Header"),
    "Episodes": (
        "latest.DECOM, meaning('LS', latest.LS) AS legal_status, meaning('PLACE', latest.PLACE) AS place, latest.DEC",
        "(SELECT CHILD, max(DECOM) AS DECOM, LS, PLACE, DEC FROM Episodes GROUP BY CHILD) AS latest",
    ),
}


class FigureQuestion(TypedDict):
    """The question. `children`: how many it asks for."""

    sql: str
    children: int


def question(title: str, state: str, ids: Iterable[str], loaded: Collection[str]) -> FigureQuestion:
    """Children by their ids, since what counts on which day is the figure's own; with the latest episode of each, as
    far as the tables are loaded. `title`: of the figure, with its day; `state`: one of LISTS.
    """
    wanted = sorted({child for child in ids if child})
    tables = [JOINED[table] for table in JOINED if table in loaded]
    many = count(len(wanted), "child", "children")
    lines = [
        f"-- {_one_line(title)}: {many} {LISTS.get(state, LISTS['counted'])}.",
        "SELECT " + ",\n  ".join(["children.CHILD", *(shown for shown, _ in tables), "children.errors"]),
        "FROM children",
        *(f"LEFT JOIN {source} USING (CHILD)" for _, source in tables),
        "WHERE children.CHILD IN (",
        ",\n".join(_in_lines([_quoted(child) for child in wanted])),
        ")",
        "ORDER BY children.CHILD",
    ]
    return {"sql": "\n".join(line for line in lines if line) + "\n", "children": len(wanted)}


def _in_lines(ids: list[str]) -> list[str]:
    return [f"  {', '.join(ids[start : start + IDS_IN_A_LINE])}" for start in range(0, len(ids), IDS_IN_A_LINE)]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    """A text of SQL."""
    return "'" + text.replace("'", "''") + "'"
