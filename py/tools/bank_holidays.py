"""python -m tools.bank_holidays: England's bank holidays, from the library `holidays`, as a small file of the package.

The library is large and changes often; a check needs some hundred days. So it is no part of the package or of the page:
it makes the file here, and a test compares the two.
"""

from __future__ import annotations

import json

from tools.places import ROOT

COMMAND = "PYTHONPATH=py build/venv/bin/python -m tools.bank_holidays"
FILE = ROOT / "py" / "check903" / "reference" / "data" / "bank_holidays.json"
YEARS = range(2020, 2031)


def listed() -> list[str]:
    """The days, as ISO dates, in order."""
    import holidays

    return [day.isoformat() for day in sorted(holidays.country_holidays("GB", subdiv="ENG", years=YEARS))]


if __name__ == "__main__":
    FILE.write_text(json.dumps(listed(), indent=0) + "\n", encoding="utf-8")
