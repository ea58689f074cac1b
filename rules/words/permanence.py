"""Words for rules/permanence.py."""

import calendar
import re

import numpy as np

from check903.wording import blank, filled, letter, one_of, when, words
from check903.wording.clues import another, before, went_on
from check903.wording.lists import is_blank, is_filled, phrases, verb
from check903.wording.placeholders import LETTER, cells

from .adoption import ADOPTION

ORDER = "PREV_PERM LA_PERM DATE_PERM"
CALLED = {"PREV_PERM": "the option", "LA_PERM": "the council", "DATE_PERM": "the date"}
EVER = "Had the child ever left care for adoption, special guardianship, or a residence or child arrangements order? "
KNOWN = {"LA_PERM": ("999",), "DATE_PERM": ("zz/zz/zzzz", "ZZ/ZZ/ZZZZ")}  # how "not known" is written


def _given(rows, columns):
    """The filled-in ones of the columns, with what they say; text per row."""
    return phrases(rows, {name: CALLED[name] for name in columns.split()}, is_filled)


def _ordered(rows):
    """The day of the order as far as it is known, as a letter has it: 12 May 2019, May 2019, 2019; text per row."""
    return np.array([_known(text) for text in cells(rows.DATE_PERM, LETTER, quoted=True)], object)


def _known(text):
    found = re.fullmatch(r"(\d\d?|ZZ)/(\d\d?|ZZ)/(\d{4})", text.upper())
    if not found:
        return f"“{text}”"
    day, month, year = found.groups()
    if month == "ZZ":
        return year
    return f"{'' if day == 'ZZ' else int(day)} {calendar.month_name[int(month)]} {year}".strip()


def _says_nothing(f):
    """True where what is filled in says only that it is not known."""
    unknown = [getattr(f, name).blank | getattr(f, name).isin(*written) for name, written in KNOWN.items()]
    return (f.PREV_PERM == "Z1") & np.logical_and.reduce(unknown)


words(
    "635",
    who=[when(_says_nothing, "data"), "worker"],
    theme=ADOPTION,
    show=ORDER,
    culprit=[
        when(_says_nothing, filled("LA_PERM DATE_PERM")),
        when(lambda f: f.PREV_PERM.blank, "PREV_PERM"),
        one_of("PREV_PERM", filled("LA_PERM DATE_PERM")),
    ],
    given=lambda f: _given(f, "LA_PERM DATE_PERM"),
    ordered=_ordered,
    is_are=lambda f: verb(f, "LA_PERM DATE_PERM", is_filled),
    sentence=[
        when(
            _says_nothing,
            "The previous permanence option is Z1, none, so council and date must be blank, but "
            "{given} {is_are} entered as not known.",
        ),
        when(lambda f: f.PREV_PERM.blank, "The previous permanence option is blank, but {given} {is_are} given."),
        "The previous permanence option is Z1, none, but {given} {is_are} given.",
    ],
    cause=[
        when(lambda f: f.PREV_PERM.blank, "Previous permanence option is blank, but its date or council is given"),
        "No previous permanence (Z1), but a date or council is given",
    ],
    letter=letter(
        [
            when(
                lambda f: f.PREV_PERM.blank & f.DATE_PERM.filled,
                "An earlier order by which the child left care for good, of {ordered}.",
            ),
            when(
                lambda f: f.PREV_PERM.blank & (f.LA_PERM == "999"),
                "The child had left care for good before; from which council is not known.",
            ),
            when(
                lambda f: f.PREV_PERM.blank,
                "The child had left the care of another council for good[ ({LA_PERM.meaning})].",
            ),
            when(
                lambda f: f.DATE_PERM.filled,
                "The child had not left care for good before. But a date of such an order is given: {ordered}.",
            ),
            (
                "The child had not left care for good before. But a council for such an order is given[: "
                "{LA_PERM.meaning}]."
            ),
        ],
        [when(lambda f: f.PREV_PERM.blank, "It is not filled in what kind of order it was."), "Both cannot be right."],
        EVER + "If so, which, when and from which council? Part of the date will do. If not, tell us and we will take "
        "the rest out.",
    ),
)


def _no_row(f):
    return ~f.permanence.exists


def _no_option(f):
    return f.permanence.PREV_PERM.blank


def _kind(*codes):
    return lambda f: f.permanence.PREV_PERM.isin(*codes)


words(
    "630",
    who=[when(went_on, "data"), "worker"],
    theme=ADOPTION,
    show=f"DECOM DEC RNE REC LS {ORDER}",
    clues={"before": before},
    culprit=[
        when(went_on, "RNE"),
        when(_no_row, ""),
        when(_no_option, "permanence.PREV_PERM"),
        blank("permanence.LA_PERM permanence.DATE_PERM"),
    ],
    blank_names=lambda f: phrases(f.permanence, {name: CALLED[name] for name in ("LA_PERM", "DATE_PERM")}, is_blank),
    is_are=lambda f: verb(f.permanence, "LA_PERM DATE_PERM"),
    sentence=[
        when(
            went_on,
            "The episode from {DECOM} has the reason S, started to be looked after, but another ended on the same day. "
            "If the child was in care already, the reason isn’t S, and no previous permanence is asked for.",
        ),
        when(_no_row, "The child started to be looked after on {DECOM}, but PrevPerm has no row."),
        when(
            _no_option,
            "The child started to be looked after on {DECOM}, but the previous permanence option is "
            "blank. If there was none, it is Z1.",
        ),
        (
            "The child started to be looked after on {DECOM}. The previous permanence option is {permanence.PREV_PERM}"
            "[ ({permanence.PREV_PERM.meaning})], but {blank_names} {is_are} blank."
        ),
    ],
    cause=[
        when(went_on, "Reason S on {DECOM}, but another episode ended that day"),
        when(_no_row, "Came into care on {DECOM}, but no previous permanence details"),
        when(_no_option, "Came into care on {DECOM}, but the previous permanence option is blank"),
        "Came into care on {DECOM}, but {blank_names} of previous permanence {is_are} blank",
    ],
    letter=letter(
        [
            when(
                _kind("P1", "P2", "P3"),
                "The child came into care on {DECOM}. Earlier, the child had left care for good: "
                "{permanence.PREV_PERM.meaning}.",
            ),
            when(
                _kind("P4"),
                "The child came into care on {DECOM}. Whether the child had left care for good before is not known.",
            ),
            "The child came into care on {DECOM}.",
        ],
        [
            when(
                _no_option,
                "It is not recorded whether the child had been in care before and left it for adoption, special "
                "guardianship or another order.",
            ),
            when(
                lambda f: f.permanence.LA_PERM.blank & f.permanence.DATE_PERM.blank,
                "It is not recorded when the order was made and which council had cared for the child.",
            ),
            when(
                lambda f: f.permanence.LA_PERM.blank, "It is not recorded which council had cared for the child before."
            ),
            "It is not recorded when the order was made.",
        ],
        [
            when(
                _no_option,
                EVER + "If so, which, when and from which council? Part of the date will do. If not, or "
                "if nobody knows, tell us that.",
            ),
            when(
                _kind("P4"),
                "Can you find out more from the family or the earlier council? If not, tell us and we will enter “not "
                "known” for the rest.",
            ),
            when(
                lambda f: f.permanence.DATE_PERM.filled,
                "Which council was it? If nobody knows, tell us and we will enter “not known”.",
            ),
            "Enter what you know. Part of the date will do. If nobody knows, tell us and we will enter “not known”.",
        ],
    ),
)


def _not_a_date(f):
    return f.permanence.DATE_PERM.at_earliest.unreadable


def _no_kind(f):
    return ~f.permanence.PREV_PERM.isin("P1", "P2", "P3")


def _came_back(f):
    """The episode with which the child came back into care after the order."""

    def fits(permanence, e):
        return (e.RNE == "S") & (e.DECOM > permanence.DATE_PERM.at_earliest)

    return another(f.permanence, f.r.Episodes, fits)


def _after_the_order(f):
    return ~_not_a_date(f) & f.other.exists


words(
    "632",
    who="worker",
    theme=ADOPTION,
    show=f"{ORDER} DECOM RNE",
    clues={"other": _came_back},
    culprit=[when(_after_the_order, ""), "permanence.DATE_PERM"],
    ordered=lambda f: _ordered(f.permanence),
    sentence=[
        when(
            _not_a_date,
            "The date of the previous permanence order, “{permanence.DATE_PERM}”, is not a valid date. It must be "
            "dd/mm/yyyy, with ZZ for a day or month and ZZZZ for a year that is not known.",
        ),
        when(
            _after_the_order,
            "The date of the previous permanence order, {permanence.DATE_PERM}, is not before the child’s first "
            "episode, {current.DECOM}. It can be right: the child came back into care on {other.DECOM}.",
        ),
        when(
            lambda f: f.permanence.DATE_PERM.at_earliest == f.current.DECOM,
            "The date of the previous permanence order, {permanence.DATE_PERM}, is the start of the child’s first "
            "episode. It must be before.",
        ),
        (
            "The date of the previous permanence order, {permanence.DATE_PERM}, is after the start of the child’s first"
            " episode, {current.DECOM}. It must be before."
        ),
    ],
    cause=[
        when(_not_a_date, "Previous permanence date “{permanence.DATE_PERM}” is not a valid date"),
        "Previous permanence order of {permanence.DATE_PERM} is not before care began",
    ],
    letter=[
        when(
            _not_a_date,
            letter(
                "The child had left care for good before. The date of the order is entered as"
                " “{permanence.DATE_PERM}”.",
                "We cannot read this as a day, month and year.",
                "On which day was the order made? Part of the date will do, or tell us that it is not known.",
            ),
        ),
        when(_after_the_order, None),
        letter(
            [
                when(_no_kind, "An earlier order is dated {ordered}. Our first day in care is {current.DECOM}."),
                (
                    "The child had left care for good before ({permanence.PREV_PERM.meaning}), by an order of"
                    " {ordered}. Our first day in care is {current.DECOM}."
                ),
            ],
            "The order should come before the child came into care this time.",
            "On which day was the order made? If it is an order from the child’s present time in care, or there was no "
            "earlier one, tell us. If both days are right, tell us when the child left care and came back.",
        ),
    ],
)
words(
    "634",
    who="data",
    theme=ADOPTION,
    show=f"{ORDER} DECOM RNE",
    culprit=filled(" ".join(f"permanence.{name}" for name in ORDER.split())),
    given=lambda f: _given(f.permanence, ORDER),
    is_are=lambda f: verb(f.permanence, ORDER, is_filled),
    sentence=[
        when(
            lambda f: f.table == "PrevPerm",
            "{given} of previous permanence {is_are} given, but the child’s latest episode began on {current.DECOM}. "
            "They are wanted only for children who came into care from 01/04/2016 on.",
        ),
        (
            "{given} of previous permanence {is_are} given, but all of the child’s episodes began before 01/04/2016[,"
            " this one on {current.DECOM}]."
        ),
    ],
    cause="Previous permanence details, but care began before 01/04/2016",
)
