"""Where things are and which version is built: paths, pyproject.toml, the locks."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JS, BUILD, DIST, LOCKS = ROOT / "js", ROOT / "build", ROOT / "dist", ROOT / "py" / "locks"
SITE = DIST / "site"
MODULES = JS / "node_modules"
CACHE = Path(os.environ.get("CHECK903_CACHE") or Path.home() / ".cache" / "check903")
TESTS = ROOT / "tests"

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
VERSION = PROJECT["project"]["version"]
ZIP = DIST / f"check903-{VERSION}.zip"


def locked(lock: str) -> dict[str, str]:
    """What py/locks/LOCK.txt pins: the version of each package by its name."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (LOCKS / f"{lock}.txt").read_text(encoding="utf-8"), re.M))
