"""What a rule saw, on its page and on the child's: six kinds of evidence, and the fix where the error stands."""

import re

from playwright.sync_api import expect

from page_steps import SLOW, checked_sample, main_heading, settled

WITH_FIX = "1372193"  # a child of the sample whose one cause has a fix


def open_rule(page, code):
    page.evaluate(f"location.hash = '#/findings/rule/{code}'")
    expect(page.locator(".rule-nav")).to_contain_text(f"Rule {code},")
    settled(page)
    return page.locator(".ev tbody.pair")


def test_the_row_stands_with_what_it_was_compared_with(opened_file):
    """A row before or after, last year's, an entry of Ofsted's list, the postcode directory, a number, what isn't there."""
    page = opened_file
    checked_sample(page)

    first = open_rule(page, "434").first
    expect(page.locator(".ev tbody.group").first).to_contain_text("Placement postcode differs (")
    expect(first.locator("tr.other .who")).to_contain_text("The episode before")
    expect(first.locator("tr.at-fault td.is-wrong")).to_have_count(1)
    expect(first.locator("tr.at-fault td.is-wrong")).to_contain_text("At fault:")
    expect(first.locator("tr.other td.is-answer")).to_contain_text("Compared with:")

    last = open_rule(page, "503F").first
    expect(last.locator("tr.other .who")).to_contain_text("Last year")
    expect(last.locator("tr.at-fault td.is-wrong")).to_have_count(1)

    listed = open_rule(page, "219")
    expect(listed.locator(".who", has_text="Ofsted’s list").first).to_be_visible()
    expect(listed.locator(".is-absent").first).to_have_text("Not in Ofsted’s list")

    unknown = open_rule(page, "392c").first
    expect(unknown.locator("td.is-wrong")).to_contain_text("not in the postcode directory")

    aged = open_rule(page, "359").first
    expect(aged.locator("td .found")).to_contain_text(re.compile(r"aged 1[89]"))
    expect(aged.locator("td .found + .vh + .mean")).to_have_text("under 18 needed")

    rows = open_rule(page, "191")
    expect(page.locator(".set").first.locator("tbody.group")).to_have_count(1)  # blank answers, whichever
    page.locator("details.more-table summary").click()
    expect(rows.locator(".is-absent").first).to_have_text("No row in OC2")

    open_rule(page, "INT03")  # too many columns for a table: cards, of which nothing lies out of sight
    expect(page.locator(".ev.too-wide .col-names").first).to_be_visible()
    assert page.locator(".ev").evaluate_all("all => all.filter((one) => one.scrollWidth > one.clientWidth).length") == 0

    page.set_viewport_size({"width": 390, "height": 900})
    for code in ("191", "359", "434"):
        open_rule(page, code)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, code
    card = page.locator(".ev tbody.pair").first
    expect(card.locator(".col-names")).to_contain_text("Placement postcode")  # cards name their lines
    expect(card.locator("tr.other .who")).to_contain_text("The episode before")

    page.set_viewport_size({"width": 1440, "height": 1000})
    page.evaluate(f"location.hash = '#/findings/child/{WITH_FIX}'")
    expect(main_heading(page)).to_have_text(f"Child {WITH_FIX}")
    cause = page.locator(".work > li").first
    expect(cause.get_by_role("heading")).to_contain_text("SC999999")  # titled by the value at fault, not by a rule
    expect(cause.locator(".ev td.is-wrong").first).to_contain_text("SC999999")
    expect(cause.locator(".rules-small li")).not_to_have_count(0)
    cause.locator(".fixes button").first.click()
    expect(page.locator("#outcome")).to_contain_text("1 change applied", timeout=SLOW)
    expect(page.get_by_role("heading", name="No errors")).to_be_visible()
