"""Words for rules/last_year.py."""

import numpy as np

from check903.model.arrays import once_each
from check903.reference import authorities, codes
from check903.reference.groups import ADOPTED
from check903.wording import letter, same, when, words
from check903.wording.clues import renumbered

THEME = "Disagrees with last year"


def _texts(column):
    """The column's cells as they stand."""
    return np.array(column.base.values, object)[column.codes]


def _day_month_year(dates):
    months = dates.value.astype("datetime64[M]")
    day = (dates.value - months.astype("datetime64[D]")).astype(int) + 1
    return day, months.astype(int) % 12 + 1, months.astype("datetime64[Y]").astype(int) + 1970


def _swapped(now, then):
    """True where day and month have changed places between two real dates."""
    (day, month, year), (other_day, other_month, other_year) = _day_month_year(now), _day_month_year(then)
    return now.readable & then.readable & (day == other_month) & (month == other_day) & (year == other_year)


def _part_that_differs(now, then):
    """ "day", "month" or "year" where only that differs between two real dates, else ""."""
    day, month, year = (one != other for one, other in zip(_day_month_year(now), _day_month_year(then)))
    only = np.select([day & ~month & ~year, month & ~day & ~year, year & ~day & ~month], ["day", "month", "year"], "")
    return np.where(now.readable & then.readable, only, "")


# -- who the child is -------------------------------------------------------------------------------------------------


def _sex_known(rows):
    return rows.SEX.isin("M", "F", "1", "2")


words(
    "202",
    who=[when(lambda f: f.SEX.blank | ~_sex_known(f.last), "data"), "worker"],
    theme=THEME,
    show="SEX DOB",
    culprit=[when(lambda f: f.last.SEX.blank, "last.SEX"), "SEX"],
    sentence=[
        when(lambda f: f.SEX.blank, "Sex is blank. Last year it was {last.SEX}[, {last.sex}]."),
        when(lambda f: f.SEX == "U", "Sex is U, not known. Last year it was {last.SEX}[, {last.sex}]."),
        when(lambda f: f.last.SEX == "U", "Sex is {SEX}[, {sex}]. Last year it was not known (U)."),
        "Sex is {SEX}[, {sex}]. Last year it was {last.SEX}[, {last.sex}].",
    ],
    cause="Sex ({SEX}) is not last year’s ({last.SEX})",
    letter=letter(
        [
            when(lambda f: _sex_known(f) | (f.SEX == "U"), "The child’s sex: {sex}. Last year: {last.sex}."),
            "The child’s sex is entered as “{SEX}”. Last year: {last.sex}.",
        ],
        "One of the two years is wrong.",
        "Which is right, going by the birth certificate or other legal papers? If this year’s is, tell us and we will "
        "tell the Department about last year’s.",
    ),
)
words(
    "203",
    who=[when(lambda f: f.DOB.readable & f.last.DOB.readable, "worker"), "data"],
    theme=THEME,
    show="DOB",
    culprit=[when(lambda f: ~f.last.DOB.readable, "last.DOB"), "DOB"],
    part=lambda f: _part_that_differs(f.DOB, f.last.DOB),
    sentence=[
        when(
            lambda f: f.DOB.unreadable,
            "Date of birth is “{DOB}”, which is not a valid date. Last year it was {last.DOB}.",
        ),
        when(
            lambda f: f.last.DOB.unreadable,
            "Date of birth is {DOB}. Last year it was “{last.DOB}”, which is not a valid date.",
        ),
        when(
            lambda f: _swapped(f.DOB, f.last.DOB),
            "Date of birth is {DOB}. Last year it was {last.DOB}: day and month are swapped.",
        ),
        when(lambda f: f.part != "", "Date of birth is {DOB}. Last year it was {last.DOB}: the {part} differs."),
        "Date of birth is {DOB}. Last year it was {last.DOB}.",
    ],
    cause="Date of birth {DOB} is not last year’s, {last.DOB}",
    letter=letter(
        "The date of birth is {DOB}. Last year we had {last.DOB}.",
        "One of the two is wrong.",
        "Which is right, going by the birth certificate or passport? If the date was changed for a good reason, such "
        "as an age assessment, tell us. Then it may be right as it is.",
    ),
)


def _origin(rows, r):
    """True where the ethnic origin is one of the codes."""
    return rows.ETHNIC.isin(codes.permitted("ETHNIC", r.collection.year))


def _both_known(f):
    return _origin(f, f.r) & _origin(f.last, f.r)


def _unsaid(rows):
    return rows.ETHNIC.upper.isin("", "NOBT", "REFU")


def _first_told(f):
    """True where the ethnic origin was not known last year and is now."""
    return _unsaid(f.last) & ~_unsaid(f) & _origin(f, f.r)


words(
    "204",
    theme=THEME,
    show="ETHNIC",
    who=[when(lambda f: _first_told(f) | f.ETHNIC.upper.isin("", "NOBT") | ~_both_known(f), "data"), "worker"],
    culprit=[when(_first_told, "last.ETHNIC"), "ETHNIC"],
    sentence=[
        when(
            lambda f: f.ETHNIC.upper.isin("NOBT", "REFU") & ~_unsaid(f.last),
            "Ethnic origin is {ETHNIC}[, {ethnic_origin}]. Last year it was known: {last.ETHNIC}[, "
            "{last.ethnic_origin}].",
        ),
        "Ethnic origin is {ETHNIC}[, {ethnic_origin}]. Last year it was {last.ETHNIC}[, {last.ethnic_origin}].",
    ],
    cause="Ethnic origin ({ETHNIC}) is not last year’s ({last.ETHNIC})",
    letter=letter(
        "The child’s ethnic origin: {ethnic_origin}. Last year: {last.ethnic_origin}.",
        "The two years differ, and the Department asks about every difference.",
        "Which is how the child or family describe it now? If it was changed because somebody asked them, tell us: "
        "then it is right as it is.",
    ),
)


def _male(f):
    return f.SEX.isin("M", "1")


words(
    "207",
    who="worker",
    theme=THEME,
    show="MOTHER MC_DOB SEX DOB",
    culprit=[
        when(_male, "last.MOTHER"),
        when(lambda f: f.MC_DOB.filled | f.last.MC_DOB.filled, "MOTHER"),
        "MOTHER or last.MOTHER",
    ],
    sentence=[
        when(lambda f: f.MOTHER.blank, "Last year’s return says mother (1); this year the cell is blank."),
        "Last year’s return says mother (1); this year’s says {MOTHER}.",
    ],
    cause="Recorded as a mother last year, but not this year",
    letter=[
        when(
            _male,
            letter(
                "Last year the child was recorded as a mother.",
                "This year’s record says male, and does not say that the child is a mother.",
                "Tell us which is right. If last year was wrong, we will tell the Department.",
            ),
        ),
        letter(
            [
                when(
                    lambda f: f.last.MC_DOB.readable,
                    "Last year the young woman was recorded as a mother. Her first child was born on {last.MC_DOB}.",
                ),
                "Last year the young woman was recorded as a mother, with no date of birth for her child.",
            ],
            [
                when(lambda f: f.MOTHER == "0", "This year’s record says that she is not a mother."),
                "This year it is not filled in, or not clear, whether she is a mother.",
            ],
            "Once she is a mother, she stays one, whether or not her child lives with her. If she is one, change the "
            "answer and check "
            "her child’s date of birth. If she never was, tell us: last year was wrong then.",
        ),
    ],
)


def _number(rows):
    """True where the pupil number is neither blank nor a reason for having none."""
    return ~rows.UPN.upper.isin("", "UN1", "UN2", "UN3", "UN4", "UN5")


WHY_NONE = {
    "UN1": "below school age",
    "UN2": "never at a state school in England",
    "UN3": "educated outside England",
    "UN4": "in care only since the last week of the year",
    "UN5": "the records disagree about the child",
}


def _why_none(rows):
    """The reason for having no pupil number, in plain words; "" for what is none."""
    return np.array([WHY_NONE.get(text.upper(), "") for text in _texts(rows.UPN)], object)


def _both_numbers(f):
    return _number(f) & _number(f.last)


def _number_lost(f):
    return _number(f.last) & f.UPN.filled


words(
    "208",
    who="education",
    theme=THEME,
    show="UPN DOB",
    culprit=[when(_both_numbers, "UPN or last.UPN"), "UPN"],
    remedy=[
        when(
            _both_numbers,
            "Ask the school or the virtual school which is right. If last year’s was wrong, keep this year’s.",
        ),
        when(lambda f: _number(f.last), "Take last year’s number: it stays with a child for good."),
        "Enter the child’s pupil number, or the reason why there is none (UN2 to UN5).",
    ],
    why=lambda f: _why_none(f),
    why_then=lambda f: _why_none(f.last),
    sentence=[
        when(
            _both_numbers,
            "The pupil number is {UPN}; last year it was {last.UPN}. A number stays with a child for good.",
        ),
        when(_number_lost, "Last year’s return has the pupil number {last.UPN}; this year it is {UPN}[ ({why})]."),
        when(lambda f: _number(f.last), "Last year’s return has the pupil number {last.UPN}; this year it is blank."),
        when(lambda f: f.UPN.blank, "The pupil number is blank; last year it was {last.UPN}[ ({why_then})]."),
        when(
            lambda f: f.last.UPN.blank,
            "The pupil number is UN1[ ({why})]; last year it was blank. From blank only a real number or UN2 to UN5 "
            "is expected.",
        ),
        (
            "The pupil number is {UPN}[ ({why})]; last year it was {last.UPN}[ ({why_then})]. "
            "From UN2 to UN5 only a real number is expected."
        ),
    ],
    cause=[
        when(lambda f: f.UPN.blank, "Pupil number is blank, last year it was {last.UPN}"),
        when(lambda f: f.last.UPN.blank, "Pupil number is {UPN}, last year it was blank"),
        "Pupil number {UPN} is not last year’s {last.UPN}",
    ],
    letter=[
        when(
            _both_numbers,
            letter(
                "Pupil number {UPN}. Last year it was {last.UPN}.",
                "A pupil number stays with a child for good, so one of the two is wrong.",
                "Which number does the school use? If the school has given the child a new one, tell us when.",
            ),
        ),
        when(
            lambda f: _number(f.last),
            letter(
                [
                    when(_number_lost, "Last year the pupil number was {last.UPN}. This year there is none[ ({why})]."),
                    "Last year the pupil number was {last.UPN}. This year it is not filled in.",
                ],
                "A number that was known last year should still be there.",
                "Is {last.UPN} the child’s number? If so, put it back. If it is another child’s number, tell us.",
            ),
        ),
        letter(
            [
                when(
                    lambda f: f.UPN.blank,
                    "This year neither a pupil number nor a reason for having none.[ Last year’s reason was "
                    "“{why_then}”.]",
                ),
                when(
                    lambda f: f.last.UPN.blank,
                    "No pupil number[ ({why})]. Last year neither a number nor a reason was filled in.",
                ),
                "No pupil number[ ({why})].[ Last year’s reason was “{why_then}”.]",
            ],
            [
                when(
                    lambda f: f.last.UPN.blank,
                    "After a year without one, the Department expects a number or another reason.",
                ),
                "By now the number should be known, or the reason should be the same as last year.",
            ],
            "What is the child’s pupil number? If there is none, tell us why: below school age, never at a state "
            "school in England, educated outside England, or records that disagree about the child.",
        ),
    ],
)


def _is_mother(f):
    return f.MOTHER.number == 1


words(
    "624",
    theme=THEME,
    show="MC_DOB MOTHER DOB",
    who=[
        when(
            lambda f: (f.MC_DOB.blank & _is_mother(f)) | ~f.last.MC_DOB.readable | _swapped(f.MC_DOB, f.last.MC_DOB),
            "data",
        ),
        "worker",
    ],
    culprit=[
        when(lambda f: f.last.MC_DOB <= f.last.DOB, "last.MC_DOB"),
        when(lambda f: f.MC_DOB.blank & ~_is_mother(f), "MC_DOB MOTHER"),
        "MC_DOB",
    ],
    sentence=[
        when(lambda f: f.MC_DOB.filled, "The first child’s date of birth is {MC_DOB}. Last year it was {last.MC_DOB}."),
        when(_is_mother, "The first child’s date of birth is blank. Last year it was {last.MC_DOB}."),
        (
            "The first child’s date of birth is blank and mother is {mother}. Last year she had a child born on "
            "{last.MC_DOB}."
        ),
    ],
    cause=[
        when(lambda f: f.MC_DOB.blank, "First child’s date of birth is blank, last year it was {last.MC_DOB}"),
        "First child born on {MC_DOB}, last year’s return has {last.MC_DOB}",
    ],
    letter=letter(
        [
            when(
                lambda f: f.MC_DOB.blank & (f.MOTHER.number == 0),
                "Last year: the young person’s first child was born on {last.MC_DOB}. This year no date is filled "
                "in, and she is entered as not a mother.",
            ),
            when(
                lambda f: f.MC_DOB.blank,
                "Last year: the young person’s first child was born on {last.MC_DOB}. This year no date is filled in.",
            ),
            when(
                lambda f: f.MC_DOB.unreadable,
                "The birthday of the young person’s first child is entered as “{MC_DOB}”. Last year we had "
                "{last.MC_DOB}.",
            ),
            "The young person’s first child was born on {MC_DOB}. Last year we had {last.MC_DOB}.",
        ],
        "This date should stay the same from year to year, even when she has another child.",
        "On which day was her first child born? If it is {last.MC_DOB}, put that back. If last year’s date was wrong, "
        "or she is not a mother, tell us.",
    ),
)
words(
    "626",
    who="worker",
    theme=THEME,
    show="MOTHER MC_DOB DOB",
    culprit=[when(lambda f: f.MC_DOB <= f.DOB, "MC_DOB"), "MC_DOB or last.MOTHER"],
    sentence=(
        "She is a mother, with a child born on {MC_DOB}, before {year_start}. But in last year’s return mother "
        "is 0, no. Either the date is wrong or last year’s answer was."
    ),
    cause="Mother since {MC_DOB}, but last year’s return says she was not",
    letter=letter(
        "The young person is a mother. Her first child was born on {MC_DOB}.",
        "That was before this year began on {year_start}, but last year we reported that she was not a mother.",
        "Is the day right? If so, tell us and we will correct last year’s figures. If the child was born later, or "
        "she is not a mother, correct it.",
    ),
)

# -- whether the episodes go on where last year’s ended ---------------------------------------------------------------


def _adoption(f, of):
    """What `of` gives of the episode that ended with adoption: last year's, or this year's."""
    return np.where(f.last.exists, of(f.last), of(f.other))


def _second_adoption(f):
    return f.REC.isin(ADOPTED)


def _on_the_same_day(f):
    return f.DECOM == f.adopted_on


def _before_the_day(f):
    return f.DECOM < f.adopted_on


words(
    "199",
    who="adoption",
    theme="Adoption and permanence",
    show="CHILD DECOM DEC RNE REC LS PLACE",
    culprit=[
        when(lambda f: f.last.exists & (_second_adoption(f) | _on_the_same_day(f)), "last.REC"),
        when(lambda f: _second_adoption(f) | _on_the_same_day(f), "other.REC"),
        when(lambda f: f.last.exists, "CHILD or last.REC"),
        "CHILD or other.REC",
    ],
    adopted_on=lambda f: _adoption(f, lambda rows: rows.DEC.value),
    adoption_REC=lambda f: _adoption(f, lambda rows: _texts(rows.REC)),
    began=lambda f: _adoption(f, lambda rows: rows.DECOM.value),
    sentence=[
        when(
            _second_adoption,
            "The episode from {DECOM} ended with adoption ({REC}), but so did the one from {began} ({adoption_REC}[, "
            "ended {adopted_on}]).",
        ),
        when(
            _on_the_same_day,
            "The episode from {DECOM} began on the day the one before ended with adoption ({adoption_REC}).",
        ),
        when(
            _before_the_day,
            "The episode from {DECOM} follows one from {began} that ended with adoption "
            "({adoption_REC}) only later, on {adopted_on}.",
        ),
        when(
            lambda f: f.last.exists,
            "The episode from {DECOM} follows one that ended[ on {adopted_on}] with adoption ({adoption_REC}), in "
            "last year’s return.",
        ),
        (
            "The episode from {DECOM} follows one that ended[ on {adopted_on}] with adoption ({adoption_REC}[, "
            "{other.reason_ended}])."
        ),
    ],
    cause="Episode from {DECOM} follows an adoption[ on {adopted_on}]",
    letter=[
        when(
            _before_the_day,
            letter(
                "A placement from {began}, which ended with adoption on {adopted_on}. And, from {DECOM}: {placement}.",
                "The two overlap, and a child who was adopted is no longer in care.",
                "Was the child adopted on {adopted_on}? If not, tell us why that placement ended, and on which day. If "
                "so, correct the days of the other.",
            ),
        ),
        letter(
            "The child was adopted[ on {adopted_on}]. After that, {placement} from {DECOM}.",
            "A child who was adopted is no longer in care. One who comes back after adoption is entered as a new "
            "child.",
            "Was the child adopted that day? If not, tell us why that placement ended. If so, and the child has come "
            "back into care, tell us and we will enter a new child.",
        ),
    ],
)
words(
    "NoE",
    who="data",
    theme=THEME,
    show="CHILD DECOM RNE LS PLACE DEC UPN DOB",
    clues={"last": renumbered},
    culprit=[when(lambda f: f.last.exists, "CHILD"), "DECOM"],
    remedy=[when(lambda f: f.last.exists, "If it is the same child, give the ID of last year’s return."), ""],
    sentence=[
        when(
            lambda f: f.last.exists,
            "The episode began on {DECOM}, before the year, but last year’s return has no episode of {CHILD}. It has "
            "{last.CHILD} with the same pupil number, {last.UPN}: probably the same child.",
        ),
        "The episode began on {DECOM}, before {year_start}, but last year’s return has no episode of this child.",
    ],
    cause="Episode since {DECOM}, but the child is not in last year’s return",
)


def _ended_before_the_year(f):
    return f.DEC < f.r.start


def _not_there(f):
    return ~f.last.exists


def _ended_last_year(f):
    return f.last.DEC.filled


words(
    "562",
    theme=THEME,
    show="DECOM DEC RNE REC LS PLACE",
    who=[when(lambda f: _ended_before_the_year(f) | _swapped(f.DECOM, f.last.DECOM), "data"), "worker"],
    culprit=[
        when(_ended_before_the_year, ""),
        when(lambda f: ~_not_there(f) & _ended_last_year(f), "DECOM or last.DEC"),
        "DECOM",
    ],
    sentence=[
        when(
            _ended_before_the_year,
            "The episode from {DECOM} ended on {DEC}, before {year_start}, the first day of the year. It does not "
            "belong in this year’s return.",
        ),
        when(
            _not_there,
            "The episode began on {DECOM}, before {year_start}, but last year’s return has no episode "
            "with a start for the child.",
        ),
        when(
            _ended_last_year,
            "The episode began on {DECOM}, before {year_start}, but last year’s latest episode began on {last.DECOM} "
            "and ended on {last.DEC}[ ({last.REC}[, {last.reason_ended}])].",
        ),
        when(
            lambda f: f.DECOM > f.last.DECOM,
            "The first episode began on {DECOM}, but in last year’s return an episode was open at the end that began "
            "on {last.DECOM}. A change was probably recorded after last year’s return was made.",
        ),
        (
            "The first episode began on {DECOM}, but in last year’s return the latest began on {last.DECOM}, later."
            " That one is not in this year’s return, or not with this date."
        ),
    ],
    cause=[
        when(_ended_before_the_year, "Episode ended on {DEC}, before the year began"),
        when(_not_there, "Episode began on {DECOM}, but the child was not in last year’s return"),
        "Episode began on {DECOM}, last year’s latest on {last.DECOM}",
    ],
    letter=[
        when(
            _not_there,
            letter(
                "From {DECOM}: {placement}[, {legal_status}].",
                "That was before this year began on {year_start}, but we did not report the child as in care last"
                " year.",
                "On which day did the child come into care? If our day is right, tell us and we will correct last"
                " year’s figures.",
            ),
        ),
        letter(
            [
                when(
                    _ended_last_year,
                    "From {DECOM}: {placement}[, {legal_status}]. Last year we had {last.placement}[, "
                    "{last.legal_status}], from {last.DECOM} to {last.DEC}.",
                ),
                (
                    "From {DECOM}: {placement}[, {legal_status}]. Last year we had, from {last.DECOM}:"
                    " {last.placement}[, {last.legal_status}]."
                ),
            ],
            [
                when(
                    _ended_last_year,
                    "This year and last year do not agree on whether the child was in care before {year_start}.",
                ),
                (
                    "This year and last year do not agree on when the placement or legal status in force on"
                    " {year_start} began."
                ),
            ],
            "Since which day have this placement and this legal status been as they are? Did anything change shortly "
            "before {year_start}? If our day is right, tell us and we will correct last year’s figures.",
        ),
    ],
)
words(
    "502",
    who="data",
    theme=THEME,
    show="DECOM DEC PLACE LS",
    culprit="DECOM",
    sentence=[
        when(
            lambda f: f.last.DECOM.readable,
            "Last year’s return ended with an open episode from {last.DECOM}, but this year’s first episode begins "
            "on {DECOM}.",
        ),
        (
            "Last year’s return ended with an open episode without a readable start, so this year’s first one, from "
            "{DECOM}, does not match it."
        ),
    ],
    cause="The episode left open last year, from {last.DECOM}, is not this year’s first",
)

# -- whether anything changed in the episode that was left open -------------------------------------------------------


def _other_start(f):
    """True where the two years' episodes start on different days, and so may be two (502): the data team looks
    first.
    """
    return ~(f.DECOM == f.last.DECOM)


def _who(who):
    return [when(_other_start, "data"), *(who if isinstance(who, list) else [who])]


def _changed(code, who, column, what, meaning, show, letter=None, kept="it is the same episode, carried over"):
    """A column of the episode left open last year says something else this year."""
    then, now = f"{{last.{column}}}[, {{last.{meaning}}},]", f"{{{column}}}[, {{{meaning}}},]"
    then_and_now = f"{what} was {then} last year and is {now} now"
    words(
        code,
        who=_who(who),
        theme=THEME,
        remedy=SAME_EPISODE,
        show=show,
        culprit=[when(_other_start, f"{column} DECOM"), column],
        sentence=[
            when(
                _other_start,
                f"{then_and_now}. The start differs too, {{last.DECOM}} and {{DECOM}}: these may be two episodes.",
            ),
            f"{then_and_now}; {kept}.",
        ],
        cause=f"{what.removeprefix('The ').capitalize()} is {{{column}}}, last year {{last.{column}}}",
        letter=letter,
    )


SAME_EPISODE = [
    when(
        _other_start,
        "If it is one episode, give it last year’s start and value. If it is another one, end last year’s episode in "
        "this year’s return too.",
    ),
    "It is one episode, so it keeps what it had: take last year’s value. If something changed during the year, end the "
    "episode on that day and begin another. If last year’s was wrong, tell the Department.",
]


def _one_kind(f):
    """True where both codes stand for other placements: a letter can't tell them apart."""
    return f.PLACE.startswith("Z") & f.last.PLACE.startswith("Z")


_changed("503A", "data", "RNE", "The reason for new episode", "reason_new", "RNE DECOM")
_changed(
    "503B",
    "worker",
    "LS",
    "The legal status",
    "legal_status",
    "LS DECOM DEC PLACE",
    letter(
        "{placement} from {DECOM}. Legal status: {legal_status}. On {last_year_end} we had: {last.legal_status}.",
        "The legal status is not the one we had last year, and no day is recorded on which it changed.",
        "Did the legal status change after {last_year_end}? If so, on which day? If not, tell us which of the two is "
        "right.",
    ),
)
_changed(
    "503C",
    "data",
    "CIN",
    "The category of need",
    "need",
    "CIN DECOM",
    kept="it stays as it was when the child came into care",
)
_changed(
    "503D",
    [when(_one_kind, "data"), "worker"],
    "PLACE",
    "The placement type",
    "placement",
    "PLACE PL_POST URN DECOM",
    letter(
        "From {DECOM}: {placement}[, {setting}]. On {last_year_end} we had: {last.placement}.",
        "The kind of placement is not the one we had last year, and no day is recorded on which it changed.",
        "Did the child move, or did the kind of placement change, after {last_year_end}? If so, on which day? If not, "
        "tell us which of the two is right.",
    ),
)
_changed(
    "503E",
    "placements",
    "PLACE_PROVIDER",
    "The provider",
    "provider",
    "PLACE_PROVIDER URN PLACE DECOM",
    letter(
        "{placement} from {DECOM}[, {setting}]. Provided by: {provider}. On {last_year_end} we had: {last.provider}.",
        "The provider is not the one we had last year, and no day is recorded on which it changed.",
        "Who provides this placement? If the provider changed after {last_year_end}, tell us on which day.",
    ),
)
words(
    "503F",
    who=_who("placements"),
    theme=THEME,
    remedy=SAME_EPISODE,
    show="URN PLACE PLACE_PROVIDER PL_POST DECOM",
    culprit=[when(_other_start, "URN DECOM"), "URN"],
    sentence=[
        when(
            _other_start,
            "The Ofsted number is {URN}; the episode left open last year had {last.URN}. The start differs too, "
            "{last.DECOM} and {DECOM}: these may be two episodes.",
        ),
        when(
            lambda f: f.URN.blank,
            "The Ofsted number is blank; last year the same episode, from {DECOM}, had {last.URN}.",
        ),
        when(
            lambda f: f.last.URN.blank,
            "The Ofsted number is {URN}; last year the same episode, from {DECOM}, had none.",
        ),
        "The Ofsted number is {URN}; last year the same episode, from {DECOM}, had {last.URN}.",
    ],
    cause="Ofsted number is {URN}, last year {last.URN}",
    letter=letter(
        "{placement} from {DECOM}, with the Ofsted number {URN}. At the end of last year it was {last.URN}.",
        "It is the same placement, so the number cannot have changed.",
        "Which home or agency is it? If the child moved, tell us on which day.",
    ),
)


# -- where the child lives, by the postcodes --------------------------------------------------------------------------


def _same_post(f):
    return same(f, f.last, "PL_POST")


def _same_home(f):
    return same(f, f.last, "HOME_POST")


def _by_post(column):
    """The postcode is at fault where it differs, else what was worked out from it; the start too where it differs."""

    def culprits(f):
        here = _same_post(f)
        return {"PL_POST": ~here, column: here, "DECOM": _other_start(f)}

    return culprits


def _area(rows):
    """Name of the placement's council or country, or its code; "not known" where there is a postcode and no council."""

    def name(code):
        return authorities.name(code) or codes.meaning("PL_LA", code).partition(" (")[0] or code

    listed = {code: name(code) for code in once_each(_texts(rows.PL_LA))}
    placed = zip(_texts(rows.PL_LA), rows.PL_POST.filled)
    return np.array([listed[code] or ("not known" if postcode else "") for code, postcode in placed], object)


def _side(rows):
    """Whether the placement is inside the council's own area, in words."""
    inside, outside = rows.PL_LOCATION == "IN", rows.PL_LOCATION == "OUT"
    return np.select([inside, outside], ["inside", "outside"], "not known to be inside or outside")


def _miles(rows):
    """The distance from home in words."""
    return np.array([f"{text} miles" if text else "not known" for text in _texts(rows.PL_DISTANCE)], object)


CARRIED = "it is the same episode, carried over"
WHICH_POST = "Which postcode is right? If the child or the carers moved, tell us on which day."
TWO_EPISODES = " The start differs too, {last.DECOM} and {DECOM}: these may be two episodes."
WE_HAVE = [
    when(
        lambda f: f.PL_POST.blank,
        "{placement} from {DECOM}[, {setting}], without a postcode. Last year it was "
        "{last.PL_POST}[ in {last.council}].",
    ),
    (
        "{placement} from {DECOM}[, {setting}], at {PL_POST}[ in {council}]. Last year the postcode was {last.PL_POST}["
        " in {last.council}]."
    ),
]
SAME_PLACE = "The placement has gone on since last year, so its postcode should be the same."
MOVED_WHO = [when(lambda f: _other_start(f) | _same_post(f), "data"), "placements"]


def _or_two(text, end):
    """The text with its end; where the starts differ, with the remark that these may be two episodes."""
    return [when(_other_start, text + "." + TWO_EPISODES), text + end + "."]


def _each(test, texts):
    """Alternatives, the last a text alone, that hold only where `test` does."""
    both = [when(lambda f, part=part: test(f) & part.test(f), part.then) for part in texts[:-1]]
    return [*both, when(test, texts[-1])]


NOTHING_MOVES = (
    "In one placement nothing moves: if a postcode changed by mistake, take last year’s. If the child moved, end the "
    "episode on that day and begin another. If last year’s was wrong, keep this year’s."
)


_POST_WAS = "The placement postcode was {last.PL_POST}[ ({then})] last year and is {PL_POST}[ ({now})] now"
words(
    "503H 452",
    who=MOVED_WHO,
    theme=THEME,
    show="PL_LA PL_POST DECOM PLACE URN",
    culprit=_by_post("PL_LA"),
    now=lambda f: _area(f),
    then=lambda f: _area(f.last),
    remedy=NOTHING_MOVES,
    sentence=[
        *_each(
            lambda f: _same_post(f) & f.PL_POST.blank,
            _or_two("The council of the placement was {then} last year and is {now} now", "; " + CARRIED),
        ),
        *_each(
            _same_post,
            _or_two(
                "The placement postcode is still {PL_POST}, but its council was {then} last year and is {now} now", ""
            ),
        ),
        *_or_two(_POST_WAS, "; " + CARRIED),
    ],
    cause=[
        when(lambda f: _same_post(f) & f.PL_POST.blank, "Council of the placement is {now}, last year {then}"),
        when(_same_post, "Council of {PL_POST} is {now}, last year {then}"),
        "Placement postcode {PL_POST} lies in another council than last year’s",
    ],
    letter=letter(
        WE_HAVE,
        [
            when(lambda f: f.PL_LA.blank | f.last.PL_LA.blank, SAME_PLACE),
            "The placement has gone on since last year, but it now lies in the area of another council.",
        ],
        WHICH_POST,
    ),
)
words(
    "503J",
    who=MOVED_WHO,
    theme=THEME,
    show="PL_LOCATION PL_POST PL_LA DECOM PLACE URN",
    culprit=_by_post("PL_LOCATION"),
    now=lambda f: _side(f),
    then=lambda f: _side(f.last),
    remedy=NOTHING_MOVES,
    sentence=[
        *_each(
            lambda f: _same_post(f) & f.PL_POST.filled,
            _or_two(
                "The placement postcode is still {PL_POST}, but it was {then} your council’s area last year "
                "and is {now} now",
                "",
            ),
        ),
        *_or_two(
            "The placement was {then} your council’s area[, at {last.PL_POST},] last year and is {now}[, at "
            "{PL_POST},] now",
            "; " + CARRIED,
        ),
    ],
    cause="Placement[ {PL_POST}] is {now} your area, last year {then}",
    letter=letter(
        WE_HAVE,
        [
            when(lambda f: f.PL_LOCATION.blank | f.last.PL_LOCATION.blank, SAME_PLACE),
            (
                "The placement has gone on since last year, but only one of the two postcodes is in our own council’s "
                "area."
            ),
        ],
        WHICH_POST,
    ),
)


def _distance_culprits(f):
    post, home = _same_post(f), _same_home(f)
    return {"HOME_POST": ~home, "PL_POST": ~post, "PL_DISTANCE": home & post, "DECOM": _other_start(f)}


_MILES = "The distance was {then} last year and is {now} now"
words(
    "503G 453",
    who=MOVED_WHO,
    theme=THEME,
    show="PL_DISTANCE HOME_POST PL_POST DECOM PLACE URN",
    culprit=_distance_culprits,
    remedy=NOTHING_MOVES,
    now=lambda f: _miles(f),
    then=lambda f: _miles(f.last),
    sentence=[
        *_each(
            lambda f: ~_same_home(f) & ~_same_post(f),
            _or_two(
                _MILES + ": home and placement postcodes both changed", ", in an episode carried over from last year"
            ),
        ),
        *_each(
            lambda f: ~_same_home(f),
            _or_two(_MILES + ": the home postcode changed from {last.HOME_POST} to {HOME_POST}", ""),
        ),
        *_each(
            lambda f: ~_same_post(f),
            _or_two(_MILES + ": the placement postcode changed from {last.PL_POST} to {PL_POST}", ""),
        ),
        *_or_two(_MILES + ", although neither postcode changed", ""),
    ],
    cause="Distance from home is {now}, last year {then}",
    letter=letter(WE_HAVE, SAME_PLACE, WHICH_POST),
)
