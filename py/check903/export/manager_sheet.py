"""The manager's page as a sheet of the workbook: the same numbers, each beside what it is a part of."""

from __future__ import annotations

from collections.abc import Iterator

from check903.views.manager import Manager

NAME = "For the manager"
COLUMNS = {"What": 60, "Number": 12, "Of": 12, "Share": 10, "Children": 12}


def rows(view: Manager) -> Iterator[tuple]:
    """The rows of the sheet, under COLUMNS."""
    if flow := view["flow"]:
        yield f"Looked after on {view['start_day']}", flow["start"]
        yield "Came in since", flow["came"]
        yield "Came in, record with an error", *_part(flow["came_wrong"], flow["came"])
        yield "Left since", flow["left"]
        yield "Left, record with an error", *_part(flow["left_wrong"], flow["left"])
        yield f"Looked after on {view['day']}", flow["now"]
        yield "Looked after now, record with an error", *_part(flow["now_wrong"], flow["now"])
        for place in view["places"]:
            yield place["label"], *_part(place["children"], flow["now"])
            yield f"{place['label']}, record with an error", *_part(place["errors"], place["children"])
    yield "Errors due", view["due"]
    yield "Errors not due yet", view["later"]
    yield "Errors accepted", view["accepted"]
    for theme in view["themes"]:
        yield theme["label"], *_part(theme["errors"], view["due"])
    for team in view["teams"]:
        yield team["label"], *_part(team["errors"], view["due"]), team.get("children")
    for point in view["points"]:
        yield f"Errors due on {point['label']}", point["errors"]
    if view["helps"]:
        yield f"What would help: {view['helps']}", None


def _part(number: int, whole: int) -> tuple[int, int, float | None]:
    return number, whole, number / whole if whole else None
