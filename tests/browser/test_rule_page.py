"""The rule's page: each error with its sentence, the row at fault, and what the rule compared it with."""

import pytest
from playwright.sync_api import expect

from page_steps import checked_sample, settled


def open_rule(page, code):
    page.evaluate(f"location.hash = '#/findings/rule/{code}'")
    settled(page)
    return page.locator(".ev tbody.pair")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_row_stands_with_what_it_was_compared_with(opened_file, width):
    page = opened_file
    checked_sample(page)
    page.set_viewport_size({"width": width, "height": 900})
    first = open_rule(page, "434").first
    expect(page.locator(".ev tbody.group").first).to_contain_text("Placement postcode differs (")
    expect(first.locator("tr.other .who")).to_contain_text("The episode before")
    expect(first.locator("tr.at-fault td.is-wrong")).to_have_count(1)
    expect(first.locator("tr.at-fault td.is-wrong")).to_contain_text("At fault:")
    expect(first.locator("tr.other td.is-answer")).to_contain_text("Compared with:")
    listed = open_rule(page, "219")
    expect(listed.locator(".who", has_text="Ofsted’s list").first).to_be_visible()
    expect(listed.locator(".is-absent").first).to_have_text("Not in Ofsted’s list")
    rows = open_rule(page, "191")
    page.locator("details.more-table summary").click()
    expect(rows.locator(".is-absent").first).to_have_text("No row in OC2")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
