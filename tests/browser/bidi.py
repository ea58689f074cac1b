"""A bare client of WebDriver BiDi, the protocol that Firefox speaks without any driver: enough to open a page and look
at it.
"""

import contextlib
import json
import re
import shutil
import subprocess
import time

from websockets.sync.client import connect

from driven import Driven

# Under remote control Firefox relaxes its rules for file:// unless told to leave its preferences alone; the rest keeps
# it off the network.
PREFERENCES = {
    "remote.prefs.recommended": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    "services.settings.server": "data:,",
}


class Firefox(Driven):
    def __init__(self, folder):
        profile = folder / "profile"
        profile.mkdir()
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        log = folder / "firefox.log"
        command = [
            shutil.which("firefox-esr"),
            "--headless",
            "--no-remote",
            "--profile",
            profile,
            "--remote-debugging-port",
            "0",
        ]
        self._last = 0
        with contextlib.ExitStack() as opened:
            output = opened.enter_context(open(log, "w", encoding="utf-8"))
            process = opened.enter_context(subprocess.Popen(command, stdout=output, stderr=output))
            opened.callback(process.terminate)
            self._socket = opened.enter_context(
                connect(self._address(log) + "/session", max_size=None, open_timeout=30)
            )
            self.ask("session.new", capabilities={})
            self._tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]
            self._opened = opened.pop_all()

    def _address(self, log):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            found = re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text(encoding="utf-8"))
            if found:
                return found[1]
            time.sleep(0.1)
        raise TimeoutError(f"Firefox did not start: {log.read_text(encoding='utf-8')}")

    def ask(self, method, **parameters):
        """The result of a command; events in between are passed over."""
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=90))
            if answer.get("id") == self._last:
                assert answer["type"] == "success", answer
                return answer["result"]

    def open(self, address):
        self.ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def run(self, expression):
        """The value of an expression (text, number or boolean) in the page; a promise is awaited."""
        answer = self.ask("script.evaluate", expression=expression, target={"context": self._tab}, awaitPromise=True)
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def close(self):
        self._opened.close()
