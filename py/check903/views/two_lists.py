"""Annex A beside the return on the page: where the two lists disagree, apart from the errors and their counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from check903.annex_a.comparing import Comparison, compare
from check903.annex_a.difference import Difference
from check903.annex_a.filling import told_starts
from check903.engine.findings import Findings
from check903.reading.annex_a import AnnexList, said
from check903.reading.phrases import names

Lists = Mapping[int, AnnexList]


class ListDifference(TypedDict):
    """One. `ours`, `theirs`: what the return says and what Annex A does, "" for nothing; the places are "" where there
    is none; `guess`: the child was found by its details, not by its id; `known`: the return has the child.
    """

    child: str
    known: bool
    list: int
    said: str
    ours: str
    theirs: str
    our_place: str
    their_place: str
    hint: str
    guess: bool


class DifferencesOf(TypedDict):
    """How many differences of one kind."""

    said: str
    differences: int


class NotUnderstood(TypedDict):
    """A text of a list that means nothing known, so that it was not compared."""

    list: str
    column: str
    text: str
    cells: int


class TwoLists(TypedDict):
    """A page of the differences of one kind, or of all. `there`: Annex A is loaded and was compared; `lists`: which, in
    words; `children`: whom they are about; `notes`: on which day, and what was left out.
    """

    there: bool
    lists: str
    total: int
    children: int
    compared: int
    notes: list[str]
    counts: list[DifferencesOf]
    about: str
    shown: int
    rows: list[ListDifference]
    not_understood: list[NotUnderstood]


NO_LISTS: TwoLists = {
    "there": False, "lists": "", "total": 0, "children": 0, "compared": 0, "notes": [], "counts": [], "about": "",
    "shown": 0, "rows": [], "not_understood": [],
}  # fmt: skip
_TEXTS = 20  # that were not understood, on the page


def compared(checked: Findings, lists: Lists) -> Comparison:
    """The comparison, worked out once for this check."""
    return checked.cached("annex a", lambda findings: compare(findings.r, dict(lists)))


def know(checked: Findings, lists: Lists) -> None:
    """The return knows what Annex A alone tells: since when children have been in care."""
    if lists:
        comparison = compared(checked, lists)
        checked.r.told_starts = told_starts(comparison.lists, checked.r.children, comparison.day)


def two_lists(checked: Findings, lists: Lists, about: str, page: int, size: int) -> TwoLists:
    """Where they disagree; `about`: only what is called that."""
    if not lists:
        return NO_LISTS
    comparison = compared(checked, lists)
    kinds = {what for what, _ in comparison.counts}
    about = about if about in kinds else ""
    wanted = [difference for difference in comparison.differences if about in ("", difference.said)]
    return {
        "there": True,
        "lists": names(said(number) for number in comparison.lists),
        "total": len(comparison.differences),
        "children": comparison.children,
        "compared": comparison.compared,
        "notes": [comparison.day_from, *comparison.notes],
        "counts": [{"said": what, "differences": many} for what, many in comparison.counts],
        "about": about,
        "shown": len(wanted),
        "rows": [_row(checked, difference) for difference in wanted[page * size : (page + 1) * size]],
        "not_understood": [
            {"list": said(number), "column": column, "text": text, "cells": cells}
            for number, column, text, cells in comparison.unread[:_TEXTS]
        ],
    }


def of_child(checked: Findings, lists: Lists, child: str) -> list[ListDifference]:
    """Where they disagree about one child."""
    if not lists:
        return []
    return [
        _row(checked, difference) for difference in compared(checked, lists).differences if difference.child == child
    ]


def _row(checked: Findings, difference: Difference) -> ListDifference:
    ours = checked.place(difference.table, difference.row) if difference.table else ("", None)
    known = checked.cached("children by id", lambda findings: frozenset(findings.r.children))
    return {
        "child": difference.child,
        "known": difference.child in known,
        "list": difference.list,
        "said": difference.said,
        "ours": difference.ours,
        "theirs": difference.theirs,
        "our_place": _place(*ours),
        "their_place": _place(difference.file, difference.line),
        "hint": difference.hint,
        "guess": difference.guess,
    }


def _place(file: str, line: int | None) -> str:
    """ "episodes.csv, line 12"."""
    return f"{file}, line {line:,}" if line is not None else file
