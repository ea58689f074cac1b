"""How a browser and the page are started, for the tests in a browser and for the bench."""

import os
import shutil
import subprocess

from tools.places import ROOT

# All tests take place at one moment, as what is not due yet depends on it. (Playwright's own clock would stop
# `performance` too.)
ONE_MOMENT = """globalThis.Date = class extends Date {
  constructor(...parts) { super(...(parts.length ? parts : [Date.now()])); }
  static now() { return Date.UTC(2026, 10, 26, 12); }
}"""
START = 60_000  # ms that a start may take on a busy machine
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--no-pings",
]
# Nothing is compiled a second time, faster: a test is over before that pays, and most of a start's time goes into it.
COMPILED_ONCE = "--js-flags=--liftoff-only"
# Each window starts two more pages of the browser's own for its address bar, which takes a second of its time in each
# test. The other names are those that Playwright switches off: of two such lists the browser takes the last.
WITHOUT_ADDRESS_BAR = "--disable-features=" + ",".join(
    [
        "WebUIOmniboxPopup",
        "WebUIOmniboxAimPopup",
        "AimEnabled",
        "AvoidCorsURLLoaderRestartOnRedirect",
        "AvoidUnnecessaryBeforeUnloadCheckSync",
        "DestroyProfileOnBrowserClose",
        "HttpsFirstBalancedModeAutoEnable",
        "HttpsUpgrades",
        "LensOverlay",
        "MediaRouter",
        "NetworkTimeServiceQuerying",
        "OptimizationHints",
        "PaintHolding",
        "PreconnectToSearch",
        "ThirdPartyStoragePartitioning",
    ]
)


def chromium():
    """Where Chromium is: what CHECK903_CHROMIUM says, or Debian's."""
    return os.environ.get("CHECK903_CHROMIUM") or shutil.which("chromium")


def wait_for_python(page):
    page.locator("html[data-python=ready]").wait_for(state="attached", timeout=START)


def with_client_only(folder):
    """The unpacked page in that folder, its own script replaced by one that has a worker's client and nothing else."""
    script = ROOT / "tests" / "browser" / "client_page.js"
    esbuild = ROOT / "js" / "node_modules" / "esbuild" / "bin" / "esbuild"
    subprocess.run(
        [
            "node",
            esbuild,
            script,
            "--bundle",
            "--log-level=warning",
            f"--outfile={folder / 'assets' / 'page.js'}",
            "--allow-overwrite",
        ],
        check=True,
    )
    return folder
