"""Reads the examples of the rules: tables that an analyst can read, in `tests/rules/examples/*.txt`.

A block is one scene for one version of a rule:

    rule 142, 2023-                     the code, and the years of the version as the rule gives them
    An episode before the last was left open.        free text
    collection 2026-27                  the window; by default the version's last year (2026-27 if it is still in force)
    rules of 2025-26                    whose rules; by default the version's last year
    authority E08000025                 by default E08000025
    format xml                          by default csv
    as at 30/09/2026                    checks beyond the Department's: the day; by default the last of the year
    not run: Ofsted’s list              the rule must not run, and these words must be in the reason

    Episodes
    CHILD | DECOM      | DEC        | REC | fails | why
    A     | 01/05/2026 |            |     | yes   | not ended, and another follows
    A     | 01/07/2026 |            |     |       | the last may be open

Where the rule compares rows, a column `beside` follows `fails` and says what the row was compared with: `2` is the
second row of the same table of the block, `Header 1` the first of Header, `Providers 1` that of Ofsted’s list;
empty for nothing.

Where the words tell which cell is wrong by what stands beside, a column `wrong` says which, as the words do (`DEC`,
`DECOM or DEC`, `before.DEC`; empty for none), and `says` is a part of the sentence.

A row whose `fails` is `yes` must be reported, once; every other row of every table must not. `Episodes_last` is last
year's table, `Providers` Ofsted’s list (URN, PLACE_CODES, PROVIDER_CODES, REG_END, POSTCODE, LA_CODE_INFERRED). A
cell in
"quotes" keeps its spaces. Lines that begin with # are comments.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "rules" / "examples"


@dataclass
class Block:
    """One scene.

    tables  name -> (columns, rows as tuples of text)
    fails   the (table, row) that must be reported
    beside  (table, row) that must be reported -> (table, row) that it was compared with, or None; only where the block
    says so
    wrong   (table, row) that must be reported -> the cells at fault; only where the block says so
    says    (table, row) that must be reported -> a part of its sentence; only where the block says so
    """

    where: str
    code: str
    years: str
    text: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    tables: dict[str, tuple[list[str], list[tuple[str, ...]]]] = field(default_factory=dict)
    fails: set[tuple[str, int]] = field(default_factory=set)
    beside: dict[tuple[str, int], tuple[str, int] | None] = field(default_factory=dict)
    wrong: dict[tuple[str, int], str] = field(default_factory=dict)
    says: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(len(rows) for name, (_, rows) in self.tables.items() if name != "Providers")


SETTINGS = ("collection", "rules of", "authority", "format", "not run", "as at")


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a file; ValueError names the line that can't be understood."""
    blocks: list[Block] = []
    table, columns, pending = None, None, None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where, line = f"{path.name}:{number}", line.rstrip()
        if line.startswith("#"):
            continue
        if line.startswith("rule "):
            code, _, years = line.removeprefix("rule ").partition(",")
            blocks.append(Block(where, code.strip(), years.strip()))
            table = pending = None
        elif not line.strip():
            table = None
        elif not blocks:
            raise ValueError(f"{where}: the first line must be `rule CODE, YEARS`")
        elif "|" in line:
            cells = [_cell(cell) for cell in line.split("|")]
            if table is None:
                table, columns = pending, [cell for cell in cells]
                if not table or "CHILD" not in columns and "URN" not in columns and "fails" not in columns:
                    raise ValueError(f"{where}: the name of the table must stand on the line before its columns")
                blocks[-1].tables[table] = (columns[: _width(columns)], [])
            else:
                _add_row(blocks[-1], table, columns, cells, where)
        elif any(line.startswith(name) for name in SETTINGS):
            name = next(name for name in SETTINGS if line.startswith(name))
            blocks[-1].settings[name] = line.removeprefix(name).lstrip(": ").strip()
        elif line.isidentifier():
            pending, table = line, None
        else:
            blocks[-1].text.append(line)
    return blocks


def _cell(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _width(columns: list[str]) -> int:
    return columns.index("fails") if "fails" in columns else len(columns)


def _add_row(block: Block, table: str, columns: list[str], cells: list[str], where: str) -> None:
    width = _width(columns)
    if len(cells) < width:
        raise ValueError(f"{where}: {len(cells)} cells, but {width} columns")
    rows = block.tables[table][1]
    verdict = cells[width] if width < len(columns) and len(cells) > width else ""
    if verdict not in ("", "yes"):
        raise ValueError(f"{where}: `fails` must be yes or empty, not {verdict!r}")
    if verdict:
        block.fails.add((table, len(rows)))
        told = dict(zip(columns[width + 1 :], [*cells[width + 1 :], *[""] * len(columns)]))
        if "beside" in told:
            block.beside[table, len(rows)] = _named_row(told["beside"], table)
        if "wrong" in told:
            block.wrong[table, len(rows)] = told["wrong"]
        if told.get("says"):
            block.says[table, len(rows)] = told["says"]
    rows.append(tuple(cells[:width]))


def _named_row(said: str, table: str) -> tuple[str, int] | None:
    *name, number = said.split() or [""]
    return (name[0] if name else table, int(number) - 1) if number else None


def all_blocks() -> list[Block]:
    """Every block of every file."""
    return [block for path in sorted(FOLDER.glob("*.txt")) for block in read_blocks(path)]
