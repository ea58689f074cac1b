"""The councils that can make a return, and which council a district belongs to."""

import re

import pytest

from check903.reference import authorities, codes


def test_153_councils_can_be_chosen():
    councils = authorities.councils()
    assert len(councils) == 153
    assert {code[:3] for code in councils} == {"E06", "E08", "E09", "E10"}
    assert len(set(councils.values())) == 153, "two councils with one name"


def test_councils_formed_since_2021_replace_the_old_ones():
    councils = authorities.councils()
    formed = {
        "E06000063": "Cumberland",
        "E06000064": "Westmorland and Furness",
        "E06000065": "North Yorkshire",
        "E06000066": "Somerset",
        "E08000038": "Barnsley",
        "E08000039": "Sheffield",
    }
    assert formed.items() <= councils.items()
    assert set(authorities.former()) == {"E08000016", "E08000019", "E10000006", "E10000023", "E10000027"}
    assert not authorities.former().keys() & councils.keys()


@pytest.mark.parametrize(
    ("code", "upper"),
    [
        ("E07000008", "E10000003"),  # Cambridge: Cambridgeshire
        ("E08000025", "E08000025"),  # Birmingham is its own
        ("E07000028", "E06000063"),  # Carlisle: Cumbria then, Cumberland now
        ("E07000031", "E06000064"),  # South Lakeland: Westmorland and Furness now
        ("E07000163", "E06000065"),  # Craven: North Yorkshire, as a unitary council
        ("E10000027", "E06000066"),  # Somerset's old code
        ("E08000019", "E08000039"),  # Sheffield's old code
        ("E10000006", "E10000006"),  # Cumbria became two: its own code says neither
        ("SCO", "SCO"),
        ("", ""),
    ],
)
def test_upper_tier(code, upper):
    assert authorities.upper_tier(code) == upper


def test_districts_belong_to_councils_that_can_be_chosen():
    assert {
        authorities.upper_tier(code) for code in authorities._facts()["belongs_to"]
    } <= authorities.councils().keys()


def test_name():
    assert authorities.name("E08000025") == "Birmingham"
    assert authorities.name("E10000006") == "Cumbria"
    assert authorities.name("E99999999") == ""


def test_every_council_has_a_number_of_the_departments():
    assert set(authorities.numbers().values()) == set(authorities.councils())
    assert set(authorities.numbers()) <= codes.permitted("LA_PERM", 2027)


@pytest.mark.parametrize(
    "around",
    ["{}", "{} Council", "{} City Council", "{} county council", "London Borough of {}", "The Royal Borough of {}"],
)
def test_every_council_is_found_by_its_name(around):
    found = {
        authorities.find(around.format(name)): name
        for name in authorities.councils().values()
        if name != "City of London"
    }
    assert found.keys() == authorities.councils().keys() - {"E09000001"}


@pytest.mark.parametrize(
    ("said", "council"),
    [
        ("E08000025", "Birmingham"),
        (" e08000025 ", "Birmingham"),
        ("330", "Birmingham"),
        (330, "Birmingham"),
        ("BIRMINGHAM", "Birmingham"),
        ("Bristol", "Bristol, City of"),
        ("City of Bristol", "Bristol, City of"),
        ("Hull", "Kingston upon Hull, City of"),
        ("Durham", "County Durham"),
        ("Durham County Council", "County Durham"),
        ("St Helens", "St. Helens"),
        ("Derby", "Derby"),
        ("Derbyshire County Council", "Derbyshire"),
        ("Bath & North East Somerset", "Bath and North East Somerset"),
        ("City of London Corporation", "City of London"),
        ("City of York", "York"),
        ("E07000008", "Cambridgeshire"),
        ("E08000019", "Sheffield"),
    ],
)
def test_a_council_is_found_however_it_is_said(said, council):
    assert authorities.name(authorities.find(said)) == council


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Brimingham", "Do you mean Birmingham?"),
        ("Newcastle", "Do you mean Newcastle upon Tyne?"),
        ("Kingston", "or Kingston upon Thames?"),
        ("Cumbria", "makes no return any more"),
        ("E10000006", "makes no return any more"),
        ("999", "999 is no council"),
        ("", "an empty text is no"),
        ("E99999999", "E99999999 is no council"),
        ("London", "London is no council"),
        ("W06000015", "is no council"),
    ],
)
def test_what_is_no_council(said, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        authorities.find(said)


def test_the_data_file_is_what_the_generator_makes(postcode_package):
    assert authorities.generate() == authorities._facts()
    assert list(authorities.generate()["councils"]) == list(authorities.councils()), "order"
