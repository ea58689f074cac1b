"""Words for rules/extra/missing.py."""

from functools import partial

from check903.wording import words

look = partial(words, who="worker", theme="Missing")

look(
    "W36",
    show="MIS_START MIS_END MISSING",
    culprit="MIS_START or before.MIS_END",
    sentence="Missing again from {MIS_START}; the period before ended on {before.MIS_END}.",
    cause="Missing period cut in two at {MIS_START}",
)
look(
    "W37",
    show="MIS_START MIS_END PLACE DECOM DEC",
    culprit="MIS_START",
    sentence="Missing from {MIS_START}, during a placement that began on {current.DECOM}: {current.placement} "
    "({current.PLACE}).",
    cause="Missing from a locked place, {MIS_START}",
)
words(
    "W38",
    who="data",
    theme="Missing",
    show="MISSING MIS_START",
    culprit="MISSING",
    sentence="{periods} periods are entered as missing (M), and none as away without authorisation (A).",
    cause="Never away without authorisation",
)
