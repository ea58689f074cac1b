"""Fixes propose what the docs say, and applying, undoing and redoing them leaves exactly what a new check would
find.
"""

from check903 import engine
from check903.corrections.changes import Change
from check903.corrections.corrections import Corrections
from check903.corrections.fixes import FIXES
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table


def table(name, **columns):
    return Table(name, {field: Column.of(texts) for field, texts in columns.items()})


def fixing(this, last=None):
    r = Return(
        {t.name: t for t in this},
        {t.name: t for t in last or ()} or None,
        Collection.of_year(2027),
        authority="E08000025",
    )
    return Corrections(r, engine.check(r, engine.in_force(2027)))


def test_identical_rows_are_offered_once_and_the_first_is_kept():
    m = fixing([table("Missing", CHILD=["A", "A", "A"], MIS_START=["01/05/2026", "01/05/2026", "02/05/2026"])])
    assert m.proposed("identical-rows") == [Change("Missing", 1, None)]


def test_need_as_last_year_changes_every_episode_of_the_period_of_care():
    m = fixing(
        [
            table(
                "Episodes",
                CHILD=["A", "A", "A", "B"],
                DECOM=["01/02/2026", "01/05/2026", "01/08/2026", "01/05/2026"],
                DEC=["01/05/2026", "01/07/2026", "", ""],
                REC=["X1", "E8", "", ""],
                RNE=["P", "L", "S", "S"],
                CIN=["N1", "N1", "N3", "N2"],
            )
        ],
        [table("Episodes", CHILD=["A"], DECOM=["01/02/2026"], DEC=[""], REC=[""], RNE=["P"], CIN=["N5"])],
    )
    assert m.proposed("need-as-last-year") == [
        Change("Episodes", 0, "CIN", "N1", "N5"),
        Change("Episodes", 1, "CIN", "N1", "N5"),
    ]
    batch, step = m.apply(FIXES["need-as-last-year"].title, m.proposed("need-as-last-year"))
    assert not m.proposed("need-as-last-year")
    assert len(step.gone) == 1 and not len(step.new)
    back = m.undo([batch.number])
    assert (len(back.gone), len(back.new)) == (0, 1)


def test_trying_on_changes_nothing():
    m = fixing([table("Header", CHILD=["A", "B"], DOB=["01/01/2030", "01/01/2010"])])
    before = len(m.result)
    step = m.try_on([Change("Header", 0, "DOB", "01/01/2030", "01/01/2020")])
    assert [m.result.rules[number].code for number in step.gone[:, 0]] == ["301"]
    assert len(m.result) == before and m.log.tables["Header"].columns["DOB"].texts()[0] == "01/01/2030"
    assert m.log.batches == []
