"""Checks beyond the Department's on the page: what they find, apart from the errors; switched, taken away."""

import re

from playwright.sync_api import expect

from page_steps import SLOW, checked_sample, download, main_heading, settled


def number(locator):
    return int(re.sub(r"\D", "", locator.inner_text().split(" of ")[0]))


def test_more_checks_from_the_overview_to_the_workbook(opened_file):
    page = opened_file
    checked_sample(page)
    expect(page.locator(".places .n")).to_have_count(4, timeout=SLOW)
    counts = page.locator(".places .n").all_inner_texts()
    page.get_by_role("link", name="See what they find").click()
    expect(main_heading(page)).to_have_text("Checks beyond the Department’s", timeout=SLOW)
    expect(page.get_by_text("worth a look, never an error")).to_be_visible()
    things = page.locator(".more-figs .big").first
    all_things = number(things)
    assert all_things > 0

    page.get_by_role("button", name="Missing", exact=True).click()
    expect(page.get_by_role("rowheader", name=re.compile("^W37 "))).to_be_visible()
    code = "W6"
    link = page.locator(".more-checks a[href='#/more/W6']")
    finds = number(link)
    link.click()
    expect(main_heading(page)).to_contain_text(code)
    expect(page.locator("main").get_by_text("Worth a look", exact=True)).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(finds)
    page.get_by_role("link", name="All checks beyond the Department’s").click()

    page.get_by_role("switch", name=re.compile(f"^{code} ")).click()
    expect(things).to_have_text(f"{all_things - finds:,}", timeout=SLOW)
    name, data = download(page, "Download as Excel")
    assert "worth a look" in name and data[:2] == b"PK"
    page.get_by_role("switch", name="Run these with every check").click()
    expect(page.get_by_text("They are off")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("button", name="Download as Excel")).to_have_count(0)
    settled(page)
    assert page.locator(".places .n").all_inner_texts() == counts, "the counts are those of the Department's rules"
    page.get_by_role("banner").get_by_role("link", name=re.compile("^Help")).click()
    expect(main_heading(page)).to_have_text("More checks: worth a look")
