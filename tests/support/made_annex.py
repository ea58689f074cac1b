"""Ofsted's child-level data (Annex A) of a made-up return as a council would send it: the same children and days, other
spellings. Made row by row, apart from the code that compares.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import defaultdict
from collections.abc import Mapping

Row = dict[str, str]

HEADINGS = {
    6: """
        Child Unique ID | Gender | Ethnicity | Date of Birth | Age | Does the Child have a Disability | CIN
        Start Date | Primary Need Code | Date Child Was Last Seen | CIN Closure Date | Reason for Closure |
        Case Status | Allocated Team | Allocated Worker
        """,
    8: """
        Child Unique ID | Gender | Ethnicity | Date of Birth | Age | Unaccompanied Asylum Seeking Child (UASC)
        within the Last 12 Months (Y/N)) | Does the Child have a Disability | Date Started to be Looked After
        | Child's Category of Need | Is this a second or subsequent period of being a Looked After Child
        within the last 12 months (Y/N) | Start date of current legal status | Child's Legal Status | Date of
        Latest Statutory Review | Date of Last Social Work Visit | What is the permanence plan for this child?
        | Date of Last IRO Visit / Contact to the Child | Date of Last Health Assessment | Date of Last Dental
        Check | Number of Placements in the Last 12 months | Date Ceased to be Looked After | Reason Ceased to
        be Looked After | Start Date of Most Recent Placement | Placement Type | Placement Provider |
        Placement postcode | URN of Placement | Placement Location | LA of Placement | Number of Episodes the
        Child has been ‘Missing’ from their Placement in the last 12 months | Number of Episodes the Child has
        been ‘Absent’ from their Placement in the last 12 months | Was the child offered a Return Interview
        after their last missing episode (Y/N)? | Did the child accept a Return Interview after their last
        missing episode (Y/N)? | Allocated Team | Allocated Worker
        """,
    9: """
        Child Unique ID | Gender | Ethnicity | Date of Birth | Age | Unaccompanied Asylum Seeking Child
        (UASC), or formerly UASC if 18 or over (Y/N) | Does the Child have a Disability | Allocated Team |
        Allocated Worker | Allocated Personal Advisor | Eligibility Category | Latest Pathway Plan Review Date
        | LA in Touch | Latest Date of Contact | Type of Accommodation | Suitability of Accommodation |
        Activity Status
        """,
    10: """
        Child Unique ID | Family identifier | Gender | Ethnicity | Date of Birth | Age of Child (Years) | Does
        the Child have a Disability | Date the Child Entered Care | Date of Decision that Child Should be
        Placed for Adoption | Date of Placement Order | Date of Matching Child and Prospective Adopters | Date
        Placed for Adoption | Date of Adoption Order | Date of Decision that Child Should No Longer be Placed
        for Adoption | Reason Why Child No Longer Placed for Adoption | Date the child was placed for
        fostering in FFA or concurrent planning placement
        """,
}  # as in the workbook of January 2024
SEX = {"M": "a) Male", "F": "b) Female"}
IN_TOUCH = {"YES": "a) Yes", "NO": "b) No", "DIED": "c) Died", "REFU": "d) Refu", "NREQ": "e) NREQ", "RHOM": "f) Rhom"}
YES = {True: "a) Yes", False: "b) No"}


def headings(number: int) -> list[str]:
    """The list's headings."""
    return " ".join(HEADINGS[number].split()).split(" | ")


def rows_of(files: Mapping[str, bytes]) -> dict[str, list[Row]]:
    """Table file -> its rows, each a dict."""
    return {name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(data.decode()))) for name, data in files.items()}


def day(text: str) -> dt.date:
    if "-" in text:  # an error of the sample
        return dt.date.fromisoformat(text)
    return dt.datetime.strptime(text, "%d/%m/%Y").date()


def _came_back(period: list[Row], row: Row) -> bool:
    """True for the episode after a temporary placement that is where the child was before it."""
    before = period[: period.index(row)]
    lived = [other for other in before if other["PLACE"][:1] != "T"]
    same = ("PLACE", "PL_POST", "URN")
    return bool(before and lived) and before[-1] is not lived[-1] and all(lived[-1][one] == row[one] for one in same)


class Annex:
    """The lists as cells, by number; each row a dict by heading, blank where absent.

    episodes  child -> its episodes of both years in order, each once, without short breaks
    """

    def __init__(self, this: Mapping[str, bytes], last: Mapping[str, bytes], end: dt.date):
        self.end, self.tables = end, rows_of(this)
        self.people = {row["CHILD"]: row for row in self.tables["header"]}
        merged: dict[tuple[str, str], Row] = {}
        for rows in (rows_of(last)["episodes"], self.tables["episodes"]):
            merged |= {(row["CHILD"], row["DECOM"]): row for row in rows if row["LS"] not in ("V3", "V4")}
        self.current = {row["CHILD"] for row in self.tables["episodes"]}
        self.episodes: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(merged.values(), key=lambda row: day(row["DECOM"])):
            self.episodes[row["CHILD"]].append(row)
        self.lists = {8: self._in_care(), 9: self._leavers(), 10: self._adoption()}

    def cells(self, number: int) -> list[list[str]]:
        """The list's headings and rows."""
        names = headings(number)
        return [names, *([row.get(name, "") for name in names] for row in self.lists[number])]

    def csv(self, number: int) -> bytes:
        """The list as a CSV file."""
        out = io.StringIO()
        csv.writer(out).writerows(self.cells(number))
        return out.getvalue().encode()

    def row(self, number: int, child: str) -> Row:
        """The child's row of the list."""
        return next(row for row in self.lists[number] if row["Child Unique ID"] == child)

    def _person(self, child: str) -> Row:
        person = self.people[child]
        return {
            "Child Unique ID": child,
            "Gender": SEX.get(person["SEX"], person["SEX"]),
            "Ethnicity": f"a) {person['ETHNIC']}",
            "Date of Birth": person["DOB"],
        }

    def _period(self, child: str) -> list[Row]:
        """The episodes of the child's last period of care."""
        own = self.episodes[child]
        first = max((at for at, row in enumerate(own) if row["RNE"] == "S"), default=0)
        return own[first:]

    def _in_care(self) -> list[Row]:
        found = []
        for child in sorted(self.current & set(self.people) & set(self.episodes), key=int):
            period = self._period(child)
            last = period[-1]
            ceased = bool(last["DEC"]) and last["REC"] != "X1"
            if ceased and day(last["DEC"]) < self.end - dt.timedelta(days=183):
                continue
            found.append(self._child_in_care(child, period, ceased))
        return found

    def _child_in_care(self, child: str, period: list[Row], ceased: bool) -> Row:
        last = period[-1]
        status = next(row for at, row in enumerate(period) if all(later["LS"] == last["LS"] for later in period[at:]))
        stays = [row for row in period if row["PLACE"][:1] != "T"] or period
        place = stays[-1]
        placed = [row for row in stays if row["RNE"] in "SPTBU" and not _came_back(period, row)] or stays
        reviews = [row["REVIEW"] for row in self.tables["reviews"] if row["CHILD"] == child]
        asylum = child in {row["CHILD"] for row in self.tables["uasc"]}
        return self._person(child) | {
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))": YES[asylum],
            "Date Started to be Looked After": period[0]["DECOM"],
            "Child's Category of Need": f"{last['CIN']} - in words",
            "Start date of current legal status": status["DECOM"],
            "Child's Legal Status": f"{last['LS']}: in words",
            "Date of Latest Statutory Review": max(reviews, key=day, default=""),
            "Date of Last Social Work Visit": self.end.strftime("%d/%m/%Y"),
            "Date Ceased to be Looked After": last["DEC"] if ceased else "",
            "Reason Ceased to be Looked After": f"a) {last['REC']}: in words" if ceased else "",
            "Start Date of Most Recent Placement": placed[-1]["DECOM"],
            "Placement Type": f"a) {place['PLACE']}: in words",
            "Placement Provider": f"b) {place['PLACE_PROVIDER']}: in words" if place["PLACE_PROVIDER"] else "",
            "Placement postcode": place["PL_POST"],
            "URN of Placement": place["URN"],
            "Allocated Team": f"Team {int(child) % 4}",
            "Allocated Worker": f"Worker {int(child) % 9}",
        }  # fmt: skip

    def _leavers(self) -> list[Row]:
        return [
            self._person(row["CHILD"])
            | {
                "Allocated Team": "Leaving Care",
                "Allocated Personal Advisor": f"Adviser {int(row['CHILD']) % 3}",
                "Eligibility Category": "b) Former relevant",
                "LA in Touch": IN_TOUCH.get(row["IN_TOUCH"], row["IN_TOUCH"]),
                "Type of Accommodation": f"{row['ACCOM'][:1]}: in words" if row["ACCOM"] != "0" else "",
                "Activity Status": f"{row['ACTIV']}) in words" if row["ACTIV"] != "0" else "",
            }
            for row in self.tables["oc3"]
            if row["CHILD"] in self.people
        ]

    def _adoption(self) -> list[Row]:
        decided = {row["CHILD"]: row for row in self.tables["placed_for_adoption"] if row["CHILD"] in self.people}
        return [
            self._person(child)
            | {
                "Date of Decision that Child Should be Placed for Adoption": row["DATE_PLACED"],
                "Date of Decision that Child Should No Longer be Placed for Adoption": row["DATE_PLACED_CEASED"],
                "Reason Why Child No Longer Placed for Adoption": row["REASON_PLACED_CEASED"],
            }
            for child, row in decided.items()
        ]
