"""The sample return: the same for a seed, clean where nothing was put in, and every error put in is found."""

import csv
import datetime as dt
import io
from random import Random
from types import SimpleNamespace

import numpy as np
import pytest
import python_calamine as calamine

from check903 import api, engine, sample
from check903.model.providers import Providers
from check903.model.returns import Collection
from check903.model.table import Column, Table
from check903.reference import postcodes
from check903.reference.schema import TABLES
from check903.sample import places
from check903.sample import years as several
from check903.sample.child import birthday
from check903.sample.errors import KINDS
from check903.sample.returns import FILES, csv_files


@pytest.fixture(scope="module")
def directory(postcode_package):
    return postcodes.default_directory()


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode())))


def tables(files: dict[str, bytes]) -> dict[str, Table]:
    found = {}
    for name, file in FILES.items():
        if file in files:
            names, *rows = rows_of(files[file])
            found[name] = Table(name, {column: Column.of(row[at] for row in rows) for at, column in enumerate(names)})
    return found


def providers(made, directory) -> Providers:
    """The provider list, from its rows as texts."""
    columns = {name: [] for name in ("URN", "PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE")}
    for names, *rows in made.provider_sheets.values():
        end = "Deregistration date" if "Deregistration date" in names else "Closed date"
        wanted = ("URN", "Placement code", "Placement provider code", end, "Setting address postcode")
        for column, name in zip(columns.values(), wanted):
            column += [row[names.index(name)] for row in rows]
    return Providers(columns, directory)


def check(made, directory):
    r, rules, result = api.prepare(
        tables(made.this_year),
        tables(made.last_year),
        Collection.of_year(made.year),
        authority=made.council,
        providers=providers(made, directory),
        postcodes=directory,
    )
    for _ in engine.run(r, rules, result):
        pass
    return result


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_a_sample_without_errors_has_no_findings(directory, year):
    made = sample.generate(1500, seed=7, year=year, share=0)
    result = check(made, directory)
    assert not result.faults
    assert made.injected == []
    assert result.findings.groupby("rule").size().to_dict() == {}


def test_returns_of_many_years_without_errors_have_no_findings(directory):
    years = list(range(2018, 2028))
    where = places.of_council(places.listed(directory)[::20], "E06000023")
    listed = several.providers(Random(1), where, 30, 2027)
    rows = several.returns(where, listed, 120, 3, years)
    for this, last in zip(years[1:], years):
        made = SimpleNamespace(
            this_year=csv_files(rows[this]),
            last_year=csv_files(rows[last]),
            year=this,
            council="E06000023",
            provider_sheets=dict(places.list_rows(listed)),
        )
        assert check(made, directory).findings.groupby("rule").size().to_dict() == {}, this


def test_every_error_put_in_is_found_by_its_rule(directory):
    made = sample.generate(1500, seed=3, year=2027, share=0.15)
    result = check(made, directory)
    assert {kind.name for kind in KINDS} == {error.kind for error in made.injected}, "a kind that never comes"
    found = {(rule, child) for rule, child in zip(result.findings["rule"], result.findings["child"])}
    run = {rule.code for rule in result.rules} - result.not_run.keys()
    wanted = [error for error in made.injected if set(error.rules) & run]
    overlooked = [error for error in wanted if not any((rule, error.child) in found for rule in error.rules)]
    assert overlooked == []
    with_errors = {error.child for error in made.injected}
    others = result.findings[~result.findings["child"].isin(with_errors)]
    assert set(others["rule"]) <= {"444"}, "only a pupil number given twice concerns another child"


def test_the_same_seed_gives_the_same_bytes():
    one, other = sample.generate(80, seed=5), sample.generate(80, seed=5)
    assert one == other
    assert one.this_year != sample.generate(80, seed=6).this_year


@pytest.mark.parametrize("children", [1, 30, 300])
def test_as_many_children_as_asked(children):
    made = sample.generate(children, share=0)
    header = tables(made.this_year)["Header"]
    assert len(header) == children == len(set(header.columns["CHILD"].texts()))
    numbers = [text for text in header.columns["UPN"].texts() if not text.startswith("UN")]
    assert len(numbers) == len(set(numbers))


def test_all_tables_are_there():
    made = sample.generate(300, year=2027)
    this, last = tables(made.this_year), tables(made.last_year)
    assert list(this) == list(TABLES)
    assert list(last) == [name for name in TABLES if name != "DoLo"], "the Department asks for DoLo from 2026-27"
    assert all(len(table) for table in (*this.values(), *last.values()))
    for name, table in this.items():
        assert tuple(table.columns) == TABLES[name].names


def test_errors_are_where_they_are_said_to_be():
    made = sample.generate(300)
    assert len({error.child for error in made.injected}) == len(made.injected) > 0.15 * 300, "common kinds come besides"
    for error in made.injected:
        if error.row is not None:
            assert rows_of(made.this_year[FILES[error.table]])[error.row + 1][0] == error.child
    absent = next(error for error in made.injected if error.kind == "header_row_absent")
    assert absent.child not in made.this_year["header.csv"].decode()


def test_years_before_those_of_supported_accommodation_are_refused():
    with pytest.raises(ValueError, match="2024"):
        sample.generate(1, year=2023)


def test_many_postcodes_where_there_is_a_directory(directory):
    made = sample.generate(300, directory=directory)
    column = tables(made.this_year)["Episodes"].columns["PL_POST"]
    assert len(set(column.values)) > 200
    known = directory.lookup(column.values).known
    assert np.mean(known) > 0.9


def test_the_postcodes_that_come_with_the_package_are_real_and_where_they_are_said_to_be(directory):
    where = sample.places.postcodes()
    assert set(directory.lookup(where.own).authority) == {sample.places.council()}
    assert directory.lookup([text for text, _ in where.elsewhere]).authority == [code for _, code in where.elsewhere]
    assert set(directory.lookup(where.wales).authority) == {"WAL"}


def test_the_provider_workbook_holds_the_list():
    made = sample.generate(30)
    book = calamine.load_workbook(io.BytesIO(made.providers))
    assert book.sheet_names == list(made.provider_sheets)
    for name, rows in made.provider_sheets.items():
        assert book.get_sheet_by_name(name).to_python() == rows


def test_command_line(tmp_path):
    from check903.sample.__main__ import main

    main([str(tmp_path), "--children", "20", "--seed", "4"])
    made = sample.generate(20, seed=4)
    assert (tmp_path / "this_year" / "episodes.csv").read_bytes() == made.this_year["episodes.csv"]
    assert (tmp_path / "last_year" / "header.csv").read_bytes() == made.last_year["header.csv"]
    assert (tmp_path / "providers.xlsx").read_bytes() == made.providers
    assert len(rows_of((tmp_path / "injected.csv").read_bytes())) == len(made.injected) + 1


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        (dt.date(2008, 2, 29), 18, dt.date(2026, 2, 28)),
        (dt.date(2008, 2, 29), 20, dt.date(2028, 2, 29)),
        (dt.date(2010, 7, 1), 4, dt.date(2014, 7, 1)),
    ],
)
def test_birthday(born, age, day):
    assert birthday(born.toordinal(), age) == day.toordinal()
