"""What a cell of Annex A may mean as codes of the return."""

import pytest

from check903.annex_a.codes import meant

CELLS = [
    ("SEX", "a) Male", "M"),
    ("SEX", "b) Female", "F"),
    ("SEX", "b", "F"),
    ("SEX", "2", "F"),
    ("ETHNIC", "a) WBRI", "WBRI"),
    ("ETHNIC", "t) NOBT", "NOBT"),
    ("ETHNIC", "f) White and Black Caribbean", "MWBC"),
    ("LS", "C1: ICO", "C1"),
    ("LS", "V3: Short term breaks, episodes recorded", "V3"),
    ("LS", "Full care order", "C2"),
    ("PLACE", "a) U1: Foster placement - relatives - long term", "U1"),
    ("PLACE", "a) Foster placement", "U1 U2 U3 U4 U5 U6"),
    ("PLACE", "Foster placement not with relative or friend", "U4 U5 U6"),
    ("PLACE", "p) K2: Children's Homes", "K2"),
    ("PLACE", "n)", "H5"),
    ("PLACE_PROVIDER", "e) PR4: Private provision", "PR4"),
    ("PLACE_PROVIDER", "Own provision", "PR1"),
    ("CIN", "N1 - Abuse or neglect", "N1"),
    ("CIN", "Family in acute stress", "N4"),
    ("REC", "v) E17: Aged 18", "E17"),
    ("REC", "Adopted", "E11 E12"),
    ("PL_LOCATION", "b) Out", "OUT"),
    ("UASC", "a) Yes", "1"),
    ("UASC", "N", "0"),
    ("IN_TOUCH", "d) Refu", "REFU"),
    ("ACCOM", "B: Parents/relatives", "B1 B2"),
    ("ACTIV", "F1) Full time in higher education", "F1"),
    ("LS", "purple", ""),
    ("SEX", "purple", ""),
]


@pytest.mark.parametrize(("column", "text", "codes"), CELLS)
def test_a_cell_means(column, text, codes):
    assert meant(column, text) == set(codes.split())
