"""Words for rules/outcomes.py."""

from check903.wording import blank, letter, when, words
from check903.wording.lists import answers, is_blank, names, phrases, verb

HEALTH = "IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE"
ANSWERED = {
    "IMMUNISATIONS": ("immunisations up to date", "immunisations not up to date"),
    "TEETH_CHECK": ("seen by a dentist", "not seen by a dentist"),
    "HEALTH_ASSESSMENT": ("yearly health assessment done", "no yearly health assessment"),
    "SUBSTANCE_MISUSE": ("a problem with drugs or alcohol", "no problem with drugs or alcohol"),
}
ASKED = {
    "IMMUNISATIONS": "the immunisations are up to date",
    "TEETH_CHECK": "the child has been seen by a dentist",
    "HEALTH_ASSESSMENT": "the child has had the yearly health assessment",
    "SUBSTANCE_MISUSE": "the child has a problem with drugs or alcohol",
}


def _no_row(f):
    return f.table == "Episodes"


def _none_filled(f):
    return _no_row(f) or ~f.rows.any_filled(*HEALTH.split())


words(
    "191", who="health", theme="Health answers", show=HEALTH,
    culprit=[when(_no_row, ""), blank(HEALTH)],
    blank_names=lambda f: names(f, HEALTH),
    is_are=lambda f: verb(f, HEALTH),
    filled_details=lambda f: answers(f, ANSWERED),
    blank_details=lambda f: phrases(f, ASKED, is_blank),
    sentence=[
        when(_no_row, "The child was in care all year, since {in_care_since}, but OC2 has no row."),
        "The child was in care all year, since {in_care_since}, but {blank_names} {is_are} blank.",
    ],
    cause=[when(_no_row, "No row in OC2 for a child in care all year"), "{blank_names} {is_are} blank"],
    letter=[
        when(_none_filled, letter(
            "The child was in care all year. No health answers.",
            "The Department asks four things about every child who was in care all year. None is filled in.",
            "Enter yes or no: are immunisations up to date, did a dentist check the teeth, was there a yearly health assessment, is there a "
            "problem with drugs or alcohol? If something is booked, enter it by {year_end}.",
        )),
        letter(
            "For {year_start} to now: {filled_details}.",
            "It is not filled in whether {blank_details}.",
            "Enter yes or no. If it is booked but has not happened yet, enter it by {year_end}.",
        ),
    ],
)
