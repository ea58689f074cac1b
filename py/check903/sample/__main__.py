"""Write a made-up return to a folder: `python -m check903.sample FOLDER --children 300 --seed 1`."""

import argparse
import csv
from pathlib import Path

from check903 import sample
from check903.reference import postcodes
from check903.reference.schema import LAST_YEAR


def main(arguments: list[str] | None = None) -> None:
    """Write `this_year/`, `last_year/`, `providers.xlsx` and `injected.csv` into the folder."""
    parser = argparse.ArgumentParser(prog="python -m check903.sample", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--children", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--year", type=int, default=LAST_YEAR, help="the collection year by its end: 2027 for 2026-27")
    parser.add_argument("--share", type=float, default=0.15, help="share of the children with an error put in")
    parser.add_argument(
        "--all-postcodes", action="store_true", help="take postcodes from the whole directory of the areas"
    )
    chosen = parser.parse_args(arguments)
    directory = postcodes.default_directory() if chosen.all_postcodes else None
    generated = sample.generate(chosen.children, chosen.seed, chosen.year, chosen.share, directory=directory)
    generated.write(chosen.folder)
    with (chosen.folder / "injected.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["table", "row", "child", "kind", "rules"])
        writer.writerows([*error[:4], " ".join(error.rules)] for error in generated.injected)


if __name__ == "__main__":
    main()
