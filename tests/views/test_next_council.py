"""From one council of several to another and back: what was decided of each waits for it, and lasts."""

import io
import json
import zipfile

import pytest

from check903.reference import postcodes
from check903.sample.region import region
from check903.session.session import Session

ONE, OTHER = "Bristol", "Gloucestershire"


@pytest.fixture(scope="module")
def made():
    return region(postcodes.default_directory(), councils=2, years=[2027], children=40)


@pytest.fixture
def session(made):
    return with_files(made)


def with_files(made, **more: bytes) -> Session:
    session = Session()
    for number, (name, data) in enumerate([*made.files.items(), *more.items()], 1):
        session.add_file(name, data, number)
    return session


def work_on(session: Session, council: str) -> int:
    """Check that council's return; how many changes it has."""
    files = session.files()
    [question] = [one for one in (*files["questions"], *files["answered"]) if one["key"].startswith("council-of:")]
    [key] = [answer["key"] for answer in question["answers"] if answer["label"] == council]
    session.answer(question["key"], key)
    session.check_start({"authority": key, "as_at": "2026-11-27"})
    while not session.check_step()["done"]:
        pass
    return session.standing()["changes"]


def decide(session: Session, note: str) -> dict:
    """Changes, a note, a tick and how letters are made; what the screens then show of these."""
    session.fix_apply_safe()
    session.accept({"rule": session.rules()["rules"][0]["code"]}, note)
    session.share_tick([session.share_lists()["rows"][0]["who"]], False)
    session.share_set({"helps": note})
    return decided(session)


def decided(session: Session) -> dict:
    accepted = session.findings({"status": "accepted"}, size=1000)
    lists = session.share_lists()
    return {
        "changes": session.standing()["changes"],
        "accepted": [(row["rule"], row["child"], row["note"]) for row in accepted["rows"]],
        "unticked": lists["unticked"],
        "helps": lists["helps"],
    }


def test_the_changes_of_each_council_wait_for_it(session):
    assert work_on(session, ONE) == 0
    done = session.fix_apply_safe()["changes"]
    assert done > 0
    assert work_on(session, OTHER) == 0
    others = session.fix_apply_safe()["changes"]
    assert others > 0
    assert work_on(session, ONE) == done
    assert work_on(session, ONE) == done, "checked again"
    assert work_on(session, OTHER) == others


def test_notes_and_ticks_wait_too_and_how_letters_are_made_stays(session):
    work_on(session, ONE)
    of_one = decide(session, "asked in May")
    session.share_set({"contact": "0121 496 0000"})
    work_on(session, OTHER)
    assert decided(session) == {"changes": 0, "accepted": [], "unticked": [], "helps": None}
    assert session.share_lists()["contact"] == "0121 496 0000"
    of_other = decide(session, "asked in June")
    work_on(session, ONE)
    assert decided(session) == of_one != of_other
    work_on(session, OTHER)
    assert decided(session) == of_other


def test_nothing_of_any_council_is_lost_with_the_worker(made, session):
    work_on(session, ONE)
    of_one = decide(session, "asked in May")
    work_on(session, OTHER)
    of_other = decide(session, "asked in June")
    memo = session.memo()
    assert memo["councils"] == 2 and memo["changes"] == of_one["changes"] + of_other["changes"]

    another = with_files(made)
    another.recall(memo["bytes"])
    assert another.memo() == memo
    assert work_on(another, ONE) == of_one["changes"], "though the last worker died while the other was worked on"
    assert decided(another) == of_one
    work_on(another, OTHER)
    assert decided(another) == of_other
    assert another.memo()["mark"] == memo["mark"]


def test_saved_work_is_a_file_for_each_council_and_comes_back_for_each(made, session):
    work_on(session, ONE)
    of_one = decide(session, "asked in May")
    alone = session.save_work()
    assert alone["name"].startswith("Bristol 903 2026-27 work ") and alone["name"].endswith(".json")
    work_on(session, OTHER)
    assert session.memo()["mark"] == alone["mark"], "nothing is decided of this one yet"
    of_other = decide(session, "asked in June")
    saved = session.save_work()
    assert saved["name"].startswith("2 councils 903 2026-27 work ") and saved["name"].endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(saved["bytes"])) as archive:
        works = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    assert list(works) == ["Bristol work.json", "Gloucestershire work.json"]
    for work, code in zip(works.values(), made.councils, strict=True):
        assert work["council"] == work["group"] == code and work["check"]["findings"]
    notes = {note for work in works.values() for rows in work["accepted"].values() for *_, note in rows}
    assert notes == {"asked in May", "asked in June"}

    next_day = with_files(made, **{saved["name"]: saved["bytes"]})
    files = next_day.files()
    assert not files["questions"] and "of Gloucestershire is checked" in files["years"], "where one left off"
    assert files["work"]["council_name"] == "Gloucestershire" and files["work"]["changes"] == of_other["changes"]
    work_on(next_day, OTHER)
    assert decided(next_day) == of_other and next_day.overview()["since"]["fixed"] == 0
    assert work_on(next_day, ONE) == of_one["changes"]
    assert decided(next_day) == of_one and next_day.overview()["since"]["new"] == 0
    assert next_day.memo()["saved"] and next_day.memo()["mark"] == saved["mark"]


def test_the_work_of_one_council_is_not_made_on_another(made, session):
    work_on(session, ONE)
    decide(session, "asked in May")
    saved = session.save_work()
    next_day = with_files(made, **{saved["name"]: saved["bytes"]})
    assert work_on(next_day, OTHER) == 0 and next_day.files()["work"] is None
    assert decided(next_day)["accepted"] == [] and next_day.overview()["since"] is None
    assert work_on(next_day, ONE) > 0


def test_files_of_other_councils_that_come_later_take_no_change_away(made):
    files = [(number, *file) for number, file in enumerate(made.files.items(), 1)]
    of_one = [file for file in files if ONE in file[1]]
    session = Session()
    for number, name, data in of_one:
        session.add_file(name, data, number)
    [code] = [code for code, folder in made.councils.items() if ONE in folder]
    session.check_start({"authority": code, "as_at": "2026-11-27"})
    while not session.check_step()["done"]:
        pass
    done = session.fix_apply_safe()["changes"]
    for number, name, data in files:
        if (number, name, data) not in of_one:
            session.add_file(name, data, number)
    assert work_on(session, OTHER) == 0
    assert work_on(session, ONE) == done > 0
