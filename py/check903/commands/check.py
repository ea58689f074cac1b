"""`check903 check`: the errors of a return, on the terminal, as JSON and as a workbook."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from check903.commands import annex_a, earlier, own_checks, places
from check903.commands.files import Given, given_files, look_for, run_rules, say_faults
from check903.commands.options import add_files
from check903.commands.terminal import CLEAN, FOUND, UNUSABLE, Unusable, count, say, write
from check903.engine import frame
from check903.engine.findings import Findings
from check903.model.table import Table
from check903.reference import schema
from check903.views import few_tables
from check903.views.not_run import left_out, not_run

ABOUT = "Check the files of an SSDA903 return."


def options(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    add_files(parser)
    parser.add_argument("--output", type=Path, metavar="FILE.xlsx", help="write a report as an Excel workbook")
    parser.add_argument("--json", type=Path, metavar="FILE.json", help="write the findings as JSON")
    own_checks.add_options(parser)
    annex_a.add_options(parser)
    annex_a.add_output(parser)
    earlier.add_output(parser)


def run(chosen: argparse.Namespace) -> int:
    """Check, say and write what was found; gives the exit status."""
    look_for(chosen)
    annex_a.look_for(chosen)
    places.file_to_write("--output", chosen.output, ".xlsx")
    places.file_to_write("--json", chosen.json)
    local = own_checks.files_of(chosen.local_rules)
    given = given_files(chosen)
    started = time.monotonic()
    result = run_rules(chosen, given)
    seconds = time.monotonic() - started
    say_faults(result)
    say("\n".join(_summary(result, given)))
    more_checks = own_checks.run(result, [] if chosen.rules and chosen.extra is None else chosen.extra, local)
    more_checks.say()
    beside = annex_a.compared(result.r, chosen, given.loaded)
    if beside:
        beside.say()
    chain = earlier.say_chain(result.r)
    if chosen.json:
        content = as_json(result, more_checks) | (beside.as_json() if beside else {}) | earlier.as_key(chain)
        write(chosen.json, json.dumps(content, ensure_ascii=False, indent=1).encode())
    if chosen.output:
        write(chosen.output, _workbook(result, seconds, beside.workers if beside else given.loaded.workers))
    if chosen.differences:
        _write_differences(chosen.differences, beside)
    if chosen.breaks and chain:
        earlier.write_breaks(chosen.breaks, chain)
    if given.problems or given.incomplete or more_checks.local_problems:
        return UNUSABLE
    return FOUND if len(result) or result.faults else CLEAN


def _summary(result: Findings, given: Given) -> Iterator[str]:
    """The lines for the terminal."""
    window = result.r.collection
    yield (
        f"Collection year {schema.year_label(given.year)}: {window.start:%d/%m/%Y} to {window.end:%d/%m/%Y}."
        f" {given.year_from}"
    )
    if result.r.rules_year != given.year:
        yield f"Checked with the rules of {schema.year_label(result.r.rules_year)}."
    yield f"Tables: {', '.join(given.this) or 'none'}; of last year: {', '.join(given.last) or 'none'}"
    yield ""
    errors = Counter(result.rule.tolist())
    children = len(set(result.child.tolist()) - {-1})
    run = len(result.rules) - sum(rule.code in result.not_run for rule in result.rules)
    yield f"{count(len(result), 'error')} about {count(children, 'child', 'children')}; {count(run, 'rule')} run."
    for number, many in errors.most_common():
        yield f"{many:8,}  {result.rules[number].code:9} {result.rules[number].title}"
    if few := few_tables.of_check(result):
        yield ""
        yield f"{few['sentence']}{' ' + few_tables.to_add(few['add'], few['more']) + '.' if few['add'] else ''}"
    if result.not_run:
        yield ""
        yield f"{count(len(result.not_run), 'rule')} not run:"
    for item in not_run(result):
        yield f"  {item['why']}: {', '.join(rule['code'] for rule in item['rules'])}"
    for item in left_out(result):
        yield (
            f"{item['why']} of {count(len(item['rules']), 'rule')}: {', '.join(rule['code'] for rule in item['rules'])}"
        )


def as_json(result: Findings, more_checks: own_checks.OwnChecks | None = None) -> dict:
    """The result as JSON values: year, rules run, not run and run without some rows, and one entry per finding, with
    what the rule saw; under keys of their own what other checks found.
    """
    r = result.r
    return {
        "year": r.collection.year,
        "rules_run": [rule.code for rule in result.rules if rule.code not in result.not_run],
        "not_run": result.not_run,
        "left_out": [
            {"why": omitted["why"], "rules": [rule["code"] for rule in omitted["rules"]]}
            for omitted in left_out(result)
        ],
        "findings": _findings(result),
        **(more_checks.as_json(_findings) if more_checks else {}),
    }


def _findings(result: Findings) -> list[dict]:
    return [_finding(result, *values) for values in zip(*frame.columns(result).values())]


def _finding(
    result: Findings,
    rule: str,
    table: str,
    row: int,
    child: str,
    fields: str,
    culprits: str,
    beside_table: str,
    beside_row: int,
    evidence: str,
) -> dict:
    """One finding of `frame.columns` as JSON values."""
    return {
        "rule": rule,
        **_placed(result, table, row),
        "child": child,
        "fields": fields.split(","),
        "culprits": culprits.split(",") if culprits else [],
        "beside": _placed(result, beside_table, beside_row) if beside_table else None,
        "evidence": evidence,
    }


def _placed(result: Findings, table: str, row: int) -> dict:
    """A row: its table, its place there from 0 on, and the file and line it was read from (None where not known)."""
    file, line = result.place(table, row)
    return {"table": table, "row": int(row), "file": file or None, "line": line}


def _workbook(result: Findings, seconds: float, workers: Table | None) -> bytes:
    from check903.export import report

    result.seconds = seconds
    return report.workbook(result, workers=workers)["bytes"]


def _write_differences(path: Path, beside: annex_a.Beside | None) -> None:
    if beside is None:
        raise Unusable("--differences: there is no list of Annex A to compare with. Give it with --annex-a.")
    beside.write(path)
