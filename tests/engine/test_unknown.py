"""Cells whose value can't be known, and columns that a question is open about: no rule judges them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from check903 import engine, sample
from check903.engine.recheck import recheck
from check903.model import unknown
from check903.model.providers import Providers
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table
from check903.reading import read
from support.fakes import BIRMINGHAM, Directory
from support.profiles import several


def column(*texts, unknown=()):
    """A column in which the texts of `unknown` only stand for values that can't be known."""
    made = Column.of(texts)
    return Column(made.codes, made.values, None, [text in unknown for text in made.values])


def header(**columns):
    return Table(
        "Header", {name: made if isinstance(made, Column) else Column.of(made) for name, made in columns.items()}
    )


def checked(tables, *codes, last=None):
    r = Return(tables, last or {}, Collection.of_year(2026))
    return r, engine.check(r, [rule for rule in engine.in_force(2026) if rule.code in codes])


def test_a_cell_that_nobody_knows_is_neither_blank_nor_wrong():
    # 101: sex missing or not permitted; 102: date of birth missing or unreadable
    born, sex = column("?", "", "01/02/2015", unknown=("?",)), column("M", "?", "", unknown=("?",))
    _, result = checked({"Header": header(CHILD=["1", "2", "3"], DOB=born, SEX=sex)}, "101", "102")
    assert result.findings[["rule", "child"]].values.tolist() == [["101", "3"], ["102", "2"]]
    assert result.left_out == {"101": {("Header", "SEX"): 1}, "102": {("Header", "DOB"): 1}}


def test_a_rule_that_does_not_read_the_cell_still_reports_the_child():
    _, result = checked(
        {"Header": header(CHILD=["1"], DOB=column("?", unknown=("?",)), SEX=["X"], ETHNIC=["?"])}, "101", "103"
    )
    assert set(result.findings["rule"]) == {"101", "103"}
    assert result.left_out == {}


def test_a_change_to_a_known_value_is_judged_again():
    born = column("?", "01/02/2015", unknown=("?",))
    r, before = checked({"Header": header(CHILD=["1", "2"], DOB=born)}, "102")
    assert len(before) == 0
    changed = replace(r.table("Header"), columns={**r.table("Header").columns, "DOB": born.with_texts({0: ""})})
    after = recheck(r.like({"Header": changed}), before, {"1"}, {"Header"})
    assert after.row.tolist() == [0] and after.left_out == {}


def test_rules_that_read_a_column_in_question_are_not_run():
    made = header(CHILD=["1"], SEX=["M"])
    _, result = checked({"Header": replace(made, waiting={"DOB": "Is DBO the column DOB?"})}, "101", "102")
    assert result.not_run == {"102": "Is DBO the column DOB?"}
    assert len(result) == 0


def test_tables_of_unknown_children_are_not_compared():
    made = header(CHILD=column("1", "#N/A", unknown=("#N/A",)), DOB=["01/02/2015"] * 2)
    oc3 = Table("OC3", {"CHILD": Column.of(["2"]), "DOB": Column.of(["01/02/2005"])})
    codes = [rule.code for rule in engine.in_force(2026) if {"Header", "OC3"} == {*rule.tables, *rule.optional}]
    assert codes
    _, result = checked({"Header": made, "OC3": oc3}, *codes)
    assert set(result.not_run.values()) == {"Header of this year has rows whose CHILD can’t be read"}


@pytest.mark.parametrize("change", ["take", "compact", "joined", "with_texts"])
def test_what_is_unknown_stays_so(change):
    made = header(CHILD=["1", "2", "3"], DOB=column("", "?", "?", unknown=("?",)))
    table = {
        "take": lambda: made.take(np.array([0, 1, 2])),
        "compact": lambda: made.take(np.array([0, 1, 2])).compact(),
        "joined": lambda: Table.joined([made, header(CHILD=["4"], DOB=["01/02/2015"])]).take(np.array([0, 1, 2])),
        "with_texts": lambda: replace(
            made, columns={**made.columns, "DOB": made.columns["DOB"].with_texts({0: "01/02/2015"})}
        ),
    }[change]()
    assert table.columns["DOB"].unknown_rows().tolist() == [False, True, True]


@pytest.fixture(scope="module")
def returned():
    made = sample.generate(children=60, seed=5)
    files = {f"this/{name}": data for name, data in made.this_year.items()} | {
        f"last/{name}": data for name, data in made.last_year.items()
    }
    loaded = read({**files, "providers.xlsx": made.providers}, made.year)
    directory = Directory()
    return Return(
        loaded.this_year,
        loaded.last_year,
        Collection.of_year(made.year),
        authority=BIRMINGHAM,
        providers=Providers.of_list(loaded.providers, directory),
        postcodes=directory,
    )


def test_what_a_rule_reads_of_first_rows_is_what_it_reads_of_a_whole_return(returned):
    for rule in engine.DEPARTMENT.rules:
        whole = returned.like({name: returned.table(name) for name in returned.loaded})
        rule.faults(whole)
        assert whole.columns_read <= unknown.reads(rule, returned), rule.code


@several(15)
@given(data=st.data())
def test_unknown_cells_only_take_findings_away(returned, data):
    """Of a return in which any cells are unknown, what is found would be found of the whole return too, and of children
    all known nothing goes.
    """
    name = data.draw(st.sampled_from(["Header", "Episodes", "Reviews", "OC2"]))
    table = returned.table(name)
    field = data.draw(st.sampled_from([field for field in table.columns if field != "CHILD"]))
    rows = data.draw(st.lists(st.integers(0, len(table) - 1), min_size=1, max_size=5))
    made = table.columns[field]
    values = [*made.values, "?"]
    codes = made.codes.copy()
    codes[rows] = len(made.values)
    hidden = replace(
        table, columns={**table.columns, field: Column(codes, values, None, [text == "?" for text in values])}
    )
    others = {other: returned.table(other) for other in returned.loaded}
    rules = [
        rule
        for rule in engine.in_force(returned.rules_year)
        if name in {*rule.tables, *rule.optional} and not rule.cross_child
    ]
    before, after = engine.check(returned, rules), engine.check(returned.like({**others, name: hidden}), rules)
    touched = {table.columns["CHILD"].text(row) for row in rows}
    found, known = (
        {tuple(row) for row in result.findings[["rule", "table", "row", "child"]].values} for result in (after, before)
    )
    assert found <= known
    assert {row for row in known - found if row[3] not in touched} == set()
    fields = {rule.code: unknown.reads(rule, returned) for rule in rules}
    assert all((name, field) in fields[row[0]] for row in known - found)
