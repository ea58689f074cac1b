"""Rules made from a code list know exactly the codes that the Department's text lists, in every year of the version.

The examples in formats.txt were written from that text: the codes that pass there are the codes that it permits.
"""

from __future__ import annotations

import pytest

from check903.reference import codes, schema
from support.rule_examples import FOLDER, read_blocks


def list_of(block) -> str | None:
    """The code list of the column that the block is about; None for a date."""
    ((table, (columns, _)),) = block.tables.items()
    return schema.TABLES[table].column(columns[1]).codes


BLOCKS = [block for block in read_blocks(FOLDER / "formats.txt") if list_of(block)]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.code} {block.years}")
def test_the_examples_that_pass_are_the_codes_of_the_list(block):
    name = list_of(block)
    ((table, (_, rows)),) = block.tables.items()
    passing = {value for number, (_, value) in enumerate(rows) if (table, number) not in block.fails}
    first, dash, last = block.years.partition("-")
    for year in range(int(first), int(last or (schema.LAST_YEAR if dash else first)) + 1):
        assert codes.permitted(name, year) == passing - {""}
