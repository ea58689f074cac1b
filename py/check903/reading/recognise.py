"""Which table a row of column names belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from check903 import schema

_NOT_LETTERS = re.compile(r"[\W_]+")

# Other names for columns, as `key` makes them, met in exports and in the return's XML.
_SYNONYMS = {
    "CHILD": "CHILDID CHILDIDENTIFIER CHILDNUMBER CHILDNO CHILDREF CHILDREFERENCE CHILDUNIQUEID CHILDCODE",
    "DOB": "DATEOFBIRTH BIRTHDATE DATEBIRTH",
    "SEX": "GENDER",
    "ETHNIC": "ETHNICITY ETHNICORIGIN ETHNICCODE",
    "UPN": "UNIQUEPUPILNUMBER PUPILNUMBER",
    "MC_DOB": "MOTHERCHILDDOB",
    "RNE": "REASONFORNEWEPISODE REASONNEWEPISODE",
    "LS": "LEGALSTATUS",
    "CIN": "CATEGORYOFNEED NEED",
    "PLACE": "PL PLACEMENT PLACEMENTTYPE",
    "PLACE_PROVIDER": "PLACEMENTPROVIDER PROVIDER",
    "REC": "REASONEPISODECEASED REASONFOREPISODECEASING",
    "REASON_PLACE_CHANGE": "REASONFORPLACEMENTCHANGE REASONPLACEMENTCHANGE",
    "HOME_POST": "HOMEPOSTCODE",
    "PL_POST": "PLPOSTCODE PLACEMENTPOSTCODE PLACEPOST",
    "URN": "OFSTEDURN",
    "REVIEW": "REVIEWDATE DATEOFREVIEW",
    "MIS_START": "MISSINGSTART",
    "MIS_END": "MISSINGEND",
    "SW_ID": "SOCIALWORKERID",
    "SW_REASON": "REASONFORCHANGEOFSOCIALWORKER",
    "WORKER": "SOCIALWORKER SOCIALWORKERNAME WORKERNAME ALLOCATEDWORKER KEYWORKER CASEWORKER",
    "TEAM": "TEAMNAME",
    "EMAIL": "EMAILADDRESS WORKEREMAIL MAIL",
}

WORKER_COLUMNS = ("CHILD", "WORKER", "TEAM", "EMAIL")
# Each column of a provider list under the names of the known layouts, as `key` makes them; the first that is there is taken.
PROVIDER_COLUMNS = {
    "URN": ("URN",),
    "PLACE_CODES": ("PLACEMENTCODE", "PLACEMENTCODES", "PROVIDERPLACEMENTCODE"),
    "PROVIDER_CODES": ("PLACEMENTPROVIDERCODE", "PROVIDERCODE", "PROVIDERCODES"),
    "REG_END": ("DEREGISTRATIONDATE", "CLOSEDDATE", "DATECLOSED", "CLOSINGDATE"),
    "POSTCODE": ("SETTINGADDRESSPOSTCODE", "SETTINGPOSTCODE", "ADDRESSPOSTCODE", "POSTCODE"),
    "LA_NAME": ("SETTINGLOCALAUTHORITY", "LOCALAUTHORITY", "PROVIDERLOCALAUTHORITY"),
    "TYPE": ("PROVIDERTYPE",),
}
_PROVIDER_NAMES = frozenset(name for spellings in PROVIDER_COLUMNS.values() for name in spellings)

# Columns that stand in most tables and so tell nothing; a table's other columns tell it from the rest.
_COMMON = {"CHILD", "DOB", "SEX"}


def key(name: str) -> str:
    """A column name without case, spaces, quotes and underscores: " Sw_Reason" -> "SWREASON"."""
    return name.upper() if name.isalnum() else _NOT_LETTERS.sub("", name).upper()


_COLUMN_OF = {key(column.name): column.name for spec in schema.TABLES.values() for column in spec.columns}
_COLUMN_OF |= {synonym: name for name, synonyms in _SYNONYMS.items() for synonym in (key(name), *synonyms.split())}

CHILD_NAMES = frozenset(name for name, column in _COLUMN_OF.items() if column == "CHILD")


def is_known(name: str) -> bool:
    """True if `name`, a `key`, is one of the names by which some column is known."""
    return name in _COLUMN_OF


def spellings(column: str) -> list[str]:
    """The names, as `key` makes them, by which a column is known; its own first."""
    return [key(column), *_SYNONYMS.get(column, "").split()]


def names_known(names: Iterable[str]) -> int:
    """How many of the texts are names of columns, of a return, a list of workers or a provider list."""
    keys = {key(name) for name in names}
    return len({_COLUMN_OF[name] for name in keys if name in _COLUMN_OF}) + len(keys & _PROVIDER_NAMES - _COLUMN_OF.keys())


def columns(names: Iterable[str]) -> list[str]:
    """The column that each of the names is known for; "" for none."""
    return [_COLUMN_OF.get(key(name), "") for name in names]


def is_header(row: Iterable[str]) -> bool:
    """True if a row of texts names the columns of a table: a child's number and others, most of them known."""
    keys = [key(text) for text in row if text.strip()]
    known = {_COLUMN_OF[name] for name in keys if name in _COLUMN_OF}
    return "CHILD" in known and len(known) > 1 and 2 * len(known) >= len(keys)


def columns_of(names: list[str], wanted: Iterable[str]) -> dict[str, list[int]]:
    """Positions in `names` of each of the wanted columns that is there, those with the column's own name first."""
    wanted = set(wanted)
    found: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        column = _COLUMN_OF.get(key(name))
        if column in wanted:
            found.setdefault(column, []).append(position)
    for column, positions in found.items():
        positions.sort(key=lambda position: key(names[position]) != key(column))
    return found


def telling_columns(table: str) -> set[str]:
    """The columns that tell the table from others."""
    return set(schema.TABLES[table].names) - _COMMON


def table_of(names: list[str], file_name: str) -> str:
    """The table that columns with these names make: a table's name, "workers", or "" for none.

    The table with the most telling columns wins, then the one of which most columns are there. A file with none of them, only a child
    and perhaps sex and date of birth, is Header or UASC if the file's name says so.
    """
    known = {_COLUMN_OF[key(name)] for name in names if key(name) in _COLUMN_OF}
    if "CHILD" in known and len(known & {"WORKER", "TEAM", "EMAIL"}) and not any(known & telling_columns(table) for table in schema.TABLES):
        return "workers"

    def fits(table: str):
        told = known & telling_columns(table)
        return len(told), len(told) / len(telling_columns(table))

    best = max(schema.TABLES, key=fits)
    if fits(best)[0] >= (1 if "CHILD" in known else 2):
        return best
    if "CHILD" in known:
        return next((table for table in schema.TABLES if key(table) in key(file_name)), "")
    return ""
