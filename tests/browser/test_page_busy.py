"""The page stays at hand whatever the size of the return: it is given the rows on screen and no more, and draws no more.

How long its longest task takes is measured by the bench (tests/bench/screen.py).
"""

import re

from playwright.sync_api import expect

from launching import wait_for_python
from page_steps import SLOW, check, choose_council, choose_files, settled, view

CHILDREN = 5_000
SCREENFUL = 100_000  # characters: fifty rows with all that is said of them are 29,000
ELEMENTS = 6_000
# The longest answer of the worker, and the most elements that the page ever had.
WATCHED = """
  window.most = { characters: 0, elements: 0 };
  new MutationObserver(() => { most.elements = Math.max(most.elements, document.getElementsByTagName("*").length); })
    .observe(document, { childList: true, subtree: true });
  const listened = Worker;
  window.Worker = class extends listened {
    constructor(address) {
      super(address);
      this.addEventListener("message", ({ data }) => { most.characters = Math.max(most.characters, data.json?.length ?? 0); });
    }
  };
"""
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n" + "".join(
    f"{child},7,31/02/2012,XXXX,nothing,,\n" for child in range(CHILDREN)
)
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n" + "".join(
    f"{child},02/05/2026,Z,C9,N0,U0,PR9,,,,,,SC1\n" for child in range(CHILDREN)
)


def sort_by(page, name):
    page.get_by_role("columnheader", name=name).get_by_role("button").click()
    expect(page.get_by_role("columnheader", name=name)).not_to_have_attribute("aria-sort", "none", timeout=SLOW)
    settled(page)


def whole_session(page):
    """Load, check, sort, filter, open a child, fix."""
    choose_files(page, ("header.csv", HEADER), ("episodes.csv", EPISODES))
    choose_council(page)
    check(page)
    view(page, "All findings")
    expect(page.locator("table.all tbody tr")).to_have_count(50, timeout=SLOW)
    sort_by(page, "Child")
    sort_by(page, "Line")
    page.get_by_label("Find by child").fill("4999")
    expect(page.get_by_text("match the filter")).to_be_visible(timeout=SLOW)
    settled(page)
    page.locator(".child-id").first.click()
    expect(page.get_by_role("heading", level=1, name=re.compile("^Child \\d+"))).to_be_visible(timeout=SLOW)
    page.evaluate("location.hash = '#/findings/rule/101'")
    expect(page.get_by_role("heading", name="How to fix it")).to_be_visible(timeout=SLOW)
    settled(page)
    page.get_by_role("checkbox", name=re.compile("^All rows of ")).check()
    page.get_by_role("button", name="Replace a value").click()
    form = page.get_by_role("form", name="Replace a value")
    form.get_by_label("New value").select_option(index=1)
    form.get_by_role("button", name=re.compile("^Replace in")).click()
    expect(page.locator("#outcome")).to_be_visible(timeout=SLOW)


def test_the_page_holds_a_screenful_of_a_large_return(page, unzipped):
    page.add_init_script(WATCHED)
    page.goto((unzipped / "index.html").as_uri())
    wait_for_python(page)
    whole_session(page)
    assert 1_000 < page.evaluate("most.characters") < SCREENFUL
    assert 300 < page.evaluate("most.elements") < ELEMENTS
