"""Corrections on the page: proposals tried, applied and undone, cells changed by hand, errors accepted, files taken
away.
"""

import io
import re
import zipfile

from playwright.sync_api import expect

from page_steps import (
    SLOW,
    WIDTHS,
    check,
    checked_sample,
    choose_files,
    looked_at,
    main_heading,
    place,
    settled,
    use_sample,
    view,
)

APPLIED = re.compile(r"^\d+ changes? applied at \d\d:\d\d\. \d+ errors? gone, \d+ new")


def errors(page):
    """The number of errors as the header says it."""
    settled(page)
    text = page.get_by_role("navigation", name="Places").get_by_role("link", name=re.compile("^Findings")).inner_text()
    return int(re.search(r"[\d,]+", text).group().replace(",", ""))


def outcome(page):
    return page.locator("#outcome")


def to_fix(page):
    place(page, "Fix")
    expect(main_heading(page)).to_have_text("Fix")
    settled(page)


def choose_offer(page, name):
    page.locator(".plan").get_by_role("link", name=re.compile(f"^{name}")).click()
    expect(page.get_by_role("heading", level=2, name=name)).to_be_focused()


def by_hand(page, code):
    """The button of a child's cause that opens its cell: of the first cause that the rule found."""
    cause = page.locator(".work > li", has=page.locator(".rules-small").get_by_role("link", name=code, exact=True))
    return cause.first.get_by_role("button", name=re.compile("^Change by hand"))


def apply_button(page):
    return page.get_by_role("button", name=re.compile(r"^Apply \d+ changes?$"))


def tried(page):
    """What the bar says of the ticked changes: (gone, new)."""
    said = page.locator(".stickbar [role=status]")
    expect(said).to_contain_text("gone", timeout=SLOW)
    settled(page)
    return tuple(
        int(text.replace(",", "")) for text in re.search(r"([\d,]+) gone, ([\d,]+) new", said.inner_text()).groups()
    )


def test_before_a_check_it_says_what_it_will_hold(opened_file):
    to_fix(opened_file)
    expect(opened_file.get_by_text("Nothing has been checked yet.")).to_be_visible()
    opened_file.get_by_role("link", name="Go to Files").click()
    expect(opened_file.locator(".drop")).to_be_visible()


def test_from_the_plan_to_corrected_files(opened_file):
    page = opened_file
    checked_sample(page)
    before = errors(page)
    to_fix(page)
    way = page.get_by_role("region", name="Progress")
    expect(way).to_contain_text(f"{before} errors now")
    after = int(re.search(r"bring them to ([\d,]+)", way.inner_text()).group(1).replace(",", ""))
    choose_offer(page, "Pupil number as last year")
    gone, new = tried(page)
    assert gone > new
    page.get_by_role("button", name="see which errors of all that is ticked").click()
    expect(page.locator("#tried-both").get_by_role("link", name="208")).to_be_visible()
    page.locator(".recs").get_by_role("button", name=re.compile("^see which errors of")).first.click()
    chosen = page.get_by_role("complementary", name="What the chosen row does")
    expect(chosen.or_(page.locator(".which-row")).filter(visible=True)).to_contain_text("208")
    page.keyboard.press("Escape")
    expect(page.locator(".which-in")).to_have_count(0)
    apply_button(page).click()
    expect(outcome(page)).to_have_text(APPLIED, use_inner_text=True, timeout=SLOW)
    expect(page.locator("#offer")).to_be_focused()
    expect(page.locator("#offer")).not_to_have_text("Pupil number as last year")
    settled(page)
    assert errors(page) == before - gone + new
    expect(way).to_contain_text(f"{before} errors at the start, {before - gone + new} now")
    expect(page.locator(".groups-done summary")).to_contain_text(f"1 group done: {gone - new} error")
    log = page.get_by_role("table", name="Change log")
    expect(log).to_contain_text(f"{gone} gone, {new} new")

    outcome(page).get_by_role("button", name="Undo").click()
    expect(outcome(page)).to_contain_text(f"{gone} errors back", timeout=SLOW)
    settled(page)
    assert errors(page) == before
    log.get_by_role("button", name=re.compile("^Redo")).click()
    expect(outcome(page)).to_contain_text("Applied again", timeout=SLOW)
    page.get_by_role("button", name=re.compile("^Apply all .* safe changes$")).click()
    expect(outcome(page)).to_contain_text("All safe changes.", timeout=SLOW)
    settled(page)
    while page.locator(".plan").get_by_role("link", name=re.compile("−")).count():
        apply_button(page).click()
        settled(page)
    assert errors(page) == after
    for button, name, ending in (
        ("Download corrected files (zip)", "Bristol 903 2026-27 corrected", ".zip"),
        ("Download list", "Bristol 903 2026-27 changes", ".xlsx"),
        ("Download XML", "Bristol 903 2026-27 return", ".xml"),
    ):
        with page.expect_download(timeout=SLOW) as download:
            page.get_by_role("button", name=button).click()
        called = download.value.suggested_filename
        assert called.startswith(name) and called.endswith(ending)
        data = open(download.value.path(), "rb").read()
        if button.endswith("(zip)"):
            assert any("reviews" in file for file in zipfile.ZipFile(io.BytesIO(data)).namelist())


def test_stand_ins_and_what_does_harm(opened_file):
    """A number that stands in eight episodes, and a placement type that would be made to fit a wrong number."""
    page = opened_file
    head = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,URN,PL_POST,DEC,REC\n"
    home = "{},01/05/2025,S,C2,N1,K2,PR4,{},LS1 1AA,,\n"
    foster = "{},01/05/2025,S,C2,N1,U6,PR4,{},LS1 1AA,,\n"
    this = head + "".join(home.format(n, "SC999999") for n in range(10, 18)) + foster.format(1, "1234567")
    last = head + "".join(home.format(n, "2345678") for n in (10, 11)) + foster.format(1, "SC123456")
    listed = "URN,Setting name,Postcode,Placement codes,PR codes\n1234567,The Hollies,YO1 1AA,K2,PR4\n"
    listed += "2345678,Rowan House,LS1 1AA,K2,PR4\nSC123456,Kingsley,LS1 1AA,U4 U6,PR4\n"
    choose_files(page, ("this year/episodes.csv", this), ("last year/episodes.csv", last), ("providers.csv", listed))
    page.get_by_label("Collection year").select_option("2027")
    page.get_by_label("Council").select_option(label="Leeds (E08000035)")
    check(page)
    to_fix(page)
    choose_offer(page, "Placement type from")
    expect(page.locator(".warn")).to_contain_text("Nothing is ticked")
    expect(apply_button(page)).to_have_count(0)
    expect(page.locator(".recs input.tick:checked")).to_have_count(0)
    wanted = page.get_by_role("group", name="Two groups propose a change here. Choose one:")
    expect(wanted.get_by_role("radio", name="Ofsted number SC123456")).to_be_checked()
    wanted.get_by_role("radio", name="Placement K2").check()
    expect(apply_button(page)).to_have_text("Apply 1 change")
    wanted.get_by_role("link", name="Ofsted number as last year").click()
    settled(page)
    expect(page.locator(".recs input.tick:checked")).to_have_count(0)
    page.get_by_role("radio", name="Ofsted number SC123456").check()
    expect(page.locator(".recs input.tick:checked")).to_have_count(1)

    choose_offer(page, "Ofsted number SC999999 stands in 8 episodes")
    expect(page.locator(".recs tbody tr").filter(has=page.locator(".child-id"))).to_have_count(8)
    expect(page.locator(".recs input.tick:checked")).to_have_count(2)
    each = page.get_by_role("textbox", name=re.compile("^Ofsted number.*, child"))
    expect(each).to_have_count(6)
    each.first.fill("2345670")
    row = page.locator(".recs tbody tr").filter(has=page.locator("input.typed")).first
    expect(row).to_contain_text("gone", timeout=SLOW)
    expect(page.locator(".typed-bar").get_by_role("status")).to_contain_text("gone", timeout=SLOW)
    page.get_by_role("button", name="Put in 1 value").click()
    expect(outcome(page)).to_have_text(re.compile("^1 change applied"), use_inner_text=True, timeout=SLOW)
    settled(page)
    expect(page.locator("#offer")).to_have_text("Ofsted number SC999999 stands in 7 episodes")
    expect(each).to_have_count(5)
    form = page.get_by_role("form", name="One value for all")
    form.get_by_label("Ofsted number").fill("2345678")
    expect(form.get_by_role("status")).to_contain_text("gone", timeout=SLOW)
    form.get_by_role("button", name="Put it into 5 rows").click()
    expect(outcome(page)).to_have_text(re.compile("^5 changes applied"), use_inner_text=True, timeout=SLOW)


def test_one_change_of_several_is_undone_and_redone(opened_file):
    page = opened_file
    checked_sample(page)
    to_fix(page)
    choose_offer(page, "Pupil number as last year")
    apply_button(page).click()
    expect(outcome(page)).to_be_visible(timeout=SLOW)
    settled(page)
    fixed = errors(page)
    log = page.get_by_role("table", name="Change log")
    log.get_by_role("button", name=re.compile(r"^Show \d+ changes")).click()
    single = page.get_by_role("table", name=re.compile("^Changes of"))
    first = single.locator("tbody tr").first
    first.get_by_role("button", name=re.compile("^Undo child")).click()
    expect(first).to_contain_text("Undone", timeout=SLOW)
    expect(outcome(page)).to_contain_text("Undone at")
    expect(log).to_contain_text("1 undone")
    settled(page)
    assert errors(page) > fixed
    expect(page.locator(".plan").get_by_role("link", name=re.compile("^Pupil number as last year"))).to_contain_text(
        "1 row"
    )
    first.get_by_role("button", name=re.compile("^Redo child")).click()
    expect(first.get_by_role("button", name=re.compile("^Undo child"))).to_be_visible(timeout=SLOW)
    settled(page)
    assert errors(page) == fixed


def test_only_ticked_rows_are_changed(opened_file):
    page = opened_file
    checked_sample(page)
    to_fix(page)
    choose_offer(page, "Placement type as last year")
    rows = page.locator(".recs tbody input.tick")
    every = page.get_by_role("button", name=re.compile(r"^Tick all \d+$"))
    every.click()
    all_rows = int(re.search(r"\d+", apply_button(page).inner_text()).group())
    rows.first.uncheck()
    expect(apply_button(page)).to_have_text(f"Apply {all_rows - 1} change" + ("s" if all_rows > 2 else ""))
    page.get_by_role("button", name="Untick all").click()
    expect(page.get_by_text("No row is ticked.")).to_be_visible()
    every.click()
    left = page.locator(".recs .child-id").first.inner_text()
    rows.first.uncheck()
    apply_button(page).click()
    expect(outcome(page)).to_be_visible(timeout=SLOW)
    settled(page)
    page.go_back()
    settled(page)
    expect(page.locator(".recs .child-id")).to_have_text([left])


def test_ticks_are_kept_from_page_to_page(opened_file):
    page = opened_file
    header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
    this_year = header + "".join(f"{1000 + n}, {1 + n % 2},05/06/2012,wbri,UN1,,\n" for n in range(70))
    choose_files(page, ("this year/header.csv", this_year))
    page.get_by_label("Collection year").select_option("2027")
    page.get_by_label("Council").select_option(label="Bristol, City of (E06000023)")
    check(page)
    to_fix(page)
    total = int(re.search(r"\d+", apply_button(page).inner_text()).group())
    assert total > 50
    first = page.locator(".recs tbody input.tick").first
    first.uncheck()
    page.get_by_role("link", name="Next page of records").click()
    settled(page)
    expect(page.locator(".recs tbody input.tick").first).to_be_checked()
    page.get_by_role("link", name="Previous page of records").click()
    settled(page)
    expect(first).not_to_be_checked()
    expect(apply_button(page)).to_have_text(f"Apply {total - 1} changes")


def test_a_cell_is_changed_by_hand_with_the_keyboard(opened_file):
    page = opened_file
    checked_sample(page)
    page.evaluate("location.hash = '#/findings/rule/503D'")
    settled(page)
    page.locator(".pairs .child-id").first.click()
    settled(page)
    before = errors(page)
    by_hand(page, "503D").focus()
    page.keyboard.press("Enter")
    field = page.locator("#new-value")
    expect(field).to_be_focused()
    old = field.input_value()
    page.keyboard.press("Escape")
    cell = page.locator(".cell-button:focus")
    expect(cell).to_contain_text(old)
    page.keyboard.press("Enter")
    field.select_option("U6" if old != "U6" else "U4")
    page.get_by_role("button", name="Change and check").press("Enter")
    expect(outcome(page)).to_have_text(re.compile(r"^1 change applied"), use_inner_text=True, timeout=SLOW)
    expect(cell).to_have_count(1)
    expect(cell).to_contain_text(f"changed from {old}")
    settled(page)
    assert errors(page) != before
    outcome(page).get_by_role("button", name="Undo").click()
    expect(outcome(page)).to_contain_text("Undone", timeout=SLOW)
    settled(page)
    assert errors(page) == before
    to_fix(page)
    expect(page.get_by_role("table", name="Change log")).to_contain_text("By hand, child")


def test_errors_are_accepted_with_a_note_and_taken_back(opened_file):
    page = opened_file
    checked_sample(page)
    page.evaluate("location.hash = '#/findings/rule/503D'")
    settled(page)
    rows = page.locator(".pairs tbody.pair")
    page.locator(".pairs tbody input.tick").first.check()
    accept = page.get_by_role("button", name="Accept with a note")
    accept.click()
    note = page.get_by_label("Why it can’t be fixed")
    expect(note).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Write a note first")).to_be_visible()
    note.fill("Asked twice <b>")
    page.keyboard.press("Enter")
    expect(outcome(page)).to_contain_text("1 error accepted.", timeout=SLOW)
    expect(accept).to_be_focused()
    expect(rows.first).not_to_contain_text("Accepted")  # it is counted apart
    view(page, "All findings")
    page.evaluate("location.hash = '#/findings/all?status=accepted'")
    settled(page)
    expect(page.get_by_role("button", name="Remove filter Accepted")).to_be_visible()
    expect(page.locator(".all tbody tr")).to_have_count(1)
    page.locator(".all .child-id").first.click()
    settled(page)
    page.get_by_text("accepted with a note").first.click()
    expect(page.locator(".work")).to_contain_text("Accepted")
    thing = page.locator(".work > li", has_text="Accepted")
    thing.get_by_role("button", name=re.compile("^Accept with a note")).click()
    thing.get_by_role("button", name="Take the acceptance back").click()
    expect(page.locator(".work .tag-good")).to_have_count(0, timeout=SLOW)


def test_one_value_for_all_rows_or_the_ticked_ones_is_tried_first(opened_file):
    page = opened_file
    checked_sample(page)
    page.evaluate("location.hash = '#/findings/rule/503D'")
    settled(page)
    page.get_by_role("button", name="Replace a value").click()
    form = page.get_by_role("form", name="Replace a value")
    expect(form.get_by_label("Field")).to_be_focused()
    expect(form.get_by_label("Field")).to_have_value("Episodes.PLACE")
    form.get_by_label("New value").select_option("U1")
    expect(form.get_by_role("status")).to_contain_text("would change", timeout=SLOW)
    settled(page)
    said = re.search(r"(\d+) gone, (\d+) new", form.get_by_role("status").inner_text())
    expect(form.get_by_role("button", name="Replace in all rows of the rule")).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^All rows of .*Episodes")).check()
    form.get_by_role("button", name=re.compile(r"^Replace in \d+ ticked rows?$")).click()
    expect(outcome(page)).to_have_text(APPLIED, use_inner_text=True, timeout=SLOW)
    expect(outcome(page)).to_contain_text(re.compile(rf"{said.group(1)} errors? gone, {said.group(2)} new"))
    settled(page)
    expect(page.locator(".pairs tbody tr td.is-wrong").first).to_contain_text("U1")


def test_from_a_rule_to_its_fix(opened_file):
    page = opened_file
    checked_sample(page)
    view(page, "By rule")
    settled(page)
    page.locator(".rules li", has_text="Can be fixed").first.get_by_role("link").click()
    page.get_by_role("link", name=re.compile(r"^Fix \d+ (row|cell)s?( of this and .*)?…$")).click()
    expect(main_heading(page)).to_have_text("Fix")
    expect(page.locator(".plan [aria-current]")).to_have_count(1)
    expect(apply_button(page)).to_be_visible()


def test_as_at_a_day_decides_what_is_due(opened_file):
    page = opened_file
    use_sample(page)
    day = page.get_by_label("As at")
    day.fill("31/02/2027")
    page.get_by_role("button", name=re.compile(r"^Check \d")).click()
    expect(page.get_by_text("Write a day as dd/mm/yyyy")).to_be_visible()
    day.fill("15/02/2027")
    check(page)
    expect(page.locator(".page-head")).to_contain_text("As at 15 February 2027.")
    later = page.locator(".later-line")
    expect(page.locator(".pareto .tag-later")).to_have_count(0)  # what is due now comes first
    later.locator("summary").click()
    expect(later.get_by_role("link", name=re.compile("^191 "))).to_be_visible()
    later.get_by_role("link", name=re.compile("^Show only these")).click()
    settled(page)
    expect(page.get_by_role("button", name="Remove filter Not due yet")).to_be_visible()
    expect(page.locator(".pareto .tag-later").first).to_be_visible()
    page.evaluate("location.hash = '#/files'")
    page.get_by_label("As at").fill("31/03/2027")
    check(page)
    expect(page.locator(".later-line")).to_have_count(0)


def test_every_state_can_be_used_by_everybody(opened_file, axe):
    page = opened_file
    use_sample(page)
    page.get_by_label("As at").fill("15/02/2027")
    check(page)
    found = []

    def look(name):
        found.extend(looked_at(page, axe, name, *WIDTHS))

    look("overview-later")
    to_fix(page)
    tried(page)
    page.get_by_role("button", name="see which errors of all that is ticked").click()
    page.locator(".recs").get_by_role("button", name=re.compile("^see which errors of")).first.click()
    look("fix-tried")
    page.get_by_role("button", name=re.compile("^Apply all")).click()
    expect(outcome(page)).to_be_visible(timeout=SLOW)
    look("fix-applied")
    page.evaluate("location.hash = '#/findings/rule/503D'")
    settled(page)
    child = page.locator(".pairs .child-id").first.get_attribute("href")
    page.locator(".pairs tbody input.tick").first.check()
    page.get_by_role("button", name="Replace a value").click()
    page.get_by_role("button", name="Accept with a note").click()
    look("rule-forms")
    page.get_by_label("Why it can’t be fixed").fill("Asked twice")
    page.keyboard.press("Enter")
    expect(outcome(page)).to_be_visible(timeout=SLOW)
    page.evaluate("to => (location.hash = to)", child)
    settled(page)
    page.get_by_text("accepted with a note").first.click()
    by_hand(page, "503D").click()
    expect(page.locator("#new-value")).to_be_focused()
    look("child-by-hand")
    assert found == []
