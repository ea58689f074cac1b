"""The site of the library: docs/library with the docstrings of what scripts call, as plain files in build/library."""

from __future__ import annotations

from tools.environment import environment, venv_python
from tools.places import BUILD, ROOT
from tools.steps import run, step

CONFIG, LIBRARY = ROOT / "py" / "tools" / "library.yml", BUILD / "library"


def library() -> None:
    """Make the site anew if a part of it has changed. Trouble where a link or a name on a page leads nowhere."""
    environment("docs")
    reads = [ROOT / "docs" / "library", ROOT / "py" / "check903", CONFIG]
    step("The site of the library", reads, [LIBRARY / "index.html"], made)


def made() -> None:
    """mkdocs, once."""
    run(venv_python(), "-m", "mkdocs", "build", "--quiet", "--strict", "--clean", "--config-file", CONFIG)
