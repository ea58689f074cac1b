"""Ask: questions in SQL and Python, over http and from a folder, the network off; and what hostile code can't do."""

import json
import re

import pytest
from playwright.sync_api import expect

from page_steps import SLOW, checked_sample, download, place
from tools.places import ROOT

MEGABYTES = 8  # that the page says pandas has


def type_question(page, text):
    """Put the text in the editor in place of what stands there."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def to_ask(page):
    place(page, "Ask")
    expect(page.locator(".cm-content")).to_be_visible(timeout=SLOW)
    expect(page.locator(".ask-tabs details").first).to_be_visible(timeout=SLOW)


def answered(page):
    expect(page.locator(".ask-run [role=status]")).to_contain_text("seconds", timeout=2 * SLOW)


def language(page, name):
    page.get_by_role("group", name="Language").get_by_role("button", name=name).click()


def ask(page, text):
    type_question(page, text)
    page.keyboard.press("Control+Enter")


def test_questions_in_sql_and_python(opened, axe):
    page = opened
    checked_sample(page)
    to_ask(page)
    assert axe(page) == []

    page.get_by_role("button", name="Missing over 24 hours, by placement type").click()
    page.get_by_role("button", name="Run", exact=True).click()
    answered(page)
    rows = page.locator(".ask-table tbody tr").count()
    assert rows > 2
    page.get_by_role("button", name="Bar", exact=True).click()
    expect(page.locator(".ask-chart rect")).to_have_count(rows)
    assert axe(page) == []
    name, data = download(page, "Download the picture")
    assert name.endswith(".png") and data.startswith(b"\x89PNG")
    assert download(page, "Download CSV")[1].decode("utf-8-sig").startswith("placement,times,children,mean_days")

    ask(page, "SELECT CHILD,\n GENDER FROM Header")
    expect(page.locator(".ask-fault h2")).to_contain_text("Line 2: the table Header has no column GENDER")
    expect(page.locator(".cm-line.c9-fault")).to_contain_text("GENDER")
    expect(page.get_by_role("heading", name="Result of")).to_be_visible()
    page.get_by_role("button", name="Change it to SEX and run").click()
    answered(page)
    expect(page.locator(".ask-fault")).to_have_count(0)
    page.get_by_role("columnheader").get_by_role("button", name="SEX").click()
    child = page.locator(".ask-table .child-id").first.inner_text()
    page.get_by_label("Find in the result").fill(child)
    expect(page.locator(".ask-table tbody tr")).to_have_count(1)

    page.locator(".ask-tabs summary").filter(has=page.get_by_text("Header", exact=True)).click()
    type_question(page, "SELECT count(*) AS n, max(")
    page.locator(".ask-tabs details[open] button", has_text="DOB").first.click()
    page.keyboard.insert_text(") AS d FROM Header WHERE SEX = 'M'")
    page.keyboard.press("Control+Enter")
    answered(page)
    expect(page.locator(".ask-table thead")).to_contain_text("n")

    language(page, "Python")
    ask(page, "print('<b>x</b>')\nplot(Episodes.groupby('LS').size())")
    answered(page)
    expect(page.locator(".printed")).to_have_text("<b>x</b>\n")
    expect(page.locator(".ask-chart rect").nth(2)).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Name of the question").fill("By legal status")
    name, data = download(page, "Save")
    saved = json.loads(data)
    assert saved["questions"] == [
        {
            "title": "By legal status",
            "language": "python",
            "code": "print('<b>x</b>')\nplot(Episodes.groupby('LS').size())",
        }
    ]
    ask(page, "while True: pass")
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator(".ask-fault h2")).to_contain_text("Stopped. Your tables are as they were.")
    language(page, "SQL")
    ask(page, "SELECT 1 AS one")
    answered(page)
    expect(page.locator(".ask-table td")).to_have_text("1")


def test_the_page_says_how_large_pandas_is(site):
    size = (site / "assets" / "pandas.js").stat().st_size
    assert round(size / 1e6) == MEGABYTES
    assert f"pandas, {MEGABYTES} MB, from this page" in (ROOT / "js" / "app" / "asking.js").read_text(encoding="utf-8")


# Each is tried by itself; what it gets hold of it would use to send, to store, or to answer in another question's place.
HOSTILE = {
    "js": "import js; js.fetch(URL)",
    "js-post": "import js; js.postMessage('x')",
    "pyfetch": "import pyodide.http, asyncio; asyncio.ensure_future(pyodide.http.pyfetch(URL))",
    "urllib": "import urllib.request; urllib.request.urlopen(URL, timeout=2)",
    "run-js": "import pyodide.code; pyodide.code.run_js(f\"fetch('{URL}')\")",
    "function": "import js; js.setTimeout.constructor(f\"fetch('{URL}')\")()",
    "lazy-file": "import pyodide_js; pyodide_js._module.FS.createLazyFile('/', 'x', URL, True, False); open('/x').read()",
    "lock": "import pyodide_js; asyncio = __import__('asyncio'); asyncio.ensure_future(pyodide_js.loadPackage(URL))",
    "module": "import pyodide_js; pyodide_js.registerJsModule.constructor(f\"importScripts('{URL}')\")()",
}
# What is looked for on the global itself, as code that got so far would find it.
GONE = (
    "postMessage fetch XMLHttpRequest WebSocket EventSource WebTransport Worker SharedWorker BroadcastChannel importScripts"
    " indexedDB caches MessageChannel MessagePort RTCPeerConnection webkitRequestFileSystem close"
).split()


@pytest.mark.expects_errors
def test_hostile_code_can_send_nothing_and_say_nothing_unasked(opened_file):
    page = opened_file
    page.context.set_offline(False)
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    checked_sample(page)
    to_ask(page)
    language(page, "Python")
    ask(page, "1")
    answered(page)
    before = len(asked)
    worker = page.workers[-1]
    left = f"{json.dumps(GONE)}.filter((name) => globalThis[name] !== undefined)"
    assert worker.evaluate(left) == []
    assert worker.evaluate("Object.keys(navigator)") == ["userAgent", "language", "platform"]
    changed = "(() => { 'use strict'; try { globalThis.fetch = 1; return 'set'; } catch { return 'refused'; } })()"
    assert worker.evaluate(changed) == "refused"

    ask(page, "import check903.ask.asker as a\na.Asker.ask = lambda *_: {'kind': 'table', 'html': '<img src=x>'}\n1")
    answered(page)
    ask(page, "2")
    expect(page.locator(".ask-fault h2")).to_contain_text("can’t show safely", timeout=SLOW)
    expect(page.locator("html[data-python=ready]")).to_have_count(1)

    for name, code in HOSTILE.items():  # one may end its Python: the next question has another
        run = page.get_by_role("button", name="Run", exact=True)
        ask(page, f"URL = 'http://127.0.0.1:9/{name}'\n" + "\n".join(code.split("; ")))
        expect(page.locator(".ask-run [role=status]")).to_contain_text(re.compile("seconds|Stopped"), timeout=2 * SLOW)
        expect(run).to_have_attribute("aria-disabled", "false")
    page.wait_for_timeout(1000)
    assert [url for url in asked[before:] if not url.startswith(("blob:", "data:"))] == []
