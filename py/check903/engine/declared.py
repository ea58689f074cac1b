"""Rules: how one is written down.

@rule("386", "inconsistent", "Episodes.REC", tables="Header Episodes")
def adopted_after_18(r):
    '''Title: what is wrong, in a line

    What is wrong, in a sentence or two.

    To fix it: what to do.
    '''
    e, h = r.Episodes.join(r.Header)
    return e.where(e.REC.isin("E11", "E12") & (e.DEC >= h.DOB + years(18)), header=h)
"""

from __future__ import annotations

import inspect
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from check903.model.evidence import Fault
from check903.model.returns import Return
from check903.model.rows import Rows
from check903.reference import schema

CATEGORIES = {
    "missing": "Missing",
    "cross-year": "Disagrees with last year",
    "inconsistent": "Inconsistent",
    "invalid": "Not permitted",
    "files": "The files don’t fit each other",
}
SEVERITIES = {"error": "Error", "query": "Query", "look": "Worth a look"}
ALARMS = ("few", "some", "many")
NEEDS = {"last-year": "last year’s return", "postcodes": "the postcode directory", "providers": "Ofsted’s list"}
REMEDY = "To fix it:"


@dataclass(frozen=True, eq=False)
class Rule:
    """One version of a rule.

    years     first and last collection year in force; None = still in force
    severity  error; query: it may be right, and somebody should look; look: no rule of the Department's, worth a look
    category  missing, invalid, inconsistent, cross-year, or files (they don't fit each other)
    tables    needed; optional ones are used where they are loaded
    fields    (table, column) pairs at fault
    needs     of last-year, postcodes, providers
    title, wrong, fix   what the page says
    cross_child     one child's rows can put another child's at fault (values that children share)
    not_due   why its errors are not due yet before `due`, or "" if they are due at once
    due       of this year's return and rows at fault, the day from which each is due: datetime64[D], NaT for at once
    alarms    of a check that is worth a look, one of ALARMS: our judgement of how many findings turn out right
    whole     True if its rows are one finding, about the file
    given     values that tell this version of the function from the others
    """

    code: str
    years: tuple[int, int | None]
    severity: str
    category: str
    tables: tuple[str, ...]
    optional: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    title: str
    wrong: str
    fix: str
    function: Callable
    cross_child: bool = False
    not_due: str = ""
    due: Callable[[Return, Rows], np.ndarray] | None = None
    alarms: str = ""
    whole: bool = False
    given: dict = field(default_factory=dict)

    @property
    def listed(self) -> str:
        """The column of Ofsted's list (of `providers.COLUMNS`) without which the rule can't look at a placement; "" for
        none.
        """
        return self.given.get("listed", "")

    def in_force(self, year: int) -> bool:
        """True if the collection that ends in `year` is checked by this version."""
        first, last = self.years
        return first <= year and (last is None or year <= last)

    def fields_in(self, table: str) -> tuple[str, ...]:
        """The columns at fault in a row of `table` (`Episodes_last` counts as Episodes); CHILD where the rule names
        none there.
        """
        plain = schema.this_years(table)
        return tuple(column for name, column in self.fields if name == plain) or ("CHILD",)

    def faults(self, r: Return) -> tuple[Fault, ...]:
        """The rows at fault with what the rule saw, one per table, possibly with repeats."""
        answer = self.function(r, **self.given)
        return tuple(map(Fault.of_rows, answer if isinstance(answer, tuple) else (answer,)))


def declare(
    function: Callable,
    code: str,
    category: str,
    fields: str,
    *,
    years: str = "2023-",
    tables: str = "",
    optional: str = "",
    needs: str = "",
    severity: str = "error",
    cross_child: bool = False,
    not_due: str = "",
    due: Callable | None = None,
    alarms: str = "",
    whole: bool = False,
    **given,
) -> Rule:
    """The rule that a function makes: what stands behind `@rule`.

    fields   "SEX DOB" when there is one table, else "Header.SEX Episodes.DECOM"; the one table may stand before a
             colon: "Header: SEX DOB"
    years    "2023-", "2024-2025" or "2025"
    tables   tables needed; by default those that `fields` names and `optional` does not
    cross_child  True where one child's rows can put another child's at fault
    not_due  why its errors settle by themselves or are not due before `due` (by default the year's end), a sentence for
             the page
    given    keyword values passed to the function and filled into its docstring's {braces}: each must be a parameter of
             the function or stand in the docstring, so that a mistyped word (`yeras=`) is a TypeError and no rule of
             every year
    """
    first, dash, last = years.partition("-")
    pairs = tuple(_fields(fields))
    named = tuple(dict.fromkeys(table for table, _ in pairs if table not in optional.split()))
    doc = inspect.getdoc(function) or ""
    _only_known(given, function, doc, code)
    title, wrong, fix = _texts(doc, given, code)
    return Rule(
        code,
        (int(first), int(last) if last else None if dash else int(first)),
        severity,
        category,
        tuple(tables.split()) or named,
        tuple(optional.split()),
        pairs,
        tuple(needs.split()),
        title,
        wrong,
        fix,
        function,
        cross_child,
        not_due,
        due or year_end,
        alarms,
        whole,
        given,
    )


def year_end(r: Return, rows: Rows) -> np.ndarray:
    """The last day of the year, for each row."""
    return np.full(len(rows), r.end)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    table, colon, rest = text.rpartition(":")
    for name in (rest if colon else text).split():
        before, _, column = name.rpartition(".")
        yield (before or table.strip()), column


def _only_known(given: dict, function: Callable, doc: str, code: str) -> None:
    """TypeError for a word that is no word of `rule`, no parameter of the function, and not asked for by its
    docstring.
    """
    if not given:
        return
    _, *declared = inspect.signature(function).parameters.values()  # the first is the return
    known = {parameter.name for parameter in declared if parameter.kind is not parameter.VAR_KEYWORD} | _braces(doc)
    if unknown := [word for word in given if word not in known]:
        raise TypeError(f"rule {code}: neither @rule nor {function.__name__} knows {', '.join(unknown)}")


def _braces(doc: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(doc) if name}


def _texts(doc: str, given: dict, code: str) -> tuple[str, str, str]:
    if given:
        doc = doc.format(**given)
    title, _, rest = doc.partition("\n\n")
    wrong, mark, fix = rest.rpartition(REMEDY)
    if not mark or not wrong.strip():
        raise ValueError(f"rule {code}: the docstring needs a title, what is wrong, and '{REMEDY}'")
    title, wrong, fix = (" ".join(part.split()) for part in (title, wrong, fix))
    return title, wrong, fix


def natural_sort_key(code: str) -> tuple:
    """A sorting key that puts rule 99 before 100, and numbers before names."""
    return tuple((part.isalpha(), 0 if part.isalpha() else int(part), part) for part in re.findall(r"\d+|\D+", code))
