"""docs/hosting.md: the three samples set what the table says, and the page works under these headers."""

import re
import threading

import pytest
from playwright.sync_api import expect

from page_steps import SLOW, checked_sample
from tools.places import ROOT
from tools.server import Handler, site_server

DOCUMENT = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")


def part(title):
    return re.search(rf"^## {title}.*?\n(.*?)(?=^## )", DOCUMENT, re.S | re.M)[1]


TABLE = dict(re.findall(r"^\| `([\w-]+)` \| `([^`]+)` \|", DOCUMENT, re.M))
SAMPLES = {
    "nginx": re.findall(r"add_header ([\w-]+) \"?(.*?)\"?(?: always)?;", part("nginx")),
    "Apache": re.findall(r"Header always set ([\w-]+) \"(.*)\"", part("Apache")),
    "_headers": re.findall(r"^      ([\w-]+): (.*)$", part("A static host"), re.M),
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_samples_set_what_the_table_says(sample):
    assert len(TABLE) == 8 and dict(SAMPLES[sample]) == TABLE


@pytest.fixture
def hosted(site):
    """The address of a server that sets the headers."""

    class WithHeaders(Handler):
        def end_headers(self):
            for name, value in TABLE.items():
                self.send_header(name, value)
            super().end_headers()

    server = site_server(site, handler=WithHeaders)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_page_works_under_the_headers(page, hosted):
    page.goto(hosted)
    checked_sample(page)
    expect(page.get_by_role("heading", name="Where the errors are")).to_be_visible(timeout=SLOW)
