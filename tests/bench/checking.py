"""Checking natively: CPU time of reading, model and rules by size, each size in a process of its own, and ratios within the run.

    python3 build.py bench                            both benches
    python tests/bench/checking.py 2500 25000         these sizes only

Prints a table and writes build/bench-checking.json. CPU seconds, after the imports; memory is the peak of the process.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (500, 2_500, 25_000, 100_000)
PROVIDERS = 5_000
LOOK_UPS = 10_000


def sample_files(children: int) -> dict[str, bytes]:
    """Both years' CSV files and the provider list, made once and kept under build/."""
    folder = ROOT / "build" / "bench" / str(children)
    if not (folder / "done").exists():
        from check903 import postcodes, sample

        made = sample.generate(children=children, seed=1, providers=PROVIDERS, directory=postcodes.default_directory())
        for name, tables in (("this_year", made.this_year), ("last_year", made.last_year)):
            (folder / name).mkdir(parents=True, exist_ok=True)
            for file, data in tables.items():
                (folder / name / file).write_bytes(data)
        (folder / "providers.xlsx").write_bytes(made.providers)
        (folder / "done").write_text(made.council)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix in (".csv", ".xlsx")}


class Clock:
    """CPU seconds since it was last asked."""

    def __init__(self):
        self._last = time.process_time()

    def lap(self) -> float:
        now = time.process_time()
        passed, self._last = now - self._last, now
        return passed


def measure(children: int) -> dict:
    """One size: seconds by step."""
    files = sample_files(children)
    council = (ROOT / "build" / "bench" / str(children) / "done").read_text()
    from check903 import api, engine, postcodes
    from check903.model import Collection
    from check903.providers import Providers
    from check903.reading import read
    from check903.recheck import recheck
    from check903.views.checked import Checked
    from check903.views.overview import overview

    engine.registry()
    clock = Clock()
    shelf = read({name: data for name, data in files.items() if name.endswith(".csv")})
    this, last = shelf.this_year, shelf.last_year
    reading = clock.lap()
    shelf.add("providers.xlsx", files["providers.xlsx"])
    directory = postcodes.default_directory()
    listed = Providers(shelf.providers.columns, directory)
    reading_providers = clock.lap()
    r, rules, result = api.prepare(this, last, Collection.of_year(shelf.year), authority=council, providers=listed, postcodes=directory)
    by_rule, passed = {}, Clock()
    for number in engine.run(r, rules, result):
        by_rule[rules[number].code] = passed.lap()
    checking = clock.lap()
    overview(Checked(result))
    first_view = clock.lap()
    recheck(r, result, {r.children[0]}, {"Episodes"})
    again = clock.lap()
    texts = [f"B{n % 90 + 1} {n % 10}AA" for n in range(LOOK_UPS)]
    directory.lookup(texts)
    clock.lap()
    directory.lookup(texts)
    looking_up = clock.lap()
    rows = sum(len(table) for tables in (this, last) for table in tables.values())
    slowest = sorted(by_rule, key=by_rule.get, reverse=True)[:5]
    return {
        "children": children, "rows": rows, "rules": len(rules), "errors": len(result), "read": reading, "providers": reading_providers,
        "check": checking, "first_view": first_view, "recheck": again, "look_ups_10000": looking_up,
        "whole": reading + reading_providers + checking, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "slowest": {code: by_rule[code] for code in slowest}, "not_run": len(result.not_run),
    }


def table(found: list[dict]) -> str:
    """The figures as a table, with the ratios that the aims are about."""
    heads = ("children", "rows", "read s", "check s", "check/read", "whole s",
             "per child, to 2,500", "one cell again / whole", "first view s", "peak MB", "errors")
    base = next((one["whole"] / one["children"] for one in found if one["children"] == 2_500), None)
    rows = [(
        f"{one['children']:,}", f"{one['rows']:,}", f"{one['read']:.2f}", f"{one['check']:.2f}", f"{one['check'] / one['read']:.2f}", f"{one['whole']:.2f}",
        f"{one['whole'] / one['children'] / base:.2f}" if base else "", f"{one['recheck'] / one['whole']:.3f}", f"{one['first_view']:.3f}",
        f"{one['peak_mb']:,}", f"{one['errors']:,}",
    ) for one in found]
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths)) for row in [heads, *rows])


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
        return
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    found = []
    for size in sizes:
        sample_files(size)  # not in the measured process
        done = subprocess.run([sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=True, env=os.environ)
        found.append(json.loads(done.stdout))
    print("\nChecking natively, CPU seconds after imports; last year and 5,000 providers included in `whole`\n")
    print(table(found))
    print("\nslowest rules at the largest size: " + ", ".join(f"{code} {seconds * 1000:.0f} ms" for code, seconds in found[-1]["slowest"].items()))
    print(f"10,000 postcode look-ups: {found[-1]['look_ups_10000'] * 1000:.0f} ms")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench-checking.json").write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
