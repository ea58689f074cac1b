"""Registries: who has which rules and fixes. The Department's is the one that a check goes by; a council's own checks
have another, so have the checks beyond the Department's, and so has a
test.

    rules = Registry()

    @rules.rule("L1", "inconsistent", "Episodes: DECOM")
    def too_early(r): ...
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

from check903.engine.declared import Rule, declare, natural_sort_key
from check903.engine.fixes import Fix
from check903.reference import schema


class Registry:
    """Rules and the fixes that stand below them.

    package  name of the package whose modules register here; it is imported when a rule or a fix is first asked for
    """

    def __init__(self, package: str = ""):
        self._package = package
        self._rules: list[Rule] = []
        self._fixes: dict[str, Fix] = {}
        self._in_order: tuple[Rule, ...] | None = None

    # -- writing down -------------------------------------------------------------------------------------------------

    def rule(self, code: str, category: str, fields: str, **words) -> Callable:
        """Register a function as a rule or, repeated above one function, as several versions of it. The words are
        those of `check903.engine.declared.declare`.
        """

        def register(function):
            self._rules.append(declare(function, code, category, fields, **words))
            self._in_order = None
            return function

        return register

    def fix(self, codes: str, title: str, *, safe: bool, **words) -> Callable:
        """Register a function as a fix for the errors of these rules or, repeated above one function, as several. The
        words are those of `check903.engine.fixes.Fix.declared`. ValueError for a key that is taken.
        """

        def register(function):
            fix = Fix.declared(function, codes, title, safe=safe, **words)
            if fix.key in self._fixes:
                raise ValueError(f"there are two fixes {fix.key}")
            self._fixes[fix.key] = fix
            return function

        return register

    # -- asking -------------------------------------------------------------------------------------------------------

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every version of every rule, by code and year."""
        self._load()
        if self._in_order is None:
            self._in_order = tuple(sorted(self._rules, key=lambda rule: (natural_sort_key(rule.code), rule.years[0])))
        return self._in_order

    @property
    def fixes(self) -> dict[str, Fix]:
        """Every fix by its key."""
        self._load()
        return self._fixes

    def in_force(self, year: int) -> list[Rule]:
        """The rules of a collection year; years outside those that the project knows count as the nearest."""
        year = min(max(year, schema.FIRST_YEAR), schema.LAST_YEAR)
        return [rule for rule in self.rules if rule.in_force(year)]

    def _load(self) -> None:
        """Import the package's modules: there is no list to edit."""
        if self._package:
            package = importlib.import_module(self._package)
            for module in pkgutil.iter_modules(package.__path__):
                importlib.import_module(f"{self._package}.{module.name}")
            self._package = ""


DEPARTMENT = Registry("check903.rules")
EXTRA = Registry("check903.rules.extra")  # beyond the Department's: worth a look, never an error
rule, fix, in_force = DEPARTMENT.rule, DEPARTMENT.fix, DEPARTMENT.in_force
