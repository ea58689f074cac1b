"""Rules about one cell: codes that the return knows, and dates that are real. What each of them needs is said in
`check903.engine.templates`.
"""

from check903.engine import fix
from check903.engine.templates import permitted, real_date
from check903.reference import codes, schema

from .leavers import NOT_DUE, birthday_if_blank

# -- Header -----------------------------------------------------------------------------------------------------------

permitted(
    "101",
    "Header.SEX",
    "Sex",
    "check the child’s sex and enter 1 (male) or 2 (female).",
    years="2023-2024",
    required=True,
)
permitted(
    "101",
    "Header.SEX",
    "Sex",
    "check the child’s sex and enter M (male), F (female) or U (not known). The old codes were 1, now M, and 2, now F.",
    years="2025-",
    required=True,
)


@fix("101", "Sex in this year’s codes", safe=True)
def sex_in_this_years_codes(f):
    """Up to 2023-24 sex was 1 (male) or 2 (female); since 2024-25 it is M or F. The meaning stays."""
    codes = {"1": "M", "2": "F"} if f.r.rules_year >= 2025 else {"M": "1", "F": "2"}
    return f.set("SEX", [codes.get(text.upper()) for text in f.texts(f.rows.SEX)])


real_date("102", "Header.DOB", "Date of birth", "Almost every other check of this child needs it.", required=True)
permitted(
    "103",
    "Header.ETHNIC",
    "Ethnic origin",
    "enter the code that the child or the family gave. Enter REFU if they refused to say, NOBT if nobody has asked"
    " yet.",
    required=True,
)
real_date(
    "171", "Header.MC_DOB", "Date of birth of the young mother’s own child", "Leave it blank if she is not a mother."
)

# -- Episodes ---------------------------------------------------------------------------------------------------------

real_date(
    "141", "Episodes.DECOM", "Episode’s start date", "It puts the child’s episodes in order, so other checks need it."
)
permitted(
    "143",
    "Episodes.RNE",
    "Reason for the new episode",
    "enter the code that says what changed when this episode began.",
)
permitted(
    "144",
    "Episodes.LS",
    "Legal status",
    "enter the code of the legal status during this episode, for example C2 (full care order) or V2 (in care by"
    " agreement, section 20).",
)
permitted(
    "145",
    "Episodes.CIN",
    "Category of need",
    "enter the child’s main need when the period of care began, from N1 (abuse or neglect) to N8 (no parent"
    " available).",
)
permitted(
    "146",
    "Episodes.PLACE",
    "Placement type",
    "enter the code that says where the child lived, for example U6 (foster care with other carers, not long term) or"
    " K2 (children’s home).",
    years="2023-2024",
)
permitted(
    "146",
    "Episodes.PLACE",
    "Placement type",
    "enter the code that says where the child lived, for example U6 (foster care with other carers, not long term) or"
    " K2 (children’s home). K3 (supported accommodation) was new in 2024-25.",
    years="2025",
)
permitted(
    "146",
    "Episodes.PLACE",
    "Placement type",
    "enter the code that says where the child lived, for example U6 (foster care with other carers, not long term) or"
    " K2 (children’s home). H5 (semi-independent), P2 (independent living) and Z1 (other placement) are no longer used:"
    " enter K3 (supported accommodation) or another code that fits, or one of Z11 to Z14 (other placements).",
    years="2026-",
)
real_date("147", "Episodes.DEC", "Episode’s end date", "Leave it blank if the episode goes on.")
permitted(
    "149",
    "Episodes.REC",
    "Reason why the episode ended",
    "enter the code of the reason: X1 if the child stayed in care and another episode follows, otherwise the reason why"
    " the child left care.",
)
permitted(
    "1009",
    "Episodes.REASON_PLACE_CHANGE",
    "Reason for the placement change",
    "enter the code of the reason, or leave it blank if the placement did not change.",
)

# -- Reviews, OC2, OC3 ------------------------------------------------------------------------------------------------

real_date("166", "Reviews.REVIEW", "Date of the review", "If there was no review, remove the row.", required=True)
permitted(
    "196",
    "OC2.SDQ_REASON",
    "Reason for having no SDQ score",
    "enter SDQ1 (under 4 or over 16), SDQ2 (carer refused), SDQ3 (child’s disability), SDQ4 (other) or SDQ5 (child"
    " refused), or leave it blank if there is a score.",
)
permitted(
    "131",
    "OC3.IN_TOUCH",
    "Care leaver’s contact with the council",
    "enter the code that says whether the council was in touch around the young person’s birthday.",
    required=True,
    not_due=NOT_DUE,
    due=birthday_if_blank,
)
permitted(
    "132",
    "OC3.ACTIV",
    "Care leaver’s main activity",
    "enter the code of what the young person does. 0 is for those whose activity is not known, who have died or who"
    " have gone home.",
    required=True,
    not_due=NOT_DUE,
    due=birthday_if_blank,
)
permitted(
    "133",
    "OC3.ACCOM",
    "Care leaver’s accommodation",
    "enter the code of where the young person lives; the digit says whether it is suitable (1) or not (2). No fixed"
    " abode is always S2, and custody always X2. 0 is for those of whom it is not known, who have died or who have gone"
    " home.",
    required=True,
    not_due=NOT_DUE,
    due=birthday_if_blank,
)

# -- adoption and permanence ------------------------------------------------------------------------------------------

real_date(
    "112",
    "AD1.DATE_INT",
    "Date of the decision that the child should be adopted",
    "Leave it blank if the child was not adopted.",
)
real_date("113", "AD1.DATE_MATCH", "Date of the match with adopters", "Leave it blank if the child was not adopted.")
permitted(
    "114",
    "AD1.FOSTER_CARE",
    "Adoption by the former foster carer",
    "enter 1 if the child’s foster carer adopted the child, otherwise 0.",
)
permitted("175", "AD1.NB_ADOPTR", "Number of adopters", "enter 1 if one person adopted the child, 2 if a couple did.")
permitted(
    "176",
    "AD1.SEX_ADOPTR",
    "Sex of the adopters",
    "enter M1 (one man) or F1 (one woman) for a single adopter; MM (two men), FF (two women) or MF "
    "(one man and one woman) for a couple.",
)
permitted(
    "177",
    "AD1.LS_ADOPTR",
    "Legal status of the adopters",
    "enter the adopters’ legal status. A married couple is L11 (a man and a woman) or L12 (two men or two women), no"
    " longer L1.",
)
real_date(
    "115",
    "PlacedAdoption.DATE_PLACED",
    "Date of the decision to place the child for adoption",
    "If there was no such decision, remove the row.",
)
real_date(
    "116",
    "PlacedAdoption.DATE_PLACED_CEASED",
    "Date of the reversal of the adoption decision",
    "Leave it blank if the decision still stands.",
)
permitted(
    "120",
    "PlacedAdoption.REASON_PLACED_CEASED",
    "Reason for reversing the adoption decision",
    "enter RD1 (child’s needs changed), RD2 (no placement order made), RD3 (no adopters found) or RD4 (any other"
    " reason), or leave it blank if the decision still stands.",
)
permitted(
    "631",
    "PrevPerm.PREV_PERM",
    "Previous permanence option",
    "enter what the child had before: P1 (adoption), P2 (special guardianship), P3 (child arrangements order) or P4"
    " (not known). Enter Z1 if there was nothing of the kind.",
)
permitted(
    "633",
    "PrevPerm.LA_PERM",
    "Council of the previous permanence order",
    "enter the three-digit number of the council that arranged the order. For the rest of the United Kingdom enter WAL "
    "(Wales), SCO (Scotland) or NIR (Northern Ireland), for other countries NUK, and 999 if the council is not known.",
)

# -- missing periods, orders that deprive of liberty ------------------------------------------------------------------

real_date(
    "1004",
    "Missing.MIS_START",
    "Start date of the missing period",
    "If there was no such period, remove the row.",
    required=True,
)
real_date(
    "1005",
    "Missing.MIS_END",
    "End date of the missing period",
    "Leave it blank if the child was still missing on 31 March.",
)
permitted(
    "1006",
    "Missing.MISSING",
    "Kind of missing period",
    "enter M (missing) if nobody knew where the child was, A (away) if it was known.",
)
real_date(
    "700",
    "DoLo.DOLO_START",
    "Start date of the deprivation of liberty order",
    "If there was no order, remove the row.",
    years="2027-",
    required=True,
)
real_date(
    "701",
    "DoLo.DOLO_END",
    "End date of the deprivation of liberty order",
    "Leave it blank if the order was still in force on 31 March.",
    years="2027-",
)

# -- nearly right -----------------------------------------------------------------------------------------------------


@fix(
    "103 143 144 145 146 149 1009 196 131 132 133 114 176 177 120 631 633 1006",
    "Misspelt code: the one code that is nearly the same",
    key="nearest-code",
    safe=False,
)
def nearest_code(f):
    """“WBR1” becomes “WBRI”, “0K2” becomes “K2”: what is entered is no code of this year, and only one code is nearly
    the same. Untick a row where another code is meant.
    """
    table = f.rows.name
    coded = [column for column in schema.TABLES[table].columns if column.type == "code" and column.codes]
    listed = [column for column in coded if f.r.has_column(table, column.name)]
    return [
        change
        for column in listed
        for change in f.set(
            column.name,
            [codes.nearest(column.codes, text, f.r.rules_year) for text in f.texts(getattr(f.rows, column.name))],
        )
    ]
