"""Fixes of how things are written. They are safe: no meaning changes, so no rule is about them."""

import numpy as np

from check903.engine import Change, fix
from check903.reference import schema


@fix("", "Spaces and lower case", safe=True)
def spaces_and_case(r):
    """“ u6” becomes “U6”. The meaning stays."""
    return _rewritten(r, lambda kind, raw, text: raw.strip().upper() == text.upper())


@fix("", "Dates written another way", safe=True)
def dates_written_another_way(r):
    """“2026-04-09” and “09.04.26” become “09/04/2026”."""
    return _rewritten(r, lambda kind, raw, text: "date" in kind and raw.strip().upper() != text.upper())


@fix("", "Numbers written another way", safe=True)
def numbers_written_another_way(r):
    """“330.0” becomes “330”; apostrophes and quotation marks round a value go, and so does “NULL” where nothing else
    stands for a blank.
    """
    return _rewritten(r, lambda kind, raw, text: "date" not in kind and raw.strip().upper() != text.upper())


@fix("", "Identical rows twice", safe=True)
def identical_rows(r):
    """The same row stands in the table more than once. One is kept."""
    for name in _this_year(r):
        rows, columns = getattr(r, name), r.table(name).columns
        if len(rows) < 2:
            continue
        ids = np.stack([getattr(rows, column).to_rows(getattr(rows, column).base.ids) for column in columns])
        _, first = np.unique(ids, axis=1, return_index=True)
        for row in np.setdiff1d(np.arange(len(rows)), first).tolist():
            yield Change(name, row, None)


def _rewritten(r, wanted):
    """A change for each cell of this year whose text as written is to be replaced by the clean text it was read as.

    wanted  of (type of the column, text as written, clean text), whether that is this fix's kind of difference
    """
    for name in _this_year(r):
        for field, column in r.table(name).columns.items():
            if column.written is None:
                continue
            kind = schema.TABLES[name].column(field).type
            differ = [raw != text and wanted(kind, raw, text) for raw, text in zip(column.written, column.values)]
            for row in np.flatnonzero(np.array(differ, bool)[column.codes]).tolist():
                yield Change(name, row, field, column.text_written(row), column.text(row))


def _this_year(r):
    return [name for name in r.loaded if not name.endswith("_last")]
