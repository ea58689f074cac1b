"""Whatever stands in the cells, every screen has an answer that can be sent, and a report."""

import json

from hypothesis import given
from hypothesis import strategies as st

from check903.export import report
from check903.reference import schema
from check903.views.child import child
from check903.views.children import children
from check903.views.findings import choices, findings
from check903.views.overview import overview
from check903.views.own_checks import looked, own_check, own_checks
from check903.views.rules import rule, rules
from support import made
from support.profiles import several

CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "01/04/2026",
            "31/03/2027",
            "29/02/2024",
            "31/02/2026",
            "01/01/1678",
            "31/12/2261",
            "15/06/2026",
            "V3",
            "C2",
            "U6",
            "X1",
            "=1+1",
            "\x00",
            "\u202e\U0001f600",
            "999.9",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
)
IDS = st.sampled_from(["", "1", "2", "10", "<img src=x>"])
TABLES = ("Header", "Episodes", "Reviews", "Missing", "DoLo", "SWEpisodes", "PlacedAdoption", "UASC", "AD1")


def tables_of(names):
    def rows(name):
        fields = [
            column.name for column in schema.TABLES[name].columns if not column.derived and column.name != "CHILD"
        ]
        return st.lists(st.tuples(IDS, *[CELLS] * len(fields)), min_size=1, max_size=5).map(
            lambda found: (["CHILD", *fields], found)
        )

    some = st.lists(st.sampled_from(names), unique=True)
    return some.flatmap(lambda chosen: st.fixed_dictionaries({name: rows(name) for name in chosen}))


def every_row(name):
    """A rule that finds every row of the table wrong, in all its dates and codes."""
    fields = " ".join(
        f"{name}.{column.name}" for column in schema.TABLES[name].columns if not column.derived and column.name != "DOB"
    )

    def all_rows(r):
        return tuple(getattr(r, table) for table in (name, f"{name}_last") if table in r.loaded)

    return made.rule(f"all{name}", "inconsistent", fields, all_rows, tables=name, needs="last-year")


@several(20)
@given(tables_of(TABLES), tables_of(TABLES), st.text(max_size=5))
def test_every_view_answers(this, last, text):
    check = made.check_of(made.cells(this, "this"), made.cells(last, "last"), [*made.RULES, *map(every_row, TABLES)])
    view = overview(check, {})
    answers = [
        view,
        rules(check),
        choices(check, {"text": text}),
        children(check),
        findings(check, {"text": text}, size=0),
        own_checks(check, (), True),
        *(own_check(check, rule.code, 0, 1000) for rule in looked(check).rules),
    ]
    assert not looked(check).faults
    answers += [rule(check, item["code"]) for item in view["by_rule"]]
    answers += [child(check, row["child"]) for row in children(check, size=0)["rows"] if row["child"]]
    for answer in answers:
        json.dumps(answer, allow_nan=False)
    for found in answers:
        if "things" in found and "tables" in found:
            assert sorted(n for thing in found["things"] for n in thing["n"]) == [
                error["n"] for error in found["errors"]
            ]
            shown = [note["n"] for table in found["tables"] for row in table["rows"] for note in row["notes"]]
            assert sorted(shown) == [error["n"] for error in found["errors"]]
    assert report.csv(check, "findings")["bytes"] and report.workbook(check)["bytes"]
