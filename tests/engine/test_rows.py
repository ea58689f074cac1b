"""The words of the rules, each against the plainest way to say the same."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from check903.model.arrays import days_spanned, sum_by
from check903.model.columns import age_on, days_between, earlier, later
from check903.model.dates import add, days, parse_date, parse_dates, years
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table

NAT = np.datetime64("NaT", "D")
IDS = st.sampled_from(["", "A", "B", "C"])
DAYS = st.sampled_from(["", "31/06/2026", "01/05/2026", "1/5/2026", "02/05/2026", "03/05/2026"])
ROWS = st.lists(st.tuples(IDS, DAYS), max_size=12)


def table(name, **columns):
    return Table(name, {field: Column.of(texts) for field, texts in columns.items()})


def returned(*tables):
    return Return({each.name: each for each in tables}, None, Collection.of_year(2027))


def episodes(rows, **columns):
    """Episodes of (child, start) pairs."""
    return returned(
        table("Episodes", CHILD=[child for child, _ in rows], DECOM=[start for _, start in rows], **columns)
    ).Episodes


def day(text):
    return parse_date(text)


# -- dates ------------------------------------------------------------------------------------------------------------


@given(st.from_regex(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", fullmatch=True))
@example("29/02/2024")
@example("29/02/1900")
@example("1/1/1678")
@example("31/12/1677")
@example("31/12/2261")
@example("01/01/2262")
def test_a_date_is_read_as_python_reads_it_within_the_years_the_department_can_hold(text):
    try:
        expected = dt.datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        expected = None
    if expected and 1678 <= expected.year <= 2261:
        assert parse_date(text) == np.datetime64(expected)
    else:
        assert np.isnat(parse_date(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1/4",
        "01/04/26",
        "2026-04-01",
        "01-04-2026",
        "001/04/2026",
        " 01/04/2026",
        "01/04/2026 ",
        "01/04/2026\n",
        "٠١/٠٤/٢٠٢٦",
    ],
)
def test_any_other_layout_is_no_date(text):
    assert np.isnat(parse_date(text)) and np.isnat(parse_dates([text])).all()


TEN = st.from_regex(r"[0-9]{2}/[0-9]{2}/[0-9]{4}", fullmatch=True)
LIKE_DATES = st.one_of(TEN, TEN, DAYS, st.text("0123456789/ \0٣", min_size=8, max_size=12))


@given(st.lists(LIKE_DATES))
@example(["31/12/1677", "01/01/1678", "31/12/2261", "01/01/2262", "29/02/1900", "29/02/2024", "01/04/2026\0"])
@example(["00/01/2020", "01/00/2020", "01/13/2020", "1/04/20266", "+1/04/2026", "💥1/04/2026"])
def test_many_dates_at_once_are_read_as_each_alone(texts):
    expected = np.array([parse_date(text) for text in texts], "datetime64[D]")
    assert np.array_equal(parse_dates(texts), expected, equal_nan=True)


@given(st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31)), st.integers(-60, 60))
@example(dt.date(2008, 2, 29), 18)
@example(dt.date(2008, 2, 29), 16)
@example(dt.date(2000, 2, 29), 100)
@example(dt.date(2008, 2, 28), 4)
def test_29_february_becomes_28_where_the_year_has_none(start, number):
    try:
        expected = start.replace(year=start.year + number)
    except ValueError:
        expected = dt.date(start.year + number, 2, 28)
    assert add(np.array([start], "datetime64[D]"), years(number)).tolist() == [expected]


def test_days_are_added_and_a_blank_stays_blank():
    dates = np.array(["2026-03-31", "NaT"], "datetime64[D]")
    assert add(dates, days(2)).tolist() == [dt.date(2026, 4, 2), None]
    assert add(dates, years(1)).tolist() == [dt.date(2027, 3, 31), None]


def test_comparisons_with_a_blank_or_unreadable_date_are_false():
    e = episodes([("A", ""), ("A", "31/06/2026"), ("A", "01/05/2026")], DEC=["", "", "01/05/2026"])
    limit = dt.date(2026, 5, 1)
    for found in (
        e.DECOM < limit,
        e.DECOM <= limit,
        e.DECOM > limit,
        e.DECOM >= limit,
        e.DECOM == limit,
        e.DECOM == e.DEC,
    ):
        assert not found[:2].any()
    assert (e.DECOM == e.DEC).tolist() == [False, False, True]
    assert e.DECOM.blank.tolist() == [True, False, False]
    assert e.DECOM.unreadable.tolist() == [False, True, False]
    assert e.DECOM.or_else("2026-12-31").tolist() == [dt.date(2026, 12, 31), dt.date(2026, 12, 31), dt.date(2026, 5, 1)]
    assert e.DECOM.if_blank("2026-12-31").tolist() == [dt.date(2026, 12, 31), None, dt.date(2026, 5, 1)]
    with pytest.raises(TypeError):
        e.DECOM != e.DEC  # noqa: B015


def test_the_earlier_the_later_and_the_days_between():
    one, other = np.array(["2026-05-01", "2026-05-03", "NaT"], "datetime64[D]"), np.datetime64("2026-05-02")
    assert earlier(one, other).tolist() == [dt.date(2026, 5, 1), dt.date(2026, 5, 2), None]
    assert later(one, other).tolist() == [dt.date(2026, 5, 2), dt.date(2026, 5, 3), None]
    assert np.array_equal(days_between(one, other), [1, -1, np.nan], equal_nan=True)


# -- text -------------------------------------------------------------------------------------------------------------


def test_texts_are_compared_whole_and_two_blanks_are_the_same():
    placed, home = ["B1 1AA", "", "b11aa", "B1 1AB", ""], ["B1 1AA", "", "B1 1AA", "", "B1 1AA"]
    e = returned(table("Episodes", CHILD=list("ABCDE"), PL_POST=placed, HOME_POST=home)).Episodes
    assert e.PL_POST.same_as(e.HOME_POST).tolist() == [True, True, False, False, False]
    assert e.PL_POST.differs_from(e.HOME_POST).tolist() == [False, False, True, True, True]
    assert e.PL_POST.compact.same_as(e.HOME_POST.compact).tolist() == [True, True, True, False, False]
    assert (e.PL_POST.upper == "B11AA").tolist() == [False, False, True, False, False]
    assert e.PL_POST.isin("", "B1 1AB").tolist() == [False, True, False, True, True]
    assert e.any_blank("PL_POST", "HOME_POST").tolist() == [False, True, False, True, True]


def test_two_positions_of_a_column_may_hold_equal_text():
    column = Column(np.array([1, 2, 0, 3]), ["", "V2", "V2", ""])
    e = returned(
        Table("Episodes", {"CHILD": Column.of(list("AAAA")), "LS": column, "RNE": Column.of(["V2", "V2", "", ""])})
    ).Episodes
    assert e.LS.same_as(e.RNE).all()
    assert e.LS.same_as(e.previous.LS).tolist() == [False, True, False, True]
    assert e.LS.blank.tolist() == [False, False, True, True]


def test_dates_differ_as_days_where_both_can_be_read_and_else_as_texts():
    rows = [("A", "1/5/2026"), ("B", "31/06/2026"), ("C", ""), ("D", "31/06/2026")]
    e = episodes(rows, DEC=["01/05/2026", "31/06/2026", "", "01/05/2026"])
    assert e.DECOM.same_as(e.DEC).tolist() == [True, True, True, False]


def test_a_number_that_is_none_is_never_more_or_less():
    e = returned(table("Episodes", CHILD=list("ABCDE"), PL_DISTANCE=["12.4", "", "far", "1_0", "1e3"])).Episodes
    assert np.array_equal(e.PL_DISTANCE.number, [12.4, np.nan, np.nan, np.nan, 1000], equal_nan=True)


# -- the child's other rows -------------------------------------------------------------------------------------------


@given(st.lists(IDS, max_size=8), st.lists(IDS, max_size=8), st.booleans())
def test_a_join_gives_every_pair_of_one_child_and_none_of_a_blank(left, right, keep):
    r = returned(table("Episodes", CHILD=left), table("Header", CHILD=right))
    e, h = r.Episodes.join(r.Header, keep=keep)
    expected = []
    for here, child in enumerate(left):
        partners = [there for there, other in enumerate(right) if child and other == child]
        expected += [(here, there) for there in partners] or ([(here, -1)] if keep else [])
    assert list(zip(e.positions.tolist(), h.positions.tolist())) == expected
    assert h.CHILD.blank.tolist() == [there < 0 for _, there in expected]


def test_no_such_row_is_blank_in_every_column():
    e = episodes([("A", "01/05/2026")], LS=["V2"])
    p = e.previous
    assert not p.exists[0] and p.CHILD.blank[0] and p.LS.blank[0] and p.DECOM.blank[0] and np.isnat(p.DECOM.value[0])
    assert p.take(np.array([-1, 0])).CHILD.blank.all()


@given(ROWS)
def test_previous_and_next_are_neighbours_by_date_then_by_place_in_the_file_undated_last(rows):
    e = episodes(rows)
    previous, following = [-1] * len(rows), [-1] * len(rows)
    for child in "ABC":
        places = [at for at, (other, _) in enumerate(rows) if other == child]
        places.sort(key=lambda at: (np.isnat(day(rows[at][1])), str(day(rows[at][1]))))
        for one, other in zip(places, places[1:]):
            previous[other], following[one] = one, other
    assert e.previous.positions.tolist() == previous
    assert e.next.positions.tolist() == following


@given(ROWS)
def test_earliest_and_latest_and_their_ties(rows):
    e = episodes(rows)
    first, last, last_in_file = {}, {}, {}
    for at, (child, text) in enumerate(rows):
        date = day(text)
        if not child or np.isnat(date):
            continue
        if child not in first or date < day(rows[first[child]][1]):
            first[child] = at
        if child not in last or date > day(rows[last[child]][1]):
            last[child] = at
        if child not in last_in_file or date >= day(rows[last_in_file[child]][1]):
            last_in_file[child] = at
    assert sorted(e.earliest("DECOM").positions.tolist()) == sorted(first.values())
    assert sorted(e.latest("DECOM").positions.tolist()) == sorted(last.values())
    assert sorted(e.latest("DECOM", tie="last").positions.tolist()) == sorted(last_in_file.values())
    undated = {child: at for at, (child, _) in enumerate(rows) if child and child not in last}
    assert sorted(e.latest("DECOM", tie="last", unreadable=True).positions.tolist()) == sorted(
        [*last_in_file.values(), *undated.values()]
    )


@given(ROWS)
def test_rows_share_a_place_exactly_if_file_order_decides_between_them(rows):
    dates = [(child, str(day(text))) for child, text in rows]
    assert episodes(rows).same_date_as_another.tolist() == [
        child != "" and dates.count((child, date)) > 1 for child, date in dates
    ]


def test_a_second_key_decides_between_equals_before_the_file_does():
    e = episodes([("A", "01/05/2026")] * 3, DEC=["", "03/05/2026", "02/05/2026"])
    assert e.previous_by("DECOM", "DEC").positions.tolist() == [1, 2, -1]
    assert e.next_by("DECOM", "DEC").positions.tolist() == [-1, 0, 1]
    assert e.previous.positions.tolist() == [-1, 0, 1]


def test_runs_go_on_until_a_row_that_starts_one():
    e = episodes(
        [("A", "03/05/2026"), ("A", "01/05/2026"), ("B", "01/05/2026"), ("A", "02/05/2026"), ("A", "04/05/2026")]
    )
    starts = np.array([True, False, False, False, False])
    assert e.spells(starts).tolist() == [1, 0, 2, 0, 1]


def test_totals_and_spans_of_runs():
    run = np.array([1, 0, 1, 2])
    assert sum_by(run, np.array([3, 5, np.nan, np.nan])).tolist() == [3, 5, 3, 0]
    start = np.array(["2026-05-03", "2026-05-01", "2026-05-01", "2026-05-09"], "datetime64[D]")
    end = np.array(["2026-05-04", "2026-05-02", "2026-05-02", "2026-05-08"], "datetime64[D]")
    assert days_spanned(run, start, end).tolist() == [3, 1, 3, -1]
    assert len(days_spanned(run[:0], start[:0], end[:0])) == len(sum_by(run[:0], np.zeros(0))) == 0


@given(ROWS, st.data())
def test_counting_and_finding_children(rows, data):
    e = episodes(rows)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))), bool)
    chosen = {child for (child, _), here in zip(rows, mask) if here and child}
    assert e.child_in(e.children_where(mask)).tolist() == [child in chosen for child, _ in rows]
    counts = [
        sum(other == child and bool(here) for (other, _), here in zip(rows, mask)) if child else 0 for child, _ in rows
    ]
    assert e.per_child(e.count(mask), 0).tolist() == counts
    assert e.per_child(e.sum(mask * 2.0), 0).tolist() == [2 * count for count in counts]
    assert (e[mask] | e[~mask]).positions.tolist() == [*np.flatnonzero(mask), *np.flatnonzero(~mask)]


# -- partial dates, repeats -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, earliest",
    [
        ("ZZ/05/2021", "01/05/2021"),
        ("ZZ/ZZ/1993", "01/01/1993"),
        ("05/ZZ/2020", "05/01/2020"),
        ("29/02/ZZZZ", "29/02/2000"),
        ("ZZ/ZZ/ZZZZ", "01/01/2000"),
        ("12/05/2019", "12/05/2019"),
        ("1/5/2019", "01/05/2019"),
        ("ZZ/ZZ/ZZ", ""),
        ("ZZZZ/05/2019", ""),
        ("zz/05/2019", ""),
        ("31/02/ZZZZ", ""),
        ("ZZ/05", ""),
        ("ZZ/05/2019/", ""),
        ("", ""),
    ],
)
def test_a_date_with_unknown_parts_means_its_first_day(text, earliest):
    dates = returned(table("PrevPerm", CHILD=["A"], DATE_PERM=[text])).PrevPerm.DATE_PERM.at_earliest
    assert str(dates.value) == str(np.array([day(earliest)]))
    assert dates.unreadable.tolist() == [bool(text) and not earliest]


def test_children_all_of_whose_rows_are_so():
    e = returned(
        table("Episodes", CHILD=["A", "B", "A", "B", "C", ""], LS=["V3", "V3", "V3", "C2", "C2", "V3"])
    ).Episodes
    assert e.children_all(e.LS == "V3").tolist() == [True, False, False, False]


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)))
@example(dt.date(2008, 2, 29), dt.date(2026, 2, 28))
def test_the_age_rises_on_the_birthday(birth, day):
    born, on = np.datetime64(birth), np.datetime64(day)
    age = int(age_on(born, on))
    assert add(born, years(age)) <= on < add(born, years(age + 1))


def test_an_age_of_which_a_date_is_missing_is_none():
    born = np.array(["2010-05-01", "NaT"], "datetime64[D]")
    assert str(age_on(born, np.datetime64("2026-05-01")).tolist()) == "[16.0, nan]"
    assert np.isnan(age_on(born, NAT)).all()


def test_dates_as_text():
    e = returned(
        table("Episodes", CHILD=["A", "A"], DECOM=["01/05/2026", "01/05/2026"], DEC=["1/5/2026", "01/05/2026"])
    ).Episodes
    assert e.DECOM.same_as(e.DEC).tolist() == [True, True]
    assert e.DECOM.as_text.same_as(e.DEC.as_text).tolist() == [False, True]


@pytest.mark.parametrize(
    "of",
    [
        lambda e: e.DECOM.value,
        lambda e: e.DECOM.blank,
        lambda e: e.DECOM.readable,
        lambda e: e.base.table.columns["DECOM"].codes,
    ],
)
def test_no_rule_can_change_what_another_sees(of):
    table = Table("Episodes", {"CHILD": Column.of(["A"]), "DECOM": Column.of(["01/05/2026"])})
    episodes = Return({"Episodes": table}, None, Collection.of_year(2027)).Episodes
    with pytest.raises(ValueError, match="read-only"):
        of(episodes)[0] = of(episodes)[0]
