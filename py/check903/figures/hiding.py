"""Hiding small numbers before figures leave: those of 1 to 5, and what would give them away.

A line is hidden whole, with all its numbers, where it, what it is a share of, what is left of that, or the records that
it rests on are 1 to 5. In a breakdown, where the whole is known, one hidden group alone could be worked out from the
others: then the next smallest is hidden too, and again where all that is hidden must be 1 or must be 5 to add up. So
are the lines that a figure says hang together (`Measure.sums`). The same holds of last year's numbers, and of how many
have an error or can't be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from check903.figures.declared import measures
from check903.figures.rows import LastYear, Number, Row

SMALL = range(1, 6)
TRUST = ("cannot_tell", "with_errors")
SPAN = ("low", "high")


def hidden(rows: Iterable[Row]) -> list[Row]:
    """The rows of one day, with small numbers as None."""
    rows = list(rows)
    gone = _gone(rows, [_of_this_year(row) for row in rows])
    before = _gone(rows, [_of_last_year(row) for row in rows])
    shown = [_without(row, *hide) for row, hide in zip(rows, zip(gone, before))]
    for lines in _breakdowns(rows).values():
        _second_of_trust(shown, lines)
    return shown


@dataclass(frozen=True)
class Line:
    """The numbers of a line that say how many records there are: None for those that there are not."""

    value: Number = None
    of: Number = None
    records: Number = None

    @property
    def rest(self) -> Number:
        """What is left of what the line is a share of; None where it is none."""
        return None if self.value is None or self.of is None else self.of - self.value

    @property
    def is_small(self) -> bool:
        """True where one of its numbers is 1 to 5."""
        return any(number in SMALL for number in (self.value, self.of, self.rest, self.records))


def _of_this_year(row: Row) -> Line:
    return _line(row)


def _of_last_year(row: Row) -> Line:
    return Line() if row["last_year"] is None else _line(row["last_year"])


def _line(row: Row | LastYear) -> Line:
    value, of, records = row["value"], row["of"], row["records"]
    if value == records or (of == records and (not of or row["percent"] is not None)):
        return Line(value, of, records)
    return Line(None, None, records)  # a mean, a rate, a sum or a change: small or not, it is no number of records


def _breakdowns(rows: Sequence[Row]) -> dict[tuple[str, str], list[int]]:
    """(figure, breakdown) -> the positions of the whole and of the groups."""
    whole = {row["id"]: position for position, row in enumerate(rows) if not row["split"] and not row["group"]}
    breakdowns: dict[tuple[str, str], list[int]] = {}
    for position, row in enumerate(rows):
        if row["split"]:
            breakdowns.setdefault((row["id"], row["split"]), [whole[row["id"]]]).append(position)
    return breakdowns


# -- which lines are hidden -------------------------------------------------------------------------------------------


def _gone(rows: Sequence[Row], lines: list[Line]) -> list[bool]:
    """Which lines are hidden."""
    hide, before = [line.is_small for line in lines], -1
    breakdowns, together = _breakdowns(rows), _together(rows)
    while sum(hide) > before:
        before = sum(hide)
        for whole, *groups in breakdowns.values():
            _second(lines, whole, groups, hide)
        for terms in together:
            _second_of_sum(lines, terms, hide)
    return hide


def _second(lines: list[Line], whole: int, groups: list[int], hide: list[bool]) -> None:
    """Hide more of a breakdown's groups until none of the hidden can be worked out."""
    for position in groups:
        hide[position] |= hide[whole] and lines[position].of == lines[whole].value is not None
    if not any(hide[position] for position in [whole, *groups]):
        return
    more, forced = [position for position in groups if not hide[position]], True
    while more:
        gone = [lines[position] for position in groups if hide[position]]
        sums = _known_sums(lines[whole], hide[whole], [lines[position] for position in groups])
        unsafe = [name for name in sums if _is_alone(_numbers(gone, name), sums[name])]
        tight = [name for name in sums if forced and sums[name] and _can_only_be(_numbers(gone, name))]
        if not unsafe + tight:
            return
        forced = forced and not (tight and not unsafe)
        next_one = min(more, key=lambda position: _size(lines[position], (unsafe + tight)[0]))
        more.remove(next_one)
        hide[next_one] = True


def _known_sums(whole: Line, is_hidden: bool, groups: list[Line]) -> dict[str, bool]:
    """The numbers of a breakdown's groups that add up to the whole's, and whether the whole's is shown."""
    sums = {"value": not is_hidden}
    if whole.of is not None and sum(line.of or 0 for line in groups) == whole.of:  # each a share of its own cases
        sums |= {"of": whole.of not in SMALL, "rest": not is_hidden}
    return sums


def _numbers(gone: Iterable[Line], name: str) -> list[Number]:
    """Those numbers of the hidden lines that are not 0."""
    return [number for line in gone if (number := getattr(line, name))]


def _is_alone(gone: list[Number], known: bool) -> bool:
    """Whether one number follows from those shown: the only one hidden, or a hidden whole's of which no part is."""
    return len(gone) == (1 if known else 0)


def _size(line: Line, name: str = "value") -> tuple[bool, float]:
    """The order in which more is hidden: the smallest first, nothing last."""
    number = getattr(line, name)
    return not number, number or 0


def _can_only_be(numbers: Sequence[Number]) -> bool:
    """True where small numbers with this sum can only be all 1 or all 5."""
    return bool(numbers) and sum(number or 0 for number in numbers) in (len(numbers), 5 * len(numbers))


def _together(rows: Sequence[Row]) -> list[dict[str, list[int]]]:
    """Of each sum that a figure declares: term -> the positions of its lines, those of each age too."""
    sums = {measure.id: measure.sums for measure in measures() if measure.sums}
    places: dict[str, dict[str, list[int]]] = {}
    for position, row in enumerate(rows):
        if row["id"] in sums:
            for name in _names(row):
                places.setdefault(row["id"], {}).setdefault(name, []).append(position)
    return [
        {name: there[name] for name in terms if name in there} for id, there in places.items() for terms in sums[id]
    ]


def _names(row: Row) -> Iterable[str]:
    """The terms to which a line belongs: "" the figure itself, "breakdown / group", or what stands beside it, of all
    ages and of each.
    """
    if row["split"]:
        yield f"{row['split']} / {row['group']}"
    if not row["split"] or row["split"] == "age":
        yield "" if row["split"] else re.sub(r", \d\d to \d\d$", "", row["group"])


def _second_of_sum(lines: list[Line], terms: dict[str, list[int]], hide: list[bool]) -> None:
    """Hide a second term of a sum where one alone is hidden. What is hidden of one age is hidden of all, but for the
    figure itself.
    """
    gone = [name for name, positions in terms.items() if any(hide[line] for line in positions)]
    more = [name for name in gone if name]
    if len(_numbers((lines[terms[name][0]] for name in gone), "value")) == 1:
        left = sorted(terms.keys() - set(gone), key=lambda name: (not name, _size(lines[terms[name][0]]), name))
        more += left[:1]
    for name in more:
        for position in terms[name]:
            hide[position] = True


# -- what is left of a line -------------------------------------------------------------------------------------------


def _without(row: Row, gone: bool, before: bool) -> Row:
    """The row without what is hidden; `before`: last year's numbers are."""
    shown = Row(**row)
    if gone or before:
        shown["last_year"] = None
    if gone:
        shown["hidden"] = True
        for name in ("value", "percent", *SPAN, *TRUST, "records"):
            shown[name] = None
        shown["of"] = None if row["group"] or row["of"] in SMALL else row["of"]
        return shown
    for name in TRUST:
        if shown[name] in SMALL:
            shown[name] = None
    if _span_tells(row):
        shown["low"] = shown["high"] = None
    return shown


def _span_tells(row: Row) -> bool:
    """Whether the span says how few have an error or can't be told."""
    value, low, high = row["value"], row["low"], row["high"]
    if any(row[name] in SMALL for name in (*TRUST, *SPAN)):
        return True
    return (
        value is not None and low is not None and high is not None and (value - low in SMALL or high - value in SMALL)
    )


def _second_of_trust(shown: list[Row], lines: list[int]) -> None:
    """Of a breakdown in which one group alone is without a number of its trust, hide the next smallest's too."""
    whole, *groups = lines
    for names in (*((name,) for name in TRUST), SPAN):
        name = names[0]
        there = sorted(
            (position for position in groups if shown[position][name] is not None),
            key=lambda position: shown[position][name] or 1e9,
        )
        if shown[whole][name] is not None and there and len(groups) - len(there) == 1:
            for hide in {*names, *SPAN}:
                shown[there[0]][hide] = None
