"""Letters on the page: who is asked, names and addresses, drafts for everybody, the letter's own page."""

import csv
import email
import email.policy
import io
import re
import zipfile

from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from page_steps import SLOW, WIDTHS, checked_sample, download, looked_at, main_heading, settled, to_share

LETTERS = "Letters to workers and teams"


def with_names(page) -> list[str]:
    """Fill in the template that the page gives, and choose it. The names."""
    _, data = download(page, "Download the template")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    names = ["Priya Shah", "Daniel Osei"]
    rows = [
        sheet[0],
        *([row[0], names[n % 2], f"East {n % 2}", f"w{n % 2}@council.example"] for n, row in enumerate(sheet[1:])),
    ]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    page.locator("#choose-workers").set_input_files(
        {"name": "workers.csv", "mimeType": "text/csv", "buffer": out.getvalue().encode()}
    )
    expect(page.get_by_text(re.compile(r"List of workers: 2 workers in 2 teams"))).to_be_visible(timeout=SLOW)
    settled(page)
    return names


def write(page, label, text):
    page.get_by_label(label).fill(text)
    page.keyboard.press("Tab")
    settled(page)


def test_every_workers_draft_is_made_with_one_press(opened_file):
    page = opened_file
    checked_sample(page)
    to_share(page)
    names = with_names(page)
    write(page, "Reply by", "2027-02-26")
    write(page, "Contact (e-mail or telephone)", "cla.data@council.example")
    rows = page.get_by_role("table", name=LETTERS).locator("tbody a").all_inner_texts()
    assert set(names) <= set(rows) and "Placements team" in rows

    name, data = download(page, "Download all e-mail drafts (zip)")
    assert re.fullmatch(r"Bristol 903 2026-27 drafts \d{4}-\d\d-\d\d\.zip", name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        drafts = {
            one.removesuffix(".eml"): email.message_from_bytes(archive.read(one), policy=email.policy.default)
            for one in archive.namelist()
        }
    assert set(drafts) == set(rows)
    for who, draft in drafts.items():
        text = draft.get_content()
        assert not draft.defects and draft["X-Unsent"] == "1"
        assert "by Friday 26 February 2027" in text and "cla.data@council.example" in text
        to = [address.addr_spec for address in draft["To"].addresses] if draft["To"] else []
        assert to == ([f"w{names.index(who)}@council.example"] if who in names else [])
    assert drafts["Priya Shah"].get_content().startswith("Dear Priya,")

    _, merged = download(page, "CSV for mail merge")
    assert [row["Name"] for row in csv.DictReader(io.StringIO(merged.decode("utf-8-sig")))] == rows
    name, pages = download(page, "All letters to print")
    assert name.endswith(".html") and pages.count(b"<article>") == len(rows)
    _, book = download(page, "Workbook of lists")
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names) == len(rows) + 1


def test_a_letter_has_a_page_of_its_own(opened_file):
    page = opened_file
    checked_sample(page)
    to_share(page)
    with_names(page)
    page.get_by_role("link", name="Priya Shah", exact=True).click()
    page.get_by_role("link", name="Letter to Priya Shah").click()
    expect(main_heading(page)).to_have_text("Letter to Priya Shah")
    settled(page)
    letter = page.get_by_role("article", name="The letter as it is printed")
    expect(letter).to_contain_text("Dear Priya,")
    expect(letter.get_by_role("term").first).to_have_text("We have")
    points = letter.get_by_role("listitem").count()
    name, data = download(page, "Download e-mail draft (.eml)")
    draft = email.message_from_bytes(data, policy=email.policy.default)
    assert name.endswith(".eml") and draft.get_content().count("Your answer:") == points
    expect(page.get_by_label("Text of the e-mail")).to_contain_text("Dear Priya,")
    page.emulate_media(media="print")
    expect(page.get_by_label("Text of the e-mail")).to_be_hidden()
    expect(letter).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name=re.compile("^(Next|Previous)")).first.click()
    expect(main_heading(page)).not_to_have_text("Letter to Priya Shah")


def test_lists_by_role_and_another_who_is_asked(opened_file):
    page = opened_file
    checked_sample(page)
    to_share(page)
    expect(page.get_by_text(re.compile(r"\d+ things only the data team can do are not in any letter"))).to_be_visible()
    page.get_by_label("Group by").select_option("role")
    lists = page.get_by_role("table", name="Lists by who can put it right")
    expect(lists.get_by_role("link", name="Data team")).to_be_visible(timeout=SLOW)
    expect(lists.get_by_role("link", name="Reviewing officers")).to_be_visible()
    page.get_by_role("button", name="Change who is asked").click()
    form = page.get_by_role("form", name="Who is asked")
    all_of = form.locator("select[name=all-reviewing]")
    expect(all_of).to_be_visible(timeout=SLOW)
    all_of.select_option("worker")
    form.get_by_role("button", name="Make the lists").click()
    expect(form).to_have_count(0, timeout=SLOW)
    settled(page)
    expect(lists.get_by_role("link", name="Reviewing officers")).to_have_count(0)
    page.get_by_label("Group by").select_option("child")
    expect(page.get_by_role("heading", name="Lists by child")).to_be_visible(timeout=SLOW)
    page.get_by_label("Group by").select_option("team")
    expect(page.get_by_role("link", name="No team known", exact=True)).to_be_visible(timeout=SLOW)


def test_rules_and_people_can_be_left_out(opened_file):
    page = opened_file
    checked_sample(page)
    to_share(page)
    points = page.get_by_text(re.compile(r"written as \d+ things to do"))
    before = points.inner_text()
    page.get_by_role("button", name="Leave out rules").click()
    form = page.get_by_role("form", name="Leave out rules")
    expect(form.get_by_role("checkbox").first).to_be_focused()
    for box in form.get_by_role("checkbox", name=re.compile("^(388|435|503D) ")).all():
        box.check()
    form.get_by_role("button", name="Make the lists").click()
    expect(page.get_by_text("3 rules are left out.")).to_be_visible(timeout=SLOW)
    settled(page)
    assert points.inner_text() != before
    lists = page.get_by_role("table", name=LETTERS)
    second = lists.locator("tbody a").nth(1)
    who = second.inner_text()
    second.click()
    expect(page.get_by_role("region", name=f"Preview of the letter to {who}")).to_contain_text("Dear colleague")
    expect(second).to_be_focused()
    lists.get_by_role("checkbox", name=f"Include {who}").uncheck()
    _, data = download(page, "Download all e-mail drafts (zip)")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert (
            f"{who}.eml" not in archive.namelist() and len(archive.namelist()) == lists.locator("tbody tr").count() - 1
        )


def test_letters_can_be_used_by_everybody(opened_file, axe):
    page = opened_file
    checked_sample(page)
    to_share(page)
    found = []

    def look(name):
        found.extend(looked_at(page, axe, name, *WIDTHS, 768))

    look("share-letters")
    page.get_by_role("button", name="Change who is asked").click()
    expect(page.get_by_role("form", name="Who is asked").locator("select").first).to_be_visible(timeout=SLOW)
    look("share-roles")
    with_names(page)
    page.evaluate("location.hash = '#/share/letter?who=Priya Shah'")
    expect(main_heading(page)).to_have_text("Letter to Priya Shah")
    look("share-letter")
    assert found == []
