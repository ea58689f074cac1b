"""Firefox: the page starts, hosted and from a folder, checks the sample return, answers a question and can send nothing."""

import pytest

from bidi import Firefox
from canary import Canary

pytestmark = pytest.mark.drives("firefox")

SENDS = [
    "fetch(URL).catch(() => {})",
    "navigator.sendBeacon(URL)",
    "new WebSocket(URL.replace('http', 'ws'))",
    "new Image().src = URL",
]


@pytest.fixture
def firefox(tmp_path):
    started = Firefox(tmp_path)
    yield started
    started.close()


@pytest.mark.timeout(900)  # as in test_webkit.py
def test_firefox(firefox, address):
    canary = Canary()
    firefox.check_the_sample(address)
    if address.startswith("file:"):
        firefox.ask_a_question()
    for code in SENDS:
        firefox.run(f"void setTimeout(() => {{ const URL = 'http://127.0.0.1:{canary.port}/'; {code} }})")
    firefox.run("new Promise((done) => setTimeout(done, 1500)).then(() => true)")
    canary.close()
    assert (canary.heard, canary.bare) == ([], 0)
