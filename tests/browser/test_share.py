"""Sharing on the page: lists, e-mail text, saved checks that come back, figures, the page for the manager."""

import json
import re

from playwright.sync_api import expect

from page_steps import (
    SLOW,
    WIDTHS,
    check,
    checked_sample,
    download,
    looked_at,
    main_heading,
    settled,
    to_share,
    use_sample,
)

CLIPBOARD = """Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => {
  if (window.refuse) throw new Error();
  window.copied = text;
} } })"""


def fix_something(page, name="Pupil number as last year"):
    page.evaluate("location.hash = '#/fix'")
    settled(page)
    page.locator(".plan").get_by_role("link", name=re.compile(f"^{name}")).click()
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^Apply \d+ changes?$")).click()
    expect(page.locator("#outcome")).to_be_visible(timeout=SLOW)
    settled(page)


def saved(page):
    """Save the check, and what stands in the file."""
    to_share(page)
    name, data = download(page, "Save my work")
    return {"name": name, "mimeType": "application/json", "buffer": data}


def drop_saved(page, file):
    page.locator("#choose-saved").set_input_files(file)
    expect(page.get_by_role("img", name=re.compile("^Errors in"))).to_be_visible(timeout=SLOW)
    settled(page)


def test_before_a_check_it_says_what_it_will_hold(opened_file):
    to_share(opened_file)
    expect(opened_file.get_by_text("Nothing has been checked yet.")).to_be_visible()
    expect(opened_file.get_by_text("Letters to social workers and teams")).to_be_visible()


def test_accepted_errors_are_on_no_list(opened_file):
    page = opened_file
    checked_sample(page)
    to_share(page)
    things = page.get_by_text(re.compile(r"written as \d+ things to do"))
    before = things.inner_text()
    page.evaluate("location.hash = '#/findings/rule/388'")
    settled(page)
    page.get_by_role("button", name="Accept with a note").click()
    page.get_by_label("Why it can’t be fixed").fill("Right as it is")
    page.keyboard.press("Enter")
    expect(page.locator("#outcome")).to_contain_text("accepted", timeout=SLOW)
    to_share(page)
    assert things.inner_text() != before


def test_the_email_text_is_copied_or_shown_to_be_copied(opened_file):
    page = opened_file
    page.add_init_script(CLIPBOARD)
    page.reload()
    checked_sample(page)
    to_share(page)
    page.get_by_role("button", name="Copy e-mail text").click()
    expect(page.get_by_role("button", name="Copied: copy it again")).to_be_visible()
    copied = page.evaluate("window.copied")
    assert copied.startswith("Dear colleague,") and "We have: " in copied
    page.evaluate("window.refuse = true")
    page.get_by_role("button", name="Copied: copy it again").click()
    area = page.get_by_label("Copy this text (Ctrl+C)")
    expect(area).to_be_focused()
    assert area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)") == copied


def test_a_saved_check_comes_back_and_says_what_changed(opened_file):
    page = opened_file
    checked_sample(page)
    file = saved(page)
    content = json.loads(file["buffer"])
    assert "No names" in content["holds"]
    fix_something(page)
    to_share(page)
    drop_saved(page, file)
    expect(page.get_by_text(re.compile("they have fallen by"))).to_be_visible()
    page.get_by_text("Show the figures as a table").click()
    expect(page.get_by_role("table", name="Errors in the saved checks and now")).to_contain_text("this check")
    figures = page.get_by_role("table", name="Errors in the saved checks and now").locator("tbody tr td:nth-child(2)")
    heights = page.locator(".trend .point").evaluate_all(
        "(points) => points.map((point) => Number(point.getAttribute('cy')))"
    )
    assert page.locator(".trend .number").all_text_contents() == figures.all_inner_texts()[::-1], "the newest is first"
    assert len(heights) == 2 and heights[0] < heights[1], "more errors stand higher"
    compared = page.get_by_role("table", name=re.compile("^Rule by rule, beside"))
    expect(compared.locator("tbody tr", has_text="208 ").first).to_contain_text("−")

    page.evaluate("location.hash = '#/findings/overview'")
    stands = page.get_by_role("region", name="Where the return stands")
    expect(stands).to_contain_text(re.compile(r"[1-9]\d* gone"))
    expect(stands).to_contain_text("0 fixed")
    expect(page.get_by_text(re.compile(r"^\d+ fewer than on"))).to_be_visible()
    page.evaluate("location.hash = '#/findings/all?since=fixed'")
    expect(page.get_by_role("heading", name=re.compile("^Fixed since"))).to_be_visible()
    settled(page)
    expect(page.get_by_role("cell", name=re.compile("^In Fix: ")).first).to_be_visible()
    page.evaluate("location.hash = '#/findings/overview?status=still'")
    settled(page)
    expect(page.get_by_role("button", name="Remove filter Still there")).to_be_visible()
    page.evaluate("location.hash = '#/findings/rule/208'")
    expect(page.get_by_text(re.compile(r"Since \d+ \w+ \d+")).first).to_be_visible()
    page.evaluate("location.hash = '#/findings/all'")
    expect(page.locator(".all .tag-still").first).to_be_visible()
    expect(page.get_by_text("Something changed after this check")).to_have_count(0)


def test_figures_only_hold_no_child_and_compare(opened_file):
    page = opened_file
    checked_sample(page)
    to_share(page)
    _, data = download(page, "Download figures")
    content = json.loads(data)
    assert "findings" not in content and "made" not in content
    page.locator("#choose-saved").set_input_files(
        {"name": "other council.json", "mimeType": "application/json", "buffer": data}
    )
    compared = page.get_by_role("table", name=re.compile("^Rule by rule, beside"))
    expect(compared).to_contain_text("under 5", timeout=SLOW)


def test_a_file_that_is_no_saved_check_is_said_to_be_none(opened_file):
    page = opened_file
    checked_sample(page)
    to_share(page)
    page.locator("#choose-saved").set_input_files(
        {"name": "notes.json", "mimeType": "application/json", "buffer": b'{"a": 1}'}
    )
    expect(page.get_by_text("notes.json: not a saved check")).to_be_visible(timeout=SLOW)


def numbers(row):
    return [int(text.replace(",", "")) for text in re.findall(r"(?<![\d.])[\d,]*\d(?![\d%])", row.inner_text())]


def test_the_page_for_the_manager_adds_up_and_names_no_child(opened_file):
    page = opened_file
    checked_sample(page)
    file = saved(page)
    ids = page.evaluate("text => Object.keys(JSON.parse(text).check.findings).filter(Boolean)", file["buffer"].decode())
    fix_something(page)
    to_share(page)
    drop_saved(page, file)
    page.get_by_role("link", name="Print or save as PDF").click()
    expect(main_heading(page)).to_be_focused()
    settled(page)
    sheet = page.get_by_role("article", name="One page for the manager, as it prints")
    shown = sheet.inner_text()
    assert len(ids) > 10 and not [child for child in ids if child in shown]

    start, came, left, now = (int(one.replace(",", "")) for one in page.locator(".mflow .big").all_inner_texts())
    assert start + came - left == now or "It doesn’t add up by" in shown
    live = page.get_by_role("table", name=re.compile("^Where the")).locator("tbody tr")
    children = [int(row.locator("td").first.inner_text().replace(",", "")) for row in live.all()]
    assert sum(children[:-1]) == children[-1] == now
    for name in (re.compile("due for correction now$"), "Who can put them right"):
        errors = [numbers(row)[0] for row in page.get_by_role("table", name=name).locator("tbody tr").all()]
        assert sum(errors[:-1]) == errors[-1]
    expect(sheet.get_by_role("img", name=re.compile("^Errors due"))).to_be_visible()

    helps = page.get_by_role("textbox", name="What would help")
    helps.fill("Meet the placements team.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Write it anew from the numbers")).to_be_visible(timeout=SLOW)
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print or save as PDF").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Places")).to_be_hidden()
    expect(page.get_by_role("button", name="Print or save as PDF")).to_be_hidden()
    expect(sheet.get_by_text("Meet the placements team.", exact=True).first).to_be_visible()
    printed = page.pdf(format="A4", margin={side: "1cm" for side in ("top", "right", "bottom", "left")})
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_every_state_can_be_used_by_everybody(opened_file, axe):
    page = opened_file
    use_sample(page)
    page.get_by_label("As at").fill("15/02/2027")
    check(page)
    file = saved(page)
    fix_something(page)
    to_share(page)
    drop_saved(page, file)
    page.get_by_role("button", name="Leave out rules").click()
    found = []
    for name, address in (
        ("share-saved", None),
        ("share-manager", "#/share/manager"),
        ("overview-since", "#/findings/overview"),
    ):
        if address:
            page.evaluate(f"location.hash = '{address}'")
        found += looked_at(page, axe, name, *WIDTHS)
    assert found == []
