"""Results on the screen, in the real page opened from a file: from click to painted rows, and how long the page was
busy at a time.

A task of the page's own thread that lasts is a page that is frozen: Chromium's trace has the length and the CPU time of
each.
"""

import json
import re
import shutil
import statistics
import tempfile
from pathlib import Path

from bench.chromium import PATIENCE, Tab, browser
from bench.samples import sample
from launching import wait_for_python
from tools.places import ZIP

TASKS = "disabled-by-default-devtools.timeline"
PAINTED = """async ([act, shown]) => {
  const screen = document.getElementById("screen");
  const isShown = () => !screen.querySelector("[aria-busy=true]")
    && (!shown || [...screen.querySelectorAll("h1, h2")].some((one) => one.textContent === shown));
  const began = performance.now();
  const painted = new Promise((done) => {
    const watching = new MutationObserver(() => {
      if (!isShown()) return;
      watching.disconnect();
      requestAnimationFrame(() => setTimeout(done));
    });
    watching.observe(screen, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  if (act.startsWith("#")) location.hash = act;
  else [...screen.querySelectorAll("button")].find((button) => button.textContent.trim().startsWith(act)).click();
  await painted;
  return { ms: performance.now() - began, at: performance.timeOrigin + performance.now() };
}"""
LAST_RULE = """
from js import globalThis, performance
from check903.session import checks
ended = checks.Running.ended
def marking(self):
    globalThis.lastRule = performance.timeOrigin + performance.now()
    return ended(self)
checks.Running.ended = marking
"""
SORTS = ("Child", "Line", "File", "Rule")
FILTERS = ("table=Episodes", "category=missing", "text=adopted", "text=10+foster", "category=invalid&table=Header")


def measured(children: int) -> dict:
    """Load, check, filter, sort, open a child, fix a cell."""
    made = sample(children)
    with tempfile.TemporaryDirectory() as temporary, browser() as opened:
        shutil.unpack_archive(ZIP, temporary)
        page = opened.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(PATIENCE)
        trace = Path(temporary) / "trace.json"
        opened.start_tracing(page=page, path=trace, categories=[TASKS, "blink.user_timing"])

        def step(name: str) -> None:
            page.evaluate("(name) => performance.mark(`bench ${name}`)", name)

        def painted(act: str, shown: str = "") -> dict:
            return page.evaluate(PAINTED, [act, shown])

        page.goto((next(Path(temporary).iterdir()) / "index.html").as_uri())
        step("start")
        wait_for_python(page)
        page.workers[0].evaluate(f"python.runPython({json.dumps(LAST_RULE)})")
        step("load")
        page.locator("#choose-folder").set_input_files(made.folder)
        page.get_by_role("button", name=re.compile(r"^Check [\d,]+ rows$")).wait_for()
        page.get_by_label("Council").select_option(made.council)
        step("check")
        shown = painted("Check ", "Where the errors are")
        first_view = shown["at"] - page.workers[0].evaluate("lastRule")
        step("all findings")
        painted("#/findings/all", "All findings")
        tab = Tab(page)
        step("sort")
        sorts = [cost(tab, lambda name=name: painted(name)) for name in SORTS]
        step("filter")
        filters = [cost(tab, lambda asked=asked: painted(f"#/findings/all?{asked}")) for asked in FILTERS]
        step("child")
        child = page.locator(".child-id").first.inner_text()
        painted(f"#/findings/child/{child}", f"Child {child}")
        step("fix")
        page.get_by_role("link", name="Fix").click()
        page.get_by_role("button", name="safe changes").click()
        page.locator("#outcome").wait_for()
        step("end")
        opened.stop_tracing()
        longest = frozen(json.loads(trace.read_text())["traceEvents"])
        return {
            "children": children,
            "first_view_ms": first_view,
            "sort": summary(sorts),
            "filter": summary(filters),
            "longest_task": longest,
            "peak_mb": tab.peak_mb(),
            "python_mb": tab.python_mb(),
        }


def cost(tab: Tab, action) -> tuple[float, float]:
    """ms from click to painted rows, and CPU ms of the two threads that one waits for in turn."""
    before = tab.seconds()
    ms = action()["ms"]
    return ms, 1000 * (tab.seconds() - before)


def summary(costs: list[tuple[float, float]]) -> dict:
    """The slowest and the median."""
    wall, cpu = zip(*costs)
    return {
        "slowest_ms": max(wall),
        "median_ms": statistics.median(wall),
        "slowest_cpu_ms": max(cpu),
        "median_cpu_ms": statistics.median(cpu),
    }


def frozen(events: list[dict]) -> dict[str, dict]:
    """The longest task of the page's own thread in each step: ms, and CPU ms, which other programs can't stretch."""
    marks = sorted(
        (event["ts"], event["name"].removeprefix("bench ")) for event in events if event["name"].startswith("bench ")
    )
    (thread,) = {(event["pid"], event["tid"]) for event in events if event["name"] == "bench load"}
    tasks = [
        event
        for event in events
        if event["name"] == "RunTask" and (event["pid"], event["tid"]) == thread and "dur" in event
    ]
    longest = {}
    for (start, name), (end, _) in zip(marks, marks[1:]):
        own = [task for task in tasks if start <= task["ts"] + task["dur"] and task["ts"] < end]
        longest[name] = {
            "ms": max(task["dur"] for task in own) / 1000,
            "cpu_ms": max(task.get("tdur", 0) for task in own) / 1000,
        }
    return longest
