"""The plan of fixes: what is tried, what is ticked, and why a group stands apart."""

from check903 import engine
from check903.corrections.corrections import Corrections
from check903.corrections.plan import Plan
from check903.corrections.plan_groups import HeldValue
from check903.engine import Change, Fix
from check903.engine.registry import Registry
from check903.model.returns import Collection, Return
from check903.model.table import Column, Table


def corrections(header: dict[str, list[str]], rules: Registry) -> Corrections:
    table = Table("Header", {field: Column.of(texts) for field, texts in header.items()})
    r = Return({"Header": table}, None, Collection.of_year(2027))
    fixes = {found.key: found for found in rules.fixes.values()}
    return Corrections(r, engine.check(r, list(rules.rules)), fixes)


def plan_of(fixing: Corrections, values=()) -> Plan:
    plan = Plan(fixing, values)
    for _ in plan.steps():
        pass
    return plan


def made_rules() -> Registry:
    """Sex must be M or F; a boy's ethnicity must not be WBRI; UPN and ethnicity may not both be blank."""
    made = Registry()

    @made.rule("A1", "invalid", "Header.SEX")
    def sex(r):
        """Sex is not M or F

        It is something else.

        To fix it: correct it.
        """
        h = r.Header
        return h.where(~h.SEX.isin(["M", "F"]))

    @made.rule("A2", "inconsistent", "Header: SEX ETHNIC")
    def british_boy(r):
        """Boy is said to be British

        It can't be.

        To fix it: correct it.
        """
        h = r.Header
        return h.where(h.SEX.isin(["M"]) & h.ETHNIC.isin(["WBRI"]))

    @made.rule("A3", "inconsistent", "Header: SEX UPN")
    def boy_without_number(r):
        """Boy has no pupil number

        It is blank.

        To fix it: fill it in.
        """
        h = r.Header
        return h.where(h.SEX.isin(["M"]) & h.UPN.blank)

    return made


def add(made: Registry, key: str, codes: str, field: str, text: str, safe: bool = False) -> None:
    made.fixes[key] = Fix(key, key.title(), "", tuple(codes.split()), safe, "", lambda f: f.set(field, text))


def test_only_records_that_get_better_are_ticked_and_their_effect_is_each_ones_own():
    made = made_rules()
    add(made, "male", "A1", "SEX", "M")
    header = {"CHILD": ["a", "b", "c"], "SEX": ["1", "1", "1"], "ETHNIC": ["WBRI", "", ""], "UPN": ["", "x", "y"]}
    plan = plan_of(corrections(header, made))
    (group,) = plan.groups
    assert [(record.child, len(record.gone), len(record.new), record.ticked) for record in group.records] == [
        ("a", 1, 2, False),
        ("b", 1, 0, True),
        ("c", 1, 0, True),
    ]
    assert (group.gone, group.new, group.proposed, group.changes, group.apart) == (2, 0, 2, 3, False)
    assert (len(plan.gone), len(plan.new)) == (2, 0)


def test_a_group_that_makes_as_many_errors_as_it_removes_stands_apart_with_the_reason():
    made = made_rules()
    add(made, "male", "A1", "SEX", "M")
    add(made, "female", "A1", "SEX", "F")
    header = {"CHILD": ["a", "b"], "SEX": ["1", "2"], "ETHNIC": ["", ""], "UPN": ["", ""]}
    better, worse = plan_of(corrections(header, made)).groups
    assert (better.key, better.gone, better.proposed) == ("female", 2, 2)
    assert (worse.key, worse.gone, worse.new, worse.proposed, worse.apart) == ("male", 2, 2, 0, True)
    assert worse.reason == (
        "In 2 of 2 rows another error then comes up: A3, Boy has no pupil number."
        " The sex is the likelier fault: “Female” removes more."
    )


def test_of_two_groups_for_one_record_the_better_is_ticked_and_both_know():
    made = made_rules()
    add(made, "female", "A2 A3", "SEX", "F")
    add(made, "blank", "A2", "ETHNIC", "")
    header = {"CHILD": ["a"], "SEX": ["M"], "ETHNIC": ["WBRI"], "UPN": [""]}
    better, other = plan_of(corrections(header, made)).groups
    assert (better.key, better.proposed, other.key, other.proposed) == ("female", 1, "blank", 0)
    assert other.records[0].rivals == better.records and better.records[0].rivals == other.records
    assert other.reason == "“Female” changes the same rows and removes more."


def test_two_changes_in_one_row_that_put_different_errors_right_are_both_proposed():
    made = made_rules()
    add(made, "number", "A3", "UPN", "A1")
    add(made, "blank", "A2", "ETHNIC", "")
    header = {"CHILD": ["a"], "SEX": ["M"], "ETHNIC": ["WBRI"], "UPN": [""]}
    plan = plan_of(corrections(header, made))
    assert [group.proposed for group in plan.groups] == [1, 1] and len(plan.gone) == 2


def test_of_two_changes_that_remove_less_together_the_better_is_ticked_and_the_other_says_so():
    made = Registry()

    def alone(code, field):
        @made.rule(code, "invalid", f"Header.{field}")
        def rule(r):
            """It is 1

            It is.

            To fix it: correct it.
            """
            return r.Header.where(getattr(r.Header, field).isin(["1"]))

    def both(code):
        @made.rule(code, "inconsistent", "Header: UPN ETHNIC")
        def rule(r):
            """Both are blank

            They are.

            To fix it: correct it.
            """
            return r.Header.where(r.Header.UPN.blank & r.Header.ETHNIC.blank)

    alone("B1", "UPN"), alone("B2", "ETHNIC"), both("B3"), both("B4")
    add(made, "number", "B1", "UPN", "")
    add(made, "origin", "B2", "ETHNIC", "")
    header = {"CHILD": ["a"], "SEX": ["M"], "ETHNIC": ["1"], "UPN": ["1"]}
    better, other = plan_of(corrections(header, made)).groups
    assert (better.key, better.proposed, other.key, other.proposed) == ("number", 1, "origin", 0)
    assert other.reason == "“Number” removes more for the same children; both together would remove less."


def test_a_value_at_fault_in_many_records_is_a_line_of_its_own_and_in_no_other():
    made = made_rules()
    add(made, "male", "A1", "SEX", "M")
    header = {"CHILD": ["a", "b", "c"], "SEX": ["1", "1", "2"], "ETHNIC": [""] * 3, "UPN": ["x"] * 3}
    ones = HeldValue("value-1", "Sex 1", frozenset({("Header", 0, "SEX"), ("Header", 1, "SEX")}))
    value, rest = plan_of(corrections(header, made), [ones]).groups
    assert (value.key, value.pattern, value.proposed, value.gone) == ("value-1", True, 2, 2)
    assert [record.changes for record in rest.records] == [(Change("Header", 2, "SEX", "2", "M"),)]


def test_a_return_with_nothing_to_fix_has_an_empty_plan():
    plan = plan_of(corrections({"CHILD": ["a"], "SEX": ["F"], "ETHNIC": [""], "UPN": [""]}, made_rules()))
    assert plan.groups == [] and not plan.gone and not plan.new and plan.done == plan.total
