"""The work file: what was decided one day, on the same files and on the extract of the next."""

import io
import json
import random
import zipfile
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from check903 import sample
from check903.__main__ import main
from check903.reading import work_file
from check903.session.session import Session
from support.made import checked_sample, planned
from support.made_work import EPISODES, HEADER, check, newer, session_with, worked
from support.profiles import several


def another_day(saved, header=HEADER, episodes=EPISODES):
    session = session_with(header=header, episodes=episodes)
    session.add_file("work.json", saved["bytes"])
    return session


def groups(work):
    return {
        group["why"]: [(one["child"], one["field"], one["now"]) for one in group["rows"]] for group in work["unfit"]
    }


def test_it_says_in_its_first_lines_what_it_holds_and_names_nobody():
    saved = worked().save_work()
    lines = saved["bytes"].decode().split("\n")
    assert lines[0] == '{"format":"check903 work",' and lines[1].startswith('"holds":"Changes (child ids')
    content = json.loads(saved["bytes"])
    assert (content["council"], content["year"], content["version"]) == ("E08000025", 2027, 2)
    assert [(file["name"], file["rows"], len(file["hash"])) for file in content["files"]] == [
        ("header.csv", 3, 32),
        ("episodes.csv", 5, 32),
    ]
    assert len(content["check"]["findings"]) > 0 and content["choices"] == {"contact": "0121 496 0000"}
    assert saved["name"].startswith("Birmingham 903 2026-27 work 20") and saved["name"].endswith(".json")


def test_beside_the_same_files_everything_fits_and_returns_with_the_check():
    before = worked()
    saved = before.save_work()
    assert not before.memo()["saved"]
    session = another_day(saved)
    work = session.files()["work"]
    assert (work["changes"], work["fits"], work["unfit"], work["made"]) == (5, 5, [], False)
    assert session.files()["files"][0]["notes"][0].startswith("The same file as on ")
    check(session)
    assert session.files()["work"]["made"] and session.memo()["saved"]
    assert session.memo()["mark"] == saved["mark"] == before.memo()["mark"]
    assert session.findings({"status": "accepted"})["total"] == before.findings({"status": "accepted"})["total"] > 0
    assert session.share_lists()["contact"] == "0121 496 0000"
    assert session.findings()["total"] == before.findings()["total"]
    assert session.overview()["since"]["new"] == session.overview()["since"]["fixed"] == 0
    session.fix_undo()
    check(session)  # what was undone stays so: the work file is not taken over again
    assert session.fix()["changes"] == 0


def turned_sample():
    """(path, bytes) of the sample's files, the rows of each from the last to the first."""
    files = sample.generate()
    yield "providers.xlsx", files.providers
    for folder, tables in (("this year", files.this_year), ("last year", files.last_year)):
        for name, data in tables.items():
            head, *rows = data.decode().splitlines()
            yield f"{folder}/{name}", "\n".join([head, *reversed(rows)]).encode()


def drafts(session):
    with zipfile.ZipFile(io.BytesIO(session.share_drafts()["bytes"])) as archive:
        return [name.removesuffix(".eml") for name in archive.namelist()]


def test_what_was_ticked_returns_though_rows_moved():
    """A record of the plan that was unticked, and a list, whose owner's name the file doesn't hold."""
    session = checked_sample()
    group = next(line for line in planned(session)["lines"] if line["part"] == "plan" and line["ticked"] > 2)
    first, second = session.plan_group(group["key"])["rows"][:2]
    who = next(row["who"] for row in session.share_lists()["rows"] if row["kind"] == "worker")
    session.plan_tick(group["key"], "helping", [first["record"]])
    session.share_tick([who], False)
    saved = session.save_work()
    assert who not in json.dumps(json.loads(saved["bytes"])["choices"])

    other = Session()
    for name, data in turned_sample():
        other.add_file(name, data)
    other.add_file(saved["name"], saved["bytes"])
    check(other)
    plan = planned(other)
    ticks = plan["ticks"][group["key"]]
    [(record, changes)] = ticks["but"].items()
    row = next(one for one in other.plan_group(group["key"])["rows"] if one["record"] == record)
    assert (row["child"], ticks["ticks"], changes) == (first["child"], "helping", -len(first["changes"]))
    assert record != first["record"], "the row is another one here"
    assert other.share_lists()["unticked"] == [who]
    assert who not in [letter for letter in drafts(other)] and len(drafts(other)) == other.share_lists()["letters"] - 1
    other.share_tick([who])
    assert len(drafts(other)) == other.share_lists()["letters"]

    done = other.fix_apply(group["key"], ticks["ticks"], list(ticks["but"]))
    assert done["changes"] and planned(other)["ticks"] == {}, "what was applied is ticked no more"
    assert second["child"] in {change["child"] for change in other.fix_log(done["number"])["rows"]}


def test_on_a_newer_extract_what_does_not_fit_is_listed_in_three_groups():
    saved = worked().save_work()
    header, episodes = newer()
    session = another_day(saved, header, episodes)
    work = session.files()["work"]
    assert (work["changes"], work["fits"]) == (5, 1)
    assert groups(work) == {
        "done": [("1", "Sex", "M"), ("2", "Start", "02/06/2026")],
        "other": [("2", "Sex", "0")],
        "gone": [("3", "", "no such row")],
    }
    [other] = [group for group in work["unfit"] if group["why"] == "other"]
    assert other["rows"][0]["where"] == "Header, line 3" and other["rows"][0]["before"] == "1"
    listed = CalamineWorkbook.from_filelike(io.BytesIO(session.work_unfit()["bytes"])).get_sheet_by_index(0).to_python()
    assert [row[-1] for row in listed[1:]] == [group["label"] for group in work["unfit"] for _ in group["rows"]]
    assert session.work_again(other["rows"][0]["number"])["work"]["fits"] == 2
    check(session)
    assert {(one["child"], one["before"], one["after"]) for one in session.fix()["log"] if not one["undone"]} == {
        ("2", "0", "F"),
        ("1", "SC1", "SC9"),
        ("1", "SC9", "SC8"),
    }
    assert session.fix()["dropped"] == 1


def test_it_can_be_left_out():
    saved = worked().save_work()
    session = another_day(saved)
    assert session.use_work(False)["work"]["without"]
    check(session)
    assert session.fix()["changes"] == 0 and session.findings({"status": "accepted"})["total"] == 0
    session.use_work(True)
    check(session)
    assert session.fix()["changes"] == 6


def test_what_was_changed_meanwhile_stands():
    saved = worked().save_work()
    session = check(session_with(header=HEADER, episodes=EPISODES))
    session.fix_cell("Header", 0, "SEX", "F")
    session.add_file("work.json", saved["bytes"])
    check(session)
    with zipfile.ZipFile(io.BytesIO(session.corrected_files()["bytes"])) as made:
        assert made.read("header.csv").decode().splitlines()[1:3] == ["1,F,01/02/2012", "2,F,01/03/2012"]
    assert session.fix()["changes"] == 6


def test_it_survives_the_worker():
    saved = worked().save_work()
    sources = {
        1: ("header.csv", HEADER.encode()),
        2: ("episodes.csv", EPISODES.encode()),
        3: ("w.json", saved["bytes"]),
    }

    def added():
        session = Session()
        for source, (name, data) in sources.items():
            session.add_file(name, data, source)
        return session

    session = check(added())
    session.fix_undo()
    other = added()
    other.recall(session.memo()["bytes"])
    check(other)
    assert other.fix()["changes"] == 0 and other.fix()["undone"] == session.fix()["undone"] > 0


def test_an_answer_and_a_table_given_by_hand_are_not_asked_again_for_the_same_file():
    reviews = "CHILD,REVIEW,REVIEW_CODE\n1,01/05/2026,PN1\n".replace("REVIEW_CODE", "REVIEW_CDOE")
    session = session_with(header=HEADER, reviews=reviews)
    [asked] = session.files()["questions"]
    session.answer(asked["key"], "use")
    session.change(1, 0, "UASC")
    saved = session.save_work()
    later = another_day(saved, HEADER)
    later.add_file("reviews.csv", reviews.encode())
    assert later.files()["questions"] == [] and len(later.files()["answered"]) == 1
    assert later.files()["files"][0]["parts"][0]["table"] == "UASC"


def test_of_several_the_newest_counts_and_all_checks_are_compared():
    session = worked()
    first, second = session.save_work(), session.save_work()
    older = json.loads(first["bytes"]) | {"made": "2026-11-01T10:00:00"}
    older["check"]["made"] = "2026-11-01T10:00"
    later = another_day(second)
    later.add_file("older.json", json.dumps(older).encode())
    check(later)
    assert later.files()["work"]["name"] == "work.json" and len(later.progress()["points"]) == 3


def test_a_file_of_another_return_or_with_other_columns_gives_no_change():
    saved = worked().save_work()
    session = another_day(saved, "CHILD,DOB\n7,01/01/2012\n", "CHILD,PLACE\n8,U6\n")
    assert session.files()["work"]["fits"] == 0
    check(session)
    assert session.fix()["changes"] == 0


def test_the_command_line_checks_the_files_as_they_are_and_says_so(tmp_path, capsys):
    saved = worked().save_work()
    (tmp_path / "header.csv").write_text(HEADER)
    (tmp_path / "episodes.csv").write_text(EPISODES)
    (tmp_path / saved["name"]).write_bytes(saved["bytes"])
    main([str(tmp_path), "--authority", "Birmingham", "--rules", "101"])
    said = capsys.readouterr()
    assert f"{saved['name']}: your work. The page makes it again" in said.err
    assert "2 errors about 2 children" in said.out


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.pop("changes"),
        lambda content: content.update(version=3),
        lambda content: content.update(version="2"),
        lambda content: content["changes"][0]["changes"][0].__setitem__(0, "Secrets"),
        lambda content: content["changes"][0]["changes"][0].__setitem__(5, "NAME"),
        lambda content: content["changes"][0].update(undone=[99]),
        lambda content: content["changes"][0].update(when="yesterday"),
        lambda content: content.update(choices={"by": 3.5}),
        lambda content: content.update(answers=[1]),
        lambda content: content["files"][0].update(years=[[0, 1900]]),
        lambda content: content["changes"][0]["changes"][0].__setitem__(7, "x" * 20_000),
    ],
)
def test_a_spoilt_one_is_refused_in_a_sentence(spoil):
    content = json.loads(worked().save_work()["bytes"])
    spoil(content)
    session = session_with(header=HEADER)
    session.add_file("work.json", json.dumps(content).encode())
    [problem] = [file["problem"] for file in session.files()["files"] if file["problem"]]
    assert problem.startswith("work.json: ") and problem.endswith(".") and "fault of the tool" not in problem
    assert session.files()["work"] is None


@cache
def saved():
    """The bytes of a work file."""
    return worked().save_work()["bytes"]


ODD = [None, True, -1, 3, 1e308, "", "x", "\ud800", "=1+1", "<b>", [], {}, [[]], {"a": {}}, "1" * 30_000, 10**30]


def places(value, path=()):
    """Every place in a JSON value."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*path, key))


@cache
def all_places():
    return [path for path in places(json.loads(saved())) if path]


@several(200)
@given(st.integers(0, 2**32))
def test_whatever_stands_in_it_it_is_read_whole_or_refused(seed):
    chance = random.Random(seed)
    content = json.loads(saved())
    for path in chance.sample(all_places(), 2):
        at = content
        try:
            for key in path[:-1]:
                at = at[key]
            at[path[-1]] = chance.choice(ODD)
        except (KeyError, IndexError, TypeError):
            continue
    session = another_day({"bytes": json.dumps(content).encode()})
    files = session.files()
    [file] = [file for file in files["files"] if file["name"] == "work.json"]
    assert "fault of the tool" not in (file["problem"] or "")
    json.dumps(files).encode()
    if files["work"]:
        check(session)
        work = work_file.from_bytes(session.save_work()["bytes"])
        assert work_file.from_bytes(work_file.to_bytes(work)) == work


@pytest.mark.parametrize(
    "data",
    [
        b'{"format":"check903 work"',
        b'{"format":"check903 work"}' * 2,
        b'{"format":"check903 work","x":' + b"[" * 200_000,
    ],
)
def test_broken_and_bottomless_files_are_refused(data):
    session = session_with()
    session.add_file("work.json", data)
    [file] = session.files()["files"]
    assert "save your work again" in file["problem"]


def test_one_that_is_far_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(work_file, "LARGEST", 100)
    with pytest.raises(ValueError, match="far more than anybody"):
        work_file.from_bytes(saved())
