"""What the model works out once for all rules: who was in care all year, periods of care, asylum status, last year's
counterpart, places.
"""

import datetime as dt

import numpy as np
import pytest

from check903.model.dates import parse_date
from check903.model.reasons import NotRun
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table
from support.fakes import BIRMINGHAM, Directory


def table(name, text):
    """A table of lines such as `A | 01/05/2026 | S`, the first of them its columns."""
    header, *rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return Table(name, {field: Column.of(row[at] for row in rows) for at, field in enumerate(header)})


def returned(this, last=None, year=2027, **circumstances):
    """A Return of tables written as text."""
    built = [
        {name: table(name, text) for name, text in tables.items()} if tables is not None else None
        for tables in (this, last)
    ]
    return Return(*built, Collection.of_year(year), **circumstances)


def children_in(r, found):
    """The ids of the children for whom a bool per child is True. The place at the end, of rows without a child, is
    never.
    """
    assert not found[-1]
    return {child for child, true in zip(r.children, found) if true}


def days(*texts):
    return [parse_date(text) for text in texts]


# -- in care all year -------------------------------------------------------------------------------------------------

IN_CARE = {
    "since long ago, still open": ["01/06/2024 | S | C2 | |"],
    "from the day before the year": ["31/03/2026 | S | C2 | |"],
    "from the first day exactly": ["01/04/2026 | S | C2 | |"],
    "until the last day exactly": ["01/06/2024 | S | C2 | 31/03/2027 | E4A"],
    "left after the year": ["01/06/2024 | S | C2 | 01/04/2027 | E4A"],
    "several episodes, each followed by the next": ["01/06/2024 | S | C2 | 01/08/2026 | X1", "01/08/2026 | P | C2 | |"],
    "moved on the first day": ["01/06/2024 | S | C2 | 01/04/2026 | X1", "01/04/2026 | P | C2 | |"],
    "short breaks before the year": ["01/06/2024 | S | V3 | 31/03/2026 | X1", "31/03/2026 | L | C2 | |"],
    "left and came back before the year": ["01/06/2024 | S | C2 | 01/01/2026 | E4A", "01/02/2026 | S | C2 | |"],
    "an episode that starts after the year": ["01/06/2024 | S | C2 | |", "01/04/2027 | S | C2 | |"],
}
NOT_IN_CARE = {
    "came the day after the first": ["02/04/2026 | S | C2 | |"],
    "came on the last day": ["31/03/2027 | S | C2 | |"],
    "left on the first day": ["01/06/2024 | S | C2 | 01/04/2026 | E4A"],
    "left the day before the last": ["01/06/2024 | S | C2 | 30/03/2027 | E4A"],
    "ended without a reason": ["01/06/2024 | S | C2 | 01/08/2026 |", "01/08/2026 | P | C2 | |"],
    "left and came back": ["01/06/2024 | S | C2 | 01/08/2026 | E4A", "01/09/2026 | S | C2 | |"],
    "short breaks in the year": ["01/06/2024 | S | C2 | |", "01/08/2026 | S | V3 | 02/08/2026 | E8"],
    "short breaks by agreement": ["01/06/2024 | S | V4 | |"],
    "only episodes of the year before": ["01/06/2024 | S | C2 | 31/03/2026 | E4A"],
    "only episodes of the year after": ["01/04/2027 | S | C2 | |"],
    "no start": [" | S | C2 | |"],
    "an end that is not a date": ["01/06/2024 | S | C2 | 31/06/2026 |"],
}


@pytest.mark.parametrize("rows", [pytest.param(rows, id=name) for name, rows in (IN_CARE | NOT_IN_CARE).items()])
def test_in_care_all_year(rows):
    lines = "\n".join(f"A | {row}" for row in rows)
    r = returned(
        {
            "Episodes": (
                f"CHILD | DECOM | RNE | LS | DEC | REC\n{lines}\nB | 01/06/2024 | S | C2 | |\n | 01/06/2026 | S |"
                " V3 | |"
            )
        }
    )
    assert children_in(r, r.continuously_looked_after) == ({"A", "B"} if rows in IN_CARE.values() else {"B"})


# -- periods of care --------------------------------------------------------------------------------------------------


def test_periods_of_care():
    r = returned(
        {
            "Episodes": (
                """
        CHILD | DECOM      | DEC
        A     | 01/06/2026 | 01/08/2026
        A     | 01/05/2026 | 01/06/2026
        A     | 02/08/2026 | 01/09/2026
        B     | 01/05/2026 |
        B     | 01/06/2026 | 01/07/2026
        C     | 01/05/2026 | 01/09/2026
        C     | 01/06/2026 | 01/07/2026
        D     | 01/05/2026 | 31/06/2026
        D     |            | 01/09/2026
        E     | 31/06/2026 |
              | 01/05/2026 | 01/09/2026"""
            )
        }
    )
    periods = r.periods_of_care
    found = [(r.children[child], start, end) for child, start, end in zip(periods.child, periods.start, periods.end)]
    expected = [
        ("A", *days("01/05/2026", "01/08/2026")),  # they meet
        ("A", *days("02/08/2026", "01/09/2026")),  # a day later: another period
        ("B", *days("01/05/2026", "01/07/2026")),  # an open episode goes on in the next
        ("C", *days("01/05/2026", "01/07/2026")),  # the end of the last row, not the latest end
        ("D", *days("01/05/2026", "")),  # an end that can't be read leaves it open
    ]
    assert str(found) == str(expected)  # as text, since NaT is not equal to itself
    assert children_in(r, periods.children()) == set("ABCD")


def test_a_return_without_episodes_has_no_period():
    r = returned({"Missing": "CHILD | MIS_START | MIS_END\nA | 01/05/2026 |"})
    assert not len(r.periods_of_care.child)
    assert not len(r.periods_of_care.outside(r.Missing, "MIS_START", "MIS_END"))
    assert not r.continuously_looked_after.any()


# -- asylum seekers ---------------------------------------------------------------------------------------------------

UASC = "CHILD | SEX | DOB | DUC\nA | M | 01/05/2010 |\nB | | 01/05/2010 |"


def statuses(r, year="this"):
    """Who is an asylum seeker, who is not; the others say something else."""
    found = getattr(r.asylum, year)
    assert not found.yes[-1] and found.no[-1], "a blank CHILD is nobody, and none"
    return children_in(r, found.yes), {child for child, no in zip(r.children, found.no) if no}


def test_status_as_header_says():
    r = returned({"Header": "CHILD | UASC\nA | 1\nB | 0\nC |\nD | yes\nE | 1\nE | 0\n | 1", "Episodes": "CHILD\nF"})
    assert statuses(r) == (set("AE"), set("BCF"))


def test_a_csv_header_follows_from_the_uasc_table():
    r = returned({"Header": "CHILD\nA\nB\nC", "UASC": UASC})
    assert statuses(r) == (set("AB"), set("C"))
    assert children_in(r, r.asylum.children) == set("AB")


def test_without_header_a_row_that_says_more_than_the_birth_date_counts():
    r = returned({"UASC": UASC}, {"Header": "CHILD | UASC\nA | 0\nB | 1"})
    assert statuses(r) == (set("A"), set("B"))
    assert statuses(r, "last") == (set("B"), set("A"))


@pytest.mark.parametrize(
    "this, file_format, why",
    [
        ({"Header": "CHILD | SEX\nA | M"}, "csv", "Header of this year does not say who is an asylum seeker"),
        ({"Episodes": "CHILD\nA"}, "csv", "Header of this year is not loaded"),
        ({"UASC": UASC}, "xml", "Header of this year is not loaded"),
    ],
)
def test_status_that_nothing_tells(this, file_format, why):
    with pytest.raises(NotRun, match=why):
        returned(this, file_format=file_format).asylum.this.yes  # noqa: B018


def test_asylum_seekers_of_either_year():
    r = returned({"Header": "CHILD | UASC\nA | 1\nB | 0"}, {"Header": "CHILD | UASC\nB | 1\nC | 0"})
    assert children_in(r, r.asylum.children) == set("AB")
    unknown = returned({"Header": "CHILD | SEX\nA | M"})
    assert not unknown.asylum.children_or_none.any()
    with pytest.raises(NotRun):
        unknown.asylum.children  # noqa: B018


# -- last year --------------------------------------------------------------------------------------------------------

YEARS = (
    {
        "Episodes": (
            """
        CHILD | DECOM      | RNE
        A     | 02/05/2026 | two
        A     | 01/05/2026 | one
        B     | 01/05/2026 | one
        B     | 01/05/2026 | two
        C     |            | one
        D     | 01/05/2026 | one
        E     | 01/05/2026 | one"""
        )
    },
    {
        "Episodes": (
            """
        CHILD | DECOM      | DEC        | RNE
        A     | 01/05/2025 |            | one
        A     | 02/05/2025 | 31/06/2025 | two
        B     | 01/05/2025 |            | one
        B     | 01/05/2025 | 01/06/2025 | two
        C     | 01/05/2025 |            | one
        D     | 01/05/2025 | 01/06/2025 | one
        F     | 01/05/2025 |            | one"""
        )
    },
)


def said(pair):
    first, last = pair
    return [(child, *where) for child, *where in zip(texts(first, "CHILD"), texts(first, "RNE"), texts(last, "RNE"))]


def texts(rows, column):
    values = rows.base.column(column)
    return [values.text(at) for at in rows.positions]


def test_first_episode_this_year_and_latest_of_last_year():
    r = returned(*YEARS)
    assert said(r.first_and_last_year) == [("A", "one", "two"), ("B", "one", "one"), ("D", "one", "one")]


def test_left_open_at_the_end_of_last_year():
    r = returned(*YEARS)
    assert said(r.open_at_end_of_last_year) == [("A", "one", "two"), ("B", "one", "one")]
    assert said(returned(YEARS[0]).open_at_end_of_last_year) == []


def test_episodes_of_both_years_this_years_first():
    r = returned(*YEARS)
    both = r.episodes_of_both_years
    assert texts(both, "CHILD") == [*"AABBCDE", *"AABBCDF"]
    assert (both.child == np.concatenate([r.Episodes.child, r.Episodes_last.child])).all()
    assert len(returned({"Header": "CHILD\nA"}).episodes_of_both_years) == 0


def test_the_year_before():
    r = returned({})
    assert (r.start_of_last_year, r.august_before) == tuple(days("01/04/2025", "31/08/2025"))
    inside = r.in_last_year(np.array(days("31/03/2025", "01/04/2025", "31/03/2026", "01/04/2026", "")))
    assert inside.tolist() == [False, True, True, False, False]


# -- days of the year -------------------------------------------------------------------------------------------------


def test_time_that_touches_the_year():
    r = returned(
        {
            "Episodes": (
                """
        CHILD | DECOM      | DEC
        A     | 01/06/2024 | 31/03/2026
        B     | 01/06/2024 | 01/04/2026
        C     | 31/03/2027 |
        D     | 01/04/2027 |
        E     | 01/06/2024 | 31/06/2026
        F     |            |"""
            )
        }
    )
    e = r.Episodes
    assert children_in(r, e.children_where(r.touches_year(e.DECOM, e.DEC))) == set("BCE")


def test_the_latest_birthday():
    born = """
        CHILD | DOB
        A     | 31/03/2010
        B     | 01/04/2010
        C     | 31/03/2009
        D     | 31/03/2008
        E     | 29/02/2009
        F     |"""
    r = returned({"Header": born})
    assert str(r.latest_birthday(r.Header.DOB, 17, 18)) == str(
        np.array(days("31/03/2027", "", "31/03/2027", "", "", ""))
    )
    leap = returned({"Header": "CHILD | DOB\nA | 29/02/2008"}, year=2026)
    assert leap.latest_birthday(leap.Header.DOB, 17, 18)[0] == np.datetime64(dt.date(2026, 2, 28))


def test_empty_tables_are_told():
    r = returned({"Header": "CHILD\nA"})
    r.need_rows("Header")
    with pytest.raises(NotRun, match="Episodes of last year has no rows"):
        r.need_rows("Header", "Episodes_last")


# -- places -----------------------------------------------------------------------------------------------------------


PLACED = """
    CHILD | HOME_POST | PL_POST
    A     | B1 1AA    | B1 1AA
    A     | B1 1AA    | cv1 1aa
    A     | B1 1AA    | EH1 1AA
    A     | B1 1AA    | BT1 1AA
    A     | EH1 1AA   | B1 1AA
    A     | B1 1AA    |
    A     | B1 1AA    | ZZ1 1AA
    A     |           | B1 1AA
    U     | B1 1AA    | CV1 1AA"""


def test_authority_inside_or_outside_and_miles():
    directory = Directory()
    r = returned({"Episodes": PLACED, "UASC": "CHILD | SEX\nU | M"}, authority=BIRMINGHAM, postcodes=directory)
    e = r.Episodes
    assert texts(e, "PL_LA") == [BIRMINGHAM, "E08000026", "SCO", "NIR", BIRMINGHAM, "", "", BIRMINGHAM, "E08000026"]
    assert texts(e, "PL_LOCATION") == ["IN", "OUT", "OUT", "OUT", "IN", "", "", "IN", "OUT"]
    assert texts(e, "PL_DISTANCE") == ["0.0", "10.0", "100.0", "", "999.9", "", "", "999.9", ""]
    assert r.knows_postcode(e.PL_POST).tolist() == [True, True, True, True, True, False, False, True, True]
    assert len(directory.asked) == 2  # once for a column, however many rules ask


def test_no_distance_for_an_asylum_seeker_of_last_year():
    r = returned({"Episodes": PLACED}, {"Header": "CHILD | UASC\nU | 1"}, authority=BIRMINGHAM, postcodes=Directory())
    assert texts(r.Episodes, "PL_DISTANCE")[-1] == ""


def test_a_column_in_the_file_is_taken_as_it_is():
    r = returned(
        {"Episodes": "CHILD | PL_POST | PL_LA | PL_DISTANCE\nA | B1 1AA | CON | 3"},
        authority=BIRMINGHAM,
        postcodes=Directory(),
    )
    assert [texts(r.Episodes, column) for column in ("PL_LA", "PL_LOCATION", "PL_DISTANCE")] == [
        ["CON"],
        ["OUT"],
        ["3"],
    ]


def test_what_can_be_worked_out_depends_on_what_is_there():
    derived = ("PL_LA", "PL_LOCATION", "PL_DISTANCE")

    def there(**given):
        r = returned({"Episodes": PLACED}, **given)
        return [column for column in derived if r.has_column("Episodes", column)]

    assert there() == []
    assert there(authority=BIRMINGHAM) == []
    assert there(postcodes=Directory()) == ["PL_LA", "PL_DISTANCE"]
    assert there(authority=BIRMINGHAM, postcodes=Directory()) == list(derived)
