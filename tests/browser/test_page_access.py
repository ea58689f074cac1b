"""Everybody can use the page: by keyboard alone, on a phone, going back, after a fault. How each screen looks is in test_looks.py."""

import re

import pytest
from playwright.sync_api import expect

from page_steps import SLOW, check_button, checked_sample, main_heading, settled


def press_until(page, target, key="Tab", most=80):
    """Press a key until the target has the focus: the way of someone without a mouse."""
    for _ in range(most):
        page.keyboard.press(key)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{key} does not reach {target}")


def test_the_whole_flow_by_keyboard_alone(opened):
    page = opened
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    press_until(page, page.get_by_role("button", name="choose files"))
    press_until(page, page.get_by_role("button", name="Try with sample data"))
    page.keyboard.press("Enter")
    expect(check_button(page)).to_be_visible(timeout=SLOW)
    page.keyboard.press("Tab")
    expect(check_button(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Where the errors are")).to_be_visible(timeout=SLOW)
    expect(main_heading(page)).to_be_focused()
    press_until(page, page.locator(".pareto .title a").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How to mend it")).to_be_visible()
    expect(main_heading(page)).to_be_focused()
    press_until(page, page.locator(".w-rule .child-id").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name=re.compile("^Time line"))).to_be_visible()
    press_until(page, page.locator(".flist a").nth(1), most=120)
    page.keyboard.press("Enter")
    expect(page.locator(".note div:focus")).to_have_count(1)
    press_until(page, page.get_by_role("button", name="Add a filter"), key="Shift+Tab", most=120)
    page.keyboard.press("Enter")
    expect(page.get_by_role("form", name="Filter").get_by_label("Rule")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Add a filter")).to_be_focused()


@pytest.mark.parametrize("width", [390])
def test_time_line_starts_at_its_newest_end(opened_file, width):
    page = opened_file
    page.set_viewport_size({"width": width, "height": 844})
    checked_sample(page)
    page.evaluate("location.hash = '#/findings/child'")
    page.locator(".child-id").first.click()
    line = page.get_by_role("region", name=re.compile("^Time line"))
    expect(line).to_be_visible()
    page.wait_for_timeout(200)
    assert line.evaluate("element => element.scrollWidth - element.clientWidth - element.scrollLeft") < 2


def test_back_returns_to_where_one_was(opened_file):
    page = opened_file
    checked_sample(page)
    page.evaluate("location.hash = '#/findings/all'")
    settled(page)
    page.locator("table.all .child-id").nth(40).scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    down = page.evaluate("scrollY")
    page.locator("table.all .child-id").nth(40).click()
    expect(page.get_by_role("region", name=re.compile("^Time line"))).to_be_visible()
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page.locator("table.all")).to_be_visible()
    page.wait_for_timeout(200)
    assert abs(page.evaluate("scrollY") - down) < 60
