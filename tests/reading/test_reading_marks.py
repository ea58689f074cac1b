"""What names say about the year, in the writings that councils use."""

import pytest

from check903.reading import marks
from check903.reference.schema import TABLES
from check903.sample.returns import FILES


@pytest.mark.parametrize(
    "name",
    [
        "2025-header.csv",
        "header_2425.csv",
        "header 24-25.csv",
        "SSDA903_2025_header.csv",
        "2025/header.csv",
        "SSDA903_header_2024-25.csv",
        "header2025.csv",
        "header 2024_25.csv",
        "header 202425.csv",
        "header_2024_2025.csv",
        "header 2024-2025.csv",
        "20242025 header.csv",
        "header FY25.csv",
        "FY2025/header.csv",
        "header fy24-25.csv",
        "24-25/header.csv",
        "returns 2024-25.zip > x/header.csv",
        "header 24_25 v2.csv",
        "v2 24-25 header.csv",
        "2024 to 2025/header.csv",
        "header (2024-25).csv",
        "oc22425.csv",
        "oc2_2425.csv",
        "903 2425 oc3.csv",
        "header 2024–25.csv",
        "ad1 24.25.csv",
        "header_2024-25_20260412.csv",
        "2025-26/last year/header.csv",
        "header 2024-25 made 12.04.2026.csv",
        "work 2026/2025/header.csv",
        "Header2024-25.csv",
        "last year 2024-25/header.csv",
    ],
)
def test_years(name):
    assert marks.of_file(name).year == 2025


@pytest.mark.parametrize("sheet", ["oc3 2024-25", "24-25 OC3", "OC3_2425", "2025", "Episodes 24 25"])
def test_years_of_sheets(sheet):
    assert marks.of_file("both years 2025-26.xlsx", sheet).year == 2025


@pytest.mark.parametrize(
    "name",
    [
        "header.csv",
        "header 12-13.csv",
        "oc3 17-18.csv",
        "care leavers 18-21.csv",
        "header_20260412.csv",
        "header 2026-04-12.csv",
        "header 12.04.2026.csv",
        "header April 2026.csv",
        "header_20260412_0930.csv",
        "SSDA903_header.csv",
        "header 1.csv",
        "header(2).csv",
        "12 header.csv",
        "header 31 March 2026.csv",
        "header 2062.csv",
        "B15 header.csv",
    ],
)
def test_what_is_no_year(name):
    assert marks.of_file(name).year is None


@pytest.mark.parametrize(
    "name",
    [
        "previous_permanence.csv",
        "prev_perm.csv",
        "PrevPerm.csv",
        "SSDA903_previous_permanence.csv",
        "Previous Permanence Arrangements.csv",
        "prevperm.csv",
        "PREVIOUS_PERMANENCE.csv",
        "previous-permanence-option.csv",
        "prev perm order.csv",
        *FILES.values(),
        *TABLES,
    ],
)
def test_a_tables_own_name_is_no_word_for_last_year(name):
    mark = marks.of_file(name)
    assert (mark.word, mark.weak, mark.year) == ("", "", None)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("last/header.csv", "last"),
        ("previous year/header.csv", "last"),
        ("header_ly.csv", "last"),
        ("header LY.csv", "last"),
        ("headerLastYear.csv", "last"),
        ("prior_year_header.csv", "last"),
        ("previous_permanence_last_year.csv", "last"),
        ("prev/prev_perm.csv", "last"),
        ("this/header.csv", "this"),
        ("current_header.csv", "this"),
        ("Current Year/header.csv", "this"),
        ("header_ty.csv", "this"),
        ("last_year_prevperm.csv", "last"),
        ("this year/last placement.csv", "this"),
        ("this and last year.xlsx", ""),
        ("last updated/header.csv", ""),
        ("last year/this/header.csv", "this"),
        ("previous_year_previous_permanence.csv", "last"),
    ],
)
def test_words(name, word):
    assert marks.of_file(name).word == word


def test_what_is_left_tells_files_from_each_other():
    assert (
        marks.of_file("SSDA903_header_draft.csv").rest
        == marks.of_file("SSDA903_oc2_draft.csv").rest
        == "ssda 903 draft"
    )
    assert (
        marks.of_file("header_20250412.csv").rest
        == marks.of_file("oc2_20250415.csv").rest
        != marks.of_file("oc2_20260415.csv").rest
    )


def test_years_follow_the_schema(monkeypatch):
    monkeypatch.setattr(marks, "_LAST", 2041)
    assert marks.of_file("header 39-40.csv").year == 2040
