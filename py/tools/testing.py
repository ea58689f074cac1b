"""What the tests need before pytest starts: which of them want a browser, and the browsers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from tools.places import ROOT, TESTS
from tools.steps import Trouble, run

BROWSER_TESTS = TESTS / "browser"
# What each browser is driven by, and the Debian package it comes in.
BROWSERS = {
    "chromium": {"chromium": "chromium"},
    "firefox": {"firefox-esr": "firefox-esr"},
    "webkit": {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"},
}


def in_a_browser(arguments: list[str]) -> bool:
    """Whether tests in a browser are among those that arguments for pytest name: by themselves, by a folder, or as all
    where none is named.
    """
    places = [ROOT / argument.partition("::")[0] for argument in arguments if not argument.startswith("-")]
    named = [place for place in places if place.exists() and TESTS in (place, *place.parents)]
    return not named or any(
        BROWSER_TESTS in (place, *place.parents) or place in BROWSER_TESTS.parents for place in named
    )


def browsers_wanted() -> list[str]:
    """All, or those that CHECK903_BROWSERS names; Chromium always."""
    named = os.environ.get("CHECK903_BROWSERS")
    wanted = ["chromium", *re.findall(r"\w+", named)] if named else list(BROWSERS)
    if unknown := set(wanted) - BROWSERS.keys():
        raise Trouble(f"CHECK903_BROWSERS names {', '.join(sorted(unknown))}; the tests know {', '.join(BROWSERS)}.")
    return wanted


def browsers() -> None:
    """Each browser that is wanted, installed where it isn't there yet."""
    for name in browsers_wanted():
        absent = [package for program, package in BROWSERS[name].items() if not shutil.which(program)]
        if absent and not (name == "chromium" and os.environ.get("CHECK903_CHROMIUM")):
            apt_install(*absent)


def apt_install(*packages: str) -> None:
    """Debian packages, as root or through sudo without a password."""
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if not (hasattr(os, "geteuid") and os.geteuid() == 0):
        command = ["sudo", "-n", *command]
    try:
        if not shutil.which("apt-get"):
            raise Trouble("this is not Debian")
        run(*command, "update", "-qq")
        run(*command, "install", "-qq", "-y", "--no-install-recommends", *packages, stdout=subprocess.DEVNULL)
    except Trouble as trouble:
        raise Trouble(
            f"The tests need {' and '.join(packages)}, which could not be installed ({str(trouble).rstrip('.')})."
            " Install it and run this again, or name the browsers to test in: CHECK903_BROWSERS=chromium python3"
            " build.py test"
        ) from trouble
