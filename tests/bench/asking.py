"""Ask in Chromium, in the real page opened from a file: what it costs to open it, the first question in SQL and in
Python, and the next ones.
"""

import re
import shutil
import tempfile
import time
from pathlib import Path

from bench.chromium import PATIENCE, Tab, browser
from bench.samples import sample
from launching import wait_for_python
from tools.places import ZIP

SQL = "SELECT PLACE, count(*) AS n FROM Episodes GROUP BY PLACE"
PYTHON = "Episodes.groupby('PLACE').size()"
ASSETS = ("ask.js", "pandas.js")


def measured(children: int) -> dict:
    """Steps by name: wall and CPU seconds, and MB of the page's process afterwards; bytes of what is loaded for it."""
    made = sample(children)
    with tempfile.TemporaryDirectory() as temporary, browser() as opened:
        shutil.unpack_archive(ZIP, temporary)
        folder = next(Path(temporary).iterdir())
        page = opened.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(PATIENCE)
        page.goto((folder / "index.html").as_uri())
        wait_for_python(page)
        page.locator("#choose-folder").set_input_files(made.folder)
        page.get_by_role("button", name=re.compile(r"^Check [\d,]+ rows$")).wait_for()
        page.get_by_label("Council").select_option(made.council)
        page.get_by_role("button", name=re.compile("^Check ")).click()
        page.get_by_role("heading", name="Where the errors are").wait_for()
        tab = Tab(page)  # now, while there is one worker
        steps = {"checked, before Ask": {"wall": 0.0, "cpu": 0.0, "mb": tab.now_mb()}}

        def step(name: str, action) -> None:
            cpu, began = tab.all_seconds(), time.perf_counter()
            action()
            wall = time.perf_counter() - began
            steps[name] = {"wall": wall, "cpu": tab.all_seconds() - cpu, "mb": tab.now_mb()}

        def opening() -> None:
            page.get_by_role("link", name="Ask", exact=True).click()
            page.locator(".ask-tabs details").first.wait_for()

        step("Ask opened: the tables", opening)
        step("first SQL, Run to answer", lambda: ask(page, SQL, 1))
        step("next SQL", lambda: ask(page, SQL, 2))
        page.get_by_role("group", name="Language").get_by_role("button", name="Python").click()
        step("first Python, Run to answer", lambda: ask(page, PYTHON, 3))
        step("next Python", lambda: ask(page, PYTHON, 4))
        sizes = {name: (folder / "assets" / name).stat().st_size for name in ASSETS}
        return {"children": children, "steps": steps, "bytes": sizes, "peak_mb": tab.peak_mb()}


def ask(page, text: str, number: int) -> None:
    """Type the question, run it and wait for its answer, the so-manyth."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")
    page.locator(f".ask-run[data-done='{number}']").wait_for()
    page.locator(".ask-table tbody tr").first.wait_for()
