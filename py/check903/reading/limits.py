"""How much a file may hold before it is refused. One place, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Bounds on one file. All of England (100,000 children) is the largest honest input; each bound is several times
    that.

    file_bytes      a file as it is handed over: England's episodes are 25 MB as CSV and its whole return 90 MB as XML
    unpacked_bytes  what a zip or a workbook may unpack to, all members together; WebAssembly's memory ends at 4 GB
    ratio           unpacked to packed size: tables shrink 5 to 30 times, and blank rows up to 1,000; beyond it only
                    small members pass
    small_bytes     members up to this size may shrink as much as they like: they can do no harm
    members         files in a zip: a return has 12 tables a year, and nobody sends a thousand
    rows, columns   of one table: England's episodes are 300,000 rows; provider lists have 60 columns
    cells           of one sheet, blank ones included, from the first cell in use to the last: each takes 32 bytes while
                    it is read
    cell            characters in one cell: the longest column of the return holds 13; a quotation mark left open makes
                    one huge cell
    depth           elements inside elements in XML: the return has 4
    """

    file_bytes: int = 400 * MB
    unpacked_bytes: int = 400 * MB
    ratio: int = 200
    small_bytes: int = 50 * MB
    members: int = 1000
    rows: int = 5_000_000
    columns: int = 1000
    cells: int = 30_000_000
    cell: int = 100_000
    depth: int = 30


LIMITS = Limits()
HEADER_WITHIN = 20  # rows: titles above the column names are rarely more than five
# rows turned into columns at a time: the cells of so many stay in the processor's cache, which halves the time of large
# files
CHUNK = 250
