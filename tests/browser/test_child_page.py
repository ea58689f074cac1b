"""Working through the children: a list that stays, keys, what was changed with its way back, the letter."""

import re

from playwright.sync_api import expect

from page_steps import SLOW, checked_sample, main_heading, settled

WITH_FIX = "1372193"  # a child of the sample whose one cause has a fix
FOR_NOBODY = "2314554"  # one whose cause is for the data team, in nobody's letter


def position(page):
    return page.get_by_role("navigation", name="Work through the children")


def go_to(page, child):
    page.evaluate("child => { location.hash = '#/findings/child/' + child; }", child)
    expect(main_heading(page)).to_have_text(f"Child {child}")
    settled(page)


def test_the_children_are_worked_through_by_keyboard(opened_file):
    page = opened_file
    checked_sample(page)
    go_to(page, WITH_FIX)
    bar = position(page)
    expect(bar).to_contain_text(re.compile(r"Child \d+ of 119"), timeout=SLOW)
    place = int(re.search(r"Child (\d+) of", bar.inner_text()).group(1))
    following = bar.get_by_role("link", name="Next").inner_text().removeprefix("Next: ")

    page.keyboard.press("a")  # the form opens in sight, and from then on keys are typed
    note = page.get_by_label("Why it can’t be fixed")
    expect(note).to_be_focused()
    expect(note).to_be_in_viewport()
    page.keyboard.type("f n j")
    expect(note).to_have_value("f n j")
    page.keyboard.press("Escape")

    page.keyboard.press("f")
    expect(page.locator("#outcome")).to_contain_text("1 change applied", timeout=SLOW)
    expect(page.get_by_role("heading", name="No errors")).to_be_visible()
    expect(bar).to_contain_text(f"Child {place} of 119, 1 fixed")
    cell = page.locator("td.is-changed", has_text="2146414")
    expect(cell.locator("s")).to_have_text("SC999999")
    expect(page.locator(".tl .chg-t")).to_contain_text("Changed: Ofsted number")
    page.keyboard.press("n")
    expect(main_heading(page)).to_have_text(f"Child {following}")
    expect(bar.get_by_role("link", name=f"Previous: {WITH_FIX}, fixed")).to_be_visible()
    expect(bar).to_contain_text(f"Child {place + 1} of 119, 1 fixed")
    page.keyboard.press("p")
    expect(main_heading(page)).to_have_text(f"Child {WITH_FIX}")
    settled(page)
    page.keyboard.press("u")
    expect(page.locator("#outcome")).to_contain_text("Undone", timeout=SLOW)
    expect(page.get_by_role("heading", name="1 thing to fix")).to_be_visible()

    page.get_by_text("All keys, or switch them off").click()
    page.get_by_role("button", name="Switch keys off").click()
    expect(page.locator("#screen").get_by_text("Keys are switched off.")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(main_heading(page)).to_have_text(f"Child {WITH_FIX}")

    go_to(page, FOR_NOBODY)
    cause = page.locator(".work > li").first
    cause.get_by_role("button", name="Ask the worker").click()
    expect(page.locator("#outcome")).to_contain_text("Put into the letter.", timeout=SLOW)
    cause.get_by_role("link", name="In the letter to").click()
    expect(page.locator("#screen")).to_contain_text(f"Child {FOR_NOBODY}", timeout=SLOW)
