"""What a user does on the page, for the tests of its flows."""

import re
from pathlib import Path

from playwright.sync_api import expect

SLOW = 60_000  # ms: reading or checking on a busy machine
SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"
WIDTHS = (1440, 1024, 390)
EVIL = "<img src=x onerror=document.title='caught'>"

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1001,1,05/06/2012,WBRI,UN1,,\n1002,2,31/02/2013,WBRI,UN1,,\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "1001,02/05/2026,S,C1,N1,U6,PR1,,,,BS1 4DJ,BS3 1DG,SC123456\n"
    "1002,02/05/2026,S,C9,N1,U6,PR1,,,,BS1 4DJ,BS3 1DG,SC123456\n"
)


def main_heading(page):
    return page.get_by_role("heading", level=1)


def check_button(page):
    return page.get_by_role("button", name=re.compile(r"^Check \d"))


def files_table(page):
    """The table of Files."""
    return page.locator("table.files")


def use_sample(page):
    """Load the sample return."""
    page.get_by_role("button", name="Try with sample data").click()
    expect(check_button(page)).to_be_enabled(timeout=SLOW)


def check(page):
    """Press Check and wait for the results."""
    check_button(page).click()
    expect(page.get_by_role("heading", name="Where the errors are")).to_be_visible(timeout=SLOW)
    settled(page)


def checked_sample(page):
    use_sample(page)
    check(page)


def choose_files(page, *files):
    """Give files to the file input: (name, text or bytes)."""
    page.locator("#choose-files").set_input_files(
        [
            {"name": name, "mimeType": "text/csv", "buffer": data.encode() if isinstance(data, str) else data}
            for name, data in files
        ]
    )


def choose_council(page, name="Bristol, City of (E06000023)"):
    page.get_by_label("Council").select_option(label=name)


def view(page, name):
    """Go to a view of the findings."""
    page.get_by_role("navigation", name="Views of the findings").get_by_role("link", name=name).click()


def place(page, name):
    """Go to one of the four places."""
    page.get_by_role("navigation", name="Places").get_by_role("link", name=re.compile(f"^{name}")).click()


def settled(page):
    """Wait until the screen has its data: what was pressed last has been heard, and every answer is drawn."""
    page.evaluate("new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done))))")
    expect(page.locator("#screen h1")).to_be_visible(timeout=SLOW)
    expect(page.locator("html[data-asking]")).to_have_count(0, timeout=SLOW)
    expect(page.locator("#screen [aria-busy=true]")).to_have_count(0, timeout=SLOW)


def drop(page, *paths, on=".drop"):
    """Let go of real files and folders over the drop area, or another place, as a file manager would."""
    page.locator(on).scroll_into_view_if_needed()
    box = page.locator(on).bounding_box()
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, **at, "data": data})
    session.detach()


def to_share(page):
    place(page, "Share")
    expect(main_heading(page)).to_have_text("Share")
    settled(page)


def download(page, button):
    """Press the button, the last of that name; the file's name and what is in it."""
    with page.expect_download(timeout=SLOW) as download:
        page.get_by_role("button", name=button, exact=True).last.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def looked_at(page, axe, name, *widths):
    """Take a picture of the screen as it is, in a window of each of these widths; what keeps people out, and whether it is
    too wide.
    """
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
        page.evaluate("scrollTo(0, 0)")  # what the head covers is no smaller a target for it
        yield from (f"{name}, {width}: {one}" for one in axe(page))
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            yield f"{name}, {width}: too wide"
    page.set_viewport_size(before)
