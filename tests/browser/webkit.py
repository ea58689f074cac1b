"""A bare client of WebDriver for WebKitGTK's own small browser, which needs a screen: a made-up one of Xvfb."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import time

from driven import Driven


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def started(opened, command, **more):
    process = opened.enter_context(subprocess.Popen(command, **more))
    opened.callback(process.terminate)
    return process


class WebKit(Driven):
    def __init__(self, folder):
        self._port = free_port()
        with contextlib.ExitStack() as opened:
            log = opened.enter_context(open(folder / "webkit.log", "wb"))
            screen = started(
                opened,
                ["Xvfb", "-displayfd", "1", "-screen", "0", "1440x1000x24", "-nolisten", "tcp"],
                stdout=subprocess.PIPE,
                stderr=log,
            )
            home = {name: str(folder) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
            display = {"DISPLAY": f":{screen.stdout.readline().decode().strip()}", "GDK_BACKEND": "x11"}
            started(
                opened,
                ["WebKitWebDriver", f"--port={self._port}"],
                env={**os.environ, **home, **display},
                stdout=log,
                stderr=log,
            )
            self._session = f"/session/{self._first()['sessionId']}"
            opened.callback(self._ask, "DELETE", self._session)
            self._opened = opened.pop_all()

    def _first(self):
        """The session, once the driver listens."""
        until = time.monotonic() + 60
        while True:
            try:
                return self._ask("POST", "/session", capabilities={})
            except ConnectionRefusedError:
                assert time.monotonic() < until, "WebKitWebDriver did not start"
                time.sleep(0.1)

    def _ask(self, method, path, **body):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        with contextlib.closing(connection):
            connection.request(
                method, path, json.dumps(body) if method == "POST" else None, {"Content-Type": "application/json"}
            )
            answer = connection.getresponse()
            said = json.loads(answer.read())["value"]
        assert answer.status == 200, said
        return said

    def open(self, address):
        self._ask("POST", f"{self._session}/url", url=address)

    def run(self, expression):
        """The value of an expression (text, number or boolean) in the page."""
        return self._ask("POST", f"{self._session}/execute/sync", script=f"return {expression}", args=[])

    def close(self):
        self._opened.close()
