"""Several councils side by side, from files of figures alone: without a return."""

import csv
import io
import re

from playwright.sync_api import expect

from page_steps import SLOW, choose_files, download, main_heading, place, settled

COLUMNS = "id,split,group,day,value,of,percent,cannot_tell,records,with_errors,low,high,lacks,hidden,council"
MONTHS = ("2026-11-30", "2026-12-31", "2027-01-31")


def figures_of(council, children, out, errors):
    """Figures only: children looked after month by month and today, how many of them outside, errors. "": hidden."""
    hidden = "" if out else "hidden"
    percent = 100 * out // children if out else ""
    rows = [f"cla_on_day,,,{day},{children - n},,,0,{children - n},10,,,,,{council}" for n, day in enumerate(MONTHS)]
    rows += [
        f"cla_on_day,,,2027-02-15,{children},,,0,{children},10,,,,,{council}",
        f"cla_out_of_area,,,2027-02-15,{out},{children},{percent},0,{children if out else ''},10,,,,{hidden},{council}",
        f"errors,,,2027-02-15,{errors},{children},,,,,,,,,{council}",
    ]
    return "\n".join([COLUMNS, *rows])


def test_files_of_figures_are_put_side_by_side(opened_file, axe):
    page = opened_file
    files = (("a.csv", "E06000023", 200, 80, 150), ("b.csv", "E10000008", 400, 100, 100), ("c.csv", "", 50, "", 20))
    choose_files(page, *((name, figures_of(*said)) for name, *said in files))
    expect(page.get_by_text("Figures of a council, without any child.").first).to_be_visible(timeout=SLOW)
    place(page, "Figures")
    expect(main_heading(page)).to_have_text("Several councils side by side")
    expect(page.get_by_text("3 councils, as at 15 February 2027: 3 files of figures")).to_be_visible(timeout=SLOW)
    table = page.get_by_role("table", name="Several councils side by side")
    rows = table.locator("tbody tr")
    expect(rows.locator("th")).to_have_text([re.compile(one) for one in ("Bristol", "Devon", "Council A", "All 3")])
    expect(rows.nth(0)).to_contain_text("75.0")
    expect(rows.nth(0)).to_contain_text("80 of 200")
    expect(rows.nth(2).locator("td").last).to_have_text("hidden")
    expect(rows.nth(3).locator("td").last).to_have_text("hidden")
    expect(rows.nth(3)).to_contain_text("650")

    table.get_by_role("button", name="Children looked after", exact=True).click()
    expect(rows.locator("th")).to_have_text([re.compile(one) for one in ("Devon", "Bristol", "Council A", "All 3")])
    expect(page.locator(".multi figure")).to_have_count(3, timeout=SLOW)
    expect(page.get_by_role("img", name=re.compile("^Bristol: 200 on 30 Nov.*, 200 on 15 Feb"))).to_be_visible()
    page.get_by_role("button", name="Errors behind each").click()
    expect(rows.first).to_contain_text("10 of 50")  # sorted by its errors now
    page.get_by_role("button", name="as columns").click()
    expect(table.locator("thead th")).to_have_text([re.compile(o) for o in ("Figure", "Council A", "Bristol", "Devon")])
    settled(page)
    axe(page)
    name, data = download(page, "Download CSV")
    taken = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert name == "figures of councils.csv" and len(taken) == 18
    assert [row["hidden"] for row in taken if row["measure"] == "cla_out_of_area"] == ["", "", "hidden"]
