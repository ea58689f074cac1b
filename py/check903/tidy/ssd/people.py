"""Who the children are: person, identifiers, mother, address, immigration, previous permanence, care leavers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from check903.model.returns import Return
from check903.model.rows import Rows
from check903.reference import schema
from check903.tidy.fields import TidyTable, Values
from check903.tidy.ssd.shaped import Shaped, ids, keys, texts, with_child, yes_no

_NO_UPN = "UN"  # how the codes begin that stand for a pupil number nobody knows


def tables(r: Return) -> Iterator[TidyTable]:
    """The tables, ssd_person first."""
    for make in (_person, _identifiers, _mother, _address, _immigration, _previous_permanence, _care_leavers):
        yield make(r).table


def of_this_year(r: Return) -> np.ndarray:
    """The numbers of the children who are in a table of this year."""
    mask = np.logical_or.reduce([getattr(r, name).children() for name in schema.TABLES])
    return np.flatnonzero(mask[:-1])


def _person(r: Return) -> Shaped:
    children = of_this_year(r)
    header = r.care.own(children, "Header")
    born, names = _born(r, children, header), [r.children[child] for child in children.tolist()]
    upns = [upn if upn and upn.startswith(_NO_UPN) else None for upn in texts(header, "UPN")]
    return (
        Shaped("ssd_person", "child of this year's tables", "pers_person_id", names, "CHILD")
        .fill("pers_legacy_id", "text", names, "CHILD")
        .of("pers_sex", header, "SEX")
        .empty("pers_gender", "pers_forename", "pers_surname", "pers_common_child_id", "pers_nationality")
        .of("pers_ethnicity", header, "ETHNIC")
        .fill("pers_dob", "date", born, "DOB: Born; of Header, or else of another table")
        .fill("pers_upn_unknown", "text", upns, "UPN where it is UN1 to UN5", "UPN_unknown")
        .fill("pers_is_mother", "text", yes_no(header, "MOTHER"), "MOTHER as Y or N")
        .empty("pers_send_flag")
        .empty("pers_expected_dob", "pers_death_date", kind="date")
    )


def _born(r: Return, children: np.ndarray, header: Rows) -> Values:
    """Each child's day of birth: Header's, or of the first other table that says one."""
    born = header.DOB.value.copy()
    for name, spec in schema.TABLES.items():
        if "DOB" in spec.names and name != "Header":
            other = r.care.own(children, name).DOB.value
            born = np.where(np.isnat(born), other, born)
    return Values.days(born)


def _identifiers(r: Return) -> Shaped:
    header = with_child(r, "Header")
    known = header.UPN.filled & ~header.UPN.startswith(_NO_UPN)
    rows = header[known].first_by()
    kind = "Unique Pupil Number"
    return (
        Shaped("ssd_linked_identifiers", "pupil number", "link_table_id", keys(ids(r, rows)), "CHILD")
        .person("link_person_id", ids(r, rows))
        .fill("link_identifier_type", "text", [kind] * len(rows), f"Worked out: always {kind}")
        .of("link_identifier_value", rows, "UPN")
        .empty("link_valid_from_date", "link_valid_to_date", kind="date")
    )


def _mother(r: Return) -> Shaped:
    header = with_child(r, "Header")
    rows = header[(header.MOTHER == "1") | header.MC_DOB.filled].first_by()
    return (
        Shaped("ssd_mother", "mother among the children", "moth_table_id", keys(ids(r, rows)), "CHILD")
        .person("moth_person_id", ids(r, rows))
        .empty("moth_childs_person_id", why="the return does not say who her child is")
        .of("moth_childs_dob", rows, "MC_DOB")
    )


def _address(r: Return) -> Shaped:
    rows = with_child(r, "Episodes")
    rows = rows[rows.HOME_POST.filled]
    once = dict.fromkeys(zip(ids(r, rows), texts(rows, "HOME_POST")))
    children, postcodes = [child for child, _ in once], [postcode for _, postcode in once]
    return (
        Shaped("ssd_address", "home postcode of a child", "addr_table_id", keys(children, postcodes), "CHILD|HOME_POST")
        .person("addr_person_id", children)
        .empty("addr_address_type", why="HOME_POST is the home on entering care, whatever kind of address it is")
        .empty("addr_address_start_date", "addr_address_end_date", kind="date")
        .empty("addr_address_json", why="the return holds the postcode alone")
        .fill("addr_address_postcode", "text", postcodes, "HOME_POST: Home postcode")
    )


def _immigration(r: Return) -> Shaped:
    tables = r.asylum.rows
    rows = next((tables[name].first_by() for name in ("header", "uasc") if name in tables), r.UASC[np.zeros(0, int)])
    ceased = r.care.own(rows.child, "UASC")
    return (
        Shaped("ssd_immigration_status", "asylum seeker", "immi_immigration_status_id", keys(ids(r, rows)), "CHILD")
        .person("immi_person_id", ids(r, rows))
        .fill("immi_immigration_status", "text", ["UASC"] * len(rows), "Worked out: always UASC")
        .empty("immi_immigration_status_start_date", kind="date")
        .of("immi_immigration_status_end_date", ceased, "DUC")
    )


def _previous_permanence(r: Return) -> Shaped:
    rows = with_child(r, "PrevPerm")
    says = "DATE_PERM: Date then, a text because parts of it may be unknown (ZZ)"
    return (
        Shaped("ssd_cla_previous_permanence", "child", "lapp_table_id", keys(ids(r, rows)), "CHILD")
        .person("lapp_person_id", ids(r, rows))
        .of("lapp_previous_permanence_option", rows, "PREV_PERM")
        .of("lapp_previous_permanence_la", rows, "LA_PERM")
        .fill("lapp_previous_permanence_order_date", "text", texts(rows, "DATE_PERM"), says)
    )


def _care_leavers(r: Return) -> Shaped:
    rows = with_child(r, "OC3")
    accommodation = texts(rows, "ACCOM")
    return (
        Shaped("ssd_care_leavers", "care leaver", "clea_table_id", keys(ids(r, rows)), "CHILD")
        .person("clea_person_id", ids(r, rows))
        .of("clea_care_leaver_in_touch", rows, "IN_TOUCH")
        .fill(
            "clea_care_leaver_accommodation",
            "text",
            [code and code[0] for code in accommodation],
            "ACCOM, its first character: where the care leaver lives",
        )
        .fill(
            "clea_care_leaver_accom_suitable",
            "text",
            [code[1:] or None if code else None for code in accommodation],
            "ACCOM, its second character: whether that is suitable",
        )
        .of("clea_care_leaver_activity", rows, "ACTIV")
        .empty("clea_care_leaver_eligibility", "clea_care_leaver_personal_advisor", "clea_care_leaver_allocated_team")
        .empty("clea_care_leaver_worker_id")
        .empty("clea_care_leaver_latest_contact", "clea_pathway_plan_review_date", kind="date")
    )
