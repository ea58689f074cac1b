"""What scripts call: `check903.check` on DataFrames. The page and the command line use `prepare` on tables they have
read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from check903 import engine, given
from check903.engine import Rule, looking
from check903.engine.findings import Findings
from check903.model.reasons import Missing, Reason
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table
from check903.model.text import cell_text
from check903.reference import authorities, schema

if TYPE_CHECKING:
    import pandas

_YEAR_FIRST = re.compile(r"\s*\d{4}-\d\d?-\d\d?")


def check(
    this_year: Mapping[str, Any],
    last_year: Mapping[str, Any] | None = None,
    year: int | Collection | None = None,
    authority: str | None = None,
    providers: Any = None,
    rules: str | Iterable[str] | None = None,
    rules_year: int | None = None,
    file_format: str | None = None,
    earlier: Mapping[int, Mapping[str, Any]] | None = None,
) -> Findings:
    """Check a return.

    this_year, last_year  table name -> pandas DataFrame (or Table); any subset of the tables and of their columns.
                 Never changed. Names in any case, columns under the names that files may have too; dates as dd/mm/yyyy,
                 yyyy-mm-dd or dates
    year         the collection year by its end (2027 for 2026-27), or a `Collection(start, end)` for another window
    authority    the council making the return, for the rules about where children are placed: its name, ONS code or the
                 Department's number
    providers    Ofsted's list: what `check903.read` gives, or a DataFrame with the columns URN, PLACE_CODES,
                 PROVIDER_CODES, REG_END, POSTCODE and, if known, LA_CODE_INFERRED
    rules        codes to run, or None for all in force
    rules_year   whose rules, if not this year's own
    file_format  "csv" or "xml" where it matters (rules 105, 205A-D); by default "xml" if Header has a UASC column
    earlier      the returns before last year's, any number: {2025: {table name -> DataFrame}}. Read-only: rules that
                 can't tell what was in earlier years then can

    Gives Findings: `findings` (a DataFrame, see there) and `not_run` ({code: why}).
    Raises ValueError, with a sentence, for anything given that can't be meant: a table, a column, a rule, a year, a
    council.
    """
    from check903.reference import postcodes

    if year is None:
        raise ValueError("say which collection year: year=2027 for 2026-27")
    directory = postcodes.default_directory()
    r, chosen, result = prepare(
        as_tables("this_year", this_year),
        None if last_year is None else as_tables("last_year", last_year),
        given.collection(year),
        authority=authorities.find(authority) if authority else None,
        providers=_providers(providers, directory),
        postcodes=directory,
        rules=given.rules(rules),
        rules_year=None if rules_year is None else given.year(rules_year),
        file_format=given.file_format(file_format),
        earlier={int(year): as_tables("earlier", tables) for year, tables in (earlier or {}).items()},
    )
    for _ in engine.run(r, chosen, result):
        pass
    return result


def worth_a_look(result: Findings, off: Iterable[str] = (), day: dt.date | None = None) -> Findings:
    """What the checks beyond the Department's find in the return that was checked: worth a look, never an error.

    off  codes of checks that are not to run
    day  a date: the day that is asked about where the year is running; by default that of the check
    """
    return looking.look(result, tuple(off), day)


def export(result: Findings, folder: str | Path, to: str = "sqlite", shape: str = "tidy") -> list[Path]:
    """Write the return that was checked, with what was found, as tables and a data dictionary; gives the files' paths.
    They hold children's data.

    folder  made if it isn't there; nothing is written over
    to      "sqlite", "csv" or "parquet" (which needs pyarrow)
    shape   "tidy": the return's own tables, typed, with the check; read again they are the same return. "ssd": shaped
            like the Standard Safeguarding Dataset, as far as a return can fill it

    Raises FileExistsError, ValueError for another kind or shape, and ModuleNotFoundError without pyarrow.
    """
    from check903.tidy import files

    for choice, known in ((to, files.KINDS), (shape, tuple(files.SHAPES))):
        if choice not in known:
            raise ValueError(f"{choice} is none of {', '.join(known)}")
    return files.write(Path(folder), files.export(result, to, shape))


def figures(
    this_year: Mapping[str, Any],
    last_year: Mapping[str, Any] | None = None,
    year: int | Collection | None = None,
    authority: str | None = None,
    as_at: dt.date | str | None = None,
    published: str | Path | Iterable[str | Path] = (),
    population: int | None = None,
    hide_small: bool = False,
    **circumstances: Any,
) -> pandas.DataFrame:
    """The figures that leaders ask for, as a pandas DataFrame: one row for each figure, group and day.

    this_year, last_year, year, authority  as for `check`
    as_at       the day (a date, or a text such as 2026-12-31); by default the last of the collection year. Each month's
                end before it, and last year's, are there too
    published   paths of the Department's published CSV files, and of a list of statistical neighbours
    population  children aged 0 to 17 in the area, where no published file says
    hide_small  hide numbers of 1 to 5, and what would give them away
    circumstances   what else `check` takes

    The frame's `attrs["lacks"]` says why figures without numbers have none: {id: reason}. Columns as
    `check903.export.figure_files.COLUMNS` lists them. Raises ValueError as `check` does.
    """
    import pandas as pd

    from check903.export.figure_files import COLUMNS, Given
    from check903.figures.figures import Figures, in_year
    from check903.figures.published import Published
    from check903.findings.status import Status

    result = check(this_year, last_year, year, authority, **circumstances)
    window = result.r.collection
    day = in_year(window.end if as_at is None else given.day(as_at), window)
    result.status = Status(result, day, {})
    shown = Published(authorities.find(authority) if authority else None)
    for path in [published] if isinstance(published, str | Path) else published:
        shown.add(Path(path).name, Path(path).read_bytes())
    people = (population, None) if population else shown.populations(window.year)
    wanted = Given(Figures(result.r, day, result, *people), shown, hide_small)
    frame = pd.DataFrame(wanted.tidy(), columns=list(COLUMNS))
    frame["day"] = pd.to_datetime(frame["day"])
    frame.attrs["lacks"] = wanted.lacks()
    return frame


def prepare(
    this,
    last,
    collection,
    *,
    authority=None,
    providers=None,
    postcodes=None,
    rules=None,
    rules_year=None,
    file_format=None,
    earlier=None,
) -> tuple[Return, list[Rule], Findings]:
    """The return, the rules to run and Findings to fill, for `engine.run`."""
    r = Return(
        this,
        last,
        collection,
        rules_year=rules_year,
        authority=authority,
        providers=providers,
        postcodes=postcodes,
        file_format=file_format,
        earlier=earlier,
    )
    chosen = engine.in_force(r.rules_year)
    result = Findings(r, chosen)
    if rules is not None:
        chosen[:] = [rule for rule in chosen if rule.code in rules]
        for code in set(rules) - {rule.code for rule in chosen}:
            result.reasons[code] = Reason(Missing.YEAR, (schema.year_label(r.rules_year),))
    return r, chosen, result


def as_tables(argument: str, frames) -> dict[str, Table]:
    """The tables of a mapping of names to DataFrames or Tables. Raises ValueError, naming the argument."""
    if not hasattr(frames, "items") or hasattr(frames, "columns"):
        raise ValueError(f"{argument} is a dict of table names and their DataFrames, such as {{'Header': frame}}")
    tables: dict[str, Table] = {}
    for given_name, frame in frames.items():
        name = table_name(given_name)
        if name in tables:
            raise ValueError(f"{argument} has {name} twice")
        tables[name] = as_table(name, frame)
    return tables


def table_name(given_name) -> str:
    """The schema's name of a table, whatever its case and underscores. Raises ValueError for none."""
    from check903.reading.recognise import key

    names = {key(name): name for name in schema.TABLES}
    if key(str(given_name)) not in names:
        raise ValueError(f"there is no table {given_name}; the tables are {', '.join(schema.TABLES)}")
    return names[key(str(given_name))]


def as_table(name: str, frame) -> Table:
    """A Table of a DataFrame whose cells may be text, numbers, dates or missing. Columns that the schema lacks are left
    out.
    """
    from check903.reading.recognise import columns_of

    if isinstance(frame, Table):
        return frame
    if not hasattr(frame, "columns") or not hasattr(frame, "iloc"):
        raise ValueError(f"{name} is no DataFrame but {type(frame).__name__}")
    spec = schema.TABLES[name]
    names = [str(column) for column in frame.columns]
    places = columns_of(names, [column.name for column in spec.columns])
    if names and not places:
        raise ValueError(f"{name} has none of its columns, {', '.join(spec.names)}: only {', '.join(names)}")
    return Table(
        name,
        {column: _column(frame.iloc[:, positions[0]], spec.column(column)) for column, positions in places.items()},
    )


def _column(series, spec: schema.ColumnSpec) -> Column:
    import pandas as pd

    codes, distinct = pd.factorize(series, use_na_sentinel=True)
    text = _day_text if spec.type in ("date", "partial date") else cell_text
    return Column(codes + 1, ["", *map(text, distinct)])


def _day_text(value) -> str:
    """As `cell_text`; a date written year first, as files and databases give it, as dd/mm/yyyy."""
    from check903.reading.values import clean_date

    text = cell_text(value)
    return clean_date(text.strip())[0] if _YEAR_FIRST.match(text) else text


def _providers(listed, directory):
    if listed is None:
        return None
    from check903.model.providers import Providers
    from check903.reading.providers import ProviderList

    if isinstance(listed, ProviderList):
        return Providers.of_list(listed, directory)
    if isinstance(listed, Providers):
        return listed
    if not hasattr(listed, "columns") or not hasattr(listed, "iloc"):
        raise ValueError(f"providers is what check903.read gives, or a DataFrame, but no {type(listed).__name__}")
    return Providers.of_frame(listed.rename(columns=lambda name: str(name).strip().upper()), directory)
