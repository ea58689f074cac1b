"""The page stays at hand whatever the size of the return: it is given the rows on screen and no more, and is never busy
for long.

What a task took is counted in CPU time, from Chromium's trace: other programs on the machine can't lengthen that.
"""

import json
import re

from playwright.sync_api import expect

from launching import wait_for_python
from page_steps import SLOW, check, choose_council, choose_files, settled, view

CHILDREN = 5_000
FROZEN = 100  # ms
SCREENFUL = 100_000  # characters: fifty rows with all that is said of them are 29,000
MESSAGES = """
  window.longest = 0;
  const listened = Worker;
  window.Worker = class extends listened {
    constructor(address) {
      super(address);
      this.addEventListener("message", ({ data }) => { window.longest = Math.max(window.longest, data.json?.length ?? 0); });
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


def test_a_large_return_never_freezes_the_page(page, unzipped, tmp_path):
    page.add_init_script(MESSAGES)
    browser = page.context.browser
    browser.start_tracing(
        page=page,
        path=tmp_path / "trace.json",
        categories=["disabled-by-default-devtools.timeline", "blink.user_timing"],
    )
    page.goto((unzipped / "index.html").as_uri())
    wait_for_python(page)
    whole_session(page)
    page.evaluate("performance.mark('the page itself')")
    browser.stop_tracing()

    events = json.loads((tmp_path / "trace.json").read_text())["traceEvents"]
    (itself,) = {(event["pid"], event["tid"]) for event in events if event["name"] == "the page itself"}
    tasks = [
        event["tdur"] / 1000
        for event in events
        if event["name"] == "RunTask" and (event["pid"], event["tid"]) == itself and "tdur" in event
    ]
    assert len(tasks) > 100
    assert max(tasks) < FROZEN
    assert 1_000 < page.evaluate("longest") < SCREENFUL
