"""Words for rules/formats.py."""

from typing import Any

from check903.reference import codes, schema
from check903.wording import letter, when, words
from check903.wording.placeholders import age_in_words

FILES = "Files and formats"
OWN = "Children's own details"
LEAVERS = "Care leavers"


# a date with a year of two digits, with the year first, with other separators, with a time
OTHER_FORMS = (
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}( .*)?"
    r"|\d{1,2}[.-]\d{1,2}[.-]\d{4}|\d{1,2}/\d{1,2}/\d{4} .*"
)


def _blank(column):
    return lambda f: getattr(f, column).blank


def _is(column, *texts):
    return lambda f: getattr(f, column).isin(*texts)


# -- dates ------------------------------------------------------------------------------------------------------------


def _two_digits(column):
    """True where the year has two digits only."""
    return lambda f: getattr(f, column).matches(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")


def _only_its_form(column):
    """True where the day can be told, and only the way it is written is wrong."""
    return lambda f: getattr(f, column).matches(OTHER_FORMS)


def _date(code, column, called, cause, *, also="", empty=(), end="", who: Any = "data", theme=FILES, **facts):
    """Words for a cell that holds no real date.

    called  what the date is, with its text: "Date of birth “{DOB}”"; `cause` the same for the title of the cause
    also    more columns to draw
    empty   (sentence, cause) of a blank cell
    end     what is said after the sentence
    """
    no_date = [
        when(_two_digits(column), f"{called} has a year of two digits. It must be dd/mm/yyyy."),
        f"{called} is not a valid date.{end}",
    ]
    blank = [when(_blank(column), text) for text in empty]
    words(
        code,
        who=who,
        theme=theme,
        show=f"{column} {also}",
        culprit=column,
        sentence=[*blank[:1], *no_date],
        cause=[*blank[1:], f"{cause} is not a valid date"],
        **facts,
    )


_date(
    "171",
    "MC_DOB",
    "The date of birth of her child, “{MC_DOB}”,",
    "Date of birth of her child “{MC_DOB}”",
    also="MOTHER SEX DOB",
)
_date("141", "DECOM", "The episode’s start “{DECOM}”", "Episode start “{DECOM}”", also="DEC RNE PLACE")
_date("147", "DEC", "The episode’s end “{DEC}”", "Episode end “{DEC}”", also="DECOM REC")
_date(
    "112",
    "DATE_INT",
    "The date of the decision that the child should be placed for adoption, “{DATE_INT}”,",
    "Adoption decision date “{DATE_INT}”",
    also="DATE_MATCH",
)
_date(
    "113",
    "DATE_MATCH",
    "The date on which the child was matched with adopters, “{DATE_MATCH}”,",
    "Matching date “{DATE_MATCH}”",
    also="DATE_INT",
)
_date(
    "115",
    "DATE_PLACED",
    "The date of the decision for adoption, “{DATE_PLACED}”,",
    "Adoption decision date “{DATE_PLACED}”",
    also="DATE_PLACED_CEASED",
)
_date(
    "116",
    "DATE_PLACED_CEASED",
    "The date on which the adoption decision was reversed, “{DATE_PLACED_CEASED}”,",
    "Adoption reversal date “{DATE_PLACED_CEASED}”",
    also="REASON_PLACED_CEASED DATE_PLACED",
)
_date(
    "1005",
    "MIS_END",
    "The end of the missing or away period, “{MIS_END}”,",
    "End “{MIS_END}” of a missing or away period",
    also="MIS_START MISSING",
    end="[ The period started on {MIS_START}.]",
)
_date(
    "701",
    "DOLO_END",
    "The end of the deprivation of liberty order, “{DOLO_END}”,",
    "Deprivation of liberty order: end “{DOLO_END}”",
    also="DOLO_START",
    end=" It must be dd/mm/yyyy, or blank if the order is still in force.",
)

BIRTH_DATE = (
    "Enter the day, month and year from the birth certificate or passport. If the true date is not known, enter the "
    "one the council "
    "uses for the child and tell us."
)
_date(
    "102",
    "DOB",
    "Date of birth “{DOB}”",
    "Date of birth “{DOB}”",
    empty=("Date of birth is blank.", "Date of birth is blank"),
    who=[when(_only_its_form("DOB"), "data"), "worker"],
    theme=OWN,
    letter=[
        when(
            _blank("DOB"),
            letter(
                "The child’s date of birth is not filled in.",
                "Without it we cannot work out the child’s age, and much of what is asked depends on that.",
                BIRTH_DATE,
            ),
        ),
        letter(
            "The child’s date of birth is entered as “{DOB}”.",
            "We cannot read this as a day, month and year.",
            BIRTH_DATE,
        ),
    ],
)

HELD = "On which day was the review held? If there was none, tell us and we will take it out."
_date(
    "166",
    "REVIEW",
    "The review date “{REVIEW}”",
    "Review date “{REVIEW}”",
    also="REVIEW_CODE DOB",
    empty=("The date of the review is blank.", "Review date is blank"),
    who=[
        when(_only_its_form("REVIEW"), "data"),
        when(lambda f: f.REVIEW.blank & f.REVIEW_CODE.blank, "data"),
        "reviewing",
    ],
    theme="Reviews",
    letter=[
        when(
            _blank("REVIEW"),
            letter(
                "A review without a date.[ How the child took part: {took_part}.]",
                "We cannot count the review without its day.",
                HELD,
            ),
        ),
        letter("A review dated “{REVIEW}”.", "We cannot read this as a day, month and year.", HELD),
    ],
)


def _missing_or_away(known):
    """The letter's first part, with what the child was: missing, away without permission, or one of the two."""
    kinds = {"M": "missing", "A": "away without permission"}
    return [
        *(when(_is("MISSING", code), known.format(kind=kind)) for code, kind in kinds.items()),
        known.format(kind="missing or away"),
    ]


_date(
    "1004",
    "MIS_START",
    "The start of the missing or away period, “{MIS_START}”,",
    "Start “{MIS_START}” of a missing or away period",
    also="MIS_END MISSING",
    empty=(
        "The start of the missing or away period is blank[; its end is {MIS_END}].",
        "Start of a missing or away period is blank",
    ),
    who=[when(_only_its_form("MIS_START"), "data"), "worker"],
    theme="Missing",
    letter=[
        when(
            _blank("MIS_START"),
            letter(
                _missing_or_away("The child was {kind}[, and back on {{MIS_END}}]."),
                "The day on which the child went is not filled in.",
                "On which day did the child go missing or away? Enter it. If the child never did, tell us and we will "
                "take it out.",
            ),
        ),
        letter(
            _missing_or_away("The child was {kind}, from “{{MIS_START}}”."),
            "That is not a date, so we cannot tell when the child went.",
            "On which day did the child go missing or away? Correct the date.",
        ),
    ],
)

BEGAN = "On which day did the order begin? If there was no such order, tell us and we will take it out."
_date(
    "700",
    "DOLO_START",
    "The start of the deprivation of liberty order, “{DOLO_START}”,",
    "Deprivation of liberty order: start “{DOLO_START}”",
    also="DOLO_END",
    empty=("The start of the deprivation of liberty order is blank.", "Deprivation of liberty order without a start"),
    who=[when(_only_its_form("DOLO_START"), "data"), "worker"],
    theme="Deprivation of liberty",
    letter=[
        when(
            _blank("DOLO_START"),
            letter(
                "A deprivation of liberty order[, until {DOLO_END}].",
                "The day on which it began is not filled in.",
                BEGAN,
            ),
        ),
        letter(
            "A deprivation of liberty order. Its first day is entered as “{DOLO_START}”.",
            "We cannot read this as a day, month and year.",
            BEGAN,
        ),
    ],
)

# -- codes ------------------------------------------------------------------------------------------------------------


def _permitted(f, column, listed=""):
    return codes.permitted(listed or column, f.r.rules_year)


def _in_capitals(column):
    """True where it would be a code of the year, were it in capitals."""
    return lambda f: getattr(f, column).compact.isin(_permitted(f, column))


def _code(code, column, sentence, cause, *, also="", theme=FILES):
    """Words for a code that only the data team can put right; `also` are more columns to draw."""
    words(code, who="data", theme=theme, show=f"{column} {also}", culprit=column, sentence=sentence, cause=cause)


NOT_PERMITTED = "is not a permitted code"
_code(
    "143",
    "RNE",
    f"The reason for new episode “{{RNE}}” {NOT_PERMITTED}. It must be S, P, L, T, U or B.",
    f"Reason for new episode “{{RNE}}” {NOT_PERMITTED}",
    also="DECOM LS PLACE",
)
_code(
    "144",
    "LS",
    f"The legal status “{{LS}}” {NOT_PERMITTED}.",
    f"Legal status “{{LS}}” {NOT_PERMITTED}",
    also="DECOM RNE",
)
_code(
    "145",
    "CIN",
    f"The category of need “{{CIN}}” {NOT_PERMITTED}. The codes are N1 to N8.",
    f"Category of need “{{CIN}}” {NOT_PERMITTED}",
    also="DECOM",
)
_code(
    "149",
    "REC",
    [
        when(
            _is("REC", "E43", "E44"),
            "The reason episode ceased {REC}[, {reason_ended},] was used up to 2017-18. Special guardianship is now "
            "E45 to E48.",
        ),
        f"The reason episode ceased “{{REC}}” {NOT_PERMITTED}.",
    ],
    f"Reason episode ceased “{{REC}}” {NOT_PERMITTED}",
    also="DEC PLACE LS",
)
_code(
    "1009",
    "REASON_PLACE_CHANGE",
    "The reason for placement change[ of the episode that ended on {DEC}] is “{REASON_PLACE_CHANGE}”, which is not "
    "one of the 12 permitted codes.",
    "“{REASON_PLACE_CHANGE}” is not a permitted reason for placement change",
    also="DECOM DEC REC PLACE",
    theme="Placement dates and moves",
)
_code(
    "196",
    "SDQ_REASON",
    f"The reason for no SDQ score, “{{SDQ_REASON}}”, {NOT_PERMITTED}. The codes are SDQ1 to SDQ5.",
    f"Reason for no SDQ score “{{SDQ_REASON}}” {NOT_PERMITTED}",
    also="SDQ_SCORE DOB",
)
_code(
    "114",
    "FOSTER_CARE",
    "Adopted by the former foster carer is “{FOSTER_CARE}”. It must be 0 (no) or 1 (yes).",
    "“{FOSTER_CARE}” for adopted by former foster carer is not 0 or 1",
)
_code(
    "175",
    "NB_ADOPTR",
    "The number of adopters is “{NB_ADOPTR}”. It must be 1 or 2.",
    "Number of adopters “{NB_ADOPTR}” is not 1 or 2",
    also="SEX_ADOPTR LS_ADOPTR",
)
_code(
    "176",
    "SEX_ADOPTR",
    f"The sex of the adopters, “{{SEX_ADOPTR}}”, {NOT_PERMITTED}. It must be M1, F1, MM, FF or MF.",
    f"Sex of adopters “{{SEX_ADOPTR}}” {NOT_PERMITTED}",
    also="NB_ADOPTR LS_ADOPTR",
)
_code(
    "177",
    "LS_ADOPTR",
    [
        when(
            _is("LS_ADOPTR", "L1"),
            "The legal status of the adopters is “L1”. A married couple is L11 (different sex) or L12 (same sex).",
        ),
        f"The legal status of the adopters, “{{LS_ADOPTR}}”, {NOT_PERMITTED}.",
    ],
    f"Legal status of adopters “{{LS_ADOPTR}}” {NOT_PERMITTED}",
    also="NB_ADOPTR SEX_ADOPTR",
)
_code(
    "120",
    "REASON_PLACED_CEASED",
    f"The reason for reversing the adoption decision, “{{REASON_PLACED_CEASED}}”, {NOT_PERMITTED}. The codes are RD1 "
    "to RD4.",
    f"Adoption reversal reason “{{REASON_PLACED_CEASED}}” {NOT_PERMITTED}",
    also="DATE_PLACED_CEASED DATE_PLACED",
)
_code(
    "631",
    "PREV_PERM",
    [
        when(_in_capitals("PREV_PERM"), "The previous permanence option “{PREV_PERM}” must be in capitals."),
        f"The previous permanence option “{{PREV_PERM}}” {NOT_PERMITTED}. It must be P1 (adoption), P2 (special "
        "guardianship), P3 (residence or "
        "child arrangements order), P4 (not known) or Z1 (none).",
    ],
    f"Previous permanence option “{{PREV_PERM}}” {NOT_PERMITTED}",
    also="LA_PERM DATE_PERM",
)
_code(
    "633",
    "LA_PERM",
    "The authority of the previous permanence order, “{LA_PERM}”, is not a recognised code. It must be a council’s "
    "three-digit number, or WAL, "
    "SCO, NIR, NUK (outside the UK) or 999 (not known).",
    "Authority “{LA_PERM}” of the previous permanence order is not recognised",
    also="PREV_PERM DATE_PERM",
)
_code(
    "1006",
    "MISSING",
    "The type of the period[ from {MIS_START}] is “{MISSING}”; only M (missing) and A (away without authorisation) "
    "are permitted.",
    "“{MISSING}” is not a type of missing period: only M or A",
    also="MIS_START MIS_END",
)

# -- the child's own details ------------------------------------------------------------------------------------------

OLD_SEX, NEW_SEX = {"1": "male", "2": "female"}, {"M": "male", "F": "female", "U": "not known"}


def _sexes(f):
    """The codes of the year with their meaning: "1 (male) or 2 (female)"."""
    said = [f"{code} ({meaning})" for code, meaning in (NEW_SEX if f.r.rules_year >= 2025 else OLD_SEX).items()]
    return f"{', '.join(said[:-1])} or {said[-1]}"


SEX_PAPERS = (
    "Enter the child’s sex as it is on the birth certificate or other legal papers. If it really is not known, tell us."
)
words(
    "101",
    theme=OWN,
    show="SEX DOB",
    culprit="SEX",
    permitted=_sexes,
    who=[
        when(lambda f: f.SEX.compact.isin("M", "F", "U", "1", "2", "MALE", "FEMALE", "BOY", "GIRL"), "data"),
        "worker",
    ],
    sentence=[
        when(_blank("SEX"), "Sex is blank. It must be {permitted}."),
        when(
            lambda f: f.SEX.isin(*OLD_SEX),
            "Sex is “{SEX}”, the code for {sex} up to 2023-24. From 2024-25 it is {permitted}.",
        ),
        when(
            lambda f: f.SEX.isin(*NEW_SEX),
            "Sex is “{SEX}”, a code used from 2024-25 on. Up to 2023-24 it is {permitted}.",
        ),
        "Sex is “{SEX}”, which is not a permitted code. It must be {permitted}.",
    ],
    cause=[when(_blank("SEX"), "Sex is blank"), f"Sex “{{SEX}}” {NOT_PERMITTED}"],
    letter=[
        when(
            _blank("SEX"),
            letter("The child’s sex is not filled in.", "The Department asks for it for every child.", SEX_PAPERS),
        ),
        letter(
            "The child’s sex is entered as “{SEX}”.",
            "We cannot tell from this whether the child is a boy or a girl.",
            SEX_PAPERS,
        ),
    ],
)

ETHNIC = (
    "Enter how the child or family describe it. If they declined to say, or have not been asked yet, choose the "
    "answer that says so."
)
words(
    "103",
    theme=OWN,
    show="ETHNIC",
    culprit="ETHNIC",
    who=[when(_in_capitals("ETHNIC"), "data"), "worker"],
    sentence=[
        when(
            _blank("ETHNIC"), "Ethnic origin is blank. If it was refused or not yet obtained, the code is REFU or NOBT."
        ),
        f"Ethnic origin “{{ETHNIC}}” {NOT_PERMITTED}.",
    ],
    cause=[when(_blank("ETHNIC"), "Ethnic origin is blank"), f"Ethnic origin “{{ETHNIC}}” {NOT_PERMITTED}"],
    letter=[
        when(
            _blank("ETHNIC"),
            letter(
                "The child’s ethnic origin is not filled in.", "The Department asks for it for every child.", ETHNIC
            ),
        ),
        letter(
            "The child’s ethnic origin is entered as “{ETHNIC}”.",
            "This is not one of the answers that the Department accepts.",
            ETHNIC,
        ),
    ],
)

# -- placements -------------------------------------------------------------------------------------------------------

NO_LONGER = {"H5": "Semi-independent accommodation", "P2": "Independent living", "Z1": "A placement of no named kind"}
IN_SOME_YEAR = frozenset().union(
    *(codes.permitted("PLACE", year) for year in range(schema.FIRST_YEAR, schema.LAST_YEAR + 1))
)
SUPPORTED = (
    "Is this registered supported accommodation? If so, tell us its name and Ofsted number. If not, tell us what kind "
    "of place it is, and "
    "whether it is registered with anybody."
)
WHAT_PLACE = "What kind of place is it, who runs it, and is it registered with Ofsted or anybody else?"


def _no_longer(f):
    return f.PLACE.isin(*NO_LONGER)


def _of_another_year(f):
    return f.PLACE.isin(IN_SOME_YEAR)


words(
    "146",
    theme="Homes and providers",
    show="PLACE DECOM PLACE_PROVIDER PL_POST URN",
    culprit="PLACE",
    who=[when(lambda f: _in_capitals("PLACE")(f) | f.PLACE.isin("A1", "A2"), "data"), "placements"],
    sentence=[
        when(_no_longer, "The placement type {PLACE}[, {placement},] is not permitted from 2025-26 on."),
        when(_of_another_year, "The placement type {PLACE}[, {placement},] is not permitted in this collection year."),
        f"The placement type “{{PLACE}}” {NOT_PERMITTED}.",
    ],
    cause=[
        when(_no_longer, "Placement type {PLACE} is not permitted from 2025-26 on"),
        f"Placement type “{{PLACE}}” {NOT_PERMITTED}",
    ],
    letter=[
        *(
            when(
                _is("PLACE", code),
                letter(
                    f"{kind}[ from {{DECOM}}][, at {{PL_POST}}][, {{setting}}].",
                    "The Department no longer accepts this kind of placement.",
                    WHAT_PLACE if code == "Z1" else SUPPORTED,
                ),
            )
            for code, kind in NO_LONGER.items()
        ),
        when(
            _of_another_year,
            letter(
                "{placement}[ from {DECOM}][, at {PL_POST}][, {setting}].",
                "The Department does not accept this kind of placement for this year.",
                WHAT_PLACE,
            ),
        ),
        letter(
            "A placement of the kind “{PLACE}”[ from {DECOM}][, at {PL_POST}][, {setting}].",
            "This is not a kind of placement that the Department accepts.",
            WHAT_PLACE,
        ),
    ],
)

# -- care leavers -----------------------------------------------------------------------------------------------------


def _birthday(f):
    return f.r.latest_birthday(f.DOB, *range(17, 26))


def _no_birthday(f):
    return f.birthday != f.birthday


def _around(text):
    """The text; where no birthday from the 17th to the 25th lies in the year, the same of "this year"."""
    without = text.replace("The young person turned {age} on {birthday}", "A young person who has left care")
    return [when(_no_birthday, without.replace("around that day", "around the birthday this year")), text]


def _of_a_leaver(code, column, *, blank, blank_cause, wrong, lacking, entered, please, named=(), named_letters=()):
    """Words for an answer about a care leaver.

    blank, blank_cause   sentence and cause where it is blank; `lacking` what the letter says then
    wrong      the answer's name, for "In touch is “YES”"; `entered` the same for the letter
    named      (codes, sentence) of codes of which more can be said; `named_letters` their letters
    """
    turned = "The young person turned {age} on {birthday}"
    words(
        code,
        who=[when(_in_capitals(column), "data"), "leaving_care"],
        theme=LEAVERS,
        culprit=column,
        show=f"{column} {' '.join(name for name in ('IN_TOUCH', 'ACTIV', 'ACCOM') if name != column)} DOB",
        birthday=_birthday,
        age=lambda f: age_in_words(f.DOB, f.birthday),
        sentence=[
            when(_blank(column), blank),
            *(when(_is(column, *texts), sentence) for texts, sentence in named),
            f"{wrong} is “{{{column}}}”, which {NOT_PERMITTED}.",
        ],
        cause=[when(_blank(column), blank_cause), f"{wrong} “{{{column}}}” {NOT_PERMITTED}"],
        letter=[
            when(_blank(column), letter(_around(f"{turned}."), _around(lacking), _around(please))),
            *(
                when(_is(column, *texts), letter(_around(f"{turned}{said}"), problem, what_to_do))
                for texts, said, problem, what_to_do in named_letters
            ),
            letter(
                _around(f"{turned}. {entered} is entered as “{{{column}}}”."),
                "This is not one of the answers that the Department accepts.",
                _around(please),
            ),
        ],
    )


_of_a_leaver(
    "131",
    "IN_TOUCH",
    blank="Whether the council was in touch with the care leaver[ around {birthday}] is blank.",
    blank_cause="In touch with the care leaver is blank",
    wrong="In touch",
    entered="In touch",
    lacking="It is not recorded whether we were in touch around that day.",
    please=(
        "Were we in touch around that day? If not, tell us whether the young person refuses contact, no longer needs "
        "us, is back with the "
        "parents, has died, or could not be reached."
    ),
)
DOING = (
    "What was it: education, an apprenticeship, other training or work, or none of these because of illness, "
    "parenting or another reason? "
    "Was it full time or part time? If nobody knows, tell us."
)
_of_a_leaver(
    "132",
    "ACTIV",
    blank="The care leaver’s main activity[ around {birthday}] is blank.",
    blank_cause="Care leaver’s main activity is blank",
    wrong="Main activity",
    entered="Main activity",
    lacking="What the young person was doing around that day is not filled in.",
    please=DOING,
    named=[
        (
            ("F3", "P3"),
            "Main activity is “{ACTIV}”, a code used up to 2020-21. It is now an apprenticeship (F4, P4) or other "
            "training or "
            "employment (F5, P5).",
        )
    ],
    named_letters=[
        (
            ("F3", "P3"),
            ". Main activity: training or employment.",
            "The Department now asks whether it is an apprenticeship or something else.",
            DOING,
        )
    ],
)
NEVER_SUITABLE = "The Department always counts this as not suitable."
CHANGE_IT = "If that is where the young person was, change it to not suitable. If not, tell us where it was."
_of_a_leaver(
    "133",
    "ACCOM",
    blank="Where the care leaver was living[ around {birthday}] is blank.",
    blank_cause="Care leaver’s accommodation is blank",
    wrong="Accommodation",
    entered="Where the young person lived",
    lacking="Where the young person was living around that day is not filled in.",
    please="Where was the young person living, and was the place suitable? If nobody knows, tell us.",
    named=[
        (
            ("S1", "X1"),
            "Accommodation is “{ACCOM}”, which is not permitted: no fixed abode (S2) and custody (X2) never count as "
            "suitable.",
        )
    ],
    named_letters=[
        (("S1",), ", and had no fixed abode. That is entered as suitable.", NEVER_SUITABLE, CHANGE_IT),
        (("X1",), ", and was in custody. That is entered as suitable.", NEVER_SUITABLE, CHANGE_IT),
    ],
)
