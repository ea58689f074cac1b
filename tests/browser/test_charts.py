"""The charts: every bar is a link that filters, is as long as its number says, and is drawn anew where there is another
width.
"""

import re

import pytest
from playwright.sync_api import expect

from page_steps import check, settled, use_sample

LENGTHS = """(links) => links.map((link) => {
  const line = link.querySelector(".length");
  return Number(line.getAttribute("x2")) - Number(line.getAttribute("x1"));
})"""


def lengths_and_numbers(page, table):
    rows = page.locator(f"{table} tbody tr:has(.barlink)")
    numbers = [int(text.replace(",", "")) for text in rows.locator("td.num:not(.soft)").all_inner_texts()]
    return rows.locator(".barlink").evaluate_all(LENGTHS), numbers


def test_bars_are_as_long_as_their_numbers_say(viewed):
    for table in (".pareto", ".minilist[aria-labelledby=tab]"):
        expect(viewed.locator(f"{table} .barlink svg").first).to_be_visible()
        lengths, numbers = lengths_and_numbers(viewed, table)
        assert len(numbers) > 3
        assert lengths == pytest.approx([100 * number / max(numbers) for number in numbers])


def test_a_bar_filters_by_what_it_stands_for(viewed):
    page = viewed
    rule = page.locator(".pareto .barlink").nth(1)
    code = re.search(r"rule (\S+)$", rule.get_attribute("aria-label")).group(1)
    rule.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Remove filter Rule: {code}")).to_be_visible()
    page.go_back()
    settled(page)
    page.get_by_role("link", name="Filter by Header").click()
    expect(page.get_by_role("button", name="Remove filter Table: Header")).to_be_visible()


def test_each_part_of_a_bar_filters_by_keyboard_and_mouse(opened_file):
    page = opened_file
    use_sample(page)
    page.get_by_label("As at").fill("15/02/2027")
    check(page)
    page.get_by_role("link", name="Filter by missing").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove filter Missing")).to_be_visible()
    page.go_back()
    settled(page)
    page.get_by_text("not due until 31 March").click()
    page.get_by_role("link", name=re.compile("^Show only these")).click()
    expect(page.get_by_role("button", name="Remove filter Not due yet")).to_be_visible()
