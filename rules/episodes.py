"""Rules about when a child’s episodes start and end, and how one follows on another."""

from check903.engine import carries_on, fix, rule
from check903.reference.groups import LEFT_CARE


@rule("142", "missing", "Episodes: DEC REC")
def earlier_episode_left_open(r):
    """An earlier episode was left open although a later episode has started

    A child has one episode at a time, so every episode but the last must have an end date and a reason for ending.

    To fix it: fill in the date on which this episode ended (usually the day the next one started) and the reason,
    usually X1 (care goes on). If the later episode was entered by mistake, remove that one instead.
    """
    e = r.Episodes
    return e.where(e.DECOM.readable & e.next.DECOM.readable & (~e.DEC.readable | e.REC.blank), after=e.next)


@fix("142", "End of an episode left open: the start of the next, and X1", source="the next episode’s start", safe=False)
def end_where_the_next_starts(f):
    """Care went on, so the episode ended on the day on which the next one started, with the reason X1. Untick a row
    where the child left care in between.
    """
    f = f[f.rows.REC.blank | (f.rows.REC == "X1")]
    ends = [start if unread else None for start, unread in zip(f.texts(f.after.DECOM), ~f.rows.DEC.readable)]
    return [*f.set("DEC", ends), *f.set("REC", "X1")]


@rule("148", "missing", "Episodes: DEC REC")
def end_and_reason_go_together(r):
    """Episode has an end date but no reason for ending, or a reason but no date

    An episode that has ended needs both the date and the reason; one that goes on has neither. Here only one of them is
    filled in.

    To fix it: if the episode has ended, fill in what is missing. If it goes on, clear both.
    """
    e = r.Episodes
    return e[e.DEC.blank != e.REC.blank]


@rule("353", "invalid", "Episodes: DECOM")
def started_before_the_children_act(r):
    """Episode starts before 14 October 1991

    No episode can start before the Children Act 1989 came into force, on 14 October 1991.

    To fix it: check the start date of the episode, above all its year.
    """
    e = r.Episodes
    return e[e.DECOM < "1991-10-14"]


@rule("354", "invalid", "Episodes: DECOM")
def started_after_the_year(r):
    """Episode starts after the end of the collection year

    The episode starts after 31 March, the last day of the year that this return covers.

    To fix it: check the start date. If it is right, leave this episode for next year’s return.
    """
    e = r.Episodes
    return e[e.DECOM > r.end]


@rule("355", "inconsistent", "Episodes: DECOM DEC")
def started_and_ended_on_one_day(r):
    """Episode starts and ends on the same day

    The return leaves out episodes shorter than 24 hours, and this one has the same date as its start and its end.

    To fix it: check both dates. If the episode really lasted less than a day, remove it and let the episodes around it
    meet.
    """
    e = r.Episodes
    return e[e.DECOM == e.DEC]


@rule("356", "inconsistent", "Episodes: DECOM")
def ended_before_it_started(r):
    """Episode ends before it starts

    The end date of the episode is earlier than its start date.

    To fix it: compare both dates with the case file and correct the wrong one; often a day and month are swapped or a
    year is a slip.
    """
    e = r.Episodes
    return e[e.DEC < e.DECOM]


@rule("357", "inconsistent", "Episodes: RNE")
def first_episode_is_no_start(r):
    """Child’s first episode this year is not marked S (started to be looked after)

    The child’s earliest episode starts within the year, so nothing came before it in this return, and yet its reason is
    not S (started to be looked after). Either the reason is wrong or an earlier episode is missing.

    To fix it: add the earlier episode if one was left out. If this really is the child’s first, set its reason to S.
    """
    first = r.Episodes.earliest("DECOM")
    return first[(first.DECOM >= r.start) & (first.RNE != "S")]


@fix("357", "Reason for new episode: S at the start of care", key="start-of-care", safe=False)
def start_of_care(f):
    """Nothing came before this episode, so with it the child started to be looked after. Untick a row whose earlier
    episode is missing.
    """
    return f.set("RNE", "S")


@rule("385", "invalid", "Episodes: DEC")
def ended_after_the_year(r):
    """Episode ends after the end of the collection year

    The episode ends after 31 March, the last day of the year that this return covers.

    To fix it: check the end date. If the episode was still going on when the year ended, clear its end date and its
    reason for ending.
    """
    e = r.Episodes
    return e[e.DEC > r.end]


@rule("388", "inconsistent", "Episodes: REC")
def reason_disagrees_with_what_follows(r):
    """Reason the episode ended does not fit with what follows

    X1 (care goes on) needs another episode that starts on the same day, and any other reason means that the child left
    care, so that no episode starts that day. This episode has X1 and none follows at once, or another reason and one
    does.

    To fix it: if the child stayed in care, use X1 and let the next episode start on the day this one ended. If the
    child left care, use the reason for leaving and check the dates of both episodes.
    """
    e = r.Episodes
    goes_on, followed = e.REC == "X1", e.DEC == e.next.DECOM
    ended = e.CHILD.filled & e.DECOM.readable & e.DEC.readable & e.REC.filled
    return e.where(ended & (goes_on != followed), after=e.next)


@fix("388", "Reason episode ceased: X1 where care goes on the same day", key="care-goes-on", safe=False)
def care_goes_on(f):
    """The next episode starts on the day on which this one ended, so care went on. Untick a row where the child did
    leave care and the next episode is wrong.
    """
    return f[f.rows.DEC == f.after.DECOM].set("REC", "X1")


@rule("431", "inconsistent", "Episodes: RNE DECOM")
def fresh_start_without_a_break(r):
    """Fresh start of care (S) begins on or before the day the last episode ended

    S means that the child started to be looked after, so there must be at least a night between the episode before and
    this one.

    To fix it: if the child stayed in care, change the reason to the one that says what changed: L (legal status), P or
    T (placement; T: same carer), B or U (both; U: same carer). If there was a break, correct the dates of the two
    episodes.
    """
    e = r.Episodes
    return e.where((e.RNE == "S") & (e.DECOM <= e.previous.DEC), before=e.previous)


@rule("432", "inconsistent", "Episodes: RNE")
def back_in_care_without_a_fresh_start(r):
    """Child left care, but the next episode is not marked S (started to be looked after)

    The episode before this one ended with a reason that means the child left care. A child who comes back starts a new
    period of care, with the reason S.

    To fix it: if the child left and came back, set this episode’s reason to S. If the child never left, change the
    reason the earlier episode ended to X1 (care goes on).
    """
    e = r.Episodes
    return e.where(e.previous.REC.isin(LEFT_CARE) & (e.RNE != "S"), before=e.previous)


@fix("432", "Reason for new episode: S after the child left care", key="back-in-care", safe=False)
def back_in_care(f):
    """The child had left care and came back at least a night later, so a new period of care started. Untick a row
    where the child never left.
    """
    return f[f.rows.DECOM > f.before.DEC].set("RNE", "S")


@rule("433", "inconsistent", "Episodes: RNE DECOM")
def gap_within_a_period_of_care(r):
    """Episode that continues care does not start on the day the one before it ended

    The reasons L, P, T, U and B say that the child stayed in care and the legal status or the placement changed. Then
    there can be no gap or overlap between the two episodes.

    To fix it: correct the start date of this episode or the end date of the one before. If the child left care in
    between, the reason for this episode is S (started to be looked after).
    """
    e = r.Episodes
    before = e.previous_by("DECOM", "DEC")
    goes_on = before.exists & e.RNE.upper.isin("P", "L", "T", "U", "B")
    return e.where(goes_on & ~(e.DECOM == before.DEC), before=before)


@rule("437", "inconsistent", "Episodes: REC")
def episode_after_death_or_adulthood(r):
    """Child has a further episode after one that ended with death (E2) or age 18 (E15)

    E2 (died) and E15 (age assessed as 18 or over) end a child’s time in care for good, but another episode follows.

    To fix it: check the reason this episode ended. If it is right, remove the later episodes or correct their dates.
    """
    e = r.Episodes
    return e.where(e.REC.upper.isin("E2", "E15") & e.DECOM.readable & e.next.DECOM.readable, after=e.next)


@rule("501", "inconsistent", "Episodes: DECOM DEC")
def overlaps_the_episode_before(r):
    """Episode starts before the child’s previous episode ended

    A child has one episode at a time, but these two overlap.

    To fix it: check the end date of the earlier episode and the start date of this one, and whether the same episode
    was entered twice.
    """
    e = r.Episodes
    return e.where(e.DECOM < e.previous.DEC, before=e.previous)


@fix("501", "End of the episode before: the start of the next", source="the next episode’s start", safe=False)
def end_before_the_next_starts(f):
    """The episode before ends on the day on which this one starts. Untick a row where this one’s start may be wrong."""
    return f.set_beside("before", "DEC", f.texts(f.rows.DECOM))


@rule("504", "inconsistent", "Episodes: CIN")
def need_changed_within_a_period_of_care(r):
    """Category of need changed although the child stayed in care

    The category of need says why the child came into care, so it stays the same until the child leaves. Here the
    episode before ended with X1 (care goes on) on the day this one started, and the two have different categories.

    To fix it: use the category of the first episode of this period of care on all its episodes.
    """
    e = r.Episodes
    return e.where(carries_on(e) & e.CIN.differs_from(e.previous.CIN), before=e.previous)


@fix("504", "Category of need as in the first episode", source="the first episode’s", safe=False, through_period=True)
def need_as_first_episode(f):
    """The category of need stays the same while the child is in care. Takes the first episode’s for every episode of
    that period of care.
    """
    return f.set_through_period("CIN", f.before.CIN)


@rule(
    "1012",
    "inconsistent",
    "PlacedAdoption.CHILD Missing.CHILD Reviews.CHILD AD1.CHILD PrevPerm.CHILD OC2.CHILD",
    tables="Episodes",
    optional="PlacedAdoption Missing Reviews AD1 PrevPerm OC2",
)
def other_data_without_episodes(r):
    """Other data is returned for a child who has no episodes this year

    The child stands in another table (reviews, missing periods, adoption, outcomes, earlier permanence) but not in
    Episodes. A child without episodes was not looked after this year.

    To fix it: add the child’s missing episodes, or take the child out of the other tables. For a care leaver only the
    care leaver data (OC3) is wanted.
    """
    tables = (r.PlacedAdoption, r.Missing, r.Reviews, r.AD1, r.PrevPerm, r.OC2)
    return tuple(rows.where(~r.child_in_table("Episodes", rows), absent="Episodes") for rows in tables)
