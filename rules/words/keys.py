"""Words for rules/keys.py."""

import numpy as np

from check903.reference import codes, schema
from check903.wording import differing, letter, when, words
from check903.wording.clues import header_last_year, in_header_alike
from check903.wording.lists import joined
from check903.wording.placeholders import PAGE, cells, column_labels

from ..keys import header_is_wrong, same_birth_in

FILES = "Files and formats"
OWN = "Children's own details"
ASYLUM = "Asylum-seeking children"


def _columns(table):
    """The columns that a file of the table holds, but the child's ID."""
    return " ".join(name for name in schema.TABLES[table].names if name != "CHILD")


# -- a child in one table only ----------------------------------------------------------------------------------------


def _not_loaded(f):
    return joined([name for name in ("Episodes", "OC3") if name not in f.r.loaded])


words(
    "EPI",
    who="data",
    theme=FILES,
    show="CHILD DOB SEX",
    culprit=[when(lambda f: f.CHILD.blank, "CHILD"), ""],
    absent_table=_not_loaded,
    are=lambda f: "are" if " and " in _not_loaded(f) else "is",
    sentence=[
        when(
            lambda f: _not_loaded(f) != "",
            "Header has the child, and {absent_table} {are} not loaded, so nothing can be found for the child.",
        ),
        when(
            lambda f: f.CHILD.blank, "Header has a child without an ID, so no episode and no care leaver belongs to it."
        ),
        "Header has the child, but neither Episodes nor OC3 does.",
    ],
    cause=[
        when(lambda f: _not_loaded(f) != "", "{absent_table} {are} not loaded"),
        "Child is in Header only: no episode and nothing in OC3",
    ],
)

NOT_IN_HEADER = {
    "INT01": "AD1",
    "INT02": "PlacedAdoption",
    "INT03": "Episodes",
    "INT04": "Missing",
    "INT05": "OC2",
    "INT06": "OC3",
    "INT07": "PrevPerm",
    "INT08": "Reviews",
    "INT09": "UASC",
}
for code, table in NOT_IN_HEADER.items():
    words(
        code,
        who="data",
        theme=FILES,
        show=f"CHILD {_columns(table)} DOB SEX",
        clues={"header": in_header_alike},
        culprit=[when(lambda f: f.CHILD.blank | f.header.exists, "CHILD"), ""],
        sentence=[
            when(lambda f: f.CHILD.blank, f"This row of {table} has no child ID, so no child of Header belongs to it."),
            when(
                lambda f: f.header.exists,
                f"{table} has child {{CHILD}}, who is not in Header. Header has {{header.CHILD}}: probably the same "
                "child, with the ID written otherwise.",
            ),
            f"{table} has child {{CHILD}}, but Header does not.",
        ],
        cause=[
            when(lambda f: f.CHILD.blank, f"Row without a child ID in {table}"),
            f"Child {{CHILD}} is in {table} but not in Header",
        ],
    )

# -- another date of birth or sex than in Header ----------------------------------------------------------------------


def _day_and_month_swapped(f):
    one, other = _parts(f.DOB.value), _parts(f.header.DOB.value)
    return (one[0] == other[0]) & (one[1] == other[2]) & (one[2] == other[1])


def _parts(dates):
    """Year, month and day as numbers."""
    year, month = dates.astype("datetime64[Y]"), dates.astype("datetime64[M]")
    of_year, of_month = (month - year).astype(int) + 1, (dates - month).astype(int) + 1
    return year.astype(int), of_year, of_month


def _same_birth(f, born):
    """Who else has that date of birth of the child: "have OC2 and Reviews", text per row, "" for nobody."""
    agree = same_birth_in(f.r, f.rows, born)
    said = {"Header_last": "last year’s Header"} | {name: name for name in schema.TABLES}
    found = [[said[name] for name in said if name in agree and agree[name][row]] for row in range(len(f))]
    return np.array([f"{'has' if len(who) == 1 else 'have'} {joined(who)}" if who else "" for who in found], object)


def _wrong_here(f):
    return (f.as_header != "") & (f.as_here == "")


def _other_birth_date(code, table, **facts):
    said = f"{table} has the date of birth {{DOB}}, Header has {{header.DOB}}."
    words(
        code,
        show=f"CHILD {_columns(table)}",
        clues={"last": header_last_year},
        culprit=[when(_wrong_here, "DOB"), when(header_is_wrong, "header.DOB"), "DOB or header.DOB"],
        as_here=lambda f: _same_birth(f, f.DOB),
        as_header=lambda f: _same_birth(f, f.header.DOB),
        swapped=lambda f: np.where(_day_and_month_swapped(f), "Day and month have changed places.", ""),
        sentence=[
            when(_wrong_here, f"{said.removesuffix('.')}, and so {{as_header}}.[ {{swapped}}]"),
            when(
                header_is_wrong,
                f"Header has the date of birth {{header.DOB}}, {table} has {{DOB}}, and so {{as_here}}.[ {{swapped}}]",
            ),
            when(_day_and_month_swapped, f"{said} Day and month have changed places in one of the two."),
            f"{said} One of the two is wrong.",
        ],
        remedy=[
            when(_wrong_here, f"Probably Header is right: take its date of birth in {table}."),
            when(header_is_wrong, "Probably Header is wrong: look the date of birth up, and correct it there."),
            "Ask which is right, and enter it in both tables.",
        ],
        cause=f"Date of birth {{DOB}} in {table} is not Header’s, {{header.DOB}}",
        **facts,
    )


OTHER_BIRTH_DATE = {
    "INT11": "AD1",
    "INT12": "PlacedAdoption",
    "INT13": "Missing",
    "INT14": "OC2",
    "INT15": "OC3",
    "INT16": "PrevPerm",
    "INT17": "Reviews",
}
for code, table in OTHER_BIRTH_DATE.items():
    _other_birth_date(code, table, who="data", theme=OWN)

_other_birth_date(
    "INT18",
    "UASC",
    who="asylum",
    theme=ASYLUM,
    letter=letter(
        "Two dates of birth for the child: {header.DOB} in the main record, and {DOB} in the record as an "
        "asylum-seeking child.",
        "Only one of them can be right.",
        "Which one is right? If the child’s age was assessed, tell us the date of birth that was decided on, and "
        "correct it where it is wrong.",
    ),
)


def _old(f, sex):
    """True where it is no code of the year."""
    return ~sex.isin(codes.permitted("SEX", f.r.rules_year))


def _old_here(f):
    return _old(f, f.SEX)


def _old_there(f):
    return _old(f, f.header.SEX)


SEXES = "UASC has the sex {SEX}[ ({sex})], Header has {header.SEX}[ ({header.sex})]."
words(
    "INT21",
    who="data",
    theme=OWN,
    show="CHILD SEX DOB",
    culprit=[
        when(lambda f: _old_here(f) & _old_there(f), "SEX or header.SEX"),
        when(_old_here, "SEX"),
        when(_old_there, "header.SEX"),
        when(lambda f: f.SEX == "U", "SEX"),
        when(lambda f: f.header.SEX == "U", "header.SEX"),
        "SEX or header.SEX",
    ],
    sentence=[
        when(lambda f: _old_here(f) & _old_there(f), f"{SEXES} Neither is a code of this year."),
        when(_old_here, f"{SEXES} “{{SEX}}” is not a code of this year."),
        when(_old_there, f"{SEXES} “{{header.SEX}}” is not a code of this year."),
        when(
            lambda f: (f.SEX == "U") | (f.header.SEX == "U"),
            f"{SEXES} U says that the sex is not known, but the other one knows it.",
        ),
        f"{SEXES} One of the two is wrong.",
    ],
    cause="Sex in UASC ({SEX}) is not the same as in Header ({header.SEX})",
)

# -- a child twice in a table of one row per child --------------------------------------------------------------------


def _differ(f, column):
    return getattr(f, column).differs_from(getattr(f.other, column))


def _count(f):
    rows = f.rows.base.rows
    return rows.per_child(rows.count(), 0)[f.rows.positions]


def _lines(f):
    """The lines of all of the child's rows, where they are of one file: "2 and 3"; text per row."""
    table = f.r.table(f.table)
    if table.line is None or len(table.files) > 1:
        return ""
    found = {child: [] for child in f.child.tolist()}
    for child, line in zip(f.rows.base.child.tolist(), table.line.tolist()):
        if child in found:
            found[child].append(str(line))
    return np.array([joined(found[child]) for child in f.child.tolist()], object)


def _differences(f, columns):
    """What differs, with both values: "born (03/05/2010 and 04/05/2010)"; text per row."""
    labels = column_labels()
    said = [
        (labels[name], _differ(f, name), cells(getattr(f, name), PAGE), cells(getattr(f.other, name), PAGE))
        for name in columns.split()
    ]
    return np.array(
        [
            joined(
                [
                    f"{label} ({one[row] or 'blank'} and {other[row] or 'blank'})"
                    for label, differs, one, other in said
                    if differs[row]
                ]
            )
            for row in range(len(f))
        ],
        object,
    )


def _twice(code, table, *who_it_is):
    """Words for a child with two rows; where one of the columns `who_it_is` differs, they may be two children."""
    columns = _columns(table)

    def alike(f):
        return ~np.logical_or.reduce([_differ(f, name) for name in columns.split()])

    def two_children(f):
        return np.logical_or.reduce([getattr(f, name).clashes_with(getattr(f.other, name)) for name in who_it_is])

    rows = f"{table} has {{count}} rows of child {{CHILD}}[ (lines {{lines}})]."
    words(
        code,
        who="data",
        theme=FILES,
        show=f"CHILD {columns}",
        culprit=[
            when(lambda f: alike(f) & (f.other.positions > f.rows.positions), ""),
            when(alike, "CHILD"),
            when(two_children, lambda f: {"CHILD": np.ones(len(f), bool), **differing(columns, "other")(f)}),
            differing(columns, "other"),
        ],
        count=_count,
        lines=_lines,
        differences=lambda f: _differences(f, columns),
        they=lambda f: np.where(f.count == 2, "They", "This one and another"),
        sentence=[
            when(alike, f"{rows} {{they}} are the same."),
            when(two_children, f"{rows} {{they}} are not the same: {{differences}}. Two children may share the ID."),
            f"{rows} {{they}} are not the same: {{differences}}.",
        ],
        cause=f"Child {{CHILD}} has {{count}} rows in {table}",
    )


_twice("INT31", "AD1", "DOB")
_twice("INT32", "Header", "DOB", "SEX", "UPN")
_twice("INT33", "OC2", "DOB")
_twice("INT34", "OC3", "DOB")
_twice("INT35", "PrevPerm", "DOB")
_twice("INT36", "UASC", "DOB", "SEX")
