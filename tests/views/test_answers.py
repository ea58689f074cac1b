"""What the session answers holds to its types, and the page's types and docs/api.md hold to those."""

import json
import typing

import pytest

from check903.local import run_local
from support.made import checked_sample, planned
from tools import answers


@pytest.mark.parametrize("path", answers.made(), ids=lambda path: path.name)
def test_what_is_made_from_the_answers_is_up_to_date(path):
    assert path.read_text(encoding="utf-8") == answers.made()[path], f"Run {answers.COMMAND}"


# -- a value and its type ---------------------------------------------------------------------------------------------


def faults(value, hint, at="answer"):
    """Where the value is not of that type: a list of sentences."""
    tried = [_faults(value, one, at) for one in answers.members(hint)]
    return [] if [] in tried else min(tried, key=len)


def _faults(value, hint, at):
    if typing.is_typeddict(hint):
        return _keys(value, hint, at)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return [] if value in inner else [f"{at} is {value!r}, not one of {inner}"]
    if origin is dict and isinstance(value, dict):
        return [fault for key, one in value.items() for fault in faults(key, inner[0], at) + faults(one, inner[1], at)]
    if origin is list and isinstance(value, list) or origin is tuple and isinstance(value, tuple) and ... in inner:
        return [fault for n, one in enumerate(value) for fault in faults(one, inner[0], f"{at}[{n}]")]
    if origin is tuple and isinstance(value, tuple) and len(value) == len(inner):
        return [fault for one, kind in zip(value, inner) for fault in faults(one, kind, at)]
    right = type(value) in (int, float) if hint is float else type(value) is hint
    return [] if right else [f"{at} is {type(value).__name__}, not {hint}"]


def _keys(value, shape, at):
    if not isinstance(value, dict):
        return [f"{at} is {type(value).__name__}, not {shape.__name__}"]
    known = answers.fields(shape)
    lacking = [f"{at}.{key} is missing" for key, (_, optional) in known.items() if not optional and key not in value]
    extra = [f"{at}.{key} is not in {shape.__name__}" for key in value.keys() - known.keys()]
    inner = [fault for key in value.keys() & known.keys() for fault in faults(value[key], known[key][0], f"{at}.{key}")]
    return lacking + extra + inner


class Inner(typing.TypedDict):
    n: int


class Outer(typing.TypedDict):
    inner: list[Inner]
    name: str | None
    share: typing.NotRequired[float]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"inner": [], "name": None}, []),
        ({"inner": [{"n": 1}], "name": "a", "share": 1}, []),
        ({"inner": []}, ["answer.name is missing"]),
        ({"inner": [], "name": "", "more": 1}, ["answer.more is not in Outer"]),
        ({"inner": [{"n": True}], "name": ""}, ["answer.inner[0].n is bool, not <class 'int'>"]),
        ({"inner": [{}], "name": ""}, ["answer.inner[0].n is missing"]),
    ],
)
def test_a_value_that_is_not_of_its_type_is_found(value, said):
    assert faults(value, Outer) == said


# -- the answers of the sample ----------------------------------------------------------------------------------------


def asked(session):
    """(call, arguments) of every call, over the sample: the screens first, then what changes something."""
    codes = [rule["code"] for rule in session.rules()["rules"]]
    children = [row["child"] for row in session.children({}, "", 0, 200)["rows"]]
    yield from (
        ("about",),
        ("files",),
        ("council", "E06000052"),
        ("overview", {}),
        ("things", {}),
        ("rules",),
        ("findings",),
        ("children",),
    )
    yield from (("rule", code, {}, 0, 2) for code in [*codes, "101", "no such rule"])
    yield from (("child", child) for child in [*children[:12], "nobody"])
    yield from (("search", "3"), ("search", "episodes 12", "row"), ("search", "postcode", "word"))
    yield from (("child_order",), ("ask_about", [0]), ("child", children[0]))
    yield from (
        ("filter_choices",),
        ("rule_book", 2027),
        ("rule_years",),
        ("workbook",),
        ("csv", "findings"),
        ("tables", "csv"),
        ("tables", "sqlite", "ssd"),
        ("tables_plain",),
        ("tables_plain", "ssd"),
        ("tables_parquet", {"Header": b"PAR1"}),
        ("memo",),
    )
    yield from (("manager",), ("progress",), ("comparisons",), ("save_work",), ("figures",), ("workers_template",))
    yield ("add_file", "work.json", session.save_work()["bytes"])
    yield from (("use_work", False), ("use_work", True), ("work_again", 0, False), ("work_unfit",))
    yield from (("progress",), ("comparisons",), ("overview",), ("rule", codes[0]))
    yield from (("postcode_areas_wanted",), ("ask_words",), ("ask_begin",), *[("ask_step",)] * 40)
    yield ("ask_file", "csv", "a question", [{"name": "n", "type": "number"}], [[1]])
    ids = [one["id"] for theme in session.figures_place()["themes"] for one in theme["figures"]]
    yield from (("figures_headlines", ids[:2]), ("figures_headlines", []), ("figures_balance",))
    yield from (("figures_place",), ("figures_lines", ids), ("figure", "no such figure"))
    yield from (("figure", one) for one in ids)
    yield from (("figure_children", ids[0], "", {"of": of}) for of in ("counted", "not", "cannot", "error"))
    yield from (("figure_question", ids[0]), ("figure_children_file", ids[0]), ("figures_file", "csv"))
    yield from (("side_by_side",), ("side_by_side_months", ids[0]), ("side_by_side_file", "csv"))
    yield ("side_by_side_add", "")
    yield from (("share_lists",), ("share_roles",), ("share_set", {"by": "team"}), ("share_set", {"by": "worker"}))
    for who in [row["who"] for row in session.share_lists(0, 3)["rows"]]:
        yield ("share_list", who)
        yield ("share_draft", who)
        yield ("share_tick", [who], False)
    yield from (("share_workbook",), ("share_pages",), ("share_drafts",), ("share_merge",))
    yield from (("own_checks",), ("own_check", "W1", 0, 5), ("own_check", "none"), ("own_switch", False, "W1"))
    yield from (("two_lists",), ("two_lists_of", children[0]), ("two_lists_workbook",))
    yield from (("breaks",), ("breaks_of", children[0]), ("breaks_workbook",))
    yield from (("own_workbook",), ("own_switch", False), ("own_checks",), ("own_switch", True))
    yield from local(session)
    yield from fixed(session, children)
    yield from (("fixed", 0, 20), ("standing",))
    yield from (("accept", {}, "a note", [0, 1]), ("findings",), ("corrected_files",), ("change_log",))
    yield from (("return_as_xml",), ("check_start", {}), ("check_step",), ("choose_year", None))
    yield from (("answer", "no such question", ""), ("change", 1, 0, "Header", None), ("remove", 1))
    yield from (("recall", session.memo()["bytes"]), ("sample",), ("forget",))


def local(session):
    """Local rules, over the tables of the last `ask_step`."""
    fields = "-- title: T\n-- wrong: W.\n-- fix: F.\n-- fields: Header.SEX\n"
    text = f"-- rule: L1\n{fields}SELECT rowid FROM Header LIMIT 3;\n-- rule: L2\n{fields}"
    yield ("add_file", "own.sql", text.encode())
    yield ("local_files",)
    built = session.ask_begin()
    while not built["done"]:
        built = session.ask_step()
    found = run_local([("own.sql", text)], built["bytes"])
    yield ("local_take", built["version"], json.dumps(found))
    yield from (("local_found",), ("local_found", "", session.local_found()["rows"][0]["child"]), ("own_check", "L1"))
    column = {"name": "CHILD", "type": "text", "values": []}
    yield ("local_offer", "sql", "SELECT CHILD FROM Header", [column], ["Header"])
    words = {"rule": "L9", "title": "T", "wrong": "W", "fix": "F", "fields": "Header.SEX"}
    yield from (("local_template", "sql"), ("local_together", ["own.sql"]), ("csv", "local"))
    yield from (("local_write", "sql", "SELECT CHILD FROM Header", given, ["Header"]) for given in (words, {}))
    yield from (("share_lists",), ("own_workbook",), ("local_switch", False, "L1"), ("local_switch", True, "L1"))


def fixed(session, children):
    yield from (("fix",), ("plan",), ("plan_group", "no such group"), ("plan_step",), ("plan",))
    keys = [line["key"] for line in planned(session)["lines"]]
    yield from (("plan_group", key, 0, 5) for key in keys)
    yield from (
        ("plan_tick", keys[0], "all"),
        ("plan",),
        ("fix_try", keys[0]),
        ("fix_apply", keys[0]),
        ("fix_log", 1),
        ("fix_undo",),
        ("fix_redo",),
    )
    for thing in [thing for child in children for thing in session.child(child)["things"] if thing["offers"]][:1]:
        yield ("cause_try", thing["findings"])
        yield ("cause_fix", thing["findings"], thing["offers"][0]["key"])
    yield from (
        ("fix_fields", "Episodes"),
        ("fix_cell", "Header", 0, "SEX", "M"),
        ("fix_cells", "Header", [1], "SEX", ""),
        ("values_try", "Header", "SEX", [[0, "M"], [1, "F"]]),
        ("fix_values", "Header", "SEX", [[0, "F"], [1, "M"]]),
        ("cells_try", "Header", None, "SEX", "M", {"table": "Header"}),
    )
    yield from (("fix_apply_safe",), ("fix",))


def test_every_answer_of_the_sample_is_of_its_type():
    session, wrong, tried = checked_sample(), {}, set()
    for call, *arguments in asked(session):
        tried.add(call)
        answer = getattr(session, call)(*arguments)
        for fault in faults(answer, answers.hints(answers.calls()[call])["return"], call):
            wrong.setdefault(fault.partition("[")[0] + fault.rpartition("]")[2], fault)
    assert not wrong, "\n".join(wrong.values())
    assert tried == answers.calls().keys() - {"add_postcode_area"}  # which gives nothing, see test_postcodes.py


def test_before_any_check_answers_are_of_their_types():
    for call, *arguments in BEFORE:
        answer = getattr(answers.Session(answers.Directory()), call)(*arguments)
        assert not faults(answer, answers.hints(answers.calls()[call])["return"], call)


BEFORE = [
    ("overview",),
    ("things",),
    ("rules",),
    ("rule", "101"),
    ("rule", "no such rule"),
    ("children",),
    ("child", "1"),
    ("findings",),
    ("filter_choices",),
    ("workbook",),
    ("csv", "findings"),
    ("tables", "csv"),
    ("fix",),
    ("plan",),
    ("plan_step",),
    ("fix_fields", "Header"),
    ("own_checks",),
    ("own_check", "W1"),
    ("own_workbook",),
    ("breaks",),
    ("breaks_of", "1"),
    ("breaks_workbook",),
    ("two_lists",),
    ("two_lists_of", "1"),
    ("two_lists_workbook",),
    ("share_lists",),
    ("progress",),
    ("comparisons",),
    ("files",),
    ("check_step",),
]
