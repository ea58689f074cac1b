"""What is measured, in calls of check903.session.session.Session: the same natively and in Chromium, each with its CPU
seconds.

read    every file of both years, and the provider list
check   from pressing Check to the end of the last rule
view    from there to the first view
plan    what could be done about all errors, each fix tried on a copy
cell    one cell changed, and the return checked again: the median of three
filter, sort    of all findings: the slowest of several
"""

VIEW = ("overview", [{}])
FILTERS = (
    ("findings", [{"text": "adopted"}, 0, 50, ""]),
    ("findings", [{"category": "missing"}, 0, 50, ""]),
    ("findings", [{"table": "Episodes", "text": "10 foster"}, 0, 50, "child"]),
)
SORTS = tuple(("findings", [{}, 0, 50, sort]) for sort in ("child", "-line", "file", "title"))
CELLS = tuple(
    ("fix_cell", ["Episodes", row, "CIN", "N0"]) for row in (0, 1, 2)
)  # there is no such code, so each is a change
