"""Every screen in every state, as different people see it: light, dark, the system's own colours, a laptop, a phone, a
page enlarged to 400%.

In each, axe-core finds nothing (WCAG 2.2 AA), the page does not scroll sideways (1.4.10), and what has the keyboard's
focus can be seen (2.4.7, 2.4.11).
With CHECK903_SCREENSHOTS=1 the pictures of the README are taken anew.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from page_steps import SLOW, main_heading, settled
from screens import ENLARGED, LAPTOP, PHONE, PLAIN, SCREENS, faults_of_children, managers_sheets, seen_as, shown

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "screenshots"

COLOURS, PLACES = ["color-contrast"], ["target-size", "scrollable-region-focusable", "heading-order", "region"]
# name: (window, what the system asks for, the rules of axe-core that could answer otherwise than in the first: all in
# the first)
MODES = {
    "laptop": (LAPTOP, {}, []),
    "dark": (LAPTOP, {"color_scheme": "dark"}, COLOURS),
    "forced": (LAPTOP, {"color_scheme": "dark", "forced_colors": "active"}, COLOURS),
    "phone, dark, more contrast": (PHONE, {"color_scheme": "dark", "contrast": "more"}, COLOURS),
    "enlarged": (ENLARGED, {}, PLACES),
}
FOCUS_IN = ("laptop", "enlarged")

# Each element that Tab reaches is focused: it must be within the window, not covered, and look other than without the
# focus.
HIDDEN_OR_UNMARKED = """() => {
  const MARKS = ["outline", "boxShadow", "backgroundColor", "color", "border"];
  const look = (element) => [element, ...element.children].flatMap((one) => MARKS.map((mark) => getComputedStyle(one)[mark])).join();
  const shown = (element) => {
    const points = [...element.getClientRects()].flatMap((box) => {
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]; // of what is taller than the window, the part in it
      return [.5, .1, .9].map((part) => [box.left + part * box.width, (top + bottom) / 2]);
    });
    return points.some(([x, y]) => {
      const there = document.elementFromPoint(x, y);
      return there && (element.contains(there) || there.contains(element));
    });
  };
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }));
  const found = [];
  for (const element of all.length > 150 ? [...all.slice(0, 100), ...all.slice(-50)] : all) {
    document.activeElement?.blur();
    const before = look(element);
    element.focus();
    const name = element.outerHTML.slice(0, 90);
    if (document.activeElement !== element) found.push("takes no focus: " + name);
    else if (!shown(element)) found.push("has the focus but can't be seen: " + name);
    else if (look(element) === before) found.push("does not show that it has the focus: " + name);
  }
  document.activeElement?.blur();
  return found;
}"""


@pytest.mark.parametrize("name", SCREENS)
def test_screen(state, axe, name):
    page = shown(state, name, "plain")
    found = [*wrong_headings(page)]
    for mode, (size, media, rules) in MODES.items():
        seen_as(page, size, media)
        if SCREENS[name][1]:
            settled(page)  # what is asked for anew where the window has another size
        found += [f"{mode}: {one}" for one in axe(page, rules)]
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if sideways > 0:
            found.append(f"{mode}: {sideways}px too wide")
        if mode in FOCUS_IN:
            page.keyboard.press("Shift+Tab")  # from here on the browser shows the focus
            found += [f"{mode}: {one}" for one in page.evaluate(HIDDEN_OR_UNMARKED)]
    page.keyboard.press("Escape")
    assert not found, "\n".join(found)


def wrong_headings(page):
    """Not one first heading, a level left out, or no way to find one's way by landmarks."""
    headings = page.locator("main").get_by_role("heading").all()
    levels = [int(one.evaluate("heading => heading.tagName[1]")) for one in headings]
    after_first = levels[levels.index(1) :] if 1 in levels else []
    if levels.count(1) != 1 or any(after > before + 1 for before, after in zip(after_first, after_first[1:])):
        yield f"headings of the levels {levels}"
    for landmark in ("banner", "main", "contentinfo"):
        if page.get_by_role(landmark).count() != 1:
            yield f"not one {landmark}"
    if page.locator("table:not([aria-labelledby]):not([aria-label]):not(:has(caption))").count():
        yield "a table without a name"


def test_a_childs_tables_and_time_line_are_whole(state):
    assert not faults_of_children(state, "plain", 10)  # 40 in the wide font


# What of the page's own is on paper too, and markers that would be white numbers on a ground that isn't printed.
UNPRINTABLE = """() => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const found = seen(".top, .views, .foot, .skip, #notice, .drop, main button:not(.sort):not(.cell-button)")
    .map((one) => `printed: ${one.cloneNode().outerHTML.slice(0, 80)}`);
  const light = (colour) => /^rgb\\((2[0-4]\\d|25[0-5]), /.test(colour);
  for (const one of seen(".mk")) {
    const { backgroundColor, color } = getComputedStyle(one);
    if (backgroundColor !== "rgba(0, 0, 0, 0)" || light(color)) found.push(`marker ${one.textContent} can't be read`);
  }
  for (const one of seen(".mkt")) if (light(getComputedStyle(one).fill)) found.push(`mark ${one.textContent} can't be read`);
  for (const one of seen(".mkr")) if (!light(getComputedStyle(one).fill)) found.push("a mark has a ground");
  const over = document.documentElement.scrollWidth - innerWidth;
  return over > 0 ? [...found, `${over}px too wide`] : found;
}"""
PAPER = {False: (718, 1047), True: (1032, 702)}  # A4 within its margins, and on its side


@pytest.mark.parametrize("name", [name for name in SCREENS if name != "too old a browser"])
def test_every_screen_has_a_print_form(state, name):
    page = shown(state, name, "plain")
    wide = page.locator(".print-wide").count() > 0
    page.emulate_media(**{**PLAIN, "media": "print"})
    page.set_viewport_size(dict(zip(("width", "height"), PAPER[wide])))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    settled(page)
    found = page.evaluate(UNPRINTABLE)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    title, said = main_heading(page).inner_text(), page.locator("main").inner_text()
    page.emulate_media(**{**PLAIN, "media": "screen"})
    page.keyboard.press("Escape")
    assert found == []
    assert title and re.search(
        r"\b\d{1,2} [A-Z][a-z]+ 20\d\d\b", said.split(title)[0] if "manager" not in name else said
    )
    if SCREENS[name][0] in ("sample", "compared"):
        assert ("Bristol, " if "manager" in name else "Bristol, City of") in said and "2026-27" in said


def test_the_page_for_the_manager_is_one_sheet(state):
    assert managers_sheets(state, "plain") == 1


def test_a_child_is_printed_on_its_side(state):
    page = shown(state, "child", "plain")
    page.emulate_media(**{**PLAIN, "media": "print"})
    sheets = page.pdf(format="A4", prefer_css_page_size=True)
    page.emulate_media(**{**PLAIN, "media": "screen"})
    boxes = re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", sheets)
    assert boxes and all(int(width) > int(height) for width, height in boxes)


def test_every_colour_stands_in_one_file():
    """Or dark and the system's own colours would miss it."""
    others = [file for file in (ROOT / "js" / "css").glob("*.css") if file.name != "colours.css"]
    assert [
        (file.name, colour)
        for file in others
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[ ;,)!])|rgba?\([^)]*\)", file.read_text())
    ] == []


PICTURED = {
    "overview": ("sample", "#/findings/overview", None, "light"),
    "rule": ("sample", "#/findings/rule/503C", None, "light"),
    "child": ("sample", "#/findings/child/1372193", None, "light"),
    "fix": ("sample", "#/fix", None, "light"),
    "share": ("sample", "#/share", None, "light"),
    "child-dark": ("sample", "#/findings/child/1372193", None, "dark"),
}


@pytest.mark.on_request("CHECK903_SCREENSHOTS")  # rewrites docs/screenshots: build.py screenshots asks for it
@pytest.mark.parametrize("name", PICTURED)
def test_pictures_for_the_readme(state, name):
    of, address, act, scheme = PICTURED[name]
    page = state(of, "plain")
    page.set_viewport_size({"width": 1200, "height": 600})
    page.emulate_media(**{**PLAIN, "color_scheme": scheme})
    page.evaluate(f"location.hash = '{address}'")
    settled(page)
    expect(page.locator("#screen")).not_to_contain_text(
        re.compile("Trying |Looking for fixes"), timeout=SLOW
    )  # the plan is there
    page.mouse.move(0, 0)
    PICTURES.mkdir(exist_ok=True)
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file)
    assert file.stat().st_size < 150_000
