"""The start in Chromium: when files can be dropped, when Python answers, when the rules are ready; and the bytes that
it takes.

Beside each start stands that of bare Python: the same page and the same Pyodide without packages, and in place of
check903 a few lines that answer 1 + 1. The starts take turns, so that whatever else the machine does falls on all
alike.
"""

import contextlib
import io
import os
import shutil
import statistics
import tempfile
import threading
from pathlib import Path

from bench.chromium import PATIENCE, Tab, browser
from launching import wait_for_python
from tools import pack
from tools.places import SITE, ZIP
from tools.server import Handler, site_server

DROP = """new MutationObserver((_, watching) => {
  if (document.querySelector(".drop")) { watching.disconnect(); performance.mark("files can be dropped"); }
}).observe(document, { childList: true, subtree: true })"""
MARKS = """() => ({
  ...Object.fromEntries(performance.getEntriesByType("mark").map((mark) => [mark.name, mark.startTime])),
  bytes: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].reduce((sum, entry) => sum + entry.transferSize, 0),
})"""
STEPS = {"drop": "files can be dropped", "python": "Loading the rule engine, 2 of 3", "ready": "Python is ready"}
KEPT = "navigator.serviceWorker.ready.then(() => true)"
BARE = {
    "check903/engine/__init__.py": b"",
    "check903_worker/glue.py": (
        b"def call(method, arguments): return {'json': str(1 + 1), 'bytes': None}\ndef offers(method): return False\n"
        b"def prepare_next(): return False\n"
    ),
}


def bare(folder: Path) -> Path:
    """The page in that folder without packages and rules."""
    with contextlib.redirect_stdout(io.StringIO()):
        pack.write_asset("packages.tar", pack.tar({}), folder / "assets")
        pack.write_asset("app.zip", pack.stored(BARE), folder / "assets")
    return folder


class Counting(Handler):
    """Counts the bytes that the server sends."""

    sent = 0

    def copyfile(self, source, outputfile):
        Counting.sent += os.fstat(source.fileno()).st_size
        super().copyfile(source, outputfile)


@contextlib.contextmanager
def served(folder: Path):
    """The address of the folder on a server of its own."""
    server = site_server(folder, handler=Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def visit(context, address: str):
    """One start: ms from navigation to each step, CPU ms of the page's thread and the worker's, bytes over the network;
    and the page.
    """
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address, wait_until="commit")
    wait_for_python(page)
    cpu, marks = 1000 * Tab(page).seconds(), page.evaluate(MARKS)
    return {**{name: marks[mark] for name, mark in STEPS.items()}, "cpu": cpu, "bytes": marks["bytes"]}, page


def one_round(opened, addresses: dict[str, str]) -> dict[str, dict]:
    """One start of each kind; of the hosted page a second visit too, from what the service worker keeps."""
    found = {}
    for kind, address in addresses.items():
        context = opened.new_context()
        context.add_init_script(DROP)
        before = Counting.sent
        found[kind], page = visit(context, address)
        if kind == "hosted, first visit":
            page.evaluate(KEPT)
            found[kind]["bytes_with_offline"] = Counting.sent - before
            page.close()
            found["hosted, later"] = visit(context, address)[0]
        context.close()
    return found


def measured(times: int) -> dict:
    """The medians of so many starts of each kind, and of the ratios of `ready` to that of bare Python, each within a
    round.
    """
    with tempfile.TemporaryDirectory() as temporary, contextlib.ExitStack() as stack:
        folder = Path(temporary)
        shutil.unpack_archive(ZIP, folder)
        unpacked = next(folder.iterdir())
        hosted = stack.enter_context(served(SITE))
        bare_hosted = stack.enter_context(served(bare(Path(shutil.copytree(SITE, folder / "bare site")))))
        bare_file = bare(Path(shutil.copytree(unpacked, folder / "bare"))) / "index.html"
        addresses = {
            "file": (unpacked / "index.html").as_uri(),
            "file, bare Python": bare_file.as_uri(),
            "hosted, first visit": hosted,
            "hosted, bare Python": bare_hosted,
        }
        with browser() as opened:
            rounds = [one_round(opened, addresses) for _ in range(times + 1)][1:]  # the first warms the disk
    figures = {
        kind: {name: round(statistics.median(found[kind][name] for found in rounds)) for name in rounds[0][kind]}
        for kind in rounds[0]
    }
    for kind, beside in (("file", "file"), ("hosted, first visit", "hosted"), ("hosted, later", "hosted")):
        pairs = [(found[kind], found[f"{beside}, bare Python"]) for found in rounds]
        figures[kind]["to_bare"] = statistics.median(full["ready"] / bare["ready"] for full, bare in pairs)
        figures[kind]["to_bare_cpu"] = statistics.median(full["cpu"] / bare["cpu"] for full, bare in pairs)
    return {"starts": figures, "zip_bytes": ZIP.stat().st_size, "times": times}
