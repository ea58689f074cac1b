"""Words for rules/status.py."""

import numpy as np

from check903.reference.groups import SHORT_BREAKS
from check903.wording import counted, days_between, earlier, later, letter, measure, when, words
from check903.wording.clues import before, went_on
from check903.wording.lists import stays

THEME = "Legal status and reasons"

# -- how long one may last --------------------------------------------------------------------------------------------


def _unended(f):
    return f.unended


def _several(f):
    return f.count > 1


def _with_status(status):
    """Function of the rows at fault: the episodes with that legal status, and their days."""

    def found(f):
        e = f.r.Episodes[f.r.Episodes.LS == status]
        return e, days_between(e.DECOM, e.DEC.or_else(f.r.end))

    return found


def _counted_together(status):
    return counted("Counted together", _with_status(status), "LS", note="Episodes", span="start last_start")


def _too_long(code, status, name, most, limit, recorded, problem, after, ends):
    """`ends`: whether the days run from the first episode's start to the last one's end, so that the last day is
    known.
    """
    words(
        code,
        who="worker",
        theme=THEME,
        measures=[_counted_together(status), measure("Days", "days", unit="days", most=most, title="Too many days")],
        show="LS DECOM DEC PLACE",
        culprit=[when(lambda f: _unended(f) & ~f.DEC.readable, "DEC"), when(_unended, ""), "LS or DEC"],
        to=lambda f: np.where(ends | (f.count == 1), f.start + f.days.astype(int), np.datetime64("NaT")),
        sentence=[
            when(_unended, f"{name} from {{start}} has no end and is counted to {{year_end}}: {{days}} days. {limit}"),
            when(_several, f"{name} from {{start}}[ to {{to}}], {{count}} episodes: {{days}} days. {limit}"),
            f"{name} from {{start}} to {{DEC}}: {{days}} days. {limit}",
        ],
        cause=[when(_unended, f"{name} from {{start}} has no end"), f"{name} lasts {{days}} days, at most {most}"],
        letter=[
            when(
                _unended,
                letter(
                    f"{recorded} from {{start}}, with no end.",
                    problem,
                    "On which day did it end, and what was the legal status after that? If it is still going on,"
                    " tell us.",
                ),
            ),
            letter(
                f"{recorded} from {{start}}[ to {{to}}], {{days}} days.",
                problem,
                f"Are the days right, and what was the legal status after that? {after} If a day is wrong, correct it.",
            ),
        ],
    )


_too_long(
    "361",
    "L1",
    "Police protection (L1)",
    3,
    "It can last 72 hours (3 days) at most.",
    "Police protection",
    "Police protection can last 72 hours at most.",
    "For example an emergency protection order, an interim care order, or in care by agreement with the parents.",
    True,
)
_too_long(
    "362",
    "L2",
    "Emergency protection order (L2)",
    21,
    "It can last 21 days at most.",
    "An emergency protection order",
    "An emergency protection order can last 21 days at most, with its extension.",
    "For example an interim care order, or in care by agreement with the parents.",
    True,
)
_too_long(
    "363",
    "L3",
    "Child assessment order (L3)",
    7,
    "It can last 7 days at most.",
    "A child assessment order",
    "A child assessment order can last 7 days at most.",
    "If it was another order, tell us which.",
    False,
)
_too_long(
    "364",
    "J2",
    "Held under PACE (J2)",
    21,
    "It is not expected to last more than 21 days.",
    "Held in council accommodation after an arrest",
    "A child is held like this only until the next court hearing. It is not expected to last more than 21 days.",
    "For example on remand.",
    False,
)

# -- short breaks -----------------------------------------------------------------------------------------------------


def _open(f):
    return f.DEC.blank


words(
    "365",
    who="worker",
    theme=THEME,
    measures=[measure("Days", "days", unit="days", most=17, title="Too many days")],
    show="DECOM DEC LS PLACE",
    culprit=[when(_open, "DEC"), "DECOM or DEC or LS"],
    days=lambda f: days_between(f.DECOM, f.DEC.if_blank(f.r.end)),
    sentence=[
        when(
            _open,
            "The short break (V3) from {DECOM} has no end and is counted to {year_end}: {days} days, at most 17 are "
            "possible.",
        ),
        "The short break (V3) from {DECOM} to {DEC} lasts {days} days, at most 17 are possible.",
    ],
    cause=[
        when(_open, "Short break (V3) from {DECOM} has no end"),
        "Short break (V3) from {DECOM} lasts {days} days, at most 17",
    ],
    letter=[
        when(
            _open,
            letter(
                "A short break from {DECOM}, with no end: {placement}.",
                "A short break lasts 17 days at most.",
                "Has the child gone home? If so, on which day? If the child is still away, tell us whether this is"
                " still a short break or care by agreement.",
            ),
        ),
        letter(
            "A short break from {DECOM} to {DEC}, {days} days: {placement}.",
            "A short break lasts 17 days at most.",
            "Are both days right? If so, it was not a short break: tell us the legal status, for example in care by "
            "agreement. If not, correct the day that is wrong.",
        ),
    ],
)


def _follows_another_status(f):
    return went_on(f) & f.before.LS.filled & (f.before.LS != "V3")


words(
    "366",
    who="data",
    theme=THEME,
    show="RNE LS REC DECOM DEC PLACE",
    clues={"before": before},
    culprit=[when(_follows_another_status, "LS"), "RNE"],
    sentence=[
        when(
            _follows_another_status,
            "The short break (V3) starts with {RNE}[, {reason_new}], and the episode before ended on the same day with "
            "{before.LS}[, {before.legal_status}]. Probably this is no short break.",
        ),
        when(
            lambda f: f.RNE.blank,
            "The reason for new episode is blank; each short break (V3) has S, started to be looked after.",
        ),
        (
            "The short break (V3) starts with {RNE}[, {reason_new}]; each short break is a stay of its own and has S, "
            "started to be looked after."
        ),
    ],
    cause=[
        when(_follows_another_status, "V3 (short break) from {DECOM}, but care went on from before"),
        when(lambda f: f.RNE.blank, "Short break (V3)[ from {DECOM}] has no reason for new episode"),
        "Short break (V3)[ from {DECOM}] starts with {RNE}, not S",
    ],
)


def _short_breaks(f):
    """The short breaks that count in the year."""
    e = f.r.Episodes
    return e[(e.LS == "V3") & (later(e.DECOM, f.r.start) < earlier(e.DEC.if_blank(f.r.end), f.r.end))]


def _days_in_the_year(f):
    """The short breaks that count, with their days in the year."""
    e = _short_breaks(f)
    return e, days_between(later(e.DECOM, f.r.start), earlier(e.DEC.if_blank(f.r.end), f.r.end))


def _open_since(f):
    every = _short_breaks(f)
    return f.rows.first_of(every[every.DEC.blank]).DECOM.value


def _some_open(f):
    return ~np.isnat(f.open_since)


words(
    "367",
    who="worker",
    theme=THEME,
    measures=[
        counted("Short breaks", _days_in_the_year, "LS", note="V3, days in the year"),
        measure("Days", "days", unit="days", most=75, title="Too many days of short breaks in the year"),
    ],
    show="LS DECOM DEC",
    culprit=[when(_open, "DEC"), when(lambda f: days_between(f.DECOM, f.DEC) > 17, "DEC or LS"), ""],
    open_since=_open_since,
    stays=lambda f: stays(f, _short_breaks(f)),
    sentence=[
        when(
            lambda f: f.count == 1,
            "This short break (V3) alone lasts {days} days in the year, at most 75 are possible.[ It began on "
            "{open_since}, has no end and is counted to {year_end}.]",
        ),
        (
            "{count} short breaks (V3) add up to {days} days in the year, at most 75 are possible.[ The one from "
            "{open_since} has no end and is counted to {year_end}.]"
        ),
    ],
    cause="Short breaks (V3) add up to {days} days, at most 75",
    letter=letter(
        [
            when(lambda f: f.count == 1, "A short break of {days} days this year ({stays})."),
            "{count} short breaks this year, {days} days in all ({stays}).",
        ],
        "Short breaks may add up to 75 days in a year at most.",
        [
            when(
                _some_open,
                "The one from {open_since} has no end. On which day did the child go home? If all days are right, "
                "tell us since when the child was in care in another way, and with which legal status.",
            ),
            (
                "Are all these days right? Correct those that are wrong. If all are right, tell us since when the child"
                " was in care in another way, and with which legal status."
            ),
        ],
    ),
)


def _only_short_breaks(f):
    e = f.r.Episodes
    return ~f.rows.child_in(e.children_where(~e.LS.isin(SHORT_BREAKS)))


for code, sentence, cause, point in (
    (
        "382",
        (
            "The short break ({LS}) stands with {PLACE}[, {placement}]. Short breaks are recorded with an ordinary"
            " placement type, not a temporary one."
        ),
        "Temporary placement {PLACE} on a short break ({LS})",
        letter(
            "Short breaks[ from {DECOM}], in a temporary placement ({placement}).",
            "A short break is a planned stay of its own. It is recorded with the kind of place where the child stays,"
            " not as a temporary placement.",
            "Does the child only have short breaks? If so, tell us where they are spent: with foster carers, in a"
            " children’s home or elsewhere. If the child is in care all the time, tell us the legal status and since"
            " when.",
        ),
    ),
    (
        "384",
        (
            "The short break ({LS}) stands with {PLACE}[, {placement}]. A short break cannot be a long-term foster"
            " placement."
        ),
        "Long-term foster placement {PLACE} on a short break ({LS})",
        letter(
            "Short breaks[ from {DECOM}], in long-term foster care ({placement}).",
            "A child who only comes for short breaks is not in a long-term foster placement.",
            "Does the child only have short breaks with these carers, or live with them? If only short breaks, tell us"
            " and we will change the kind of foster care. If the child lives with them, tell us the legal status and"
            " since when.",
        ),
    ),
):
    words(
        code,
        who="worker",
        theme=THEME,
        show="LS PLACE DECOM DEC",
        culprit=[when(_only_short_breaks, "PLACE"), "LS or PLACE"],
        sentence=sentence,
        cause=cause,
        letter=point,
    )


def _count(status):
    return lambda f: f.rows.per_child(f.r.Episodes.count(f.r.Episodes.LS == status), 0)


words(
    "426",
    who="data",
    theme=THEME,
    show="LS DECOM DEC",
    culprit="LS or other.LS",
    count_v3=_count("V3"),
    count_v4=_count("V4"),
    sentence=(
        "In one year, the child has V3 (each stay is an episode) on {count_v3} episodes and V4 (only the "
        "agreement is recorded) on {count_v4}."
    ),
    cause="Short breaks of one child are recorded as V3 and as V4",
)

# -- legal status and placement ---------------------------------------------------------------------------------------


def _at_home(f):
    return f.HOME_POST.filled & f.PL_POST.compact.same_as(f.HOME_POST.compact)


def _with_parents(f):
    return f.URN.blank & ((f.PLACE_PROVIDER == "PR0") | _at_home(f))


def _elsewhere(f):
    return ~_at_home(f) & (f.URN.filled | f.PLACE_PROVIDER.filled & (f.PLACE_PROVIDER != "PR0"))


words(
    "378",
    who="worker",
    theme=THEME,
    show="PLACE LS PLACE_PROVIDER PL_POST HOME_POST URN DECOM DEC",
    culprit=[when(_with_parents, "LS"), when(_elsewhere, "PLACE"), "PLACE or LS"],
    sentence=[
        when(
            _with_parents,
            "P1 (with parents) does not go with V2 (in care by agreement, section 20). Provider or postcode say that "
            "the child lives with the parents, so probably the legal status is wrong.",
        ),
        when(
            _elsewhere,
            "P1 (with parents) does not go with V2 (in care by agreement, section 20). Provider or Ofsted number say "
            "that the child lives elsewhere, so probably the placement type is wrong.",
        ),
        (
            "P1 (with parents) does not go with V2 (in care by agreement, section 20): a child in care by agreement"
            " does not live with the parents."
        ),
    ],
    cause="With parents (P1) while in care by agreement (V2)",
    letter=letter(
        "In care by agreement, and living with the parents or another person with parental responsibility[ from "
        "{DECOM}][ to {DEC}].",
        "A child who is in care by agreement does not live with the parents.",
        "Where did the child live? If with the parents, did care end when the child went home, or was there a care "
        "order? Tell us which, and the day. If elsewhere, correct the placement.",
    ),
)
words(
    "408",
    who="adoption",
    theme="Adoption and permanence",
    show="PLACE LS DECOM",
    culprit=[when(lambda f: f.LS.blank, "LS"), "PLACE or LS"],
    sentence="{PLACE}[, {placement},] has the legal status {LS}[, {legal_status}]; under a placement order it is E1.",
    cause="Placed for adoption under an order ({PLACE}), but legal status is {LS}",
    letter=letter(
        "Placed for adoption under a placement order[ from {DECOM}]. Legal status: {legal_status}.",
        "A child placed for adoption under a placement order has that order as legal status.",
        "Did the court make a placement order? If so, on which day? If the child is placed with the parents’ consent "
        "instead, tell us.",
    ),
)
words(
    "445",
    who="worker",
    theme=THEME,
    show="LS DECOM PLACE",
    culprit="LS",
    sentence="D1, {legal_status}, on an episode from {DECOM}; freeing orders ended on 31/12/2005.",
    cause="Freeing order (D1) on an episode from {DECOM}, after 2005",
    letter=letter(
        "From {DECOM}: {placement}. Legal status: freeing order.",
        "No freeing orders have been made since the end of 2005.",
        "What has the child’s legal status been from {DECOM}? If there is a placement order, tell us its date.",
    ),
)
words(
    "446",
    who="worker",
    theme=THEME,
    show="LS DECOM PLACE",
    culprit=[when(lambda f: f.r.collection.year >= 2025, "DECOM"), "LS or DECOM"],
    sentence="E1, {legal_status}, on an episode from {DECOM}; placement orders began on 01/12/2005.",
    cause="Placement order (E1) on an episode from {DECOM}, before December 2005",
    letter=letter(
        "From {DECOM}: {placement}. Legal status: placement order.",
        "There were no placement orders before December 2005.",
        "On which day was the order made, and since when has the child been in this placement? If the legal status is "
        "another one, tell us.",
    ),
)
words(
    "451",
    who="worker",
    theme=THEME,
    show="LS DECOM DEC REC PLACE",
    culprit="LS",
    sentence=(
        "D1, {legal_status}, on an episode[ from {DECOM}] that is still open; there are no freeing orders any more."
    ),
    cause="Open episode[ from {DECOM}] still has a freeing order (D1)",
    letter=letter(
        "{placement}[ from {DECOM}], still going on. Legal status: freeing order.",
        "No freeing orders have been made since the end of 2005, so it cannot be the legal status now.",
        "What is the child’s legal status now, and since when? If care has ended, tell us the day and the reason.",
    ),
)
