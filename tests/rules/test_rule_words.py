"""Every rule says what is wrong, who can put it right, what it compared with; letters are for who knows the child."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

import check903
import looks
from check903 import engine, wording
from check903.engine import Rule
from check903.engine.findings import TABLES, Findings
from check903.reference import schema
from check903.wording import declared
from support.filled_texts import columns_of, faults_of
from support.letter_words import YEARS, codes_of_rules, not_for_letters
from support.rule_examples import Block
from support.rule_runs import BLOCKS, run, table_of

RUN = [block for block in BLOCKS if "not run" not in block.settings]
by_block = pytest.mark.parametrize(
    "number", range(len(RUN)), ids=[f"{block.code} {block.years} {block.where}" for block in RUN]
)

# Rules that look at other rows, though what they found is said by the row itself.
SAYS_IT_ALONE = dict.fromkeys(("164", "392a", "392b"), "asylum seekers are left out: no row of theirs is at fault")


@dataclass(frozen=True)
class Tried:
    """What an example gave, and the ways in which the rule looked at other rows."""

    block: Block
    found: Findings
    looked: frozenset[str]


@cache
def tried(number: int) -> Tried:
    with looks.taken_down() as ways:
        found = run(RUN[number])
    assert not found.faults, found.faults
    return Tried(RUN[number], found, frozenset(ways))


def worded(number: int) -> list[wording.Worded]:
    found = tried(number).found
    return [wording.of(found, group) for group in found.by_rule]


# -- every rule has words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_every_rule_in_force_has_words(year):
    assert [rule.code for rule in engine.in_force(year) if declared.of_rule(rule.code, year) is None] == []


def test_words_are_of_rules_that_there_are_and_of_each_once():
    known = {rule.code for rules in (engine.DEPARTMENT, engine.EXTRA) for rule in rules.rules}
    assert {each.code for each in _all_words()} <= known
    assert [(code, year) for code in known for year in YEARS if _times(code, year) > 1] == []


@dataclass(frozen=True)
class OfRule:
    code: str
    words: declared.Words


def _all_words() -> list[OfRule]:
    return [OfRule(code, each) for code, found in declared.by_code().items() for each in found]


def _times(code: str, year: int) -> int:
    """How many words there are for the rule in that year."""
    years = [each.words.years for each in _all_words() if each.code == code]
    return sum((first or 0) <= year <= (last or 9999) for first, last in years)


def shown_of(rule: Rule, year: int) -> set[str]:
    """The tables of the rule; any, where its words give clues."""
    return {*schema.TABLES, schema.LIST.name} if declared.of_rule(rule.code, year).clues else tables_of(rule)


def tables_of(rule: Rule) -> set[str]:
    listed = {schema.LIST.name} if "providers" in rule.needs else set()
    return {name.removesuffix("_last") for name in (*rule.tables, *rule.optional)} | listed


@pytest.mark.parametrize("year", YEARS)
def test_what_is_drawn_stands_in_the_tables_of_the_rule(year):
    elsewhere = {
        rule.code: set(declared.of_rule(rule.code, year).show) - set().union(*map(columns_of, shown_of(rule, year)))
        for rule in engine.in_force(year)
    }
    assert {code: columns for code, columns in elsewhere.items() if columns} == {}


def test_every_rule_draws_something():
    assert [each.code for each in _all_words() if not each.words.show] == []


# -- what they say ----------------------------------------------------------------------------------------------------


@by_block
def test_sentence_cause_and_letter_of_the_example(number):
    wrong = []
    for said in worded(number):
        for sentence, cause, who, letter in zip(said.sentences(), said.causes(), said.who(), said.letters()):
            assert who in declared.WHO
            wrong += [(sentence, fault) for fault in faults_of(sentence, ".")]
            wrong += [(cause, fault) for fault in faults_of(cause, "")]
            wrong += [(text, fault) for text in letter or () for fault in faults_of(text, ".?")]
            wrong += [(text, word) for text in letter or () for word in not_for_letters(text)]
            if who == "data" or letter is None:
                assert letter is None and (who == "data" or _may_be_without(said.words)), (
                    f"{who} gets the letter {letter}"
                )
    assert wrong == []


def _may_be_without(words: declared.Words) -> bool:
    """True where the words say of some rows that nobody is to be asked: of a child who died."""
    return isinstance(words.letter, list) and None in declared.alternatives(words.letter)


@by_block
def test_the_cells_at_fault_are_drawn(number):
    for said in worded(number):
        own = {column for column, marked in said.at_fault.own.items() if marked.any()}
        beside = {column for (_, column), marked in said.at_fault.beside.items() if marked.any()}
        assert own <= columns_of(said.seen.table)
        assert own | beside <= set(said.words.show)


def texts_of_letters(words: declared.Words) -> list[str]:
    letters = [part for part in declared.alternatives(words.letter) if isinstance(part, declared.Letter)]
    parts = [part for letter in letters for part in (letter.we_have, letter.problem, letter.please)]
    return [text for part in parts for text in declared.alternatives(part)]


@pytest.mark.parametrize("each", _all_words(), ids=lambda each: each.code)
def test_texts_begin_like_a_sentence(each):
    texts = [*declared.alternatives(each.words.sentence), *declared.alternatives(each.words.cause)]
    assert [text for text in [*texts, *texts_of_letters(each.words)] if text[:1].islower()] == []


@pytest.mark.parametrize("each", _all_words(), ids=lambda each: each.code)
def test_letters_are_for_people(each):
    texts = texts_of_letters(each.words)
    assert [(text, found) for text in texts if (found := [*not_for_letters(text), *codes_of_rules(text)])] == []


@pytest.mark.parametrize(
    "text, word",
    [
        ("The legal status is C2.", "C2"),
        ("The placement ended with X1.", "X1"),
        ("The reason is S.", "S"),
        ("Change URN.", "URN"),
        ("It is not in OC2.", "OC2"),
        ("See the Episodes.", "Episodes"),
        ("This row is wrong.", "row"),
        ("Ofsted’s list has no such home.", "list"),
        ("INT01 found it.", "INT01"),
        ("The child is in Missing.", "Missing"),
    ],
)
def test_words_that_are_for_analysts_are_found(text, word):
    assert not_for_letters(text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "A child who went missing on 3 May 2026.",
        "The sex is entered as “M9”.",
        "Foster care from 3 May 2026, at B1 1AA.",
        "Missing from 3 May 2026.",
        "For 191 days we have nothing.",
        "It was listed as “C2”.",
        "{placement} at {PL_POST}.",
    ],
)
def test_plain_words_are_not(text):
    assert not_for_letters(text) == []


def cells_at_fault(said: wording.Worded, row: int) -> str:
    """As the examples have them: "DEC", "DECOM or before.DEC"."""
    fault = said.at_fault
    own = [column for column, marked in fault.own.items() if marked[row]]
    beside = [f"{name}.{column}" for (name, column), marked in fault.beside.items() if marked[row]]
    return (" or " if fault.unclear[row] else " ").join(own + beside)


@pytest.mark.parametrize("number", [number for number, block in enumerate(RUN) if block.wrong or block.says])
def test_what_the_example_says_is_wrong(number):
    block, wrong, sentences = RUN[number], {}, {}
    for said in worded(number):
        for row, (at, sentence) in enumerate(zip(said.seen.rows.positions.tolist(), said.sentences())):
            wrong[said.seen.table, at], sentences[said.seen.table, at] = cells_at_fault(said, row), sentence
    assert {place: sorted(wrong[place].split()) for place in block.wrong} == {
        place: sorted(cells.split()) for place, cells in block.wrong.items()
    }
    assert [(says, sentences[place]) for place, says in block.says.items() if says not in sentences[place]] == []


def test_every_rule_with_clues_has_an_example_in_which_each_is_found():
    found = {}
    for number in range(len(RUN)):
        for said in worded(number):
            beside = {name for name, rows in said.seen.partners.items() if rows.exists.any()}
            found.setdefault(RUN[number].code, set()).update(beside)
    lacking = {each.code: set(each.words.clues) - found.get(each.code, set()) for each in _all_words()}
    assert {code: names for code, names in lacking.items() if names and code in found} == {}


# -- what they compared with ------------------------------------------------------------------------------------------


@by_block
def test_a_rule_that_looks_at_another_row_shows_what_it_saw(number):
    here = tried(number)
    if not here.looked or here.block.code in SAYS_IT_ALONE:
        return
    silent = [TABLES[group.table] for group in here.found.by_rule if not (group.beside or group.values or group.absent)]
    assert silent == [], (
        f"{here.block.code} looked at other rows ({', '.join(sorted(here.looked))}) and keeps them to itself"
    )


def test_the_exceptions_are_needed():
    alone = {
        here.block.code
        for here in map(tried, range(len(RUN)))
        if here.looked and any(not (group.beside or group.values or group.absent) for group in here.found.by_rule)
    }
    assert SAYS_IT_ALONE.keys() <= alone


def test_every_version_that_compares_has_an_example_that_says_with_what():
    comparing, saying = set(), set()
    for number, block in enumerate(RUN):
        partners = [rows for group in tried(number).found.by_rule for _, rows in group.beside.values()]
        if any((rows >= 0).any() for rows in partners):
            comparing.add((block.code, block.years))
        if any(block.beside.values()):
            saying.add((block.code, block.years))
    assert sorted(comparing - saying) == []


def test_a_rule_that_looks_is_noticed():
    block = next(block for block in RUN if block.code == "501")
    assert tried(RUN.index(block)).looked == {"_neighbour"}
    of_all_year = next(block for block in RUN if block.code == "191")
    assert tried(RUN.index(of_all_year)).looked == {"child_in", "first_of"}
    plain = next(block for block in RUN if block.code == "101")
    assert tried(RUN.index(plain)).looked == frozenset()


def test_502_shows_the_open_episode_of_two_that_began_on_one_day():
    """The page showed line 2, the closed one; the rule had compared with line 3."""
    columns = ["CHILD", "DECOM", "DEC"]
    now = table_of("Episodes", columns, [("104903", "01/05/2026", "")])
    then = table_of("Episodes", columns, [("104903", "01/02/2026", "10/02/2026"), ("104903", "01/02/2026", "")])
    found = check903.check({"Episodes": now}, {"Episodes": then}, year=2027, rules=["502"]).findings
    ((table, row),) = zip(found["beside_table"], found["beside_row"])
    assert (table, row + 2) == ("Episodes_last", 3), "the first line has the names of the columns"


@pytest.mark.parametrize("year", YEARS)
def test_rules_without_a_letter_are_those_that_only_the_data_team_can_put_right(year):
    """So every other rule has a letter of its own, and the fallback, cause and question, is for what users choose."""
    without = {rule.code for rule in engine.in_force(year) if declared.of_rule(rule.code, year).letter is None}
    for_data = {
        rule.code
        for rule in engine.in_force(year)
        if set(declared.alternatives(declared.of_rule(rule.code, year).who)) == {"data"}
    }
    assert sorted(without) == sorted(for_data)
