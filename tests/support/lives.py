"""Random returns in which lives hang together, mostly: periods of care, moves, holidays, short breaks, overlaps,
blanks, days that are no dates.
"""

from __future__ import annotations

import datetime as dt
import random

from check903.model.returns import Return
from check903.model.table import Column, Table
from check903.reference import schema
from support.made_figures import return_of

START, END = dt.date(2026, 4, 1), dt.date(2027, 3, 31)
DAY = dt.timedelta(days=1)
EDGES = [
    START,
    START - DAY,
    START + DAY,
    END,
    END - DAY,
    dt.date(2026, 10, 31),
    dt.date(2025, 4, 1),
    dt.date(2025, 3, 31),
]
BIRTHS = [dt.date(2008, 2, 29), dt.date(2016, 2, 29), dt.date(2009, 3, 31), dt.date(2009, 4, 1), dt.date(2020, 4, 1)]
PLACES = ["U1", "U4", "U6", "K2", "K3", "P1", "A3", "A6", "R3", "S1", "T2", "Z1", ""]
POSTS = ["B1 1AA", "B15 2TH", "CV1 1AA", "AB1 0AA", "", "ZZ1 1ZZ"]
Rows = list[dict[str, str]]


def text(day: dt.date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


class Lives:
    """The rows of a few children's lives."""

    def __init__(self, chance: random.Random):
        self.chance = chance
        self.rows: dict[str, Rows] = {name: [] for name in schema.TABLES}
        for number in range(chance.randrange(1, 12)):
            self._child(f"C{number}")

    def _pick(self, *choices):
        return self.chance.choice(choices)

    def _day(self, first=dt.date(2024, 1, 1), last=dt.date(2027, 4, 30)) -> dt.date:
        if self.chance.random() < 0.3:
            return self.chance.choice(EDGES)
        return first + dt.timedelta(days=self.chance.randrange((last - first).days))

    def _spoilt(self, value: str) -> str:
        """The text, now and then blank or unreadable."""
        pick = self.chance.random()
        return "" if pick < 0.02 else "32/13/2026" if pick < 0.03 else value

    def _child(self, child: str):
        born = self.chance.choice(BIRTHS) if self.chance.random() < 0.5 else self._day(dt.date(2002, 1, 1))
        self._add(
            "Header",
            CHILD=child,
            SEX=self._pick("M", "F", ""),
            DOB=self._spoilt(text(born)),
            ETHNIC=self._pick("WBRI", "MWBA", "CHNE", "BAFR", "OOTH", "REFU", ""),
            MOTHER=self._pick("", "0", "1", "x"),
        )
        day = self._day()
        for _ in range(self.chance.randrange(0, 3)):
            day = self._period(child, day)
        self._others(child, born)

    def _period(self, child: str, day: dt.date) -> dt.date:
        rne, status = "S", self._pick("C2", "C1", "V2", "E1", "V4", "")
        need, stays = self._pick("N1", "N5", ""), self.chance.randrange(1, 6)
        place = {"PLACE": self._pick(*PLACES), "PL_POST": self._pick(*POSTS), "URN": self._pick("1", "2")}
        before = place
        for number in range(stays):
            ends = day + dt.timedelta(days=self.chance.choice([0, 1, 7, 30, 61, 200, 365, 400]))
            last = number == stays - 1
            is_open = last and self.chance.random() < 0.6
            self._add(
                "Episodes",
                CHILD=child,
                DECOM=self._spoilt(text(day)),
                RNE=self._pick(rne, rne, rne, rne, rne, rne, ""),
                LS=status,
                CIN=need,
                **place,
                PLACE_PROVIDER=self._pick("PR1", "PR4", ""),
                DEC="" if is_open else self._spoilt(text(ends)),
                REC="" if is_open else self._pick("E4A", "E4B", "E11", "E48", "E3", "E8", "") if last else "X1",
                REASON_PLACE_CHANGE=self._pick("CARPL", "OTHER", ""),
                HOME_POST="B1 1AA",
            )
            day = ends + self._pick(0, 0, 0, 0, 0, 1, -1) * DAY
            rne = self._pick("P", "P", "P", "L", "T", "U", "B")
            if rne in "LBU":
                status = self._pick("C2", "V2", "E1", "V3")
            if rne != "L":
                moved = {"PLACE": self._pick(*PLACES), "PL_POST": self._pick(*POSTS), "URN": self._pick("1", "2")}
                before, place = place, self._pick(moved, moved, before, {**place, "PLACE": "T2"})
        return day + dt.timedelta(days=self.chance.choice([0, 1, 30, 365, 366]))

    def _others(self, child: str, born: dt.date):
        birth = {"CHILD": child, "DOB": text(born)}
        for _ in range(self.chance.randrange(0, 4)):
            start = self._day(dt.date(2025, 1, 1))
            end = start + dt.timedelta(days=self.chance.choice([0, 0, 1, 3, 40]))
            kind = self._pick("M", "M", "A", "")
            self._add(
                "Missing",
                **birth,
                MISSING=kind,
                MIS_START=self._spoilt(text(start)),
                MIS_END=self._pick(text(end), text(end), ""),
            )
        for _ in range(self.chance.randrange(0, 5)):
            start = self._day(dt.date(2025, 1, 1))
            self._add(
                "SWEpisodes",
                **birth,
                SW_ID=self._pick("A", "B", "C", "D", ""),
                SW_DECOM=text(start),
                SW_DEC=self._pick("", text(self._day(start))),
            )
        for _ in range(self.chance.randrange(0, 4)):
            self._add(
                "Reviews", **birth, REVIEW=text(self._day()), REVIEW_CODE=self._pick("PN0", "PN1", "PN4", "PN6", "")
            )
        if self.chance.random() < 0.7:
            yes = ("0", "1", "1", "")
            self._add(
                "OC2",
                **birth,
                SDQ_SCORE=self._pick("0", "13", "14", "16", "17", "40", "41", "12.5", ""),
                CONVICTED=self._pick(*yes),
                HEALTH_CHECK=self._pick(*yes),
                IMMUNISATIONS=self._pick(*yes),
                TEETH_CHECK=self._pick(*yes),
                HEALTH_ASSESSMENT=self._pick(*yes),
                SUBSTANCE_MISUSE=self._pick(*yes),
                INTERVENTION_RECEIVED=self._pick(*yes),
                INTERVENTION_OFFERED=self._pick(*yes),
            )
        if self.chance.random() < 0.5:
            contact = self._pick("YES", "YES", "NO", "NREQ", "REFU", "DIED", "RHOM", "")
            self._add(
                "OC3",
                **birth,
                IN_TOUCH=contact,
                ACTIV=self._pick("F1", "P2", "F5", "G4", "G5", "0", ""),
                ACCOM=self._pick("B1", "U2", "Z1", "G1", "R2", "0", ""),
            )
        if self.chance.random() < 0.3:
            self._add(
                "AD1",
                **birth,
                DATE_INT=text(self._day()),
                DATE_MATCH=text(self._day()),
                FOSTER_CARE=self._pick("0", "1"),
            )
            self._add(
                "PlacedAdoption",
                **birth,
                DATE_PLACED=text(self._day()),
                DATE_PLACED_CEASED=self._pick("", text(self._day())),
            )
        if self.chance.random() < 0.2:
            self._add("UASC", CHILD=child, SEX="M", DOB=text(born), DUC=self._pick("", text(self._day())))

    def _add(self, table: str, **cells: str):
        self.rows[table].append(cells)

    def last_year(self) -> dict[str, Rows]:
        """What last year's return would have said of the same lives: episodes that touch it, open where they
        went on.
        """
        told = []
        for row in self.rows["Episodes"]:
            begins, ends = day_of(row["DECOM"]), day_of(row["DEC"])
            if begins and begins < START and (ends is None or ends >= dt.date(2025, 4, 1)):
                told.append(row if ends and ends < START else {**row, "DEC": "", "REC": "", "REASON_PLACE_CHANGE": ""})
        return {"Episodes": told, "Header": self.rows["Header"], "Reviews": self.rows["Reviews"][::2]}

    def this_year(self) -> dict[str, Rows]:
        """This year's return: without episodes that ended before it."""
        kept = [row for row in self.rows["Episodes"] if not (day_of(row["DEC"]) and day_of(row["DEC"]) < START)]
        return {**self.rows, "Episodes": kept}


def day_of(cell: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(cell, "%d/%m/%Y").date()
    except ValueError:
        return None


def table_of_rows(name: str, rows: Rows) -> Table:
    names = schema.TABLES[name].names
    return Table(name, {column: Column.of(row.get(column, "") for row in rows) for column in names})


def return_of_rows(this: dict[str, Rows], last: dict[str, Rows]) -> Return:
    tables = {name: table_of_rows(name, rows) for name, rows in this.items()}
    tables |= {f"{name}_last": table_of_rows(name, rows) for name, rows in last.items()}
    return return_of(tables)


def return_of_lives(chance: random.Random) -> Return:
    """A return with last year's beside it."""
    lives = Lives(chance)
    return return_of_rows(lives.this_year(), lives.last_year())
