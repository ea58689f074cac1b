"""A child's time line: every label whole, what is open dashed only after the day on which the user stands, what began
before it with an arrow.
"""

import pytest
from playwright.sync_api import expect

from launching import wait_for_python
from page_steps import SLOW, check_button, checked_sample, choose_council, choose_files, main_heading, settled

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1001,1,05/06/2012,XX,UN1,,\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "1001,02/05/2019,S,C2,N1,U6,PR1,10/04/2026,X1,CARPL,BS1 4DJ,BS3 1DG,SC123456\n"
    "1001,10/04/2026,P,C2,N1,K2,PR1,13/04/2026,X1,CARPL,BS1 4DJ,BS3 1DG,SC123456\n"
    "1001,13/04/2026,P,C2,N1,U6,PR1,,,,BS1 4DJ,BS3 1DG,SC123456\n"
)

# Labels that are cut, that lie outside the picture, or outside the bar that they are in.
CUT = """() => {
  const picture = document.querySelector(".tl .pic").getBoundingClientRect();
  const within = (one, whole) => one.left >= whole.left - 1 && one.right <= whole.right + 1 && one.top >= whole.top - 1 && one.bottom <= whole.bottom + 3;
  return [...document.querySelectorAll(".tl .pic text:not(.mkt)")].filter((text) => {
    const bar = text.parentElement.closest("svg:not(.pic):not(.over)")?.querySelector("rect");
    const whole = bar ? text.parentElement.getBoundingClientRect() : picture;
    return text.textContent.includes("…") || !within(text.getBoundingClientRect(), picture) || !within(text.getBoundingClientRect(), whole);
  }).map((text) => text.textContent);
}"""


@pytest.mark.parametrize("font", ["plain", "wide"])
def test_no_label_is_cut(page_with, unzipped, font):
    page = page_with(font)
    page.goto((unzipped / "index.html").as_uri())
    wait_for_python(page)
    checked_sample(page)
    page.evaluate("location.hash = '#/findings/child'")
    settled(page)
    found = {}
    for child in page.locator(".child-id").all_inner_texts()[:40]:
        page.evaluate("child => { location.hash = `#/findings/child/${child}` }", child)
        expect(main_heading(page)).to_have_text(f"Child {child}")
        settled(page)
        for width in (900, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))")
            if cut := page.evaluate(CUT):
                found[child, width] = cut
    page.close()
    assert not found


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
