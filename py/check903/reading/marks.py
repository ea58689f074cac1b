"""What the names of files, folders and sheets say about the year: "oc2 25-26.csv", "2026/header.csv",
"header_ly.csv".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from check903.model.text import MONTHS
from check903.reference import schema

LAST, THIS = "last", "this"
_WORDS = {
    **dict.fromkeys(
        "last lastyear lastyears lastyr previous previousyear prev prevyear prevyr "
        "prior prioryear ly py yearbefore".split(),
        LAST,
    ),
    **dict.fromkeys("this thisyear thisyears thisyr current currentyear curr cur cy ty".split(), THIS),
}
# Weaker words: of a version of a file as often as of a year. They decide only where nothing else does.
_WEAK = {
    **dict.fromkeys("old older archive archived former earlier before".split(), LAST),
    **dict.fromkeys(("new", "newer", "latest"), THIS),
}

# The tables' own names, as files are called: "previous permanence" is no word for the year before.
_TABLES = re.compile(
    r"(?<![a-z])(?:{})(?![a-z])".format(
        "|".join(
            (
                r"(?:placed|plac|should\W*be\W*placed)(?:\W*for)?\W*adopt(?:ion|ed)?",
                r"placed",
                r"adopt(?:ed|ions?)?",
                r"ad\W*1",
                r"prev(?:ious)?\W*perm(?:anen\w*)?(?:\W*(?:arrangements?|orders?|status|options?))?",
                r"permanen\w*",
                r"sw\W*ep(?:isode)?s?",
                r"social\W*workers?(?:\W*ep(?:isode)?s?)?",
                r"sws?",
                r"ep(?:isode)?s?",
                r"headers?",
                r"a?reviews?",
                r"uasc",
                r"unaccompanied\W*\w*",
                r"oc\W*[23]",
                r"outcomes?",
                r"care\W*leavers?",
                r"missing(?:\W*(?:ep(?:isode)?s?|periods?))?",
                r"dolo?s?",
                r"deprivation\W*of\W*liberty",
            )
        )
    )
)
_NOT_A_YEAR = re.compile(
    r"(?<![a-z])last\W*(?:updated?|modified|saved|run|week|month|quarter|version|draft|placement|visit|day|night|seen|edited|changed)"
)
_MONTHS = [month[:3].lower() for month in MONTHS]
_MONTH = r"(?<![a-z])(?:{})[a-z]*\W*(?P<on>20\d\d|\d\d)(?!\d)".format("|".join(_MONTHS))
_DAYS = re.compile(
    r"(?<!\d)(?P<a>20\d\d)\W?(?:0[1-9]|1[0-2])\W?(?:0[1-9]|[12]\d|3[01])(?:[t\W]*\d{4}(?:\d\d)?)?(?!\d)"
    r"|(?<!\d)\d{1,2}\W(?:0?[1-9]|1[0-2])\W(?P<b>20\d\d)(?!\d)"
    r"|(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?P<c>20\d\d)(?!\d)"
    rf"|{_MONTH}"
)
_RANGE = re.compile(r"(?<!\d)(?=((?:20)?(\d\d)(?:\W|to|and)*(?:20)?(\d\d))(?!\d))")
_SINGLE = re.compile(r"(?<!\d)(20\d\d)(?!\d)|(?<![a-z])fy\W*(?:20)?(\d\d)(?!\d)")
_ENDING = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_FIRST, _LAST = schema.FIRST_YEAR - 1, schema.LAST_YEAR + 2


@dataclass(frozen=True)
class Mark:
    """What a name says.

    year    the collection year by its end, or None
    single  True if the year is one number, which may as well be the year's beginning or the day of an export: 2025,
    FY25 word    "last", "this" or ""
    weak    the same of a word that may as well be about a version of the file
    rest    what the name says besides, without the tables' own names: it tells files from each other that lie together
    """

    year: int | None = None
    single: bool = False
    word: str = ""
    weak: str = ""
    rest: str = ""


def of_text(text: str) -> Mark:
    """What one name says: that of a file (without its ending), a folder or a sheet."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).lower().replace("_", " ")
    plain = _NOT_A_YEAR.sub(" ", _TABLES.sub(" ", plain))
    plain = _DAYS.sub(_day, plain)
    year, single, plain = _year(plain)
    tokens = re.findall(r"[a-z]+|\d+", plain)
    pairs = [first + second for first, second in zip(tokens, tokens[1:])]
    words, weak = ({known[token] for token in [*tokens, *pairs] if token in known} for known in (_WORDS, _WEAK))
    return Mark(year, single, _only(words), _only(weak), " ".join(tokens))


def names_table(name: str) -> bool:
    """True if a file's name holds that of a table."""
    return bool(
        _TABLES.search(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[/\\]| > ", name)[-1]).lower().replace("_", " "))
    )


def of_file(name: str, sheet: str = "") -> Mark:
    """What a file's name as the user sees it says (`returns.zip > 2026/header.csv`), with its sheet, folders and zips:
    the nearest first.

    A word for last year is about the year of what it lies in: "2025-26/last year" is 2024-25.
    """
    texts = [_ENDING.sub("", part) for part in re.split(r"[/\\]| > ", name)]
    marks = [of_text(text) for text in [*filter(None, [sheet]), *reversed(texts[-_NEAR:])]]
    rest = " ".join(mark.rest for mark in marks[: 2 if sheet else 1]).strip()
    word, weak = "", next((mark.weak for mark in marks if mark.weak), "")
    for mark in marks:
        if mark.year:
            return Mark(mark.year - (word == LAST), mark.single, word, weak, rest)
        word = word or mark.word
    return Mark(None, False, word, weak, rest)


_NEAR = 4  # the file and the folders nearest to it: those above are where someone keeps all their work


def _day(match: re.Match) -> str:
    """A day or a month says when a file was made, which is no collection year; those of one year may still belong
    together.
    """
    year = next(filter(None, match.groups()))
    return f" on {year[-2:]} on "


def _year(text: str) -> tuple[int | None, bool, str]:
    """The collection year in the text, whether it is one number, and the text without it."""
    for match in _RANGE.finditer(text):
        whole, first, second = match.groups()
        year = 2000 + int(second)
        if (
            int(first) + 1 == int(second)
            and _FIRST <= year <= _LAST
            and "on" not in text[max(0, match.start() - 4) : match.start()]
        ):
            return year, False, text.replace(whole, " ", 1)
    for match in _SINGLE.finditer(text):
        year = int(match[1] or 2000 + int(match[2]))
        if _FIRST <= year <= _LAST:
            return year, True, text[: match.start()] + " " + text[match.end() :]
    return None, False, text


def _only(words: set[str]) -> str:
    return next(iter(words)) if len(words) == 1 else ""
