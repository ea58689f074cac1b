"""The main figures and the records under them, on a return made by hand."""

import datetime as dt

import numpy as np

from check903.reference import schema
from check903.views.key_figures import HEADLINES, headlines
from views import made

THIS = {
    "Episodes": (
        "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE",
        """
        1 01/05/2026 S C2 N1 U6 PR1 - - -
        2 01/05/2025 S C2 N1 K2 PR1 01/02/2027 X1 PLANNED
        2 01/02/2027 P C2 N1 A3 PR1 - - -
        3 01/06/2026 S V3 N1 U6 PR1 - - -
        4 01/06/2026 S C2 N1 U6 PR1 31/12/2026 E11 -
        5 01/03/2027 S C2 N1 P1 PR0 - - -""",
    ),
    "Missing": (
        "CHILD DOB MISSING MIS_START MIS_END",
        """
        1 01/01/2015 M 02/05/2026 03/05/2026
        1 01/01/2015 A 05/05/2026 -
        1 01/01/2015 M 05/03/2026 -""",
    ),
    "OC2": (
        "CHILD DOB HEALTH_ASSESSMENT TEETH_CHECK",
        """
        1 01/01/2015 1 0
        2 01/01/2015 - 1""",
    ),
    "OC3": (
        "CHILD DOB IN_TOUCH ACTIV ACCOM",
        """
        9 01/01/2008 YES F2 B1
        10 01/01/2008 NO 0 S2""",
    ),
}
RULES = [
    made.rule("X1", "invalid", "Episodes.PLACE", lambda r: r.Episodes[r.Episodes.PLACE == "U6"]),
    made.rule("X2", "invalid", "Episodes.REC", lambda r: r.Episodes[r.Episodes.REC == "E11"]),
    made.rule("X3", "missing", "OC2.HEALTH_ASSESSMENT", lambda r: r.OC2[r.OC2.HEALTH_ASSESSMENT.blank]),
    made.rule("X4", "missing", "OC3.CHILD", lambda r: r.OC3),
]


def figures(day=dt.date(2027, 3, 31), this=THIS, leave_out=None):
    checked = made.checked(this, {}, RULES)
    out = (
        np.zeros(len(checked), bool)
        if leave_out is None
        else np.array([checked.rules[n].code == leave_out for n in checked.rule])
    )
    return {one["title"]: (one["value"], one["records"], one["wrong"]) for one in headlines(checked, day, out)}


def test_each_figure_its_records_and_those_with_an_error_in_its_fields():
    assert figures() == {
        "Children looked after on 31 March 2027": (3, 3, 0),
        "in foster care": (1, 1, 1),
        "in children’s homes": (0, 0, 0),
        "in supported accommodation": (0, 0, 0),
        "placed for adoption": (1, 1, 0),
        "with their parents": (1, 1, 0),
        "Children who started to be looked after in the year": (3, 3, 0),
        "Children who ceased to be looked after in the year": (1, 1, 1),
        "Children adopted in the year": (1, 1, 1),
        "Times a child went missing in the year": (1, 2, 0),
        "Children with a health assessment in the year": (1, 2, 1),
        "Children seen by a dentist in the year": (1, 2, 0),
        "Care leavers in touch with the council": (1, 2, 0),
        "Care leavers in suitable accommodation": (1, 2, 0),
        "Care leavers in education, work or training": (1, 2, 0),
    }


def test_while_the_year_is_running_the_day_counts_on_which_the_user_stands():
    found = figures(dt.date(2027, 1, 15))
    assert found["Children looked after on 15 January 2027"][0] == 2
    assert found["in children’s homes"][0] == 1
    assert found["Children who started to be looked after in the year"][0] == 2


def test_what_is_left_out_and_tables_that_are_not_loaded():
    assert figures(leave_out="X3")["Children with a health assessment in the year"] == (1, 2, 0)
    assert set(figures(this={"OC2": THIS["OC2"]})) == {
        "Children with a health assessment in the year",
        "Children seen by a dentist in the year",
    }


def test_the_fields_are_those_of_the_tables():
    for one in HEADLINES:
        assert set(one.fields.split()) <= set(schema.TABLES[one.table].names)
