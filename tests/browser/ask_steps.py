"""What a user does on Ask, for the tests of its flows."""

from contextlib import contextmanager

from playwright.sync_api import expect

from page_steps import SLOW, place


def type_question(page, text):
    """Put the text in the editor in place of what stands there."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def to_ask(page):
    place(page, "Ask")
    expect(page.locator(".cm-content")).to_be_visible(timeout=SLOW)
    expect(page.locator(".ask-tabs details").first).to_be_visible(timeout=SLOW)


def language(page, name):
    button = page.get_by_role("group", name="Language").get_by_role("button", name=name)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


@contextmanager
def one_question(page):
    """What is done here asks one question; waits until it has ended, one way or the other."""
    ended = int(page.locator(".ask-run").get_attribute("data-done"))
    yield
    expect(page.locator(f".ask-run[data-done='{ended + 1}']")).to_have_count(1, timeout=2 * SLOW)


def ask(page, text):
    with one_question(page):
        type_question(page, text)
        page.keyboard.press("Control+Enter")


def value_is(page, text):
    expect(page.locator(".ask-value")).to_have_text(text)
    expect(page.locator(".ask-fault")).to_have_count(0)


def stopped_with(page, sentence):
    expect(page.locator(".ask-fault h2")).to_contain_text(sentence)
