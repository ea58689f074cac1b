"""Figures on the page: the overview on any day, one figure with the children behind it, what is taken away."""

import re

from playwright.sync_api import expect

from page_steps import SLOW, checked_sample, download, main_heading, place, settled

MOVES = "Children with three or more placements in the year"


def row_of(page, title):
    return page.locator(".fg tr").filter(has=page.get_by_role("link", name=title, exact=True))


def whole(text):
    return int(re.sub(r"\D", "", text))


def test_from_the_headlines_to_the_children_behind_a_figure(opened_file):
    page = opened_file
    page.evaluate("location.hash = '#/figures'")
    expect(page.get_by_text("Nothing has been checked yet")).to_be_visible()
    page.evaluate("location.hash = '#/files'")
    checked_sample(page)
    place(page, "Figures")
    expect(main_heading(page)).to_have_text("Figures that leaders can rely on")
    moves = row_of(page, MOVES)
    expect(moves.get_by_role("cell").first).to_have_text(re.compile(r"^\s*\d+%\s*\d+ of \d+\s*$"), timeout=SLOW)
    expect(row_of(page, re.compile("^Children looked after for every"))).to_contain_text("add the Department’s file")
    expect(row_of(page, "Children whose reviews were all on time")).to_contain_text("Our definition", timeout=SLOW)
    expect(page.get_by_text("Counting…")).to_have_count(0, timeout=SLOW)  # what is below the window comes by itself

    stopped = "Children who stopped being looked after"
    expect(row_of(page, stopped)).to_have_count(1)
    page.get_by_role("button", name="Choose which to show").click()
    form = page.get_by_role("form", name="Headline figures to show")
    form.get_by_label(stopped, exact=True).uncheck()
    form.get_by_role("button", name="Show these").click()
    expect(row_of(page, stopped)).to_have_count(0, timeout=SLOW)
    page.get_by_role("button", name="Choose which to show").click()
    form.get_by_role("button", name="Back to the usual ones").click()
    expect(row_of(page, stopped)).to_have_count(1, timeout=SLOW)
    expect(page.locator(".fg-sum")).to_contain_text(re.compile(r"It adds up|It doesn’t add up by"), timeout=SLOW)

    looked_after = row_of(page, "Children looked after").get_by_role("cell").first
    today = looked_after.inner_text()
    page.get_by_label("Another day").fill("1/4/2025")
    page.get_by_label("Another day").press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Choose a day between 1 April 2026 and 31 March 2027.")
    page.get_by_label("Another day").fill("30/4/2026")
    page.get_by_label("Another day").press("Enter")
    expect(page.get_by_role("columnheader", name="30 Apr")).to_be_visible(timeout=SLOW)
    expect(looked_after).not_to_have_text(today, timeout=SLOW)
    page.get_by_role("radio", name=re.compile("^Today")).check(force=True)
    expect(page.get_by_role("columnheader", name="Today")).to_be_visible(timeout=SLOW)

    page.get_by_role("navigation", name="Themes of the figures").get_by_role("link", name="Placements").click()
    expect(page.locator(".fg th.t")).to_have_count(10)
    page.get_by_label("Find a figure").fill("three or more")
    expect(page.locator(".fg th.t")).to_have_count(3)
    page.get_by_role("link", name=MOVES).click()
    expect(main_heading(page)).to_have_text(MOVES, timeout=SLOW)
    settled(page)
    expect(page.get_by_role("img", name=re.compile("^This year .* Last year .* on 31 March 2026"))).to_be_visible()

    page.get_by_role("navigation", name="Broken down by").get_by_role("link", name="Sex").click()
    breakdown = page.get_by_role("table", name=f"{MOVES} by Sex")
    expect(breakdown).to_be_visible()
    numbers = [whole(one) for one in breakdown.locator("tbody td:nth-child(2)").all_inner_texts()]
    assert sum(numbers[:-1]) == numbers[-1], "the parts add up to the whole"

    lists = page.get_by_role("navigation", name="Which children")
    lists.get_by_role("link", name=re.compile("^Not counted")).click()
    not_counted = page.get_by_role("table", name="Children: Not counted")
    expect(not_counted).to_contain_text("Fewer than three placements", timeout=SLOW)
    breakdown.get_by_role("link", name="Female").click()
    expect(page.get_by_text("Only “Female”.")).to_be_visible(timeout=SLOW)
    lists.get_by_role("link", name=re.compile("^Counted")).click()
    counted = page.get_by_role("table", name="Children: Counted")
    expect(counted.locator("tbody tr")).to_have_count(numbers[0], timeout=SLOW)
    name, data = download(page, "or as CSV")
    assert "three_placements" in name and len(data.decode("utf-8-sig").splitlines()) == 1 + numbers[0]
    page.get_by_role("button", name="Open in Ask").click()
    expect(main_heading(page)).to_have_text("Ask", timeout=SLOW)
    expect(page.locator(".cm-content")).to_contain_text(f"-- {MOVES}, on", timeout=SLOW)
    page.go_back()
    expect(counted.locator("tbody tr")).to_have_count(numbers[0], timeout=SLOW)
    child = counted.locator(".child-id").first
    expect(child).to_have_text(re.compile(r"^\d+$"))
    number = child.inner_text()
    child.click()
    expect(main_heading(page)).to_contain_text(number, timeout=SLOW)


AREAS = "time_period,geographic_level,region_name,old_la_code,la_name,cla_group,placement_stability,children_percent"
STABILITY = "CLA on 31 March,With 3 or more placements during the year"
PUBLISHED = f"""{AREAS}
2025,National,,,,{STABILITY},10
2025,Regional,South West,,,{STABILITY},11
2025,Local authority,South West,801,"Bristol, City of",{STABILITY},9
2025,Local authority,South West,908,Cornwall,{STABILITY},c
2025,Local authority,South West,878,Devon,{STABILITY},12
"""


def test_published_files_are_dropped_and_the_figures_taken_away(opened_file):
    page = opened_file
    checked_sample(page)
    place(page, "Figures")
    expect(row_of(page, MOVES)).to_contain_text("have an error", timeout=SLOW)
    expect(page.get_by_role("columnheader", name="England")).to_have_count(0)
    page.locator("#choose-published").set_input_files(
        {"name": "stability.csv", "mimeType": "text/csv", "buffer": PUBLISHED.encode()}
    )
    expect(page.get_by_role("columnheader", name="England")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Stands beside 1 figure")).to_be_visible(timeout=SLOW)
    expect(row_of(page, MOVES).get_by_role("cell").last).to_have_text(re.compile(r"^\s*10%\s*$"), timeout=SLOW)

    name, data = download(page, "or as CSV")
    assert "small numbers hidden" in name and data.startswith(b"\xef\xbb\xbfid,split,group,day")
    page.get_by_label("Hide numbers of 1 to 5").uncheck()
    name, data = download(page, "or as CSV")
    assert "hidden" not in name

    page.get_by_role("link", name=MOVES).click()
    months = page.get_by_role("img", name=re.compile("England, year to 31 March 2025: 10%"))
    expect(months).to_be_visible(timeout=SLOW)
    strip = page.get_by_role("img", name=re.compile("^Councils of South West"))
    expect(strip).to_have_accessible_name("Councils of South West: Bristol, City of 9%, Devon 12%.", timeout=SLOW)
    page.get_by_text("Show 3 councils as a table").click()
    expect(page.get_by_role("row", name="Cornwall hidden")).to_be_visible()
