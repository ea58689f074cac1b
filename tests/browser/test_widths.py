"""No screen scrolls sideways, and nothing is cut, at any width, with a font a tenth wider than Arial."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from screens import SCREENS, faults_of_children, managers_sheets, shown

STYLES = "\n".join(
    file.read_text("utf-8") for file in (Path(__file__).resolve().parents[2] / "js" / "css").glob("*.css")
)
# Where the layout turns into another, both sides: what does not fit sticks out just above such a width first. Some in
# between, and the windows that a laptop's becomes at 200% and 400%.
TURNS = {
    int(width)
    for query in re.findall("@(?:media|container)[^{]+", STYLES)
    for width in re.findall(r"(?:min|max)-width: (\d+)", query)
}
assert 12 < len(TURNS) < 40 < 320 < min(TURNS)
WINDOWS = [
    *(
        (width, 800)
        for width in sorted({*range(320, 800, 40), *range(800, 2561, 160), *TURNS, *(1 + at for at in TURNS)})
    ),
    (720, 450),
    (683, 384),
    (640, 360),
    (360, 225),
    (320, 256),
]


def walked(page):
    """The page in each of these windows, one after the other; gives the width."""
    session = page.context.new_cdp_session(page)
    for width, height in WINDOWS:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        session.send("Emulation.setDeviceMetricsOverride", size)
        yield width
    session.detach()


# What sticks out at the right, if the page can be scrolled there; the page hears of its new size in the next frame.
SIDEWAYS = """async () => {
  const root = document.documentElement;
  const over = () => root.scrollWidth - root.clientWidth;
  if (over() > 0) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  if (over() <= 0) return "";
  const out = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > root.clientWidth + 1);
  return `${over()}px too wide: ${out.slice(0, 3).map((one) => one.cloneNode().outerHTML.slice(0, 60)).join(" ")}`;
}"""


@pytest.mark.parametrize("name", SCREENS)
def test_nothing_scrolls_sideways_at_any_width(state, name):
    page = shown(state, name, "wide")
    found = []
    for width in walked(page):
        if wide := page.evaluate(SIDEWAYS):
            found.append(f"{width}: {wide}")
    page.keyboard.press("Escape")
    assert not found, "\n".join(found)


# What of the bar at the top is cut, lies outside the window, or lies over another part of it.
HEADER_FAULTS = """() => {
  const parts = [...document.querySelectorAll(".top .brand, .top .places a, .top .find-open, .top .find input, .top .lock")].filter((one) => one.checkVisibility());
  const boxes = parts.map((one) => one.getBoundingClientRect());
  const apart = (one, other) => one.right <= other.left + 1 || other.right <= one.left + 1 || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
  const cut = (one, at) => one.scrollWidth > one.clientWidth + 1 || boxes[at].left < 0 || boxes[at].right > document.documentElement.clientWidth;
  return parts.filter((one, at) => cut(one, at) || boxes.some((other, to) => to !== at && !apart(boxes[at], other))).map((one) => one.textContent.trim());
}"""


def test_the_header_is_whole_at_any_width(state):
    page = shown(state, "overview, many errors", "wide")
    found = {}
    for width in walked(page):
        if faults := page.evaluate(HEADER_FAULTS):
            found[width] = faults
        expect(page.locator(".top .lock")).to_be_in_viewport()
    assert not found


def test_a_childs_tables_and_time_line_are_whole(state):
    assert not faults_of_children(state, "wide", 40)


def test_the_page_for_the_manager_is_one_sheet(state):
    assert managers_sheets(state, "wide") == 1
