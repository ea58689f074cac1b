"""Several years of one council in a tree: each year's check uses those before last year, and says so."""

import csv
from concurrent.futures import ThreadPoolExecutor

from check903 import batch
from support.made_years import csv_of, leaver_of_old, years


def rows(kept, name) -> list[dict]:
    with kept.tables[name].open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_years_before_last_year_are_used_and_named(tmp_path):
    made = years(30, 7, 2027, 2026, 2025, 2024)
    leaver = leaver_of_old(made)

    def told(*wanted: int) -> tuple[bool, dict[str, str]]:
        """Whether the care leaver is an error of 1002 in 2026-27, and what is said of earlier years, by year."""
        tree = tmp_path / "-".join(map(str, wanted))
        for year in wanted:
            folder = tree / "Bristol" / str(year)
            folder.mkdir(parents=True)
            for name, data in csv_of(made[year]).items():
                (folder / name).write_bytes(data)
        with ThreadPoolExecutor(1) as pool:
            kept = batch(tree, tmp_path / f"out {tree.name}", executor=pool)
        assert {row["state"] for row in rows(kept, "returns")} == {"checked"}
        found = {(row["year"], row["rule"], row["CHILD"]) for row in rows(kept, "findings")}
        said = {row["year"]: row["sentence"] for row in rows(kept, "assumed") if "began before" in row["sentence"]}
        return ("2027", "1002", leaver) in found, said

    assert told(2027, 2026) == (True, {})
    for_them = "(for rules 1001, 1002, 392a and figures)."
    assert told(2027, 2026, 2025, 2024) == (
        False,
        {
            "2027": f"What began before last year comes from 2023-24 and 2024-25 {for_them}",
            "2026": f"What began before last year comes from 2023-24 {for_them}",
        },
    )
