"""WebKit, the engine of Safari: the page starts, hosted and from a folder, checks the sample return and answers
a question."""

import pytest

from webkit import WebKit

pytestmark = pytest.mark.drives("webkit")


@pytest.fixture
def webkit(tmp_path):
    started = WebKit(tmp_path)
    yield started
    started.close()


@pytest.mark.timeout(900)  # slow where others are at work, and two Pythons start in it
def test_webkit(webkit, address):
    webkit.check_the_sample(address)
    assert not webkit.run("Boolean(document.getElementById('start-problem'))")
    if address.startswith("file:"):
        webkit.ask_a_question()
    assert webkit.run(r"/[1-9][\d,]* errors/.test(document.body.innerText)")
