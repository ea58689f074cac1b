"""How often children moved, and how long placements lasted."""

from __future__ import annotations

import numpy as np

from check903.figures.counting import Count, mix, ratio, share
from check903.figures.declared import measure
from check903.figures.placements import nights
from check903.figures.splits import lasted
from check903.model.care import Care
from check903.model.dates import months_on, years_on
from check903.model.day_numbers import numbers
from check903.model.on_days import OnDays
from check903.reference.groups import FOR_ADOPTION, SHORT_BREAKS

YEAR = 365.25
MOVES = "Episodes: DECOM RNE LS PLACE DEC REC"
DAYS = {"1 to 7 days": 8}
MONTHS = {
    "8 days to under 1 month": 1,
    "1 to 3 months": 3,
    "3 to 6 months": 6,
    "6 to 12 months": 12,
    "1 to 2 years": 24,
    "2 to 5 years": 60,
    "5 years and over": np.inf,
}


@measure("three_placements", MOVES)
def three_placements(care: Care) -> Count:
    """Children with three or more placements in the year

    Children looked after on the day who have lived in at least three placements since 1 April, those already running
    then included. A stay with one carer counts once, however the order or the address changed; a stay of less than 24
    hours, a temporary placement and coming back from one don't count.

    Exactly: Children of CLA(D) with >= 3 SPELLs touching [S, D] with end > start; of |CLA(D)|.

    Source: The Local Authority Interactive Tool, measure 372. That temporary placements and a carer's move of house
    don't count was worked out from published figures.
    """
    return _moved(care, care.open, care.first_day)


@measure("three_placements_2y", MOVES, tables="Episodes Episodes_last")
def three_placements_2y(care: Care) -> Count:
    """Children with three or more placements in the last two years

    Of the children looked after on the day who also were on some day of the year before, those who have lived in at
    least three placements since 1 April of that year. Counted as the figure of one year.

    Exactly: Children of CLA(D) with an EPX_last row touching the previous year, with >= 3 SPELLs touching
    [S - 1 year, D] in EPX2; of all those children.

    Source: The Department's data guidance 2023, la_cla_placement_stability, note 4.
    """
    since = numbers(care.r.start_of_last_year)
    last = care.by_child("Episodes_last")
    last = last[~last.LS.isin(*SHORT_BREAKS) & last.DECOM.readable & (last.DECOM < care.start)]
    there = last.children_where((numbers(last.DEC.value) >= since) | last.DEC.blank)
    return _moved(care, care.open[there[care.open.child]], since)


def _moved(care: Care, on: OnDays, since: np.ndarray) -> Count:
    """Those with three stays or more since a day; unsure where an unreadable reason for an episode could make it so."""
    stays = care.stays.with_carer
    lived = (stays.end >= since) & (stays.end > stays.start)
    many = on.of_each_day(care.tally(stays.child[lived], care.reached(stays.start[lived]), care.last_day))
    unclear = care.stays.unclear & (care.ended >= since)
    more = on.of_each_day(care.tally(care.episodes.child[unclear], care.began_on[unclear], care.last_day))
    on, moved, unsure = on.cut(many >= 3, (many < 3) & (many + more >= 3))
    return share(on, moved, cannot_tell=unsure, other="Fewer than three placements")


@measure("long_term_stability", MOVES, tables="Episodes Episodes_last Header")
def long_term_stability(care: Care) -> Count:
    """Children under 16 in long-term care who have lived with the same carer for two years

    Of the children under 16 who have been in care without a break for two and a half years or more, those who have not
    moved to another carer in the last two years, or who have moved only to the family that adopts them. Where the
    returns don't show since when a child is in care, it can't be told.

    Exactly: Of CLA(D), age at D < 16, PERIOD start <= D - 30 months: no SPELL begins in (D - 2 years, D]; or PLACE in
    A3 to A6 and the adoptive spell is the only one that does.

    Source: The Department's data guidance 2023, la_cla_placement_stability, notes 2 and 3; the Local Authority
    Interactive Tool, measure 393.
    """
    on = care.open
    period = care.period_of(on.rows)
    start, seen = care.period_start[period], care.start_seen[period]
    of, when = on.each_day
    under_16, long = (on.age >= 0) & (on.age < 16), start[of] <= numbers(months_on(care.days, -30))[when]
    stays, two_years = care.stays.with_carer, numbers(years_on(care.days, -2))
    begun = stays.start[stays.seen]
    counts_until = np.searchsorted(two_years, begun) - 1
    moves = on.of_each_day(care.tally(stays.child[stays.seen], care.reached(begun), counts_until))
    adopting = on.place.PLACE.isin(*FOR_ADOPTION)
    on, settled, rests_on, unsure = on.cut(
        (moves == 0) | adopting[of] & (moves == 1), under_16[of] & long, (under_16 & ~seen)[of] & ~long
    )
    return share(
        on, settled, of=rests_on, cannot_tell=unsure, aside=True, other="Moved to another carer within two years"
    )


@measure("average_moves", MOVES, sure="own", unit="moves a year")
def average_moves(care: Care) -> Count:
    """Average number of moves per looked-after child

    How often children moved to another carer between 1 April and the day, for each year that they spent in care in that
    time. Beside it, the moves for each child looked after in that time.

    Exactly: SPELLs begun with RNE P or B in [S, D], of CLA_YEAR; by the sum of days in care / 365.25; or by |CLA_YEAR|.

    Source: The Department's dashboard: 'not published to show the average number of placement changes'; the counting
    rule is the Children's Commissioner's.
    """
    on = care.in_year
    stays = care.stays.with_carer
    moved = stays.seen & care.episodes.RNE.isin("P", "B")[stays.first]
    moved &= stays.start >= care.first_day
    moves = on.of_each_day(care.tally(stays.child[moved], care.reached(stays.start[moved]), care.last_day))
    years = on.of_each_day(_nights_of_children(care)) / YEAR
    return ratio(on.daily, moves, years).beside({"Moves for each child": ratio(on.daily, moves)})


def _nights_of_children(care: Care) -> np.ndarray:
    """Each child's nights in care from 1 April to each day: (days, children + 1)."""
    on, width = care.all_in_year, care.children + 1
    key = on.each_day.when * width + on.child[on.each_day.of]
    return np.bincount(key, weights=nights(care), minlength=len(care.days) * width).reshape(-1, width)


@measure("placement_durations", "Episodes: DECOM DEC RNE REC LS PLACE", unit="placements", by_row=True)
def placement_durations(care: Care) -> Count:
    """How long placements lasted that ended in the year

    Placements that ended between 1 April and the day, by the days from their first to their last. Where the beginning
    is not visible, the placement stands with what is, and counts as one that can't be told.

    Exactly: Placements (as new placements count them) with S <= DEC <= D: days from first DECOM to last DEC, in bands;
    mean and median of those with a visible start.

    Source: The 2024 release, duration of placements by type ceasing during the year; data guidance 2023, notes 2 and 3.
    """
    runs = care.stays.placements
    since = care.reached(runs.end)
    ended = np.flatnonzero(care.this[runs.last] & (runs.end >= care.first_day) & (since <= care.last_day))
    rows = care.episodes.take(runs.last[ended])
    on = OnDays(care, rows, since[ended], np.full(len(ended), care.last_day), rows)
    days, seen = (runs.end - runs.start)[ended].astype(float), runs.seen[ended]
    known = np.where(seen, days, np.nan)
    ends = runs.start[ended].astype("datetime64[D]"), runs.end[ended].astype("datetime64[D]")
    return mix(on, ("placement",), cannot_tell=~seen, duration=lasted(*ends, DAYS, MONTHS)).beside(
        {"Mean days": ratio(on, known, decimals=0), "Median days": ratio(on, known, decimals=0, median=True)}
    )
