"""Fixes propose what the docs say, and applying, undoing and redoing them leaves exactly what a new check would
find.
"""

import weakref

from check903 import engine
from check903.corrections.corrections import Corrections
from check903.model.change import Change
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
    batch, step = m.apply(m.proposed("need-as-last-year"), fix="need-as-last-year")
    assert not m.proposed("need-as-last-year")
    assert len(step.gone) == 1 and not len(step.new)
    back = m.undo([batch.number])
    assert (len(back.gone), len(back.new)) == (0, 1)


def test_what_was_worked_out_of_a_return_goes_when_another_takes_its_place():
    m = fixing([table("Header", CHILD=["A", "B"], DOB=["01/01/2030", "01/01/2010"])])
    before, worked_out = m.result, weakref.ref(m.r.Header)
    found = before.row.tolist()
    m.apply([Change("Header", 0, "DOB", "01/01/2030", "01/01/2020")])
    assert worked_out() is None  # at once: Python's collector need not come by
    assert before.row.tolist() == found and before.r.Header.DOB.texts()[0] == "01/01/2030"


def test_trying_on_changes_nothing():
    m = fixing([table("Header", CHILD=["A", "B"], DOB=["01/01/2030", "01/01/2010"])])
    before = len(m.result)
    step = m.preview([Change("Header", 0, "DOB", "01/01/2030", "01/01/2020")])
    assert [m.result.rules[number].code for number in step.gone[:, 0]] == ["301"]
    assert len(m.result) == before and m.log.tables["Header"].columns["DOB"].texts()[0] == "01/01/2030"
    assert m.log.batches == []


PERIOD = table(
    "Episodes",
    CHILD=["A", "A", "A"],
    DECOM=["01/05/2026", "01/02/2026", "01/08/2026"],
    DEC=["01/08/2026", "01/05/2026", ""],
    REC=["X1", "X1", ""],
    RNE=["P", "S", "P"],
    CIN=["N3", "N1", "N5"],
)


def offered(m, code, row):
    """The labels and changes offered for one rule's error in a row of Episodes."""
    here = [n for n in range(len(m.result)) if m.result.rules[m.result.rule[n]].code == code and m.result.row[n] == row]
    assert len(here) == 1
    return [(offer.label, offer.changes) for offer in m.offers_for(here)]


def test_the_first_episodes_need_is_offered_for_an_error_in_the_third():
    m = fixing([PERIOD])
    changes = (Change("Episodes", 0, "CIN", "N3", "N1"), Change("Episodes", 2, "CIN", "N5", "N1"))
    assert offered(m, "504", 2) == [("Use the first episode’s N1 (Abuse or neglect) in 2 rows", changes)]
    assert tuple(m.proposed("need-as-first-episode")) == changes


def test_what_is_offered_for_an_error_is_for_that_row_alone():
    episodes = table(
        "Episodes",
        CHILD=["A", "B"],
        DECOM=["01/02/2026", "01/02/2026"],
        DEC=["", ""],
        LS=["V4", "V4"],
        PL_POST=["B1 1AA", "B1 1AA"],
        URN=["SC446312", ""],
    )
    m = fixing([episodes])
    both = (Change("Episodes", 0, "PL_POST", "B1 1AA"), Change("Episodes", 0, "URN", "SC446312"))
    assert offered(m, "214", 0) == [("Blank them", both)]
    assert offered(m, "214", 1) == [("Blank it", (Change("Episodes", 1, "PL_POST", "B1 1AA"),))]


def test_last_years_value_is_named_and_a_blank_one_said():
    carried = {"CHILD": ["A", "B"], "DECOM": ["01/02/2026"] * 2, "DEC": ["", ""], "REC": ["", ""], "RNE": ["P", "P"]}
    m = fixing(
        [table("Episodes", **carried, URN=["SC999999", "SC999999"])],
        [table("Episodes", **carried, URN=["SC446312", ""])],
    )
    assert [label for label, _ in offered(m, "503F", 0)] == ["Use last year’s SC446312"]
    assert [label for label, _ in offered(m, "503F", 1)] == ["Blank it: last year’s is blank"]


def test_of_a_child_twice_in_header_no_date_of_birth_is_taken():
    header = table("Header", CHILD=["A", "A", "B"], DOB=["01/01/2010", "02/02/2010", "03/03/2011"])
    reviews = table("Reviews", CHILD=["A", "B"], DOB=["01/01/2010", "04/04/2011"], REVIEW=["01/05/2026"] * 2)
    assert fixing([header, reviews]).proposed("birth-as-header") == [
        Change("Reviews", 1, "DOB", "04/04/2011", "03/03/2011")
    ]


def test_where_others_agree_against_header_its_date_of_birth_is_not_taken():
    header = table("Header", CHILD=["A", "B", "C"], DOB=["01/01/2010", "03/03/2011", "05/05/2012"])
    others = ["02/02/2010", "04/04/2011", "06/06/2012"]
    reviews = table("Reviews", CHILD=["A", "B", "C"], DOB=others, REVIEW=["01/05/2026"] * 3)
    oc2 = table("OC2", CHILD=["A", "B"], DOB=["02/02/2010", "03/03/2011"])
    last = table("Header", CHILD=["C"], DOB=["06/06/2012"])
    assert fixing([header, reviews, oc2], [last]).proposed("birth-as-header") == [
        Change("Reviews", 1, "DOB", "04/04/2011", "03/03/2011")
    ]


def test_a_start_that_last_year_could_not_be_read_is_not_taken_over():
    last = table("Episodes", CHILD=["A"], DECOM=["31/06/2024"], DEC=[""])
    m = fixing([table("Episodes", CHILD=["A"], DECOM=["01/06/2024"], DEC=[""])], [last])
    assert "502" in {m.result.rules[number].code for number in m.result.rule}
    assert m.proposed("decom-as-last-year") == []
