"""Help works from a folder, every link in it leads somewhere, and every screen leads to the help about it."""

import re

from playwright.sync_api import expect

from page_steps import main_heading

NOWHERE = re.compile("^There is no such")
ABOUT = {
    "#/files": "Files: what to check",
    "#/findings/overview": "Findings: where the errors are",
    "#/findings/rule": "Findings: where the errors are",
    "#/findings/child": "Findings: where the errors are",
    "#/findings/all": "Findings: where the errors are",
    "#/fix": "Fix: the shortest way to a clean return",
    "#/figures": "Figures: the numbers that leaders ask for",
    "#/share": "Share: for other people",
    "#/rules": "Rules and sources: what each rule means",
    "#/help": "Help",
    "#/nowhere": "Help",
}


def go(page, address):
    page.evaluate("address => { location.hash = address }", address)
    expect(main_heading(page)).to_be_visible()


def links(page):
    """The addresses that the screen links to, as they are written."""
    return page.locator("#screen a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")


def test_every_link_in_help_leads_somewhere(opened_file, unzipped):
    page = opened_file
    go(page, "#/help")
    pages = [link for link in links(page) if link.startswith("#/help/")]
    assert len(pages) == len(set(pages)) >= 13
    for address in pages:
        name = page.locator(f"#screen a[href='{address}']").inner_text()
        page.locator(f"#screen a[href='{address}']").click()
        expect(main_heading(page)).to_have_text(name)
        expect(main_heading(page)).to_be_focused()
        assert len(page.locator("#screen").inner_text()) > 400, f"{address} says next to nothing"
        for link in set(links(page)) - {*pages, "#/help"}:
            assert link.startswith("#/"), f"{address} links to {link}"
            go(page, link)
            expect(main_heading(page)).not_to_have_text(NOWHERE)
        go(page, "#/help")
    others = set(links(page)) - set(pages)
    assert others == {"#/rules", "licences.txt"}
    assert (unzipped / "licences.txt").is_file()
    go(page, "#/help/nothing-of-the-kind")
    expect(main_heading(page)).to_have_text(NOWHERE)


def test_every_screen_leads_to_its_help(opened_file):
    page = opened_file
    for screen, about in ABOUT.items():
        go(page, screen)
        page.get_by_role("banner").get_by_role("link", name=re.compile("^Help")).click()
        expect(main_heading(page), f"from {screen}").to_have_text(about)
