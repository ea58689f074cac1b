"""The questions that are ready to run: SQL, pandas and plain Python give the same rows."""

import datetime as dt
import sqlite3
from collections import Counter, defaultdict

import pytest

from check903.ask.asker import Asker
from check903.ask.questions import QUESTIONS
from check903.model.table import Column, Table
from check903.tidy import model, sqlite
from support.made_findings import made_findings

BY_KEY = {question.key: question for question in QUESTIONS}


@pytest.fixture(scope="module")
def database():
    """A made-up return of many children, as bytes."""
    findings = made_findings(700, seed=11)
    ids = findings.r.children
    teams = {"CHILD": ids, "WORKER": ["Ann"] * len(ids), "TEAM": ["North" if n % 3 else "" for n in range(len(ids))]}
    connection = sqlite3.connect(":memory:")
    list(
        sqlite.write(
            connection,
            model.in_turn(findings, Table("workers", {name: Column.of(texts) for name, texts in teams.items()})),
        )
    )
    day = "(SELECT value FROM about WHERE fact = 'checked on')"  # what the sample has none of
    connection.execute(f"UPDATE Missing SET MIS_START = date({day}, '-20 days'), MIS_END = NULL WHERE row = 0")
    someone = '(SELECT CHILD FROM placements WHERE "end" IS NULL)'
    connection.execute(f"UPDATE Header SET DOB = date({day}, '+10 days', '-18 years') WHERE CHILD = {someone}")
    connection.commit()
    return connection.serialize()


@pytest.fixture(scope="module")
def asker(database):
    return Asker(database)


class Plain:
    """The tables as lists of dicts, with dates as dates."""

    def __init__(self, database):
        connection = sqlite3.connect(":memory:")
        connection.deserialize(database)
        connection.row_factory = sqlite3.Row
        self.connection = connection
        facts = {row["fact"]: row["value"] for row in self.rows("about")}
        self.today, self.first = (dt.date.fromisoformat(facts[name]) for name in ("checked on", "first day"))
        self.meanings = {(row["list"], row["code"]): row["meaning"] for row in self.rows("codes")}
        self.teams = {row["CHILD"]: row["team"] for row in self.rows("workers")}

    def rows(self, table):
        return [dict(row) for row in self.connection.execute(f'SELECT * FROM "{table}"')]

    def says(self, name, code):
        return self.meanings.get((name, code), code)

    def team(self, child):
        return self.teams.get(child) or "No team known"


@pytest.fixture(scope="module")
def plain(database):
    return Plain(database)


def day(text):
    return dt.date.fromisoformat(text) if text else None


def between(one, other):
    return None if one is None or other is None else (other - one).days


def years(born, on):
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) if born else None


def most_first(counts, *more):
    """(name, count, ...) by count, the most first, then by name; blanks before names."""
    listed = [(name, count, *(one[name] for one in more)) for name, count in counts.items()]
    return sorted(listed, key=lambda row: (-row[1], row[0] is not None, row[0] or ""))


def is_open(row, today):
    began, ended = day(row["DECOM"]), day(row["DEC"])
    return began is not None and began <= today and (ended is None or ended > today)


def three_placements(p):
    seen = Counter(row["CHILD"] for row in p.rows("placements") if row["end"] is None or day(row["end"]) >= p.first)
    return [row for row in most_first(seen) if row[1] >= 3]


def out_of_area_by_provider(p):
    found = [row for row in p.rows("Episodes") if row["DEC"] is None and row["PL_LOCATION"] is not None]
    name = [p.says("PLACE_PROVIDER", row["PLACE_PROVIDER"]) for row in found]
    outside = Counter({one: 0 for one in name})
    outside.update(one for one, row in zip(name, found) if row["PL_LOCATION"] == "OUT")
    return [(one, Counter(name)[one], count) for one, count in most_first(outside)]


def far_from_home(p):
    found = [row for row in p.rows("Episodes") if row["DEC"] is None and (row["PL_DISTANCE"] or 0) > 20]
    found.sort(key=lambda row: (-round(row["PL_DISTANCE"], 1), row["CHILD"], row["row"]))
    return [(row["CHILD"], row["PLACE"], row["PL_LA"], round(row["PL_DISTANCE"], 1)) for row in found]


def homes_with_postcode(p):
    children = defaultdict(set)
    for row in p.rows("Episodes"):
        if row["DEC"] is None and row["URN"] is not None:
            children[row["URN"], row["PL_POST"]].add(row["CHILD"])
    listed = [(*home, len(found - {None})) for home, found in children.items()]
    return sorted(listed, key=lambda row: (-row[2], row[0], row[1] is not None, row[1] or ""))


def moves_by_reason(p):
    reasons = [row["REASON_PLACE_CHANGE"] for row in p.rows("Episodes")]
    return most_first(Counter(p.says("REASON_PLACE_CHANGE", one) for one in reasons if one))


def other_moves_by_team(p):
    return most_first(Counter(p.team(r["CHILD"]) for r in p.rows("Episodes") if r["REASON_PLACE_CHANGE"] == "OTHER"))


def missing_by_placement(p):
    lived, lengths, children = p.rows("Episodes"), defaultdict(list), defaultdict(set)
    for row in p.rows("Missing"):
        start, length = day(row["MIS_START"]), between(day(row["MIS_START"]), day(row["MIS_END"]))
        if row["MISSING"] != "M" or length is None or length <= 1:
            continue
        for e in lived:
            if e["CHILD"] == row["CHILD"] and e["CHILD"] and e["DECOM"] and day(e["DECOM"]) <= start:
                if e["DEC"] is None or start < day(e["DEC"]):
                    lengths[p.says("PLACE", e["PLACE"])].append(length)
                    children[p.says("PLACE", e["PLACE"])].add(row["CHILD"])
    times = {name: len(found) for name, found in lengths.items()}
    return [(name, n, len(children[name]), round(sum(lengths[name]) / n, 1)) for name, n in most_first(times)]


def still_missing(p):
    found = [(row, between(day(row["MIS_START"]), p.today)) for row in p.rows("Missing") if row["MIS_END"] is None]
    found = sorted(((r, n) for r, n in found if n is not None and n > 14), key=lambda one: (-one[1], one[0]["CHILD"]))
    return [(row["CHILD"], row["MISSING"], row["MIS_START"], n) for row, n in found]


def missing_often(p):
    rows = p.rows("Missing")
    last = {
        child: max(r["MIS_START"] or "" for r in rows if r["CHILD"] == child) for child in {r["CHILD"] for r in rows}
    }
    return [row for row in most_first(Counter(row["CHILD"] for row in rows), last) if row[1] >= 3]


def reviews_overdue(p):
    reviews, late = defaultdict(list), []
    for row in p.rows("Reviews"):
        if row["REVIEW"] and day(row["REVIEW"]) <= p.today:
            reviews[row["CHILD"]].append(row["REVIEW"])
    for row in p.rows("periods"):
        last = max(reviews[row["CHILD"]], default="")
        last = last if last >= row["start"] else None
        waited = between(day(last or row["start"]), p.today)
        if row["end"] is None and waited > (183 if last else 20):
            late.append((row["CHILD"], row["start"], last, waited))
    return sorted(late, key=lambda row: (-row[3], row[0]))


def worker_changes_by_team(p):
    found = [
        (p.team(row["CHILD"]), row["CHILD"])
        for row in p.rows("SWEpisodes")
        if row["SW_DECOM"] and day(row["SW_DECOM"]) >= p.first and row["SW_REASON"] != "FCONTA"
    ]
    children = {team: len({child for other, child in found if other == team}) for team, _ in found}
    return most_first(Counter(team for team, _ in found), children)


def health_assessments(p):
    found = [row for row in p.rows("OC2") if row["HEALTH_ASSESSMENT"] != "1"]
    return sorted((row["CHILD"], row["DOB"], row["HEALTH_ASSESSMENT"]) for row in found)


def care_leavers_not_in_touch(p):
    found = [(row, years(day(row["DOB"]), p.today)) for row in p.rows("OC3") if row["IN_TOUCH"] != "YES"]
    found.sort(key=lambda one: (one[1] is not None, one[1] or 0, one[0]["CHILD"], one[0]["row"]))
    return [(row["CHILD"], age, row["IN_TOUCH"], row["ACTIV"], row["ACCOM"]) for row, age in found]


def errors_by_team(p):
    kinds = {row["rule"]: row["category"] for row in p.rows("rules")}
    counts = Counter((p.team(row["CHILD"]), kinds[row["rule"]]) for row in p.rows("findings"))
    return [(*who, count) for who, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def in_care_by_legal_status(p):
    children = defaultdict(set)
    for row in p.rows("Episodes"):
        if is_open(row, p.today) and row["LS"] not in ("V3", "V4", None):
            children[p.says("LS", row["LS"])].add(row["CHILD"])
    return most_first({name: len(found) for name, found in children.items()})


def agreement_over_a_year(p):
    open_ones = {row["period"] for row in p.rows("periods") if row["end"] is None}
    since, others = {}, set()
    for row in p.rows("Episodes"):
        if row["period"] in open_ones and row["LS"] == "V2":
            since.setdefault(row["period"], []).append((row["DECOM"], row["CHILD"]))
        elif row["LS"]:
            others.add(row["period"])
    found = [min(began) for period, began in since.items() if period not in others]
    counted = [(child, began, between(day(began), p.today)) for began, child in found]
    return sorted((row for row in counted if row[2] > 365), key=lambda row: (-row[2], row[0]))


def turning_18(p):
    born = {row["CHILD"]: row["DOB"] for row in p.rows("Header")}
    soon = []
    for row in p.rows("placements"):
        birth = day(born.get(row["CHILD"]))
        then = p.today + dt.timedelta(days=30)
        if row["end"] is None and birth and (years(birth, p.today), years(birth, then)) == (17, 18):
            soon.append((born[row["CHILD"]], row["CHILD"], row["placement"], row))
    return [
        (child, dob, 17, r["PLACE"], r["URN"], r["start"]) for dob, child, _, r in sorted(soon, key=lambda s: s[:3])
    ]


def starts_by_month(p):
    months = defaultdict(set)
    for row in p.rows("Episodes"):
        if row["RNE"] == "S" and row["LS"] and row["LS"] not in ("V3", "V4") and row["DECOM"]:
            if p.first <= day(row["DECOM"]) <= p.today:
                months[row["DECOM"][:7]].add(row["CHILD"])
    return sorted((month, len(children)) for month, children in months.items())


def came_back_within_a_year(p):
    found, before = [], None
    for row in p.rows("periods"):
        if before and before["CHILD"] == row["CHILD"] and before["end"]:
            away = between(day(before["end"]), day(row["start"]))
            if 0 <= away <= 365:
                found.append((row["CHILD"], before["end"], row["start"], away))
        before = row
    return sorted(found, key=lambda row: (row[3], row[0], row[2]))


def asylum_by_placement(p):
    alone = {row["CHILD"] for row in p.rows("UASC") if not row["DUC"] or day(row["DUC"]) > p.today} - {None}
    children = defaultdict(set)
    for row in p.rows("Episodes"):
        if row["CHILD"] in alone and is_open(row, p.today):
            children[p.says("PLACE", row["PLACE"])].add(row["CHILD"])
    return most_first({name: len(found) for name, found in children.items()})


def test_there_are_twenty():
    assert len(BY_KEY) == len(QUESTIONS) == 20


@pytest.mark.parametrize("key", BY_KEY)
def test_sql_pandas_and_plain_python_give_the_same_rows(asker, plain, key):
    question = BY_KEY[key]
    by_sql, by_pandas = asker.ask("sql", question.sql), asker.ask("python", question.python)
    for answer in (by_sql, by_pandas):
        assert answer["kind"] == "table", answer
    assert [one["name"] for one in by_sql["columns"]] == [one["name"] for one in by_pandas["columns"]]
    wanted = [list(row) for row in globals()[key.replace("-", "_")](plain)]
    assert by_sql["rows"] == wanted
    assert by_pandas["rows"] == wanted
    assert wanted, "the sample has none: this shows nothing"
    assert question.title and question.note.endswith(".")
