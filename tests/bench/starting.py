"""The start in Chromium: from navigation to the page, and to Python ready; over http and from file://.

    python3 build.py bench                        all benches
    python tests/bench/starting.py [times]        this one only

Prints medians and writes build/bench-starting.json. Each start has a browser profile of its own: nothing is cached, no service worker.
"""

import json
import shutil
import statistics
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import build  # noqa: E402
from conftest import CHROMIUM_ARGUMENTS, wait_for_python  # noqa: E402

# js/engine.js marks each step of the start.
MARKS = "Object.fromEntries(performance.getEntriesByType('mark').map((mark) => [mark.name, mark.startTime]))"


def starts(browser, address: str, times: int) -> dict[str, float]:
    """The median of each mark, in milliseconds from navigation."""
    found: dict[str, list[float]] = {}
    for _ in range(times + 1):
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        wait_for_python(page)
        for name, at in page.evaluate(MARKS).items():
            found.setdefault(name, []).append(at)
        context.close()
    return {name: round(statistics.median(at[1:])) for name, at in found.items()}  # the first start warms the disk


def main(times: int = 5) -> None:
    server = build.site_server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        shutil.unpack_archive(build.ZIP, folder)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS)
        modes = {"http": f"http://127.0.0.1:{server.server_port}/", "file": next(Path(folder).iterdir()).joinpath("index.html").as_uri()}
        figures = {mode: starts(browser, address, times) for mode, address in modes.items()}
    server.shutdown()
    for mode, marks in figures.items():
        print(f"{mode:5}" + "".join(f"  {name} {at:,} ms" for name, at in marks.items()))
    (ROOT / "build" / "bench-starting.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
