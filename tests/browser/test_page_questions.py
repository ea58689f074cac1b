"""The questions of Files: asked in order, answered, folded, changed back; focus and what is heard; left open, what is
in doubt is left out.
"""

import re

from playwright.sync_api import expect

from page_steps import SLOW, check, check_button, choose_council, choose_files, files_table, main_heading, place

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1001,1,05/06/2012,WBRI,UN1,,\n1002,2,01/02/2013,WBRI,UN1,,\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHNAGE,HOME_POST,PL_POST,URN\n"
    "1001,02/05/2026,S,C2,N1,U1,PR1,03/06/2026,X1,CARPL,BS1 4DJ,BS3 1DG,SC123456\n"
    "1001,03/06/2026,P,C2,N1,U1,PR1,,,,BS1 4DJ,BS3 1DG,SC123456\n"
    "1002,02/05/2026,S,C2,N1,U1,PR1,,,,BS1 4DJ,BS3 1DG,SC123456\n"
)
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n1001,05/06/2012,04/05/26,PN1\n1002,01/02/2013,04/06/26,PN1\n"


def asked(page):
    return page.get_by_role("region", name=re.compile("^Please answer"))


def questions(page):
    return asked(page).get_by_role("group")


def drop_doubts(page):
    choose_files(page, ("header.csv", HEADER), ("episodes.csv", EPISODES), ("reviews.csv", REVIEWS))
    expect(page.get_by_role("heading", name="Please answer 2 questions")).to_be_visible(timeout=SLOW)


def heard(page, text):
    expect(page.locator("#live p").last).to_have_text(text)


def test_questions_are_answered_one_after_the_other_and_changed_back(opened_file):
    page = opened_file
    drop_doubts(page)
    column, dates = questions(page).all()
    expect(column.get_by_role("heading")).to_have_text(
        re.compile("Is REASON_PLACE_CHNAGE the column REASON_PLACE_CHANGE")
    )
    expect(column).to_contain_text("episodes.csv")
    expect(column.get_by_role("button")).to_have_text(["Use it", "No, it’s something else"])
    expect(column.get_by_role("button", name="Use it")).to_have_class(re.compile("likely"))
    expect(dates.get_by_role("heading")).to_have_text(re.compile("day first or month first"))

    column.get_by_role("button", name="Use it").press("Enter")
    expect(page.get_by_role("heading", name="Please answer 1 question")).to_be_visible()
    heard(page, "1 question left.")
    expect(questions(page)).to_have_count(1)
    expect(questions(page).get_by_role("heading")).to_be_focused()
    expect(page.get_by_text("1 answered:")).to_contain_text("Use it")

    questions(page).get_by_role("button", name="Day first").press("Enter")
    expect(asked(page)).to_have_count(0)
    heard(page, "All questions are answered.")
    expect(check_button(page)).to_be_focused()
    expect(page.locator(".asks")).to_contain_text("2 answered: Use it, Day first.")

    page.locator(".asks summary").click()
    page.get_by_role("button", name="Change the answer to: Is REASON_PLACE_CHNAGE").click()
    expect(page.get_by_role("heading", name="Please answer 1 question")).to_be_visible()
    expect(questions(page).get_by_role("heading")).to_be_focused()
    questions(page).get_by_role("button", name="No, it’s something else").click()
    expect(page.locator(".asks")).to_contain_text("2 answered: No, it’s something else, Day first.")
    expect(files_table(page)).to_contain_text("REASON_PLACE_CHNAGE")


def test_a_file_with_an_open_question_comes_first_and_links_to_it(opened_file):
    page = opened_file
    drop_doubts(page)
    rows = files_table(page).locator("tr:not(.group) .name")
    expect(rows).to_have_text(["episodes.csv", "reviews.csv", "header.csv"])
    row = page.get_by_role("row", name=re.compile("^episodes.csv"))
    expect(row).to_contain_text("One column may be misspelt")
    row.get_by_role("link", name="question 1").click()
    expect(questions(page).first.get_by_role("heading")).to_be_focused()


def test_questions_can_wait(opened_file):
    page = opened_file
    drop_doubts(page)
    expect(page.locator(".panel")).to_contain_text("2 questions are open")
    expect(check_button(page)).to_have_text("Check 7 rows")
    choose_council(page)
    check(page)
    expect(main_heading(page)).to_be_visible()


def test_an_answer_after_the_check_makes_it_outdated(opened_file):
    page = opened_file
    drop_doubts(page)
    choose_council(page)
    check(page)
    place(page, "Files")
    questions(page).first.get_by_role("button", name="Use it").click()
    expect(page.get_by_text("The errors on show are from before your last change.")).to_be_visible()


def test_on_a_phone_the_bar_has_check_and_the_open_questions(opened_file):
    page = opened_file
    drop_doubts(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.mouse.wheel(0, 600)
    expect(check_button(page)).to_be_in_viewport(ratio=1)
    page.locator(".bar-open").get_by_role("link", name="2 questions are open").click()
    expect(page.get_by_role("heading", name="Please answer 2 questions")).to_be_focused()


def of_year(year):
    """Header, Episodes and outcomes of twenty children in care that year; the outcomes hold no date that tells."""
    children = range(1, 21)
    header = HEADER.splitlines()[0] + "\n" + "".join(f"{n},1,05/06/2012,WBRI,UN1,,\n" for n in children)
    episodes = "CHILD,DECOM,RNE,LS,CIN\n" + "".join(f"{n},0{n % 9 + 1}/05/{year - 1},S,C2,N1\n" for n in children)
    outcomes = "CHILD,DOB,HEALTH_CHECK,TEETH_CHECK\n" + "".join(f"{n},05/06/2012,1,{year % 2}\n" for n in children)
    return (
        (f"header {year - 1}-{year % 100}.csv", header),
        (f"episodes {year - 1}-{year % 100}.csv", episodes),
        outcomes,
    )


def test_files_of_an_unknown_year_wait_for_the_answer(opened_file):
    page = opened_file
    (*this, oc2), (*last, oc2_last) = of_year(2026), of_year(2025)
    choose_files(page, *this, *last, ("one.csv", oc2), ("two.csv", oc2_last))
    table = files_table(page)
    expect(table.locator("caption")).to_have_text("6 files: 4 read, 2 wait", timeout=SLOW)
    expect(table.locator(".group").first).to_have_text("Which year? Answer question 1 2 files, not checked yet")
    expect(page.get_by_role("row", name=re.compile("^one.csv"))).to_contain_text(
        "Not checked until you say which year it is: question 1."
    )
    expect(check_button(page)).to_have_text("Check 80 rows")
    questions(page).get_by_role("button", name="two.csv").click()
    expect(table.locator("caption")).to_have_text("6 files: 6 read")
    expect(check_button(page)).to_have_text("Check 120 rows")
    expect(table.locator("tbody", has_text="This year, 2025-26")).to_contain_text("two.csv")
    expect(table.locator("tbody", has_text="Last year, 2024-25")).to_contain_text("one.csv")


HOMES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,HOME_POST,PL_POST\n" + "".join(
    f"{child},02/05/2026,S,C2,N1,U1,PR1,{'BS1 4DJ' if child < 1014 else 'B1 1BB'},BS3 1DG\n"
    for child in range(1000, 1015)
)


def test_a_council_that_the_postcodes_contradict_is_asked_about_before_the_check(opened_file):
    page = opened_file
    choose_files(page, ("episodes.csv", HOMES))
    hint = page.locator("#council-hint")
    expect(hint).to_have_text("Proposed: 93% of home postcodes are in Bristol.", timeout=SLOW)
    expect(page.locator("#year-hint")).to_have_text(re.compile("^Proposed: 15 of 15 episodes fall in 1 April 2026"))
    choose_council(page, "Cornwall (E06000052)")
    heading = questions(page).get_by_role("heading")
    expect(heading).to_have_text(re.compile("93% of home postcodes are in Bristol, but Cornwall is chosen"))
    expect(questions(page)).to_contain_text("14 of 15 home postcodes are in Bristol, none in Cornwall.")
    check_button(page).click()
    expect(heading).to_be_focused()
    questions(page).get_by_role("button", name="Keep Cornwall").click()
    expect(asked(page)).to_have_count(0)
    expect(page.get_by_text("1 answered:")).to_contain_text("Keep Cornwall")
    page.get_by_role("button", name="Change the answer to: 93% of home").click()
    questions(page).get_by_role("button", name="Use Bristol").click()
    expect(asked(page)).to_have_count(0)
    expect(page.get_by_label("Council")).to_have_value("E06000023")
    expect(check_button(page)).to_be_focused()
