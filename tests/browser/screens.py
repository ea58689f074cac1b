"""Every state of the page and every screen in it, for the tests that look at them all: test_looks.py with the plain
font, test_widths.py with the wide one.
"""

import re
from pathlib import Path

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

LAPTOP, PHONE, ENLARGED = (1280, 720), (390, 844), (320, 256)  # the last: a window 1280 wide at 400%
PLAIN = {"color_scheme": "light", "forced_colors": "none", "contrast": "no-preference", "reduced_motion": "reduce"}

MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
ODD_IDS = ["x" * 60, "طفل ١٢٣", "👶" * 12, "<b>7</b>"]
MANY = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n" + "".join(
    f"{one},9,31/02/2012,XX,no,7,\n" for one in [*ODD_IDS, *range(10_000)]
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
        page.get_by_role("button", name="Save my work", exact=True).last.click()
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
    "figures": ("sample", "#/figures", None),
    "several councils": ("sample", "#/figures/councils", None),
    "figure": ("sample", "#/figures/three_placements?of=not", None),
    "more checks": ("sample", "#/more", None),
    "one of more checks": ("sample", "#/more/W5", None),
    "breaks in the chain": ("sample", "#/more/chain", None),
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


class States:
    """Pages in a state, each made once: `states(name, font)`."""

    def __init__(self, page_with, address):
        self._page_with, self._address = page_with, address
        self._made = {}

    def __call__(self, name, font):
        if (name, font) not in self._made:
            self._made[name, font] = self._in(name, self._page_with(font))
        return self._made[name, font]

    def _in(self, name, page):
        if name == "too old":
            page.add_init_script("delete window.DecompressionStream")
        page.goto(self._address)
        if name != "too old":
            wait_for_python(page)
            STATES[name](page)
        return page

    def close(self):
        for page in self._made.values():
            page.close()


def seen_as(page, size=LAPTOP, media=None):
    """The page in a window of that size, for someone whose system asks for that."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(**{**PLAIN, **(media or {})})
    page.evaluate("scrollTo(0, 0)")


def shown(state, name, font):
    """The page with that screen on it, on a laptop."""
    of, address, act = SCREENS[name]
    page = state(of, font)
    seen_as(page)
    if address:
        page.evaluate(f"location.hash = '#/help'; location.hash = '{address}'")
        settled(page)
    if act:
        act(page)
        settled(page)
    return page


# Tables that are wider than their place (by more than a pixel's rounding: the last column ends with 4 px of room), and
# names and values of which a part stands in the next line; a meaning may
# break at its hyphens.
CLIPPED_OR_BROKEN = """() => {
  const found = [...document.querySelectorAll(".rows .scroll")].filter((one) => one.scrollWidth > one.clientWidth + 1)
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


# Labels of the time line that are cut, that lie outside the picture, or outside the bar that they are in.
CUT_LABELS = """() => {
  const picture = document.querySelector(".tl .pic").getBoundingClientRect();
  const within = (one, whole) => one.left >= whole.left - 1 && one.right <= whole.right + 1 && one.top >= whole.top - 1 && one.bottom <= whole.bottom + 3;
  return [...document.querySelectorAll(".tl .pic text:not(.mkt)")].filter((text) => {
    const bar = text.parentElement.closest("svg:not(.pic):not(.over)")?.querySelector("rect");
    const whole = bar ? text.parentElement.getBoundingClientRect() : picture;
    return text.textContent.includes("…") || !within(text.getBoundingClientRect(), picture) || !within(text.getBoundingClientRect(), whole);
  }).map((text) => text.textContent);
}"""


def faults_of_children(state, font, many):
    """(child, width) -> what is wrong with the tables of that many children on two laptops, and with their time lines."""
    page = shown(state, "children", font)
    found = {}
    for child in page.locator(".child-id").all_inner_texts()[:many]:
        page.evaluate("child => { location.hash = `#/findings/child/${child}` }", child)
        expect(main_heading(page)).to_have_text(f"Child {child}")
        settled(page)
        for width, looks in ((900, [CUT_LABELS]), (1280, [CLIPPED_OR_BROKEN]), (1440, [CUT_LABELS, CLIPPED_OR_BROKEN])):
            page.set_viewport_size({"width": width, "height": 720})
            page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))")
            if faults := [fault for look in looks for fault in page.evaluate(look)]:
                found[child, width] = faults
    return found


def managers_sheets(state, font):
    """How many sheets of paper the page for the manager takes."""
    page = shown(state, "manager, compared", font)
    page.emulate_media(**{**PLAIN, "media": "print"})
    sheets = page.pdf(format="A4", margin={side: "1cm" for side in ("top", "right", "bottom", "left")})
    page.emulate_media(**{**PLAIN, "media": "screen"})
    return len(re.findall(rb"/Type\s*/Page\b", sheets))
