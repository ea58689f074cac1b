"""The Files place: dropping, changing and removing."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

from check903 import sample
from page_steps import EPISODES, HEADER, SLOW, check_button, choose_council, choose_files, drop, files_table, use_sample


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with this year's sample, and clutter."""
    place = tmp_path_factory.mktemp("drop") / "return 2027"
    place.mkdir()
    for name, data in sample.generate().this_year.items():
        (place / name).write_bytes(data)
    (place / ".DS_Store").write_bytes(b"clutter")
    (place / "Thumbs.db").write_bytes(b"clutter")
    return place


def test_a_folder_is_chosen(opened, folder):
    opened.locator("#choose-folder").set_input_files(folder)
    expect(check_button(opened)).to_be_enabled(timeout=SLOW)
    expect(files_table(opened)).to_contain_text("return 2027/episodes.csv")
    expect(files_table(opened)).not_to_contain_text("DS_Store")
    expect(files_table(opened)).to_contain_text("This year, 2026-27 12 files, 12 tables")


def test_a_folder_is_dropped(page, serve, site, folder):
    page.goto(serve(site).address)
    drop(page, folder)  # at once: Python is still loading
    expect(files_table(page)).to_contain_text("episodes.csv")
    expect(files_table(page)).not_to_contain_text("Thumbs.db")
    expect(check_button(page)).to_be_visible(timeout=SLOW)
    expect(files_table(page)).to_contain_text("This year, 2026-27 12 files, 12 tables")


def test_files_are_dropped(opened, folder):
    drop(opened, folder / "header.csv", folder / "episodes.csv")
    expect(files_table(opened)).to_contain_text("2 tables", timeout=SLOW)


def test_a_dropped_folder_is_read_from_a_disk_too(opened_file, folder):
    drop(opened_file, folder)
    expect(files_table(opened_file)).to_contain_text("return 2027/episodes.csv", timeout=SLOW)
    expect(files_table(opened_file)).to_contain_text("12 tables")
    expect(files_table(opened_file)).not_to_contain_text("Thumbs.db")


def test_last_years_files_of_the_same_names_are_told_by_what_came_with_them(opened_file):
    for year in (2026, 2025):
        episodes = "".join(f"{n},0{n % 9 + 1}/05/{year},S,C1\n" for n in range(1, 21))
        choose_files(
            opened_file,
            ("header.csv", HEADER.replace("1001", str(year))),
            ("episodes.csv", f"CHILD,DECOM,RNE,LS\n{episodes}"),
        )
    expect(files_table(opened_file)).to_contain_text("Last year, 2025-26 2 files, 2 tables", timeout=SLOW)
    expect(files_table(opened_file)).to_contain_text("This year, 2026-27 2 files, 2 tables")


def test_a_table_is_changed_and_removed(opened_file):
    page = opened_file
    choose_files(page, ("header.csv", HEADER), ("episodes.csv", EPISODES))
    choose_council(page)
    page.get_by_role("button", name="Change table or year of header.csv").click()
    year = page.locator(".change-form").get_by_label("Collection year")
    expect(page.locator(".change-form").get_by_label("Read as")).to_be_focused()
    year.select_option("2026")
    page.locator(".change-form").get_by_role("button", name="Save").click()
    expect(files_table(page)).to_contain_text("Last year, 2025-26 1 file, 1 table, 2 rows")
    expect(page.get_by_role("button", name="Change table or year of header.csv")).to_be_focused()
    page.get_by_role("button", name="Remove header.csv").click()
    expect(files_table(page)).not_to_contain_text("header.csv")
    expect(check_button(page)).to_have_text("Check 2 rows")
    page.get_by_role("button", name="Remove episodes.csv").click()
    expect(page.get_by_role("heading", name="No files yet")).to_be_visible()


def test_change_is_left_with_escape(opened_file):
    page = opened_file
    choose_files(page, ("header.csv", HEADER))
    change = page.get_by_role("button", name="Change table or year of header.csv")
    form = page.locator(".change-form")
    change.click()
    expect(form.get_by_label("Read as")).to_be_focused()
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(change).to_be_focused()
    change.press("Enter")
    change.press("Escape")  # the focus may not have come to the form yet
    expect(form).to_have_count(0)
    expect(change).to_be_focused()


def test_what_is_not_in_the_provider_list(opened_file):
    page = opened_file
    choose_files(page, ("codes.csv", "URN,Placement code\nSC900001,K2\n2700001,K3\n"), ("header.csv", HEADER))
    expect(files_table(page)).to_contain_text("Lists 1 file", timeout=SLOW)
    sheet = page.get_by_role("table", name="What each sheet of codes.csv gave")
    expect(sheet).to_contain_text(
        "provider codes, closing dates, postcodes: rules 221, 224, 227, 228, 229, 241 can’t be run for these"
    )


def test_the_groups_and_what_was_dropped(opened_file):
    page = opened_file
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w") as archive:
        archive.writestr("this year/header.csv", HEADER)
        archive.writestr("this year/episodes.csv", EPISODES)
    last = EPISODES.replace("2026", "2025")
    workers = "CHILD,WORKER,TEAM\n1001,A,B\n"
    choose_files(
        page,
        ("return.zip", folder.getvalue()),
        ("last year/episodes.csv", last),
        ("workers.csv", workers),
        ("notes.txt", "shopping"),
    )
    table = files_table(page)
    expect(table.locator("caption")).to_have_text("4 files: 3 read, 1 not used", timeout=SLOW)
    expect(table.locator(".group")).to_have_text(
        [
            "This year, 2026-27 1 file, 2 tables, 4 rows",
            "Last year, 2025-26 1 file, 1 table, 2 rows",
            "Your own 1 file",
            "Not used 1 file",
        ]
    )
    expect(page.get_by_role("link", name=re.compile(r"^Files\b.*4 files$"))).to_be_visible()


def test_another_year_than_that_of_the_files(opened_file):
    page = opened_file
    use_sample(page)
    rows = check_button(page).inner_text()
    page.get_by_label("Collection year").select_option("2026")
    expect(page.locator("#year-hint")).to_contain_text("Your files are of 2026-27.")
    expect(check_button(page)).not_to_have_text(rows)
    page.get_by_role("button", name="Use 2026-27").click()
    expect(check_button(page)).to_have_text(rows)
    expect(page.get_by_label("Collection year")).to_have_value("2027")


def test_check_says_why_it_cannot(opened_file):
    page = opened_file
    check = page.get_by_role("button", name="Check", exact=True)
    expect(check).to_be_enabled()
    check.click()
    expect(page.locator("#live p")).to_have_text(
        ["Python is ready.", "Add files first, or try with the sample data."]
    )  # the one doesn't take the place of the other before it is read
    expect(page.get_by_role("button", name="choose files")).to_be_focused()


def test_where_no_folder_can_be_dropped_the_drop_area_says_so(page, unzipped):
    page.add_init_script("delete DataTransferItem.prototype.getAsFileSystemHandle")
    page.goto((unzipped / "index.html").as_uri())
    expect(page.locator(".drop")).to_contain_text("A folder can’t be dropped here")


def test_a_file_that_cannot_be_used(opened_file):
    page = opened_file
    choose_files(page, ("header.csv", HEADER), ("broken.xlsx", b"PK\x03\x04 not a workbook"))
    summary = page.get_by_role("alert").filter(has_text="can’t be used")
    expect(summary).to_contain_text("1 file can’t be used", timeout=SLOW)
    summary.get_by_role("link").click()
    expect(page.locator("tr.bad")).to_be_focused()
    expect(files_table(page).locator("caption")).to_have_text("2 files: 1 read, 1 not used")
    expect(check_button(page)).to_be_enabled()


def test_another_collection_year(opened_file):
    page = opened_file
    use_sample(page)
    page.get_by_label("Collection year").select_option("2026")
    expect(files_table(page)).to_contain_text("This year, 2025-26")


def test_no_council(opened_file):
    page = opened_file
    choose_files(page, ("header.csv", HEADER))
    check_button(page).click()
    expect(page.get_by_label("Council")).to_be_focused()
    expect(page.get_by_text("Choose your council. Rules about placements")).to_be_visible()
    choose_council(page)
    expect(page.get_by_text("Choose your council. Rules about placements")).to_have_count(0)


def test_a_change_after_the_check_is_said(opened_file):
    page = opened_file
    use_sample(page)
    check_button(page).click()
    expect(page.get_by_role("heading", name="Where the errors are")).to_be_visible(timeout=SLOW)
    page.get_by_role("link", name=re.compile("^Files")).click()
    page.get_by_role("button", name="Remove this year/reviews.csv").click()
    expect(page.get_by_text("The errors on show are from before your last change.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Findings")).click()
    expect(page.get_by_text("Something changed after this check")).to_be_visible()


def test_files_stand_by_their_rows(opened_file):
    page = opened_file
    choose_files(
        page, ("2026-27/episodes.csv", EPISODES), ("2026-27/header.csv", HEADER + "1003,1,05/06/2012,WBRI,UN1,,\n")
    )
    rows = files_table(page).locator("tr:not(.group) .name")
    expect(rows).to_have_text([re.compile("header.csv"), re.compile("episodes.csv")], timeout=SLOW)
