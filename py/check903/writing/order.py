"""The order of the elements in the Department's XML, and what they are called there."""

from __future__ import annotations

from check903.reading import xmlfile
from check903.reference import schema

TAGS = {name: tag for tag, name in xmlfile.TAGS.items()}  # what the XML calls otherwise than the CSV files
BLOCKS = {  # table -> the element that each of its rows has
    "Episodes": "EPISODE",
    "Reviews": "AREVIEW",
    "OC2": "OC2",
    "PlacedAdoption": "AD_PLACED",
    "PrevPerm": "PERMANENCE",
    "Missing": "AMISSING",
}
HEADER = tuple(
    (
        "CHILD UPN SEX DOB ETHNIC UASC DUC DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR "
        "IN_TOUCH ACTIV ACCOM AMISSING AREVIEW MOTHER MC_DOB PERMANENCE OC2 AD_PLACED"
    ).split()
)
EPISODE = tuple("DECOM RNE LS CIN PLACE PL_POST HOME_POST URN PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE".split())
# Left out where they are blank.
OPTIONAL = set(
    (
        "DUC DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR IN_TOUCH ACTIV ACCOM MOTHER "
        "MC_DOB MIS_END DATE_PLACED_CEASED REASON_PLACED_CEASED PL_POST HOME_POST URN PLACE_PROVIDER "
        "REASON_PLACE_CHANGE"
    ).split()
)


def of_table(table: str) -> tuple[str, ...]:
    """The fields, and names of the blocks, in the element in which a row of the table stands."""
    if table in ("Header", *xmlfile.IN_HEADER):
        return HEADER
    if table == "Episodes":
        return EPISODE
    if table in BLOCKS:
        return tuple(name for name in schema.TABLES[table].names if name not in ("CHILD", "DOB"))
    return schema.TABLES[table].names
