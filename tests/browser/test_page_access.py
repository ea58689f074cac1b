"""Everybody can use the page: by keyboard alone, on a phone, going back, after a fault. How each screen looks is in
test_looks.py.
"""

import re

import pytest
from playwright.sync_api import expect

from launching import wait_for_python
from page_steps import EPISODES, HEADER, SLOW, check_button, choose_files, main_heading, settled, use_sample


def press_until(page, target, key="Tab", most=80):
    """Press a key until the target has the focus: the way of someone without a mouse."""
    for _ in range(most):
        page.keyboard.press(key)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{key} does not reach {target}")


def test_the_whole_flow_by_keyboard_alone(opened_file):
    page = opened_file
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
    expect(page.get_by_role("heading", name="How to fix it")).to_be_visible()
    expect(main_heading(page)).to_be_focused()
    press_until(page, page.locator(".pairs .child-id").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name=re.compile("^Time line"))).to_be_visible()
    press_until(page, page.locator(".work .marks a").first, most=120)
    page.keyboard.press("Enter")
    expect(page.locator(".rows td.key:focus")).to_have_count(1)
    press_until(page, page.get_by_role("button", name="Add a filter"), key="Shift+Tab", most=120)
    page.keyboard.press("Enter")
    expect(page.get_by_role("form", name="Filter").get_by_label("Rule")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Add a filter")).to_be_focused()


@pytest.mark.parametrize("python", ["ready", "starting"])
def test_after_loading_the_next_stop_is_check(page, unzipped, python):
    page.goto((unzipped / "index.html").as_uri())
    if python == "ready":
        wait_for_python(page)
    page.get_by_role("button", name="Try with sample data").focus()
    page.evaluate("""() => {
      window.fallen = 0;
      setInterval(() => { window.fallen += document.activeElement === document.body ? 1 : 0; }, 10);
    }""")
    page.keyboard.press("Enter")
    expect(check_button(page)).to_be_visible(timeout=SLOW)
    expect(page.locator("#before-check")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("Tab")
    expect(check_button(page)).to_be_focused()
    assert page.evaluate("window.fallen") <= 2  # no longer than a drawing takes


def test_after_files_are_read_the_next_stop_is_check(opened_file):
    page = opened_file
    page.get_by_role("button", name="choose files").focus()
    choose_files(page, ("header.csv", HEADER), ("episodes.csv", EPISODES))
    expect(check_button(page)).to_be_visible(timeout=SLOW)
    expect(page.locator("#before-check")).to_be_focused()
    page.keyboard.press("Tab")
    expect(check_button(page)).to_be_focused()


def test_who_has_gone_on_keeps_the_focus(opened_file):
    page = opened_file
    expect(page.get_by_label("Council")).to_be_enabled()
    page.get_by_label("Council").focus()
    choose_files(page, ("header.csv", HEADER), ("episodes.csv", EPISODES))
    expect(check_button(page)).to_be_visible(timeout=SLOW)
    page.wait_for_timeout(200)
    expect(page.get_by_label("Council")).to_be_focused()


def test_a_skip_link_leads_to_check(opened_file):
    page = opened_file
    use_sample(page)
    page.get_by_role("link", name="Skip to the content").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to Check")).to_be_focused()
    page.keyboard.press("Enter")
    expect(check_button(page)).to_be_focused()


def test_a_jump_leaves_what_it_leads_to_in_reach_of_tab(opened_file):
    page = opened_file
    use_sample(page)
    page.get_by_label("Council").select_option("")
    check_button(page).click()
    expect(page.get_by_label("Council")).to_be_focused()
    assert page.get_by_label("Council").evaluate("council => council.tabIndex") == 0


def test_time_line_starts_at_its_newest_end(viewed):
    page = viewed
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate("location.hash = '#/findings/child'")
    page.locator(".child-id").first.click()
    line = page.get_by_role("region", name=re.compile("^Time line"))
    expect(line).to_be_visible()
    page.wait_for_timeout(200)
    assert line.evaluate("element => element.scrollWidth - element.clientWidth - element.scrollLeft") < 2


def test_back_returns_to_where_one_was(viewed):
    page = viewed
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
