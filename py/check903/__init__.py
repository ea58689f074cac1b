"""Check 903: every rule of the SSDA903 return (children looked after in England), checked where the data is.

import check903
files = check903.read("returns/2026-27")
result = check903.check(files.this_year, files.last_year, year=2027, authority="E08000025", providers=files.providers)
result.findings, result.not_run
check903.figures(files.this_year, files.last_year, year=2027, authority="E08000025")
"""

import importlib.util as _util
import sys as _sys
import types as _types
from pathlib import Path as _Path

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

from check903 import figures  # noqa: E402
from check903.api import check, worth_a_look  # noqa: E402
from check903.api import figures as _figures  # noqa: E402
from check903.model.returns import Collection  # noqa: E402
from check903.reading import read  # noqa: E402


class _Called(_types.ModuleType):
    """The room `figures` under its name, which is also what scripts call."""

    __call__ = staticmethod(_figures)


figures.__class__ = _Called  # pyright: ignore[reportAttributeAccessIssue] - Python lets a module have another class

__all__ = ["Collection", "check", "figures", "read", "worth_a_look"]
