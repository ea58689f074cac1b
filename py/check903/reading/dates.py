"""A column of dates: texts as written to dd/mm/yyyy, worked out once per distinct text.

A form that means one day is read: 2025-06-12, 12-Jun-25, Excel's number for a day. 12/06/25, 12-06-2025, 12.06.2025 and
12/06/2025 12:00:00 AM can mean two, so the whole column decides: a first number over 12 says day first, a second one
month first. Where it doesn't say, the user is asked; until then these cells are not known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from check903.model.dates import as_date, parse_date
from check903.model.text import MONTHS, day_text, long_date
from check903.reading.phrases import count
from check903.reading.questions import Answer

_TIME = (
    r"(?:[ T](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?(?:"
    r" ?(?P<half>[AaPp])\.?[Mm]\.?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + _TIME, re.ASCII)
_MONTH_NAME = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>[A-Za-z]{3,9})[-/. ](?P<year>\d{4}|\d{2})" + _TIME, re.ASCII)
_NUMBERS = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})" + _TIME, re.ASCII
)
_SERIAL = re.compile(r"([3-5]\d{4}|60000)(?:\.0+)?", re.ASCII)
_EXCEL_DAY_0 = dt.date(1899, 12, 30)
# Excel's own rule for 01-Apr-25: 30 to 99 are the last century's. Nobody in a return was born or will be seen outside
# it.
_LAST_CENTURY = 30

# Why a text is read as another, or in doubt.
DATE, SERIAL, DOUBT, MONTH_FIRST = "date", "serial", "doubt", "month first"
DAY, MONTH, TEXT = "day", "month", "text"  # answers to how a column is written
NEXT, SAME = "next", "same"  # answers to which day 23:00 means

# Positions of the texts that a question is about -> what each answer makes of them: (("Day first", "4 May 2026"), ...).
Readings = Mapping[int, tuple[tuple[str, str], ...]]
# asks a question of a kind about the column, (kind, sentence, evidence, answers, what it is about); the answer's key or
# ""
Ask = Callable[[str, str, str, tuple[Answer, ...], Readings], str]


@dataclass
class Read:
    """What was made of a column's texts: position -> (text, why it was changed or is in doubt, or None), and which are
    not known.
    """

    texts: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    unknown: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class _Numbers:
    """A date of three numbers: what it is with the day first and with the month first, "" where that is no day.

    usual  True for dd/mm/yyyy, the return's own form, which means the day first unless the column's other dates speak
    against it
    """

    written: str
    day: str
    month: str
    usual: bool

    @property
    def either(self) -> bool:
        return bool(self.day and self.month and self.day != self.month)

    @property
    def readings(self) -> tuple[tuple[str, str], ...]:
        """What it is with each of the two first, in words."""
        ways = (("Day first", self.day), ("Month first", self.month))
        return tuple((way, spoken(day) if day else "no date") for way, day in ways)


def excel_day(serial: int) -> str:
    """The day that Excel holds as a number: 45748 -> "01/04/2025"."""
    return day_text(_EXCEL_DAY_0 + dt.timedelta(days=serial))


def is_day(text: str) -> bool:
    """True for a real day written dd/mm/yyyy."""
    return not np.isnat(parse_date(text))


def read(odd: Mapping[int, str], usual: Mapping[int, str], ask: Ask) -> Read:
    """The dates of one column.

    odd    position -> text, trimmed, of the texts that are not plainly dd/mm/yyyy
    usual  position -> text of those that are
    """
    result, times = Read(), {}
    numbers: dict[int, _Numbers] = {}
    for position, text in odd.items():
        if match := _NUMBERS.fullmatch(text):
            numbers[position] = _numbers(match)
        else:
            result.texts[position], match = _one_way(text)
        if match and match["hour"]:
            times[position] = match
    if numbers:
        _by_column(numbers, usual, ask, result)
    if times:
        _time_zone(times, ask, result)
    return result


# -- forms ------------------------------------------------------------------------------------------------------------


def alone(text: str) -> tuple[str, str | None]:
    """A date that stands for itself, as dd/mm/yyyy, and why it was changed; the text and DOUBT where it can mean two
    days or none.
    """
    if match := _NUMBERS.fullmatch(text):
        date = _numbers(match)
        day = date.day if date.usual or date.day == date.month else ""
        return (day, None if day == text else DATE) if day else (text, DOUBT)
    return _one_way(text)[0]


def _one_way(text: str) -> tuple[tuple[str, str | None], re.Match | None]:
    if _SERIAL.fullmatch(text):
        return (excel_day(int(float(text))), SERIAL), None
    match = _YEAR_FIRST.fullmatch(text) or _MONTH_NAME.fullmatch(text)
    read = _day_of(match["day"], _month(match["month"]), match["year"]) if match else ""
    return ((read, DATE) if read else (text, DOUBT)), match


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next(
        (
            number
            for number, name in enumerate(map(str.lower, MONTHS), 1)
            if text.lower() in (name, name[:3], "sept" if number == 9 else name)
        ),
        0,
    )


def _day_of(day: str | int, month: str | int, year: str) -> str:
    """dd/mm/yyyy; "" if there is no such day."""
    if len(year) == 2:
        year = f"{20 if int(year) < _LAST_CENTURY else 19}{year}"
    text = f"{int(day):02d}/{int(month):02d}/{year}"
    return text if is_day(text) else ""


def _numbers(match: re.Match) -> _Numbers:
    first, second, year = match["first"], match["second"], match["year"]
    usual = match["mark"] == "/" and len(year) == 4 and not match["half"]
    day = match[0] if usual and not match["hour"] and is_day(match[0]) else _day_of(first, second, year)
    return _Numbers(match[0], day, _day_of(second, first, year), usual)


# -- day first or month first -----------------------------------------------------------------------------------------


def _by_column(numbers: dict[int, _Numbers], usual: Mapping[int, str], ask: Ask, result: Read) -> None:
    """Reads the dates of three numbers as the column's dates together say."""
    month_only = [position for position, date in numbers.items() if date.month and not date.day]
    others = [position for position, date in numbers.items() if not date.usual and (date.day or date.month)]
    day_only = bool(month_only or others) and _has_day_over_12(numbers, usual)
    asked: list[int] = []
    if month_only and not day_only:
        matches = {position: _NUMBERS.fullmatch(text) for position, text in usual.items()}
        numbers = numbers | {position: _numbers(match) for position, match in matches.items() if match}
        asked = [position for position, date in numbers.items() if date.day or date.month]
    elif (month_only or not day_only) and any(numbers[position].either for position in others):
        asked = others
    order = DAY
    if asked:
        readings = {position: numbers[position].readings for position in asked}
        order = ask("dates", *_asked(numbers, asked, month_only, day_only), readings)
    in_doubt = set(asked)
    for position, date in numbers.items():
        _settle(position, date, order if position in in_doubt else DAY, result)


def _has_day_over_12(numbers: Mapping[int, _Numbers], usual: Mapping[int, str]) -> bool:
    """True if some date can only be meant with the day first."""
    return any(date.day and not date.month for date in numbers.values()) or any(
        int(text.split("/", 1)[0]) > 12 for text in usual.values()
    )


def _settle(position: int, date: _Numbers, order: str, result: Read) -> None:
    if not order:
        result.unknown.add(position)
        result.texts[position] = date.written, None
        return
    text = {DAY: date.day, MONTH: date.month, TEXT: ""}[order]
    if text:
        result.texts[position] = text, None if text == date.written else DATE
    elif order == TEXT and date.usual and date.day:
        result.texts[position] = date.written, None
    else:
        result.texts[position] = date.written, MONTH_FIRST if date.month and order == DAY else DOUBT


def _asked(
    numbers: Mapping[int, _Numbers], asked: list[int], month_only: list[int], day_only: bool
) -> tuple[str, str, tuple[Answer, ...]]:
    example = next((numbers[position] for position in asked if numbers[position].either), numbers[asked[0]])
    if month_only and not day_only:
        likely, evidence = (
            MONTH,
            (
                f"{numbers[month_only[0]].written} can only be meant with the month first, and no date only with the"
                " day first."
            ),
        )
    elif month_only:
        likely, evidence = (
            "",
            f"{numbers[month_only[0]].written} can only be meant with the month first, others only with the day first.",
        )
    else:
        likely, evidence = DAY, "None of them has a number over 12 that would tell."
    ways = [
        Answer(DAY, "Day first", _effect(example, example.day), likely == DAY),
        Answer(MONTH, "Month first", _effect(example, example.month), likely == MONTH),
        Answer(TEXT, "Leave them as text", "They are no valid dates then, and the rules report them."),
    ]
    return (
        f"{example.written} in {{column}}: day first or month first?",
        evidence,
        tuple(sorted(ways, key=lambda answer: not answer.likely)),
    )


def _effect(date: _Numbers, day: str) -> str:
    return (
        f"{date.written} is read as {spoken(day)}."
        if day
        else f"{date.written} is no date then, and the rules report it."
    )


def spoken(day: str) -> str:
    """ "04/05/2026" -> "4 May 2026"."""
    date = as_date(parse_date(day))
    return long_date(date) if date else day


# -- 23:00 of the day before ------------------------------------------------------------------------------------------


def _time_zone(times: Mapping[int, re.Match], ask: Ask, result: Read) -> None:
    """Midnight of a summer's day, written by a system that has no summer time, is 23:00 of the day before: which day is
    meant is asked.
    """
    late = {position: result.texts[position][0] for position, match in times.items() if _hour(match) == 23}
    late = {position: text for position, text in late.items() if position not in result.unknown and is_day(text)}
    if (
        not late
        or any(_hour(match) not in (0, 23) for match in times.values())
        or not all(_clock_is_forward(_after(day)) for day in late.values())
    ):
        return
    position, day = next(iter(late.items()))
    moved = day_text(_after(day))
    sentence = f"{spoken(day)} at 23:00 in {{column}}: is {spoken(moved)} meant?"
    evidence = (
        f"{count(len(late), 'different date is', 'different dates are')} at 23:00, all of the summer: a clock without"
        " summer time shows midnight so."
    )
    answers = (
        Answer(NEXT, f"Yes, {spoken(moved)}", "Each of these dates is read as the day after.", likely=True),
        Answer(SAME, f"No, {spoken(day)}", "Each is read as the day that is written."),
    )
    readings = {
        position: (("The day after", spoken(day_text(_after(text)))), ("As written", spoken(text)))
        for position, text in late.items()
    }
    answer = ask("clock", sentence, evidence, answers, readings)
    for position, day in late.items():
        if not answer:
            result.unknown.add(position)
            result.texts[position] = times[position][0], None
        elif answer == NEXT:
            result.texts[position] = day_text(_after(day)), DATE


def _hour(match: re.Match) -> int:
    """0 to 23, midnight and an hour before it apart from all others: 22:59:59 is 23, 22:30 is 12."""
    hour, minute = int(match["hour"]), int(match["minute"])
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"] in "Pp")
    if (hour, minute) == (22, 59):
        return 23
    return hour if minute == 0 and hour in (0, 23) else 12


def _after(day: str) -> dt.date:
    return dt.datetime.strptime(day, "%d/%m/%Y").date() + dt.timedelta(days=1)


def _clock_is_forward(day: dt.date) -> bool:
    """True if it is summer time in England at the day's first minute: from the last Sunday of March to that of
    October.
    """
    return _last_sunday(day.year, 3) < day <= _last_sunday(day.year, 10)


def _last_sunday(year: int, month: int) -> dt.date:
    last = dt.date(year, month, 31)
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)
