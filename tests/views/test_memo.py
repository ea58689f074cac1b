"""A session's memo, taken over by a new session over the same files, gives the same findings, log and lists: whatever
was done before.
"""

import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check903 import sample
from check903.corrections import corrections
from check903.session.session import Session
from support.made import planned
from support.profiles import several

MADE = sample.generate()
FILES = [
    *(
        (f"{folder}/{name}", data)
        for folder, tables in (("this year", MADE.this_year), ("last year", MADE.last_year))
        for name, data in tables.items()
    ),
    ("providers.xlsx", MADE.providers),
]
OPTIONS = {"year": 2027, "authority": MADE.council, "as_at": "2027-02-15"}


def add(session, sources):
    for source, (name, data) in sources.items():
        session.add_file(name, data, source)
    return session


def check(session, work=True):
    session.check_start({**OPTIONS, "work": work})
    while not session.check_step()["done"]:
        pass
    return session


def begun():
    return check(add(Session(), dict(enumerate(FILES, 1))))


def offer(session, number):
    offers = session.fix()["offers"]
    return offers[number % len(offers)]["key"] if offers else None


def one_offer(session, number, sources):
    if (key := offer(session, number)) and (rows := session.plan_group(key)["rows"]):
        session.fix_apply(key, "all", [rows[0]["record"]] if number % 3 == 0 else None)


def by_hand(session, number, sources=None):
    session.fix_cells("Episodes", [number % 40, number % 7], "PLACE", ("U6", "K2", " r3 ")[number % 3])


def undo_some(session, number, sources):
    if log := session.fix()["log"]:
        session.fix_undo([log[number % len(log)]["number"]])


def redo_some(session, number, sources):
    if log := session.fix()["log"]:
        session.fix_redo([log[number % len(log)]["number"]])


def accept(session, number, sources):
    rules = session.rules()["rules"]
    session.accept({"rule": rules[number % len(rules)]["code"]}, "asked twice" if number % 4 else "", None)


def lists(session, number, sources):
    code = session.rules()["rules"][0]["code"]
    session.share_set(
        {
            "by": ("worker", "team", "role", "child")[number % 4],
            "left_out": [code],
            "later": bool(number % 2),
            "who": {code: ("health", "data")[number % 2]},
            "contact": f"0121 {number}",
            "helps": "More hands." if number % 3 else None,
        }
    )


def save_and_add(session, number, sources):
    source = max(sources) + 1
    sources[source] = ("work.json", session.save_work()["bytes"])
    add(session, {source: sources[source]})


def switch(session, number, sources):
    session.own_switch(bool(number % 3), ("W1", "W4", "")[number % 2])


def again(session, number, sources):
    check(session)


STEPS = st.lists(
    st.tuples(
        st.sampled_from([one_offer, by_hand, undo_some, redo_some, accept, lists, save_and_add, switch, again]),
        st.integers(0, 50),
    ),
    max_size=6,
)


def shown(session):
    """What the screens show, but for the time at which it was checked."""
    overview = {
        key: value for key, value in session.overview().items() if key not in ("checked_at", "checked_on", "seconds")
    }
    fix = session.fix()
    return json.loads(
        json.dumps(
            [
                overview,
                session.findings(size=100_000),
                fix,
                [session.plan_group(line["key"], size=1000) for line in planned(session)["lines"]],
                session.share_lists(size=1000),
                session.progress(),
                session.own_checks(),
                session.files(),
            ]
        )
    )


def taken_over(session, sources):
    """Another session over the same files, with the memo of this one."""
    other = add(Session(), sources)
    other.recall(session.memo()["bytes"])
    return check(other, work=False)


@several(5)
@given(STEPS)
def test_the_memo_is_all_that_was_decided(steps):
    session, sources = begun(), dict(enumerate(FILES, 1))
    for step, number in steps:
        step(session, number, sources)
    other = taken_over(session, sources)
    assert shown(other) == shown(session)
    assert other.memo() == session.memo()
    undone, other_undone = session.fix_undo(), other.fix_undo()
    assert (undone["gone"], undone["new"]) == (other_undone["gone"], other_undone["new"])
    assert shown(other) == shown(session)


def test_files_keep_their_numbers_and_what_was_decided_of_them():
    session = add(Session(), dict(enumerate(FILES, 1)))
    found = {file["name"]: file["id"] for file in session.files()["files"]}
    session.remove(found["this year/ad1.csv"])
    session.change(found["this year/reviews.csv"], 0, "Missing", 2026)
    session.change(found["this year/oc3.csv"], 0, None, 2026)
    session.choose_year(2026)
    sources = {source: file for source, file in enumerate(FILES, 1) if file[0] != "this year/ad1.csv"}
    other = add(Session(), {**sources, 99: ("more.csv", b"CHILD,SEX,DOB\n7,1,01/02/2015\n")})
    files = other.recall(session.memo()["bytes"])
    assert files["files"][-1]["name"] == "more.csv" and files["files"][-1]["id"] not in found.values()
    other.remove(files["files"][-1]["id"])
    assert other.files() == session.files()


def test_a_file_taken_out_of_a_zip_stays_out():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in MADE.this_year.items():
            archive.writestr(name, data)
    source = {1: ("return.zip", packed.getvalue())}
    session = add(Session(), source)
    session.remove(session.files()["files"][2]["id"])
    other = add(Session(), source)
    assert other.recall(session.memo()["bytes"]) == session.files()


def test_a_memo_that_no_check_has_made_again_is_handed_on():
    session = begun()
    by_hand(session, 5)
    memo = session.memo()
    other = add(Session(), dict(enumerate(FILES, 1)))
    other.recall(memo["bytes"])
    assert other.memo() == memo and memo["changes"] == 2


def test_changes_follow_their_rows_when_another_file_comes_before_them():
    episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE\n1,01/05/2026,S,C2,N1,U6\n2,01/06/2026,S,C2,N1,U6\n"
    sources = {1: ("b.csv", episodes.encode())}
    session = check(add(Session(), sources))
    session.fix_cell("Episodes", 1, "PLACE", "K2")
    other = add(Session(), {5: ("a.csv", episodes.replace("\n1,", "\n8,").replace("\n2,", "\n9,").encode()), **sources})
    other.recall(session.memo()["bytes"])
    kept = other.memo()
    check(other)
    [log] = other.fix()["log"]
    assert (log["child"], log["after"]) == ("2", "K2") and kept["changes"] == 1


def test_a_change_whose_row_says_something_else_now_is_dropped_with_what_belongs_to_it():
    episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE\n1,01/05/2026,S,C2,N1,U6\n2,01/06/2026,S,C2,N1,U6\n"
    session = check(add(Session(), {1: ("b.csv", episodes.encode())}))
    session.fix_cells("Episodes", [0, 1], "PLACE", "K2")
    other = add(Session(), {1: ("b.csv", episodes.replace("\n2,", "\n3,").encode())})
    other.recall(session.memo()["bytes"])
    check(other)
    assert (other.fix()["changes"], other.fix()["dropped"]) == (1, 1)


def test_an_acceptance_taken_back_stays_so_though_a_saved_check_holds_it():
    session = begun()
    code = session.rules()["rules"][0]["code"]
    session.accept({"rule": code}, "asked twice")
    session.add_file("work.json", session.save_work()["bytes"], 50)
    session.accept({"rule": code}, "")
    by_hand(session, 1)
    assert session.findings({"status": "accepted"})["total"] == 0


@pytest.mark.parametrize("step", ["apply", "try", "undo", "redo"])
def test_a_step_that_runs_out_of_memory_changes_nothing(monkeypatch, step):
    session = begun()
    key = offer(session, 0)
    number = session.fix_apply(key, "all")["number"]
    if step == "redo":
        session.fix_undo([number])
    before = shown(session)

    def full(*_):
        raise MemoryError

    monkeypatch.setattr(corrections, "recheck", full)
    call = {
        "apply": lambda: by_hand(session, 4),
        "try": lambda: session.cells_try("Episodes", [1], "PLACE", "H5"),
        "undo": session.fix_undo,
        "redo": session.fix_redo,
    }
    with pytest.raises(MemoryError):
        call[step]()
    monkeypatch.undo()
    assert shown(session) == before
