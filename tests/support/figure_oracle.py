"""A second counting of the figures that are read most: rows as dicts, one child after the other, one day at a time,
straight from the definitions. Slow, and in nothing like the first.

Each function gives (value, of): `of` None where there is no denominator.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from support.lives import DAY, END, START, Rows, day_of

SHORT = ("V3", "V4")
ADOPTIVE = ("A3", "A4", "A5", "A6")
LAST_START = dt.date(2025, 4, 1)


def years_between(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def back(day: dt.date, months: int) -> dt.date:
    """So many months before; the month's last day where it lacks the day."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    for last in range(day.day, 0, -1):
        try:
            return dt.date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


class Oracle:
    """The counting of a return, both years as lists of dicts, on a day."""

    def __init__(self, this: dict[str, Rows], last: dict[str, Rows], day: dt.date):
        self.this, self.last, self.day = this, last, day
        self.rows = [row for row in this["Episodes"] if row["LS"] not in SHORT and day_of(row["DECOM"])]
        told = {(row["CHILD"], day_of(row["DECOM"])) for row in this["Episodes"]}
        older = [
            row
            for row in last["Episodes"]
            if row["LS"] not in SHORT and day_of(row["DECOM"]) and (row["CHILD"], day_of(row["DECOM"])) not in told
        ]
        self.both: dict[str, Rows] = defaultdict(list)
        for row in self.rows + older:
            self.both[row["CHILD"]].append(row)
        for rows in self.both.values():
            rows.sort(key=lambda row: day_of(row["DECOM"]))
        self.header = {row["CHILD"]: row for row in reversed(this["Header"])}

    # -- sets -----------------------------------------------------------------------------------------------------

    def _open_on(self, row: dict, day: dt.date) -> bool:
        ends = day_of(row["DEC"])
        return day_of(row["DECOM"]) <= day and (row["DEC"] == "" or ends is not None and ends > day)

    def open(self) -> dict[str, dict]:
        found = {}
        for row in sorted(self.rows, key=lambda row: day_of(row["DECOM"])):
            if self._open_on(row, self.day):
                found[row["CHILD"]] = row
        return found

    def _touches(self, row: dict, first: dt.date, last: dt.date) -> bool:
        ends = day_of(row["DEC"])
        return day_of(row["DECOM"]) <= last and (row["DEC"] == "" or ends is not None and ends >= first)

    def year(self) -> set[str]:
        return {row["CHILD"] for row in self.rows if self._touches(row, START, self.day)}

    def all_starts(self) -> list[dict]:
        return [row for row in self.rows if row["RNE"] == "S" and START <= day_of(row["DECOM"]) <= self.day]

    def first_starts(self) -> dict[str, dict]:
        found: dict[str, dict] = {}
        for row in self.all_starts():
            if row["CHILD"] not in found or day_of(row["DECOM"]) < day_of(found[row["CHILD"]]["DECOM"]):
                found[row["CHILD"]] = row
        return found

    def last_ceases(self) -> dict[str, dict]:
        found: dict[str, dict] = {}
        for row in sorted(self.rows, key=lambda row: day_of(row["DECOM"])):
            ends = day_of(row["DEC"])
            if row["REC"] not in ("", "X1") and ends and START <= ends <= self.day:
                if row["CHILD"] not in found or ends >= day_of(found[row["CHILD"]]["DEC"]):
                    found[row["CHILD"]] = row
        return found

    def age(self, child: str, day: dt.date) -> int | None:
        born = day_of(self.header.get(child, {}).get("DOB", ""))
        return years_between(born, day) if born and born <= day else None

    def lived(self, row: dict) -> dict:
        """For a temporary placement the last other row of the same period of care."""
        for period in self.periods(row["CHILD"]):
            if any(one is row for one in period):
                before = []
                for one in period:
                    before.append(one)
                    if one is row:
                        break
                return next((one for one in reversed(before) if not one["PLACE"].startswith("T")), row)
        raise AssertionError

    def periods(self, child: str) -> list[Rows]:
        found: list[Rows] = []
        ended = True
        for row in self.both[child]:
            if ended or row["RNE"] == "S":
                found.append([])
            found[-1].append(row)
            ended = row["REC"] not in ("", "X1")
        return found

    def stays(self, child: str) -> list[dict]:
        """begin, end (None: unreadable, or still going on: see `goes_on`), and whether the beginning is visible."""
        found = []
        for period in self.periods(child):
            before, holiday = None, False
            for row in period:
                if row["PLACE"].startswith("T"):
                    holiday = True
                    continue
                same = before and all(before[name] == row[name] for name in ("PLACE", "PL_POST", "URN"))
                begins = row["RNE"] in ("S", "P", "B") and not (holiday and same)
                if before is None or begins:
                    found.append({"begin": day_of(row["DECOM"]), "seen": begins})
                found[-1] |= {"end": day_of(row["DEC"]), "goes_on": row["DEC"] == ""}
                before, holiday = row, False
        return found

    # -- figures --------------------------------------------------------------------------------------------------

    def cla_on_day(self):
        return len(self.open()), None

    def aged_10_to_15(self):
        return sum(self.age(child, self.day) in range(10, 16) for child in self.open()), len(self.open())

    def cla_by_legal_status(self):
        """Care orders."""
        return sum(row["LS"] in ("C1", "C2") for row in self.open().values()), len(self.open())

    def cla_placement_mix(self):
        """Foster placements."""
        return sum(self.lived(row)["PLACE"].startswith("U") for row in self.open().values()), len(self.open())

    def cla_out_of_area(self):
        outside = ("CV1 1AA", "AB1 0AA")
        return sum(self.lived(row)["PL_POST"] in outside for row in self.open().values()), len(self.open())

    def cla_year(self):
        return len(self.year()), None

    def cla_12_months(self):
        since, found = back(self.day, 12) + DAY, 0
        if self.day == dt.date(2027, 2, 28):
            since = dt.date(2026, 3, 1)
        every = [*self.this["Episodes"]]
        told = {(row["CHILD"], day_of(row["DECOM"])) for row in every}
        every += [
            r for r in self.last["Episodes"] if (r["CHILD"], day_of(r["DECOM"])) not in told or not day_of(r["DECOM"])
        ]
        for child in self.open():
            broken = False
            for row in every:
                begins, ends = day_of(row["DECOM"]), day_of(row["DEC"])
                if row["CHILD"] != child:
                    continue
                broken |= bool(row["RNE"] == "S" and begins and since < begins <= self.day)
                broken |= bool(row["REC"] != "X1" and ends and since <= ends < self.day)
                if row["LS"] in SHORT and begins:
                    broken |= begins <= self.day and (row["DEC"] == "" or bool(ends and ends >= since))
            period = next(one for one in self.periods(child) if any(row is self.open()[child] for row in one))
            first = day_of(period[0]["DECOM"])
            unsure = period[0]["RNE"] != "S" and since < first <= START
            found += not broken and not unsure
        return found, None

    def starts(self):
        return len(self.first_starts()), None

    def taken_into_care(self):
        taken = ("C1", "C2", "L1", "L2", "L3")
        return sum(row["LS"] in taken for row in self.first_starts().values()), len(self.first_starts())

    def second_period(self):
        found = 0
        for row in self.all_starts():
            gaps = [
                (day_of(row["DECOM"]) - day_of(one["DEC"])).days
                for one in self.both[row["CHILD"]]
                if one["REC"] not in ("", "X1", "E3") and day_of(one["DEC"])
            ]
            found += any(0 < gap <= 365 for gap in gaps)
        return found, len(self.all_starts())

    def ceases(self):
        return len(self.last_ceases()), None

    def returned_home(self):
        left = self.last_ceases().values()
        return sum(row["REC"] in ("E4A", "E4B") for row in left), len(left)

    def adopted(self):
        return sum(row["REC"] in ("E11", "E12") for row in self.last_ceases().values()), len(self.last_ceases())

    def _many(self, child: str, since: dt.date) -> bool:
        """Three stays or more since a day."""
        count = 0
        for stay in self.stays(child):
            touches = stay["begin"] <= self.day and (stay["goes_on"] or bool(stay["end"] and stay["end"] >= since))
            count += touches and (stay["goes_on"] or stay["end"] > stay["begin"])
        return count >= 3

    def three_placements(self):
        return sum(self._many(child, START) for child in self.open()), len(self.open())

    def three_placements_2y(self):
        there = {
            row["CHILD"]
            for row in self.last["Episodes"]
            if row["LS"] not in SHORT and day_of(row["DECOM"]) and self._touches(row, LAST_START, START - DAY)
        }
        children = [child for child in self.open() if child in there]
        return sum(self._many(child, LAST_START) for child in children), len(children)

    def long_term_stability(self):
        value = of = 0
        for child, row in self.open().items():
            period = next(one for one in self.periods(child) if any(each is row for each in one))
            age = self.age(child, self.day)
            if age is None or age >= 16 or day_of(period[0]["DECOM"]) > back(self.day, 30):
                continue
            of += 1
            begun = [s for s in self.stays(child) if s["seen"] and back(self.day, 24) < s["begin"] <= self.day]
            value += not begun or len(begun) == 1 and self.lived(row)["PLACE"] in ADOPTIVE
        return value, of

    def _incidents(self, kind: str) -> Rows:
        year = self.year()
        found = []
        for row in self.this["Missing"]:
            begins, ends = day_of(row["MIS_START"]), day_of(row["MIS_END"])
            if row["MISSING"] == kind and row["CHILD"] in year and begins and begins <= self.day:
                if row["MIS_END"] == "" or ends and ends >= START:
                    found.append(row)
        return found

    def missing_children(self):
        return len({row["CHILD"] for row in self._incidents("M")}), len(self.year())

    def missing_incidents(self):
        return len(self._incidents("M")), None

    def away_children(self):
        return len({row["CHILD"] for row in self._incidents("A")}), len(self.year())

    def social_workers_3(self):
        value = 0
        for child in self.open():
            seen = set()
            for row in self.this["SWEpisodes"]:
                begins, ends = day_of(row["SW_DECOM"]), day_of(row["SW_DEC"])
                if row["CHILD"] == child and row["SW_ID"] and begins and begins <= self.day:
                    if row["SW_DEC"] == "" or ends and ends >= START:
                        seen.add(row["SW_ID"])
            value += len(seen) >= 3
        return value, len(self.open())

    def cla_uasc(self):
        listed = {row["CHILD"]: row for row in reversed(self.this["UASC"])}
        found = 0
        for child in self.open():
            ends = listed.get(child, {}).get("DUC")
            found += ends == "" or bool(ends and day_of(ends) and day_of(ends) > self.day)
        return found, len(self.open())

    def _leavers(self) -> Rows:
        kept = {}
        for row in self.this["OC3"]:
            born = day_of(row["DOB"])
            if not born or years_between(born, END) not in range(17, 22) or row["IN_TOUCH"] in ("DIED", "RHOM"):
                continue
            every = [r for r in self.this["Episodes"] + self.last["Episodes"] if r["CHILD"] == row["CHILD"]]
            left = [r for r in self.both[row["CHILD"]] if r["REC"] not in ("", "X1")]
            left.sort(key=lambda r: day_of(r["DEC"]) or (dt.date.max if r["DEC"] == "" else dt.date.min))
            if every and all(r["LS"] in SHORT for r in every) or left and left[-1]["REC"] == "E3":
                continue
            kept.setdefault(row["CHILD"], row)
        return list(kept.values())

    def cl_in_touch(self):
        return sum(row["IN_TOUCH"] == "YES" for row in self._leavers()), len(self._leavers())

    def cl_activity(self):
        return sum(row["ACTIV"][:1] in ("F", "P") for row in self._leavers()), len(self._leavers())

    def cl_suitable(self):
        rows = [row for row in self._leavers() if row["ACCOM"][:1] not in ("G", "H", "R")]
        return sum(row["ACCOM"][1:] == "1" for row in rows), len(rows)


FIGURES = {  # method -> (figure, breakdown, group)
    "cla_on_day": ("cla_on_day", "", ""),
    "aged_10_to_15": ("cla_by_child", "age", "10 to 15"),
    "cla_by_legal_status": ("cla_by_legal_status", "legal_status", "Care orders"),
    "cla_placement_mix": ("cla_placement_mix", "placement", "Foster placements"),
    **{
        name: (name, "", "")
        for name in (
            "cla_out_of_area cla_year cla_12_months starts taken_into_care second_period ceases returned_home adopted"
            " three_placements three_placements_2y long_term_stability missing_children missing_incidents away_children"
            " social_workers_3 cla_uasc cl_in_touch cl_activity cl_suitable"
        ).split()
    },
}
