"""What people drop in that is no part of the return, named as what it is: documents, pictures, other returns, lists
kept beside it.
"""

from __future__ import annotations

import re
import struct

from check903.reading import oldexcel, recognise
from check903.reading.archive import Zip
from check903.reading.grid import Grid
from check903.reading.phrases import count, names
from check903.reading.recognise import key
from check903.reading.result import UnreadableFile

_NO_TABLE = "It can’t hold a table of the return."
_PARQUET = "A Parquet file"
PARQUET = f"{_PARQUET}. Of these only a return that Check 903 exported is read, and only on the command line."
_WORD, _SLIDES, _PDF, _PICTURE, _MAIL = "A Word document", "A PowerPoint file", "A PDF", "A picture", "An e-mail"

# How each kind begins.
_BEGINNINGS = {
    b"%PDF-": _PDF,
    b"{\\rtf": _WORD,
    b"\x89PNG\r\n\x1a\n": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"BM": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"8BPS": _PICTURE,
    b"MZ": "A program",
    b"\x1f\x8b": "A packed file (gzip)",
    b"7z\xbc\xaf\x27\x1c": "A packed file (7-Zip)",
    b"Rar!": "A packed file (RAR)",
    b"\0\x01\0\0Standard ": "An Access database",
    b"L\0\0\0\x01\x14\x02\0": "A shortcut to a file",
    b"ID3": "A sound recording",
    b"SQLite format 3\0": "A database",
    b"PAR1": _PARQUET,
}
_UNPACK = "Unpack it and use the files themselves."
# What names end with where the beginning tells nothing.
_ENDINGS = {
    ".doc": _WORD,
    ".docx": _WORD,
    ".docm": _WORD,
    ".dot": _WORD,
    ".dotx": _WORD,
    ".odt": _WORD.replace("Word", "text"),
    ".rtf": _WORD,
    ".ppt": _SLIDES,
    ".pptx": _SLIDES,
    ".pptm": _SLIDES,
    ".odp": _SLIDES,
    ".pdf": _PDF,
    ".msg": _MAIL,
    ".eml": _MAIL,
    ".pst": "An Outlook folder",
    ".png": _PICTURE,
    ".jpg": _PICTURE,
    ".jpeg": _PICTURE,
    ".gif": _PICTURE,
    ".bmp": _PICTURE,
    ".tif": _PICTURE,
    ".tiff": _PICTURE,
    ".heic": _PICTURE,
    ".webp": _PICTURE,
    ".svg": _PICTURE,
    ".mp4": "A video",
    ".mov": "A video",
    ".avi": "A video",
    ".mp3": "A sound recording",
    ".wav": "A sound recording",
    ".m4a": "A sound recording",
    ".exe": "A program",
    ".dll": "A program",
    ".accdb": "An Access database",
    ".mdb": "An Access database",
    ".pbix": "A Power BI report",
    ".vsd": "A Visio drawing",
    ".vsdx": "A Visio drawing",
    ".one": "A OneNote page",
    ".lnk": "A shortcut to a file",
    ".url": "A shortcut to a web page",
    ".sql": "A database query",
    ".ics": "A calendar entry",
    ".py": "A program",
    ".r": "A program",
    ".js": "A program",
    ".bat": "A program",
    ".ps1": "A program",
    ".css": "A style sheet",
    ".md": "A text",
}
# Members by which a zip that is no zip to its owner is known, and streams of the old Office files.
_IN_ZIPS = {"word/": _WORD, "ppt/": _SLIDES, "visio/": "A Visio drawing", "Report/Layout": "A Power BI report"}
_OPEN_DOCUMENTS = {b"text": "A text document", b"presentation": _SLIDES, b"graphics": "A drawing"}
_STREAMS = {
    "WordDocument": _WORD,
    "PowerPoint Document": _SLIDES,
    "VisioDocument": "A Visio drawing",
    "__properties_version1.0": _MAIL,
}
_TABLES = re.compile(r"\.(csv|txt|tsv|xlsx?|xlsm|xlsb|ods|xml)$", re.IGNORECASE)
_MAIL_HEADER = re.compile(
    rb"(?:(?:From|To|Subject|Date|Received|MIME-Version|Return-Path|Message-ID|X-[\w-]+): [^\n]*\r?\n(?:["
    rb" \t][^\n]*\r?\n)*){3}"
)


def document(name: str, data: bytes, zipped: Zip | None = None) -> str:
    """What is said of a document, a picture or the like; "" for what may be a table. `zipped` is the data as a zip if
    it is one.

    Raises UnreadableFile for one whose name says that it is a table: then the table is still to come.
    """
    kind = _kind(name, data, zipped)
    if kind and _TABLES.search(name):
        what = f"{kind[0].lower()}{kind[1:]}"
        raise UnreadableFile(f"it is {what}, whatever its name says. Save the table as CSV or Excel and use that.")
    if kind == _PARQUET:
        return PARQUET
    return kind and f"{kind}. {_UNPACK if kind.startswith('A packed') else _NO_TABLE}"


def _kind(name: str, data: bytes, zipped: Zip | None) -> str:
    if zipped:
        return _zipped_kind(zipped)
    if data.startswith(oldexcel.START):
        return _old_office_kind(data)
    if data[4:12] in (b"ftypheic", b"ftypheif", b"ftypmif1"):
        return _PICTURE
    if data[4:8] == b"ftyp":
        return "A video"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _PICTURE
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning) and (len(beginning) > 2 or b"\0" in data[:200]):
            return kind
    if _MAIL_HEADER.match(data):
        return _MAIL
    return next((kind for ending, kind in _ENDINGS.items() if name.lower().endswith(ending)), "")


def _zipped_kind(zipped: Zip) -> str:
    there = zipped.names
    for member in zipped.members[:1]:
        if member.filename == "mimetype" and member.file_size < 100:
            match = re.match(rb"application/vnd\.oasis\.opendocument\.(\w+)", zipped.read(member))
            if match and match[1] in _OPEN_DOCUMENTS:
                return _OPEN_DOCUMENTS[match[1]]
    if "[Content_Types].xml" not in there:
        return ""
    return next((kind for start, kind in _IN_ZIPS.items() if any(name.startswith(start) for name in there)), "")


def _old_office_kind(data: bytes) -> str:
    try:
        streams = oldexcel.Container(data).entries
    except (struct.error, IndexError, ValueError):
        return ""
    return next((kind for stream, kind in _STREAMS.items() if stream in streams), "")


# -- other returns ----------------------------------------------------------------------------------------------------

_COLLECTION = re.compile(r"<(?:\w+:)?Collection>\s*([^<]{1,60}?)\s*</", re.IGNORECASE)
_CIN, _SCHOOL, _WORKFORCE = "CIN census", "school census", "school workforce census"
_SOCIAL_WORKERS, _ALTERNATIVE, _EARLY = (
    "children’s social work workforce census",
    "alternative provision census",
    "early years census",
)
_COLLECTIONS = {
    "CIN": _CIN,
    "SCH": _SCHOOL,
    "SC": _SCHOOL,
    "SCHOOLCENSUS": _SCHOOL,
    "PLASC": _SCHOOL,
    "SWF": _WORKFORCE,
    "SCHOOLWORKFORCE": _WORKFORCE,
    "CSWW": _SOCIAL_WORKERS,
    "AP": _ALTERNATIVE,
    "APC": _ALTERNATIVE,
    "EYC": _EARLY,
    "EYCENSUS": _EARLY,
}
# Names of elements and columns, as `key` makes them, that only the other return has.
_TELLING = {
    _CIN: (
        "LACHILDID CINREFERRALDATE CINCLOSUREDATE CINPLANSTARTDATE CINPLANENDDATE PRIMARYNEEDCODE CPPSTARTDATE"
        " CPPENDDATE CPPREVIEWDATE ASSESSMENTACTUALSTARTDATE S47ACTUALSTARTDATE DATEOFINITIALCPC REFERRALNFA"
    ),
    _SCHOOL: (
        "NCYEARACTUAL ENROLSTATUS SCHOOLLUNCHTAKEN FSMELIGIBLE FSMSTARTDATE SENPROVISION TERMLYSESSIONSPOSSIBLE"
        " SESSIONSPOSSIBLE PUPILONROLL ENTRYDATE UNIQUELEARNERNUMBER"
    ),
    _WORKFORCE: "TEACHERNUMBER QTSTATUS STAFFMEMBERS SCHOOLWORKFORCEMEMBER CONTRACTAGREEMENTTYPE",
    _SOCIAL_WORKERS: "AGENCYWORKER SWENO FTE PERSONBIRTHDATE ROLESTARTDATE ROLEENDDATE CASES30",
}
_TELLING_KEYS = {census: frozenset(told.split()) for census, told in _TELLING.items()}


def other_return(text: str, tags: set[str]) -> str:
    """What is said of another return's XML, by the collection that it names or the names of its elements; "" for none
    that is known.
    """
    match = _COLLECTION.search(text[:10_000])
    collection = match[1] if match else ""
    named = key(re.sub(r"\b(autumn|spring|summer|census)\b|\d", "", collection, flags=re.IGNORECASE)) or key(collection)
    census = _COLLECTIONS.get(named) or _told({key(tag) for tag in tags})
    if census:
        return f"This is a {census} return, not an SSDA903 return."
    if collection and named not in ("CLA", "SSDA", "LAC", "CHILDRENLOOKEDAFTER"):
        return f"This is a return for the collection “{collection}”, not an SSDA903 return."
    return ""


def _told(keys: set[str]) -> str:
    best = max(_TELLING_KEYS, key=lambda census: len(keys & _TELLING_KEYS[census]))
    return best if len(keys & _TELLING_KEYS[best]) >= 2 else ""


# -- lists ------------------------------------------------------------------------------------------------------------

# The lists of Ofsted's child-level data (Annex A): a beginning of a heading, as `key` makes it, that only that list
# has. Lists 6 to 10 with their children's details are read (annex_a); of those only a part too small for it is here.
_ANNEX_A = {
    "1 (contacts)": "CONTACTSOURCE",
    "2 (early help)": "ASSESSMENTCOMPLETIONDATE",
    "3 (referrals)": "REFERRALSOURCE",
    "4 (assessments)": "CONTINUOUSASSESSMENTSTARTDATE",
    "5 (section 47 enquiries)": "STRATEGYDISCUSSIONINITIATING",
    "6 (children in need)": "CINSTARTDATE",
    "7 (child protection)": "CHILDPROTECTIONPLANSTARTDATE",
    "8 (children in care)": "DATESTARTEDTOBELOOKEDAFTER",
    "9 (care leavers)": "ELIGIBILITYCATEGORY",
    "10 (adoption)": "DATEOFDECISIONTHATCHILDSHOULDBEPLACED",
    "11 (adopters)": "ADOPTERIDENTIFIER",
}
_ANNEX_CHILD = ("CHILDUNIQUEID", "ADOPTERIDENTIFIER")


def known_list(written: list[str]) -> str:
    """What is said of columns that another list is known to have; "" for none that is known."""
    keys = [key(name) for name in written]
    if recognise.is_from_portal(written):
        return (
            "A list from the Department’s portal (column"
            f" {names([next(n for n in written if recognise.is_from_portal([n]))])}), not a table of the return."
        )
    for number, heading in _ANNEX_A.items():
        if any(text.startswith(heading) for text in keys) and any(child in keys for child in _ANNEX_CHILD):
            return f"This is list {number} of Annex A, Ofsted’s child-level data, not a table of the return."
    census = _told(set(keys))
    return census and f"This is a table of the {census}, not of the SSDA903 return."


def table_said(grid: Grid) -> str:
    """What is said of a grid that is no table of the return."""
    written = [name for name in grid.names if key(name)]
    if known := known_list(written):
        return known
    if checks := recognise.words_of_checks(written):
        of = f"{'column' if len(checks) == 1 else 'columns'} {names(checks)}"
        return f"A list of errors or queries ({of}), not a table of the return."
    children = [position for position, name in enumerate(grid.names) if key(name) in recognise.CHILD_NAMES]
    if children and len(written) == 1:
        ids = {text.strip() for text in grid.columns[children[0]].values} - {""}
        return (
            f"A list of {count(len(ids), 'child’s id', 'children’s ids')} and nothing else, so no table of the return."
        )
    if children:
        others = names(name for name in written if key(name) not in recognise.CHILD_NAMES)
        return f"A list of children with {others}, not a table of the return."
    others = names(name or "a column without a name" for name in grid.names)
    return f"No table of the return has these columns: {others}. Not used."
