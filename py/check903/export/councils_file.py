"""Several councils side by side as an Excel workbook: the tables of the screen, and each figure as a whole on every
day, one row each. The groups of each figure, thirty thousand rows for a council, are in the CSV alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from check903.export.sheets import Sheets, day_cell
from check903.figures.side_by_side import Council, number
from check903.inert import WORKBOOK
from check903.tidy import of_councils
from check903.views.councils import CouncilCell, SideBySide

WIDTHS = {"title": 50, "council_name": 24, "measure": 26, "lacks": 40}
PLAIN = 14  # width of a column of numbers


def as_workbook(view: SideBySide, councils: Sequence[Council]) -> bytes:
    """`view`: the screen of these councils."""
    import xlsxwriter

    data = io.BytesIO()
    with xlsxwriter.Workbook(data, WORKBOOK) as book:
        sheets = Sheets(book)
        sheets.add("Side by side", *_table(view, "value", "sort"), frozen=1)
        sheets.add("Errors behind each", *_table(view, "errors", "errors_sort"), frozen=1)
        names = [one["name"] for one in view["councils"]]
        sheets.add("Every day", _widths(), _days(councils, names), looks={"day": "date"})
        meanings = ((name, meaning) for name, (_, _, meaning) in of_councils.FIELDS.items())
        sheets.add("What its columns mean", {"Column of Every day": 24, "What it means": 90}, meanings)
    return data.getvalue()


def _table(view: SideBySide, said: str, exact: str) -> tuple[dict[str, float], Iterator[tuple]]:
    """The widths by head, and a row for each council. `said`, `exact`: where a cell has its number."""
    percent = [any(cell[said].endswith("%") for cell in figure["cells"]) for figure in view["figures"]]
    heads = [f"{figure['title']}{' (%)' * is_share}" for figure, is_share in zip(view["figures"], percent)]
    rows = (
        (one["name"], one["about"], one["day"], *(_cell(figure["cells"][n], exact) for figure in view["figures"]))
        for n, one in enumerate(view["councils"])
    )
    return {"Council": 24, "From": 20, "As at": 18, **dict.fromkeys(heads, PLAIN)}, rows


def _cell(cell: CouncilCell, exact: str) -> float | str:
    """The number; why there is none, if there isn't."""
    found = cell[exact]
    return cell["note"] if found is None else round(found, 1)


def _widths() -> dict[str, float]:
    return {name: WIDTHS.get(name, PLAIN) for name in of_councils.FIELDS}


def _days(councils: Iterable[Council], names: Iterable[str]) -> Iterator[tuple]:
    for council, name in zip(councils, names):
        for row in of_councils.rows(council, name):
            given = dict(zip(of_councils.FIELDS, row))
            if not given["split_by"] and not given["group_name"]:
                yield tuple(_typed(given))


def _typed(given: Mapping[str, object]) -> Iterator[object]:
    for name, (_, kind, _) in of_councils.FIELDS.items():
        text = "" if given[name] is None else str(given[name])
        found = number(text) if kind == "number" else day_cell(text) if kind == "date" else None
        yield text if found is None else found
