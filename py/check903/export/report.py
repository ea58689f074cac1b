"""What can be taken away from a check: an Excel workbook of everything, and any table on view as CSV.

A cell's text comes from a file that anyone may have written: nothing of it may turn into a formula, a link or a number.
"""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Iterable, Iterator

import numpy as np

from check903 import inert
from check903.engine import Rule
from check903.engine.findings import Findings
from check903.export import manager_sheet
from check903.findings import causes, cells, labels, seen
from check903.findings.search import matching
from check903.findings.sorting import in_order
from check903.findings.status import STATUSES, Marks
from check903.model.text import long_date
from check903.reference import schema
from check903.views.child import child as one_child
from check903.views.children import children as list_of_children
from check903.views.manager import Manager, manager
from check903.views.overview import overview
from check903.views.rules import rules as list_of_rules
from check903.wording.declared import WHO

MOST_ROWS = 1_048_575  # of a sheet, without its head
COLUMNS = {  # of an error -> width
    "Rule": 10,
    "What is wrong": 50,
    "How to fix it": 50,
    "Severity": 10,
    "Category": 24,
    "Table": 22,
    "File": 30,
    "Line": 8,
    "Child": 14,
    "Column at fault": 24,
    "Value at fault": 18,
    "What was compared": 70,
    "Cause": 50,
    "Who can put it right": 20,
    "Due": 12,
    "Since the saved check": 14,
    "Accepted": 10,
    "Note": 30,
}
RULE_HEAD = ("Rule", "What is wrong", "Severity", "Category", "Errors", "Share", "How to fix it")
CAUSE_HEAD = ("Cause", "Errors", "Children", "Rules")
AT_ONCE = 20_000  # errors whose words are held at a time
PAIRS = 3  # values at fault that have columns of their own; the others share the last


def workbook(checked: Findings, asked: dict | None = None, for_manager: Manager | None = None) -> dict:
    """{name, bytes} of the Excel workbook: Summary, By rule, By cause, All errors, Not run, For the manager."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, inert.WORKBOOK)
    sheets = Sheets(book)
    view = overview(checked, asked)
    sheets.add("Summary", ("", ""), (44, 60), _summary(checked, view, asked), plain=True)
    sheets.add("By rule", RULE_HEAD, (10, 60, 10, 24, 10, 10, 80), _by_rule(checked, asked))
    sheets.add("By cause", CAUSE_HEAD, (80, 10, 10, 40), _by_cause(checked, asked))
    sheets.add("All errors", *_columns(), errors(checked, asked))
    sheets.add("Not run", ("Why", "What to do", "Rule", "What it asks"), (50, 50, 10, 70), _not_run(view))
    sheets.add(
        manager_sheet.NAME,
        manager_sheet.HEAD,
        manager_sheet.WIDTHS,
        manager_sheet.rows(for_manager or manager(checked)),
    )
    book.close()
    return {"name": f"{_name(checked)}.xlsx", "bytes": out.getvalue()}


class Sheets:
    """Sheets of a workbook, each with a frozen, filterable head. Texts are written as texts, numbers as numbers."""

    def __init__(self, book):
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
        self._bold = book.add_format({"bold": True})
        self._share = book.add_format({"num_format": "0%"})

    def add(
        self, name: str, head: Iterable[str], widths: Iterable[float], rows: Iterable[tuple], plain: bool = False
    ) -> None:
        """A sheet of `rows`; more rows than a sheet holds go on in a second one. `plain`: labels and values without a
        head.
        """
        head, widths, rows = tuple(head), tuple(widths), iter(rows)
        number = 1
        while True:
            sheet = self._book.add_worksheet(name if number == 1 else f"{name} {number}")
            for column, width in enumerate(widths):
                sheet.set_column(column, column, width, self._bold if plain and not column else None)
            written = self._write(sheet, () if plain else head, rows)
            if written < MOST_ROWS:
                return
            number += 1

    def _write(self, sheet, head: tuple[str, ...], rows: Iterator[tuple]) -> int:
        for column, text in enumerate(head):
            sheet.write_string(0, column, text, self._head)
        first = 1 if head else 0
        at = first
        for row in rows:
            for column, value in enumerate(row):
                if isinstance(value, str):
                    if value:
                        sheet.write_string(at, column, value[:32767])
                elif value is not None:
                    sheet.write_number(at, column, value, self._share if isinstance(value, float) and head else None)
            at += 1
            if at - first == MOST_ROWS:
                break
        if head:
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(at - 1, 1), len(head) - 1)
        return at - first


def _name(checked: Findings) -> str:
    return f"check903 {schema.year_label(checked.year)} {checked.at:%Y-%m-%d}"


def _summary(checked: Findings, view: dict, asked: dict | None) -> Iterator[tuple]:
    yield "Council", view["council"] or "not chosen"
    yield "Collection year", f"{view['year_label']}, {view['period']}"
    if view["rules_year"] != view["year"]:
        yield "Rules of", view["rules_year_label"]
    yield "Checked", f"{long_date(checked.at.date())}, {checked.at:%H:%M}"
    yield "Rows read", view["rows"]
    yield "Children this year", view["children"]
    yield ()
    if asked := {key: value for key, value in (asked or {}).items() if value}:
        yield "Only errors with", ", ".join(f"{key}: {value}" for key, value in asked.items())
        yield "Errors without this filter", view["of_errors"]
    yield "Errors", view["errors"]
    yield "Things to fix", causes.of(checked).things(matching(checked, asked))
    yield "Children with an error", view["children_with_error"]
    yield "Errors per 100 children", view["per_100"]
    yield "Rules in force", view["rules_in_force"]
    yield "Rules run", view["rules_run"]
    yield "Rules that found nothing", view["rules_clean"]
    yield "Rules not run", view["rules_not_run"]
    yield ()
    for item in view["by_category"]:
        yield item["label"], item["errors"]
    yield ()
    for item in view["by_table"]:
        yield item["label"], item["errors"]


def _by_rule(checked: Findings, asked: dict | None) -> Iterator[tuple]:
    for item in list_of_rules(checked, asked)["rules"]:
        rule = checked.rules[checked.rule_numbers[item["code"]]]
        yield rule.code, rule.title, *_sort_of(rule), item["errors"], item["share"], labels.sentence(rule.fix)


def _sort_of(rule: Rule) -> tuple[str, str]:
    """The rule's severity and category."""
    return labels.severity(rule)["severity_label"], labels.category(rule)["category_label"]


def _by_cause(checked: Findings, asked: dict | None) -> Iterator[tuple]:
    """Title, errors, children and rules of each cause, the one with most errors first."""
    positions = np.flatnonzero(matching(checked, asked))
    of_cause: dict[str, list[int]] = {}
    for part in _parts(positions):
        for n, cause in zip(part.tolist(), seen.causes(checked, part)):
            of_cause.setdefault(cause, []).append(n)
    for cause, found in sorted(of_cause.items(), key=lambda one: (-len(one[1]), one[0])):
        codes = [checked.rules[number].code for number in np.unique(checked.rule[found]).tolist()]
        yield cause, len(found), checked.count_children(np.array(found)), ", ".join(codes)


def _parts(positions: np.ndarray) -> Iterator[np.ndarray]:
    return (positions[start : start + AT_ONCE] for start in range(0, len(positions), AT_ONCE))


def _not_run(view: dict) -> Iterator[tuple]:
    for item in (*view["not_run"], *view["left_out"]):
        for rule in item["rules"]:
            yield item["why"], item["todo"], rule["code"], rule["title"]


# -- the errors -------------------------------------------------------------------------------------------------------


def _columns() -> tuple[tuple[str, ...], tuple[int, ...]]:
    pairs = [name for n in range(1, PAIRS + 1) for name in (f"Field {n}", f"Value {n}", f"Meaning {n}")]
    return (*COLUMNS, *pairs, "Other values"), (*COLUMNS.values(), *(20, 16, 30) * PAIRS, 50)


def errors(checked: Findings, asked: dict | None = None, sort: str = "") -> Iterator[tuple]:
    """A row per error: see COLUMNS, then each value that the rule read and what it means."""
    texts, marked = _Texts(checked), _Marked(checked)
    for part in _parts(in_order(checked, matching(checked, asked), sort)):
        for n, what in zip(part.tolist(), seen.seen(checked, part)):
            rule, table, row = checked.rules[checked.rule[n]], checked.tables[checked.table[n]], int(checked.row[n])
            at_fault = [texts.of(table, field, row) for field in what.culprits]
            yield (
                rule.code,
                rule.title,
                labels.sentence(rule.fix),
                *_sort_of(rule),
                texts.tables[table],
                *checked.place(table, row),
                checked.child_id(checked.child[n]),
                ", ".join(field for field, _, _ in at_fault),
                ", ".join(value for _, value, _ in at_fault),
                what.sentence,
                what.cause,
                WHO[what.who],
                *marked.of(n),
                *_values([texts.of(table, field, row) for field in texts.fields(rule, table)]),
            )


def _values(values: list[tuple[str, str, str]]) -> tuple[str, ...]:
    """Field, value and meaning of the first PAIRS, each in a column; the rest in the last."""
    own = [text for value in values[:PAIRS] for text in value]
    rest = "; ".join(
        f"{field}: {' '.join(filter(None, (value, said))) or 'blank'}" for field, value, said in values[PAIRS:]
    )
    return *own, *[""] * (3 * PAIRS - len(own)), rest


class _Marked:
    """What is known of single findings. Of a check without marks only whether they are due is."""

    def __init__(self, checked: Findings):
        self._marks = checked.marks or Marks(checked, checked.as_at, {})

    def of(self, n: int) -> tuple[str, str, str, str]:
        """Due, since the saved check, accepted, note."""
        statuses, note = self._marks.statuses(n), self._marks.note(n)
        since = next((STATUSES[one] for one in ("new", "still") if one in statuses), "")
        return STATUSES["later" if "later" in statuses else "due"], since, "Yes" if note else "", note


class _Texts:
    """Cells with their meanings, and rules' fields, each distinct one looked up once."""

    def __init__(self, checked: Findings):
        self._checked = checked
        self._known: dict[tuple, tuple[str, str, str]] = {}
        self._fields: dict[tuple[Rule, str], tuple[str, ...]] = {}
        self.tables = {name: labels.table_label(name) for name in checked.tables}

    def fields(self, rule: Rule, table: str) -> tuple[str, ...]:
        """The rule's fields in the table."""
        if (rule, table) not in self._fields:
            self._fields[rule, table] = rule.fields_in(table)
        return self._fields[rule, table]

    def of(self, table: str, field: str, row: int) -> tuple[str, str, str]:
        """(field's label, value, meaning)."""
        value = cells.text(self._checked, table, field, row)
        key = table, field, value
        if key not in self._known:
            meaning = cells.meaning(table, field, value, self._checked.year_of(table))[0]
            self._known[key] = labels.field_label(table, field), value or "blank", meaning
        return self._known[key]


# -- CSV --------------------------------------------------------------------------------------------------------------


def csv(checked: Findings, view: str, asked: dict | None = None) -> dict:
    """{name, bytes} of a view's table as CSV for Excel. Views: findings (also rule), rules, children, not_run; child:
    the child's rows in the table.
    """
    head, rows = _VIEWS.get(view, _VIEWS["findings"])(checked, asked)
    out = io.StringIO()
    writer = csv_module.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([inert.harmless(value) for value in row])
    return {
        "name": f"{_name(checked)} {_view_name(checked, view, asked)}.csv",
        "bytes": b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace"),
    }


def _view_name(checked: Findings, view: str, asked: dict | None) -> str:
    """What the file's name says of the view; of the filter only a rule that there is, since anything can stand in
    it.
    """
    code = (asked or {}).get("rule")
    if view in ("rule", "findings") and code in checked.rule_numbers:
        return f"rule {code}"
    if view == "child":
        return f"child {asked['table']}"
    return view.replace("_", " ")


def _findings_csv(checked: Findings, asked: dict | None):
    return _columns()[0], errors(checked, asked)


def _rules_csv(checked: Findings, asked: dict | None):
    return RULE_HEAD, _by_rule(checked, asked)


def _children_csv(checked: Findings, asked: dict | None):
    rows = list_of_children(checked, asked, size=0)["rows"]
    return ("Child", "Errors", "Rules", "Tables"), (
        (row["child"], row["errors"], " ".join(rule["code"] for rule in row["rules"]), ", ".join(row["tables"]))
        for row in rows
    )


def _child_csv(checked: Findings, asked: dict):
    """The rows of one table of one child, last year's after this year's, as they are on view."""
    shown = next(table for table in one_child(checked, asked["child"])["tables"] if table["table"] == asked["table"])
    rows = (
        (
            checked.year - row["last"],
            row["file"],
            row["line"],
            *(cell["value"] for cell in row["cells"]),
            " ".join(note["code"] for note in row["notes"]),
        )
        for row in shown["rows"]
    )
    return ("Collection year", "File", "Line", *(column["field"] for column in shown["columns"]), "Rules"), rows


def _not_run_csv(checked: Findings, asked: dict | None):
    return ("Why", "What to do", "Rule", "What it asks"), _not_run(overview(checked, asked))


_VIEWS = {
    "findings": _findings_csv,
    "rule": _findings_csv,
    "rules": _rules_csv,
    "children": _children_csv,
    "child": _child_csv,
    "not_run": _not_run_csv,
}
