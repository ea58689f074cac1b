"""Every figure says of its scenes what a person counts there by hand; every figure has one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from check903.figures.declared import SURE, measures
from support.figure_scenes import Scene, all_scenes
from support.made_figures import figures_of

SCENES = all_scenes()
IDS = (Path(__file__).parent / "ids.txt").read_text().split()
BY_ID = {one.id: one for one in measures()}


@pytest.mark.parametrize("scene", SCENES, ids=[f"{scene.where} {scene.title}" for scene in SCENES])
def test_scene(scene: Scene):
    figures = figures_of(scene)
    for said in scene.says:
        found = figures.this.result(BY_ID[said.figure])
        if said.lacks:
            assert said.lacks in found.lacks, said.where
            continue
        assert not found.lacks, f"{said.where}: {found.lacks}"
        line = found.lines.names.index((said.split, said.group))
        assert float(found.lines.value[line, 0]) == said.value, said.where
        of = float(found.lines.of[line, 0])
        assert said.of is None or of == said.of, f"{said.where}: of {of}"
        assert found.lines.cannot_tell[line, 0] == said.unsure, said.where
        if said.ids is not None:
            assert _counted(figures, found) == sorted(said.ids), said.where


def _counted(figures, found) -> list[str]:
    """The ids of the children behind the figure, one for each thing that is counted."""
    cases = found.count.cases
    today = found.count.counted & cases.is_today
    return sorted(figures.this.r.children[child] for child in cases.child[today].tolist())


def test_every_figure_has_a_scene():
    assert {said.figure for scene in SCENES for said in scene.says} == set(BY_ID)


def test_the_figures_are_those_that_were_agreed():
    """ids.txt is the project's copy of the ids of the specification of measures."""
    assert sorted(BY_ID) == sorted(IDS) and len(IDS) == 72


def test_every_figure_says_what_it_is():
    for one in measures():
        assert one.title and one.plain.endswith(".") and one.exact.endswith(".") and one.source.endswith("."), one.id
        assert one.sure in SURE, one.id
        assert len(one.plain) > len(one.title), one.id


def test_a_figure_uses_columns_that_there_are():
    from check903.reference import schema

    for one in measures():
        for table, column in one.uses:
            schema.TABLES[table].column(column)
        assert one.uses, one.id
        assert not np.isin([""], list(one.tables)).any()
