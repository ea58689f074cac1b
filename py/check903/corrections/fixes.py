"""Fixes: changes that can be proposed for many errors at once, each cell shown before and after, none applied unasked.

A *safe* fix changes how something is written, not what it means. Any other is for the user to judge, row by row.

    @fix("urn-as-last-year", "Ofsted number as last year", rules="503F")
    def urn_as_last_year(s):
        '''Words for the page.'''
        yield change, change ...
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from check903.corrections.changes import Change
from check903.engine.findings import Findings
from check903.model.periods import carries_on
from check903.model.returns import Return
from check903.model.rows import Rows
from check903.reference import schema


@dataclass(frozen=True)
class Fix:
    """A kind of change. `rules`: the codes whose errors it fixes (none for a fix of how things are written)."""

    key: str
    title: str
    text: str
    rules: tuple[str, ...]
    safe: bool
    propose: Callable[[Scene], Iterator[Change]]


FIXES: dict[str, Fix] = {}


def fix(key: str, title: str, *, rules: str = "", safe: bool = False):
    """Register a function that proposes changes for a `Scene`; its docstring is what the page says."""

    def register(function):
        FIXES[key] = Fix(
            key, title, " ".join((inspect.getdoc(function) or "").split()), tuple(rules.split()), safe, function
        )
        return function

    return register


class Scene:
    """The return as it stands and what was found in it. Rows are positions in the tables as they stand."""

    def __init__(self, r: Return, result: Findings):
        self.r, self.result = r, result

    def found(self, table: str, *codes: str) -> Rows:
        """This year's rows of `table` that one of these rules reports."""
        numbers = [number for number, rule in enumerate(self.result.rules) if rule.code in codes]
        here = np.isin(self.result.rule, numbers) & (self.result.table == self.result.tables.index(table))
        return Rows(getattr(self.r, table).base, np.unique(self.result.row[here]))

    def set(self, rows: Rows, field: str, texts) -> Iterator[Change]:
        """A change for each row whose cell does not hold its text yet."""
        column = rows.base.column(field)
        for row, text in zip(rows.at.tolist(), texts):
            before = column.text(row)
            if before != text:
                yield Change(rows.name, row, field, before, text)


def texts(rows: Rows, field: str) -> list[str]:
    """The texts of a column, row by row; blank where there is no such row."""
    column = getattr(rows, field)
    return [column.base.values[code] for code in column.codes.tolist()]


# -- as last year -----------------------------------------------------------------------------------------------------

_EPISODE_AS_LAST_YEAR = {
    "502": ("DECOM", "Start of the episode"),
    "503A": ("RNE", "Reason the episode began"),
    "503B": ("LS", "Legal status"),
    "503D": ("PLACE", "Placement type"),
    "503E": ("PLACE_PROVIDER", "Placement provider"),
    "503F": ("URN", "Ofsted number"),
}
_HEADER_AS_LAST_YEAR = {
    "202": ("SEX", "Sex"),
    "203": ("DOB", "Date of birth"),
    "204": ("ETHNIC", "Ethnic origin"),
    "207": ("MOTHER", "Mother status"),
    "208": ("UPN", "Pupil number"),
    "624": ("MC_DOB", "Birth date of the mother’s child"),
}


def _episode_as_last_year(code: str, field: str, label: str) -> None:
    @fix(f"{field.lower()}-as-last-year", f"{label} as last year", rules=code)
    def propose(s: Scene):
        """The episode was open at the end of last year, so it should say what last year’s return said. Untick a row
        where last year
        was wrong."""
        now, last = s.found("Episodes", code).join(s.r.Episodes_last.latest("DECOM"))
        yield from s.set(now, field, texts(last, field))


def _header_as_last_year(code: str, field: str, label: str) -> None:
    @fix(f"{field.lower()}-as-last-year-header", f"{label} as last year", rules=code)
    def propose(s: Scene):
        """Last year’s return says something else about the same child. Untick a row where last year was wrong."""
        now, last = s.found("Header", code).join(s.r.Header_last.first_by())
        old = {"1": "M", "2": "F"} if field == "SEX" and s.r.rules_year >= 2025 else {}
        yield from s.set(now, field, [old.get(text, text) for text in texts(last, field)])


for _code, (_field, _label) in _EPISODE_AS_LAST_YEAR.items():
    _episode_as_last_year(_code, _field, _label)
for _code, (_field, _label) in _HEADER_AS_LAST_YEAR.items():
    _header_as_last_year(_code, _field, _label)


@fix("need-as-last-year", "Category of need as last year", rules="503C")
def need_as_last_year(s):
    """The category of need stays the same while the child is in care. Takes last year’s for every episode of that
    period of care.
    """
    now, last = s.found("Episodes", "503C").join(s.r.Episodes_last.latest("DECOM"))
    yield from _through_the_period(s, now, texts(last, "CIN"))


@fix("need-as-first-episode", "Category of need as in the first episode", rules="504")
def need_as_first_episode(s):
    """The category of need stays the same while the child is in care. Takes the first episode’s for every episode of
    that period of care.
    """
    e, period = s.r.Episodes, _periods(s.r)
    first = {number: row for row, number in zip(*(part[::-1].tolist() for part in _in_period_order(e, period)))}
    found = s.found("Episodes", "504")
    column = e.base.column("CIN")
    starts = [first[number] for number in period[found.at].tolist()]
    yield from _through_the_period(s, found, [column.text(row) for row in starts])


def _periods(r: Return) -> np.ndarray:
    """A number for each episode's period of care."""
    e = r.Episodes
    return e.runs(~carries_on(e))


def _in_period_order(e: Rows, period: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    order = e.in_order("DECOM").at
    return order, period[order]


def _through_the_period(s: Scene, rows: Rows, needs: list[str]) -> Iterator[Change]:
    period = _periods(s.r)
    wanted = {number: need for number, need in zip(period[rows.at].tolist(), needs) if need}
    members = np.flatnonzero(np.isin(period, list(wanted)) & (s.r.Episodes.child >= 0))
    yield from s.set(Rows(rows.base, members), "CIN", [wanted[number] for number in period[members].tolist()])


# -- from the provider list -------------------------------------------------------------------------------------------


@fix("provider-from-list", "Placement provider from the provider list", rules="224")
def provider_from_list(s):
    """The provider code is not the one that Ofsted’s list gives for the Ofsted number. Where the list allows one code
    only, it is taken
    from there. Untick a row where the Ofsted number itself may be wrong."""
    yield from _only_one(s, "224", "PLACE_PROVIDER", lambda row: row.providers)


@fix("placement-from-list", "Placement type from the provider list", rules="219")
def placement_from_list(s):
    """The placement type is not one that Ofsted’s list gives for the Ofsted number. Where the list allows one type
    only, it is taken
    from there. Untick a row where the Ofsted number itself may be wrong."""
    yield from _only_one(s, "219", "PLACE", lambda row: row.places)


@fix("postcode-from-list", "Postcode from the provider list", rules="221")
def postcode_from_list(s):
    """The placement’s postcode is not the one that Ofsted’s list gives for the Ofsted number. Where the list has one
    postcode, it is
    taken from there. Untick a row where the Ofsted number itself may be wrong."""
    yield from _only_one(s, "221", "PL_POST", lambda row: {row.postcode} - {""}, written=_spaced)


def _only_one(s: Scene, code: str, field: str, choices, written=str) -> Iterator[Change]:
    found = s.found("Episodes", code)
    allowed = [frozenset().union(*map(choices, s.r.providers.rows(urn))) for urn in texts(found, "URN")]
    single = np.array([len(options) == 1 for options in allowed], bool)
    yield from s.set(found[single], field, [written(*options) for options in allowed if len(options) == 1])


def _spaced(postcode: str) -> str:
    return f"{postcode[:-3]} {postcode[-3:]}"


# -- must be blank ----------------------------------------------------------------------------------------------------

_HELP = "INTERVENTION_RECEIVED INTERVENTION_OFFERED"
_HEALTH = "CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE " + _HELP
_MUST_BE_BLANK = (
    ("Episodes", "213", "PLACE_PROVIDER", "Provider blank for a temporary placement"),
    ("Episodes", "214", "PL_POST URN", "Postcode and Ofsted number blank for short breaks"),
    ("Episodes", "222", "URN", "Ofsted number blank where Ofsted does not inspect"),
    ("Episodes", "233", "REASON_PLACE_CHANGE", "Reason for the move blank while the episode is open"),
    ("Episodes", "243", "URN", "Ofsted number blank outside England"),
    ("Episodes", "398", "HOME_POST PL_POST", "Postcodes blank for short breaks"),
    ("Header", "174", "MC_DOB", "Birth date of a child blank for a boy"),
    ("OC2", "158", "INTERVENTION_OFFERED", "Help offered blank where help was received"),
    ("OC2", "185", "SDQ_SCORE", "SDQ score blank for a child not in care all year"),
    ("OC2", "188", "SDQ_SCORE SDQ_REASON", "SDQ blank for a child under 4"),
    ("OC2", "189", "SDQ_SCORE SDQ_REASON", "SDQ blank for a young person over 17"),
    ("OC2", "190", _HEALTH, "Outcomes blank for a child not in care all year"),
    ("OC2", "193", _HELP, "Help blank where there is no substance misuse"),
    ("OC2", "198", "SDQ_REASON", "SDQ reason blank for a child not in care all year"),
    ("OC2", "542", "CONVICTED", "Conviction blank for a child under 10"),
    ("OC2", "546", "HEALTH_CHECK", "Health check blank for a child of 5 or over"),
    ("OC3", "391", "IN_TOUCH ACTIV ACCOM", "Care leaver’s details blank under 17"),
)


def _must_be_blank(table: str, code: str, fields: str, title: str) -> None:
    @fix(f"blank-{code}", title, rules=code)
    def propose(s: Scene):
        """These cells must be empty. Untick a row where the cell is right and something else in the record is wrong."""
        found = s.found(table, code)
        for field in fields.split():
            yield from s.set(found, field, [""] * len(found))


for _entry in _MUST_BE_BLANK:
    _must_be_blank(*_entry)


# -- as the child's other rows ----------------------------------------------------------------------------------------

_BIRTHS = {
    "INT11": "AD1",
    "INT12": "PlacedAdoption",
    "INT13": "Missing",
    "INT14": "OC2",
    "INT15": "OC3",
    "INT16": "PrevPerm",
    "INT17": "Reviews",
    "INT18": "UASC",
}


@fix("birth-as-header", "Date of birth as in Header", rules=" ".join(_BIRTHS))
def birth_as_header(s):
    """Another table gives another date of birth than Header. Takes Header’s. Untick a row where Header is wrong."""
    for code, table in _BIRTHS.items():
        now, header = s.found(table, code).join(s.r.Header.first_by())
        yield from s.set(now, "DOB", texts(header, "DOB"))


@fix("sex-as-header", "Sex as in Header", rules="INT21")
def sex_as_header(s):
    """The UASC table gives another sex than Header. Takes Header’s. Untick a row where Header is wrong."""
    now, header = s.found("UASC", "INT21").join(s.r.Header.first_by())
    yield from s.set(now, "SEX", texts(header, "SEX"))


@fix("home-as-other-episodes", "Home postcode as in the child’s other episodes", rules="392b 392c")
def home_as_other_episodes(s):
    """The home postcode is blank or does not exist, and all other episodes of the child have the same one."""
    found = s.found("Episodes", "392b", "392c")
    good = s.r.Episodes.HOME_POST.filled
    good[found.at] = False
    mine, other = found.join(s.r.Episodes[good])
    seen: dict[int, set[str]] = {}
    for row, text in zip(mine.at.tolist(), texts(other, "HOME_POST")):
        seen.setdefault(row, set()).add(text)
    same = {row: next(iter(found)) for row, found in seen.items() if len(found) == 1}
    rows = Rows(found.base, np.array(sorted(same), dtype=int))
    missing = (rows.HOME_POST.blank | _unknown(s.r, rows)) if len(rows) else np.zeros(0, bool)
    yield from s.set(rows[missing], "HOME_POST", [same[row] for row in rows[missing].at.tolist()])


def _unknown(r: Return, rows: Rows) -> np.ndarray:
    if r.postcodes is None:
        return np.zeros(len(rows), bool)
    return ~np.array(r.postcodes.lookup(texts(rows, "HOME_POST")).known, bool)


# -- how things are written -------------------------------------------------------------------------------------------


def _rewritten(s: Scene, wanted: Callable[[str, str, str], bool]) -> Iterator[Change]:
    """A change for each cell of this year whose text as written is to be replaced by the clean text it was read as."""
    for name in (name for name in s.r.loaded if not name.endswith("_last")):
        for field, column in s.r.table(name).columns.items():
            if column.written is None:
                continue
            kind = schema.TABLES[name].column(field).type
            differ = np.array(
                [raw != text and wanted(kind, raw, text) for raw, text in zip(column.written, column.values)], bool
            )
            for row in np.flatnonzero(differ[column.codes]).tolist():
                yield Change(name, row, field, column.text_written(row), column.text(row))


@fix("spaces-and-case", "Spaces and lower case", safe=True)
def spaces_and_case(s):
    """“ u6” becomes “U6”. The meaning stays."""
    yield from _rewritten(s, lambda kind, raw, text: raw.strip().upper() == text.upper())


@fix("dates-written-another-way", "Dates written another way", safe=True)
def dates_written_another_way(s):
    """“2026-04-09” and “09.04.26” become “09/04/2026”."""
    yield from _rewritten(s, lambda kind, raw, text: "date" in kind and raw.strip().upper() != text.upper())


@fix("numbers-written-another-way", "Numbers written another way", safe=True)
def numbers_written_another_way(s):
    """“330.0” becomes “330”; apostrophes and quotation marks round a value go, and so does “NULL” where nothing else
    stands for a blank.
    """
    yield from _rewritten(s, lambda kind, raw, text: "date" not in kind and raw.strip().upper() != text.upper())


@fix("identical-rows", "Identical rows twice", safe=True)
def identical_rows(s):
    """The same row stands in the table more than once. One is kept."""
    for name in (name for name in s.r.loaded if not name.endswith("_last")):
        table = s.r.table(name)
        if len(table) < 2:
            continue
        rows = getattr(s.r, name)
        ids = np.stack([getattr(rows, field).spread(getattr(rows, field).base.ids) for field in table.columns])
        _, first = np.unique(ids, axis=1, return_index=True)
        for row in np.setdiff1d(np.arange(len(table)), first).tolist():
            yield Change(name, row, None)
