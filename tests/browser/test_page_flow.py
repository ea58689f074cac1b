"""The whole way through the page, hosted and from a folder with the network off."""

import datetime as dt
import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
from playwright.sync_api import expect

from check903.tidy import files as export
from page_steps import (
    EPISODES,
    EVIL,
    HEADER,
    SLOW,
    check,
    check_button,
    checked_sample,
    choose_council,
    choose_files,
    files_table,
    main_heading,
    place,
    settled,
    use_sample,
    view,
)
from support.made_findings import made_findings

ERRORS = re.compile(r"\d+ errors?")


def test_sample_from_files_to_a_child(opened):
    page = opened
    use_sample(page)
    expect(files_table(page)).to_contain_text("episodes.csv")
    expect(page.get_by_label("Council")).not_to_have_value("")
    check(page)
    expect(main_heading(page)).to_be_focused()
    expect(page).to_have_title("Overview - Check 903")

    page.locator(".pareto .title a").first.click()
    expect(page.get_by_role("heading", name="How to fix it")).to_be_visible()
    expect(main_heading(page)).to_be_focused()
    page.locator(".pairs .child-id").first.click()
    expect(page.get_by_role("img", name=re.compile("^Time in care of child"))).to_be_visible()
    expect(page.locator(".work .mk").first).to_be_visible()
    expect(page.locator(".rows .mk").first).to_be_visible()  # beside the cell at fault, or the line where no cell is
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV the rows of Episodes").click()
    assert re.search(r" child Episodes \d{4}-\d\d-\d\d\.csv$", download.value.suggested_filename)

    page.go_back()
    expect(page.get_by_role("heading", name="How to fix it")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Where the errors are")).to_be_visible()


def test_a_view_can_be_reached_by_its_address(opened_file):
    page = opened_file
    checked_sample(page)
    page.evaluate("location.hash = '#/findings/child'")
    settled(page)
    child = page.locator(".child-id").first.inner_text()
    page.evaluate(f"location.hash = '#/findings/child/{child}'")
    expect(main_heading(page)).to_have_text(f"Child {child}")
    page.evaluate("location.hash = '#/findings/child/nobody'")
    expect(page.get_by_text("No child with this id is in the files.")).to_be_visible()
    page.evaluate("location.hash = '#/nowhere/at/all'")
    expect(main_heading(page)).to_have_text("There is no such page")


def test_the_filter_is_carried_from_view_to_view(viewed):
    page = viewed
    page.get_by_role("table", name="Which table").get_by_role("link", name="Header", exact=True).click()
    tag = page.get_by_role("button", name="Remove filter Table: Header")
    count = page.locator(".filter .count")
    expect(tag).to_be_visible()
    settled(page)
    left = count.inner_text()
    assert re.fullmatch(r"\d+ of \d+ errors", left)
    for name in ("By rule", "By child", "All findings", "Overview"):
        view(page, name)
        settled(page)
        expect(tag).to_be_visible()
        expect(count).to_have_text(left)
    view(page, "All findings")
    settled(page)
    tables = page.locator("table.all tbody tr td:nth-child(3)")
    assert set(tables.all_inner_texts()) == {"Header"}
    tag.click()
    expect(page.locator(".filter")).to_contain_text("No filter: all")
    page.go_back()
    expect(tag).to_be_visible()


def test_a_filter_can_be_added_and_cleared(viewed):
    page = viewed
    page.get_by_role("button", name="Add a filter").click()
    form = page.get_by_role("form", name="Filter")
    expect(form.get_by_label("Rule")).to_be_focused()
    form.get_by_label("Category").select_option("missing")
    form.get_by_label("Text or child").fill("blank")
    form.get_by_role("button", name="Apply filter").click()
    expect(page.get_by_role("button", name="Remove filter Missing")).to_be_visible()
    expect(page.get_by_role("button", name="Remove filter Text: blank")).to_be_visible()
    assert "category=missing" in page.url and "text=blank" in page.url
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".filter")).to_contain_text("No filter")


def test_all_findings_sort_page_and_find(viewed):
    page = viewed
    view(page, "All findings")
    settled(page)
    rows = page.locator("table.all tbody tr")
    expect(rows).to_have_count(50)
    page.get_by_label("Rows to a page").select_option("25")
    expect(rows).to_have_count(25)
    settled(page)
    first = rows.first.inner_text()
    page.get_by_role("link", name="Next page of errors").click()
    expect(page.locator(".pager")).to_contain_text("26 to 50 of")
    settled(page)
    assert rows.first.inner_text() != first

    line = page.get_by_role("columnheader", name="Line")
    line.get_by_role("button").click()
    expect(line).to_have_attribute("aria-sort", "ascending")
    expect(page.locator(".pager")).to_contain_text("1 to 25 of")
    settled(page)
    lines = [int(text.replace(",", "")) for text in page.locator("table.all tbody td:nth-child(4)").all_inner_texts()]
    assert lines == sorted(lines)
    line.get_by_role("button").click()
    expect(line).to_have_attribute("aria-sort", "descending")
    expect(line.get_by_role("button")).to_be_focused()

    find = page.get_by_label("Find by child, code, word or value")
    find.press_sequentially("review")
    expect(page.get_by_role("button", name="Remove filter Text: review")).to_be_visible()
    expect(find).to_be_focused()
    find.fill("no such word anywhere")
    expect(page.get_by_text("No error matches the filter.")).to_be_visible()


def test_rules_are_found_and_ordered(viewed):
    page = viewed
    view(page, "By rule")
    settled(page)
    codes = page.locator(".rules .code")
    many = codes.count()
    page.get_by_role("button", name=re.compile("^Most errors first")).click()
    expect(page.get_by_role("button", name=re.compile("^In order of code"))).to_be_visible()
    page.get_by_label("Find by code or word").fill("ethnic")
    expect(codes).not_to_have_count(many)
    assert codes.count() >= 1
    expect(page.get_by_label("Find by code or word")).to_be_focused()


def test_downloads(opened, tmp_path):
    page = opened
    asked_for = []
    page.on("request", lambda request: asked_for.append(request.url.rsplit("/", 1)[-1]))
    checked_sample(page)
    with page.expect_download(timeout=SLOW) as workbook:
        page.get_by_role("button", name="Download workbook").click()
    assert workbook.value.suggested_filename.endswith(".xlsx")
    assert workbook.value.path().read_bytes()[:2] == b"PK"
    view(page, "All findings")
    with page.expect_download(timeout=SLOW) as table:
        page.get_by_role("button", name="Download as CSV").click()
    text = table.value.path().read_text(encoding="utf-8-sig")
    shown = int(re.search(r"([\d,]+) errors", page.locator(".page-head .meta").inner_text()).group(1).replace(",", ""))
    assert len(text.splitlines()) == shown + 1
    view(page, "By rule")
    settled(page)
    with page.expect_download(timeout=SLOW) as rows:
        page.get_by_role("button", name="Download these rows").click()
    assert rows.value.suggested_filename.endswith(".csv")
    place(page, "Share")
    with page.expect_download(timeout=SLOW):
        page.get_by_role("region", name="Report").get_by_role("button", name="Download workbook").click()
    for kind in ("SQLite", "CSV files", "Parquet"):
        assert "parquet.js" not in asked_for  # before the page is asked for it
        _read_back(_as_tables(page, "The return as tables", kind).path(), tmp_path / kind, shown)
    assert "parquet.js" in asked_for
    _like_native_parquet(tmp_path / "Parquet", tmp_path / "SQLite" / "return.sqlite")
    for kind, ending in {"SQLite": ".sqlite", "Parquet": ".parquet"}.items():
        shaped = _as_tables(page, "Standard Safeguarding Dataset", kind)
        assert "SSD-shaped tables" in shaped.suggested_filename
        with zipfile.ZipFile(shaped.path()) as archive:
            assert {Path(name).suffix for name in archive.namelist()} == {ending, ".md"}


def _as_tables(page, shape, kind):
    """The zip of the return as tables, of the line on Share in which those words stand."""
    line = page.get_by_role("region", name="Report").get_by_role("listitem").filter(has_text=shape)
    with page.expect_download(timeout=SLOW) as tables:
        line.get_by_role("button", name=f"Download as {kind}").click()
    return tables.value


def _read_back(path, folder, errors):
    """The return as tables, as another program reads it."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    assert "children’s data" in (folder / "data dictionary.md").read_text(encoding="utf-8")
    if (folder / "return.sqlite").exists():
        connection = sqlite3.connect(folder / "return.sqlite")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (found,) = connection.execute("SELECT count(*) FROM findings JOIN rules USING (rule)").fetchone()
        connection.close()
    else:
        (form,) = {path.suffix for path in folder.iterdir()} - {".md"}
        findings, rules = (str(folder / f"{name}{form}") for name in ("findings", "rules"))
        ((found,),) = duckdb.sql(f"SELECT count(*) FROM '{findings}' JOIN '{rules}' USING (rule)").fetchall()
    assert found == errors


def _like_native_parquet(folder, database):
    """The tables and types are those that pyarrow writes, and the values those of the page's own database."""
    native = dict(export.export(made_findings(30, seed=3), "parquet"))
    assert {path.name for path in folder.iterdir()} == set(native)
    connection = sqlite3.connect(database)
    for name in set(native) - {export.DICTIONARY}:
        table = pq.read_table(folder / name)
        assert table.schema == pq.read_schema(io.BytesIO(native[name])), name
        rows = [*zip(*table.to_pydict().values())]
        assert duckdb.sql(f"SELECT * FROM '{folder / name}'").fetchall() == rows, name
        plain = [tuple(value.isoformat() if isinstance(value, dt.date) else value for value in row) for row in rows]
        assert connection.execute(f'SELECT * FROM "{name.removesuffix(".parquet")}"').fetchall() == plain, name
        assert len(pd.read_parquet(folder / name)) == len(rows)
    connection.close()


def test_text_from_files_is_only_ever_text(opened_file):
    page = opened_file
    choose_files(
        page, ("<img src=x>.csv", HEADER.replace("1002", EVIL)), ("episodes.csv", EPISODES.replace("1002", EVIL))
    )
    choose_council(page)
    check(page)
    view(page, "All findings")
    settled(page)
    expect(page.get_by_role("link", name=EVIL).first).to_be_visible()
    page.get_by_role("link", name=EVIL).first.click()
    expect(main_heading(page)).to_have_text(f"Child {EVIL}")
    expect(page.locator("#screen img")).to_have_count(0)
    page.go_back()
    page.get_by_label("Find by child, code, word or value").fill(EVIL)
    expect(page.get_by_role("button", name=f"Remove filter Text: {EVIL}")).to_be_visible()
    expect(page).to_have_title("All findings - Check 903")


def test_a_return_without_errors_of_a_kind_is_good_news(viewed):
    page = viewed
    page.evaluate("location.hash = '#/findings/overview?text=nothingatallhasthis'")
    expect(page.get_by_text("No error matches the filter.")).to_be_visible()
    page.get_by_role("link", name="Clear the filter").click()
    expect(page.get_by_role("heading", name="Where the errors are")).to_be_visible()


def test_forget_everything(opened_file):
    page = opened_file
    checked_sample(page)
    choose = page.get_by_role("button", name="Forget everything")
    place(page, "Files")
    choose.click()
    page.get_by_role("button", name="Keep").click()
    expect(check_button(page)).to_be_visible()
    choose.click()
    expect(page.get_by_role("button", name="Yes, forget")).to_be_focused()
    page.get_by_role("button", name="Yes, forget").click()
    expect(page.get_by_role("heading", name="No files yet")).to_be_visible()
    expect(page.get_by_label("Council")).to_have_value("")
    place(page, "Findings")
    expect(page.get_by_text("Nothing has been checked yet.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_only_the_council_is_remembered(opened):
    page = opened
    choose_council(page)
    choose_files(page, ("header.csv", HEADER), ("episodes.csv", EPISODES))
    check(page)
    assert page.evaluate("Object.values(localStorage)") == ["E06000023"]
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    expect(page.get_by_text("Nothing has been checked yet.")).to_be_visible()
    place(page, "Files")
    expect(page.get_by_role("heading", name="No files yet")).to_be_visible()
    expect(page.get_by_label("Council")).to_have_value("E06000023", timeout=SLOW)


SLOW_STEPS = """
import time
from check903.session import checks
step = checks.Running.step
def slow(self):
    until = time.perf_counter() + 0.05
    while time.perf_counter() < until:
        pass
    step(self)
checks.Running.step = slow
"""


def test_a_check_can_be_stopped(opened_file):
    page = opened_file
    use_sample(page)
    page.workers[0].evaluate(f"python.runPython({json.dumps(SLOW_STEPS)})")
    check_button(page).click()
    expect(page.get_by_text(re.compile(r"Checking: \d+ of \d+ rules"))).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("progressbar", name="Rules checked")).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("The check was stopped, so there is nothing to show.")).to_be_visible()
    page.get_by_role("link", name="Go to Files and check again").click()
    expect(page.get_by_text("The check was stopped. Your files are still here.")).to_be_visible()
    expect(check_button(page)).to_be_visible()


def test_what_is_not_there_yet_says_so(opened_file):
    page = opened_file
    for name, text in (
        ("Findings", "Nothing has been checked yet."),
        ("Fix", "Nothing has been checked yet."),
        ("Share", "Nothing has been checked yet."),
    ):
        place(page, name)
        expect(page.locator("#screen")).to_contain_text(text)
        expect(main_heading(page)).to_be_focused()


def test_rules_and_help(opened_file):
    page = opened_file
    page.get_by_role("contentinfo").get_by_role("link", name="Rules and sources").click()
    expect(page.locator(".rule-book li").first).to_be_visible()
    page.get_by_label("Collection year").select_option("2023")
    expect(page).to_have_url(re.compile("#/rules/2023"))
    page.get_by_label("Find by code or word").fill("301")
    expect(page.locator(".rule-entry .code").first).to_have_text("301")
    page.get_by_role("link", name="Nothing leaves this computer").click()
    expect(main_heading(page)).to_have_text("How to check that nothing leaves this computer")
    page.get_by_role("contentinfo").get_by_role("link", name="Help", exact=True).click()
    page.get_by_role("link", name="How to get Ofsted’s list").click()
    expect(main_heading(page)).to_have_text("How to get Ofsted’s list")
