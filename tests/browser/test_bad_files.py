"""Bad files and hostile text on the page: the good files go on to be checked, and text is only ever text."""

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import expect

from check903 import sample
from check903.reference import schema
from page_steps import EPISODES, HEADER, SLOW, check, choose_council, choose_files, main_heading, place, settled, view
from reading.test_reading_bad_inputs import BAD

WORST = [
    "empty file",
    "a picture called .csv",
    "10 MB in one cell",
    "a quotation mark left open in a long file",
    "truncated workbook",
    "zip bomb",
    "workbook locked by Office's own cipher",
    "old workbook locked by LibreOffice",
    "zip in a zip in a zip",
    "entities that grow",
    "an external entity",
    "elements without end",
    "a reference to a column that there can't be",
    "endless old workbook",
    "nothing but NUL bytes",
    "a web page called .xls",
]
FILES_OF_SHARE = re.compile(
    r"^(Download workbook|Download all e-mail drafts \(zip\)|All letters to print|CSV for mail merge|Workbook of lists)$"
)
HOSTILE = [
    "<img src=x onerror=document.title='caught'>",
    "</script><script>alert(1)</script>",
    "\u202eשלום\u2067",
    "👩‍👧" * 12,
    "=cmd|'/c calc'!A1",
]


def test_the_good_files_are_checked_beside_the_worst(opened_file):
    page = opened_file
    bad = [(f"{number}-{BAD[name][0]}", BAD[name][1]) for number, name in enumerate(WORST)]
    choose_files(page, ("header.csv", HEADER), *bad, ("episodes.csv", EPISODES))
    for name, _ in bad:
        expect(page.locator("#screen")).to_contain_text(name, timeout=60_000)
    choose_council(page)
    check(page)
    view(page, "All findings")
    settled(page)
    expect(page.get_by_role("link", name="1002").first).to_be_visible()


def hostile_files() -> list[tuple[str, str]]:
    """The sample with each of those texts in every field that isn't a date, in a row of its own of each table, the
    child's id among them.
    """
    made = []
    for name, data in sample.generate(20).this_year.items():
        names, *rows = csv.reader(io.StringIO(data.decode()))
        table = next((spec for spec in schema.TABLES.values() if set(spec.names) == set(names)), None)
        if rows and table:
            rows = rows * (len(HOSTILE) if len(rows) < len(HOSTILE) else 1)
            dates = [table.column(column).type == "date" for column in names]
            for at, text in enumerate(HOSTILE):
                rows[at] = [cell if date else text for date, cell in zip(dates, rows[at])]
        out = io.StringIO()
        csv.writer(out).writerows([names, *rows])
        made.append((name, out.getvalue()))
    workers = "".join(f'"{text}","{text}","{text}","{text}\nBcc: all@example.org"\n' for text in HOSTILE)
    return [*made, ("workers.csv", f"CHILD,WORKER,TEAM,EMAIL\n{workers}")]


def nothing_happened(page, dialogs):
    settled(page)
    expect(page.locator("#screen :is(img, script, iframe)")).to_have_count(0)
    assert dialogs == []
    assert page.title() != "caught"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_text_in_every_field_is_text_on_every_screen(opened_file):
    page, dialogs = opened_file, []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    choose_files(page, *hostile_files())
    nothing_happened(page, dialogs)
    choose_council(page)
    check(page)
    for name in ("By rule", "By child", "All findings"):
        view(page, name)
        nothing_happened(page, dialogs)
    ways = [page.evaluate("encodeURIComponent", text) for text in HOSTILE]
    for text, way in zip(HOSTILE, ways):
        page.goto(re.sub("#.*", "", page.url) + f"#/findings/child/{way}")
        expect(main_heading(page)).to_contain_text(text)
        nothing_happened(page, dialogs)
    for name in ("Files", "Fix", "Share"):
        place(page, name)
        nothing_happened(page, dialogs)
    for way in ("share/manager", *(f"share/letter?who={way}" for way in ways), "share"):
        page.evaluate("way => { location.hash = `#/${way}`; }", way)
        nothing_happened(page, dialogs)
    downloads = page.get_by_role("button", name=FILES_OF_SHARE).all()
    assert len(downloads) == 5
    for download in downloads:
        with page.expect_download(timeout=SLOW) as taken:
            download.click()
        assert Path(taken.value.path()).stat().st_size > 1_000
