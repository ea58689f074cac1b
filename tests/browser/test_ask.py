"""Ask: questions in SQL and Python, over http and from a folder, the network off. What hostile code can't do there is in
test_privacy.py.
"""

import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

from ask_steps import ask, language, one_question, stopped_with, to_ask, type_question, value_is
from launching import wait_for_python
from page_steps import SLOW, checked_sample, choose_files, download, drop
from tools.places import ROOT

MEGABYTES = 8  # that the page says pandas has


def wheel(folder, name="c9words", version="1.0"):
    """A package of pure Python as a wheel in that folder, of one module with a word in it."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", "def word():\n    return 'from the package'\n")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", f"{name}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return path


# The minute that a question may take is cut short for the tests by the page's own clock, where they say so.
SHORT_MINUTE = """{
    const real = setTimeout;
    globalThis.setTimeout = (call, wait, ...more) =>
        real(call, wait === 60000 && document.documentElement.dataset.short ? 2000 : wait, ...more);
}"""


@pytest.mark.timeout(600)  # a minute by itself; more with others at work
def test_questions_in_sql_and_python(page, address, axe, tmp_path):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[-1]))
    page.add_init_script(SHORT_MINUTE)
    page.context.set_offline(address.startswith("file:"))
    page.goto(address)
    wait_for_python(page)
    kept = {
        "format": "check903 questions",
        "questions": [{"title": "Kept", "language": "sql", "code": "SELECT 7 AS k"}],
    }
    choose_files(page, ("Check 903 questions.json", json.dumps(kept)))
    expect(page.locator(".kept-line")).to_contain_text("1 saved question for Ask. Nothing of them has run.")
    checked_sample(page)
    assert {"ask.js", "pandas.js"} & set(loaded) == set()
    to_ask(page)
    assert axe(page) == []
    sql(page, axe)
    assert {"ask.js", "pandas.js"} & set(loaded) == {"ask.js"}
    python(page)
    assert {"ask.js", "pandas.js"} <= set(loaded)
    if page.url.startswith("file:"):  # once is enough: each limit ends a Python, and another starts
        packages_and_limits(page, tmp_path)


def sql(page, axe):
    with one_question(page):
        page.get_by_role("button", name="Missing over 24 hours, by placement type").click()
        page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".ask-table tbody tr").nth(2)).to_be_visible()
    rows = page.locator(".ask-table tbody tr").count()
    page.get_by_role("button", name="Bar", exact=True).click()
    expect(page.locator(".ask-chart rect")).to_have_count(rows)
    assert axe(page) == []
    name, data = download(page, "Download the picture")
    assert name.endswith(".png") and data.startswith(b"\x89PNG")
    assert download(page, "Download CSV")[1].decode("utf-8-sig").startswith("placement,times,children,mean_days")

    ask(page, "SELECT CHILD,\n GENDER FROM Header")
    stopped_with(page, "Line 2: the table Header has no column GENDER")
    expect(page.locator(".cm-line.c9-fault")).to_contain_text("GENDER")
    expect(page.get_by_role("heading", name="Result of")).to_be_visible()
    with one_question(page):
        page.get_by_role("button", name="Change it to SEX and run").click()
    expect(page.locator(".ask-fault")).to_have_count(0)
    page.get_by_role("columnheader").get_by_role("button", name="SEX").click()
    expect(page.locator(".ask-table th[aria-sort=ascending]")).to_contain_text("SEX")
    child = page.locator(".ask-table .child-id").first.inner_text()
    page.get_by_label("Find in the result").fill(child)
    expect(page.locator(".ask-table tbody tr")).to_have_count(1)

    page.locator(".ask-tabs summary").filter(has=page.get_by_text("Header", exact=True)).click()
    for text, offered in (
        ("SELECT e.DEC FROM Episodes e WHERE e.DEC", r"^DECOM\w+"),
        ("SELECT CHILD FROM Header WHERE SEX = '", r"^M ?male"),
    ):
        type_question(page, text)
        option = page.get_by_role("option").filter(has_text=re.compile(offered, re.IGNORECASE))
        expect(option.first).to_be_visible()
    type_question(page, "SELECT count(*) AS n, max(")
    page.locator(".ask-tabs details[open] button", has_text="DOB").first.click()
    with one_question(page):
        page.keyboard.insert_text(") AS d FROM Header WHERE SEX = 'M'")
        page.keyboard.press("Control+Enter")
    expect(page.locator(".ask-table thead")).to_contain_text("n")


def python(page):
    """pandas from the page; a question is kept, and the file that was dropped on Files is there."""
    language(page, "Python")
    ask(page, "print('<b>x</b>')\nplot(Episodes.groupby('LS').size())")
    expect(page.locator(".printed")).to_have_text("<b>x</b>\n")
    expect(page.locator(".ask-chart rect").nth(2)).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Name of the question").fill("By legal status")
    _, data = download(page, "Save")
    saved = json.loads(data)["questions"]
    assert [one["title"] for one in saved] == ["Kept", "By legal status"]
    assert (saved[1]["language"], saved[1]["code"].startswith("print(")) == ("python", True)
    page.locator("#question").select_option("Kept")
    expect(page.locator(".cm-content")).to_contain_text("SELECT 7 AS k")
    with one_question(page):
        page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".ask-table td")).to_have_text("7")


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT sum(x) FROM n"


def packages_and_limits(page, tmp_path):
    """A package of the user's own is imported. Memory, the minute and Stop each end one Python; the next question has
    another, with the tables and the package as they were.
    """
    drop(page, wheel(tmp_path), on=".editor")
    expect(page.get_by_text("c9words-1.0-py3-none-any.whl is installed.")).to_be_attached(timeout=2 * SLOW)
    built_for_one = tmp_path / "fast-1.0-cp314-cp314-win_amd64.whl"
    built_for_one.write_bytes(b"PK")
    drop(page, built_for_one, on=".editor")
    stopped_with(page, "is not pure Python")
    ask(page, "DELETE FROM Episodes; SELECT count(*) AS n FROM Episodes")
    expect(page.locator(".ask-table td")).to_have_text("0")
    language(page, "Python")
    ask(page, "import c9words\nc9words.word()")
    value_is(page, "from the package")
    ask(page, "x = []\nwhile True: x.append(bytearray(100_000_000))")
    stopped_with(page, "There was not enough memory for this question")

    language(page, "SQL")
    root = page.locator("html")
    root.evaluate("(html) => { html.dataset.short = 'yes'; }")
    ask(page, ENDLESS)
    root.evaluate("(html) => { delete html.dataset.short; }")
    stopped_with(page, "The question was stopped after a minute. Your tables are as they were.")
    with one_question(page):
        type_question(page, ENDLESS)
        page.keyboard.press("Control+Enter")
        page.get_by_role("button", name="Stop", exact=True).click(timeout=2 * SLOW)
    stopped_with(page, "Stopped. Your tables are as they were.")
    expect(page.locator("html[data-python=ready]")).to_have_count(1)
    language(page, "Python")
    ask(page, "import c9words\nf'{c9words.word()} again, {len(Episodes) > 100}'")
    value_is(page, "from the package again, True")


def test_the_page_says_how_large_pandas_is(site):
    size = (site / "assets" / "pandas.js").stat().st_size
    assert round(size / 1e6) == MEGABYTES
    assert f"pandas, {MEGABYTES} MB, from this page" in (ROOT / "js" / "app" / "stores" / "ask-store.js").read_text(
        encoding="utf-8"
    )
