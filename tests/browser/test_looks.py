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

from launching import wait_for_python
from page_steps import (
    SLOW,
    check_button,
    checked_sample,
    choose_council,
    choose_files,
    main_heading,
    settled,
    use_sample,
)
from test_page_questions import drop_doubts

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "screenshots"

LAPTOP, PHONE, ENLARGED = (1280, 720), (390, 844), (320, 256)  # the last: a window 1280 wide at 400%
PLAIN = {"color_scheme": "light", "forced_colors": "none", "contrast": "no-preference", "reduced_motion": "reduce"}
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

MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
ODD_IDS = ["x" * 60, "طفل ١٢٣", "👶" * 12, "<b>7</b>"]
MANY = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n" + "".join(
    f"{one},9,31/02/2012,XX,no,7,\n" for one in [*ODD_IDS, *range(20_000)]
)


def checked(page, *files):
    choose_files(page, *files)
    expect(check_button(page)).to_be_visible(timeout=SLOW)
    choose_council(page)
    check_button(page).click()
    expect(page.locator("main h2").first).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=SLOW)


def trouble(page):
    row = MISSING + "1,05/06/2012,M,02/05/2026,\n"
    bad = [("oc3.csv", "CHILD,DOB,IN_TOUCH\n1,2,3,4,5\n"), ("broken.xlsx", b"PK\x03\x04"), ("my notes.txt", "shopping")]
    choose_files(
        page,
        *bad,
        ("a_very_long_file_name_" * 8 + ".csv", MISSING),
        ("ملف الأطفال 👶.csv", row),
        *((f"missing {n}.csv", row) for n in range(40)),
    )
    expect(page.get_by_role("alert")).to_be_visible(timeout=SLOW)
    expect(check_button(page)).to_be_visible(timeout=SLOW)


def stopped(page):
    """Python has died twice, and the page waits to be told."""
    die = "void setTimeout(() => { throw new Error('a fault in the worker'); })"
    with page.expect_worker() as next_worker:
        page.workers[-1].evaluate(die)
    next_worker.value.evaluate(die)
    expect(page.get_by_role("button", name="Try again")).to_be_visible(timeout=SLOW)


def compared(page):
    """The sample with something fixed, by hand and by a group, and compared with the check before."""
    checked_sample(page)
    page.evaluate("location.hash = '#/share'")
    with page.expect_download(timeout=SLOW) as download:
        page.get_by_role("button", name="Save this check", exact=True).last.click()
    page.evaluate("location.hash = '#/fix'")
    page.get_by_role("button", name=re.compile(r"^Apply \d+ changes?$")).click()
    expect(page.locator("#outcome")).to_be_visible(timeout=SLOW)
    page.evaluate("location.hash = '#/share'")
    page.locator("#choose-saved").set_input_files(
        {"name": "before.json", "mimeType": "application/json", "buffer": Path(download.value.path()).read_bytes()}
    )
    expect(page.get_by_role("img", name=re.compile("^Errors in"))).to_be_visible(timeout=SLOW)


STATES = {
    "too old": None,
    "empty": lambda page: None,
    "trouble": trouble,
    "asked": drop_doubts,
    "stopped": stopped,
    "ready": use_sample,
    "sample": checked_sample,
    "compared": compared,
    "no errors": lambda page: checked(page, ("missing.csv", MISSING + "1001,05/06/2012,M,02/05/2026,03/05/2026\n")),
    "one error": lambda page: checked(page, ("missing.csv", MISSING + "1001,05/06/2012,Q,02/05/2026,03/05/2026\n")),
    "many errors": lambda page: checked(page, ("header.csv", MANY)),
}


def button(name, opened=""):
    """Press that button, unless there is the one that comes once it was pressed: some stay open when another screen is
    looked at.
    """

    def press(page):
        if not (opened and page.get_by_role("button", name=opened).count()):
            page.get_by_role("button", name=name).first.click()

    return press


def first_child(page):
    page.locator(".child-id").first.click()
    expect(main_heading(page)).to_contain_text("Child ")


def by_hand(page):
    first_child(page)
    button("Change cells by hand", "Finish changing by hand")(page)
    page.locator(".cell-button").nth(3).click()
    expect(page.get_by_role("button", name="Change and check")).to_be_visible()


FINDINGS = {
    "overview": "#/findings/overview",
    "rule": "#/findings/rule",
    "children": "#/findings/child",
    "all": "#/findings/all",
}
HELP = {
    "help": "#/help",
    "rule book": "#/rules",
    "nowhere": "#/nowhere",
    **{f"help: {one}": f"#/help/{one}" for one in ("providers", "privacy", "trouble")},
}


def screens(state, addresses):
    return {f"{name}, {state}": (state, address, None) for name, address in addresses.items()}


# name: (state, address, what is done there)
SCREENS = {
    "too old a browser": ("too old", "", None),
    **screens("empty", {"files": "#/files", **FINDINGS, "fix": "#/fix", "share": "#/share", **HELP}),
    "files in trouble": ("trouble", "#/files", None),
    "files with questions": ("asked", "#/files", None),
    "Python stopped": ("stopped", "#/files", None),
    "files": ("ready", "#/files", button(re.compile("^Change"))),
    "council wanted": (
        "one error",
        "#/files",
        lambda page: (page.get_by_label("Council").select_option(""), check_button(page).click()),
    ),
    "forget": ("one error", "#/files", button("Forget everything", "Yes, forget")),
    "overview": ("sample", "#/findings/overview", None),
    "overview, filtered": ("sample", "#/findings/overview?table=Episodes&category=inconsistent", None),
    "filter": ("sample", "#/findings/overview", button("Add a filter")),
    "rule": ("sample", "#/findings/rule/433", None),
    "accept": ("sample", "#/findings/rule/433", button("Accept with a note")),
    "children": ("sample", "#/findings/child", None),
    "child": ("sample", "#/findings/child", first_child),
    "change by hand": ("sample", "#/findings/child", by_hand),
    "all findings": ("sample", "#/findings/all", None),
    "long filter": ("sample", f"#/findings/all?text={'nothing' * 40}", None),
    "nothing found": ("sample", "#/findings/all?text=nothingatall", None),
    "fix": ("sample", "#/fix", None),
    "share": ("sample", "#/share", None),
    "leave out rules": ("sample", "#/share", button("Leave out rules")),
    "manager": ("sample", "#/share/manager", None),
    **screens("compared", {**FINDINGS, "fix": "#/fix", "share": "#/share", "manager": "#/share/manager"}),
    **screens("no errors", {**FINDINGS, "fix": "#/fix", "share": "#/share"}),
    **screens("one error", {**FINDINGS, "fix": "#/fix", "share": "#/share"}),
    **screens("many errors", {**FINDINGS, "fix": "#/fix"}),
    "odd ids": ("many errors", "#/findings/all?rule=101", None),
    "odd child": ("many errors", "#/findings/child", first_child),
}


@pytest.fixture(scope="module")
def state(page_with, unzipped):
    """`state(name, font)`: a page in that state, each made once."""
    made = {}

    def page_in(name, font="plain"):
        if (name, font) not in made:
            page = page_with(font)
            if name == "too old":
                page.add_init_script("delete window.DecompressionStream")
            page.goto((unzipped / "index.html").as_uri())
            if name != "too old":
                wait_for_python(page)
                STATES[name](page)
            made[name, font] = page
        return made[name, font]

    yield page_in
    for page in made.values():
        page.close()


def seen_as(page, mode):
    size, media, _ = MODES[mode]
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(**{**PLAIN, **media})
    page.evaluate("scrollTo(0, 0)")


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


def shown(state, name, font="plain"):
    """The page with that screen on it, on a laptop."""
    of, address, act = SCREENS[name]
    page = state(of, font)
    seen_as(page, "laptop")
    if address:
        page.evaluate(f"location.hash = '#/help'; location.hash = '{address}'")
        settled(page)
    if act:
        act(page)
        settled(page)
    return page


@pytest.mark.parametrize("name", SCREENS)
def test_screen(state, axe, name):
    page = shown(state, name)
    found = []
    for mode in MODES:
        seen_as(page, mode)
        if SCREENS[name][1]:
            settled(page)  # what is asked for anew where the window has another size
        found += [f"{mode}: {one}" for one in axe(page, MODES[mode][2])]
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if sideways > 0:
            found.append(f"{mode}: {sideways}px too wide")
        if mode in FOCUS_IN:
            page.keyboard.press("Shift+Tab")  # from here on the browser shows the focus
            found += [f"{mode}: {one}" for one in page.evaluate(HIDDEN_OR_UNMARKED)]
    page.keyboard.press("Escape")
    assert not found, "\n".join(found)


# Every width in steps of 20 px, and the windows that a laptop's becomes at 200% and 400%.
WINDOWS = [
    *((width, 800) for width in range(320, 2561, 20)),
    (720, 450),
    (683, 384),
    (640, 360),
    (360, 225),
    (320, 256),
]

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
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        if wide := page.evaluate(SIDEWAYS):
            found.append(f"{width}: {wide}")
    page.keyboard.press("Escape")
    assert not found, "\n".join(found)


# What of the bar at the top is cut, lies outside the window, or lies over another part of it.
HEADER_FAULTS = """() => {
  const parts = [...document.querySelectorAll(".top .brand, .top .places a, .top .lock")];
  const boxes = parts.map((one) => one.getBoundingClientRect());
  const apart = (one, other) => one.right <= other.left + 1 || other.right <= one.left + 1 || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
  const cut = (one, at) => one.scrollWidth > one.clientWidth + 1 || boxes[at].left < 0 || boxes[at].right > document.documentElement.clientWidth;
  return parts.filter((one, at) => cut(one, at) || boxes.some((other, to) => to !== at && !apart(boxes[at], other))).map((one) => one.textContent.trim());
}"""


def test_the_header_is_whole_at_any_width(state):
    page = shown(state, "overview, many errors", "wide")
    found = {}
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        if faults := page.evaluate(HEADER_FAULTS):
            found[width] = faults
        expect(page.locator(".top .lock")).to_be_in_viewport()
    assert not found


# Tables that are wider than their place, and names and values of which a part stands in the next line; a meaning may
# break at its hyphens.
CLIPPED_OR_BROKEN = """() => {
  const found = [...document.querySelectorAll(".rows .scroll")].filter((one) => one.scrollWidth > one.clientWidth)
    .map((one) => `${one.firstElementChild.getAttribute("aria-labelledby")} is clipped: ${one.scrollWidth} of ${one.clientWidth}`);
  for (const cell of document.querySelectorAll(".rows th, .rows tr:not(.note) td")) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (text.parentElement.closest(".vh")) continue;
      for (const { 0: word, index } of text.data.matchAll(/[^\\s-]+/g)) {
        const range = new Range();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(`${word} is broken`);
      }
    }
  }
  return found;
}"""


@pytest.mark.parametrize("font", ["plain", "wide"])
def test_the_tables_of_a_child_are_whole_on_a_laptop(state, font):
    page = shown(state, "children", font)
    found = {}
    for child in page.locator(".child-id").all_inner_texts()[:40]:
        page.evaluate("child => { location.hash = `#/findings/child/${child}` }", child)
        expect(main_heading(page)).to_have_text(f"Child {child}")
        settled(page)
        for width in (1280, 1440):
            page.set_viewport_size({"width": width, "height": 720})
            if faults := page.evaluate(CLIPPED_OR_BROKEN):
                found[child, width] = faults
    assert not found


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
    page = shown(state, name)
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
        assert "Bristol, City of" in said and "2026-27" in said


@pytest.mark.parametrize("font", ["plain", "wide"])
def test_the_page_for_the_manager_is_one_sheet(state, font):
    page = shown(state, "manager, compared", font)
    page.emulate_media(**{**PLAIN, "media": "print"})
    sheets = page.pdf(format="A4", margin={side: "1cm" for side in ("top", "right", "bottom", "left")})
    page.emulate_media(**{**PLAIN, "media": "screen"})
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1


def test_a_child_is_printed_on_its_side(state):
    page = shown(state, "child")
    page.emulate_media(**{**PLAIN, "media": "print"})
    sheets = page.pdf(format="A4", prefer_css_page_size=True)
    page.emulate_media(**{**PLAIN, "media": "screen"})
    boxes = re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", sheets)
    assert boxes and all(int(width) > int(height) for width, height in boxes)


@pytest.mark.parametrize("name", SCREENS)
def test_headings_and_landmarks(state, name):
    """One first heading, no level left out, and what it takes to find one's way by landmarks."""
    of, address, _ = SCREENS[name]
    page = state(of)
    seen_as(page, "laptop")
    if address:
        page.evaluate(f"location.hash = '#/help'; location.hash = '{address}'")
        settled(page)
    headings = page.locator("main").get_by_role("heading").all()
    levels = [int(one.evaluate("heading => heading.tagName[1]")) for one in headings]
    assert levels.count(1) == 1
    assert all(
        after <= before + 1 for before, after in zip(levels[levels.index(1) :], levels[levels.index(1) + 1 :])
    ), levels
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    assert page.locator("table:not([aria-labelledby]):not([aria-label]):not(:has(caption))").count() == 0


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
    page = state(of)
    page.set_viewport_size({"width": 1200, "height": 600})
    page.emulate_media(**{**PLAIN, "color_scheme": scheme})
    page.evaluate(f"location.hash = '{address}'")
    settled(page)
    page.mouse.move(0, 0)
    PICTURES.mkdir(exist_ok=True)
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file)
    assert file.stat().st_size < 150_000
