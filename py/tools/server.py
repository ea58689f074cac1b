"""dist/site on localhost."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import sys
import webbrowser
from pathlib import Path

from tools.places import SITE
from tools.steps import Trouble

PORT = 8903


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".css": "text/css",
        ".txt": "text/plain; charset=utf-8",
    }

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a browser that went away is no fault
            super().handle_error(request, client_address)


def site_server(folder: Path = SITE, port: int = 0, handler: type[Handler] = Handler) -> Server:
    """A server of the folder on localhost, not yet running. Port 0: any free one."""
    return Server(("127.0.0.1", port), functools.partial(handler, directory=str(folder)))


def serve(open_browser: bool = True) -> None:
    """serve what was built on localhost"""
    if not SITE.is_dir():
        raise Trouble("There is nothing to serve yet: run build.py build first.")
    try:
        server = site_server(port=PORT)
    except OSError:
        server = site_server()
    address = f"http://localhost:{server.server_port}/"
    print(f"\nCheck 903 is at {address}   (Ctrl-C stops it)", flush=True)
    if open_browser and _has_a_screen():
        webbrowser.open(address)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()


def _has_a_screen() -> bool:
    screens = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    return os.name == "nt" or sys.platform == "darwin" or any(screens)
