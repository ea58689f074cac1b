"""The box in the header: rules, children, rows and words, with errors or without."""

import pytest

from check903.session.session import Session
from check903.views.find import FEW, search
from support import made


@pytest.fixture(scope="module")
def checked():
    return made.checked_sample().checks.findings


def group(checked, text, kind, all_of=""):
    return next((one for one in search(checked, text, all_of)["groups"] if one["kind"] == kind), None)


def test_a_rule_by_its_code_with_errors_or_none(checked):
    hits = group(checked, "503", "rule", "rule")["hits"]
    assert {"503A", "503C", "503F"} <= {hit["id"] for hit in hits} and all("503" in hit["id"] for hit in hits)
    errors = {hit["id"]: hit["errors"] for hit in hits}
    assert 0 in errors.values() and any(errors.values())
    assert group(checked, "503c", "rule")["hits"][0]["id"] == "503C"


def test_a_child_with_errors_or_none(checked):
    with_none = next(n for n in range(len(checked.r.children)) if not len(checked.findings_of(n)))
    for child in ("1372193", checked.r.children[with_none]):
        [hit] = group(checked, child, "child")["hits"]
        assert hit["id"] == child and hit["errors"] == len(checked.findings_of(checked.child_numbers[child]))
        assert hit["text"].startswith("born ") and "in care" in hit["text"]


def test_a_row_by_its_line(checked):
    names = [hit["name"] for hit in group(checked, "line 12", "row", "row")["hits"]]
    assert "Episodes, line 12" in names and "Header, line 12" in names
    hits = group(checked, "episodes 12", "row")["hits"]
    assert {hit["to"] for hit in hits} == {"line-Episodes-12", "line-SWEpisodes-12"}
    hit = hits[0]
    assert hit["to"] == "line-Episodes-12" and hit["text"] == f"child {hit['id']}"
    assert group(checked, "999999999", "row") is None and group(checked, "9" * 400, "row") is None


def test_words_of_rules_but_not_twice_what_a_code_finds(checked):
    hits = group(checked, "pupil number", "word", "word")["hits"]
    assert {"442", "444"} <= {hit["id"] for hit in hits}
    both = search(checked, "501", "word")["groups"]
    codes = [[hit["id"] for hit in one["hits"]] for one in both if one["kind"] in ("rule", "word")]
    assert "501" in codes[0] and "501" not in sum(codes[1:], [])


def test_few_of_each_and_how_many_there_are(checked):
    few, more = group(checked, "1", "child"), group(checked, "1", "child", "child")
    assert len(few["hits"]) == FEW and few["total"] == more["total"] > len(more["hits"]) == 100
    assert search(checked, "1")["total"] == sum(one["total"] for one in search(checked, "1")["groups"])


def test_nothing_typed_and_nothing_there(checked):
    assert search(checked, "  ")["groups"] == [] and search(checked, "qqqq")["total"] == 0


def test_before_a_check_the_rules_alone():
    groups = Session().search("501")["groups"]
    assert {one["kind"] for one in groups} <= {"rule", "word"} and groups[0]["hits"][0]["errors"] is None
