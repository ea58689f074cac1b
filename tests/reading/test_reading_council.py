"""The council is worked out from postcodes, and asked for where they contradict the chosen one; so is the year."""

import datetime as dt
from types import SimpleNamespace

import pytest

from check903 import sample
from check903.__main__ import main
from check903.model.table import Column, Table
from check903.reading import council, years
from check903.session.session import Session

BIRMINGHAM, BRISTOL, CORNWALL = "E08000025", "E06000023", "E06000052"
WHERE = {"B1 1AA": BIRMINGHAM, "B2 2BB": BIRMINGHAM, "TR1 1AA": CORNWALL, "NOWHERE": ""}


class Directory:
    def lookup(self, texts):
        return SimpleNamespace(authority=[WHERE.get(text, "") for text in texts])


def episodes(homes, places=(), provider="PR1"):
    columns = {
        "CHILD": [str(number) for number in range(max(len(homes), len(places)))],
        "HOME_POST": homes or [""] * len(places),
        "PL_POST": list(places) or [""] * len(homes),
        "PLACE_PROVIDER": [provider] * max(len(homes), len(places)),
    }
    return Table("Episodes", {name: Column.of(texts) for name, texts in columns.items()})


def told(homes, places=(), provider="PR1"):
    return council.evidence(episodes(homes, places, provider), Directory())


def test_most_home_postcodes_tell_the_council_and_unknown_ones_count_for_nothing():
    found = told(["B1 1AA"] * 15 + ["B2 2BB"] * 4 + ["TR1 1AA"] * 1 + ["NOWHERE"] * 30)
    assert (found.likely, found.sentence) == (BIRMINGHAM, "95% of home postcodes are in Birmingham")
    assert council.question(BIRMINGHAM, found) is None
    asked = council.question(CORNWALL, found)
    assert asked.sentence == "95% of home postcodes are in Birmingham, but Cornwall is chosen. Which council is it?"
    assert asked.evidence == "19 of 20 home postcodes are in Birmingham, 1 in Cornwall."
    assert [answer.label for answer in asked.answers] == ["Use Birmingham", "Keep Cornwall"] and asked.first


def test_where_half_fit_the_choice_nothing_is_asked():
    found = told(["B1 1AA"] * 10 + ["TR1 1AA"] * 10)
    assert council.question(CORNWALL, found) is None


def test_a_child_who_stays_counts_once():
    table = episodes(["B1 1AA"] * 12)
    columns = {**table.columns, "CHILD": Column.of(["1"] * 12)}
    assert council.evidence(Table("Episodes", columns), Directory()).homes.known == 1


def test_without_homes_its_own_placements_tell():
    assert told([], ["B1 1AA"] * 12).sentence == "100% of placements of the council’s own are in Birmingham"
    assert told([], ["B1 1AA"] * 12, provider="PR4").likely == ""


def test_few_postcodes_or_no_directory_tell_nothing():
    assert told(["B1 1AA"] * 9).likely == ""
    assert council.evidence(episodes(["B1 1AA"] * 50), None).likely == ""
    assert council.evidence(None, Directory()).likely == ""


def test_the_session_asks_and_keeps_what_was_answered():
    session = Session()
    session.sample()
    assert session.council("")["likely_name"] == "Bristol, City of"
    assert session.council(BRISTOL)["agrees"] and session.council(BRISTOL)["question"] is None
    asked = session.council(CORNWALL)["question"]
    assert asked["first"] and asked["answer"] == "" and not session.council(CORNWALL)["agrees"]
    session.answer(asked["key"], "keep")
    assert session.council(CORNWALL)["question"]["answer"] == "keep"


def test_episodes_in_a_year_are_counted_by_their_days():
    columns = {
        "DECOM": ["01/05/2026", "01/05/2020", "01/04/2027", "", "01/05/2020"],
        "DEC": ["", "31/03/2026", "", "", ""],
    }
    table = Table("Episodes", {name: Column.of(texts) for name, texts in columns.items()})
    assert years.in_window(table, dt.date(2026, 4, 1), dt.date(2027, 3, 31)) == 2


@pytest.mark.parametrize(
    "options, said",
    [
        (["--authority", "Cornwall"], "but Cornwall is chosen. Which council is it?"),
        (["--authority", "Cornwall"], f'Keep Cornwall: --answer "council:{CORNWALL}:{BRISTOL}=keep"'),
        ([], 'of home postcodes are in Bristol: --authority "Bristol, City of"'),
        (["--authority", "Bristol", "--year", "2026"], "Your files are of 2026-27, not 2025-26: --year 2027"),
    ],
)
def test_the_command_line_says_the_same_with_the_option(tmp_path, capsys, options, said):
    for name, data in sample.generate().this_year.items():
        (tmp_path / name).write_bytes(data)
    main([str(tmp_path), "--rules", "101", *options])
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("answer", [["--authority", "Bristol"], ["--answer", f"council:{CORNWALL}:{BRISTOL}=keep"]])
def test_the_command_line_takes_the_answer(tmp_path, capsys, answer):
    for name, data in sample.generate().this_year.items():
        (tmp_path / name).write_bytes(data)
    options = answer if "--authority" in answer else ["--authority", "Cornwall", *answer]
    main([str(tmp_path), "--rules", "101", *options])
    assert "Which council" not in capsys.readouterr().err
