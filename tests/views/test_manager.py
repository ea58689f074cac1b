"""The manager's page adds up: parts to the whole beside them, due errors only, and the workbook says the same."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from check903.export import manager_sheet
from check903.findings import themes
from check903.reading import saved_check
from check903.session.session import Session
from check903.views import manager as page
from check903.wording import declared
from support import made


@pytest.fixture(scope="module")
def session() -> Session:
    return made.checked_sample()


def workers(session: Session, teams: int, but: int = 1) -> bytes:
    """A list of workers with so many teams, that leaves out some children."""
    found = session.workers_template()["bytes"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(found)).get_sheet_by_index(0).to_python()
    out = io.StringIO()
    csv.writer(out).writerows(
        [rows[0], *([row[0], f"W{n}", f"Team {n % teams}", ""] for n, row in enumerate(rows[1:-but]))]
    )
    return out.getvalue().encode()


def adds_up(view: page.Manager) -> None:
    flow = view["flow"]
    assert flow["start"] + flow["came"] - flow["left"] - flow["now"] == flow["off"]
    assert sum(place["children"] for place in view["places"]) == flow["now"]
    assert sum(place["errors"] for place in view["places"]) == flow["now_wrong"] <= flow["now"]
    assert all(place["errors"] <= place["children"] for place in view["places"])
    assert sum(theme["errors"] for theme in view["themes"]) == view["due"]
    assert sum(team["errors"] for team in view["teams"]) == view["due"]
    assert len(view["themes"]) <= 8
    if view["by_team"]:
        assert sum(team["children"] for team in view["teams"]) == view["children"]


def test_parts_sum_to_the_whole_and_only_due_errors_count(session):
    view = session.manager()
    adds_up(view)
    statuses = {one["status"]: one["errors"] for one in session.overview()["statuses"]}
    assert view["due"] == statuses["due"] - statuses["accepted"] and view["later"] == statuses["later"] > 0
    assert view["due"] > 0 and view["flow"]["now"] > 50 and view["flow"]["now_wrong"] > 0


def test_accepted_errors_are_counted_apart(session):
    before = session.manager()
    code = next(rule["code"] for rule in session.rules({"status": "due"})["rules"])
    accepted = session.accept({"rule": code, "status": "due"}, "asked twice")["accepted"]
    after = session.manager()
    adds_up(after)
    assert (after["due"], after["accepted"]) == (before["due"] - accepted, accepted)
    session.accept({"rule": code}, "")
    assert session.manager() == before


@pytest.mark.parametrize("teams", [1, 4, 30])
def test_by_team_everybody_is_somewhere(teams):
    session = made.checked_sample()
    session.add_file("workers.csv", workers(session, teams))
    view = session.manager()
    adds_up(view)
    assert view["by_team"] and len(view["teams"]) <= 10
    assert view["teams"][-1]["label"] == "No team known"
    assert (f"{teams - 8} other teams" in [team["label"] for team in view["teams"]]) == (teams > 10)
    for team in view["teams"]:
        listed = session.findings({"status": "due", "team": team["label"]})["total"]
        assert listed == (0 if team["label"].endswith(" other teams") else team["errors"])


def test_the_errors_of_a_theme_are_listed_by_its_name():
    session = made.checked_sample()
    listed = {
        one["label"]: session.findings({"status": "due", "theme": one["label"]})["total"]
        for one in session.manager()["themes"]
    }
    named = {one["label"]: one["errors"] for one in session.manager()["themes"]}
    assert {label: n for label, n in listed.items() if n} == {
        label: n for label, n in named.items() if not label.startswith("Others: ")
    }


def test_without_teams_it_says_who_can_put_them_right(session):
    view = session.manager()
    assert not view["by_team"]
    assert {team["label"] for team in view["teams"]} <= set(declared.WHO.values())


def test_workbook_and_page_say_the_same_numbers(session):
    session.share_set({"helps": "Meet the placements team."})
    view = session.manager()
    book = CalamineWorkbook.from_filelike(io.BytesIO(session.workbook()["bytes"]))
    head, *rows = book.get_sheet_by_name(manager_sheet.NAME).to_python()
    assert head == list(manager_sheet.COLUMNS)
    said = {row[0]: row[1:] for row in rows}
    flow = view["flow"]
    assert said["Came in since"][0] == flow["came"]
    assert said[f"Looked after on {view['day']}"][0] == flow["now"]
    assert said["Left, record with an error"][:2] == [flow["left_wrong"], flow["left"]]
    for place in view["places"]:
        assert said[place["label"]][:2] == [place["children"], flow["now"]]
        assert said[f"{place['label']}, record with an error"][:2] == [place["errors"], place["children"]]
    assert (said["Errors due"][0], said["Errors not due yet"][0]) == (view["due"], view["later"])
    for part in (*view["themes"], *view["teams"]):
        assert said[part["label"]][:2] == [part["errors"], view["due"]]
        assert said[part["label"]][2] == pytest.approx(part["errors"] / view["due"])
    assert "What would help: Meet the placements team." in said
    session.share_set({"helps": None})


def test_what_would_help_is_made_of_the_largest_and_can_be_written_anew(session):
    view = session.manager()
    largest = [theme for theme in view["themes"] if theme["label"] in page.HELP][:2]
    assert view["helps_made"] and all(f"{theme['errors']:,}" in view["helps"] for theme in largest)
    assert "hour" not in view["helps"] and page._inner(view["teams"][0]["label"]) in view["helps"]
    session.share_set({"helps": "Less work."})
    assert (session.manager()["helps"], session.manager()["helps_made"]) == ("Less work.", False)
    session.share_set({"helps": None})
    assert session.manager()["helps"] == view["helps"]


def test_the_trend_is_of_due_errors_and_leaves_out_checks_that_do_not_say():
    session = made.checked_sample()
    saved = session.save_work()
    content = json.loads(saved["bytes"])["check"]
    assert content["due"] == session.manager()["due"]
    session.add_file("work.json", saved["bytes"])
    view = session.manager()
    assert [point["errors"] for point in view["points"]] == [view["due"]] * 2
    del content["due"]
    older = json.dumps({"format": saved_check.FORMAT, **content}, separators=(",", ":")).encode()
    session.add_file("older.json", older)
    view = session.manager()
    assert (len(view["points"]), view["undated"]) == (2, 1)


@pytest.mark.parametrize(
    "was, now, said",
    [
        (200, 100, "Yes: from 200 on 3 August 2026 to 100, 50% fewer."),
        (100, 150, "No: from 100 on 3 August 2026 to 150, 50% more."),
        (1000, 999, "Yes: from 1,000 on 3 August 2026 to 999, under 1% fewer."),
        (5, 5, "5 on 3 August 2026 and now."),
        (0, 5, "No: none on 3 August 2026, 5 now."),
    ],
)
def test_going_down(was, now, said):
    points = [{"label": "3 August 2026", "on": "", "errors": was}, {"label": "today", "on": "", "errors": now}]
    assert page._going(points) == said


def test_every_theme_of_the_rules_words_has_one_of_the_page():
    assert set(themes.THEMES) == set(declared.THEMES)
    assert set(page.HELP) == set(themes.THEMES.values())


EPISODES = (
    "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC",
    """
    1 01/05/2025 S C2 N1 U6 PR1 - -
    2 01/05/2025 S C2 N1 K2 PR1 01/06/2026 X1
    2 01/06/2026 P C2 N1 K3 PR1 - -
    3 01/06/2026 S V3 N1 U6 PR1 - -
    4 01/06/2026 S C2 N1 U6 PR1 31/07/2026 E11
    5 01/06/2026 S C2 N1 P1 PR0 - -
    5 01/07/2026 P C2 N1 A3 PR1 - -
    6 01/05/2025 S C2 N1 R5 PR1 01/05/2026 E4A
    7 01/06/2026 P C2 N1 S1 PR1 - -""",
)


def test_children_are_counted_once_where_they_were_last_and_short_breaks_not_at_all():
    checked = made.checked({"Episodes": EPISODES}, {})
    view = page.manager(checked)
    flow = view["flow"]
    assert (flow["start"], flow["came"], flow["left"], flow["now"], flow["off"]) == (3, 2, 2, 4, -1)
    assert [(place["label"], place["children"]) for place in view["places"]] == [
        ("Foster care", 1),
        ("Children’s homes and secure homes", 0),
        ("Supported accommodation", 1),
        ("With parents", 0),
        ("Placed for adoption", 1),
        ("Other places, or not recorded", 1),
    ]


def test_a_return_without_episodes_has_errors_alone():
    checked = made.checked({"Header": made.THIS["Header"]}, {})
    view = page.manager(checked)
    assert view["flow"] is None and view["places"] == []
    assert list(manager_sheet.rows(view))


def test_no_child_is_on_the_page(session):
    ids = {child for child in session.checks.findings.r.children if len(child) > 3}
    said = json.dumps(session.manager())
    assert len(ids) > 50 and not [child for child in ids if child in said]
    assert np.all([isinstance(one["errors"], int) for one in session.manager()["themes"]])
