"""Annex A beside the return on the page: dropped in, compared, apart from the errors; on the child's page too."""

import datetime as dt
import re

from playwright.sync_api import expect

from check903 import sample
from page_steps import SLOW, check, choose_files, download, files_table, looked_at, main_heading, settled
from support.files import workbook
from support.made_annex import Annex


def test_annex_a_from_files_to_the_child(opened_file, axe):
    page, made = opened_file, sample.generate(60, seed=4, share=0)
    annex = Annex(made.this_year, made.last_year, dt.date(2027, 3, 31))
    row = annex.lists[8][0]
    row["Child's Category of Need"], child = "N7", row["Child Unique ID"]
    annex.lists[8].append({**annex.lists[8][3], "Child Unique ID": "77"})
    annex.lists[8][1]["Gender"] = "purple"
    lists = workbook({f"List {number}": annex.cells(number) for number in annex.lists})
    made.this_year["header.csv"] = made.this_year["header.csv"].replace(b",UN1,", b",,", 1)  # an error
    choose_files(page, *made.this_year.items(), ("annex a.xlsx", lists))
    expect(files_table(page)).to_contain_text("Annex A, Ofsted’s child-level data", timeout=SLOW)
    check(page)

    page.get_by_role("link", name="See what they find").click()
    page.get_by_role("link", name="See where it and the return disagree").click()
    expect(main_heading(page)).to_have_text("Annex A beside the return", timeout=SLOW)
    expect(page.get_by_text("The two lists disagree in 2 places about 2 children.")).to_be_visible(timeout=SLOW)
    rows = page.locator(".two-lists tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.last).to_contain_text("annex a.xlsx, sheet List 8, line 2")
    expect(page.get_by_text("Gender in list 8 (children in care): “purple”, 1 cell")).to_be_visible()
    expect(rows.first.get_by_text("77", exact=True)).to_be_visible()
    expect(rows.first.get_by_role("link")).to_have_count(0)  # the return doesn't have the child
    assert not list(looked_at(page, axe, "two-lists", 1440, 320))

    page.get_by_role("link", name="Child’s Category of Need", exact=True).click()
    expect(rows).to_have_count(1, timeout=SLOW)
    name, data = download(page, "Download as Excel")
    assert "two lists" in name and data[:2] == b"PK"
    rows.get_by_role("link", name=child).click()
    expect(page.get_by_role("heading", name="Annex A and the return disagree")).to_be_visible(timeout=SLOW)
    own = page.locator(".two-lists-child tbody tr")
    expect(own).to_have_count(1)
    expect(own).to_contain_text(re.compile("N7"))
    settled(page)
    assert not list(looked_at(page, axe, "two-lists-child", 1440))
