"""What must hold of every rule over any return, however odd: arbitrary cells, arbitrary order, arbitrary company."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from check903 import engine
from check903.api import check
from check903.corrections.corrections import Corrections
from check903.corrections.plan import Plan
from check903.engine import recheck
from check903.engine.findings import Findings
from check903.model.change import Change
from check903.model.dates import parse_date
from check903.model.rows import TableIndex
from check903.model.table import Column, Table
from check903.reference import schema
from support.drawn import CHILDREN, NAMES, PROVIDERS, Drawn, drawn_returns
from support.profiles import several


def in_force(drawn: Drawn) -> list[engine.Rule]:
    return engine.in_force(drawn.given["rules_year"] or drawn.year)


def findings(result: Findings) -> set[tuple[str, str, int]]:
    """(rule, table, row) of each finding."""
    return {
        (result.rules[rule].code, result.tables[table], row)
        for rule, table, row in zip(result.rule.tolist(), result.table.tolist(), result.row.tolist())
    }


def of_rules(found: set[tuple], left_out: set[str]) -> set[tuple]:
    return {each for each in found if each[0] not in left_out}


# -- nothing crashes, nothing depends on order ------------------------------------------------------------------------


@several(25)
@given(drawn_returns())
def test_no_rule_crashes_whatever_the_cells(drawn):
    result = engine.check(drawn.returned(), in_force(drawn))
    assert result.faults == {}
    for rule, table, row in findings(result):
        assert row < len(drawn.tables[table]), (rule, table, row)


@several(6)
@given(drawn_returns())
def test_every_version_of_every_rule_runs_on_any_year(drawn):
    r = drawn.returned()
    for found in engine.DEPARTMENT.rules:
        assert engine.check(r, [found]).faults == {}


@several(10)
@given(drawn_returns(), st.randoms(use_true_random=False))
def test_the_order_of_the_rules_does_not_matter(drawn, chance):
    rules = in_force(drawn)
    expected = findings(engine.check(drawn.returned(), rules))
    assert findings(engine.check(drawn.returned(), chance.sample(rules, len(rules)))) == expected


# What breaks ties beside the table's own order: these rules, where it leaves several rows equal, go by their place in
# the file.
OTHER_ORDERS = {
    "Episodes": ["DECOM", "DEC"],
    "SWEpisodes": ["SW_DECOM"],
}  # DEC in rule 625; SW_DECOM alone in SW08, SW11, SW14, SW17


def without_ties(table: Table) -> Table:
    """The table without rows that equal an earlier one of the child in what puts rows in order."""
    name = table.name.removesuffix("_last")
    spec = schema.TABLES[name]
    for key in OTHER_ORDERS.get(name, spec.order or ["CHILD"]):
        seen, kept = set(), []
        children = table.columns.get("CHILD", Column.blank(len(table))).texts()
        values = table.columns.get(key, Column.blank(len(table))).texts()
        for row, (child, value) in enumerate(zip(children, values)):
            place = (child, str(parse_date(value)) if spec.column(key).type == "date" else value)
            if not child or place not in seen or (key == "DEC" and place[1] == "NaT"):
                kept.append(row)
            seen.add(place)
        table = table.take(np.array(kept, int))
    return table


@several(25)
@given(drawn_returns(rows=20))
def test_the_order_of_the_rows_does_not_matter_where_it_breaks_no_tie(drawn):
    tables = {name: without_ties(table) for name, table in drawn.tables.items()}
    places = {name: np.array(drawn.chance.sample(range(len(table)), len(table)), int) for name, table in tables.items()}
    r = drawn.returned(tables)
    for name in tables:
        rows = getattr(r, name)
        assert not (rows.same_date_as_another & (rows.child >= 0)).any(), name
    shuffled = drawn.returned({name: table.take(places[name]) for name, table in tables.items()})
    expected = engine.check(r, in_force(drawn))
    found = engine.check(shuffled, in_force(drawn))
    assert {(rule, table, int(places[table][row])) for rule, table, row in findings(found)} == findings(expected)
    assert found.not_run == expected.not_run


# -- nothing depends on who or what else is in the return -------------------------------------------------------------

# One child's rows can put another child's at fault, or keep it from being one:
SHARED = {
    "444": "a pupil number that stands on two rows is at fault on both",
    "1001": "says nothing at all where no child of the return has a day in care that counts, or a table has no rows",
}


def test_the_rules_in_which_children_meet_are_known():
    assert {found.code for found in engine.DEPARTMENT.rules if found.cross_child} == set(SHARED)


@several(25)
@given(drawn_returns())
def test_a_further_child_changes_nothing_for_the_others(drawn):
    before = engine.check(drawn.returned(), in_force(drawn))
    tables, places = {}, {}
    for name, table in drawn.tables.items():
        added = drawn.table(name, drawn.chance.randint(0, 3), list(table.columns), ["Z"])
        kept = (
            np.flatnonzero([child == "Z" for child in added.columns["CHILD"].texts()])
            if "CHILD" in added.columns
            else np.zeros(0, int)
        )
        both = Table.joined([table, added.take(kept)])
        order = drawn.chance.sample(range(len(both)), len(both))
        own = iter(range(len(table)))  # the others stay in order, the new rows fall in between
        order = [next(own) if at < len(table) else at for at in order]
        tables[name], places[name] = both.take(np.array(order, int)), order
    after = engine.check(drawn.returned(tables), in_force(drawn))
    found = {(rule, table, places[table][row]) for rule, table, row in findings(after)}
    of_others = {each for each in found if each[2] < len(drawn.tables[each[1]])}
    assert of_rules(of_others, set(SHARED)) == of_rules(findings(before), set(SHARED))
    assert {code: why for code, why in after.not_run.items() if code not in SHARED} == {
        code: why for code, why in before.not_run.items() if code not in SHARED
    }


def looked_at(found: engine.Rule) -> set[str]:
    """The tables that a rule may look at: those that it names, and those from which their columns are worked out, of
    both years.
    """
    named = {*found.tables, *found.optional}
    plain = {name.removesuffix("_last") for name in named}
    fed = {name for name, feeds in recheck._FEEDS.items() if plain & set(feeds)}
    return named | {f"{name}{year}" for name in fed for year in ("", "_last")}


@several(25)
@given(drawn_returns(), st.data())
def test_a_rule_looks_at_no_table_that_it_does_not_name(drawn, data):
    rules = in_force(drawn)
    seen = data.draw(st.sampled_from(sorted({frozenset(looked_at(found)) for found in rules}, key=sorted)))
    rules = [found for found in rules if looked_at(found) <= seen]
    other = {name: table if name in seen else drawn.table(name, len(table)) for name, table in drawn.tables.items()}
    drawn.given["file_format"] = drawn.given["file_format"] or "csv"  # else Header's columns decide it
    before, after = engine.check(drawn.returned(), rules), engine.check(drawn.returned(other), rules)
    assert findings(after) == findings(before)
    assert after.not_run == before.not_run


@several(25)
@given(drawn_returns(), st.data())
def test_columns_that_a_rule_does_not_look_at_make_no_difference(drawn, data):
    found = data.draw(st.sampled_from(in_force(drawn)))
    drawn.given["file_format"] = drawn.given["file_format"] or "csv"
    with pytest.MonkeyPatch.context() as patch:
        seen = {(name, "CHILD") for name in NAMES}
        column = TableIndex.column
        patch.setattr(TableIndex, "column", lambda base, name: seen.add((base.name, name)) or column(base, name))
        r = drawn.returned()
        before = engine.check(r, [found])
    if any(
        table not in NAMES for table, _ in seen
    ):  # both years as one table: Episodes of one is Episodes of the other
        seen |= {(name, column) for table, column in seen for name in ("Episodes", "Episodes_last")}
    other = {}
    for name, table in drawn.tables.items():
        again = drawn.table(name, len(table), list(table.columns))
        other[name] = Table(
            name,
            {each: cells if (name, each) in seen else again.columns[each] for each, cells in table.columns.items()},
        )
    assert findings(engine.check(drawn.returned(other), [found])) == findings(before)


# -- checking again after changes is checking anew --------------------------------------------------------------------

GIVEN = [*CHILDREN, "D", ""]  # what CHILD may be changed to
MOST_CELLS = 4  # changed in one batch


def a_batch(drawn: Drawn, fixing: Corrections) -> list[Change]:
    """Changes of one table: cells of columns that are there or not, CHILD among them; a whole column emptied; rows
    taken out.
    """
    chance, log = drawn.chance, fixing.log
    before = [
        change.table for batch in log.batches for change in batch.changes if len(log.original_positions(change.table))
    ]
    name = chance.choice(
        before
        if before and chance.random() < 0.7
        else [name for name in log.tables if len(log.original_positions(name))]
    )
    rows = log.original_positions(name).tolist()
    pick = chance.random()
    if pick < 0.1:
        return [
            Change(name, row, None) for row in chance.sample(rows, chance.choice([1, min(2, len(rows)), len(rows)]))
        ]
    spec = schema.TABLES[name]
    field = "CHILD" if pick < 0.4 else chance.choice(spec.columns).name
    absent = [column.name for column in spec.columns if column.name not in log.tables[name].columns]
    if absent and pick > 0.8:
        field = chance.choice(absent)
    emptied = 0.6 < pick < 0.7
    known = [
        row
        for row in rows
        if any((change.table, change.row) == (name, row) for batch in log.batches for change in batch.changes)
    ]
    some = known if known and chance.random() < 0.7 else rows  # the same rows again and again
    chosen = rows if emptied else chance.sample(some, min(len(some), chance.randint(1, MOST_CELLS)))
    return [
        Change(
            name,
            row,
            field,
            standing(fixing, name, row, field),
            "" if emptied else drawn.cell(spec.column(field), GIVEN),
        )
        for row in chosen
    ]


def standing(fixing: Corrections, name: str, row: int, field: str) -> str:
    column = fixing.log.tables[name].columns.get(field)
    return "" if column is None else column.text(int(fixing.log.current_positions(name)[row]))


def a_step(drawn: Drawn, fixing: Corrections) -> None:
    """Apply a batch; or undo or redo one, or a single change of one."""
    chance, batches = drawn.chance, fixing.log.batches
    if not batches or chance.random() < 0.65:
        if any(len(fixing.log.original_positions(name)) for name in fixing.log.tables):
            changes = a_batch(drawn, fixing)
            note(f"apply {changes}")
            fixing.apply(changes, tied=chance.random() < 0.3)
        return
    batch = chance.choice(batches)
    at = chance.choice([None, chance.randrange(len(batch.changes))])
    note(f"undo or redo batch {batch.number} at {at}")
    chance.choice([fixing.undo, fixing.redo])([batch.number], at)


@several(12)
@given(drawn_returns(rows=5))
def test_whatever_is_changed_checking_again_finds_what_a_new_check_finds(drawn):
    rules = in_force(drawn)
    for name in [
        name for name in schema.TABLES if name in drawn.tables
    ]:  # more columns absent than usual, CHILD not among them
        columns = {
            field: cells
            for field, cells in drawn.tables[name].columns.items()
            if field == "CHILD" or drawn.chance.random() < 0.8
        }
        drawn.tables[name] = Table(name, columns)
    fixing = Corrections(drawn.returned(), engine.check(drawn.returned(), rules))
    last = {name: table for name, table in drawn.tables.items() if name.endswith("_last")}
    for _ in range(12):
        a_step(drawn, fixing)
        anew = engine.check(drawn.returned({**fixing.log.tables, **last}), rules)
        assert with_children(fixing.result) == with_children(anew)
        assert (fixing.result.not_run, fixing.result.faults) == (anew.not_run, anew.faults)
    after = Corrections(drawn.returned(), engine.check(drawn.returned(), rules))  # Check is pressed again
    assert after.restore(fixing.snapshot()).unfit == []
    assert (with_children(after.result), after.result.not_run) == (with_children(anew), anew.not_run)


def with_children(result: Findings) -> list[tuple[str, str, int, str]]:
    """(rule, table, row, id) of each finding, in order."""
    children = [*result.r.children, ""]
    return sorted(
        (result.rules[rule].code, result.tables[table], row, children[child])
        for rule, table, row, child in zip(
            result.rule.tolist(), result.table.tolist(), result.row.tolist(), result.child.tolist()
        )
    )


@several(12)
@given(drawn_returns(rows=5))
def test_what_the_plan_proposes_never_makes_more_errors_and_each_line_keeps_its_word(drawn):
    fixing = Corrections(drawn.returned(), engine.check(drawn.returned(), in_force(drawn)))
    before = len(fixing.result)
    plan = Plan(fixing)
    for _ in plan.steps():
        pass
    assert len(fixing.result) == before and not fixing.log.batches  # all on a copy
    for group in plan.groups:
        step = fixing.preview([change for record in group.chosen() for change in record.changes])
        assert (len(step.gone), len(step.new)) == (group.gone, group.new), group.key
        assert not group.proposed or group.safe or group.gone > group.new
    for group in plan.groups:
        if group.proposed:
            fixing.apply([change for record in group.chosen() for change in record.changes], fix=group.key)
    assert len(fixing.result) == before - len(plan.gone) + len(plan.new) <= before


# -- what is given is never changed -----------------------------------------------------------------------------------


def frame(drawn: Drawn, table: Table) -> pd.DataFrame:
    """The table as a script might hand it over: numbers, dates and missing values of every kind among the text."""

    def cell(text: str):
        pick = drawn.chance.random()
        if not text and pick < 0.7:
            return drawn.chance.choice([None, float("nan"), pd.NaT, pd.NA])
        date = parse_date(text)
        if pick < 0.5 and not np.isnat(date):
            return pd.Timestamp(date) if drawn.chance.random() < 0.5 else date.item()
        return int(text) if text in ("0", "1", "12", "40") and pick < 0.5 else text

    index = drawn.chance.sample(range(100), len(table))
    return pd.DataFrame(
        {column: [cell(text) for text in cells.texts()] for column, cells in table.columns.items()},
        index=index,
        dtype=object,
    )


@several(5)
@given(drawn_returns())
def test_the_frames_given_are_never_changed(drawn):
    frames = {name: frame(drawn, table) for name, table in drawn.tables.items()}
    copies = {name: each.copy(deep=True) for name, each in frames.items()}
    providers = pd.DataFrame(PROVIDERS)
    this = {name: each for name, each in frames.items() if not name.endswith("_last")}
    last = {name.removesuffix("_last"): each for name, each in frames.items() if name.endswith("_last")}
    result = check(
        this,
        last,
        year=drawn.year,
        authority=drawn.given["authority"],
        providers=providers,
        file_format=drawn.given["file_format"],
    )
    assert result.faults == {}
    columns = "rule table row child fields culprits beside_table beside_row evidence".split()
    assert [list(result.findings.columns), len(result.findings)] == [columns, len(result)]
    for name, each in copies.items():
        pd.testing.assert_frame_equal(frames[name], each)
    pd.testing.assert_frame_equal(providers, pd.DataFrame(PROVIDERS))
