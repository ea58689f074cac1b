"""A Chromium to measure in: the page, and what the process behind it costs, as Linux counts it."""

import contextlib
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from launching import CHROMIUM_ARGUMENTS, chromium

PATIENCE = 900_000  # ms: a hundred thousand children on a busy machine


@contextlib.contextmanager
def browser():
    """A Chromium of its own, so that memory and caches are those of one measurement."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
        try:
            yield opened
        finally:
            opened.close()


class Tab:
    """The process of a page whose worker runs."""

    def __init__(self, page):
        session = page.context.browser.new_browser_cdp_session()
        running = session.send("SystemInfo.getProcessInfo")["processInfo"]
        workers = [
            thread
            for one in running
            if one["type"] == "renderer"
            for thread in Path(f"/proc/{one['id']}/task").iterdir()
            if (thread / "comm").read_text().startswith("DedicatedWorker")
        ]
        (self._worker,) = workers
        self._process = self._worker.parents[1]
        self._page = page

    def worker_seconds(self) -> float:
        """CPU seconds of the worker's thread so far."""
        return _seconds(self._worker)

    def seconds(self) -> float:
        """CPU seconds of the worker's thread and the page's own so far: what one waits for, since they work in turn."""
        return self.worker_seconds() + _seconds(self._process / "task" / self._process.name)

    def all_seconds(self) -> float:
        """CPU seconds of all threads of the page's process that run now: other workers, and what compiles for them."""
        return sum(map(_seconds, (self._process / "task").iterdir()))

    def peak_mb(self) -> int:
        """The most memory that the page's process has held at a time, in MB, shared libraries of the browser
        included.
        """
        return self._status_mb("VmHWM")

    def now_mb(self) -> int:
        """The same as it is now."""
        return self._status_mb("VmRSS")

    def _status_mb(self, name: str) -> int:
        lines = (self._process / "status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(name)) // 1024

    def python_mb(self) -> int:
        """The memory of Python, which only ever grows: data, code and libraries."""
        return self._page.workers[0].evaluate("python._module.HEAP8.length") // 2**20

    def timed(self, action) -> tuple[float, float]:
        """CPU seconds of the worker and wall seconds of an action."""
        cpu, wall = self.worker_seconds(), time.perf_counter()
        action()
        return self.worker_seconds() - cpu, time.perf_counter() - wall


def _seconds(thread: Path) -> float:
    return int((thread / "schedstat").read_text().split()[0]) / 1e9
