"""The plan through the worker's API: what it shows step by step, and what applying it does."""

import json

import pytest

from check903 import sample
from check903.fix_command import Fixes
from check903.session.session import Session
from support import made
from support.made import planned

STAND_IN = "SC999999"


@pytest.fixture
def session():
    return made.checked_sample()


def lines(view, part):
    return [line for line in view["lines"] if line["part"] == part]


def check(session, **options):
    session.check_start(options)
    while not session.check_step()["done"]:
        pass
    return session


def test_the_plan_is_worked_out_step_by_step_and_says_how_far_it_is(session):
    before = session.plan()
    assert (before["checked"], before["known"], before["done"], before["lines"]) == (True, False, False, [])
    steps = [session.plan_step()]
    while not steps[-1]["done"]:
        steps.append(session.plan_step())
    tried = [step["tried"] for step in steps]
    assert tried == sorted(tried) and tried[-1] == steps[-1]["groups"] > 5 and tried[1] < tried[-1]
    assert session.plan()["known"] and session.plan_step() == steps[-1]


def test_a_change_begins_it_anew_and_the_last_one_stays_on_show_until_then(session):
    first = planned(session)
    key = lines(first, "plan")[0]["key"]
    session.fix_apply(key)
    after = session.plan()
    assert (after["done"], after["known"], after["sums"]) == (False, True, None)
    assert after["lines"] == [line for line in first["lines"] if line["key"] != key]
    now = planned(session)
    assert now["start"] == first["now"] > now["now"] == session.overview()["errors"]
    assert key not in {line["key"] for line in now["lines"]}


def test_what_is_accepted_is_in_no_number_of_the_plan(session):
    best = lines(planned(session), "plan")[0]
    rules = session.plan_group(best["key"])["rules"]
    for code in rules:
        session.accept({"rule": code}, "asked twice")
    view = session.plan()
    assert not view["done"], "the plan is worked out anew"
    (now,) = [line for line in planned(session)["lines"] if line["key"] == best["key"]]
    assert now["gone"] < best["gone"]
    errors = session.overview()["errors"]
    done = session.fix_apply(best["key"], "all")
    assert session.overview()["errors"] == errors - done["gone"] + done["new"]


def test_lines_are_best_first(session):
    fewer = [line["fewer"] for line in lines(planned(session), "plan") if line["ticked"]]
    assert len(fewer) > 3 and fewer == sorted(fewer, reverse=True) and fewer[-1] > 0


def test_applying_all_that_is_proposed_leaves_what_the_plan_said(session):
    view = planned(session)
    sums = view["sums"]
    safe = session.fix_apply_safe()
    assert view["now"] - safe["gone"] + safe["new"] == sums["safe"]
    for line in view["lines"]:
        if line["proposed"] and line["part"] != "safe":
            session.fix_apply(line["key"])
    assert session.overview()["errors"] == sums["after"] == view["now"] - sums["gone"] + sums["new"]
    assert sums["after"] == sum(one["errors"] for one in sums["asked"]) + sums["later"] + sums["new"]


def test_applying_while_the_next_plan_is_worked_out_changes_only_what_is_still_proposed(session):
    view = planned(session)
    one = next(line for line in lines(view, "plan") if line["ticked"])
    assert session.fix_apply(one["key"])["changes"] == one["proposed"]
    assert session.fix_apply(one["key"])["changes"] == 0


def test_a_record_has_all_its_changes_its_own_effect_and_which_errors_go(session):
    key = lines(planned(session), "plan")[0]["key"]
    group = session.plan_group(key)
    rows = group["rows"]
    assert len(rows) == group["total"] and len({row["record"] for row in rows}) == len(rows)
    assert [row["gone"] - row["new"] for row in rows] == sorted(
        (row["gone"] - row["new"] for row in rows), reverse=True
    )
    for row in rows[:3]:
        assert (len(row["gone_rules"]), len(row["new_rules"])) == (row["gone"], row["new"])
        tried = session.fix_try(key, "none", [row["record"]])
        assert (tried["gone"], tried["new"]) == (row["gone"], row["new"])


@pytest.mark.parametrize("ticks", ["proposed", "helping", "all", "none"])
def test_which_records_are_ticked_is_told_by_a_word_and_by_those_that_differ(session, ticks):
    line = max(planned(session)["lines"], key=lambda line: line["records"] - line["ticked"] if line["changes"] else 0)
    rows = session.plan_group(line["key"], 0, 1000)["rows"]
    wanted = {
        "proposed": lambda row: row["ticked"],
        "helping": lambda row: row["gone"] > row["new"],
        "all": lambda row: True,
        "none": lambda row: False,
    }[ticks]
    ticked = [row for row in rows if wanted(row)]
    of = sum(len(row["changes"]) + row["more"] for row in ticked)
    assert session.fix_try(line["key"], ticks)["changes"] == of
    if ticked:
        but = [ticked[0]["record"]]
        assert session.fix_try(line["key"], ticks, but)["changes"] == of - len(ticked[0]["changes"]) - ticked[0]["more"]


def test_two_groups_that_want_one_record_both_say_so(session):
    view = planned(session)
    found = [
        (line["key"], row)
        for line in view["lines"]
        for row in session.plan_group(line["key"], 0, 1000)["rows"]
        if row["rivals"]
    ]
    assert found
    for key, row in found:
        for rival in row["rivals"]:
            other = next(
                one for one in session.plan_group(rival["key"], 0, 1000)["rows"] if one["record"] == rival["record"]
            )
            assert (key, row["record"], row["ticked"]) in [
                (one["key"], one["record"], one["ticked"]) for one in other["rivals"]
            ]
            assert not (row["ticked"] and rival["ticked"])


def stand_in() -> Session:
    """A return in which one number that Ofsted's list lacks stands in eight episodes; two had another last year."""
    head = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,URN,DEC,REC\n"
    row = "{},01/0{}/2025,S,C2,N1,K2,PR4,{},,\n"
    this = head + "".join(row.format(n, 5, STAND_IN) for n in range(10, 18))
    last = head + "".join(row.format(n, 5, "1234567") for n in (10, 11))
    session = Session()
    session.add_file("this year/episodes.csv", this.encode(), 1, 1)
    session.add_file("last year/episodes.csv", last.encode(), 2, 1)
    session.add_file("providers.csv", b"URN,Setting name,Postcode,PR codes\n1234567,The Hollies,LS1 1AA,PR4\n", 3, 1)
    session.choose_year(2027)
    return check(session, year=2027)


def test_a_value_in_many_records_is_one_line_with_its_children_and_one_decision():
    session = stand_in()
    view = planned(session)
    (line,) = [line for line in lines(view, "patterns") if STAND_IN in line["title"]]
    assert (line["records"], line["changes"]) == (8, 2)
    group = session.plan_group(line["key"])
    assert [row["child"] for row in group["rows"]][2:] == [str(n) for n in range(12, 18)]
    after = group["rows"][0]["changes"][0]["after"]
    assert (after["value"], after["short"]) == ("1234567", "The Hollies")
    held = group["held"]
    assert (held["value"], len(held["rows"]), len(held["bare"])) == (STAND_IN, 8, 6)
    places = [row["place"] for row in group["rows"] if not row["changes"]]
    assert sorted(places) == held["bare"]
    values = [[places[0], "1234567"], [places[1], "7654321"]]
    tried = session.values_try(held["table"], held["field"], values)
    assert tried["changes"] == 2 and tried["gone"] > 0 and not session.fix()["log"]
    assert session.fix_values(held["table"], held["field"], values)["gone"] == tried["gone"]
    [step] = session.fix()["log"]
    assert {one["after"]["value"] for one in session.fix_log(step["number"])["rows"]} == {"1234567", "7654321"}
    session.fix_undo()
    tried = session.cells_try(held["table"], held["bare"], held["field"], "1234567")
    assert tried["changes"] == 6 and tried["gone"] > 0 and session.fix()["changes"] == 0
    done = session.fix_cells(held["table"], held["bare"], held["field"], "1234567")
    assert (done["gone"], done["new"]) == (tried["gone"], tried["new"])


def test_a_value_replaced_in_all_rows_of_a_rule_is_tried_first(session):
    wanted = {"rule": "503D"}
    places = {row["at"] for one in session.rule("503D", {}, 0, 1000)["sets"] for row in one["rows"]}
    tried = session.cells_try("Episodes", None, "PLACE", "U4", wanted)
    assert 0 < tried["changes"] <= len(places) and not session.fix()["log"]
    done = session.fix_cells("Episodes", None, "PLACE", "U4", wanted)
    assert (done["changes"], done["gone"], done["new"]) == (tried["changes"], tried["gone"], tried["new"])


def test_the_page_and_the_command_line_give_the_same_plan(session):
    check903 = session.check
    command = Fixes(check903.findings, check903.loaded)
    for _ in command.plan.steps():
        pass
    same = ("key", "title", "changes", "gone", "new", "proposed")
    shown = [{name: line[name] for name in same} for line in planned(session)["lines"] if line["changes"]]
    assert shown == [{name: line[name] for name in same} for line in json.loads(command.as_json())]


def loaded(seed: int) -> Session:
    """A session with a return of another seed, full of errors, checked."""
    session, given = Session(), sample.generate(120, seed=seed, share=0.5)
    for folder, tables in (("this year", given.this_year), ("last year", given.last_year)):
        for name, data in tables.items():
            session.add_file(f"{folder}/{name}", data, 1, 1)
    session.add_file("providers.xlsx", given.providers, 1, 1)
    return check(session, authority=given.council)


@pytest.mark.parametrize("seed", [3, 11])
def test_proposals_of_other_returns_never_raise_the_number_of_errors(seed):
    session = loaded(seed)
    view = planned(session)
    errors = view["now"]
    for line in view["lines"]:
        if line["proposed"]:
            session.fix_apply(line["key"])
            now = session.overview()["errors"]
            assert now <= errors, line["key"]
            errors = now
    assert errors == view["sums"]["after"] < view["now"]


def test_what_does_harm_has_nothing_ticked_and_a_reason_with_the_better_group():
    """The placement type is made to fit a wrong Ofsted number: the number is the fault."""
    head = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,URN,PL_POST,DEC,REC\n"
    row = "{},01/05/2025,S,C2,N1,U6,PR4,{},LS1 1AA,,\n"
    session = Session()
    for n, (folder, urn) in enumerate((("this year", "1234567"), ("last year", "SC123456"))):
        session.add_file(f"{folder}/episodes.csv", (head + "".join(row.format(c, urn) for c in (1, 2))).encode(), n, 1)
    listed = b"URN,Setting name,Postcode,Placement codes,PR codes\n1234567,The Hollies,YO1 1AA,K2,PR4\n"
    session.add_file("providers.csv", listed + b"SC123456,Kingsley,LS1 1AA,U4 U6,PR4\n", 3, 1)
    view = planned(check(session, year=2027))
    (harm,) = lines(view, "apart")
    assert (harm["ticked"], harm["key"]) == (0, "placement-from-list") and harm["fewer"] <= 0
    group = session.plan_group(harm["key"])
    assert group["part"] == "apart" and group["better"]["key"] == "urn-as-last-year"
    assert group["better"]["title"] in harm["reason"]
    assert [(one["key"], one["ticked"]) for one in group["rows"][0]["rivals"]] == [("urn-as-last-year", True)]
