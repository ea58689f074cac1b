"""What the browsers that Playwright does not drive have in common: Firefox (bidi.py) and WebKit (webkit.py)."""

import json
import time


class Driven:
    """A browser with one tab. A class of a browser has `open(address)`, `run(expression)` and `close()`."""

    def wait_for(self, expression, seconds=120):
        until = time.monotonic() + seconds
        while not self.run(expression):
            assert time.monotonic() < until, (
                f"not within {seconds} s: {expression}\n{self.run('document.body.innerText')}"
            )
            time.sleep(0.2)

    def click(self, text):
        """Click the button whose text begins so, once it can be."""
        found = (
            "[...document.querySelectorAll('button')].find((one) =>"
            f" one.innerText.trim().startsWith({json.dumps(text)}) && !one.disabled)"
        )
        self.wait_for(f"Boolean({found})")
        self.run(f"void {found}.click()")

    def check_the_sample(self, address):
        """From the start to the first screen of what was found."""
        self.open(address)
        self.wait_for("document.documentElement.dataset.python === 'ready'")
        self.click("Try with sample data")
        self.wait_for(r"/Check \d/.test(document.body.innerText)")
        self.click("Check ")
        self.wait_for("document.body.innerText.includes('Where the errors are')")

    def ask_a_question(self):
        """A question of Ask that is ready to run, up to its answer."""
        self.run("void (location.hash = '#/ask')")
        self.wait_for("Boolean(document.querySelector('.ask-tabs details'))", 300)
        self.click("Missing over 24 hours, by placement type")
        self.click("Run")
        self.wait_for(r"/\d rows in \d/.test(document.querySelector('.ask-run').innerText)", 300)
