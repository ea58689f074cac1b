"""The return in the shape of the Standard Safeguarding Dataset: what it fills, from what, and what it leaves empty."""

import datetime as dt
import io
import sqlite3

import duckdb
import pandas as pd
import pytest

import check903
from check903.reference import schema
from check903.tidy import files
from check903.tidy.ssd import model
from check903.tidy.ssd.shaped import EMPTY
from support.made_findings import made_findings


def day(text):
    return dt.date(*reversed([int(part) for part in text.split("/")]))


THIS = {
    "Header": [
        {"CHILD": "A", "SEX": "F", "DOB": "01/02/2010", "ETHNIC": "WBRI", "UPN": "A123456789012", "MOTHER": "1"},
        {"CHILD": "B", "SEX": "M", "DOB": "05/06/2024", "ETHNIC": "WBRI", "UPN": "UN1", "MOTHER": ""},
    ],
    "Reviews": [{"CHILD": "A", "REVIEW": "20/05/2026", "REVIEW_CODE": "PN1"}],
    "OC2": [{"CHILD": "A", "CONVICTED": "1", "HEALTH_ASSESSMENT": "1", "IMMUNISATIONS": "0", "SDQ_SCORE": "14"}],
    "OC3": [{"CHILD": "A", "IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "Y1"}],
    "AD1": [{"CHILD": "B", "DATE_INT": "01/02/2026", "DATE_MATCH": "01/03/2026", "FOSTER_CARE": "1", "NB_ADOPTR": "2"}],
    "PlacedAdoption": [
        {"CHILD": "B", "DATE_PLACED": "01/12/2025", "DATE_PLACED_CEASED": "05/01/2026", "REASON_PLACED_CEASED": "RD1"},
        {"CHILD": "B", "DATE_PLACED": "01/02/2026"},
    ],
    "Missing": [{"CHILD": "A", "MISSING": "M", "MIS_START": "02/06/2026", "MIS_END": "03/06/2026"}],
    "SWEpisodes": [{"CHILD": "A", "SW_ID": "SW1", "SW_DECOM": "01/04/2026", "SW_REASON": "INITAL"}],
    "DoLo": [{"CHILD": "A", "DOLO_START": "01/08/2026", "DOLO_END": "01/09/2026"}],
    "PrevPerm": [{"CHILD": "A", "PREV_PERM": "P1", "LA_PERM": "330", "DATE_PERM": "zz/zz/2015"}],
    "UASC": [{"CHILD": "A", "SEX": "F", "DOB": "01/02/2010", "DUC": "01/02/2028"}],
}
# A: a new legal status in the same placement, then a move. B: fostering for adoption, a placement order, placed for
# adoption with the same carer, adopted.
THIS_EPISODES = """
CHILD,DECOM,RNE,LS,CIN,PLACE,URN,PL_POST,HOME_POST,DEC,REC,REASON_PLACE_CHANGE
A,01/03/2026,S,C1,N1,U6,SC1,B1 1AA,B2 1AA,01/05/2026,X1,
A,01/05/2026,L,C2,N1,U6,SC1,B1 1AA,B2 1AA,01/07/2026,X1,CARPL
A,01/07/2026,P,C2,N1,K2,SC2,B3 1AA,B2 1AA,,,
B,10/04/2026,T,E1,N1,A3,,,,10/09/2026,E12,
"""
LAST_EPISODES = """
CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC
B,05/09/2025,S,C2,N1,U5,01/12/2025,X1
B,01/12/2025,L,E1,N1,U5,10/04/2026,X1
"""


def frame(text):
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def small():
    this = {name: pd.DataFrame(rows) for name, rows in THIS.items()} | {"Episodes": frame(THIS_EPISODES)}
    found = check903.check(this, {"Episodes": frame(LAST_EPISODES)}, year=2027)
    return {table.name: table for table in model.tables(found)}


def rows(tables, name, *columns):
    return list(zip(*(tables[name].columns[column] for column in columns)))


def test_people(small):
    assert rows(small, "ssd_person", "pers_person_id", "pers_dob", "pers_upn_unknown", "pers_is_mother") == [
        ("A", day("01/02/2010"), None, "Y"),
        ("B", day("05/06/2024"), "UN1", None),
    ]
    assert rows(small, "ssd_linked_identifiers", "link_person_id", "link_identifier_value") == [("A", "A123456789012")]
    assert rows(small, "ssd_mother", "moth_person_id", "moth_childs_dob") == [("A", None)]
    assert rows(small, "ssd_address", "addr_person_id", "addr_address_postcode") == [("A", "B2 1AA")]
    ended = rows(small, "ssd_immigration_status", "immi_immigration_status", "immi_immigration_status_end_date")
    assert ended == [("UASC", day("01/02/2028"))]
    before = rows(
        small, "ssd_cla_previous_permanence", "lapp_previous_permanence_la", "lapp_previous_permanence_order_date"
    )
    assert [(la, date.lower()) for la, date in before] == [("330", "zz/zz/2015")]
    lives = rows(small, "ssd_care_leavers", "clea_care_leaver_accommodation", "clea_care_leaver_accom_suitable")
    assert lives == [("Y", "1")]


def test_a_placement_goes_on_through_a_new_legal_status_and_a_status_through_a_move(small):
    start, end = "clap_cla_placement_start_date", "clap_cla_placement_end_date"
    found = rows(small, "ssd_cla_placement", "clap_cla_placement_id", start, end, "clap_cla_placement_change_reason")
    assert found == [
        ("A|2026-03-01", day("01/03/2026"), day("01/07/2026"), "CARPL"),
        ("A|2026-07-01", day("01/07/2026"), None, None),
        ("B|2026-04-10", day("10/04/2026"), day("10/09/2026"), None),
    ]
    of_episodes = rows(small, "ssd_cla_episodes", "clae_cla_placement_id", "clae_entered_care_date", "clae_cla_id")
    assert of_episodes == [
        *2 * [("A|2026-03-01", day("01/03/2026"), "A|2026-03-01")],
        ("A|2026-07-01", day("01/03/2026"), "A|2026-03-01"),
        ("B|2026-04-10", day("05/09/2025"), "B|2025-09-05"),
    ]
    statuses = rows(small, "ssd_legal_status", "lega_legal_status_id", "lega_legal_status_end_date")
    assert statuses == [
        ("A|C1|2026-03-01", day("01/05/2026")),
        ("A|C2|2026-05-01", None),
        ("B|E1|2025-12-01", day("10/09/2026")),  # it began in last year's return
    ]


def test_permanence_stands_in_the_row_of_the_last_decision(small):
    columns = [
        "perm_table_id",
        "perm_adm_decision_date",
        "perm_decision_reversed_reason",
        "perm_placement_order_date",
        "perm_placed_for_adoption_date",
        "perm_adopted_by_carer_flag",
        "perm_placed_foster_carer_date",
        "perm_placed_ffa_cp_date",
        "perm_permanence_order_date",
        "perm_permanence_order_type",
    ]
    reversed_one, last = rows(small, "ssd_permanence", *columns)
    assert reversed_one == ("B|2025-12-01", day("01/12/2025"), "RD1", *[None] * 7)
    assert last == (
        "B|2026-02-01",
        day("01/02/2026"),
        None,
        day("01/12/2025"),
        day("10/04/2026"),  # the first day under A3, not DATE_PLACED
        "Y",
        day("05/09/2025"),
        day("05/09/2025"),
        day("10/09/2026"),
        "Adoption",
    )


def test_what_has_no_date_or_no_table_there_is_not_lost(small):
    assert rows(small, "ssd_cla_convictions", "clac_person_id", "clac_cla_conviction_date") == [("A", None)]
    assert rows(small, "ssd_cla_health", "clah_health_check_type", "clah_health_check_status") == [
        ("HEALTH_ASSESSMENT", "1")
    ]
    assert rows(small, "ssd_sdq_scores", "csdq_sdq_score") == [(14,)]
    assert rows(small, "ssd_cla_immunisations", "clai_person_id", "clai_immunisations_status") == [("A", "N")]
    assert rows(small, "x903_dolo", "DOLO_START", "DOLO_END") == [(day("01/08/2026"), day("01/09/2026"))]
    assert rows(small, "ssd_missing", "miss_missing_episode_type") == [("Missing",)]
    assert rows(small, "ssd_cla_reviews", "clar_cla_id", "clar_cla_review_participation") == [("A|2026-03-01", "PN1")]
    assert rows(small, "ssd_involvements", "invo_professional_id", "invo_involvement_end_date") == [("SW1", None)]


def test_every_empty_column_is_listed_with_why_and_no_other(small):
    empty = {f"{table.name}.{one.name}" for table in small.values() for one in table.fields if one.source == EMPTY}
    assert set(small["x903_left_empty"].columns["column_key"]) == empty and "ssd_person.pers_forename" in empty
    assert all(set(small[key.split(".")[0]].columns[key.split(".")[1]]) <= {None} for key in empty)
    (description,) = small["ssd_version_log"].columns["description"]
    assert "Shaped like" in description and "4987c73f" in description and "not complete" in description


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A made-up return's tables, and kind -> folder with the files."""
    findings, folder = made_findings(60, seed=3), tmp_path_factory.mktemp("ssd")
    for kind in files.KINDS:
        files.write(folder / kind, files.export(findings, kind, "ssd"))
    return {table.name: table for table in model.tables(findings)}, findings, folder


def test_sqlite_pandas_and_duckdb_read_the_same_and_keys_hold(written):
    tables, _, folder = written
    connection = sqlite3.connect(folder / "sqlite" / "return, SSD-shaped.sqlite")
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for name, table in tables.items():
        keys = list(table.columns[table.key])
        assert len(set(keys)) == len(keys) and None not in keys, name
        plain = [tuple(v.isoformat() if isinstance(v, dt.date) else v for v in row) for row in table.rows()]
        assert connection.execute(f'SELECT * FROM "{name}"').fetchall() == plain
        parquet = str(folder / "parquet" / f"{name}.parquet")
        assert duckdb.sql(f"SELECT * FROM read_parquet('{parquet}')").fetchall() == list(table.rows())
        read = pd.read_csv(folder / "csv" / f"{name}.csv", keep_default_na=False, dtype=str)
        assert read.to_numpy().tolist() == [["" if v is None else str(v) for v in row] for row in plain]
    connection.close()
    said = (folder / "csv" / files.DICTIONARY).read_text(encoding="utf-8")
    assert said.startswith("# SSD-shaped") and "not the whole of it" in said and "children’s data" in said


def test_no_row_of_the_year_is_lost(written):
    tables, findings, _ = written
    same = {
        "ssd_cla_episodes": "Episodes",
        "ssd_cla_reviews": "Reviews",
        "ssd_missing": "Missing",
        "ssd_care_leavers": "OC3",
        "ssd_involvements": "SWEpisodes",
        "ssd_cla_previous_permanence": "PrevPerm",
        "x903_oc2": "OC2",
        "x903_dolo": "DoLo",
    }
    for name, source in same.items():
        assert len(tables[name]) == int((getattr(findings.r, source).child >= 0).sum()), name
    assert set(schema.TABLES) - set(same.values()) == {"Header", "UASC", "AD1", "PlacedAdoption"}


def test_a_return_of_one_table_makes_every_table():
    alone = {"Missing": frame("CHILD,MIS_START\n1,01/05/2026")}
    tables = {table.name: table for table in model.tables(check903.check(alone, year=2027))}
    assert len(tables["ssd_missing"]) == len(tables["ssd_person"]) == 1 and len(tables["ssd_cla_episodes"]) == 0
