"""Words for rules/last_year.py."""

from check903.wording import letter, when, words

THEME = "Disagrees with last year"

words(
    "502", who="data", theme=THEME, show="DECOM DEC PLACE LS", culprit="DECOM",
    sentence=[
        when(lambda f: f.last.DECOM.readable,
             "Last year’s return ended with an open episode from {last.DECOM}, but this year’s first episode begins on {DECOM}."),
        "Last year’s return ended with an open episode without a readable start, so this year’s first one, from {DECOM}, does not match it.",
    ],
    cause="The episode left open last year, from {last.DECOM}, is not this year’s first",
)
words(
    "503F", who="placements", theme=THEME, show="URN PLACE PLACE_PROVIDER PL_POST DECOM", culprit="URN",
    sentence=[
        when(lambda f: f.URN.blank, "The Ofsted number is blank; last year the same episode, from {DECOM}, had {last.URN}."),
        when(lambda f: f.last.URN.blank, "The Ofsted number is {URN}; last year the same episode, from {DECOM}, had none."),
        "The Ofsted number is {URN}; last year the same episode, from {DECOM}, had {last.URN}.",
    ],
    cause="Ofsted number is {URN}, last year {last.URN}",
    letter=letter(
        "{placement} from {DECOM}, with the Ofsted number {URN}. At the end of last year it was {last.URN}.",
        "It is the same placement, so the number cannot have changed.",
        "Which home or agency is it? If the child moved, tell us on which day.",
    ),
)
