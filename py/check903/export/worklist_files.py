"""Worklists to hand out: a workbook with a sheet per worker, a zip of printable pages."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import zipfile

from check903 import inert
from check903.engine.findings import Findings
from check903.findings.labels import long_date
from check903.findings.worklist_text import by_child, entry, intro
from check903.findings.worklists import Item, Worklist, items

_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body{{font:16px/1.4 "Segoe UI",Helvetica,Arial,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#14191b}}
h2{{font-size:1.1em;margin:1.2em 0 .3em;break-after:avoid}}ol{{margin:0;padding-left:1.8em}}
li{{margin-bottom:.8em}}dd{{break-inside:avoid}}
dl{{display:grid;grid-template-columns:6.5em 1fr;gap:.2em .6em;margin:0}}
dt{{color:#4a5659}}dd{{margin:0}}</style></head>
<body><h1>{title}</h1><p>{intro}</p>{entries}</body></html>
"""


def page(checked: Findings, made: Worklist, fix_by: dt.date | None = None) -> str:
    """The list as a page to print: HTML that loads nothing."""
    entries = []
    for title, points in by_child(items(checked, made)):
        entries.append(
            f"<h2>{html.escape(title)}</h2><ol start={points[0][0]}>{''.join(_point(item) for _, item in points)}</ol>"
        )
    title = html.escape(f"For {made.who}" + (f", {made.team}" if made.team else ""))
    return _PAGE.format(title=title, intro=html.escape(intro(checked, made, fix_by)), entries="".join(entries))


def _point(item: Item) -> str:
    said = "".join(
        f"<dt>{heading}</dt><dd>{'<br>'.join(map(html.escape, lines))}</dd>" for heading, lines in entry(item)
    )
    return f"<li><dl>{said}</dl></li>"


def pages(checked: Findings, lists: list[Worklist], fix_by: dt.date | None = None) -> bytes:
    """A zip with one printable page per list."""
    from check903.writing.names import distinct, unpackable  # only when asked for: the page starts without it

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, made in zip(distinct(unpackable(f"{name}.html") for name in _names(lists, 80)), lists):
            stamp = dt.datetime.now().timetuple()[:6]
            archive.writestr(zipfile.ZipInfo(name, stamp), page(checked, made, fix_by).encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def workbook(checked: Findings, lists: list[Worklist], fix_by: dt.date | None = None) -> bytes:
    """An Excel workbook: a sheet of all lists, then one per list."""
    import xlsxwriter  # only when asked for: it takes time to load in the page

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, inert.WORKBOOK)
    head, wrap = (
        book.add_format({"bold": True, "bottom": 2, "text_wrap": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    names = _names(lists, 31)
    by, by_head, by_width = ([long_date(fix_by)], ["Fix by"], [18]) if fix_by else ([], [], [])
    _sheet(
        book,
        "All lists",
        ["Who", "Team", "E-mail", "Children", "Errors", "Things to do", *by_head],
        [28, 24, 30, 10, 10, 14, *by_width],
        [
            [made.who, made.team, made.email, made.children(checked), made.errors, len(made.causes), *by]
            for made in lists
        ],
        head,
        wrap,
    )
    for name, made in zip(names, lists):
        rows = [
            [
                item.child,
                "" if item.age is None else item.age,
                *("\n".join(lines) for _, lines in entry(item)),
                ", ".join(item.rules),
                *by,
            ]
            for item in items(checked, made)
        ]
        heads, widths = (
            ["Child", "Age", "Recorded", "Problem", "Options", "Look in", "Rules", *by_head],
            [14, 6, 44, 44, 60, 24, 16, *by_width],
        )
        _sheet(book, name, heads, widths, rows, head, wrap)
    book.close()
    return buffer.getvalue()


def _sheet(book, name: str, heads: list[str], widths: list[int], rows: list[list], head, wrap) -> None:
    sheet = book.add_worksheet(name)
    for column, (text, width) in enumerate(zip(heads, widths)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, head)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            (sheet.write_string if isinstance(value, str) else sheet.write_number)(number, column, value, wrap)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)


def _names(lists: list[Worklist], longest: int) -> list[str]:
    """A name for each list's sheet or file: only letters, digits, spaces and dashes, no two alike."""
    taken, names = {"all lists", "history"}, []  # Excel keeps the second for itself
    for made in lists:
        plain = " ".join(re.sub(r"[^\w .-]", " ", made.who).split())[:longest].strip(" .'") or "List"
        name, number = plain, 2
        while name.lower() in taken:
            name = f"{plain[: longest - len(str(number)) - 1]} {number}"
            number += 1
        taken.add(name.lower())
        names.append(name)
    return names
