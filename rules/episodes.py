"""Rules about the order of a child's episodes."""

from check903.engine import rule


@rule("142", "missing", "Episodes: DEC REC")
def earlier_episode_left_open(r):
    """An earlier episode was left open although a later episode has started

    A child has one episode at a time, so every episode but the last must have an end date and a reason for ending.

    To mend it: fill in the date on which this episode ended (usually the day the next one started) and the reason, usually X1.
    """
    e = r.Episodes
    return e[e.DECOM.readable & e.next.DECOM.readable & (~e.DEC.readable | e.REC.blank)]
