"""The box in the header: "/" goes to it, Up and Down choose, Enter opens, Esc leaves; a magnifier where there is little room."""

import re

from playwright.sync_api import expect

from page_steps import SLOW, checked_sample, main_heading, place, settled

WITHOUT_ERRORS = "2417501"  # a child of the sample


def test_anything_is_found_from_the_header(opened_file, axe):
    page = opened_file
    box = page.get_by_role("combobox", name=re.compile("^Find a child"))
    hits = page.locator("#hits")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("501")
    expect(hits.get_by_role("option")).to_have_count(1)  # the rules are known before a check
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="What was found")).to_have_count(0)
    box.fill("")

    checked_sample(page)
    page.locator("#add-filter").focus()
    page.keyboard.press("/")
    page.keyboard.type("501")
    child = hits.get_by_role("option", name=re.compile(WITHOUT_ERRORS))
    expect(hits.get_by_role("option")).to_have_count(3, timeout=SLOW)  # of all that was typed: a rule, two children
    expect(child).to_contain_text("no errors")
    expect(child.locator("mark")).to_have_text("501")
    settled(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(child).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == child.get_attribute("id")
    assert list(axe(page)) == []
    page.keyboard.press("Escape")
    expect(page.locator("#add-filter")).to_be_focused()

    place(page, "Share")
    box.focus()
    settled(page)
    expect(box).to_be_focused()  # the screen that comes does not take it away
    box.fill(WITHOUT_ERRORS)
    box.press("Enter")  # before the list is there: it opens once it is
    expect(main_heading(page)).to_have_text(f"Child {WITHOUT_ERRORS}")
    settled(page)

    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name=re.compile("^Find a child")).click()
    expect(box).to_be_focused()
    box.fill("episodes 12")
    hits.get_by_role("option", name=re.compile("^Episodes, line 12")).click()
    expect(main_heading(page)).to_have_text("Child 1134623", timeout=SLOW)
    expect(page.locator("#line-Episodes-12")).to_be_focused()
    page.get_by_role("button", name=re.compile("^Find a child")).click()
    box.fill("postcode")
    hits.get_by_role("option", name="Show all").click()
    expect(hits.get_by_role("option", name=re.compile("^392c"))).to_be_visible(timeout=SLOW)
