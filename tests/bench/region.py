"""A region in Chromium, in the real page opened from a file: what twelve councils' returns of four years cost in memory,
when one of them is checked and the figures of the others are made.
"""

import re
import shutil
import tempfile
import time
from pathlib import Path

from bench.chromium import PATIENCE, Tab, browser
from check903.reference import postcodes
from check903.sample.region import region
from launching import wait_for_python
from tools.places import BUILD, ZIP


def measured(children: int) -> dict:
    """Steps by name: wall and CPU seconds, MB of the page's process and of Python afterwards; MB of the files.
    `children`: of each council in the newest year.
    """
    folder = _made(children)
    with tempfile.TemporaryDirectory() as temporary, browser() as opened:
        shutil.unpack_archive(ZIP, temporary)
        page = opened.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(PATIENCE)
        page.goto((next(Path(temporary).iterdir()) / "index.html").as_uri())
        wait_for_python(page)
        tab = Tab(page)
        steps = {"no file": {"wall": 0.0, "cpu": 0.0, "mb": tab.now_mb(), "python": tab.python_mb()}}

        def step(name: str, action) -> None:
            cpu, began = tab.seconds(), time.perf_counter()
            action()
            wall = time.perf_counter() - began
            steps[name] = {"wall": wall, "cpu": tab.seconds() - cpu, "mb": tab.now_mb(), "python": tab.python_mb()}

        asked = page.get_by_role("group", name=re.compile("Which council’s return"))

        def read() -> None:
            page.locator("#choose-folder").set_input_files(folder)
            asked.get_by_role("button").first.wait_for()

        def check(council: str) -> None:
            page.get_by_text(re.compile(f" of {council} is checked")).wait_for()
            page.get_by_role("button", name=re.compile(r"^Check [\d,]+ rows$")).click()
            page.get_by_role("heading", name="Where the errors are").wait_for()

        def first() -> None:
            asked.get_by_role("button", name="Devon", exact=True).click()
            check("Devon")

        def figures() -> None:
            page.evaluate("location.hash = '#/figures/councils'")
            page.get_by_role("button", name=re.compile("^Add the figures of")).click()
            rows = page.get_by_role("table", name="Several councils side by side").locator("tbody th")
            rows.filter(has_text="full return").nth(10).wait_for()
            page.locator(".rg-others").wait_for(state="hidden")

        def next_one() -> None:
            page.evaluate("location.hash = '#/files'")
            page.get_by_label("Council", exact=True).select_option("E06000023")
            check("Bristol")

        step("all files read", read)
        step("one council checked", first)
        step("the figures of the eleven others made", figures)
        step("another council checked", next_one)
        return {"children": children, "steps": steps, "peak_mb": tab.peak_mb(), "files_mb": _size(folder)}


def _made(children: int) -> Path:
    folder = BUILD / "bench" / f"region {children}"
    if not folder.exists():
        region(postcodes.default_directory(), children=children).write(folder)
    return folder


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
