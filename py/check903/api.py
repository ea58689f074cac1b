"""What scripts call: `check903.check` on DataFrames. The page and the command line use `prepare` on tables they have read."""

from __future__ import annotations

from check903 import engine, schema
from check903.engine import Result, Rule
from check903.model import Collection, Return
from check903.table import Column, Table
from check903.texts import cell_text


def check(this_year, last_year=None, year=None, authority=None, providers=None, rules=None, rules_year=None, file_format=None) -> Result:
    """Check a return.

    this_year, last_year  table name -> pandas DataFrame (or Table); any subset of the tables and of their columns. Never changed.
    year         the collection year by its end (2027 for 2026-27), or a `Collection(start, end)` for another window
    authority    ONS code of the council making the return, for the rules about where children are placed
    providers    Ofsted's list: what `check903.read` gives, or a DataFrame with the columns URN, PLACE_CODES, PROVIDER_CODES,
                 REG_END, POSTCODE and, if known, LA_CODE_INFERRED
    rules        codes to run, or None for all in force
    rules_year   whose rules, if not this year's own
    file_format  "csv" or "xml" where it matters (rules 105, 205A-D); by default "xml" if Header has a UASC column

    Gives a Result: `findings` (DataFrame: rule, table, row, child, fields) and `not_run` ({code: why}).
    Raises ValueError for a table, a rule or a year that there isn't.
    """
    from check903 import postcodes

    if year is None:
        raise ValueError("say which collection year: year=2027 for 2026-27")
    collection = year if isinstance(year, Collection) else Collection.of_year(year)
    directory = postcodes.default_directory()
    r, chosen, result = prepare(
        {name: as_table(name, frame) for name, frame in this_year.items()},
        None if last_year is None else {name: as_table(name, frame) for name, frame in last_year.items()},
        collection, authority=authority, providers=_providers(providers, directory), postcodes=directory,
        rules=rules, rules_year=rules_year, file_format=file_format,
    )
    for _ in engine.run(r, chosen, result):
        pass
    return result


def prepare(this, last, collection, *, authority=None, providers=None, postcodes=None, rules=None, rules_year=None,
            file_format=None) -> tuple[Return, list[Rule], Result]:
    """The return, the rules to run and an empty result, for `engine.run`."""
    r = Return(this, last, collection, rules_year=rules_year, authority=authority, providers=providers, postcodes=postcodes,
               file_format=file_format)
    chosen = engine.in_force(r.rules_year)
    result = Result(r, chosen)
    if rules is not None:
        wanted = list(dict.fromkeys(str(code) for code in rules))
        unknown = set(wanted) - {found.code for found in engine.registry()}
        if unknown:
            raise ValueError(f"there is no rule {', '.join(sorted(unknown))}")
        chosen[:] = [found for found in chosen if found.code in wanted]
        for code in set(wanted) - {found.code for found in chosen}:
            result.not_run[code] = f"Not in force in {schema.year_label(r.rules_year)}"
    return r, chosen, result


def as_table(name: str, frame) -> Table:
    """A Table of a DataFrame whose cells may be text, numbers, dates or missing. Columns that the schema lacks are left out."""
    if isinstance(frame, Table):
        return frame
    if name not in schema.TABLES:
        raise ValueError(f"there is no table {name}; the tables are {', '.join(schema.TABLES)}")
    wanted = {column.name for column in schema.TABLES[name].columns}
    return Table(name, {column: _column(frame[column]) for column in frame.columns if column in wanted})


def _column(series) -> Column:
    import pandas as pd

    codes, distinct = pd.factorize(series, use_na_sentinel=True)
    return Column(codes + 1, ["", *map(cell_text, distinct)])


def _providers(given, directory):
    if given is None:
        return None
    from check903.providers import Providers
    from check903.reading.providers import ProviderList

    if isinstance(given, ProviderList):
        return Providers(given.columns, directory)
    return given if isinstance(given, Providers) else Providers.of_frame(given, directory)
