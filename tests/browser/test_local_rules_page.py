"""Local rules on the page: seen before they are run, on every screen with their tag, in none of the counts."""

import io
import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

from ask_steps import ask, language, to_ask
from check903 import sample
from check903.__main__ import main
from page_steps import (
    SLOW,
    check,
    checked_sample,
    choose_files,
    download,
    main_heading,
    place,
    settled,
    use_sample,
    view,
)

SQL = """-- rule: L1
-- title: Missing for more than a week
-- wrong: The child was missing for more than a week in one go.
-- fix: Check both dates.
-- fields: Missing.MIS_START Missing.MIS_END
SELECT rowid FROM Missing WHERE days(MIS_START, MIS_END) > 1;

-- rule: L2
-- title: <img src=x onerror=alert(1)>
-- wrong: W.
-- fix: F.
-- fields: Episodes.DECOM
SELECT rowid FROM Episodse;
"""
WORDS = 'title="Missing for more than a week", wrong="W.", fix="F."'
IN_PYTHON = f"""from check903.engine import days_between
from check903.local import local_rule, return_rule

@local_rule("P1", "Missing.MIS_START Missing.MIS_END", {WORDS})
def frames(t):
    m = t.Missing
    return m[(m.MIS_END - m.MIS_START).dt.days > 1]

@return_rule("R1", "Missing.MIS_START Missing.MIS_END", {WORDS})
def rows(r):
    m = r.Missing
    return m.where(days_between(m.MIS_START, m.MIS_END) > 1, before=m.previous)
"""


def use(page, name):
    """Press "Use these rules" for that file."""
    shown = page.locator(".local-file", has_text=name)
    expect(shown.get_by_role("heading")).to_contain_text("not used yet", timeout=SLOW)
    shown.get_by_role("button", name="Use these rules").click()
    expect(page.locator("details.local-file", has_text=name)).to_be_visible()


def finds(page, code):
    """What the rule finds, as More checks says, once it was run."""
    link = page.locator(f".own-rules a[href='#/more/{code}']")
    expect(link).to_be_visible(timeout=2 * SLOW)
    return int(re.sub(r"\D", "", link.inner_text().split(" of ")[0]))


def counts(page):
    settled(page)
    expect(page.locator(".places .n")).to_have_count(4, timeout=SLOW)
    return page.locator(".places .n").nth(1).inner_text()


@pytest.fixture(scope="module")
def on_the_command_line(tmp_path_factory):
    """How many findings the rules of the three languages have, and how many the Department's."""
    folder = tmp_path_factory.mktemp("sample")
    made = sample.generate()
    for year, tables in (("this", made.this_year), ("last", made.last_year)):
        (folder / year).mkdir()
        for name, data in tables.items():
            (folder / year / name).write_bytes(data)
    files = {"own.sql": SQL, "own.py": IN_PYTHON}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")

    given = [str(folder / name) for name in files]
    out = folder / "found.json"
    main([str(folder / "this"), "--last-year", str(folder / "last"), "--local-rules", *given, "--json", str(out)])
    rules = json.loads(out.read_text(encoding="utf-8"))["local"]["rules"]
    return {rule["rule"]: [one["evidence"] for one in rule["findings"]] for rule in rules if not rule["problem"]}


@pytest.mark.timeout(480)  # three Pythons and pandas start in it
def test_seen_then_used_and_on_every_screen(opened, axe, on_the_command_line):
    page = opened
    use_sample(page)
    choose_files(page, ("own.sql", SQL))
    expect(page.get_by_role("heading", name="own.sql: 2 local rules in SQL, not used yet")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("region", name="The code of own.sql")).to_have_text(SQL)
    expect(page.get_by_text("like opening their macro, but for sending")).to_be_visible()
    check(page)
    before = counts(page)
    expect(page.locator(".local-line")).to_have_count(0)

    place(page, "Files")
    assert axe(page) == []
    use(page, "own.sql")
    choose_files(page, ("own.py", IN_PYTHON))
    use(page, "own.py")
    place(page, "Findings")
    page.get_by_role("link", name="See what they find").first.click()
    expected = on_the_command_line
    assert {code: finds(page, code) for code in ("L1", "P1", "R1")} == {
        code: len(all_) for code, all_ in expected.items()
    }
    expect(page.locator(".own-rules")).to_contain_text("own.sql, line 13: rule L2: there is no table Episodse.")
    expect(page.locator(".own-rules img")).to_have_count(0)
    assert axe(page) == []
    assert len(expected["L1"]) > 2
    address = page.url.split("#")[0]
    for code in expected:  # in each language the same as on the command line
        page.goto(f"{address}#/findings/rule/{code}")
        expect(main_heading(page)).to_contain_text(f"{code} Missing for more than a week")
        expect(page.locator("main .tag-local")).to_be_visible()
        expect(page.locator("tbody td[data-k='What it says']")).to_have_text(expected[code])
    assert len(set(map(tuple, expected.values()))) == 1
    expect(page.locator("tbody td[data-k='Compared with']").first).to_be_visible()

    total = sum(map(len, expected.values()))
    place(page, "Findings")
    expect(page.locator(".local-line")).to_contain_text(f"{total} things to look at", timeout=SLOW)
    assert counts(page) == before
    view(page, "By rule")
    expect(page.locator(".local-rules li", has_text="L1").locator(".cnt")).to_have_text(str(len(expected["L1"])))
    view(page, "All findings")
    expect(page.locator("#local-all")).to_contain_text(f"{total} things to look at")
    _, lines = download(page, "Download these as CSV")
    assert lines.decode("utf-8-sig").count("\nL1,") == len(expected["L1"])
    view(page, "By child")
    first = page.locator(".local-children .child-id").first
    child = first.inner_text()
    first.click()
    expect(main_heading(page)).to_have_text(f"Child {child}")
    expect(page.locator("#local-child")).to_contain_text("to look at")
    assert axe(page) == []
    place(page, "Share")
    expect(page.locator(".lists")).to_contain_text("Local", timeout=SLOW)

    settled(page)
    page.get_by_label("Find a child, a rule, a line or a word").fill("r1")
    page.get_by_role("group", name="Rules of your own").get_by_role("option").click()
    expect(main_heading(page)).to_have_text("R1 Missing for more than a week")
    page.goto(page.url.split("#")[0] + "#/more")
    name, data = download(page, "Download all as one file")
    assert name == "own rules.zip" and zipfile.ZipFile(io.BytesIO(data)).read("own.sql").decode() == SQL
    if page.url.startswith("file:"):  # once is enough: each starts a Python anew
        removed_and_used_again(page, expected)
        switched_off(page, expected)
        assert counts(page) == before


def switched_off(page, expected):
    """One rule, then all."""
    total = sum(map(len, expected.values()))
    page.get_by_role("switch", name=re.compile("^L1 ")).click()
    expect(page.locator(".own-rules tr", has_text="L1").get_by_text("off", exact=True)).to_be_visible(timeout=SLOW)
    place(page, "Findings")
    left = total - len(expected["L1"])
    expect(page.locator(".local-line")).to_contain_text(f"{left} things to look at", timeout=2 * SLOW)
    page.get_by_role("link", name="See what they find").first.click()
    page.get_by_role("switch", name="Run your own rules with every check").click()
    place(page, "Findings")
    expect(page.locator(".local-line")).to_contain_text("0 things to look at", timeout=2 * SLOW)


def removed_and_used_again(page, expected):
    page.get_by_role("button", name="Remove the rules of own.py").click()
    expect(page.get_by_role("button", name="Use its rules again")).to_be_focused(timeout=SLOW)
    expect(page.locator(".own-rules tr", has_text="P1")).to_have_count(0)
    expect(page.locator(".own-rules")).to_contain_text(f"{len(expected['L1'])} things to look at", timeout=2 * SLOW)
    page.get_by_role("button", name="Use its rules again").click()
    expect(page.get_by_role("button", name="Remove the rules of own.py")).to_be_focused(timeout=SLOW)
    assert finds(page, "P1") == finds(page, "R1") == len(expected["R1"])


QUESTION = "-- in one go\nSELECT rowid, CHILD, MIS_START, days(MIS_START, MIS_END) AS long FROM Missing WHERE long > 1"


IN_PANDAS = "long = (Missing.MIS_END - Missing.MIS_START).dt.days > 1\nMissing[long]"


def fill_words(page, title):
    for label, text in (("Title", title), ("What is wrong", "W."), ("How to fix it", "F.")):
        page.get_by_label(label).fill(text)


def test_a_question_of_ask_is_made_a_check(opened_file, axe, on_the_command_line):
    page = opened_file
    checked_sample(page)
    before = counts(page)
    to_ask(page)
    ask(page, "SELECT count(*) AS n FROM Header")
    page.get_by_role("button", name="Make this a check").click()
    expect(page.locator("#no-check")).to_contain_text("A check needs a column with child ids", timeout=SLOW)
    ask(page, QUESTION)
    page.get_by_role("button", name="Make this a check").click()
    expect(page.get_by_label("Title")).to_be_focused(timeout=SLOW)
    expect(page.get_by_label("Code")).to_have_value("L1")
    expect(page.get_by_label("Column that holds the child")).to_have_value("CHILD")
    expect(page.get_by_label("Column that holds the row")).to_have_value("row")
    assert axe(page) == []
    fill_words(page, "Away <b>long</b>")
    page.get_by_label("Columns to point at").fill("Missing.MIS_STRT")
    page.get_by_role("button", name="Add the check").click()
    expect(page.locator(".checkform [role=alert]")).to_contain_text("Did you mean MIS_START?")
    page.get_by_label("Columns to point at").fill("Missing.MIS_START Missing.MIS_END")
    page.get_by_label("Years").select_option(label="2026-27 and later")
    name, text = download(page, "Add and download as a file")
    assert name == "L1.sql" and b"\n-- years: 2027-\nSELECT rowid, CHILD" in text
    page.get_by_role("link", name="See what L1 finds").click()
    expect(main_heading(page)).to_have_text("L1 Away <b>long</b>", timeout=2 * SLOW)
    expect(page.locator("tbody td[data-k='What it says']")).to_have_count(len(on_the_command_line["L1"]))
    expect(page.locator("main")).to_contain_text("Worth a look. L1.sql, line 1")
    assert counts(page) == before
    place(page, "Files")
    expect(page.locator("details.local-file")).to_contain_text("L1.sql: 1 local rule in SQL, used with every check")
    assert download(page, "Download the template in SQL")[1].startswith(b"-- A council's own rules")
    a_question_in_pandas_is_made_a_check(page, len(on_the_command_line["L1"]))


def a_question_in_pandas_is_made_a_check(page, found):
    to_ask(page)
    language(page, "Python")
    ask(page, IN_PANDAS)
    page.get_by_role("button", name="Make this a check").click()
    expect(page.get_by_label("Code")).to_have_value("L2", timeout=SLOW)
    expect(page.get_by_label("Column that holds the row")).to_have_value("row")
    fill_words(page, "Away in pandas")
    page.get_by_label("Columns to point at").fill("Missing.MIS_START Missing.MIS_END")
    name, text = download(page, "Add and download as a file")
    assert name == "L2.py" and b"@local_rule(" in text
    page.get_by_role("link", name="See what L2 finds").click()
    expect(main_heading(page)).to_have_text("L2 Away in pandas", timeout=3 * SLOW)
    expect(page.locator("tbody td[data-k='What it says']")).to_have_count(found)


SLOW_RULES = f"""from check903.local import return_rule

@return_rule("S2", "Header.SEX", {WORDS})
def slow(r):
    while True: pass

@return_rule("S3", "Header.SEX", {WORDS})
def quick(r):
    return r.Header

@return_rule("S4", "Header.SEX", {WORDS})
def fails(r):
    return r.Header.NOTHING
"""
PATIENCE = 15_000  # ms, in which a rule that is not slow ends on a busy machine too


def test_a_rule_that_is_too_slow_is_stopped_and_the_others_go_on(opened_file):
    page = opened_file
    checked_sample(page)
    page.evaluate(f"CHECK903.timeoutMs = {PATIENCE}")
    place(page, "Files")
    choose_files(page, ("slow.py", SLOW_RULES))
    use(page, "slow.py")
    page.goto(page.url.split("#")[0] + "#/more")
    assert finds(page, "S3") > 50
    own = page.locator(".own-rules")
    expect(own).to_contain_text("slow.py, line 3: rule S2 took longer than 15 seconds and was stopped.")
    expect(own).to_contain_text("slow.py, line 13: rule S4 stopped:")
