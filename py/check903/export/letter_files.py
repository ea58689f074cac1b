"""Letters to send: drafts for the mail program, a CSV for mail merge, one document to print.

Nothing is sent from here. Names and addresses come from the user's own list, the rest from files that anyone may have
written: no text may add a line to a message's head, an addressee, a formula or markup.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import unicodedata
import zipfile
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from check903 import inert
from check903.engine.findings import Findings
from check903.export.names import plain_names
from check903.findings import letters
from check903.findings.addresses import is_address
from check903.findings.letters import Head, one_line
from check903.findings.worklists import Worklist
from check903.model.text import long_date
from check903.writing.names import distinct, unpackable

MERGE_HEAD = (
    "Name",
    "Greeting",
    "Team",
    "Email",
    "Points",
    "Children",
    "Reply by",
    "Council",
    "From",
    "Contact",
    "Subject",
    "Text",
)
MOST_TEXT = 32_000  # of a cell: Excel cuts off after 32,767


# -- drafts -----------------------------------------------------------------------------------------------------------


def draft(checked: Findings, worklist: Worklist, head: Head) -> bytes:
    """The letter as a message that mail programs open as a draft (X-Unsent). Without a valid address it has none."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letters.subject(head, worklist)
    if (address := address_of(worklist)) is not None:
        message["To"] = address
    message["X-Unsent"] = "1"
    message.set_content(_encodable(letters.email(checked, worklist, head)), charset="utf-8")
    return bytes(message)


def address_of(worklist: Worklist) -> Address | None:
    """Name and address; None where the user gave none, or what they gave is no address."""
    given = worklist.email.strip()
    if not is_address(given):
        return None
    try:
        return Address(_name(worklist.who), addr_spec=given)
    except (ValueError, MessageError, IndexError):
        return None


def _encodable(text: str) -> str:
    """Half a character, which no file can hold, as a question mark."""
    return text.encode("utf-8", "replace").decode()


def _name(who: str) -> str:
    """The name as a head of a message may hold it: letters, digits and what names are written with. A mail program
    could read anything else as another head: "=?utf-8?q?...?=" stands for lines of its own.
    """
    characters = (
        character if character in " .,'’()-&/" or unicodedata.category(character)[0] in "LMN" else " "
        for character in who
    )
    return one_line("".join(characters))


def drafts(checked: Findings, lists: list[Worklist], head: Head) -> bytes:
    """A zip with a draft for each list."""
    names = distinct(unpackable(f"{name}.eml") for name in plain_names((worklist.who for worklist in lists), 80))
    buffer = io.BytesIO()
    stamp = dt.datetime.combine(head.day, dt.time(12)).timetuple()[:6]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, worklist in zip(names, lists):
            archive.writestr(zipfile.ZipInfo(name, stamp), draft(checked, worklist, head), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# -- mail merge -------------------------------------------------------------------------------------------------------


def merge(checked: Findings, lists: list[Worklist], head: Head) -> bytes:
    """A row for each list, for mail merge: CSV, UTF-8 with a byte order mark. A letter longer than a cell holds goes on
    in further columns, Text 2 and so on.
    """
    rows = [_merge_row(checked, worklist, head) for worklist in lists]
    most = max((len(row) for row in rows), default=len(MERGE_HEAD))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*MERGE_HEAD, *(f"Text {n}" for n in range(2, most - len(MERGE_HEAD) + 2))])
    for row in rows:
        writer.writerow([inert.harmless(value) for value in [*row, *[""] * (most - len(row))]])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _merge_row(checked: Findings, worklist: Worklist, head: Head) -> list:
    return [
        one_line(worklist.who),
        letters.greeting(worklist),
        one_line(worklist.team),
        worklist.email.strip() if is_address(worklist.email.strip()) else "",
        worklist.points,
        worklist.children(checked),
        letters.weekday(head.fix_by) if head.fix_by else "",
        head.council,
        one_line(head.sender),
        one_line(head.contact),
        letters.subject(head, worklist),
        *_cells(checked, worklist, head),
    ]


def _cells(checked: Findings, worklist: Worklist, head: Head) -> list[str]:
    """The text of the letter in as many cells as it takes, parted between points."""
    parts = [
        letters.beginning(checked, worklist, head),
        *letters.bodies(letters.points(checked, worklist)),
        letters.ending(head),
    ]
    cells = [""]
    for part in parts:
        if cells[-1] and len(cells[-1]) + len(part) > MOST_TEXT:
            cells.append("")
        cells[-1] += ("\n\n" if cells[-1] else "") + part
    return cells


# -- on paper ---------------------------------------------------------------------------------------------------------

_DOCUMENT = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body{{font:15px/1.45 "Segoe UI",Helvetica,Arial,sans-serif;margin:0;color:#14191b}}
article{{max-width:44em;margin:0 auto;padding:2em 1em;border-bottom:1px solid #7f8d91}}
.from{{display:flex;justify-content:space-between;gap:2em;margin-bottom:1.6em}}.from :last-child{{text-align:right}}
.by{{border-left:3px solid #0b4a56;padding-left:.8em}}
h1{{font-size:1em;margin:0}}
h2{{font-size:1.1em;margin:1.4em 0 .5em;border-bottom:2px solid #14191b;padding-bottom:.2em}}
ol{{list-style:none;margin:0;padding:0}}li{{display:grid;grid-template-columns:2.2em 1fr;margin-bottom:1em}}
dl{{display:grid;grid-template-columns:5.5em 1fr;gap:.2em .6em;margin:0}}
dt{{color:#4a5659}}dd{{margin:0;overflow-wrap:anywhere}}
.reply{{margin:.4em 0 0;font-size:.87em;display:flex;flex-wrap:wrap;gap:.2em 1.4em}}
.reply i{{display:inline-block;width:.8em;height:.8em;border:1px solid #14191b;margin-right:.5em}}
@media print{{article{{max-width:none;padding:0;border:0;break-after:page}}article:last-child{{break-after:auto}}
h2{{break-after:avoid}}h2+ol>li:first-child{{break-before:avoid}}li,.thanks{{break-inside:avoid}}}}
</style></head>
<body>{letters}</body></html>
"""


def document(checked: Findings, lists: list[Worklist], head: Head, title: str) -> bytes:
    """All letters as one document to print, each from a new page: HTML that loads nothing."""
    return _DOCUMENT.format(
        title=html.escape(title), letters="".join(_article(checked, worklist, head) for worklist in lists)
    ).encode("utf-8", "replace")


def _article(checked: Findings, worklist: Worklist, head: Head) -> str:
    to = ", ".join(filter(None, (one_line(worklist.who), one_line(worklist.team))))
    from_lines = (f"<strong>{_text(head.council)}</strong>", _text(head.sender), _text(head.contact))
    return (
        f'<article><div class="from"><div>{"<br>".join(filter(_shows, from_lines))}</div>'
        f"<h1>{long_date(head.day)}<br>To: {_text(to)}</h1></div>"
        f"<p>{_text(letters.greeting(worklist))}</p>"
        f"<p>{_text(letters.opening(worklist, worklist.children(checked)))}</p>"
        f'<p class="by"><strong>{_text(letters.request(head))}</strong><br>{_text(letters.named_by_number())}</p>'
        f"{''.join(_of_child(title, points) for title, points in letters.by_child(letters.points(checked, worklist)))}"
        f'<div class="thanks"><p>{_text(letters.THANKS)}</p><p>{_text(letters.signature(head))}</p></div></article>'
    )


def _of_child(title: str, points: list[tuple[int, letters.Point]]) -> str:
    return f"<h2>{_text(title)}</h2><ol>{''.join(_point(number, point) for number, point in points)}</ol>"


def _point(number: int, point: letters.Point) -> str:
    definitions = "".join(f"<dt>{heading}</dt><dd>{_text(text)}</dd>" for heading, text in point.said)
    boxes = "".join(f"<span><i></i>{answer}</span>" for answer in letters.ANSWERS)
    return f'<li><span>{number}</span><div><dl>{definitions}</dl><p class="reply">{boxes}</p></div></li>'


def _text(text: str) -> str:
    return html.escape(one_line(text))


def _shows(markup: str) -> bool:
    return markup not in ("", "<strong></strong>")
