"""The rule's page: each error with its sentence, the row at fault, and what the rule compared it with."""

import pytest
from playwright.sync_api import expect

from page_steps import checked_sample, settled


def open_rule(page, code):
    page.evaluate(f"location.hash = '#/findings/rule/{code}'")
    settled(page)
    return page.locator(".w-rule tbody.pair")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_row_stands_with_what_it_was_compared_with(opened_file, width):
    page = opened_file
    checked_sample(page)
    page.set_viewport_size({"width": width, "height": 900})
    first = open_rule(page, "434").first
    expect(first.locator(".evidence")).to_contain_text("The reason for the new episode is L")
    expect(first.locator("tr.other .who")).to_contain_text("The episode before")
    expect(first.locator("tr.at-fault td.is-wrong")).to_have_count(1)
    expect(first.locator("tr.at-fault td.is-wrong")).to_contain_text("At fault:")
    expect(first.locator("tr.other td.is-answer")).to_contain_text("Compared with:")
    listed = open_rule(page, "219")
    expect(listed.locator(".who", has_text="Ofsted’s list").first).to_be_visible()
    expect(listed.locator(".is-absent").first).to_have_text("Not in Ofsted’s list")
    expect(open_rule(page, "191").locator(".is-absent").first).to_have_text("No row in OC2")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
