"""Which table a row of column names belongs to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from check903.reading import provider_columns
from check903.reference import schema

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

# Without one of these columns a file that holds little of a table is not it. Of the tables not named here, any telling
# column will do.
_INDISPENSABLE = {
    "Episodes": {"DECOM", "RNE"},
    "Missing": {"MIS_START", "MIS_END"},
    "PrevPerm": {"PREV_PERM", "DATE_PERM"},
    "AD1": {"DATE_INT", "DATE_MATCH", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"},
}
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_CHECKS = frozenset(["ERROR", "ERRORS", "RULE", "RULES", "QUERY", "QUERIES", "VALIDATION", "ISSUE", "ISSUES"])
_REMARKS = frozenset(
    "COMMENT COMMENTS NOTE NOTES REMARK REMARKS ACTION ACTIONS RESPONSE OUTCOME CHECKED RESOLVED MESSAGE".split()
)

# Columns that stand in most tables and so tell nothing; a table's other columns tell it from the rest.
_COMMON = {"CHILD", "DOB", "SEX"}


@lru_cache(4096)  # of the few names of columns, each is asked for again and again
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


def names_known(names: Collection[str]) -> int:
    """How many of the texts are names of columns, of a return, a list of workers or a provider list."""
    keys = {key(name) for name in names}
    listed = {name for name in names if key(name) not in _COLUMN_OF and provider_columns.is_named(name)}
    return len({_COLUMN_OF[name] for name in keys if name in _COLUMN_OF}) + len(listed)


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
    places: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        column = _COLUMN_OF.get(key(name), "")
        if column in wanted:
            places.setdefault(column, []).append(position)
    for column, positions in places.items():
        positions.sort(key=lambda position: key(names[position]) != key(column))
    return places


def telling_columns(table: str) -> set[str]:
    """The columns that tell the table from others."""
    return set(schema.TABLES[table].names) - _COMMON


def own_columns(table: str) -> set[str]:
    """The columns by which a file is known as the table: for Header and UASC, which have little else, sex and date of
    birth too.
    """
    return set(schema.TABLES[table].names) - ({"CHILD"} if table in ("Header", "UASC") else _COMMON)


def table_of(names: list[str], file_name: str = "") -> str:
    """The table that columns with these names make: a table's name, "workers", or "" for none.

    A file is a table by its columns. One that holds half of what tells the table from others, by the Department's own
    names, is that table, whatever else stands in it. One that holds less is it only if most of its columns are the
    table's, the ones without which there is no such table are among them, and nothing says that it is a list made for
    checking. A file of none but CHILD, SEX and DOB is Header or UASC if its name says so.
    """
    return _table_of(names, file_name, needs_child=True)


def table_without_child(names: list[str]) -> str:
    """The table that the columns make but for CHILD, which isn't there; "" for none."""
    return "" if CHILD_NAMES & {key(name) for name in names} else _table_of(names, "", needs_child=False)


def _table_of(names: list[str], file_name: str, needs_child: bool) -> str:
    names = [name for name in names if key(name)]
    known = {_COLUMN_OF[key(name)] for name in names if key(name) in _COLUMN_OF}
    if (needs_child and "CHILD" not in known) or words_of_checks(names) or is_from_portal(names):
        return ""
    exact = {
        _COLUMN_OF[key(name)] for name in names if key(name) in _COLUMN_OF and key(_COLUMN_OF[key(name)]) == key(name)
    }
    whole = {table: len(exact & own_columns(table)) for table in schema.TABLES if _is_whole(table, exact)}
    if whole:
        return max(whole, key=lambda table: (len(exact & telling_columns(table)), whole[table]))
    parts = {table: len(known & own_columns(table)) for table in schema.TABLES if _is_part(table, known, names)}
    listed = bool(known & {"WORKER", "TEAM", "EMAIL"}) and "CHILD" in known
    if parts and not (listed and max(parts, key=parts.__getitem__) in ("Header", "UASC")):
        return max(parts, key=parts.__getitem__)
    if listed:
        return "workers"
    if "CHILD" in known and known <= _COMMON and len(known) == len(names) > 1:
        return next((table for table in ("Header", "UASC") if key(table) in key(file_name)), "")
    return ""


def _is_whole(table: str, exact: set[str]) -> bool:
    columns = own_columns(table)
    enough = (
        4 if table == "Header" else max(2, (len(columns) + 1) // 2)
    )  # sex, birth and ethnic origin stand in many a list of children
    return len(exact & columns) >= enough and bool(exact & telling_columns(table))


def _is_part(table: str, known: set[str], names: list[str]) -> bool:
    if not known & _INDISPENSABLE.get(table, telling_columns(table)) or _words(names) & _REMARKS:
        return False
    if table in ("Header", "UASC") and len(known & own_columns(table)) < 2:
        return False
    return 2 * len(known & set(schema.TABLES[table].names)) > len(names)


def words_of_checks(names: Iterable[str]) -> list[str]:
    """The names that only a list of errors or queries has, such as "Error code"."""
    return [name for name in names if _words([name]) & _CHECKS]


def is_from_portal(names: Iterable[str]) -> bool:
    """True for the columns of the lists that the Department's portal hands back."""
    return any(key(name).startswith("CHILDLA") for name in names)


def _words(names: Iterable[str]) -> set[str]:
    """The words in names, in capitals: "RuleDescription" and "rule_description" -> RULE and DESCRIPTION."""
    return {word.upper() for name in names for word in _WORD.findall(name)}
