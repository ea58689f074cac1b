"""Changes: applied together, undone one by one, and checked again exactly as a whole new check would."""

import numpy as np
import pytest

from check903 import engine
from check903.changes import Change, Log
from check903.model import Collection, Return
from check903.recheck import recheck
from check903.table import Column, Table


def table(name, **columns):
    return Table(name, {field: Column.of(texts) for field, texts in columns.items()})


def tables():
    return {
        "Header": table("Header", CHILD=["A", "B", "C"], DOB=["01/01/2015", "01/01/2028", ""], UPN=["A", "A", "UN1"]),
        "Episodes": table(
            "Episodes", CHILD=["A", "A", "B", "B"], DECOM=["01/05/2026", "01/07/2026", "01/05/2026", "01/06/2026"],
            DEC=["", "", "01/06/2026", ""], REC=["", "", "X1", ""],
        ),
    }


def test_the_last_change_of_a_cell_stands_and_undoing_any_batch_leaves_the_others():
    log = Log(tables())
    log.apply("by hand", [Change("Episodes", 0, "REC", "", "X1")])
    log.apply("by hand", [Change("Episodes", 0, "REC", "X1", "E8"), Change("Header", 0, "DOB", "01/01/2015", "02/01/2015")])
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
    log.apply("identical rows", [Change("Episodes", 1, None)])
    assert log.rows("Episodes").tolist() == [0, 2, 3]
    assert log.positions("Episodes").tolist() == [0, -1, 1, 2]
    log.apply("by hand", [Change("Episodes", 3, "REC", "", "E8")])
    assert log.tables["Episodes"].columns["REC"].texts() == ["", "X1", "E8"]
    log.undo([1])
    assert log.tables["Episodes"].columns["REC"].texts() == ["", "", "X1", "E8"]


def test_a_change_of_something_else_is_refused_whole():
    log = Log(tables())
    with pytest.raises(ValueError, match="holds"):
        log.apply("by hand", [Change("Header", 0, "UPN", "A", "B"), Change("Header", 1, "UPN", "wrong", "B")])
    assert log.tables["Header"].columns["UPN"].texts() == ["A", "A", "UN1"]


def findings(result):
    return sorted(zip(
        [result.rules[n].code for n in result.rule], [result.tables[t] for t in result.table], result.row.tolist(),
        [[*result.returned.children, ""][c] for c in result.child],
    ))


@pytest.mark.parametrize("changes", [
    [Change("Episodes", 0, "DEC", "", "01/07/2026"), Change("Episodes", 0, "REC", "", "X1")],
    [Change("Header", 1, "DOB", "01/01/2028", "01/01/2018")],
    [Change("Header", 0, "UPN", "A", "UN1")],
    [Change("Episodes", 1, None)],
    [Change("Episodes", 2, "CHILD", "B", "A")],
    [Change("Episodes", 2, "CHILD", "B", "")],
    [Change("Header", 2, "CHILD", "C", "D"), Change("Episodes", 3, None)],
], ids=str)
def test_checking_again_finds_what_a_whole_new_check_finds(changes):
    log, rules = Log(tables()), engine.in_force(2027)
    before_rows = {name: log.rows(name) for name in log.tables}
    before = engine.check(Return(log.tables, None, Collection.of_year(2027), authority="E08000025"), rules)
    batch = log.apply("by hand", changes)
    r = Return(log.tables, None, Collection.of_year(2027), authority="E08000025")
    moved = {name: log.positions(name)[before_rows[name]] for name in log.tables}
    again = recheck(r, before, log.children([batch]), {change.table for change in changes}, moved)
    whole = engine.check(r, rules)
    assert findings(again) == findings(whole)
    assert again.not_run == whole.not_run
    assert (np.diff(again.rule) >= 0).all()
