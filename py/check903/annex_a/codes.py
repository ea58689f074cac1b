"""What a cell of Annex A may mean, as codes of the return: by the code in it, else by its words, else by its letter.

A council that sends only a group ("a) Foster placement") means any code of the group, so that the two are compared at
the level that both have. A text that is none of these means nothing that is known: it is not compared, and counted.
"""

from __future__ import annotations

import re
from functools import cache

from check903.reference import codes

Meant = frozenset[str]

# Words -> codes, the first that is found in a cell. Words in small letters, as in the cell without signs.
_FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
_WORDS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "SEX": (("female|girl|woman", ("F",)), ("male|boy|man", ("M",)), ("unknown|not known|indeterminate", ("U",))),
    "UASC": (("^(?:yes|y|true|uasc)\\b|formerly", ("1",)), ("^(?:no|n|false)\\b|not ", ("0",))),
    "ETHNIC": (
        ("refused", ("REFU",)),
        ("not (?:yet )?obtained|unknown|not known", ("NOBT",)),
        ("traveller", ("WIRT",)),
        ("gypsy|roma", ("WROM",)),
        ("black caribbean.*white|white.*black caribbean", ("MWBC",)),
        ("black african.*white|white.*black african", ("MWBA",)),
        ("white.*asian", ("MWAS",)),
        ("mixed", ("MOTH",)),
        ("white.*british|^british|english", ("WBRI",)),
        ("white.*irish|^irish", ("WIRI",)),
        ("white", ("WOTH",)),
        ("indian", ("AIND",)),
        ("pakistani", ("APKN",)),
        ("bangladeshi", ("ABAN",)),
        ("chinese", ("CHNE",)),
        ("asian", ("AOTH",)),
        ("caribbean", ("BCRB",)),
        ("african", ("BAFR",)),
        ("black", ("BOTH",)),
        ("other", ("OOTH",)),
    ),
    "LS": (
        ("interim care", ("C1",)),
        ("full care|^care order", ("C2",)),
        ("placement order", ("E1",)),
        ("freed|freeing", ("D1",)),
        ("short (?:term )?break|respite", ("V3", "V4")),
        ("section 20|s 20|s20|accommodated|single period", ("V2",)),
        ("police protection", ("L1",)),
        ("emergency protection", ("L2",)),
        ("child assessment", ("L3",)),
        ("remand", ("J1",)),
        ("\\bpace\\b", ("J2",)),
        ("youth rehabilitation|sentenced", ("J3",)),
    ),
    "CIN": (
        ("abuse|neglect", ("N1",)),
        ("parent\\w* (?:s )?(?:illness|disability)|disability or illness of parent", ("N3",)),
        ("disability", ("N2",)),
        ("acute stress", ("N4",)),
        ("dysfunction", ("N5",)),
        ("unacceptable", ("N6",)),
        ("low income", ("N7",)),
        ("absent parent|no parent", ("N8",)),
    ),
    "PLACE": (
        ("foster.*(?:not|non|other than) (?:with )?(?:a )?(?:relative|kin|friend)", ("U4", "U5", "U6")),
        ("other foster carer", ("U4", "U5", "U6")),
        ("foster.*(?:relative|friend|kin|connected)|kinship|connected person", ("U1", "U2", "U3")),
        ("adopt", ("A3", "A4", "A5", "A6")),
        ("foster", _FOSTER),
        ("secure", ("K1",)),
        ("supported accommodation", ("K3", "H5")),
        ("semi independent", ("H5", "K3")),
        ("childrens home", ("K2",)),
        ("parent", ("P1",)),
        ("independent living", ("P2",)),
        ("residential employment", ("P3",)),
        ("residential school", ("S1",)),
        ("care home", ("R1",)),
        ("family centre|mother and baby|parent and child", ("R3",)),
        ("young offender|prison|custody", ("R5",)),
        ("\\bnhs\\b|health trust|medical|nursing", ("R2",)),
        ("temporary", ("T0", "T1", "T2", "T3", "T4")),
        ("hospital", ("R2", "T1")),
        ("other", ("Z1", "Z11", "Z12", "Z13", "Z14")),
    ),
    "PLACE_PROVIDER": (
        ("parent", ("PR0",)),
        ("own|in house|inhouse", ("PR1",)),
        ("other (?:la|local auth|council)|another (?:la|local auth|council)", ("PR2",)),
        ("public", ("PR3",)),
        ("private", ("PR4",)),
        ("voluntary|third sector", ("PR5",)),
    ),
    "REC": (
        ("adopt.*(?:dispensed|opposed by)", ("E12",)),
        ("adopt.*unopposed", ("E11",)),
        ("adopt", ("E11", "E12")),
        ("died|death", ("E2",)),
        ("special guardian|\\bsgo\\b", ("E43", "E44", "E45", "E46", "E47", "E48")),
        ("residence order|child arrangement", ("E41",)),
        ("another (?:la|local auth|council)|taken over", ("E3",)),
        ("no parental responsibility|not (?:have )?parental responsibility", ("E13",)),
        ("home|parents", ("E4A", "E4B")),
        ("independent living", ("E5", "E6")),
        ("adult social|residential care", ("E7",)),
        ("custody|sentence", ("E9",)),
        ("remand", ("E14",)),
        ("age assess", ("E15",)),
        ("abroad", ("E16",)),
        ("18|staying put", ("E17", "E8", "E5", "E6")),
        ("other", ("E8",)),
    ),
    "PL_LOCATION": (("\\bout|outside", ("OUT",)), ("\\bin\\b|inside|within", ("IN",))),
    "IN_TOUCH": (
        ("died", ("DIED",)),
        ("refus", ("REFU",)),
        ("no longer require|not require|no longer need", ("NREQ",)),
        ("return\\w* home", ("RHOM",)),
        ("^yes|^y$", ("YES",)),
        ("^no|^n$|not in touch", ("NO",)),
    ),
    "ACTIV": (
        ("full time.*(?:higher|degree)|(?:higher|degree).*full time", ("F1",)),
        ("part time.*(?:higher|degree)|(?:higher|degree).*part time", ("P1",)),
        ("apprentice", ("F4", "P4")),
        ("full time.*(?:training|employ)|(?:training|employ).*full time", ("F3", "F5")),
        ("part time.*(?:training|employ)|(?:training|employ).*part time", ("P3", "P5")),
        ("full time.*education|education.*full time", ("F2",)),
        ("part time.*education|education.*part time", ("P2",)),
        ("pregnan|parenting", ("G6",)),
        ("illness|disab", ("G4",)),
        ("not in|neet|other circumstances", ("G5",)),
    ),
    "ACCOM": (
        ("parent|relative", ("B",)),
        ("semi independent", ("D",)),
        ("supported lodging", ("E",)),
        ("ordinary lodging", ("K",)),
        ("own tenancy|independent living", ("U",)),
        ("custody|prison", ("X",)),
        ("foster carer|staying put", ("Z",)),
        ("deported", ("H",)),
        ("abroad", ("G",)),
        ("foyer", ("T",)),
        ("emergency", ("V",)),
        ("bed and breakfast|\\bb b\\b", ("W",)),
        ("not known|unknown", ("R",)),
        ("no fixed|homeless", ("S",)),
        ("community home|residential", ("C",)),
        ("other", ("Y",)),
    ),
    "REASON_PLACED_CEASED": (
        ("needs changed|change in.*needs", ("RD1",)),
        ("court", ("RD2",)),
        ("no adopter|prospective adopters? could not|adopters.*not.*found", ("RD3",)),
        ("other", ("RD4",)),
    ),
}  # fmt: skip
# The letters before the texts of a list, where a cell holds nothing else.
_LETTERS = {
    "SEX": ("M", "F", "U"),
    "UASC": ("1", "0"),
    "ETHNIC": tuple(
        "WBRI WIRI WOTH WIRT WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT".split()
    ),
    "PLACE": tuple("U1 U2 U3 U4 U5 U6 A3 A4 A5 A6 P1 P2 P3 H5 K1 K2 R1 R2 R3 R5 S1 Z1 T0 T1 T2 T3 T4".split()),
    "PLACE_PROVIDER": ("PR0", "PR1", "PR2", "PR3", "PR4", "PR5"),
    "PL_LOCATION": ("IN", "OUT"),
    "IN_TOUCH": ("YES", "NO", "DIED", "REFU", "NREQ", "RHOM"),
}
_LETTER = re.compile(r"\(?([a-z])\)?[.:)]?")
_BEFORE = re.compile(r"^\(?[a-z][).:]\s*", re.IGNORECASE)  # the letter before a text
_SAME = {"1": "M", "2": "F"}


def meant(column: str, text: str) -> Meant:
    """The codes of that column of the return that the cell may mean; none if it can't be told."""
    return _meant(column, " ".join(text.split()))


@cache
def _meant(column: str, text: str) -> Meant:
    bare = _BEFORE.sub("", text)
    if column == "ACCOM" and (letters := re.match(r"([A-Z])[12]?\b", text)):
        return frozenset(code for code in _codes("ACCOM") if code.startswith(letters[0]))
    if code := _code_in(column, bare):
        return frozenset([code])
    words = " ".join(re.sub(r"[\W_]+", " ", re.sub(r"['’]", "", bare.lower())).split())
    for pattern, meant in _WORDS.get(column, ()):
        if words and re.search(pattern, words):
            return frozenset(code for code in _codes(column) if code in meant or column == "ACCOM" and code[0] in meant)
    letter = _LETTER.fullmatch(text.lower())
    listed = _LETTERS.get(column, ())
    place = ord(letter[1]) - ord("a") if letter else len(listed)
    return frozenset([listed[place]]) if place < len(listed) else frozenset()


def same(column: str, code: str) -> str:
    """The return's code as it is compared: the old numbers for sex as letters."""
    return _SAME.get(code, code) if column == "SEX" else code


def _code_in(column: str, text: str) -> str:
    """The code of the return that stands in the text in capitals, as a word of its own or as all of it; "" for none."""
    if text.upper() in _codes(column) and column != "PL_LOCATION":
        return same(column, text.upper())
    if column in ("SEX", "UASC", "PL_LOCATION"):
        return ""
    words = re.findall(r"[A-Z][A-Z0-9]*", text)
    return next((word for word in words if word in _codes(column)), "")


@cache
def _codes(column: str) -> frozenset[str]:
    return frozenset(codes.all_of(column))
