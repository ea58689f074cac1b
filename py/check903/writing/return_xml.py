"""The whole return as the XML that the Department's portal takes, from whatever files it came in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from check903.model.table import Column, Table
from check903.reading.phrases import count, names
from check903.reading.recognise import telling_columns
from check903.reading.values import UNKNOWN
from check903.reading.xmlfile import IN_HEADER
from check903.reference import schema
from check903.writing import order
from check903.writing.xml_tags import escaped

_OWN_FILES = ("SWEpisodes", "DoLo")  # the Department has other XML files for them
_REPEATED = ("Episodes", "Reviews", "Missing", "PlacedAdoption")  # tables of which a child may have several rows

Row = dict[str, str]


def return_as_xml(tables: dict[str, Table]) -> bytes:
    """The return as XML, one child a line; `return_notes` says what it can't hold. Read again it gives the same tables,
    child by child.
    """
    rows = {name: _by_child(table) for name, table in tables.items() if name not in _OWN_FILES}
    flags = _Flags(tables)
    out = ["<?xml version='1.0' encoding='utf-8'?>\n<EXPSSDA903>\n"]
    for child in dict.fromkeys(child for name in ("Header", *rows) for child in rows.get(name, ())):
        mine = {name: by_child[child] for name, by_child in rows.items() if child in by_child}
        out += _child(child, mine, flags)
    out.append("</EXPSSDA903>\n")
    return "".join(out).encode()


def return_notes(tables: dict[str, Table]) -> list[str]:
    """Sentences: what of these tables is not in the XML, or not as the tables have it."""
    rows = {name: _by_child(table) for name, table in tables.items() if name not in _OWN_FILES}
    return [
        *_left_out(tables),
        *_without_value(tables),
        *_without_header(rows),
        *_other_than_header(rows),
        *_too_many(rows),
    ]


# -- one child --------------------------------------------------------------------------------------------------------


class _Flags:
    """The UASC flag of a child: by it the XML says that the child has a row in UASC."""

    def __init__(self, tables: dict[str, Table]):
        self._uasc_loaded = "UASC" in tables

    def of(self, header: Row, uasc: Row | None) -> str:
        """As Header has it, unless that contradicts the UASC table."""
        flag = header.get("UASC")
        if uasc is not None and (flag is None or not uasc.get("DUC")):
            return "1"
        if flag is None or (flag == "1" and self._uasc_loaded and uasc is None):
            return "0"
        return flag


def _child(child: str, mine: dict[str, list[Row]], flags: _Flags) -> Iterator[str]:
    """The child's elements: one, or several where Header has the child more than once; then all other rows go with the
    first.
    """
    births = (row["DOB"] for rows in mine.values() for row in rows if row.get("DOB"))
    least = {"CHILD": child, "DOB": next(births, "")}
    for number, header in enumerate(mine.get("Header", [{}])):
        rows_of = {name: rows for name, rows in mine.items() if name != "Header"} if not number else {}
        episodes = "".join(_block("Episodes", row) for row in rows_of.get("Episodes", ()))
        yield f"<CHILD>{_header(least | header, rows_of, flags)}{episodes}</CHILD>\n"


def _header(header: Row, rows_of: dict[str, list[Row]], flags: _Flags) -> str:
    inside = {name: rows_of[name][0] for name in IN_HEADER if name in rows_of}
    fields = {name: inside[table].get(name, "") for table in inside for name in telling_columns(table)}
    fields |= header
    fields["UASC"] = flags.of(header, inside.get("UASC"))
    tables = {block: table for table, block in order.BLOCKS.items()}
    parts = (
        (
            "".join(_block(tables[name], row) for row in rows_of.get(tables[name], ()))
            if name in tables
            else _field(name, fields)
        )
        for name in order.HEADER
    )
    return f"<HEADER>{''.join(parts)}</HEADER>"


def _block(table: str, row: Row) -> str:
    tag = order.BLOCKS[table]
    return f"<{tag}>{''.join(_field(name, row) for name in order.of_table(table))}</{tag}>"


def _field(name: str, row: Row) -> str:
    text, tag = row.get(name, ""), order.TAGS.get(name, name)
    return f"<{tag}>{escaped(text)}</{tag}>" if text else "" if name in order.OPTIONAL else f"<{tag} />"


def _by_child(table: Table) -> dict[str, list[Row]]:
    """The table's rows, {field: text}, by the child's number."""
    texts = [_values(column) for column in table.columns.values()]
    rows: dict[str, list[Row]] = defaultdict(list)
    for cells in zip(*texts):
        row = dict(zip(table.columns, cells))
        rows[row.get("CHILD", "")].append(row)
    return dict(rows)


def _values(column: Column) -> list[str]:
    """The texts of the column, blank where Excel showed none (#N/A)."""
    values = ["" if text in UNKNOWN else text for text in column.values]
    return [values[code] for code in column.codes.tolist()]


# -- what it can't hold -----------------------------------------------------------------------------------------------


def _left_out(tables: dict[str, Table]) -> Iterator[str]:
    absent = [name for name in _OWN_FILES if len(tables.get(name, ()))]
    if absent:
        yield (
            f"{names(absent)} {'is' if len(absent) == 1 else 'are'} not in it: the Department takes them in files of"
            " their own."
        )
    if missing := [name for name in schema.TABLES if name not in tables and name not in _OWN_FILES]:
        yield (
            f"{names(missing)} {'was' if len(missing) == 1 else 'were'} not loaded and so"
            f" {'is' if len(missing) == 1 else 'are'} not in it."
        )


def _without_value(tables: dict[str, Table]) -> Iterator[str]:
    for name, table in tables.items():
        columns = [
            field
            for field, column in table.columns.items()
            if any(text in UNKNOWN for text in column.take(column.unknown_rows()).compact().values)
        ]
        if columns:
            yield (
                f"{names(columns)} of {name} {'has' if len(columns) == 1 else 'have'} cells without a value (such as"
                " #N/A): blank in it."
            )


def _without_header(rows: dict[str, dict[str, list[Row]]]) -> Iterator[str]:
    lacking = {child for by_child in rows.values() for child in by_child} - rows.get("Header", {}).keys()
    if lacking:
        verb = "is" if len(lacking) == 1 else "are"
        yield (
            f"{count(len(lacking), 'child', 'children')} {verb} not in Header and got one with the child’s number and"
            " birth date only."
        )


def _other_than_header(rows: dict[str, dict[str, list[Row]]]) -> Iterator[str]:
    differing: Counter[str] = Counter()
    for name, by_child in rows.items():
        for child, child_rows in by_child.items():
            header = rows.get("Header", {}).get(child, [{}])[0]
            differing[name] += sum(
                any(field in header and row.get(field, header[field]) != header[field] for field in ("DOB", "SEX"))
                for row in child_rows
            )
    for name in [name for name, number in differing.items() if number and name != "Header"]:
        yield (
            f"{name} has another birth date or sex than Header in {count(differing[name], 'row')}: the XML has one for"
            " each child, Header’s."
        )


def _too_many(rows: dict[str, dict[str, list[Row]]]) -> Iterator[str]:
    for name, by_child in rows.items():
        more = sum(len(child_rows) - 1 for child_rows in by_child.values())
        if more and name in IN_HEADER:
            yield f"{name} has {count(more, 'row')} too many, of children who have one already: left out."
        elif more and name not in _REPEATED:
            yield (
                f"{name} has {count(more, 'row')} too many, of children who have one already: the portal may refuse the"
                " file."
            )
        empty = sum(
            not any(child_rows[0].get(field) for field in telling_columns(name)) for child_rows in by_child.values()
        )
        if empty and name in ("OC3", "AD1"):
            yield f"{name} has {count(empty, 'row')} with nothing filled in: left out."
