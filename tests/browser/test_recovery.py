"""The worker dies, in every way and at every moment: a new one is given all that the last one held, and the screen
stays as it was.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from check903 import sample
from page_steps import (
    EPISODES,
    HEADER,
    SLOW,
    check,
    check_button,
    choose_council,
    choose_files,
    files_table,
    place,
    settled,
    use_sample,
    view,
)
from test_fix import apply_button, choose_offer, errors, outcome, to_fix, tried

pytestmark = pytest.mark.expects_errors  # Pyodide says on the console that it died

WAYS = {
    "an error": "void setTimeout(() => { throw new Error('gone'); })",
    "ended from outside": "self.close()",
    "no memory": "void setTimeout(() => { throw new RangeError('Array buffer allocation failed'); })",
}
DIES = """
import sys
from check903.session import checks, session
def deeper():
    deeper()
def dies(*_, **__):
    # beyond what the browser's own stack holds: a true fault in the middle of Python's code
    sys.setrecursionlimit(10**8)
    deeper()
"""
FULL = """
from check903.corrections import corrections
def full(*_, **__):
    bytearray(2**31 - 1)
"""


def notice(page):
    return page.locator("#notice")


def patch(page, code):
    """Change the Python in the worker that runs now, not in those after it."""
    page.workers[-1].evaluate(f"void python.runPython({json.dumps(code)})")


def kill(page, way="an error"):
    page.workers[-1].evaluate(WAYS[way])


def is_back(page):
    expect(notice(page)).to_contain_text("Checking works again.", timeout=SLOW)
    settled(page)


def each_new_worker_dies(page, when):
    """Have the worker that comes with the next death die too, when its session's method `when` is called."""
    code = json.dumps(DIES + f"session.Session.{when} = dies")
    hook = f"""Object.defineProperty(self, "python", {{ configurable: true, set(python) {{
        Object.defineProperty(self, "python", {{ value: python }});
        python.runPython({code});
    }} }})"""
    with page.expect_worker() as started:
        kill(page)
    started.value.evaluate(hook)


def checked_in_february(page):
    use_sample(page)
    page.get_by_label("As at").fill("15/02/2027")
    check(page)


def log_of(page):
    """The change log as its table says it."""
    return page.get_by_role("table", name="Change log").locator("tbody").inner_text()


def test_all_that_was_decided_is_there_again(opened_file):
    page = opened_file
    checked_in_february(page)
    page.evaluate("location.hash = '#/findings/rule/503D'")
    settled(page)
    page.locator(".pairs tbody input.tick").first.check()
    page.get_by_role("button", name="Accept with a note").click()
    page.get_by_label("Why it can’t be fixed").fill("Asked twice")
    page.keyboard.press("Enter")
    expect(outcome(page)).to_contain_text("1 error accepted.", timeout=SLOW)
    to_fix(page)
    for offer in ("Pupil number as last year", "Category of need as last year"):
        choose_offer(page, offer)
        tried(page)
        apply_button(page).click()
        expect(outcome(page)).to_contain_text("applied at", timeout=SLOW)
        settled(page)
    outcome(page).get_by_role("button", name="Undo").click()
    expect(outcome(page)).to_contain_text("Undone at", timeout=SLOW)
    settled(page)
    choose_offer(page, "Category of need as last year")
    tried(page)
    page.locator("tbody input.tick").first.uncheck()
    said, log, before = apply_button(page).inner_text(), log_of(page), errors(page)

    kill(page)
    expect(apply_button(page)).to_have_text(said)  # the screen stays while all that happens
    is_back(page)
    expect(notice(page)).to_contain_text("1 note")
    assert (apply_button(page).inner_text(), log_of(page), errors(page)) == (said, log, before)
    expect(page.locator("tbody input.tick").first).not_to_be_checked()

    apply_button(page).click()
    expect(outcome(page)).to_contain_text("applied at", timeout=SLOW)
    settled(page)
    page.get_by_role("button", name=re.compile("^Undo all")).click()
    expect(outcome(page)).to_contain_text("Undone at", timeout=SLOW)
    place(page, "Findings")
    expect(page.locator(".page-head:not(.log-head)")).to_contain_text("As at 15 February 2027.")
    page.evaluate("location.hash = '#/findings/all?status=accepted'")
    settled(page)
    expect(page.locator(".all tbody tr")).to_have_count(1)
    expect(page.locator(".all tbody tr")).to_contain_text("Asked twice")
    notice(page).get_by_role("button", name="Close").click()
    expect(notice(page)).to_have_text("")


@pytest.mark.parametrize("way", WAYS)
def test_whatever_ended_it_is_said_and_it_starts_again(opened_file, way):
    page = opened_file
    use_sample(page)
    said = check_button(page).inner_text()
    kill(page, way)
    expect(notice(page)).to_contain_text("Checking stopped and is starting again.")
    expect(notice(page)).to_contain_text("ran out of memory" if way == "no memory" else "our fault, not your data’s")
    is_back(page)
    expect(check_button(page)).to_have_text(said)


def test_a_form_half_filled_in_stays_with_its_focus(opened_file):
    page = opened_file
    checked_in_february(page)
    page.locator(".pareto .title a").first.click()
    page.locator(".pairs .child-id").first.click()
    settled(page)
    page.get_by_role("button", name=re.compile("^Accept with a note")).first.click()
    note = page.get_by_label("Why it can’t be fixed")
    expect(note).to_be_focused()
    note.press_sequentially("Asked tw")
    address = page.url
    kill(page)
    note.press_sequentially("ic")
    expect(notice(page)).to_contain_text("starting again")
    is_back(page)
    expect(note).to_be_focused()
    note.press_sequentially("e")
    expect(note).to_have_value("Asked twice")
    assert page.url == address
    page.keyboard.press("Enter")
    expect(outcome(page)).to_contain_text("accepted.", timeout=SLOW)
    page.get_by_text(re.compile("accepted with a note$")).first.click()
    expect(page.locator(".work").filter(has_text="Asked twice")).to_be_visible()


def test_what_is_pressed_while_it_starts_again_is_done_once_it_can(opened_file):
    page = opened_file
    checked_in_february(page)
    to_fix(page)
    choose_offer(page, "Pupil number as last year")
    gone, new = tried(page)
    before = errors(page)
    kill(page)
    expect(notice(page)).to_contain_text("starting again")
    apply_button(page).click()
    place(page, "Findings")
    is_back(page)
    expect(page.get_by_role("navigation", name="Places")).to_contain_text(
        f"{before - gone + new} errors", use_inner_text=True, timeout=SLOW
    )
    expect(notice(page)).not_to_contain_text("was not done")


def test_a_change_over_which_it_dies_is_said_not_to_be_done(opened_file):
    page = opened_file
    checked_in_february(page)
    before = errors(page)
    to_fix(page)
    choose_offer(page, "Pupil number as last year")
    tried(page)
    patch(page, DIES + "from check903.corrections.corrections import Corrections\nCorrections.apply = dies")
    apply_button(page).click()
    is_back(page)
    expect(notice(page)).to_contain_text("What you did last was not done. Do it again.")
    assert errors(page) == before
    apply_button(page).click()
    expect(outcome(page)).to_contain_text("applied at", timeout=SLOW)
    expect(page.get_by_role("table", name="Change log").locator("tbody tr")).to_have_count(1)


def test_it_dies_while_a_file_to_take_away_is_made(opened_file):
    page = opened_file
    checked_in_february(page)
    patch(page, DIES + "session.Session.workbook = dies")
    page.get_by_role("button", name="Download workbook").click()
    is_back(page)
    expect(notice(page)).to_contain_text("was not done")
    with page.expect_download(timeout=SLOW) as download:
        page.get_by_role("button", name="Download workbook").click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_it_dies_while_files_are_read(opened):
    page = opened
    patch(
        page,
        DIES
        + """
def add(session, path, *rest):
    dies() if path == "episodes.csv" else session.filing.add_file(path, *rest)
session.Session.add_file = add
""",
    )
    choose_files(page, ("header.csv", HEADER), ("episodes.csv", EPISODES), ("notes.txt", "shopping"))
    is_back(page)
    expect(check_button(page)).to_have_text("Check 4 rows", timeout=SLOW)
    table = files_table(page)
    for name in ("header.csv", "episodes.csv", "notes.txt"):
        expect(table.locator(".name", has_text=name)).to_have_count(1)
    expect(table).not_to_contain_text("Being read")


def test_a_file_over_which_it_dies_twice_is_left_out(opened_file):
    page = opened_file
    choose_files(page, ("header.csv", HEADER))
    expect(check_button(page)).to_have_text("Check 2 rows", timeout=SLOW)
    fatal = (
        DIES
        + """
def add(session, path, *rest):
    dies() if path == "episodes.csv" else session.filing.add_file(path, *rest)
session.Session.add_file = add
"""
    )
    patch(page, fatal)
    with page.expect_worker() as started:
        choose_files(page, ("episodes.csv", EPISODES))
    started.value.evaluate(f"""Object.defineProperty(self, "python", {{ configurable: true, set(python) {{
        Object.defineProperty(self, "python", {{ value: python }});
        python.runPython({json.dumps(fatal)});
    }} }})""")
    expect(notice(page)).to_contain_text("Checking has stopped.", timeout=SLOW)
    expect(page.get_by_role("alert").first).to_contain_text("episodes.csv")
    notice(page).get_by_role("button", name="Try again").click()
    is_back(page)
    expect(check_button(page)).to_have_text("Check 2 rows", timeout=SLOW)


def test_it_dies_in_the_middle_of_a_check(opened_file):
    page = opened_file
    use_sample(page)
    patch(
        page,
        DIES
        + """
step = checks.Running.step
def late(self):
    if self._finished == 200:
        dies()
    step(self)
checks.Running.step = late
""",
    )
    check_button(page).click()
    expect(notice(page)).to_contain_text("starting again", timeout=SLOW)
    expect(page.get_by_role("heading", name="Where the errors are")).to_be_visible(timeout=SLOW)
    is_back(page)
    assert errors(page) > 0


def test_a_check_can_be_stopped_while_it_starts_again(opened_file):
    page = opened_file
    use_sample(page)
    patch(page, DIES + "checks.Running.step = dies")
    check_button(page).click()
    expect(notice(page)).to_contain_text("starting again", timeout=SLOW)
    page.get_by_role("button", name="Stop", exact=True).click()
    is_back(page)
    expect(page.get_by_text("The check was stopped, so there is nothing to show.")).to_be_visible()


def test_it_dies_twice_and_waits_to_be_told(opened_file):
    page = opened_file
    checked_in_february(page)
    to_fix(page)
    choose_offer(page, "Pupil number as last year")
    tried(page)
    apply_button(page).click()
    expect(outcome(page)).to_contain_text("applied at", timeout=SLOW)
    settled(page)
    log, before = log_of(page), errors(page)
    each_new_worker_dies(page, "recall")
    expect(notice(page)).to_contain_text("Checking has stopped.", timeout=SLOW)
    expect(notice(page)).to_contain_text(re.compile(r"\d+ files and \d+ changes are still kept"))
    with page.expect_download() as download:
        notice(page).get_by_role("button", name="Save my work").click()
    work = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert " work " in download.value.suggested_filename
    changes = sum(len(batch["changes"]) for batch in work["changes"])
    assert changes == int(re.search(r"(\d+) changes", notice(page).inner_text()).group(1))
    place(page, "Files")
    page.get_by_role("button", name="Remove providers.xlsx").click()  # so that less is to be held
    expect(files_table(page)).not_to_contain_text("providers.xlsx")
    page.go_back()
    notice(page).get_by_role("button", name="Try again").click()
    is_back(page)
    assert log_of(page) == log
    assert errors(page) <= before
    place(page, "Files")
    expect(files_table(page)).not_to_contain_text("providers.xlsx")
    expect(files_table(page)).to_contain_text("episodes.csv")


def test_what_hangs_can_be_stopped(opened_file):
    page = opened_file
    checked_in_february(page)
    before = errors(page)
    page.evaluate("CHECK903.timeoutMs = 500")
    patch(
        page,
        "from check903.session import session\ndef hangs(*_):\n    while True:\n        pass\nsession.Session.children"
        " = hangs",
    )
    view(page, "By child")
    expect(notice(page)).to_contain_text("This is taking longer than usual.", timeout=SLOW)
    page.evaluate("CHECK903.timeoutMs = 60000")
    notice(page).get_by_role("button", name="Stop and start again").click()
    is_back(page)
    assert errors(page) == before
    expect(page.locator(".child-id").first).to_be_visible()


def test_a_check_that_hangs_is_not_run_again(opened_file):
    page = opened_file
    use_sample(page)
    page.evaluate("CHECK903.timeoutMs = 500")
    patch(
        page,
        "from check903.session import checks\ndef hangs(*_):\n    while True:\n        pass\nchecks.Running.step ="
        " hangs",
    )
    check_button(page).click()
    expect(notice(page)).to_contain_text("This is taking longer than usual.", timeout=SLOW)
    page.evaluate("CHECK903.timeoutMs = 60000")
    notice(page).get_by_role("button", name="Stop and start again").click()
    is_back(page)
    expect(page.get_by_text("The check was stopped, so there is nothing to show.")).to_be_visible()
    page.get_by_role("link", name="Go to Files and check again").click()
    check(page)


def test_a_step_without_enough_memory_is_only_that_step(opened_file):
    page = opened_file
    checked_in_february(page)
    page.evaluate("location.hash = '#/findings/rule/503D'")
    settled(page)
    page.locator(".pairs .child-id").first.click()
    settled(page)
    page.get_by_role("button", name=re.compile("^Change by hand")).first.click()
    field = page.locator("#new-value")
    field.select_option("U1")
    patch(page, FULL + "Corrections = corrections.Corrections\napply = Corrections.apply\nCorrections.apply = full")
    page.get_by_role("button", name="Change and check").click()
    expect(page.get_by_role("alert")).to_contain_text("There was not enough memory for this.")
    expect(notice(page)).to_have_text("")
    expect(field).to_have_value("U1")
    patch(page, "Corrections.apply = apply")
    page.get_by_role("button", name="Change and check").click()
    expect(outcome(page)).to_contain_text("1 change applied", timeout=SLOW)


def test_postcodes_that_can_not_be_loaded_are_said_and_nothing_else_stops(opened_file):
    page = opened_file
    patch(
        page,
        "from check903.session import session\ndef fails(*_):\n    raise ValueError('not such a"
        " file')\nsession.Session.add_postcode_area = fails",
    )
    choose_files(page, ("header.csv", HEADER), ("episodes.csv", EPISODES))
    expect(notice(page)).to_contain_text("The postcodes of BS could not be loaded", timeout=SLOW)
    notice(page).get_by_role("button", name="Close").click()
    choose_council(page)
    check(page)
    expect(notice(page)).to_have_text("")


def test_forgetting_while_it_starts_again_forgets(opened_file):
    page = opened_file
    checked_in_february(page)
    place(page, "Files")
    page.get_by_role("button", name="Forget everything").click()
    kill(page)
    expect(notice(page)).to_contain_text("Reading", timeout=SLOW)
    page.get_by_role("button", name="Yes, forget").click()
    expect(page.get_by_role("heading", name="No files yet")).to_be_visible()
    is_back(page)
    expect(page.get_by_role("heading", name="No files yet")).to_be_visible()
    files = page.workers[-1].evaluate(
        "python.runPython('import json; from check903_worker import glue; json.dumps(glue.session.files())')"
    )
    assert json.loads(files)["files"] == []


def test_it_dies_over_forgetting(opened_file):
    page = opened_file
    checked_in_february(page)
    place(page, "Files")
    patch(page, DIES + "session.Session.forget = dies")
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Yes, forget").click()
    is_back(page)
    expect(page.get_by_role("heading", name="No files yet")).to_be_visible()
    expect(notice(page)).not_to_contain_text("Back in place")


def test_a_file_that_changed_meanwhile_is_named(opened_file, tmp_path):
    page = opened_file
    for name, data in sample.generate().this_year.items():
        (tmp_path / name).write_bytes(data)
    page.locator("#choose-files").set_input_files(sorted(tmp_path.iterdir()))
    choose_council(page)
    check(page)
    episodes = tmp_path / "episodes.csv"
    text = episodes.read_text()
    episodes.write_text(text + "\n")
    kill(page)
    expect(notice(page)).to_contain_text("1 file could not be opened again", timeout=SLOW)
    place(page, "Files")
    expect(page.get_by_role("alert").first).to_contain_text("episodes.csv: the browser can’t open it")
    page.locator("#choose-files").set_input_files(episodes)
    check(page)
    assert errors(page) > 0


def test_the_browser_asks_before_changes_are_lost(opened_file):
    page = opened_file
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    checked_in_february(page)
    to_fix(page)
    choose_offer(page, "Pupil number as last year")
    tried(page)
    apply_button(page).click()
    expect(outcome(page)).to_contain_text("applied at", timeout=SLOW)
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.get_by_text("Nothing has been checked yet.")).to_be_visible()
    page.reload()
    assert asked == ["beforeunload"]


def test_a_change_finds_what_a_fresh_check_finds_even_with_postcodes_of_another_area(opened):
    page = opened
    checked_in_february(page)
    page.locator(".pareto .title a").first.click()
    page.locator(".pairs .child-id").first.click()
    settled(page)
    page.get_by_role("button", name="Change cells by hand").click()
    page.locator("[id^=cell-Episodes-][id$=PL_POST]").first.click()
    page.locator("#new-value").fill("ZE1 0AA")
    page.get_by_role("button", name="Change and check").click()
    expect(outcome(page)).to_contain_text("1 change applied", timeout=SLOW)
    settled(page)
    shown = errors(page)
    place(page, "Files")
    check(page)
    assert errors(page) == shown
