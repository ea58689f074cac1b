"""Ofsted's lists whose columns drift, lack or are written in another way, and what the rules then say of three
placements.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check903 import api, engine
from check903.model.providers import NotInList, Providers, codes_in
from check903.model.returns import Collection
from check903.reading import LoadedFiles
from support.files import part, workbook

RULES = ["219", "221", "224", "227", "228", "1008"]
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "K1,12/06/2025,S,C2,N1,K2,PR1,,,,B15 1AA,B15 2TT,SC900001\n"
    "K2,02/05/2025,S,C2,N1,K2,PR4,,,,B15 1AA,CV1 2WT,SC900002\n"
    "K3,02/05/2025,S,C2,N1,K3,PR4,,,,B15 1AA,B16 8AA,2700001\n"
)
HOMES = [
    [
        "URN",
        "Provider type",
        "Provider name",
        "Registration date",
        "Deregistration date",
        "Placement code",
        "Provider postcode",
        "Owner postcode",
        "Placement provider code",
    ],
    ["SC900001", "Children's Home", "Home One", "01/05/2015", "", "K2", "B15 2TT", "B1 1BB", "PR1"],
    ["SC900002", "Children's Home", "Home Two", "01/05/2016", "-", "K2", "CV1 2WT", "B1 1BB", "PR4"],
]
SUPPORTED = [
    ["URN", "Provider name", "Registration status", "Closed date", "Setting address postcode"],
    ["2700001", "Flat One", "Registered", "n/a", "B16 8AA"],
]


def checked(data: bytes, name: str = "list.xlsx", episodes: str = EPISODES, year: int = 2026):
    """The findings of the rules about providers."""
    loaded = LoadedFiles()
    loaded.add("episodes.csv", episodes.encode())
    loaded.add(name, data)
    r, rules, result = api.prepare(
        loaded.this_year, None, Collection.of_year(year), providers=Providers.of_list(loaded.providers), rules=RULES
    )
    for _ in engine.run(r, rules, result):
        pass
    return result


def found(result) -> set[tuple[str, int]]:
    return {(result.rules[rule].code, row) for rule, row in zip(result.rule.tolist(), result.row.tolist())}


def test_each_sheet_has_its_own_names():
    result = checked(workbook({"Providers": HOMES, "SA Providers": SUPPORTED}))
    assert (found(result), result.not_run, result.not_told) == (set(), {}, {})


def test_dashes_are_no_dates():
    rows = [
        ["URN", "Deregistration date"],
        ["SC1", "-"],
        ["SC2", "Not applicable"],
        ["SC3", "01/03/2024"],
        ["SC4", "na"],
        ["SC5", "soon"],
    ]
    read = part(workbook({"Providers": rows}), "list.xlsx")
    (sheet,) = read.content.sheets
    assert (sheet.settings, sheet.closed) == (5, 1)
    assert "“-”, “Not applicable” and “na” in 3 dates read as blank." in read.notes
    assert "1 closing date can’t be read, for example “soon”: counted as still registered." in read.notes


def test_rules_that_need_an_absent_column_are_not_run_and_say_why():
    without = [row[:6] + row[8:] for row in HOMES]
    result = checked(workbook({"Providers": without}), episodes="\n".join(EPISODES.splitlines()[:3]))
    assert found(result) == set()
    assert result.not_run == {"221": "Ofsted’s list has no postcodes"}


def test_a_list_of_codes_only():
    result = checked(b"URN,Placement code\nSC900001,K2\nSC900002,K2\n2700001,K3\n", "codes.csv")
    assert found(result) == set()
    assert sorted(result.not_run) == ["221", "224", "227", "228"]


def test_a_list_of_closed_homes_says_nothing_of_others():
    result = checked(
        b"URN,Local authority,Provider type,Date closed\nSC900001,Leeds,Children's Home,01/05/2025\n", "closed.csv"
    )
    assert sorted(result.not_run) == ["1008", "219", "221", "224"]
    assert found(result) == {("227", 0), ("228", 0)}


def test_only_the_settings_of_a_sheet_without_the_column_are_left_out():
    closed = [["URN", "Date closed"], ["2700001", "01/01/2026"]]
    result = checked(workbook({"Providers": HOMES, "Closed": closed}))
    assert found(result) == {("228", 2)}
    assert result.not_run == {}
    assert {code: (left.column, left.rows) for code, left in result.not_told.items()} == {
        "219": ("PLACE_CODES", 1),
        "221": ("POSTCODE", 1),
        "224": ("PROVIDER_CODES", 1),
    }
    assert all("Closed" in sheet for left in result.not_told.values() for sheet in left.sheets)


@pytest.mark.parametrize(("year", "place", "right"), [(2024, "H5", True), (2026, "K3", True), (2026, "H5", False)])
def test_supported_accommodation_was_h5_until_2023_24(year, place, right):
    episode = EPISODES.splitlines()[0] + f"\nK3,02/12/{year - 1},S,C2,N1,{place},PR4,,,,B15 1AA,B16 8AA,2700001\n"
    result = checked(workbook({"SA Providers": SUPPORTED}), episodes=episode, year=year)
    assert (("219", 0) not in found(result)) == right


def test_values_say_which_of_two_columns_holds_the_provider_code():
    for places, codes in (("Provider Code", "Provider Placement Code"), ("Provider Placement Code", "Provider Code")):
        read = part(f"URN,{places},{codes}\nSC1,K2,PR4\nSC2,K1;U4,PR1 and PR5\n").content.table.columns
        assert read["PLACE_CODES"].texts() == ["K2", "K1,U4"]
        assert read["PROVIDER_CODES"].texts() == ["PR4", "PR1,PR5"]


@given(
    st.lists(st.sampled_from(["K1", "K2", "U4", "U6", "PR1", "Z11"]), min_size=1, unique=True),
    st.sampled_from([";", "; ", " and ", ",", "/", "\n", " ", " & ", " or "]),
)
def test_codes_parted_in_any_way(codes, by):
    assert codes_in(by.join(codes)) == codes
    assert codes_in(by.join(codes).lower()) == codes


def test_codes_from_to():
    assert codes_in("U1 to U3, K2") == ["U1", "U2", "U3", "K2"]
    assert codes_in("U4-U6") == ["U4", "U5", "U6"]


def test_entries_can_be_shown():
    listed = Providers.of_list(part(workbook({"Providers": HOMES, "SA Providers": SUPPORTED}), "list.xlsx").content)
    at = listed.entry(["2700001", "SC9", "SC900002"]).tolist()
    assert at == [2, -1, 1]
    assert [listed.table.columns[name].text(1) for name in ("SETTING", "POSTCODE", "REG_START")] == [
        "Home Two",
        "CV12WT",
        "01/05/2016",
    ]
    assert listed.at_postcode["B168AA"] == (2,)


def test_a_column_that_is_absent_is_not_known():
    with pytest.raises(NotInList, match="postcodes"):
        Providers({"URN": ["SC1"]}).tells(["SC1"], "POSTCODE")
