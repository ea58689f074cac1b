"""A check with another year's rules, said on every place; a check of few tables, with what to add."""

import re

from playwright.sync_api import expect

from page_steps import (
    SLOW,
    WIDTHS,
    check,
    check_button,
    choose_council,
    choose_files,
    looked_at,
    place,
    settled,
    use_sample,
    view,
)

MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n" + "".join(
    f"{child},01/02/2012,M,0{child}/06/2026,0{child}/05/2026\n" for child in range(1, 6)
)


def strip(page):
    return page.get_by_role("region", name="Rules of another year")


def test_the_rules_of_another_year_are_said_on_every_place_and_what_they_change(opened_file, axe):
    page = opened_file
    use_sample(page)
    page.get_by_text("Options").click()
    page.get_by_label("Use the rules of").select_option("2025")
    check(page)
    settled(page)
    differs = page.get_by_role("table", name=re.compile("^What the rules of 2024-25 change"))
    expect(differs).to_contain_text("Not in force yet", timeout=SLOW)
    expect(differs).to_contain_text("All other rules")
    assert list(looked_at(page, axe, "other-rules", 1440)) == []
    view(page, "By rule")
    expect(strip(page)).to_contain_text("Checked with the rules of 2024-25. The return is of 2026-27.")
    for name in ("Fix", "Share"):
        place(page, name)
        settled(page)
        expect(strip(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(strip(page).get_by_text("Checked with the rules of 2024-25.")).to_be_visible()
    expect(strip(page).get_by_role("button")).to_be_hidden()
    page.emulate_media(media="screen")
    strip(page).get_by_role("button", name="Use the rules of 2026-27").click()
    expect(page.get_by_role("heading", name="Where the errors are")).to_be_visible(timeout=SLOW)
    settled(page)
    expect(strip(page)).to_have_count(0)


def test_a_check_of_one_table_says_what_to_add(opened_file, axe):
    page = opened_file
    choose_files(page, ("missing.csv", MISSING))
    expect(
        page.get_by_text(re.compile(r"^With Missing only, \d+ of \d+ rules can be run. Add Episodes to"))
    ).to_be_visible(timeout=SLOW)
    choose_council(page)
    check_button(page).click()
    only = page.locator(".only")
    expect(only).to_have_text(
        re.compile(
            r"You checked Missing only: all \d+ rules that need nothing else were run.\s*Add Episodes to run \d+ more."
        ),
        timeout=SLOW,
    )
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ of \d+ rules wait$"))).to_be_visible()
    expect(page.locator(".waits li").first).to_contain_text(
        re.compile(r"Episodes: \d+ rules wait for\s+it, \d+ for it alone")
    )
    assert list(looked_at(page, axe, "few-tables", *WIDTHS[::2])) == []
    only.get_by_role("link", name="Add Episodes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your children looked after return")
