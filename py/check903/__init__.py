"""Check 903: every rule of the SSDA903 return (children looked after in England), checked where the data is.

import check903
files = check903.read("returns/2026-27")
result = check903.check(files.this_year, files.last_year, year=2027, authority="E08000025", providers=files.providers)
result.findings, result.not_run
check903.figures(files.this_year, files.last_year, year=2027, authority="E08000025")
check903.export(result, "tables", to="sqlite")
check903.fixes(result, files).as_json()
check903.batch("all councils", "out")

`__all__` is what others may build on: the site that `python3 build.py docs` makes has a page for each.
"""

from __future__ import annotations

import importlib as _importlib
import importlib.util as _util
import sys as _sys
import types as _types
from pathlib import Path as _Path
from typing import TYPE_CHECKING

# In a checkout the rules live at the top level, where people who know the rules and not the engine find them; an
# installed package has them beside this file. Either way they are `check903.rules`.
_rules = _Path(__file__).resolve().parents[2] / "rules"
if (_rules / "__init__.py").is_file():
    _spec = _util.spec_from_file_location(
        "check903.rules", _rules / "__init__.py", submodule_search_locations=[str(_rules)]
    )
    assert _spec is not None and _spec.loader is not None  # the file is there
    rules = _sys.modules["check903.rules"] = _util.module_from_spec(_spec)
    _spec.loader.exec_module(rules)

from check903 import batch, export, figures  # noqa: E402 - rooms of which each is called too, below

if TYPE_CHECKING:
    from check903.api import Findings, check, export, figures, worth_a_look
    from check903.batch.running import batch
    from check903.fix_command import Fixes
    from check903.model.returns import Collection
    from check903.reading import LoadedFiles, read

__version__ = "0.1.0"
__all__ = ["Collection", "Findings", "batch", "check", "export", "figures", "fixes", "read", "worth_a_look"]

# Where the names are that are imported when first asked for: the command line and the page import what they need.
_ASKED_FOR = {
    "Collection": "check903.model.returns",
    "Findings": "check903.api",
    "check": "check903.api",
    "read": "check903.reading",
    "worth_a_look": "check903.api",
}


def __getattr__(name: str):
    if name not in _ASKED_FOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(_importlib.import_module(_ASKED_FOR[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def fixes(result: Findings, files: LoadedFiles) -> Fixes:
    """The plan of what can be fixed in the files of this year, worked out; nothing is changed yet.

    result  what `check` found in the tables of `files`
    files   what `read` gave
    """
    from check903.fix_command import Fixes  # neither the page nor a check needs it

    planned = Fixes(result, files)
    for _ in planned.plan.steps():
        pass
    return planned


def _called(room: _types.ModuleType, module: str, function: str) -> None:
    """Let a room be called by its name, as scripts do; the function is imported with the first call."""

    class Called(_types.ModuleType):
        def __call__(self, *given, **more):
            return getattr(_importlib.import_module(module), function)(*given, **more)

    room.__class__ = Called


for _room in ("figures", "export"):
    _called(_sys.modules[f"check903.{_room}"], "check903.api", _room)
_called(_sys.modules["check903.batch"], "check903.batch.running", "batch")
