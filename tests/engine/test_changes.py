"""Changes: applied together, undone one by one, and checked again exactly as a whole new check would."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from check903 import engine
from check903.corrections.changes import Log
from check903.corrections.corrections import Corrections
from check903.engine.recheck import recheck
from check903.model.change import Change
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table


def table(name, **columns):
    return Table(name, {field: Column.of(texts) for field, texts in columns.items()})


def tables():
    return {
        "Header": table("Header", CHILD=["A", "B", "C"], DOB=["01/01/2015", "01/01/2028", ""], UPN=["A", "A", "UN1"]),
        "Episodes": table(
            "Episodes",
            CHILD=["A", "A", "B", "B"],
            DECOM=["01/05/2026", "01/07/2026", "01/05/2026", "01/06/2026"],
            DEC=["", "", "01/06/2026", ""],
            REC=["", "", "X1", ""],
        ),
    }


def test_the_last_change_of_a_cell_stands_and_undoing_any_batch_leaves_the_others():
    log = Log(tables())
    log.apply([Change("Episodes", 0, "REC", "", "X1")])
    log.apply([Change("Episodes", 0, "REC", "X1", "E8"), Change("Header", 0, "DOB", "01/01/2015", "02/01/2015")])
    assert log.tables["Episodes"].columns["REC"].texts() == ["E8", "", "X1", ""]
    log.undo([2])
    assert log.tables["Episodes"].columns["REC"].texts() == ["X1", "", "X1", ""]
    assert log.tables["Header"].columns["DOB"].texts()[0] == "01/01/2015"
    log.redo([2])
    log.undo([1])
    assert log.tables["Episodes"].columns["REC"].texts()[0] == "E8"
    log.undo([2])
    assert log.tables["Episodes"].columns["REC"].texts()[0] == ""


def test_a_row_taken_out_moves_the_rows_after_it_and_comes_back():
    log = Log(tables())
    log.apply([Change("Episodes", 1, None)])
    assert log.original_positions("Episodes").tolist() == [0, 2, 3]
    assert log.current_positions("Episodes").tolist() == [0, -1, 1, 2]
    log.apply([Change("Episodes", 3, "REC", "", "E8")])
    assert log.tables["Episodes"].columns["REC"].texts() == ["", "X1", "E8"]
    log.undo([1])
    assert log.tables["Episodes"].columns["REC"].texts() == ["", "", "X1", "E8"]


def test_a_change_of_something_else_is_refused_whole():
    log = Log(tables())
    with pytest.raises(ValueError, match="holds"):
        log.apply([Change("Header", 0, "UPN", "A", "B"), Change("Header", 1, "UPN", "wrong", "B")])
    assert log.tables["Header"].columns["UPN"].texts() == ["A", "A", "UN1"]


def findings(result):
    return sorted(
        zip(
            [result.rules[n].code for n in result.rule],
            [result.tables[t] for t in result.table],
            result.row.tolist(),
            [[*result.r.children, ""][c] for c in result.child],
        )
    )


@pytest.mark.parametrize(
    "changes",
    [
        [Change("Episodes", 0, "DEC", "", "01/07/2026"), Change("Episodes", 0, "REC", "", "X1")],
        [Change("Header", 1, "DOB", "01/01/2028", "01/01/2018")],
        [Change("Header", 0, "UPN", "A", "UN1")],
        [Change("Episodes", 1, None)],
        [Change("Episodes", 2, "CHILD", "B", "A")],
        [Change("Episodes", 2, "CHILD", "B", "")],
        [Change("Header", 2, "CHILD", "C", "D"), Change("Episodes", 3, None)],
    ],
    ids=str,
)
def test_checking_again_finds_what_a_whole_new_check_finds(changes):
    log, rules = Log(tables()), engine.in_force(2027)
    before_rows = {name: log.original_positions(name) for name in log.tables}
    before = engine.check(Return(log.tables, None, Collection.of_year(2027), authority="E08000025"), rules)
    batch = log.apply(changes)
    r = Return(log.tables, None, Collection.of_year(2027), authority="E08000025")
    moved = {name: log.current_positions(name)[before_rows[name]] for name in log.tables}
    again = recheck(r, before, log.children(batch.changes), {change.table for change in changes}, moved)
    whole = engine.check(r, rules)
    assert findings(again) == findings(whole)
    assert again.not_run == whole.not_run
    assert (np.diff(again.rule) >= 0).all()


def checked(given):
    r = Return(given, None, Collection.of_year(2027), authority="E08000025")
    return Corrections(r, engine.check(r, engine.in_force(2027)))


def same_as_a_new_check(fixing):
    anew = checked(fixing.log.tables).result
    return (findings(fixing.result), fixing.result.not_run) == (findings(anew), anew.not_run)


def of_rule(fixing, code):
    return [child for rule, *_, child in findings(fixing.result) if rule == code]


def test_a_column_that_comes_is_looked_at_in_every_row():
    """Filled in for one child, it can be checked for all; undone, for none."""
    fixing = checked({"Header": table("Header", CHILD=["101", "102", "103"], DOB=["01/02/2015"] * 3)})
    assert "103" in fixing.result.not_run
    batch, _ = fixing.apply([Change("Header", 0, "ETHNIC", "", "WBRI")])
    assert of_rule(fixing, "103") == ["102", "103"]
    assert same_as_a_new_check(fixing)
    fixing.undo([batch.number])
    assert "103" in fixing.result.not_run and of_rule(fixing, "103") == []
    assert same_as_a_new_check(fixing)


def test_a_column_that_says_how_the_return_came_is_looked_at_anew():
    """Header with UASC is that of an XML return, for which other rules are asked."""
    fixing = checked(
        {
            "Header": table("Header", CHILD=["101"], DOB=["01/02/2015"]),
            "UASC": table("UASC", CHILD=["102"], SEX=["M"], DOB=[""]),
        }
    )
    fixing.apply([Change("Header", 0, "UASC", "", "0")])
    assert fixing.r.file_format == "xml"
    assert same_as_a_new_check(fixing)


def test_a_row_given_to_another_child_is_checked_as_that_childs():
    fixing = checked({"Header": table("Header", CHILD=["101", "102"], DOB=["01/02/2015"] * 2, ETHNIC=["WBRI", "AIND"])})
    for field, before, after, at_fault in [
        ("CHILD", "101", "201", []),
        ("ETHNIC", "WBRI", "QQ", ["201"]),
        ("CHILD", "201", "301", ["301"]),
        ("ETHNIC", "QQ", "WBRI", []),
    ]:
        fixing.apply([Change("Header", 0, field, before, after)])
        assert of_rule(fixing, "103") == at_fault
        assert same_as_a_new_check(fixing)
    fixing.undo([4])
    fixing.undo([3])
    assert of_rule(fixing, "103") == ["201"]
    fixing.undo([1])
    fixing.redo([4])
    assert of_rule(fixing, "103") == []
    assert same_as_a_new_check(fixing)


def test_a_table_whose_last_row_goes_is_asked_about_anew():
    """Rule 1001 of the care leavers needs rows: what it says of others goes with them."""
    fixing = checked({**tables(), "OC3": table("OC3", CHILD=["A"], DOB=["01/01/2015"], IN_TOUCH=["YES"])})
    batch, _ = fixing.apply([Change("OC3", 0, None)])
    assert same_as_a_new_check(fixing)
    fixing.undo([batch.number])
    assert same_as_a_new_check(fixing)


def test_a_child_without_rows_in_the_table_that_its_own_are_compared_with():
    """Child C has outcomes and no episode, so nothing is left of Episodes where C alone is checked again."""
    outcomes = table(
        "OC2",
        CHILD=["C"],
        DOB=["01/01/2015"],
        SDQ_SCORE=["12"],
        SDQ_REASON=[""],
        CONVICTED=["0"],
        HEALTH_CHECK=["1"],
        IMMUNISATIONS=["1"],
        TEETH_CHECK=["1"],
        HEALTH_ASSESSMENT=["1"],
        SUBSTANCE_MISUSE=["0"],
    )
    corrections = checked({**tables(), "OC2": outcomes})
    corrections.apply([Change("OC2", 0, "SDQ_SCORE", "12", "13")])
    assert of_rule(corrections, "190") == ["C"]
    assert same_as_a_new_check(corrections)


def replayed(batches):
    """The cells after the changes in force, one by one: rows as lists of texts, None for a row taken out."""
    found = {
        name: [dict(zip(t.columns, texts)) for texts in zip(*(column.texts() for column in t.columns.values()))]
        for name, t in tables().items()
    }
    for batch in batches:
        for at, change in enumerate(batch.changes):
            if at in batch.undone:
                continue
            row = found[change.table][change.row]
            if change.field is None:
                row["gone"] = True
            else:
                row[change.field] = change.after
    return {
        name: [{field: text for field, text in row.items()} for row in rows if "gone" not in row]
        for name, rows in found.items()
    }


def standing(log):
    return {
        name: [dict(zip(t.columns, texts)) for texts in zip(*(column.texts() for column in t.columns.values()))]
        for name, t in log.tables.items()
    }


CELLS = [(name, row, field) for name, t in tables().items() for row in range(len(t)) for field in [*t.columns, None]]
WANTED = st.lists(
    st.tuples(st.sampled_from(CELLS), st.sampled_from(["", "A", "X1", "01/06/2026"])), min_size=1, max_size=4
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("apply"), WANTED, st.booleans()),
        st.tuples(st.sampled_from(["undo", "redo"]), st.integers(1, 8), st.one_of(st.none(), st.integers(0, 5))),
    ),
    max_size=12,
)


def test_what_follows_from_a_change_is_undone_with_it():
    log = Log(tables())
    changes = [
        Change("Header", 0, "DOB", "01/01/2015", "02/01/2015"),
        Change("Episodes", 0, "REC", "", "X1"),
        Change("Header", 1, "UPN", "A", "B"),
    ]
    batch = log.apply(changes, tied=True)
    assert log.undo([batch.number], 1) == changes[:2]
    assert batch.in_force == changes[2:]
    assert log.redo([batch.number], 0) == changes[:2]


@given(STEPS)
def test_whatever_is_undone_and_redone_the_changes_in_force_stand(steps):
    log = Log(tables())
    for step in steps:
        if step[0] == "apply":
            _, wanted, tied = step
            changes, seen = [], set()
            for (name, row, field), after in wanted:
                place = log.current_positions(name)[row]
                if place < 0 or (name, row) in seen:
                    continue
                seen.add((name, row))
                changes.append(
                    Change(
                        name,
                        row,
                        field,
                        "" if field is None else log.tables[name].columns[field].text(place),
                        "" if field is None else after,
                    )
                )
            log.apply(changes, tied=tied)
        else:
            what, number, at = step
            batch = next((batch for batch in log.batches if batch.number == number), None)
            if batch is None or (at is not None and at >= len(batch.changes)):
                continue
            before = set(batch.undone)
            turned = (log.undo if what == "undo" else log.redo)([number], at)
            assert len(turned) == len(before ^ batch.undone)
            assert at is None or (at in batch.undone) == (what == "undo")
            assert at is None or batch.tied or len(turned) <= 1
        assert standing(log) == replayed(log.batches)
        assert [change for _, change in log.changes()] == [change for batch in log.batches for change in batch.in_force]
    log.undo([batch.number for batch in log.batches])
    assert standing(log) == standing(Log(tables()))
