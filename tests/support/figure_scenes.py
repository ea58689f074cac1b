"""Reads the examples of the figures: small returns that a person can count by hand, in `tests/figures/examples/*.txt`.

A block is one scene, with what several figures say of it:

    scene Who is looked after
    Free text.
    year 2027                             the year to 31 March 2027, by default
    as at 31/03/2027                      by default the last day of 2026-27

    Episodes
    CHILD | DECOM      | DEC        | LS | why
    A     | 01/05/2026 |            | C2 | open
    B     | 01/05/2026 | 31/03/2027 | C2 | left on the day itself

    says cla_on_day: 1 (A)
    says cla_by_child age / 10 to 15: 1 of 1
    says cla_mothers: 0 of 0, 1 cannot tell

`says FIGURE[ BREAKDOWN / GROUP]: VALUE[ of N][, K cannot tell][ (the ids of the children counted, or of the rows)]`.
A breakdown "beside" is a further figure that stands beside the first. The column `why` is for the reader. `lacks` in
place of numbers: the figure can't be made, and the words that follow are in the reason. Cells and tables as in the
examples of the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "figures" / "examples"
SAYS = re.compile(
    r"says (?P<figure>\w+)(?: (?P<split>\w+) / (?P<group>.+))?: (?P<value>-?[\d.]+)(?: of (?P<of>\d+))?"
    r"(?:, (?P<unsure>\d+) cannot tell)?(?: \((?P<ids>[^)]*)\))?"
)


@dataclass
class Said:
    """What a figure must say; `ids` None where the scene doesn't name them."""

    where: str
    figure: str
    split: str = ""
    group: str = ""
    value: float = 0
    of: float | None = None
    unsure: int = 0
    ids: list[str] | None = None
    lacks: str = ""


@dataclass
class Scene:
    where: str
    title: str
    settings: dict[str, str] = field(default_factory=dict)
    tables: dict[str, tuple[list[str], list[tuple[str, ...]]]] = field(default_factory=dict)
    says: list[Said] = field(default_factory=list)


def read_scenes(path: Path) -> list[Scene]:
    """The scenes of a file; ValueError names the line that can't be understood."""
    scenes: list[Scene] = []
    name = columns = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where, line = f"{path.name}:{number}", line.strip()
        if line.startswith("scene "):
            scenes.append(Scene(where, line.removeprefix("scene ")))
            name = columns = None
        elif line.startswith("says "):
            scenes[-1].says.append(_said(line, where))
        elif line.startswith(("as at ", "year ", "population ", "authority ")):
            word, _, value = line.rpartition(" ")
            scenes[-1].settings[word] = value
        elif "|" in line:
            cells = [cell.strip() for cell in line.split("|")]
            if columns is None:
                columns = cells
                scenes[-1].tables[name] = (columns[: _width(columns)], [])
            else:
                _add(scenes[-1], name, columns, cells, where)
        elif line.isidentifier():
            name, columns = line, None
    return scenes


def _width(columns: list[str]) -> int:
    return columns.index("why") if "why" in columns else len(columns)


def _add(scene: Scene, name: str, columns: list[str], cells: list[str], where: str) -> None:
    width = _width(columns)
    if len(cells) < width:
        raise ValueError(f"{where}: {len(cells)} cells, but {width} columns")
    scene.tables[name][1].append(tuple(cells[:width]))


def _said(line: str, where: str) -> Said:
    lacks = re.fullmatch(r"says (\w+): lacks (.+)", line)
    if lacks:
        return Said(where, lacks[1], lacks=lacks[2])
    found = SAYS.fullmatch(line)
    if not found:
        raise ValueError(f"{where}: this can't be understood: {line}")
    split = found["split"] or ""
    return Said(
        where,
        found["figure"],
        "" if split == "beside" else split,
        found["group"] or "",
        float(found["value"]),
        float(found["of"]) if found["of"] else None,
        int(found["unsure"] or 0),
        None if found["ids"] is None else found["ids"].split(),
    )


def all_scenes() -> list[Scene]:
    """Every scene of every file."""
    return [scene for path in sorted(FOLDER.glob("*.txt")) for scene in read_scenes(path)]
