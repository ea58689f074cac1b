"""python3 build.py bench [CHILDREN ...]: every figure by subject, the aims and whether they are met; all of it also in
build/bench.json.

The start and the screen are measured at the largest of the sizes. CPU time is counted wherever others on the machine
could lengthen a time, and aims that can be are ratios of two figures of this run.
"""

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import tempfile
from pathlib import Path

from bench import asking, browser, native, region, screen, starting
from launching import with_client_only
from tools.places import BUILD, ZIP

SIZES = (500, 2_500, 10_000, 25_000, 100_000)
SMALL, MANY = 2_500, 100_000
OF_EACH = 500  # children of each council of a region


def table(title: str, heads: tuple[str, ...], rows: list[tuple]) -> None:
    """Print a table: numbers to the right."""
    cells = [heads, *[tuple(_written(cell) for cell in row) for row in rows]]
    widths = [max(len(row[place]) for row in cells) for place in range(len(heads))]
    print(f"\n{title}\n")
    for row in cells:
        print(
            "  "
            + row[0].ljust(widths[0])
            + "".join(f"  {cell.rjust(width)}" for cell, width in zip(row[1:], widths[1:]))
        )


def _written(cell) -> str:
    if isinstance(cell, float):
        return f"{cell:,.2f}" if abs(cell) < 10 else f"{cell:,.0f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def whole(figures: dict) -> float:
    """CPU seconds of reading and checking."""
    return figures["cpu"]["read"] + figures["cpu"]["check"]


def show_starts(found: dict) -> None:
    rows = [
        (
            kind,
            one["drop"],
            one["python"],
            one["ready"],
            one["cpu"],
            one["bytes"] / 1e6,
            one.get("to_bare", ""),
            one.get("to_bare_cpu", ""),
        )
        for kind, one in found["starts"].items()
    ]
    table(
        f"Start, medians of {found['times']}; ms from opening the page. The zip: {found['zip_bytes'] / 1e6:.1f} MB",
        (
            "",
            "files can be dropped",
            "Python answers",
            "rules ready",
            "CPU ms",
            "MB over network",
            "ready / bare",
            "the same in CPU",
        ),
        rows,
    )


def show_checking(title: str, found: list[dict], more: tuple[str, ...] = ()) -> None:
    rows = [
        (
            f"{one['children']:,}",
            *one["cpu"].values(),
            one["cpu"]["check"] / one["cpu"]["read"],
            1e6 * whole(one) / one["children"],
            one["cpu"]["cell"] / whole(one),
            one["peak_mb"],
            *(one[name] for name in more),
        )
        for one in found
    ]
    heads = (
        "children",
        "read",
        "check",
        "first view",
        "filter",
        "sort",
        "one cell",
        "check / read",
        "µs a child",
        "cell / whole",
        "peak MB",
        *more,
    )
    table(title, heads, rows)


def show_screen(found: dict) -> None:
    figures = ("median_ms", "slowest_ms", "median_cpu_ms", "slowest_cpu_ms")
    rows = [(name, *(found[name][figure] for figure in figures)) for name in ("sort", "filter")]
    table(
        f"On the screen at {found['children']:,} children: from click to painted rows. First view"
        f" {found['first_view_ms']:.0f} ms after the last rule",
        ("", "median ms", "slowest ms", "median CPU ms", "slowest CPU ms"),
        rows,
    )
    rows = [(step, one["ms"], one["cpu_ms"]) for step, one in found["longest_task"].items()]
    table("The longest task of the page's own thread", ("step", "ms", "CPU ms"), rows)


def show_ask(found: dict) -> None:
    loaded = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in found["bytes"].items())
    rows = [(name, one["wall"], one["cpu"], one["mb"]) for name, one in found["steps"].items()]
    table(
        f"Ask at {found['children']:,} children. Loaded for it: {loaded}. The page's process: {found['peak_mb']:,} MB at most",
        ("", "seconds", "CPU seconds, all threads", "MB afterwards"),
        rows,
    )


def show_region(found: dict) -> None:
    table(
        f"Twelve councils and four years, {found['children']:,} children each, {found['files_mb']:.0f} MB of files:"
        f" {found['peak_mb']:,} MB at most",
        ("", "seconds", "CPU seconds", "MB of the page's process", "of it Python"),
        [(name, one["wall"], one["cpu"], one["mb"], one["python"]) for name, one in found["steps"].items()],
    )


def aims(found: dict) -> list[dict]:
    """Each aim: the figures it is about, and whether they are within the limit."""
    starts, checks, tabs, shown = found["start"]["starts"], found["native"], found["chromium"], found["screen"]
    ways = {kind: one for kind, one in starts.items() if "to_bare" in one}
    by_size, tab_by_size = {one["children"]: one for one in checks}, {one["children"]: one for one in tabs}
    listed = [
        ("files can be dropped, ms", 500, {kind: one["drop"] for kind, one in ways.items()}),
        ("rules ready / bare Python, CPU", 1.5, {kind: one["to_bare_cpu"] for kind, one in ways.items()}),
        (
            "rules and model / reading, natively",
            2,
            {size: one["cpu"]["check"] / one["cpu"]["read"] for size, one in by_size.items()},
        ),
        (
            "rules and model / reading, in Chromium",
            2,
            {size: one["cpu"]["check"] / one["cpu"]["read"] for size, one in tab_by_size.items()},
        ),
        (
            "all figures, breakdowns and month ends of both years / reading and checking, natively",
            0.5,
            {size: one["figures_cpu"] / whole(one) for size, one in by_size.items()},
        ),
        (
            "the same / the rules alone, natively",
            0.5,
            {size: one["figures_cpu"] / one["cpu"]["check"] for size, one in by_size.items()},
        ),
        ("Chromium / CPython", 2, {size: whole(tab_by_size[size]) / whole(by_size[size]) for size in by_size}),
        (
            "one cell again / the whole, natively",
            0.1,
            {size: one["cpu"]["cell"] / whole(one) for size, one in by_size.items()},
        ),
        (
            "one cell again / the whole, in Chromium",
            0.1,
            {size: one["cpu"]["cell"] / whole(one) for size, one in tab_by_size.items()},
        ),
        ("the plan / the whole, natively", 3, {size: one["plan_cpu"] / whole(one) for size, one in by_size.items()}),
        ("first view after the last rule, ms", 100, {shown["children"]: shown["first_view_ms"]}),
        (
            "sort and filter, CPU ms, the slowest",
            200,
            {name: shown[name]["slowest_cpu_ms"] for name in ("sort", "filter")},
        ),
        ("longest task of the page, CPU ms", 100, {step: one["cpu_ms"] for step, one in shown["longest_task"].items()}),
    ]
    for place, of in (("natively", by_size), ("in Chromium", tab_by_size)):
        if SMALL in of and MANY in of:
            per_child = {size: whole(of[size]) / size for size in (SMALL, MANY)}
            listed.append(
                (f"a child's cost at {MANY:,} / at {SMALL:,}, {place}", 1.2, {MANY: per_child[MANY] / per_child[SMALL]})
            )
    if 10_000 in tab_by_size:
        listed.append(("memory of the tab at 10,000 children, MB", 400, {10_000: tab_by_size[10_000]["peak_mb"]}))
    return [
        {"aim": aim, "limit": limit, "figures": figures, "met": all(figure <= limit for figure in figures.values())}
        for aim, limit, figures in listed
    ]


def show_aims(listed: list[dict]) -> None:
    print("\nAims\n")
    for one in listed:
        figures = ", ".join(f"{name}: {_written(round(figure, 3))}" for name, figure in one["figures"].items())
        print(f"  {'met   ' if one['met'] else 'MISSED'}  {one['aim']}, at most {one['limit']}: {figures}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="build.py bench", description="Measure the start, checking and the screen.")
    parser.add_argument(
        "children", nargs="*", type=int, default=SIZES, help="sizes of the returns (default: %(default)s)"
    )
    parser.add_argument("--starts", type=int, default=5, help="how many starts of each kind (default: %(default)s)")
    asked = parser.parse_args()
    sizes = sorted(asked.children)
    found = {
        "when": dt.datetime.now().isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": os.getloadavg(),
    }
    found["start"] = starting.measured(asked.starts)
    show_starts(found["start"])
    for size in sizes:
        native.sample(size)
    found["native"] = [native.measured(size) for size in sizes]
    show_checking("Checking under CPython: CPU seconds", found["native"], ("rows", "findings"))
    print(
        "\n  slowest rules: "
        + ", ".join(f"{code} {seconds * 1000:.0f} ms" for code, seconds in found["native"][-1]["slowest"].items())
    )
    with tempfile.TemporaryDirectory() as temporary:
        shutil.unpack_archive(ZIP, temporary)
        folder = with_client_only(next(Path(temporary).iterdir()))
        found["chromium"] = [browser.measured(size, folder) for size in sizes]
    show_checking(
        "Checking in Chromium: CPU seconds of the worker. Memory: of the page's process, and Python's share of it",
        found["chromium"],
        ("python_mb",),
    )
    found["screen"] = screen.measured(sizes[-1])
    show_screen(found["screen"])
    found["ask"] = asking.measured(sizes[-1])
    show_ask(found["ask"])
    found["region"] = region.measured(OF_EACH)
    show_region(found["region"])
    found["load_at_the_end"], found["aims"] = os.getloadavg(), aims(found)
    show_aims(found["aims"])
    print(
        f"\nLoad of the machine ({found['cores']} cores): {found['load'][0]:.1f} at first,"
        f" {found['load_at_the_end'][0]:.1f} at the end."
    )
    (BUILD / "bench.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
