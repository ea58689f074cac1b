"""The tables of the return and their columns, in the Department's order. Data, not logic.

Types: id, code, date, partial date (parts may be unknown: ZZ/ZZ/ZZZZ), postcode, number, text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ColumnSpec:
    """One column: its name in the return, its type, its code list (or None), and how the page calls it."""

    name: str
    type: str
    label: str
    codes: str | None = None
    derived: bool = False


@dataclass(frozen=True)
class TableSpec:
    """One table: its columns, how the page calls it, what one row is, and the columns that put a child's rows in
    order.
    """

    name: str
    label: str
    row: str
    columns: tuple[ColumnSpec, ...]
    order: tuple[str, ...] = ()
    first_year: int = 0
    one_row_per_child: bool = False

    def column(self, name: str) -> ColumnSpec:
        """The column of that name; KeyError if there is none."""
        return _BY_NAME[self.name][name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns that a file holds, in the Department's order."""
        return tuple(column.name for column in self.columns if not column.derived)


def _columns(text: str) -> tuple[ColumnSpec, ...]:
    """Lines of `NAME type label`; type `code` has the list of the column's own name, `code:LIST` another; `*` marks
    derived ones.
    """
    columns = []
    for line in filter(str.strip, text.splitlines()):
        name, kind, label = (part.strip() for part in line.split("|"))
        kind, _, codes = kind.partition(":")
        derived = name.endswith("*")
        name = name.rstrip("*")
        if kind == "code":
            codes = codes or name
        columns.append(ColumnSpec(name, kind, label, codes or None, derived))
    return tuple(columns)


_CHILD = "CHILD | id | Child\n"
_CHILD_AND_DOB = _CHILD + "DOB | date | Born\n"

TABLES: dict[str, TableSpec] = {
    spec.name: spec
    for spec in (
        TableSpec(
            "Header",
            "Header",
            "child",
            _columns(
                _CHILD
                + """
            SEX | code | Sex
            DOB | date | Born
            ETHNIC | code | Ethnic origin
            UPN | text:UPN_unknown | Pupil number
            MOTHER | code | Mother
            MC_DOB | date | Her child born
            UASC* | code | Asylum seeker alone"""
            ),
            one_row_per_child=True,
        ),
        TableSpec(
            "Episodes",
            "Episodes",
            "episode",
            _columns(
                _CHILD
                + """
            DECOM | date | Start
            RNE | code | Reason for new episode
            LS | code | Legal status
            CIN | code | Category of need
            PLACE | code | Placement
            PLACE_PROVIDER | code | Provider
            DEC | date | End
            REC | code | Reason episode ceased
            REASON_PLACE_CHANGE | code | Reason for placement change
            HOME_POST | postcode | Home postcode
            PL_POST | postcode | Placement postcode
            URN | text:URN_special | Ofsted number (URN)
            PL_LA* | text:PL_LA | Placement authority
            PL_LOCATION* | code | Inside or outside
            PL_DISTANCE* | number:PL_DISTANCE_special | Miles from home"""
            ),
            order=("DECOM",),
        ),
        TableSpec(
            "Reviews",
            "Reviews",
            "review",
            _columns(
                _CHILD_AND_DOB
                + """
            REVIEW | date | Review date
            REVIEW_CODE | code | How the child took part"""
            ),
            order=("REVIEW",),
        ),
        TableSpec(
            "UASC",
            "UASC (asylum seekers)",
            "child",
            _columns(
                _CHILD
                + """
            SEX | code | Sex
            DOB | date | Born
            DUC | date | Status ended"""
            ),
            one_row_per_child=True,
        ),
        TableSpec(
            "OC2",
            "OC2 (outcomes)",
            "child",
            _columns(
                _CHILD_AND_DOB
                + """
            SDQ_SCORE | number | SDQ score
            SDQ_REASON | code | Why no SDQ score
            CONVICTED | code | Convicted
            HEALTH_CHECK | code | Health check
            IMMUNISATIONS | code | Immunisations
            TEETH_CHECK | code | Teeth check
            HEALTH_ASSESSMENT | code | Health assessment
            SUBSTANCE_MISUSE | code | Substance misuse
            INTERVENTION_RECEIVED | code | Help received
            INTERVENTION_OFFERED | code | Help offered"""
            ),
            one_row_per_child=True,
        ),
        TableSpec(
            "OC3",
            "OC3 (care leavers)",
            "care leaver",
            _columns(
                _CHILD_AND_DOB
                + """
            IN_TOUCH | code | In touch
            ACTIV | code | Main activity
            ACCOM | code | Where living"""
            ),
            one_row_per_child=True,
        ),
        TableSpec(
            "AD1",
            "AD1 (adoption)",
            "adopted child",
            _columns(
                _CHILD_AND_DOB
                + """
            DATE_INT | date | Decision
            DATE_MATCH | date | Matched
            FOSTER_CARE | code | By foster carer
            NB_ADOPTR | code | Adopters
            SEX_ADOPTR | code | Adopters’ sex
            LS_ADOPTR | code | Adopters’ legal status"""
            ),
            one_row_per_child=True,
        ),
        TableSpec(
            "PlacedAdoption",
            "PlacedAdoption",
            "decision",
            _columns(
                _CHILD_AND_DOB
                + """
            DATE_PLACED | date | Decision to place
            DATE_PLACED_CEASED | date | Reversed
            REASON_PLACED_CEASED | code | Reason for reversal"""
            ),
            order=("DATE_PLACED",),
        ),
        TableSpec(
            "PrevPerm",
            "PrevPerm (previous permanence)",
            "child",
            _columns(
                _CHILD_AND_DOB
                + """
            PREV_PERM | code | Previous permanence
            LA_PERM | text:LA_PERM | Council then
            DATE_PERM | partial date | Date then"""
            ),
            one_row_per_child=True,
        ),
        TableSpec(
            "Missing",
            "Missing",
            "period",
            _columns(
                _CHILD_AND_DOB
                + """
            MISSING | code | Kind
            MIS_START | date | From
            MIS_END | date | To"""
            ),
            order=("MIS_START",),
        ),
        TableSpec(
            "SWEpisodes",
            "SWEpisodes (social workers)",
            "social worker episode",
            _columns(
                _CHILD_AND_DOB
                + """
            SW_ID | text | Worker
            SW_DECOM | date | From
            SW_DEC | date | To
            SW_REASON | code | Reason for change"""
            ),
            order=("SW_DECOM", "SW_DEC"),
            first_year=2024,
        ),
        TableSpec(
            "DoLo",
            "DoLo (deprivation of liberty)",
            "order",
            _columns(
                _CHILD_AND_DOB
                + """
            DOLO_START | date | From
            DOLO_END | date | To"""
            ),
            order=("DOLO_START",),
            first_year=2027,
        ),
    )
}

# Ofsted's list of settings, which rules compare placements with; no table of the return.
LIST = TableSpec(
    "Providers",
    "Ofsted’s list",
    "setting",
    _columns("""
    URN | text:URN_special | Ofsted number (URN)
    SETTING | text | Setting
    TYPE | text | Type of setting
    PLACE_CODES | text | Placement types
    PROVIDER_CODES | text | Providers
    POSTCODE | postcode | Postcode
    LA_NAME | text | Council
    REG_START | date | Registered from
    REG_END | date | Registered until"""),
)

_BY_NAME = {spec.name: {column.name: column for column in spec.columns} for spec in (*TABLES.values(), LIST)}

FIRST_YEAR, LAST_YEAR = 2023, 2027
_LAST = "_last"  # ends the name of a table of last year's return: Episodes_last


def last_years(table: str) -> str:
    """The name of that table in last year's return."""
    return table + _LAST


def this_years(table: str) -> str:
    """The name of that table in this year's return, whichever year's it is."""
    return table.removesuffix(_LAST)


def is_last_years(table: str) -> bool:
    """True for the name of a table of last year's return."""
    return table.endswith(_LAST)


def spec_of(table: str) -> TableSpec:
    """What the schema says of a table of either year."""
    return TABLES[this_years(table)]


# Of years whose rules the Department went on revising: when they were taken down, for `as_known`.
_AS_KNOWN = {
    2027: (
        "These are the rules of 2026-27 as known in May 2026. The Department revised its rules on 4 June 2026, so your "
        "council’s own copy of a newer list can differ."
    )
}


def as_known(year: int) -> str:
    """A sentence for a year whose rules may have been revised since they were taken down; "" for the others."""
    return _AS_KNOWN.get(year, "")


def year_label(year: int) -> str:
    """2027 -> "2026-27"."""
    return f"{year - 1}-{year % 100:02d}"
