"""The tidy tables as Parquet files, with pyarrow (the extra `parquet`): dates are dates, whole numbers are integers."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Iterable, Iterator

from check903.tidy.fields import TidyTable


def installed() -> bool:
    """True where pyarrow is."""
    return importlib.util.find_spec("pyarrow") is not None


def files(tables: Iterable[TidyTable]) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of one file for each table. ModuleNotFoundError where pyarrow isn't installed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"text": pa.string(), "date": pa.date32(), "integer": pa.int64(), "number": pa.float64()}
    for table in tables:
        schema = pa.schema(
            [pa.field(field.name, types[field.type], metadata={"meaning": field.meaning}) for field in table.fields]
        )
        columns = [pa.array(list(table.columns[field.name]), types[field.type]) for field in table.fields]
        out = io.BytesIO()
        pq.write_table(pa.table(columns, schema=schema), out)
        yield f"{table.name}.parquet", out.getvalue()
