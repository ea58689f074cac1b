"""A made-up region, 12 councils and 4 years with messy names and a broken return, dropped as a folder and as a zip."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

from check903.reference import postcodes
from check903.sample.region import region
from page_steps import SLOW, check, download, drop, files_table, place, settled


@pytest.fixture(scope="module")
def made():
    return region(postcodes.default_directory())


@pytest.fixture
def dropped(made, tmp_path, address):
    """The region as a folder where the page is opened from a folder, else as a zip."""
    if address.startswith("file:"):
        made.write(tmp_path / "region")
        return tmp_path / "region"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in made.files.items():
            archive.writestr(name, data)
    (tmp_path / "region.zip").write_bytes(out.getvalue())
    return tmp_path / "region.zip"


def worked_on(page, council: str):
    said = f"12 councils, 4 years. 2026-27 of {council} is checked, beside 2025-26."
    expect(page.get_by_text(said)).to_be_visible(timeout=SLOW)
    settled(page)


@pytest.mark.expects_errors  # Pyodide says on the console that it died
def test_one_council_of_a_region_is_worked_on_and_another_after_it(opened, dropped):
    page, in_a_zip = opened, dropped.suffix == ".zip"
    drop(page, dropped)
    asked = page.get_by_role("group", name=re.compile("Which council’s return"))
    expect(asked).to_contain_text(
        "By their names and home postcodes the files are of 12 councils, 4 years", timeout=SLOW
    )
    expect(asked.get_by_role("button")).to_have_count(12)
    broken = page.get_by_role("alert").filter(has_text="2023-24/SSDA903 final.xlsx: it is damaged or cut off")
    expect(broken).to_be_visible()
    expect(files_table(page)).to_contain_text("Save it again, or make the zip again")

    asked.get_by_role("button", name="Somerset", exact=True).click()  # of which only postcodes tell
    worked_on(page, "Somerset")
    expect(page.get_by_label("Council")).to_have_value("E06000066")
    groups = files_table(page).locator("tr.group")
    expect(groups.filter(has_text="Earlier years")).to_have_count(2)
    early = files_table(page).locator(".name").filter(has_text="export 4/ssda903 2024/EPISODES.CSV")
    expect(early).to_have_count(0)
    page.get_by_role("button", name="Show files of 2023-24").click()
    expect(early).to_be_visible()

    page.get_by_label("Council").select_option("E10000008")
    worked_on(page, "Devon")
    check(page)
    place(page, "Figures")
    page.get_by_role("navigation", name="Views of Figures").get_by_role("link", name="Several councils").click()
    page.get_by_role("button", name="Add the figures of 11 councils").click(timeout=SLOW)
    expect(page.get_by_text(re.compile(r"Checking .* ([2-9]|1\d) of 11 councils"))).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Stop", exact=True).click()
    add = page.get_by_role("button", name=re.compile("^Add the figures of"))
    expect(add).to_be_visible(timeout=SLOW)
    settled(page)
    rows = page.get_by_role("table", name="Several councils side by side").locator("tbody th")
    expect(rows.filter(has_text="full return")).not_to_have_count(0)
    expect(rows.filter(has_text="your return")).to_contain_text("Devon")
    added = rows.filter(has_text="full return").all_inner_texts()
    if not in_a_zip:  # once: it takes as long as the first time
        page.workers[-1].evaluate("void setTimeout(() => { throw new Error('gone'); })")
        expect(page.locator("#notice")).to_contain_text("Checking works again.", timeout=SLOW)
        settled(page)
        expect(rows.filter(has_text="full return")).to_have_text(added, use_inner_text=True, timeout=SLOW)
    name, data = download(page, "Download CSV")
    assert name == "figures of councils.csv" and b"Bath and North East Somerset" in data
