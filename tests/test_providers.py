"""The provider list's look-ups, over the edges that the rules name: several rows for a URN, blanks, URNs not in the
list.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from check903.model.columns import Text
from check903.model.distinct import DistinctTexts
from check903.model.providers import Providers
from check903.model.reasons import NotRun

LIST = [
    # URN, places, providers, end, postcode, council
    ("SC1", "K2", "PR4", "", "B1 1AA", "E1"),
    ("SC2", "U4, U6", "PR1/PR4", "01/02/2026", "b2 2bb", "E1"),
    ("SC2", "K1", "", "05/03/2026", "B33CC", "E2"),
    ("SC3", "K2", "PR5", "01/01/2020", "", ""),
    ("SC3", "K2", "PR5", "", "", ""),
    ("SC4", "", "", "31/12/2025", "", ""),
    ("SC5", "K3", "PR4", "not a date", "B4 4DD", "E1"),
    ("SC5", "K3", "PR4", "", "B5 5EE", ""),
    ("", "K2", "PR4", "", "B6 6FF", "E1"),
]
NAMES = ("URN", "PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE", "LA_CODE_INFERRED")
COLUMNS = {name: [row[number] for row in LIST] for number, name in enumerate(NAMES)}


@pytest.fixture
def providers():
    return Providers(COLUMNS)


def text(*values):
    """A column as rules hold it: distinct texts with a blank first, and a position per row."""
    distinct = ["", *dict.fromkeys(value for value in values if value)]
    return Text(DistinctTexts(distinct), np.array([distinct.index(value) for value in values]))


def test_known(providers):
    assert providers.known(text("SC1", "", "sc1", "SC9", "SC1")).tolist() == [True, False, False, False, True]
    assert providers.known(["SC4", "XXXXXXX"]).tolist() == [True, False]
    assert len(providers) == 5


@pytest.mark.parametrize(
    ("urn", "place", "allowed"),
    [
        ("SC1", "K2", True),
        ("SC1", "K1", False),
        ("SC1", "", False),
        ("SC1", "k2", False),
        ("SC2", "U4", True),
        ("SC2", "U6", True),
        ("SC2", "K1", True),
        ("SC2", "U4, U6", False),
        ("SC4", "K2", False),
        ("SC4", "", False),
        ("SC9", "K2", False),
        ("", "K2", False),
    ],
)
def test_allows_place(providers, urn, place, allowed):
    assert providers.allows_place(text(urn), text(place)).tolist() == [allowed]
    assert providers.allows_place([urn], [place]).tolist() == [allowed]


def test_allows_provider(providers):
    urns = text("SC2", "SC2", "SC2", "SC4", "SC9", "SC1")
    codes = text("PR1", "PR4", "PR5", "PR4", "PR4", "")
    assert providers.allows_provider(urns, codes).tolist() == [True, True, False, False, False, False]


def test_has_postcode(providers):
    urns = text("SC1", "SC1", "SC2", "SC2", "SC3", "SC3", "SC9")
    postcodes = text("b11aa", "B2 2BB", "B2 2BB", "B3 3CC", "", "B1 1AA", "B1 1AA")
    assert providers.has_postcode(urns, postcodes).tolist() == [True, False, True, True, False, False, False]


def test_registration_end(providers):
    ends = providers.registration_end(text("SC1", "SC2", "SC3", "SC4", "SC5", "SC9", "SC2"))
    assert ends.dtype == "datetime64[D]"
    assert ends.astype(str).tolist() == ["NaT", "2026-03-05", "NaT", "2025-12-31", "NaT", "NaT", "2026-03-05"]


def test_authorities(providers):
    assert providers.authorities(["SC2", "SC3", "SC5", "SC9", "SC2"]) == [
        {"E1", "E2"},
        {""},
        {"E1", ""},
        frozenset(),
        {"E1", "E2"},
    ]
    urns = text("SC1", "SC2", "SC3", "SC5", "SC9", "")
    assert providers.in_authority(urns, "E1").tolist() == [True, True, False, True, False, False]
    assert providers.only_in_authority(urns, "E1").tolist() == [True, False, False, False, False, False]
    assert providers.in_authority(urns, text("E1", "E2", "", "", "E1", "E1")).tolist() == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


class Asked:
    """A directory that knows two postcodes and remembers what it was asked."""

    def __init__(self):
        self.texts = []

    def lookup(self, texts):
        self.texts += texts
        return type("Locations", (), {"authority": [{"B11AA": "E1", "B22BB": "E2"}.get(text, "") for text in texts]})


def test_councils_are_worked_out_from_postcodes_when_asked_and_only_for_the_urns_asked():
    directory = Asked()
    providers = Providers({name: column for name, column in COLUMNS.items() if name != "LA_CODE_INFERRED"}, directory)
    assert providers.authorities(["SC1", "SC9", "SC3"]) == [{"E1"}, frozenset(), {""}]
    assert providers.authorities(["SC1", "SC2"]) == [{"E1"}, {"E2", ""}]
    assert directory.texts == ["B11AA", "B22BB", "B33CC"]


def test_without_a_directory_councils_are_not_known_and_say_so():
    providers = Providers({"URN": ["SC1"], "POSTCODE": ["B1 1AA"]})
    assert providers.known(["SC1"]).all()
    with pytest.raises(NotRun, match="postcode directory"):
        providers.in_authority(["SC1"], "E1")


def test_columns_that_are_absent_are_blank():
    providers = Providers({"URN": ["SC1"]})
    assert not providers.allows_place(["SC1"], ["K2"]).any()
    assert np.isnat(providers.registration_end(["SC1"])).all()
    assert providers.authorities(["SC1"]) == [{""}]


def test_of_frame():
    frame = pd.DataFrame(
        {
            "URN": [2149501, 2149502, None],
            "PLACE_CODES": ["K2", None, "K2"],
            "REG_END": [pd.NaT, pd.Timestamp("2026-03-05"), pd.NaT],
            "POSTCODE": ["B1 1AA", float("nan"), "B2 2BB"],
        }
    )
    before = frame.copy()
    providers = Providers.of_frame(frame, Asked())
    assert providers.known(["2149501", "2149502", ""]).tolist() == [True, True, False]
    assert providers.registration_end(["2149501", "2149502"]).astype(str).tolist() == ["NaT", "2026-03-05"]
    assert providers.authorities(["2149501", "2149502"]) == [{"E1"}, {""}]
    pd.testing.assert_frame_equal(frame, before)
    with pytest.raises(ValueError, match="URN"):
        Providers.of_frame(frame.drop(columns="URN"))


urns_of_list = st.sampled_from(["SC1", "SC2", "SC3", "SC4", "SC5", "SC9", ""])


@given(st.lists(st.tuples(urns_of_list, st.sampled_from(["K2", "U4", "PR4", "B1 1AA", "E1", ""]))))
def test_columns_and_lists_are_answered_alike_and_each_row_for_itself(pairs):
    providers = Providers(COLUMNS)
    urns, values = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    asks = "allows_place", "allows_provider", "has_postcode", "in_authority", "only_in_authority"
    for ask in (getattr(providers, name) for name in asks):
        by_row = [bool(ask([urn], [value])[0]) for urn, value in pairs]
        assert ask(urns, values).tolist() == by_row
        assert ask(text(*urns), text(*values)).tolist() == by_row
