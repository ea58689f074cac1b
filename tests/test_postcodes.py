"""The postcode directory: the same answers as its source, for any spelling, and distances as the guidance has them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from check903.reference import authorities, postcode_areas, postcode_keys, postcode_source, postcodes
from check903.reference.postcodes import Directory, Locations, areas_in
from support import example_postcodes, rule_examples


@pytest.fixture(scope="module")
def made(source, tmp_path_factory):
    """A folder with all areas, made from the package."""
    return made_from(source, tmp_path_factory.mktemp("postcodes"))


def made_from(source, folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postcode_source, "source", lambda: source)  # unpacked once
        postcode_source.build(folder)
    return folder


@pytest.fixture(scope="module")
def directory(made):
    return Directory.from_folder(made)


@pytest.fixture(scope="module")
def source(postcode_package):
    return list(postcode_source.source())


def small_area():
    """An area with a postcode in each nation, one without a place, and one far away."""
    texts = ["B1 1AA", "B1 1AB", "B1 1ZZ", "B1A 9XY", "B33 0AA"]
    ((area, rows, keys),) = postcode_keys.by_area(texts)
    order = np.argsort(keys)
    codes = ["E08000025", "", "WAL", "NIR", "SCO"]
    easting = np.array([400000, np.nan, 400003, 1, 655448.0])
    northing = np.array([300000, np.nan, 300004, 1213615.0, 8132.0])
    rows = rows[order]
    return area, postcode_areas.packed(keys[order], [codes[row] for row in rows], easting[rows], northing[rows])


@pytest.fixture
def small():
    directory = Directory()
    directory.add_area(*small_area())
    return directory


def test_lookup_gives_back_what_was_packed(small):
    found = small.lookup(["B1 1AA", "B1 1AB", "B1 1ZZ", "B1A 9XY", "B33 0AA", "", "B1 1AC", "Z1 1AA", "B1"])
    assert found.known.tolist() == [True] * 5 + [False] * 4
    assert found.authority == ["E08000025", "", "WAL", "NIR", "SCO", "", "", "", ""]
    np.testing.assert_array_equal(found.easting, [400000, np.nan, 400003, 1, 655448] + [np.nan] * 4)
    np.testing.assert_array_equal(found.northing, [300000, np.nan, 300004, 1213615, 8132] + [np.nan] * 4)
    assert found.england.tolist() == [True] + [False] * 8
    assert found.grid.tolist() == ["GB", "", "GB", "NI", "GB", "", "", "", ""]
    assert small.lookup([]).authority == []


@pytest.mark.parametrize("text", ["b1 1aa", "B11AA", "  B1  1AA ", "B 1 1 A A", "b1\t1aA", "B1\u00a01AA"])
def test_any_spelling(small, text):
    assert small.lookup(["x", text]).known.tolist() == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "B1 1A",
        "B1 1AAA",
        "B1 1AA.",
        "B1-1AA",
        "B1\n1AA\0",
        "BI 1AA",
        "B1 IAA",
        "B01 1AA",
        "B1 1A\u00c4",
        "1B1 1AA",
        "BBBB1 1AA",
        "B111 1AA",
        "AAAAAAAA",
        "11111111",
        "BAA",
        "1AA",
        "B",
        "\0",
        "E08000025",
    ],
)
def test_other_texts_are_not_found(small, text):
    assert not small.lookup([text, "B1 1AA"]).known[0]


@given(st.lists(st.text(max_size=12)))
def test_no_text_is_too_odd(texts):
    directory = Directory()
    directory.add_area(*small_area())
    assert len(directory.lookup(texts)) == len(texts)


def test_areas(small):
    assert areas_in(["b1 1aa", " sw1a 1aa", "N PT 0AD", "", "123", "S1"]) == {"B", "SW", "NPT", "S"}
    assert small.areas == {"B"}


def test_listed(small):
    assert small.listed("B") == [("B1 1AA", "E08000025"), ("B1 1ZZ", "WAL"), ("B1A 9XY", "NIR"), ("B33 0AA", "SCO")]
    assert small.listed("BS") == []


@pytest.mark.parametrize("data", [b"", b"PC0\n" + small_area()[1][4:], small_area()[1][:-1], small_area()[1] + b"\0"])
def test_a_damaged_file_is_refused(data):
    with pytest.raises(ValueError, match="not a postcode file"):
        Directory().add_area("B", data)


def distance(directory, home, place):
    (miles,) = directory.distance_miles(directory.lookup([home]), directory.lookup([place]))
    return miles


def test_distance(small):
    assert distance(small, "B1 1AA", "B1 1AA") == 0
    assert (
        distance(small, "B1 1AA", "B33 0AA")
        == round(((655448 - 400000) ** 2 + (8132 - 300000) ** 2) ** 0.5 / 1000 / 1.6093, 1)
        == 241.0
    )


@pytest.mark.parametrize(
    ("home", "place", "miles"),
    [
        ("B1 1ZZ", "B1 1AA", 999.9),  # home in Wales
        ("B1A 9XY", "B1 1AA", 999.9),  # home in Northern Ireland
        ("B1 1AB", "B1 1AA", 999.9),  # home without a place on the map
        ("B1 1AC", "B1 1AA", 999.9),  # home not known
        ("", "B1 1AA", 999.9),
        ("B1 1AA", "B1A 9XY", np.nan),  # placement on the Irish grid
        ("B1 1AA", "B1 1AB", np.nan),
        ("B1 1AA", "B1 1AC", np.nan),  # placement not known
        ("B1 1AA", "", np.nan),
        ("", "", np.nan),
        ("B1 1ZZ", "", np.nan),
    ],
)
def test_distance_that_cannot_be_worked_out(small, home, place, miles):
    np.testing.assert_equal(distance(small, home, place), miles)


def test_found_take():
    found = Locations(np.array([True, False]), ["SCO", ""], np.array([1.0, np.nan]), np.array([2.0, np.nan]))
    taken = found.take(np.array([1, 0, 0]))
    assert taken.authority == ["", "SCO", "SCO"]
    assert taken.known.tolist() == [False, True, True]
    assert taken.northing[2] == 2


def test_every_postcode_is_found_as_in_the_source(directory, source):
    count = 0
    for texts, codes, easting, northing in source:
        found = directory.lookup(texts)
        assert found.known.all()
        assert found.authority == [postcode_source.authority(code) for code in codes]
        np.testing.assert_array_equal(found.easting, easting)
        np.testing.assert_array_equal(found.northing, northing)
        count += len(texts)
    assert count > 2_700_000


def test_every_english_postcode_has_a_council_that_can_be_chosen(directory, source):
    councils, seen = authorities.councils(), set()
    for texts, codes, *_ in source:
        english = [text for text, code in zip(texts, codes) if code.startswith("E")]
        seen |= set(directory.lookup(english).authority)
    assert seen == set(councils)


def test_no_postcode_too_many(directory, source):
    """Of all units of some sectors, exactly those of the source are known."""
    texts = {text.replace(" ", "") for text in source[1][0]}
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    asked = [
        f"{sector}{one}{two}"
        for sector in ("B11", "B339", "BS82", "BT12", "B999")
        for one in letters
        for two in letters
    ]
    assert directory.lookup(asked).known.tolist() == [text in texts for text in asked]


@given(st.data())
def test_any_spelling_of_any_postcode_finds_the_same(directory, source, data):
    text = data.draw(st.sampled_from(data.draw(st.sampled_from(source))[0]))
    spaces = st.sampled_from(["", " ", "  ", "\t"])
    odd = "".join(data.draw(spaces) + data.draw(st.sampled_from([letter, letter.lower()])) for letter in text)
    plain, spelt = directory.lookup([text]), directory.lookup([odd])
    assert spelt.known.tolist() == [True]
    assert spelt.authority == plain.authority
    np.testing.assert_array_equal([spelt.easting, spelt.northing], [plain.easting, plain.northing])


def test_the_examples_of_the_rules_know_of_their_postcodes_what_the_directory_says(directory):
    few = example_postcodes.directory()
    cells = {
        cell
        for block in rule_examples.all_blocks()
        for columns, rows in block.tables.values()
        for row in rows
        for name, cell in zip(columns, row)
        if "POST" in name
    }
    asked = sorted(cells | {text for area in few.areas for text, _ in few.listed(area)})
    whole, known = directory.lookup(asked), few.lookup(asked)
    assert known.known.sum() > 10
    np.testing.assert_equal(vars(known), vars(whole))


def test_the_build_gives_the_same_bytes_again(made, source, tmp_path):
    again = made_from([min(source, key=lambda letter: len(letter[0]))], tmp_path)
    files = {file.name: file.read_bytes() for file in again.iterdir()}
    assert files and all((made / name).read_bytes() == data for name, data in files.items())


def test_default_directory_reads_what_the_build_made(monkeypatch, tmp_path):
    area, data = small_area()
    (tmp_path / f"{area}.bin").write_bytes(data)
    monkeypatch.setattr(postcodes, "BUILT", tmp_path)
    assert postcodes.default_directory().lookup(["B1 1AA", "SW1A 1AA"]).known.tolist() == [True, False]


def test_default_directory_keeps_what_it_made_from_the_package(monkeypatch, tmp_path):
    area, data = small_area()
    made = []

    def build(folder):
        made.append(folder)
        folder.mkdir(parents=True)
        (folder / f"{area}.bin").write_bytes(data)

    monkeypatch.setattr(postcodes, "BUILT", tmp_path / "absent")
    monkeypatch.setattr(postcodes, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(postcode_source, "build", build)
    monkeypatch.setattr(postcodes.importlib.metadata, "version", lambda _: "2026.1.1")
    for _ in range(2):
        assert postcodes.default_directory().lookup(["B1 1AA"]).known.all()
    assert len(made) == 1
    assert not made[0].exists()


def test_default_directory_without_either_is_none(monkeypatch, tmp_path):
    monkeypatch.setattr(postcodes, "BUILT", tmp_path / "absent")
    monkeypatch.setattr(postcodes.importlib.util, "find_spec", lambda name: None)
    assert postcodes.default_directory() is None
