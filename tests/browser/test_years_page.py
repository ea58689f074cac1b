"""Four years' returns dropped together: which is which, what they make exact, and where the records don't fit."""

import re

import pytest
from playwright.sync_api import expect

from check903.reference import postcodes
from check903.reference.schema import TABLES
from check903.session.session import Session
from page_steps import SLOW, check, choose_council, download, drop, files_table, looked_at, main_heading, place, settled
from support.made_years import alter, csv_of, years

YEARS = (2027, 2026, 2025, 2024)


@pytest.fixture
def made():
    """The rows of four years, with an error, and a child whose episode was altered."""
    rows = years(60, 7, *YEARS)
    rows[2027]["Header"][0][TABLES["Header"].names.index("UPN")] = ""
    return rows, alter(rows)[0]


@pytest.fixture
def folders(made, tmp_path):
    """A folder for each year, as a council keeps them."""
    for year in YEARS:
        folder = tmp_path / f"{year - 1}-{year % 100}"
        folder.mkdir()
        for name, data in csv_of(made[0][year]).items():
            (folder / name).write_bytes(data)
    return sorted(tmp_path.iterdir())


def stability(rows, *wanted: int) -> str:
    """What is said of children of whom long-term stability can't be told, by those years' returns."""
    session = Session(postcodes.Directory())
    for source, year in enumerate(wanted):
        for name, data in csv_of(rows[year]).items():
            session.add_file(f"{year}/{name}", data, source)
    session.check_start({"authority": "E06000023"})
    while not session.check_step()["done"]:
        pass
    return session.figures_lines(["long_term_stability"])[0]["trust"]["cannot_said"]


def seen_at(page, axe, name: str, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    return list(looked_at(page, axe, name, width))


def test_four_years_from_files_to_the_child(opened_file, axe, made, folders):
    page, (rows, child) = opened_file, made
    faults = []

    def look(name: str):
        for width in (320, 1440):
            faults.extend(seen_at(page, axe, name, width))

    drop(page, *folders)
    groups = files_table(page).locator("tr.group")
    of = ["This year, 2026-27", "Last year, 2025-26", "Earlier years, 2024-25", "Earlier years, 2023-24"]
    expect(groups).to_contain_text(of, timeout=SLOW)
    expect(groups.last).to_contain_text("Only read: not checked, never changed")
    expect(page.get_by_text("4 years. 2026-27 is checked, beside 2025-26.")).to_be_visible()
    choose_council(page)
    settled(page)
    look("years-files")
    check(page)

    place(page, "Figures")
    line = page.get_by_role("row").filter(has=page.get_by_role("link", name=re.compile("lived with the same carer")))
    few, many = stability(rows, *YEARS[:2]), stability(rows, *YEARS)
    assert few and few != many
    expect(line.locator(".tr")).to_contain_text(many or "have an error", timeout=SLOW)
    expect(line.locator(".tr")).not_to_contain_text(few)

    place(page, "Findings")
    page.get_by_role("link", name="See what they find").click()
    page.get_by_role("link", name="See where a child’s records don’t fit from year to year").click()
    expect(main_heading(page)).to_have_text("Breaks in the chain of records", timeout=SLOW)
    page.get_by_role("link", name="An episode was altered after sign-off", exact=True).click()
    altered = page.locator(".two-lists tbody tr").filter(
        has_text="2024-25 to 2025-26: Category of need (CIN) of the episode from"
    )
    expect(altered).to_have_count(1, timeout=SLOW)
    expect(altered).to_contain_text("2024-25/episodes.csv, line ")
    look("years-chain")
    name, data = download(page, "Download as Excel")
    assert "breaks in the chain" in name and data[:2] == b"PK"
    altered.get_by_role("link", name=child).click()
    own = page.locator(".chain-child tbody tr")
    expect(own.filter(has_text="2024-25 to 2025-26: Category of need (CIN)")).to_have_count(1, timeout=SLOW)
    look("years-child")
    assert not faults
