"""What the build and the tests need beside Python and Node: the virtual environment and the npm packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.places import BUILD, JS, LOCKS, MODULES
from tools.steps import Trouble, run, step

INSTALL = "-m pip install -qq --no-compile --disable-pip-version-check --require-hashes --requirement"


def venv_python() -> Path:
    return BUILD / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def site_packages() -> Path:
    return next(path for path in (BUILD / "venv").rglob("site-packages") if path.is_dir())


def environment(*extras: str) -> None:
    """The virtual environment with the project's packages and those of the extras, each of the very bytes that
    py/locks/ names.
    """
    python = venv_python()
    step(
        f"Virtual environment for Python {sys.version.split()[0]}",
        [sys.version],
        [python],
        lambda: run(sys.executable, "-m", "venv", "--clear", BUILD / "venv"),
    )
    for name in ("needed", *extras):
        lock = LOCKS / f"{name}.txt"
        step(
            f"Python packages: {name}",
            [lock, sys.version],
            [python],
            lambda lock=lock: run(python, *INSTALL.split(), lock),
        )


def node_packages() -> None:
    """js/node_modules, as the lock has it. Trouble where Node or npm is not there or too old."""
    try:
        version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as fault:
        raise Trouble("Node is not installed. Install version 20 or newer, then run this again.") from fault
    if int(version.removeprefix("v").split(".")[0]) < 20:
        raise Trouble(f"Node is {version}. Install version 20 or newer, then run this again.")
    npm = shutil.which("npm")
    if not npm:
        raise Trouble("npm is not installed. It comes with Node, or as Debian's package npm.")
    step(
        "npm packages",
        [JS / "package-lock.json"],
        [MODULES / "pyodide", MODULES / "esbuild"],
        lambda: run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", cwd=JS),
    )
