"""Fixtures for the tests in a browser: the page as it was built, over http and from an unpacked zip, in Chromium.

`address` runs a test twice, over http and from file://; `opened` is the page there, with Python ready. A test fails on
anything that the page writes to the console as an error, unless it is marked `expects_errors`.
"""

import json
import re
import shutil
import threading

import pytest
from playwright.sync_api import expect

import fonts
import screens
from canary import Canary
from launching import (
    CHROMIUM_ARGUMENTS,
    COMPILED_ONCE,
    ONE_MOMENT,
    START,
    WITHOUT_ADDRESS_BAR,
    chromium,
    wait_for_python,
    with_client_only,
)
from page_steps import checked_sample, settled
from tools.places import MODULES
from tools.server import Handler, site_server

expect.set_options(timeout=30_000)  # what is on the page soon, on an idle machine


@pytest.fixture(scope="session")
def site(built, tmp_path_factory):
    """The hosted site, a copy that another build can't change under the test."""
    return shutil.copytree(built / "site", tmp_path_factory.mktemp("hosted") / "site")


class Served:
    """A server of a folder on localhost. `asked`: the paths of all requests so far."""

    def __init__(self, folder):
        self.asked = asked = []

        class Recording(Handler):
            def parse_request(self):
                understood = super().parse_request()
                if understood:
                    asked.append(self.path)
                return understood

        self._server = site_server(folder, handler=Recording)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def serve():
    """Serve a folder: `serve(folder)` gives a `Served`."""
    running = []

    def start(folder):
        running.append(Served(folder))
        return running[-1]

    yield start
    for served in running:
        served.close()


@pytest.fixture
def canary():
    made = Canary()
    yield made
    made.close()


@pytest.fixture(params=["http", "file"])
def address(request, serve, site, unzipped):
    """The page's address, over http from a sub-folder's depth and from file://."""
    return serve(site).address if request.param == "http" else (unzipped / "index.html").as_uri()


@pytest.fixture(scope="session")
def font_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, built, font_folder):
    return {
        **browser_type_launch_args,
        "executable_path": chromium(),
        "args": [*CHROMIUM_ARGUMENTS, COMPILED_ONCE, WITHOUT_ADDRESS_BAR],
        "env": fonts.environment("plain", font_folder),
    }


@pytest.fixture(scope="session")
def page_with(browser, launch_browser, browser_context_args, font_folder):
    """`page_with(font)`: a new page, the caller's to close, in a Chromium with the "plain" font, as in the other tests,
    or the "wide" one.
    """
    opened = {"plain": browser}

    def with_font(font):
        if font not in opened:
            opened[font] = launch_browser(env=fonts.environment(font, font_folder))
        page = opened[font].new_page(**browser_context_args)
        page.add_init_script(ONE_MOMENT)
        page.set_default_navigation_timeout(START)
        return page

    yield with_font
    for font in opened.keys() - {"plain"}:
        opened[font].close()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1440, "height": 1000}, "locale": "en-GB"}


@pytest.fixture
def context(context):
    context.add_init_script(ONE_MOMENT)
    context.set_default_navigation_timeout(START)
    return context


def written_errors(page):
    """What the page writes to the console as an error, from now on."""
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


@pytest.fixture
def page(page, request):
    errors = written_errors(page)
    yield page
    if not request.node.get_closest_marker("expects_errors"):
        assert errors == []


@pytest.fixture
def opened(page, address):
    """The page with Python ready, over http and from file://; the latter with the network off."""
    page.context.set_offline(address.startswith("file:"))
    page.goto(address)
    wait_for_python(page)
    return page


@pytest.fixture
def opened_file(page, unzipped):
    """The page from file:// only, network off: for tests in which the way of loading makes no difference."""
    page.context.set_offline(True)
    page.goto((unzipped / "index.html").as_uri())
    wait_for_python(page)
    return page


@pytest.fixture(scope="session")
def page_of_viewers(page_with, unzipped):
    page = page_with("plain")
    errors = written_errors(page)
    page.context.set_offline(True)
    page.goto((unzipped / "index.html").as_uri())
    wait_for_python(page)
    checked_sample(page)
    yield page, errors
    page.close()


@pytest.fixture
def viewed(page_of_viewers):
    """The page from file:// with the sample checked, on the overview: one page for all tests that change nothing but
    where they are, since a start and a check are most of what a test costs.
    """
    page, errors = page_of_viewers
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.evaluate("location.hash = '#/findings/overview'")
    settled(page)
    findings = page.get_by_role("navigation", name="Places").get_by_role("link", name=re.compile("^Findings"))
    before = findings.text_content()
    yield page
    settled(page)
    assert errors == []
    assert findings.text_content() == before, "this test changed the return"


@pytest.fixture(scope="session")
def client_folder(unzipped, tmp_path_factory):
    """The unpacked page with tests/browser/client_page.js in place of the page's own script: `client`, `said` and
    `faults` are at hand.
    """
    return with_client_only(shutil.copytree(unzipped, tmp_path_factory.mktemp("client") / "page"))


@pytest.fixture
def client_page(page, client_folder):
    page.goto((client_folder / "index.html").as_uri())
    wait_for_python(page)
    return page


@pytest.fixture(scope="module")
def state(page_with, unzipped):
    """`state(name, font)`: a page in that state of `screens.STATES`, each made once."""
    states = screens.States(page_with, (unzipped / "index.html").as_uri())
    yield states
    states.close()


@pytest.fixture(scope="session")
def axe():
    """`axe(page)`: what axe-core finds wrong, as one line each. `only`: the names of the rules to look at."""
    source = (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def run(page, only=()):
        options = {
            "preload": False,
            "resultTypes": ["violations"],
            "selectors": False,
            "rules": {"target-size": {"enabled": True}},
            **({"runOnly": list(only)} if only else {}),
        }
        session = page.context.new_cdp_session(page)  # not refused by the page's policy
        if not page.evaluate("Boolean(window.axe)"):
            session.send("Runtime.evaluate", {"expression": source})
        found = (
            ".then((result) => JSON.stringify(result.violations.map((v) => [v.id, v.help, v.nodes.map((n) =>"
            " n.html)])))"
        )
        answer = session.send(
            "Runtime.evaluate",
            {"expression": f"axe.run({json.dumps(options)}){found}", "awaitPromise": True, "returnByValue": True},
        )
        session.detach()
        assert "exceptionDetails" not in answer, answer
        return [f"{name}: {text}: {nodes[:3]}" for name, text, nodes in json.loads(answer["result"]["value"])]

    return run
