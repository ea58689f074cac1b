"""A child's time line: what is open dashed only after the day on which the user stands, what began before it with an
arrow. That every label is whole is in test_looks.py and test_widths.py.
"""

from playwright.sync_api import expect

from page_steps import SLOW, check_button, choose_council, choose_files

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1001,1,05/06/2012,XX,UN1,,\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "1001,02/05/2019,S,C2,N1,U6,PR1,10/04/2026,X1,CARPL,BS1 4DJ,BS3 1DG,SC123456\n"
    "1001,10/04/2026,P,C2,N1,K2,PR1,13/04/2026,X1,CARPL,BS1 4DJ,BS3 1DG,SC123456\n"
    "1001,13/04/2026,P,C2,N1,U6,PR1,,,,BS1 4DJ,BS3 1DG,SC123456\n"
)


def test_before_the_picture_after_the_day_and_without_a_date(opened_file):
    page = opened_file
    choose_files(page, ("header.csv", HEADER), ("episodes.csv", EPISODES))
    expect(check_button(page)).to_be_visible(timeout=SLOW)
    choose_council(page)
    page.get_by_label("As at").fill("15/02/2027")
    check_button(page).click()
    expect(page.get_by_role("heading", name="Where the errors are")).to_be_visible(timeout=SLOW)
    page.evaluate("location.hash = '#/findings/child/1001'")
    line = page.get_by_role("region", name="Time line, scrolls sideways on a narrow screen")
    expect(line.get_by_text("since 02/05/2019").first).to_be_attached()
    expect(line.locator(".beyond")).to_have_count(2)  # legal status and the first placement
    expect(
        line.get_by_text("Children’s home (K2)", exact=True)
    ).to_be_attached()  # three days long, and its label whole
    day = line.locator(".as-at").evaluate("one => one.getBoundingClientRect().left")
    for dashed in line.locator(".pic .open").all():
        assert abs(dashed.evaluate("one => one.getBoundingClientRect().left") - day) < 3
    assert line.locator(".pic .open").count() == 2
    expect(page.locator(".undated")).to_contain_text("No date")
    expect(page.locator(".undated")).to_contain_text("Header")
