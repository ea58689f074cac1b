"""The code lists by year, and their words."""

import pytest

from check903.reference import codes, schema

# A list, its years, and codes that are (+) or are not (-) permitted then.
BY_YEAR = [
    ("SEX", (2023, 2024), "+1 +2 -M -F -U"),
    ("SEX", (2025, 2027), "-1 -2 +M +F +U"),
    ("PLACE", (2023, 2024), "+H5 +P2 +Z1 -K3 -Z11 -A1"),
    ("PLACE", (2025,), "+H5 +P2 +Z1 +K3 -Z11"),
    ("PLACE", (2026, 2027), "-H5 -P2 -Z1 +K3 +Z11 +Z14 +S1"),
    ("LS", (2023, 2027), "+D1 +C1 -C3"),
    ("ACTIV", (2023, 2027), "+F4 +0 -F3 -P3"),
    ("ACCOM", (2023, 2027), "+B1 +S2 +X2 +0 -S1 -X1"),
    ("REC", (2023, 2027), "+E45 +X1 -E43"),
    ("SW_REASON", (2023,), "-MANAGE"),
    ("SW_REASON", (2024,), "+MANAGE"),
    ("LA_PERM", (2023, 2027), "+330 +838 +943 +999 +WAL -1 -CON"),
    ("IN_TOUCH", (2027,), "+YES +NO"),
    ("URN_special", (2023, 2027), "+XXXXXXX"),
]


@pytest.mark.parametrize(("name", "years", "expected"), BY_YEAR)
def test_permitted(name, years, expected):
    for year in years:
        permitted = codes.permitted(name, year)
        for sign, *code in expected.split():
            assert ("".join(code) in permitted) == (sign == "+"), (code, year)


def test_every_list_of_the_schema_is_there():
    for spec in schema.TABLES.values():
        for column in spec.columns:
            if column.codes:
                assert codes.permitted(column.codes, schema.LAST_YEAR), column


def test_every_code_has_a_meaning_and_a_short_label():
    for name in codes.names():
        for year in range(schema.FIRST_YEAR, schema.LAST_YEAR + 1):
            for code in codes.permitted(name, year):
                assert codes.meaning(name, code, year)
                assert 0 < len(codes.short(name, code, year)) <= 28


@pytest.mark.parametrize(
    ("name", "code", "year", "meaning"),
    [
        ("PLACE", "K2", 2027, "Children’s home subject to the Children’s Homes Regulations"),
        ("PLACE", "Z1", 2027, "Other placement, had to be listed on a schedule to the Department, until 2024-25"),
        ("PLACE", "K3", 2024, "Registered supported accommodation (16 and 17 year olds), from 2024-25"),
        (
            "PLACE",
            "Z11",
            2027,
            "Other placement (one of four codes that replaced Z1 in 2025-26) (meaning not confirmed)",
        ),
        ("ACCOM", "S1", 2027, "No fixed abode or homeless; judged suitable (meaning not confirmed), not permitted"),
        ("PLACE", "??", 2027, ""),
        (
            "URN_special",
            "XXXXXXX",
            2025,
            "Provider not inspected by Ofsted (CQC or ISI), or a regional adoption agency",
        ),
    ],
)
def test_meaning(name, code, year, meaning):
    assert codes.meaning(name, code, year) == meaning


def test_unknown_list():
    with pytest.raises(KeyError):
        codes.permitted("NO_SUCH_LIST", 2027)
