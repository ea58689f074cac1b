"""Checking under plain CPython: `python -m bench.native CHILDREN` measures one size in a process of its own and prints
JSON.
"""

from __future__ import annotations

import gc
import json
import resource
import statistics
import subprocess
import sys
import time

from bench import steps
from bench.samples import sample


def measured(children: int) -> dict:
    """The figures of one size, from a new process."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.native", str(children)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


class Clock:
    """CPU seconds since it was last asked."""

    def __init__(self):
        self._last = time.process_time()

    def lap(self) -> float:
        now = time.process_time()
        passed, self._last = now - self._last, now
        return passed


def measure(children: int) -> dict:
    made = sample(children)
    files = made.files
    from check903.figures.declared import measures
    from check903.figures.figures import Figures
    from check903.session import session

    measures()  # imported, as the rules are

    session = session.Session()
    gc.freeze()  # as the worker does
    session.about()  # the page asks too, before any file is there
    clock = Clock()

    def timed(call: tuple[str, list]) -> float:
        clock.lap()
        getattr(session, call[0])(*call[1])
        return clock.lap()

    read = sum(timed(("add_file", [name, data])) for name, data in files.items())
    check, by_rule = timed(("check_start", [{"authority": made.council}])), {}
    while not (progress := session.check_step())["done"]:
        by_rule[progress["finished"]] = clock.lap()
    end = clock.lap()
    found = {"read": read, "check": check + sum(by_rule.values()), "view": end + timed(steps.VIEW)}
    checked = session.check.findings
    clock.lap()
    Figures(checked.r, checked.r.collection.end, checked, population=children * 100).all()
    figures = clock.lap()
    while not session.plan_step()["done"]:
        pass
    plan = clock.lap()
    found |= {
        "filter": max(map(timed, steps.FILTERS)),
        "sort": max(map(timed, steps.SORTS)),
        "cell": statistics.median(map(timed, steps.CELLS)),
    }
    slowest = sorted(by_rule, key=by_rule.get, reverse=True)[:5]
    return {
        "children": children,
        "rows": checked.rows_read,
        "findings": len(checked),
        "not_run": len(checked.not_run),
        "cpu": found,
        "figures_cpu": figures,
        "plan_cpu": plan,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "slowest": {checked.rules[finished - 1].code: round(by_rule[finished], 3) for finished in slowest},
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
