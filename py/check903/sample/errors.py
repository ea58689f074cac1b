"""Errors put into a return on purpose: the kinds that councils meet, each with the rules that should find it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from check903.reference.schema import TABLES
from check903.sample.child import FAR, day_text
from check903.sample.places import NO_URN, Providers
from check903.sample.returns import Rows, Year

POSITION = {name: {column: number for number, column in enumerate(spec.names)} for name, spec in TABLES.items()}


class Injected(NamedTuple):
    """An error put in: row is the 0-based data row of the table, None where the error took the row away; rules: any of
    these find it.
    """

    table: str
    row: int | None
    child: str
    kind: str
    rules: tuple[str, ...]


@dataclass(slots=True)
class Cell:
    """A row on which an error is tried: values by column name, and its neighbours if they are the same child's."""

    context: Context
    table: str
    number: int

    def __getitem__(self, column: str) -> str:
        return self.row[POSITION[self.table][column]]

    def __setitem__(self, column: str, text: str) -> None:
        self.row[POSITION[self.table][column]] = text

    @property
    def row(self) -> list[str]:
        return self.context.rows[self.table][self.number]

    @property
    def child(self) -> str:
        return self.row[0]

    @property
    def next(self) -> Cell | None:
        return self._neighbour(self.number + 1)

    @property
    def previous(self) -> Cell | None:
        return self._neighbour(self.number - 1)

    def _neighbour(self, row: int) -> Cell | None:
        rows = self.context.rows[self.table]
        return Cell(self.context, self.table, row) if 0 <= row < len(rows) and rows[row][0] == self.child else None

    def day(self, column: str) -> int | None:
        """The date as an ordinal; None where blank."""
        text = self[column]
        return dt.date(int(text[6:]), int(text[3:5]), int(text[:2])).toordinal() if text else None

    def known(self, column: str) -> int:
        """The date as an ordinal, of a column that is filled in."""
        day = self.day(column)
        assert day is not None, f"{self.table}.{column} is blank"
        return day

    def move(self, column: str, days: int) -> None:
        self[column] = day_text(self.known(column) + days)


class Context(NamedTuple):
    """What an error may need to know besides the row."""

    rows: Rows
    year: Year
    providers: Providers
    last: dict[str, list[str]]  # child -> last year's Header row
    rng: Random


@dataclass(frozen=True)
class Kind:
    """A kind of error. suits: may this row have it?  change: put it in; None takes the row away.  common: it comes in
    numbers.
    """

    name: str
    table: str
    rules: tuple[str, ...]
    suits: Callable[[Cell], object]
    change: Callable[[Cell], None] | None
    common: float


def _kind(name: str, table: str, rules: str, suits=lambda cell: True, change=None, common: float = 0, **values) -> Kind:
    def put(cell: Cell) -> None:
        for column, text in values.items():
            cell[column] = text

    return Kind(name, table, tuple(rules.split()), suits, change or (put if values else None), common)


def _length(cell: Cell) -> int:
    return (cell.day("DEC") or FAR) - cell.known("DECOM")


def _went_on(cell: Cell) -> bool:
    """An episode that was open at the end of last year and is the child's first of this."""
    return cell.previous is None and cell.known("DECOM") < cell.context.year.start and cell["LS"] not in ("V3", "V4")


def _in_care(cell: Cell) -> bool:
    return cell["LS"] not in ("V3", "V4") and cell["HOME_POST"] != ""


def _followed(cell: Cell) -> bool:
    return cell["REC"] == "X1" and cell.next is not None and _length(cell) > 40 and _length(cell.next) > 40


def _closed_provider(cell: Cell) -> None:
    rows = cell.context.providers.closed
    key = (cell["PLACE"], cell["PLACE_PROVIDER"])
    cell["URN"] = cell.context.rng.choice([row.urn for row in rows[key]])


def _has_closed_provider(cell: Cell) -> bool:
    rows = cell.context.providers.closed.get((cell["PLACE"], cell["PLACE_PROVIDER"]), ())
    return (
        bool(rows)
        and cell.known("DECOM") > cell.context.year.start
        and max(row.end or FAR for row in rows) < cell.known("DECOM")
    )


def _other_upn(cell: Cell) -> None:
    cell["UPN"] = next(
        row[4] for row in cell.context.rows["Header"] if row[0] != cell.child and not row[4].startswith("UN")
    )


def _in_both_years(cell: Cell) -> bool:
    return cell.child in cell.context.last


def _has_upn_to_turn(cell: Cell) -> bool:
    return _in_both_years(cell) and len(cell["UPN"]) == 13 and cell["UPN"][-1] != cell["UPN"][-2]


def _turn_upn(cell: Cell) -> None:
    """The last two digits change places."""
    upn = cell["UPN"]
    cell["UPN"] = upn[:-2] + upn[-1] + upn[-2]


def _misspell(cell: Cell) -> None:
    outward, inward = cell["PL_POST"].split()
    cell["PL_POST"] = f"{outward} O{inward[1:]}"


def _iso(cell: Cell) -> None:
    day, month, year = cell["REVIEW"].split("/")
    cell["REVIEW"] = f"{year}-{month}-{day}"


KINDS = (
    # Header
    _kind("sex_old_code", "Header", "101", SEX="1"),
    _kind("ethnic_blank", "Header", "103", ETHNIC=""),
    _kind("date_not_real", "Header", "102", DOB="31/02/2014"),
    _kind("upn_invalid", "Header", "168", lambda c: len(c["UPN"]) == 13, lambda c: c.__setitem__("UPN", c["UPN"][1:])),
    _kind("upn_of_other_child", "Header", "444", lambda c: len(c["UPN"]) == 13 and c.number > 20, _other_upn),
    _kind("mother_blank", "Header", "393 165", lambda c: c["MOTHER"] == "0", MOTHER=""),
    _kind("header_row_absent", "Header", "INT03 INT06", lambda c: c["UPN"] != "UN2"),
    _kind("last_year_upn", "Header", "208", _has_upn_to_turn, _turn_upn),
    _kind("last_year_ethnic", "Header", "204", lambda c: _in_both_years(c) and c["ETHNIC"] == "WBRI", ETHNIC="WOTH"),
    # Episodes
    _kind("legal_status_invalid", "Episodes", "144", _in_care, LS="C3"),
    _kind("need_invalid", "Episodes", "145", _in_care, CIN="N9"),
    _kind("place_obsolete", "Episodes", "146", lambda c: c["PLACE"] == "K3", PLACE="H5"),
    _kind("rec_blank", "Episodes", "148", lambda c: c["REC"] != "", REC=""),
    _kind(
        "dec_before_decom",
        "Episodes",
        "356",
        lambda c: c["DEC"] and c.day("DECOM") > c.context.year.start,
        lambda c: c.__setitem__("DEC", day_text(c.day("DECOM") - 30)),
    ),
    _kind(
        "dec_in_future",
        "Episodes",
        "385",
        lambda c: c["REC"] not in ("", "X1") and c["LS"] != "V3",
        lambda c: c.__setitem__("DEC", day_text(c.context.year.end + 20)),
    ),
    _kind("episodes_gap", "Episodes", "388 433", _followed, lambda c: c.move("DEC", -9)),
    _kind("episodes_overlap", "Episodes", "501 388 433", _followed, lambda c: c.move("DEC", 9)),
    _kind("episode_not_ended", "Episodes", "142", _followed, DEC="", REC="", REASON_PLACE_CHANGE=""),
    _kind("leaving_code_then_continues", "Episodes", "388 432", _followed, REC="E8"),
    _kind(
        "still_open_after_18", "Episodes", "359", lambda c: c["REC"] in ("E5", "E17") and _in_care(c), DEC="", REC=""
    ),
    _kind(
        "move_reason_blank", "Episodes", "225", lambda c: c["REASON_PLACE_CHANGE"], REASON_PLACE_CHANGE="", common=0.25
    ),
    _kind(
        "reason_on_open_episode",
        "Episodes",
        "233",
        lambda c: c["DEC"] == "" and _in_care(c),
        REASON_PLACE_CHANGE="CARPL",
    ),
    _kind("provider_code_invalid", "Episodes", "178", lambda c: c["PLACE_PROVIDER"] == "PR1", PLACE_PROVIDER="PR"),
    _kind("provider_code_blank", "Episodes", "526", lambda c: c["PLACE_PROVIDER"] == "PR4", PLACE_PROVIDER=""),
    _kind("parents_under_section_20", "Episodes", "378", lambda c: c["PLACE"] == "P1", LS="V2"),
    _kind("postcode_mistyped", "Episodes", "392c", lambda c: c["PL_POST"], _misspell),
    _kind("postcode_blank", "Episodes", "392b", _in_care, PL_POST="", common=0.4),
    _kind(
        "postcodes_equal",
        "Episodes",
        "392d",
        lambda c: _in_care(c) and c["PLACE"][0] == "U",
        lambda c: c.__setitem__("PL_POST", c["HOME_POST"]),
    ),
    _kind("urn_unknown", "Episodes", "1008", lambda c: c["URN"] not in ("", NO_URN), URN="SC999999"),
    _kind("urn_blank", "Episodes", "218", lambda c: c["URN"] not in ("", NO_URN), URN="", common=0.1),
    _kind("urn_not_wanted", "Episodes", "222", lambda c: c["PLACE"] == "P1", URN="SC999999"),
    _kind("urn_of_closed_provider", "Episodes", "227", _has_closed_provider, _closed_provider),
    _kind("last_year_decom", "Episodes", "502", _went_on, lambda c: c.move("DECOM", -1)),
    _kind("last_year_ls", "Episodes", "503B", lambda c: _went_on(c) and c["LS"] == "C2", LS="C1"),
    _kind(
        "last_year_need",
        "Episodes",
        "503C",
        lambda c: _went_on(c) and c["CIN"] == "N1" and not c.next,
        CIN="N5",
        common=0.15,
    ),
    _kind("last_year_place", "Episodes", "503D", lambda c: _went_on(c) and c["PLACE"] == "U6", PLACE="U4"),
    # The other tables
    _kind("dob_differs_between_files", "Reviews", "INT17", change=lambda c: c.move("DOB", -1)),
    _kind("review_code_blank", "Reviews", "167", REVIEW_CODE="", common=0.2),
    _kind("review_code_for_under_4", "Reviews", "440", lambda c: c["REVIEW_CODE"] != "PN0", REVIEW_CODE="PN0"),
    _kind("date_other_format", "Reviews", "", change=_iso, common=0.3),
    _kind(
        "code_in_lower_case",
        "Reviews",
        "",
        lambda c: c["REVIEW_CODE"] != "PN0",
        lambda c: c.__setitem__("REVIEW_CODE", c["REVIEW_CODE"].lower() + " "),
        common=0.2,
    ),
    _kind("oc2_row_absent", "OC2", "191"),
    _kind("oc2_item_blank", "OC2", "191", TEETH_CHECK="", common=0.6),
    _kind("oc2_sdq_blank", "OC2", "186 197B", lambda c: c["SDQ_SCORE"], SDQ_SCORE=""),
    _kind("oc2_conviction_blank", "OC2", "543", lambda c: c["CONVICTED"] == "0", CONVICTED=""),
    _kind("oc3_home_invalid", "OC3", "133", ACCOM="S1"),
    _kind("oc3_item_blank", "OC3", "153", ACTIV=""),
    _kind("oc3_in_touch_but_nothing_known", "OC3", "345", lambda c: c["IN_TOUCH"] == "YES", ACTIV="0", ACCOM="0"),
    _kind(
        "missing_ends_before_start",
        "Missing",
        "567",
        lambda c: c["MIS_END"] and c.day("MIS_START") > c.context.year.start + 9,
        lambda c: c.__setitem__("MIS_END", day_text(c.day("MIS_START") - 5)),
    ),
    _kind("missing_kind_blank", "Missing", "565", MISSING=""),
    _kind("missing_not_ended", "Missing", "574", lambda c: c.next, MIS_END=""),
    _kind("previous_permanence_absent", "PrevPerm", "630"),
    _kind("adoption_row_absent", "AD1", "601"),
    _kind("adoption_decision_differs", "AD1", "523", change=lambda c: c.move("DATE_INT", 1)),
    _kind("uasc_after_18", "UASC", "304", change=lambda c: c.move("DUC", 30)),
    _kind("social_worker_gap", "SWEpisodes", "SW10aSTG2", lambda c: c.previous, lambda c: c.move("SW_DECOM", 20)),
    _kind("social_worker_id_invalid", "SWEpisodes", "SW02STG1", SW_ID="12345"),
    _kind(
        "order_ends_before_start",
        "DoLo",
        "702",
        lambda c: c["DOLO_END"],
        lambda c: c.__setitem__("DOLO_END", c["DOLO_START"]),
    ),
)


def inject(rows: Rows, last: Rows, year: int, providers: Providers, share: float, rng: Random) -> list[Injected]:
    """Put errors into `rows`, at most one into a child; gives what was put in.

    Kinds take turns until about `share` of the children have one; of the common kinds, which make most of a real
    return's errors, more are put in, `common` times as many.
    """
    context = Context(rows, Year(year), providers, {row[0]: row for row in last["Header"]}, rng)
    chosen = [kind for kind in KINDS if kind.table in rows]
    candidates = {kind.name: _candidates(kind, context) for kind in chosen}
    used: set[str] = set()
    put: list[tuple[Kind, list[str] | None, str]] = []
    away: set[int] = set()
    wanted = round(share * len(rows["Header"]))

    def put_in(kind: Kind) -> bool:
        cell = next((cell for cell in candidates[kind.name] if cell.child not in used and kind.suits(cell)), None)
        if cell is None:
            return False
        used.add(cell.child)
        if kind.change is None:
            away.add(id(cell.row))
        else:
            kind.change(cell)
        put.append((kind, kind.change and cell.row, cell.child))
        return True

    while len(put) < wanted and chosen:
        kind = chosen[len(put) % len(chosen)]
        if not put_in(kind):
            chosen.remove(kind)
    for kind in chosen:
        for _ in range(round(kind.common * wanted)):
            put_in(kind)
    for table in rows.values():
        table[:] = [row for row in table if id(row) not in away]
    number = {id(row): position for table in rows.values() for position, row in enumerate(table)}
    return [
        Injected(kind.table, None if row is None else number[id(row)], child, kind.name, kind.rules)
        for kind, row, child in put
    ]


def _candidates(kind: Kind, context: Context):
    """The rows of the kind's table in an order of chance, each once."""
    order = list(range(len(context.rows[kind.table])))
    context.rng.shuffle(order)
    for row in order:
        yield Cell(context, kind.table, row)
