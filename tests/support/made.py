"""A small return made by hand, with rules of its own, so that these tests don't move when the Department's rules do."""

from __future__ import annotations

import datetime as dt

import numpy as np

from check903 import engine
from check903.engine import Registry, Rule
from check903.engine.declared import REMEDY
from check903.engine.findings import Findings
from check903.model.reasons import Missing, NotRun
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table
from check903.session.session import Session

EPISODES = "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE"
THIS = {
    "Header": (
        "CHILD SEX DOB ETHNIC",
        """
        11 F 14/09/2012 WBRI
        12 X 01/02/2015 WBRI
        100 M 03/03/2010 -
        =1+1 M 03/03/2011 WBRI""",
    ),
    "Episodes": (
        EPISODES,
        """
        11 11/02/2026 S C1 N5 U6 PR4 03/07/2026 X1 -
        11 03/07/2026 L C2 N5 U6 PR4 02/11/2026 X1 CREQB
        11 26/10/2026 P C2 N5 K2 PR4 18/01/2027 X1 -
        11 18/01/2027 P C2 N5 U6 PR4 - - -
        12 01/05/2026 S V2 N1 K2 PR1 31/12/2026 E3 -
        100 02/04/2026 S V3 N1 K2 PR1 05/04/2026 X1 -
        100 20/04/2026 S V3 N1 K2 PR1 - - -""",
    ),
    "Missing": (
        "CHILD DOB MISSING MIS_START MIS_END",
        """
        11 14/09/2012 M 21/11/2026 22/11/2026
        11 14/09/2012 A 05/12/2026 -""",
    ),
    "PlacedAdoption": (
        "CHILD DOB DATE_PLACED DATE_PLACED_CEASED",
        """
        12 01/02/2015 01/06/2026 -""",
    ),
}
LAST = {
    "Episodes": (
        EPISODES,
        """
        11 19/08/2025 S C1 N1 U3 PR1 11/02/2026 X1 -
        11 11/02/2026 P C1 N1 U6 PR4 - - -
        100 01/03/2026 S V3 N1 K2 PR1 04/03/2026 X1 -""",
    ),
    "Header": (
        "CHILD SEX DOB ETHNIC",
        """
        11 M 14/09/2012 WBRI""",
    ),
    "PlacedAdoption": (
        "CHILD DOB DATE_PLACED DATE_PLACED_CEASED",
        """
        12 01/02/2015 01/06/2026 -
        12 01/02/2015 02/06/2026 -""",
    ),
}


def table(name: str, columns: str, rows: str, file: str) -> Table:
    """A table of lines of words; "-" is blank."""
    lines = [["" if word == "-" else word for word in line.split()] for line in rows.strip().splitlines()]
    texts = dict(zip(columns.split(), zip(*lines)))
    made = {column: Column.of(cells) for column, cells in texts.items()}
    return Table(name, made, np.zeros(len(lines), int), np.arange(len(lines)) + 2, (file,))


def tables(given: dict, folder: str) -> dict[str, Table]:
    return {name: table(name, *content, f"{folder}/{name.lower()}.csv") for name, content in given.items()}


def rule(code: str, category: str, fields: str, function, *, title="", **words) -> Rule:
    """A rule as a registry of its own takes it, with texts that the function needn't have; `words` are those of
    `@rule`.
    """

    def found(r):
        return function(r)

    found.__doc__ = f"{title or f'Title of {code}'}\n\nWrong in {code}\n\n{REMEDY} fix {code}"
    registry = Registry()
    registry.rule(code, category, fields, **words)(found)
    return registry.rules[0]


def _overlap(r):
    return r.Episodes.where(r.Episodes.DECOM < r.Episodes.previous.DEC, before=r.Episodes.previous)


def _gap(r):
    after = r.Episodes.next
    return r.Episodes.where((r.Episodes.REC == "X1") & ~(r.Episodes.DEC == after.DECOM) & after.exists, after=after)


def _moved(r):
    return r.Episodes.where(r.Episodes.REASON_PLACE_CHANGE.blank & (r.Episodes.REC == "X1"), after=r.Episodes.next)


def _need(r):
    first, last = r.open_at_end_of_last_year
    return first.where(first.CIN.differs_from(last.CIN), last=last)


def _both(r):
    e, h = r.Episodes.join(r.Header)
    bad = (h.SEX == "X") & (e.PLACE == "K2")
    return e[bad], h[bad]


def _crash(r):
    raise ValueError("cell holds SECRET 11")


def _cannot(r):
    raise NotRun(Missing.LIST)


RULES = [
    rule("101", "invalid", "Header.SEX", lambda r: r.Header[~r.Header.SEX.isin("M", "F")], title="Sex is not a code"),
    rule("103", "missing", "Header.ETHNIC", lambda r: r.Header[r.Header.ETHNIC.blank], title="Ethnic origin is blank"),
    rule("225", "missing", "Episodes.REASON_PLACE_CHANGE", _moved),
    rule("388", "inconsistent", "Episodes.REC", _gap),
    rule("433", "inconsistent", "Episodes.RNE Episodes.DECOM", _overlap),
    rule("452", "invalid", "Episodes.PLACE", _crash),
    rule("501", "inconsistent", "Episodes.DECOM Episodes.DEC", _overlap, title="Episode overlaps with the one before"),
    rule(
        "503C",
        "cross-year",
        "Episodes.CIN",
        _need,
        tables="Episodes Episodes_last",
        title="Need differs from last year",
    ),
    rule("601", "missing", "OC3.ACTIV", lambda r: r.OC3),
    rule("602", "inconsistent", "Header.SEX Episodes.PLACE", _both, title="Sex and placement"),
    rule("603", "invalid", "Episodes.PLACE", _cannot, needs="providers"),
    rule(
        "700",
        "invalid",
        "PlacedAdoption.DATE_PLACED",
        lambda r: (r.PlacedAdoption, r.PlacedAdoption_last[:1]),
        tables="PlacedAdoption PlacedAdoption_last",
        needs="last-year",
    ),
    rule("INT1", "files", "Header.CHILD", lambda r: r.Header[r.Header.CHILD.startswith("=")]),
]


def cells(given: dict, folder: str) -> dict[str, Table]:
    """Tables of {name: (fields, rows of texts)}."""
    made = {}
    for name, (fields, rows) in given.items():
        columns = {field: Column.of(texts) for field, texts in zip(fields, zip(*rows))}
        made[name] = Table(name, columns, np.zeros(len(rows), int), np.arange(len(rows)) + 2, (f"{folder}/{name}.csv",))
    return made


def check_of(this: dict[str, Table], last: dict[str, Table], rules: list[Rule]) -> Findings:
    """The check of tables."""
    r = Return(this, last, Collection.of_year(2027))
    found = engine.check(r, list(rules))
    found.council, found.seconds, found.checked_at = "Birmingham", 1.2, dt.datetime(2027, 2, 15, 10, 42)
    return found


def checked(this=None, last=None, rules=None) -> Findings:
    """The check of the return above, or of others."""
    return check_of(tables(this or THIS, "this"), tables(LAST if last is None else last, "last"), rules or RULES)


def checked_sample() -> Session:
    """A session that has checked the sample return as at 15 February 2027."""
    session = Session()
    made = session.sample()
    session.check_start({"authority": made["authority"], "as_at": "2027-02-15"})
    while not session.check_step()["done"]:
        pass
    return session


def planned(session: Session) -> dict:
    """The plan of a session, worked out to its end."""
    while not session.plan_step()["done"]:
        pass
    return session.plan()
