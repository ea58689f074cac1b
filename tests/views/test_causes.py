"""Which errors are one thing to fix, and which value is one cause in many records."""

import random
from collections import defaultdict

import numpy as np
import pytest

from check903 import sample
from check903.corrections.corrections import Corrections
from check903.corrections.plan import Plan
from check903.engine.findings import TABLES
from check903.findings import causes, comparison, held_values, links, patterns, search, seen
from check903.session.session import Session
from check903.views import plan
from check903.views.child import child
from support import made


def things(check):
    """Each thing to fix as the rules and lines of its errors."""
    known = causes.of(check)
    found = [
        {(check.rules[check.rule[n]].code, int(check.line[n])) for n in known.members(cause).tolist()}
        for cause in range(len(known))
    ]
    return sorted(map(sorted, found))


def test_one_wrong_date_is_one_thing_and_joins_two_episodes():
    """501 and 433 name the start of the later episode, 388 the end of the one before: one cause, as in the design."""
    assert [("388", 3), ("433", 4), ("501", 4)] in things(made.checked())


def test_one_rule_on_linked_rows_is_one_thing():
    found = things(made.checked())
    assert [("101", 3), ("602", 3), ("602", 6)] in found or [("602", 3), ("602", 6)] in found


def test_other_cells_are_other_things():
    found = things(made.checked())
    assert [("503C", 2)] in found and [("225", 4)] in found and [("103", 4)] in found


def test_what_comes_from_one_postcode_is_one_thing():
    fields = ("PL_LA", "PL_LOCATION", "PL_DISTANCE", "PL_POST", "PLACE")
    rules = [
        made.rule(str(n), "missing", f"Episodes.{field}", lambda r: r.Episodes[:1]) for n, field in enumerate(fields, 1)
    ]
    episodes = {"Episodes": (f"CHILD {' '.join(fields)}", "\n1 - - - - U6\n")}
    check = made.checked(episodes, rules=rules)
    assert things(check) == [[("1", 2), ("2", 2), ("3", 2), ("4", 2)], [("5", 2)]]
    assert causes.of(check).titles(np.array([0])) == ["Title of 4"]  # of the cell that was filled in, not worked out


def test_an_id_that_is_nowhere_is_one_thing_however_many_rows_have_it():
    rules = [
        made.rule("INT1", "files", "Episodes.CHILD", lambda r: r.Episodes),
        made.rule("INT2", "files", "Missing.CHILD", lambda r: r.Missing),
        made.rule("9", "missing", "Episodes.CHILD", lambda r: r.Episodes[:1]),
    ]
    found = things(made.checked(rules=rules))
    assert len(found) == 4 and [("9", 2)] in found
    assert [len(one) for one in found if ("INT2", 2) in one] == [6]


def test_a_number_that_a_child_has_in_several_rows_is_one_thing_and_two_numbers_are_two():
    rules = [made.rule("1", "invalid", "Episodes.URN", lambda r: r.Episodes)]
    episodes = {
        "Episodes": ("CHILD DECOM URN", "\n1 01/04/2026 SC1\n1 02/04/2026 SC1\n1 03/04/2026 SC2\n2 01/04/2026 SC1\n")
    }
    assert things(made.checked(episodes, rules=rules)) == [[("1", 2), ("1", 3)], [("1", 4)], [("1", 5)]]


def test_a_row_that_is_not_there_is_one_thing():
    def without(r):
        return r.Header.where(r.Header.SEX == "M", absent="OC2")

    rules = [made.rule(code, "missing", "Header.SEX OC2.CONVICTED", without) for code in ("1", "2")]
    header = {"Header": ("CHILD SEX", "\n1 M\n2 M\n"), "OC2": ("CHILD CONVICTED", "\n3 1\n")}
    assert things(made.checked(header, rules=rules)) == [[("1", 2), ("2", 2)], [("1", 3), ("2", 3)]]


def test_nothing_found():
    check = made.checked(rules=[made.rule("1", "invalid", "Header.SEX", lambda r: r.Header[:0])])
    known = causes.of(check)
    assert (len(known), known.number.tolist(), known.keys, known.patterns) == (0, [], [], [])
    assert known.tasks(np.zeros(0, bool)) == 0


# -- one value in many records ----------------------------------------------------------------------------------------


def numbered(*numbers):
    """A check of episodes of one child each, in which a rule finds the numbers SC9 wrong."""
    rows = "\n".join(f"{child} 01/04/2026 {number}" for child, number in enumerate(numbers, 1))
    rules = [made.rule("1", "invalid", "Episodes.URN", lambda r: r.Episodes[r.Episodes.URN == "SC9"])]
    return made.checked({"Episodes": ("CHILD DECOM URN", f"\n{rows}\n")}, rules=rules)


def test_a_value_at_fault_in_many_records_is_one_thing():
    known = causes.of(numbered(*["SC9"] * 5, "SC1"))
    [pattern] = known.patterns
    assert (pattern.title, pattern.records, pattern.children) == ("Ofsted number SC9 stands in 5 episodes", 5, 5)
    assert known.tasks(np.ones(5, bool)) == 1 and len(known) == 5


def test_a_childs_cause_leads_to_the_line_of_the_plan_where_its_value_stands_in_many_records():
    check = numbered(*["SC9"] * 5, "SC1")
    fixing = Corrections(check.r, check, {})
    [line] = plan.lines(Plan(fixing, held_values.of(fixing)))
    [thing] = child(check, "1", fixing)["things"]
    assert thing["pattern"] == {"key": line["key"], "title": "Ofsted number SC9 stands in 5 episodes"}


def test_a_few_records_are_no_pattern():
    known = causes.of(numbered(*["SC9"] * 4, "SC1"))
    assert not known.patterns and known.tasks(np.ones(4, bool)) == 4


def test_a_code_that_is_permitted_is_not_the_cause_nor_is_a_value_that_is_mostly_right():
    def some(r):
        return r.Episodes[r.Episodes.DECOM.value < np.datetime64("2026-04-10")]

    rows = "\n".join(f"{day} {day:02}/04/2026 {'U4' if day < 20 else 'K2'} B1" for day in range(1, 25))
    rules = [made.rule("1", "invalid", "Episodes.PLACE", some), made.rule("2", "invalid", "Episodes.PL_POST", some)]
    assert not causes.of(made.checked({"Episodes": ("CHILD DECOM PLACE PL_POST", f"\n{rows}\n")}, rules=rules)).patterns


def test_the_same_answers_in_many_rows_are_one_thing():
    def given(r):
        return r.OC2[r.OC2.CONVICTED == "0"]

    columns = "CONVICTED IMMUNISATIONS TEETH_CHECK"
    rows = "\n".join(f"{child} 0 0 0" for child in range(1, 7)) + "\n8 0 1 0\n9 1 0 0"
    check = made.checked(
        {"OC2": (f"CHILD {columns}", f"\n{rows}\n")}, rules=[made.rule("190", "inconsistent", "OC2.CONVICTED", given)]
    )
    cells = [(n, row, column) for n, row in enumerate(check.row.tolist()) for column in columns.split()]
    finding, row, column = zip(*cells)
    at_fault = links.Cells(
        np.array(finding),
        np.full(len(cells), list(TABLES).index("OC2")),
        np.array(list(map(links.COLUMNS.index, column))),
        np.array(row),
    )
    [pattern] = patterns.of_check(check, at_fault)
    assert (pattern.title, pattern.children) == ("0 in all answers of 6 rows of OC2", 6)
    assert pattern.rows.tolist() == list(range(6)) and len(pattern.findings) == 6


def test_an_office_postcode_is_one_thing():
    """The postcode of an office, in the rows of homes that stand elsewhere: 221 finds each."""
    files = sample.generate(children=150, seed=3, share=0, providers=200)
    lines = files.this_year["episodes.csv"].decode().splitlines()
    names = lines[0].split(",")
    place, post, child = map(names.index, ("PLACE", "PL_POST", "CHILD"))
    number = names.index("URN")
    rows = [line.split(",") for line in lines[1:]]
    homes = list({row[child]: row for row in rows if row[place] == "K2" and row[number]}.values())[:6]
    for row in homes:
        row[post] = "B1 1BB"
    text = "\n".join(map(",".join, [names, *rows]))
    session = Session()
    session.add_file("this_year/episodes.csv", text.encode())
    session.add_file("this_year/header.csv", files.this_year["header.csv"])
    session.add_file("providers.xlsx", files.providers)
    session.check_start({"authority": files.council})
    while not session.check_step()["done"]:
        pass
    found = causes.of(session.check.findings).patterns
    assert [one.title for one in found if one.fields == ("PL_POST",)] == [
        f"Placement postcode B1 1BB stands in {len(homes)} episodes"
    ]


def test_a_blank_is_a_pattern_only_where_the_whole_column_is():
    def blank(r):
        return r.Episodes[r.Episodes.CIN.blank]

    rules = [made.rule("1", "missing", "Episodes.CIN", blank)]

    def patterns(rest):
        rows = "\n".join(f"{child} 01/04/2026 -" for child in range(1, 8)) + rest
        return causes.of(made.checked({"Episodes": ("CHILD DECOM CIN", f"\n{rows}\n")}, rules=rules)).patterns

    assert [one.title for one in patterns("")] == ["Category of need is blank in all 7 episodes"]
    assert not patterns("\n9 01/04/2026 N1")


# -- whatever the return ----------------------------------------------------------------------------------------------


def checked(shuffled=None):
    """A made-up return, checked; its rows and files in another order where a number says so."""
    files = sample.generate(children=150, seed=3, share=1.5, providers=200)
    session, order = Session(), random.Random(shuffled)
    given = [
        (f"{year}/{name}", data) for year in ("this_year", "last_year") for name, data in getattr(files, year).items()
    ]
    for name, data in order.sample(given, len(given)) if shuffled else given:
        head, *rows = data.splitlines(keepends=True)
        session.add_file(name.replace("_", " "), head + b"".join(order.sample(rows, len(rows)) if shuffled else rows))
    session.add_file("providers.xlsx", files.providers)
    session.check_start({"authority": files.council})
    while not session.check_step()["done"]:
        pass
    return session.check.findings


@pytest.fixture(scope="module")
def check():
    return checked()


def test_every_error_has_one_cause_within_one_child(check):
    known = causes.of(check)
    members = np.concatenate([known.members(cause) for cause in range(len(known))])
    assert sorted(members.tolist()) == list(range(len(check))) and len(check) > 150
    assert all(len(set(check.child[known.members(cause)].tolist())) == 1 for cause in range(len(known)))
    assert known.tasks(np.ones(len(check), bool)) <= len(known) < len(check)


def test_errors_of_one_cause_share_a_cell_or_a_pair_and_errors_of_two_share_no_cell(check):
    known = causes.of(check)
    marks = [_marks(check, n, what) for n, what in enumerate(seen.seen(check, np.arange(len(check))))]
    for cause in range(len(known)):
        assert _connected([marks[n] for n in known.members(cause).tolist()]), known.titles(np.array([cause]))
    owner = {}
    for n, own in enumerate(marks):
        for mark in own:
            if mark[0] == "cell":
                assert owner.setdefault(mark, known.number[n]) == known.number[n]


def _marks(check, n, what):
    """What the error is about: cells at fault and their values, rows beside, the child's id or missing row."""
    rule, table, row, child = check.rules[check.rule[n]], check.tables[check.table[n]], check.row[n], check.child[n]
    rows = [(table, row, what.culprits), *(one for one in what.beside if check.rows(one[0]).child[one[1]] == child)]
    cells = {("cell", name, at, column) for name, at, columns in rows for column in columns}
    values = {
        ("value", name, column, child, check.rows(name).base.column(column).text(at))
        for name, at, columns in rows
        for column in columns
        if name in check.r.loaded
    }
    pairs = {("pair", *sorted([(table, int(row)), (name, int(at))])) for name, at, _ in what.beside}
    derived = {
        ("from", table, row, post)
        for post in ("HOME_POST", "PL_POST")
        for column in what.culprits
        if column in (post, "PL_DISTANCE") or (post == "PL_POST" and column in ("PL_LA", "PL_LOCATION"))
    }
    return cells | values | pairs | derived | {("rule", rule.code, child)} | _of_the_child(rule, child)


def _of_the_child(rule, child):
    return {("id", child)} if rule.category == "files" else {("absent", child)}


def _connected(marks):
    """True if each is linked to each by what they share."""
    of_mark = defaultdict(set)
    for n, own in enumerate(marks):
        for mark in own:
            of_mark[mark].add(n)
    reached, left = {0}, [0]
    while left:
        for mark in marks[left.pop()]:
            new = of_mark[mark] - reached
            reached |= new
            left += new
    return len(reached) == len(marks)


def test_the_order_of_files_and_rows_changes_nothing(check):
    def said(one):
        known, keys = causes.of(one), comparison.keys(one)
        titles = known.titles(np.arange(len(known)))
        titles = [title.partition(" is shared with ")[0] for title in titles]  # 444 names the next child in the file
        return {
            frozenset(keys[n] for n in known.members(cause).tolist()): titles[cause] for cause in range(len(known))
        }, {pattern.title for pattern in known.patterns}

    assert said(checked(shuffled=7)) == said(check)


def test_all_findings_are_searched_by_the_title_of_their_cause(check, monkeypatch):
    known = causes.of(check)
    cause = max(range(len(known)), key=lambda n: len(known.members(n)))
    [title] = known.titles(np.array([cause]))
    assert search.matching(check, {"text": title})[known.members(cause)].all()
    assert not search.matching(check, {"text": f"{title} nowhere"}).any()
    monkeypatch.setattr(search, "MOST_TITLES", 0)  # where there are very many, the patterns’ alone
    numbers = numbered(*["SC9"] * 5, "SC1")
    assert search.matching(numbers, {"text": "stands in 5 episodes"}).all()


def test_a_cause_is_known_again(check):
    known = causes.of(check)
    assert len(set(known.keys)) == len(known) and set(known.keys) == set(causes.of(checked(shuffled=8)).keys)
