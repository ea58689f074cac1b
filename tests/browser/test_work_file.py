"""Work that lasts: the file is offered while there is something to lose, and comes back beside a newer extract."""

import json

from playwright.sync_api import expect

from page_steps import (
    SLOW,
    WIDTHS,
    check,
    checked_sample,
    choose_council,
    choose_files,
    download,
    files_table,
    looked_at,
    place,
    settled,
    use_sample,
)
from support.made_work import newer, worked


def unsaved(page):
    return page.get_by_role("region", name="Work not saved yet")


def panel(page):
    return page.get_by_role("region", name="Your work")


def test_it_is_offered_while_unsaved_and_brings_everything_back(opened_file):
    page = opened_file
    checked_sample(page)
    place(page, "Fix")
    settled(page)
    expect(unsaved(page)).to_have_count(0)
    page.get_by_role("button", name="Apply all").click()
    expect(unsaved(page)).to_contain_text("not saved yet", timeout=SLOW)
    settled(page)
    group = page.locator(".plan-side a", has_text="Pupil number as last year")
    group.click()
    expect(page.locator("#offer")).to_have_text("Pupil number as last year")
    page.locator(".recs input").first.uncheck()
    expect(page.get_by_text("1 left out")).to_be_visible()
    place(page, "Share")
    settled(page)
    page.locator(".lists tbody input").first.uncheck()
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.close(run_before_unload=True)
    expect(unsaved(page)).to_contain_text("would be lost with this page")
    name, data = download(page, "Save my work")
    work = json.loads(data)
    assert name.startswith("Bristol 903 2026-27 work ") and "No names" in work["holds"]
    expect(unsaved(page)).to_have_count(0)
    page.reload()
    place(page, "Files")
    use_sample(page)
    choose_files(page, (name, data))
    expect(panel(page)).to_contain_text("fit these files", timeout=SLOW)
    expect(files_table(page)).to_contain_text("The same file as on")
    check(page)
    place(page, "Files")
    expect(panel(page)).to_contain_text("It is in the findings")
    place(page, "Fix")
    settled(page)
    expect(page.get_by_role("table", name="Change log").locator("tbody tr")).to_have_count(len(work["changes"]))
    expect(unsaved(page)).to_have_count(0)
    group.click()
    expect(page.get_by_text("1 left out")).to_be_visible()
    expect(page.locator(".recs input").first).not_to_be_checked()
    place(page, "Share")
    settled(page)
    expect(page.locator(".lists tbody input").first).not_to_be_checked()


def test_beside_a_newer_extract_it_lists_what_does_not_fit(opened_file, axe):
    page = opened_file
    header, episodes = newer()
    saved = worked().save_work()
    choose_files(page, ("header.csv", header), ("episodes.csv", episodes), (saved["name"], saved["bytes"]))
    expect(panel(page)).to_contain_text("1 change fits these files, 4 don’t.", timeout=SLOW)
    for said in ("Put right in your system already (2)", "Another value stands there now (1)", "(1)"):
        expect(panel(page)).to_contain_text(said)
    assert list(looked_at(page, axe, "files-work", *WIDTHS[::2])) == []
    panel(page).get_by_role("button", name="Change it all the same").click()
    expect(panel(page)).to_contain_text("2 changes fit these files, 3 don’t.", timeout=SLOW)
    name, _ = download(page, "Download the 3 as a list")
    assert name.startswith("Birmingham 903 2026-27 changes that do not fit ")
    choose_council(page, "Birmingham (E08000025)")
    panel(page).get_by_role("button", name="Check without my work").click()
    settled(page)
    place(page, "Fix")
    settled(page)
    expect(page.get_by_text("Nothing is changed yet.", exact=False).first).to_be_visible()
    place(page, "Files")
    panel(page).get_by_role("button", name="Use my work").click()
    expect(panel(page)).to_contain_text("2 changes fit these files", timeout=SLOW)
