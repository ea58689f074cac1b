"""Firefox: the page starts, hosted and from a folder, checks the sample return and can send nothing."""

import json

import pytest

from bidi import Firefox
from canary import Canary

pytestmark = pytest.mark.drives("firefox")

SENDS = ["fetch(URL).catch(() => {})", "navigator.sendBeacon(URL)", "new WebSocket(URL.replace('http', 'ws'))", "new Image().src = URL"]


@pytest.fixture
def firefox(tmp_path):
    started = Firefox(tmp_path)
    yield started
    started.close()


def click(firefox, text):
    """Click the button whose text begins so, once it can be."""
    found = f"[...document.querySelectorAll('button')].find((one) => one.innerText.trim().startsWith({json.dumps(text)}) && !one.disabled)"
    firefox.wait_for(f"Boolean({found})")
    firefox.run(f"void {found}.click()")


def test_firefox(firefox, address):
    canary = Canary()
    firefox.open(address)
    firefox.wait_for("document.documentElement.dataset.python === 'ready'")
    click(firefox, "Try with sample data")
    firefox.wait_for("/Check \\d/.test(document.body.innerText)")
    click(firefox, "Check ")
    firefox.wait_for("document.body.innerText.includes('Where the errors are')")
    for code in SENDS:
        firefox.run(f"void setTimeout(() => {{ const URL = 'http://127.0.0.1:{canary.port}/'; {code} }})")
    firefox.run("new Promise((done) => setTimeout(done, 1500)).then(() => true)")
    canary.close()
    assert (canary.heard, canary.bare) == ([], 0)
