"""Dates: every common form, read where the column leaves no doubt, asked about where it does."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check903 import engine
from check903.model.returns import Collection, Return
from check903.model.table import Column
from check903.reading import LoadedFiles, dates, values
from check903.reading.questions import Answer
from check903.reference import schema
from support.files import EPISODES, HEADER, REVIEWS, part, workbook

DOB = schema.TABLES["Header"].column("DOB")


class Answering:
    """Answers each question with the given key; `asked` has the sentences."""

    def __init__(self, answer: str = ""):
        self._answer, self.asked = answer, []

    def __call__(self, kind: str, sentence: str, evidence: str, answers: tuple[Answer, ...], positions) -> str:
        self.asked.append((sentence, [answer.key for answer in answers if answer.likely]))
        return self._answer


def read(texts: Sequence[str], answer: str = ""):
    """The texts as read, which are unknown, and what was asked."""
    asking = Answering(answer)
    column = values.clean(Column.of(texts), DOB, {}, asking)
    return column.texts(), column.unknown_rows().tolist(), asking.asked


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12/06/25", "12/06/2025"),
        ("12-06-2025", "12/06/2025"),
        ("12.06.2025", "12/06/2025"),
        ("2.6.25", "02/06/2025"),
        ("12/06/2025 12:00:00 AM", "12/06/2025"),
        ("2025/06/12", "12/06/2025"),
        ("2025-06-12T00:00:00Z", "12/06/2025"),
        ("2025-06-12T00:00:00+01:00", "12/06/2025"),
        ("12 Jun 2025 00:00", "12/06/2025"),
        ("12-Sept-25", "12/09/2025"),
    ],
)
def test_a_day_over_12_in_the_column_settles_it(written, meant):
    assert read([written, "", "31/12/25"]) == ([meant, "", "31/12/2025"], [False] * 3, [])


@pytest.mark.parametrize("written", ["04/05/26", "04-05-2026", "04.05.2026", "04/05/2026 12:00:00 AM"])
def test_what_can_be_read_two_ways_is_asked_about(written):
    texts, unknown, asked = read([written, "01/02/2026"])
    assert (texts, unknown) == ([written, "01/02/2026"], [True, False])
    assert asked == [(f"{written} in {{column}}: day first or month first?", ["day"])]
    assert read([written, "01/02/2026"], "day")[:2] == (["04/05/2026", "01/02/2026"], [False, False])
    assert read([written, "01/02/2026"], "month")[:2] == (["05/04/2026", "01/02/2026"], [False, False])
    assert read([written, "01/02/2026"], "text")[:2] == ([written, "01/02/2026"], [False, False])


def test_a_column_in_which_only_the_month_can_be_first_is_asked_about_as_a_whole():
    texts = ["04/13/2025", "05/06/2025", "7/7/2025"]
    assert read(texts) == (texts, [True] * 3, [("05/06/2025 in {column}: day first or month first?", ["month"])])
    assert read(texts, "month")[0] == ["13/04/2025", "06/05/2025", "07/07/2025"]
    assert read(texts, "day")[:2] == (texts, [False] * 3)


def test_a_slip_of_one_month_does_not_put_the_column_in_doubt():
    texts = ["04/13/2025", "05/06/2025", "31/12/2025"]
    assert read(texts) == (texts, [False] * 3, [])


def test_where_both_orders_are_certain_nothing_is_likely():
    _, unknown, asked = read(["04/13/25", "31/12/25", "05/06/25"])
    assert unknown == [True] * 3
    assert asked[0][1] == []


def test_the_same_day_and_month_leaves_no_doubt():
    assert read(["11/11/25", "01-01-2026"]) == (["11/11/2025", "01/01/2026"], [False, False], [])


def test_no_date_is_no_doubt():
    assert read(["soon", "45/45/25", "31.02.2025"]) == (["soon", "45/45/25", "31.02.2025"], [False] * 3, [])


def test_a_two_digit_year_is_of_the_century_that_excel_takes():
    assert read(["13/04/29", "13/04/30", "13/04/99", "13/04/00"])[0] == [
        "13/04/2029",
        "13/04/1930",
        "13/04/1999",
        "13/04/2000",
    ]


FORMS = {
    "%d/%m/%y": lambda day: f"{day:%d/%m/%y}",
    "%d-%m-%Y": lambda day: f"{day:%d-%m-%Y}",
    "%d.%m.%Y": lambda day: f"{day:%d.%m.%Y}",
    "%d/%m/%Y %I:%M:%S %p": lambda day: f"{day:%d/%m/%Y} 12:00:00 AM",
    "plain": lambda day: f"{day.day}/{day.month}/{day.year}",
    "iso": lambda day: f"{day:%Y-%m-%d}",
    "slashes": lambda day: f"{day:%Y/%m/%d}",
    "utc": lambda day: f"{day:%Y-%m-%d}T00:00:00Z",
    "named": lambda day: f"{day:%d-%b-%y}",
    "long": lambda day: f"{day.day} {day:%B} {day.year}",
    "serial": lambda day: str((day - dt.date(1899, 12, 30)).days),
}
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2029, 12, 31))


@given(days=st.lists(DAYS, min_size=1, max_size=20), form=st.sampled_from(sorted(FORMS)), spoken=st.booleans())
def test_a_date_written_in_any_form_is_read_back(days, form, spoken):
    """Without a question where some day is over 12 or the form means one day; else with the answer that the day is
    first, and never as another day.
    """
    texts, meant = [FORMS[form](day) for day in days], [f"{day:%d/%m/%Y}" for day in days]
    column, unknown, asked = read(texts)
    same = [dates.is_day(text) and [int(number) for number in text.split("/")] for text in column]
    right = [[day.day, day.month, day.year] for day in days]
    assert all(hidden or found == wanted for found, wanted, hidden in zip(same, right, unknown))
    if any(day.day > 12 for day in days) or form in ("plain", "iso", "slashes", "utc", "named", "long", "serial"):
        assert asked == [] and not any(unknown)
    if form != "plain":
        assert read(texts, "day")[0] == meant


@given(days=st.lists(DAYS, min_size=1, max_size=20), mark=st.sampled_from("/-."), year=st.sampled_from(["%y", "%Y"]))
def test_a_column_with_the_month_first_is_never_read_as_days_first_unasked(days, mark, year):
    texts = [day.strftime(f"%m{mark}%d{mark}{year}") for day in days]
    read_as, unknown, asked = read(texts)
    if any(day.day > 12 for day in days):
        assert asked and all(unknown)
        assert read(texts, "month")[0] == [f"{day:%d/%m/%Y}" for day in days]


# -- 23:00 of the day before ------------------------------------------------------------------------------------------


def test_summer_days_at_23_are_asked_about():
    texts = ["2025-05-31T23:00:00Z", "2025-12-01T00:00:00Z", "2025-03-30T23:00:00Z"]
    assert read(texts) == (
        [texts[0], "01/12/2025", texts[2]],
        [True, False, True],
        [("31 May 2025 at 23:00 in {column}: is 1 June 2025 meant?", ["next"])],
    )
    assert read(texts, "next")[0] == ["01/06/2025", "01/12/2025", "31/03/2025"]
    assert read(texts, "same")[0] == ["31/05/2025", "01/12/2025", "30/03/2025"]


@pytest.mark.parametrize(
    "texts",
    [
        ["2025-12-31 23:00", "2025-05-31 23:00"],  # in winter too: a time that was written down
        ["2025-05-31 23:00", "2025-05-31 14:30"],
        ["2025-05-31 22:00"],
        ["2025-03-29 23:00"],  # the clock goes forward a night later
    ],
)
def test_real_times_are_left_out(texts):
    assert read(texts) == ([f"{text[8:10]}/{text[5:7]}/{text[:4]}" for text in texts], [False] * len(texts), [])


def test_a_workbook_whose_dates_slipped():
    slipped, right = dt.datetime(2026, 5, 31, 23), dt.datetime(2026, 12, 1)
    data = workbook(
        {
            "S": [
                ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"],
                ["1", "01/02/2015", slipped, "PN1"],
                ["1", "01/02/2015", right, "PN1"],
            ]
        }
    )
    loaded = LoadedFiles()
    loaded.add("x.xlsx", data)
    (question,) = loaded.questions
    assert (question.sentence, question.rows, question.where) == (
        "31 May 2026 at 23:00 in REVIEW: is 1 June 2026 meant?",
        1,
        "x.xlsx, sheet S",
    )
    loaded.answer(question.key, "next")
    assert loaded.this_year["Reviews"].columns["REVIEW"].texts() == ["01/06/2026", "01/12/2026"]


# -- in a return ------------------------------------------------------------------------------------------------------

IN_DOUBT = REVIEWS.replace("01/05/2026", "01/05/26").replace("11/05/2026", "11/05/26")


def checked(loaded, *codes):
    r = Return(loaded.this_year, {}, Collection.of_year(2027))
    return r, engine.check(r, [rule for rule in engine.in_force(2027) if not codes or rule.code in codes])


def loaded_from(**files):
    loaded = LoadedFiles()
    loaded.set_year(2027)
    for name, text in files.items():
        loaded.add(f"{name}.csv", text.encode())
    return loaded


def test_a_question_says_where_how_many_and_what_the_answers_do():
    (question,) = loaded_from(reviews=IN_DOUBT).questions
    assert question.sentence == "01/05/26 in REVIEW: day first or month first?"
    assert question.evidence == "Both values are written like this. None of them has a number over 12 that would tell."
    assert [(answer.key, answer.label, answer.effect, answer.likely) for answer in question.answers] == [
        ("day", "Day first", "01/05/26 is read as 1 May 2026.", True),
        ("month", "Month first", "01/05/26 is read as 5 January 2026.", False),
        ("text", "Leave them as text", "They are no valid dates then, and the rules report them.", False),
    ]
    assert (question.rows, question.where, question.first) == (2, "reviews.csv", False)


def test_while_the_question_is_open_no_rule_judges_the_dates():
    loaded = loaded_from(header=HEADER, episodes=EPISODES, reviews=IN_DOUBT)
    r, result = checked(loaded, "166")  # the review's date is missing or can't be read
    assert len(result) == 0 and result.left_out == {"166": {("Reviews", "REVIEW"): 2}}
    key = loaded.questions[0].key
    loaded.answer(key, "text")
    assert len(checked(loaded, "166")[1]) == 2
    loaded.answer(key, "day")
    assert loaded.this_year["Reviews"].columns["REVIEW"].texts() == ["01/05/2026", "11/05/2026"]
    assert checked(loaded, "166")[1].left_out == {} and not loaded.questions
    loaded.answer(key, "")
    assert [question.key for question in loaded.questions] == [key]


def test_another_file_is_asked_about_again_and_the_same_is_not():
    first, second = (
        loaded_from(reviews=text).questions[0].key for text in (IN_DOUBT, IN_DOUBT + "101,01/02/2015,02/05/26,PN1\n")
    )
    assert first != second
    assert loaded_from(other=IN_DOUBT).questions[0].key == first


def test_the_change_to_the_asked_form_is_offered_as_safe():
    loaded = loaded_from(
        header=HEADER, reviews=REVIEWS.replace("01/05/2026", "01.05.26").replace("11/05/2026", "31.05.26")
    )
    r, result = checked(loaded, "166")
    fix = engine.DEPARTMENT.fixes["dates-written-another-way"]
    assert fix.safe
    assert [(change.before, change.after) for change in fix.propose(result)] == [
        ("01.05.26", "01/05/2026"),
        ("31.05.26", "31/05/2026"),
    ]


def test_two_digit_years_in_one_column():
    episodes = (
        EPISODES.replace("05/04/2026", "12/06/2025")
        .replace("03/09/2026,X1", "11/11/25,X1")
        .replace("PR4,,,,", "PR4,31/12/25,E4A,,")
    )
    found = part(episodes)
    assert found.table.columns["DEC"].texts() == ["11/11/2025", "", "31/12/2025"]
    assert found.notes == ["2 dates written as 11/11/25 read as 11/11/2025."]


def test_parts_of_a_date_may_be_unknown():
    column = values.clean(
        Column.of(["zz/zz/zzzz", "2015-04-01T00:00:00Z", "31.12.15", "ZZ/04/2015"]),
        schema.TABLES["PrevPerm"].column("DATE_PERM"),
        {},
    )
    assert column.texts() == ["ZZ/ZZ/ZZZZ", "01/04/2015", "31/12/2015", "ZZ/04/2015"]


def test_the_question_shows_values_as_written_with_their_lines():
    text = "CHILD,DOB,REVIEW,REVIEW_CODE\n" + "".join(
        f"{n},05/06/2012,{date},PN1\n"
        for n, date in enumerate(["04/05/26", "04/05/26", "12/12/2026", "12/06/26", "09/11/26", "01/02/26"])
    )
    (question,) = part(text, "reviews.csv").questions
    assert [(one.written, one.line) for one in question.examples] == [("04/05/26", 2), ("12/06/26", 5), ("09/11/26", 6)]
    assert question.examples[1].read == (("Day first", "12 June 2026"), ("Month first", "6 December 2026"))
