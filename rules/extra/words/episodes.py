"""Words for rules/extra/episodes.py."""

from functools import partial

from check903.wording import words

file = partial(words, who="data", theme="Legal status and reasons")
SHARE = "{found} of {of} ({percent}%)"

words(
    "W27",
    who="worker",
    theme="Legal status and reasons",
    show="LS DECOM DEC",
    culprit="LS",
    sentence="Under an interim care order (C1) since {since}, {weeks} weeks.",
    cause="Interim care order since {since}",
)
file(
    "W30A",
    show="REASON_PLACE_CHANGE DEC",
    culprit="REASON_PLACE_CHANGE",
    sentence=f"{SHARE} placement changes have any other reason (OTHER); in England it was 25% in 2025.",
    cause="Any other reason for placement changes",
)
file(
    "W30B",
    show="REC DEC",
    culprit="REC",
    sentence=f"{SHARE} times that care ended have any other reason (E8); in England it was 7% in 2025.",
    cause="Any other reason for leaving care",
)
file(
    "W30C",
    show="PREV_PERM",
    culprit="PREV_PERM",
    sentence=f"{SHARE} previous permanences are not known (P4); in England it was 20% in 2024.",
    cause="Previous permanence not known",
)
