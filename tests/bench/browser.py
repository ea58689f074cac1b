"""Checking in Chromium, in the worker as it is built, called through js/client: CPU seconds of the worker's
thread.
"""

import statistics
from pathlib import Path

from bench import steps
from bench.chromium import PATIENCE, Tab, browser
from bench.samples import sample
from launching import wait_for_python

# A file input as the page has one, for files from the disk and not through the test's own pipe.
INPUT = """() => { window.chosen = Object.assign(document.createElement("input"), { type: "file", webkitdirectory: true, id: "bench" });
  document.body.append(chosen); return client.call("about").then(() => null); }"""
READ = """async () => { for (const file of chosen.files)
  await client.call("add_file", file.webkitRelativePath, new Uint8Array(await file.arrayBuffer())); }"""
CHECK = "(options) => client.check(options).then(() => null)"
CALL = "([method, args]) => client.call(method, ...args).then(() => null)"


def measured(children: int, folder: Path) -> dict:
    """The figures of one size. `folder` has the unpacked page with nothing but a client."""
    made = sample(children)
    with browser() as opened:
        page = opened.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto((folder / "index.html").as_uri())
        wait_for_python(page)
        page.evaluate(INPUT)
        page.locator("#bench").set_input_files(made.folder)
        tab = Tab(page)
        started = tab.python_mb()

        def call(one) -> float:
            return tab.timed(lambda: page.evaluate(CALL, list(one)))[0]

        read, read_wall = tab.timed(lambda: page.evaluate(READ))
        check, check_wall = tab.timed(lambda: page.evaluate(CHECK, {"authority": made.council}))
        cpu = {
            "read": read,
            "check": check,
            "view": call(steps.VIEW),
            "filter": max(map(call, steps.FILTERS)),
            "sort": max(map(call, steps.SORTS)),
            "cell": statistics.median(map(call, steps.CELLS)),
        }
        return {
            "children": children,
            "cpu": cpu,
            "wall": {"read": read_wall, "check": check_wall},
            "peak_mb": tab.peak_mb(),
            "python_mb": tab.python_mb(),
            "python_mb_at_start": started,
        }
