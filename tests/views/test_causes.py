"""Which errors are one thing to do."""

from check903.findings import causes
from views import made


def things(check):
    """Each thing to do as the rules and lines of its errors."""
    cause = causes.of(check)
    found = {}
    for n in range(len(check)):
        found.setdefault(int(cause[n]), set()).add((check.rules[check.rule[n]].code, int(check.line[n])))
    return sorted(map(sorted, found.values()))


def test_one_wrong_date_is_one_thing_and_joins_two_episodes():
    """501 and 433 name the start of the later episode, 388 the end of the one before: one cause, as in the design."""
    assert [("388", 3), ("433", 4), ("501", 4)] in things(made.checked())


def test_one_rule_on_linked_rows_is_one_thing():
    found = things(made.checked())
    assert [("101", 3), ("602", 3), ("602", 6)] in found  # and the sex at fault in another rule belongs to it


def test_other_cells_are_other_things():
    found = things(made.checked())
    assert [("503C", 2)] in found and [("225", 4)] in found and [("103", 4)] in found


def test_every_error_has_one_cause_within_one_child():
    check = made.checked()
    cause = causes.of(check)
    assert all(len(set(check.child[cause == number].tolist())) == 1 for number in set(cause.tolist()))
    assert causes.count(cause, cause >= 0) == len(set(cause.tolist()))


def test_what_comes_from_one_postcode_is_one_thing():
    fields = ("PL_LA", "PL_LOCATION", "PL_DISTANCE", "PL_POST", "PLACE")
    rules = [
        made.rule(str(n), "missing", f"Episodes.{field}", lambda r: r.Episodes[:1]) for n, field in enumerate(fields, 1)
    ]
    episodes = {"Episodes": (f"CHILD {' '.join(fields)}", "\n1 - - - - U6\n")}
    assert things(made.checked(episodes, rules=rules)) == [[("1", 2), ("2", 2), ("3", 2), ("4", 2)], [("5", 2)]]


def test_an_id_that_is_nowhere_is_one_thing_however_many_rows_have_it():
    rules = [
        made.rule("INT1", "files", "Episodes.CHILD", lambda r: r.Episodes),
        made.rule("INT2", "files", "Missing.CHILD", lambda r: r.Missing),
        made.rule("9", "missing", "Episodes.CHILD", lambda r: r.Episodes[:1]),
    ]
    found = things(made.checked(rules=rules))
    assert len(found) == 4 and [("9", 2)] in found
    assert [len(one) for one in found if ("INT2", 2) in one] == [6]


def test_nothing_found():
    assert (
        causes.of(made.checked(rules=[made.rule("1", "invalid", "Header.SEX", lambda r: r.Header[:0])])).tolist() == []
    )
