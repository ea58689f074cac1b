"""Figures on the page: each in words, beside last year, as far as it can be trusted; breakdowns and lists add up."""

from __future__ import annotations

import csv
import io
import sqlite3

import pytest

from check903.ask.asker import Asker
from check903.figures.declared import measures
from check903.reading import work_file
from check903.session.session import Session
from check903.tidy import model, sqlite
from check903.views import figure_words as words
from check903.views.figure_question import question
from support import made

IDS = [one.id for one in measures()]
SHORT_BREAK = "1006,20/04/2026,S,V3,N1,U6,PR1,,,,B1 1BB,B1 1BB,\n"
HEAD = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
# 1001 moved twice; 1002 stayed; 1003 came in June; 1004 left; 1005's end can't be read; 1006 had a short break.
EPISODES = (
    HEAD
    + (
        "1001,01/02/2025,S,C2,N1,U6,PR1,01/05/2026,X1,CREQB,B1 1BB,B1 1BB,\n"
        "1001,01/05/2026,P,C2,N1,K2,PR4,01/06/2026,X1,CREQB,B1 1BB,B1 1BB,\n"
        "1001,01/06/2026,P,C2,N1,U6,PR1,,,,B1 1BB,B1 1BB,\n"
        "1002,01/03/2024,S,C2,N1,U6,PR1,,,,B1 1BB,B1 1BB,\n"
        "1003,10/06/2026,S,V2,N5,U6,PR1,,,,B1 1BB,B1 1BB,\n"
        "1004,01/03/2025,S,C2,N1,U6,PR1,30/05/2026,E11,,B1 1BB,B1 1BB,\n"
        "1005,01/03/2025,S,C2,N1,K2,PR4,31/06/2026,E11,,B1 1BB,B1 1BB,\n"
    )
    + SHORT_BREAK
)
LAST = HEAD + "1001,01/02/2025,S,C2,N1,U6,PR1,,,,B1 1BB,B1 1BB,\n1002,01/03/2024,S,C2,N1,U6,PR1,,,,B1 1BB,B1 1BB,\n"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n" + "".join(
    f"{child},1,05/06/20{15 + n},WBRI,UN1,,\n" for n, child in enumerate(range(1001, 1007))
)


def checked(*files: tuple[str, str], as_at: str = "2026-11-26") -> Session:
    session = Session()
    for name, text in files:
        session.add_file(name, text.encode())
    session.check_start({"year": 2027, "authority": "E08000025", "as_at": as_at})
    while not session.check_step()["done"]:
        pass
    return session


@pytest.fixture(scope="module")
def session() -> Session:
    return checked(("2026-27/episodes.csv", EPISODES), ("2026-27/header.csv", HEADER), ("2025-26/episodes.csv", LAST))


@pytest.fixture(scope="module")
def sample() -> Session:
    return made.checked_sample()


def line(session: Session, id: str, day: str = "") -> dict:
    [found] = session.figures_lines([id], day)
    return dict(found)


def test_the_place_names_all_figures_and_works_out_none(session):
    place = session.figures_place()
    assert [one["id"] for theme in place["themes"] for one in theme["figures"]] == IDS
    assert set(place["headlines"]) <= set(IDS)
    assert (place["day"], place["today"], place["year_end"]) == ("2026-11-26", "2026-11-26", "2027-03-31")
    assert place["last_day"] == "26 November 2025" and place["council"] == "Birmingham"
    assert not session.figuring._days, "nothing is counted before a figure is on screen"


def test_a_day_outside_the_year_is_the_day_on_which_the_user_stands(session):
    for day in ("2026-03-31", "2027-04-01", "nonsense"):
        assert session.figures_place(day)["day"] == "2026-11-26"
    assert session.figures_place("2027-03-31")["day"] == "2027-03-31"


def test_a_share_in_words(session):
    found = line(session, "three_placements")
    assert (found["value"], found["beside"]) == ("33%", "1 of 3")
    assert (found["last"], found["last_beside"]) == ("0%", "0 of 2")
    assert (found["change"], found["points"]) == ("1 more", "33 points higher")
    assert found["trust"]["records"] == 3


def test_who_cannot_be_told_is_said_and_not_counted(session):
    found = line(session, "cla_on_day")
    assert (found["value"], found["trust"]["cannot_said"], found["trust"]["span"]) == ("3", "1 cannot tell", "3 to 4")
    assert [one["count"] for one in session.figure_children("cla_on_day")["counts"][:3]] == [3, 2, 1]


def test_another_day_gives_another_figure(session):
    assert line(session, "cla_on_day", "2026-05-29")["value"] == "3"
    assert line(session, "cla_on_day", "2026-05-30")["value"] == "2", "who leaves on a day is not looked after on it"


def test_whether_the_children_add_up(session):
    """1004 left, and isn't in last year's return; of this year's alone the sum is right."""
    found = session.figures_balance()
    assert [found[name] for name in ("start", "came", "left", "now", "off")] == [2, 1, 1, 3, -1]
    assert (found["odd"], found["odd_total"], found["start_day"]) == (["1004"], 1, "31 March 2026")
    alone = checked(("2026-27/episodes.csv", EPISODES)).figures_balance()
    assert [alone[name] for name in ("start", "came", "left", "now", "off", "odd")] == [3, 1, 1, 3, 0, []]
    assert checked(("2026-27/header.csv", HEADER)).figures_balance() is None
    assert session.figures_balance("2026-05-29")["left"] == 0, "so far, on the day that is asked for"


def test_the_manager_reads_the_same_numbers_as_figures(sample):
    flow, sums = sample.manager()["flow"], sample.figures_balance()
    assert [flow[name] for name in ("start", "came", "left", "now", "off")] == [
        sums[name] for name in ("start", "came", "left", "now", "off")
    ]
    assert whole(line(sample, "cla_on_day")["value"]) == flow["now"] > 0
    assert sum(one["children"] for one in sample.manager()["places"]) == flow["now"]


def test_what_is_lacking_is_said(session):
    assert line(session, "health_assessment")["lacks"].startswith("OC2")
    assert line(session, "cla_rate")["lacks"].startswith("The number of children in the area is not known")
    assert session.figure("health_assessment")["line"]["lacks"]
    assert line(session, "net_change")["why_not_last"] == "needs the return of 2024-25"
    alone = checked(("2026-27/episodes.csv", EPISODES))
    assert line(alone, "cla_on_day")["why_not_last"] == "last year’s return is not loaded"
    assert line(session, "reviews_participation")["lacks"]


def test_definitions_of_our_own_say_so(session):
    notes = {one.id: line(session, one.id)["note"] for one in measures() if one.sure in ("own", "memory")}
    assert set(notes.values()) == {"Our definition"}
    assert line(session, "cla_on_day")["note"] == ""


def test_why_a_child_is_not_counted(session):
    rows = {one["child"]: one["why"] for one in session.figure_children("cla_on_day", "", {"of": "not"})["rows"]}
    assert rows == {"1004": "Not looked after on the day: left on 30 May 2026", "1006": "Only short breaks"}
    [unsure] = session.figure_children("cla_on_day", "", {"of": "cannot"})["rows"]
    assert unsure["child"] == "1005" and "can’t be read" in unsure["why"]


def test_lists_by_group_and_page(session):
    chosen = {"split": "placement", "group": "Foster placements"}
    assert [one["child"] for one in session.figure_children("cla_on_day", "", chosen)["rows"]] == [
        "1001",
        "1002",
        "1003",
    ]
    assert session.figure_children("cla_on_day", "", {**chosen, "group": "Residential schools"})["total"] == 0
    second = session.figure_children("cla_on_day", "", {}, 1, 2)
    assert (second["total"], [one["child"] for one in second["rows"]]) == (3, ["1003"])


def test_lists_of_a_team(session):
    session.add_file("workers.csv", b"CHILD,WORKER,TEAM\n1001,Ann,North\n1002,Bo,South\n1003,Ann,North\n")
    found = session.figure_children("cla_on_day", "", {"team": "North"})
    assert [one["child"] for one in found["rows"]] == ["1001", "1003"] and set(found["teams"]) == {"", "North", "South"}
    made_csv = session.figure_children_file("cla_on_day", "", {"team": "North"}, "csv")
    lines = list(csv.DictReader(io.StringIO(made_csv["bytes"].decode("utf-8-sig"))))
    assert [(one["child"], one["worker"]) for one in lines] == [("1001", "Ann"), ("1003", "Ann")]
    assert "children cla_on_day 2026-11-26" in made_csv["name"] and made_csv["name"].endswith(".csv")
    assert session.figure_children_file("cla_on_day", "", {}, "xlsx")["bytes"][:2] == b"PK"
    session.remove(session.files()["files"][-1]["id"])


def whole(text: str) -> float:
    return float(text.replace(",", ""))


@pytest.mark.parametrize("id", IDS)
def test_parts_add_up_on_every_page(sample, id):
    page = sample.figure(id)
    for split in page["splits"]:
        assert sum(whole(one["value"]) for one in split["groups"]) == whole(split["whole"]["value"]), split["title"]
        if split["of_group"]:
            assert sum(whole(one["of"]) for one in split["groups"]) == whole(split["whole"]["of"]), split["title"]
        assert all(0 <= one["bar"] <= 1 for one in [*split["groups"], split["whole"]])
    if page["months"]:
        assert page["months"]["this"][-1]["on"] == sample.figures_place()["day"]
        assert [one["on"] for one in page["months"]["last"]][-1:] in ([], ["2026-03-31"])


def test_every_list_is_as_long_as_its_number(sample):
    for id in ("cla_on_day", "three_placements", "cla_out_of_area", "missing_children", "reviews_on_time"):
        count = {one["state"]: one["count"] for one in sample.figure_children(id)["counts"]}
        trust = line(sample, id)["trust"]
        assert (count["cannot"], count["error"]) == (trust["cannot_tell"], trust["with_errors"])
        wrong = {one["child"] for one in sample.figure_children(id, "", {"of": "error"}, 0, 500)["rows"]}
        assert len(wrong) == trust["with_errors"]
        assert max((rule["children"] for rule in sample.figure(id)["rules"]), default=0) <= len(wrong)


def test_a_list_asked_again_in_ask_has_the_same_children(sample):
    checked_ = sample.check.findings
    connection = sqlite3.connect(":memory:")
    list(sqlite.write(connection, model.in_turn(checked_, None)))
    asker = Asker(connection.serialize())
    for id in ("cla_on_day", "three_placements", "missing_incidents", "starts"):
        for of in ("counted", "not", "cannot", "error"):
            asked = sample.figure_question(id, "2026-12-31", {"of": of})
            answer = asker.ask("sql", asked["sql"])
            rows = sample.figure_children(id, "2026-12-31", {"of": of}, 0, 10_000)["rows"]
            assert answer["kind"] == "table", answer
            assert [row[0] for row in answer["rows"]] == sorted({one["child"] for one in rows}), id
            assert answer["total"] == asked["children"]
    assert asked["sql"].startswith("-- Children who started to be looked after, on 31 December 2026: ")
    assert {"SEX", "legal_status", "place"} <= {one["name"] for one in answer["columns"]}


def test_an_id_is_a_text_in_the_question_whatever_stands_in_it():
    found = question("A figure\nof two lines", "counted", ["it's", "', ''); DROP TABLE x; --", ""], {"Header"})
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE children (CHILD, errors)")
    connection.execute("CREATE TABLE Header (CHILD, SEX, DOB)")
    connection.execute("INSERT INTO children VALUES ('it''s', 2), ('other', 0)")
    assert connection.execute(found["sql"]).fetchall() == [("it's", None, None, 2)]
    assert found["children"] == 2 and "Episodes" not in found["sql"]


def test_headline_figures_are_chosen_and_kept_with_the_work(sample):
    usual = sample.figures_place()["headlines"]
    chosen = sample.figures_headlines(["starts", "no such figure", "reviews_on_time", "starts"])
    assert (chosen["headlines"], chosen["own_headlines"]) == (["starts", "reviews_on_time"], True)
    kept = work_file.from_bytes(sample.save_work()["bytes"]).choices["headlines"]
    assert kept == ["starts", "reviews_on_time"]
    back = sample.figures_headlines([])
    assert (back["headlines"], back["own_headlines"]) == (usual, False)
    assert "headlines" not in work_file.from_bytes(sample.save_work()["bytes"]).choices


def test_an_accepted_error_no_longer_counts(sample):
    before = line(sample, "cla_on_day")["trust"]["with_errors"]
    assert before
    sample.accept({}, "known")
    assert line(sample, "cla_on_day")["trust"]["with_errors"] == 0 and not sample.figure("cla_on_day")["rules"]
    sample.accept({}, "")
    assert line(sample, "cla_on_day")["trust"]["with_errors"] == before


AREAS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name"
)
PUBLISHED = f"""{AREAS},new_la_code,cla_group,placement_stability,children_count,children_percent
2025,Reporting year,National,E92000001,England,,,,,,CLA on 31 March,With 3 or more placements during the year,8500,10
2025,Reporting year,Regional,E92000001,England,E12000005,West Midlands,,,,CLA on 31 March,With 3 or more placements during the year,1150,11
2025,Reporting year,Local authority,E92000001,England,E12000005,West Midlands,330,Birmingham,E08000025,CLA on 31 March,With 3 or more placements during the year,190,9
2025,Reporting year,Local authority,E92000001,England,E12000005,West Midlands,331,Coventry,E08000026,CLA on 31 March,With 3 or more placements during the year,c,c
2025,Reporting year,Local authority,E92000001,England,E12000006,East of England,873,Cambridgeshire,E10000003,CLA on 31 March,With 3 or more placements during the year,70,12
"""  # noqa: E501
NEIGHBOURS = "old_la_code,la_name,SN_1,SN_1P\n330,Birmingham,873,Close \n"


def test_published_files_stand_beside_from_the_files(session):
    assert session.figures_place()["columns"] == [] and session.figure("three_placements")["compare"] is None
    for name, text in (("stability.csv", PUBLISHED), ("sn.csv", NEIGHBOURS)):
        session.add_file(name, text.encode())
    labels = [part["label"] for file in session.files()["files"][-2:] for part in file["parts"]]
    assert labels == ["Published figures"] * 2
    place = session.figures_place()
    levels = [("region", "West Midlands"), ("neighbours", "Neighbours"), ("national", "England")]
    assert (place["columns"], place["published_year"]) == (levels, 2025)
    shown = {one["level"]: one["value"] for one in line(session, "three_placements")["published"]}
    assert shown == {"own": "9%", "region": "11%", "neighbours": "12%", "national": "10%"}
    page = session.figure("three_placements")
    compare, months = page["compare"], page["months"]
    said = [("West Midlands, year to 31 March 2025: 11%", 11), ("England, year to 31 March 2025: 10%", 10)]
    assert [(one["said"], one["value"]) for one in months["levels"]] == said
    assert compare and [(one["name"], one["said"]) for one in compare["councils"]] == [
        ("Birmingham", "9%"),
        ("Cambridgeshire", "12%"),
        ("Coventry", "hidden"),
    ], "by name: nobody is ranked"
    assert [(one["own"], one["region"], one["near"]) for one in compare["councils"]] == [
        (True, True, False),
        (False, False, True),
        (False, True, False),
    ]
    for file in session.files()["files"][-2:]:
        session.remove(file["id"])
    assert session.figures_place()["columns"] == []


def test_the_file_of_figures_names_nobody_and_hides_small_numbers(session):
    rows = {}
    for hide in (True, False):
        made_csv = session.figures_file("csv", "", hide)
        assert ("small numbers hidden" in made_csv["name"]) == hide
        text = made_csv["bytes"].decode("utf-8-sig")
        assert not any(str(child) in text for child in range(1001, 1007))
        rows[hide] = list(csv.DictReader(io.StringIO(text)))
    whole = {
        hide: {one["value"] for one in found if not one["split"] and one["id"] == "cla_on_day"}
        for hide, found in rows.items()
    }
    assert (whole[False], whole[True]) == ({"3", "2"}, {""})
    assert session.figures_file("xlsx")["bytes"][:2] == b"PK"


def test_no_such_figure(session):
    assert session.figure("nobody's") == {"id": "nobody's", "found": False}
    assert session.figures_lines(["nobody's"]) == [] and session.figure_children("nobody's")["total"] == 0


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (9.8, 9.0, "1 point higher"),
        (9.0, 9.4, "under 1 point lower"),
        (43.2, 42.7, "1 point higher"),
        (10, 10, "the same share"),
        (24.5, 20.1, "4 points higher"),
        (float("nan"), 1, ""),
    ],
)
def test_points_are_taken_before_anything_is_rounded(now, then, said):
    assert words.points(now, then) == said


@pytest.mark.parametrize(
    ("kind", "decimals", "now", "then", "said"),
    [
        ("count", 0, 2046, 2088, "42 fewer"),
        ("share", 0, 201, 188, "13 more"),
        ("ratio", 1, 12.0, 16.2, "4.2 lower"),
        ("rate", 0, 70, 71, "1 lower"),
        ("count", 0, 5, 5, "no change"),
    ],
)
def test_a_change_is_no_judgement(kind, decimals, now, then, said):
    assert words.changed(kind, decimals, now, then) == said
