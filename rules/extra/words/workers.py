"""Words for rules/extra/workers.py."""

from check903.wording import words

words(
    "W43",
    who="worker",
    theme="Social workers' dates",
    show="DECOM SW_DECOM SW_DEC SW_ID",
    sentence="In care on {day}, and no social worker’s episode covers that day.",
    cause="Nobody allocated on {day}",
)
words(
    "W44",
    who="worker",
    theme="Deprivation of liberty",
    show="DOLO_START DOLO_END",
    culprit="DOLO_END",
    sentence="The order of {DOLO_START} has run for {days} days and has no end.",
    cause="Order running since {DOLO_START}",
)
