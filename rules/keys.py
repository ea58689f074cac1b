"""Rules that hold the tables together: every child in Header, once, and the same facts about the child everywhere."""

import numpy as np

from check903.engine import fix, rule
from check903.engine.templates import listed_in_header, one_row_per_child, same_in_header
from check903.reference import schema


@rule("EPI", "files", "Header.CHILD", optional="Episodes OC3")
def child_without_episodes(r):
    """Child in Header has no episodes and no care leaver record

    A child is in the return for having been in care or for having left it, so there must be a row in Episodes or in OC3
    (care leavers). This child has neither. Until there is one, most checks of this child find nothing.

    To fix it: add the child’s episodes, or the care leaver record if only that is due. If the child should not be in
    the return, remove the row from Header.
    """
    h = r.Header
    return h.where(~r.child_in_table("Episodes", h) & ~r.child_in_table("OC3", h), absent="Episodes")


listed_in_header("INT01", "AD1")
listed_in_header("INT02", "PlacedAdoption")
listed_in_header("INT03", "Episodes")
listed_in_header("INT04", "Missing")
listed_in_header("INT05", "OC2")
listed_in_header("INT06", "OC3")
listed_in_header("INT07", "PrevPerm")
listed_in_header("INT08", "Reviews")
listed_in_header("INT09", "UASC")

same_in_header("INT11", "AD1", "DOB", "Date of birth")
same_in_header("INT12", "PlacedAdoption", "DOB", "Date of birth")
same_in_header("INT13", "Missing", "DOB", "Date of birth")
same_in_header("INT14", "OC2", "DOB", "Date of birth")
same_in_header("INT15", "OC3", "DOB", "Date of birth")
same_in_header("INT16", "PrevPerm", "DOB", "Date of birth")
same_in_header("INT17", "Reviews", "DOB", "Date of birth")
same_in_header("INT18", "UASC", "DOB", "Date of birth")
same_in_header(
    "INT21",
    "UASC",
    "SEX",
    "Sex",
    ("1", "M"),
    ("2", "F"),
    also="The codes changed in 2024-25: 1 and M, and 2 and F, are the same sex.",
)


# An age assessment often changes an asylum seeker's date of birth in one place only: last year's tells nothing of it.
_NO_WITNESS = {"UASC": "Header_last"}


def same_birth_in(r, rows, born):
    """This year's tables with a date of birth and last year's Header, without that of `rows`: name -> bool per row,
    True where the child is `born` on that date there too.
    """
    tables = {name for name in schema.TABLES if "DOB" in schema.spec_of(name).names} - {"Header"} | {"Header_last"}
    others = {name: rows.first_of(getattr(r, name)) for name in tables - {rows.name, _NO_WITNESS.get(rows.name)}}
    return {name: (other.DOB == born) & other.exists for name, other in others.items()}


def header_is_wrong(f):
    """True where others have the date of birth of the row at fault, and none of them has Header's."""
    here, there = (list(same_birth_in(f.r, f.rows, born).values()) for born in (f.rows.DOB, f.header.DOB))
    return np.logical_or.reduce(here) & ~np.logical_or.reduce(there)


@fix("INT11 INT12 INT13 INT14 INT15 INT16 INT17 INT18", "Date of birth as in Header", source="Header’s", safe=False)
def birth_as_header(f):
    """Another table gives another date of birth than Header. Takes Header’s, unless other tables agree with this
    one and none with Header. Untick a row where Header is wrong.
    """
    f = _in_header_once(f)
    f = f[~header_is_wrong(f)]
    return f.set("DOB", f.header.DOB)


@fix("INT21", "Sex as in Header", source="Header’s", safe=False)
def sex_as_header(f):
    """The UASC table gives another sex than Header. Takes Header’s. Untick a row where Header is wrong."""
    f = _in_header_once(f)
    return f.set("SEX", f.header.SEX)


def _in_header_once(f):
    """The rows of children whom Header names once: of two Header rows nobody knows the right one."""
    return f[f.rows.per_child(f.r.Header.count() == 1, False)]


one_row_per_child("INT31", "AD1")
one_row_per_child("INT32", "Header")
one_row_per_child("INT33", "OC2")
one_row_per_child("INT34", "OC3")
one_row_per_child("INT35", "PrevPerm")
one_row_per_child("INT36", "UASC")
