"""The fonts that are measured with are those that the tests bring, in the page's own style too."""

import pytest

from launching import wait_for_python

WIDTHS = {"plain": 1139 / 2048, "wide": 1255 / 2048}  # of a lower-case a, as the font has it
MEASURE = """(style) => {
  const one = document.createElement("span");
  one.textContent = "a".repeat(200);
  one.style.cssText = "position:absolute; white-space:nowrap; font-size:100px;" + style;
  document.body.append(one);
  const width = one.getBoundingClientRect().width;
  one.remove();
  return width / 200 / 100;
}"""


@pytest.mark.parametrize("font", WIDTHS)
def test_text_is_as_wide_as_the_font_has_it(page_with, unzipped, font):
    page = page_with(font)
    page.goto((unzipped / "index.html").as_uri())
    wait_for_python(page)
    for style in (
        "",
        *(f"font-family: {family}" for family in ("Arial", "Verdana", "system-ui", "sans-serif", "no such font")),
    ):
        assert page.evaluate(MEASURE, style) == pytest.approx(WIDTHS[font], rel=0.002), style
    page.close()
