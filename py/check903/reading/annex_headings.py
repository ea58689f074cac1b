"""The headings of Ofsted's child-level data (Annex A), lists 6 to 10, in the spellings in which councils send them.

Source: the workbook of January 2024 and the headings that the regional pipelines take. A list is known by its headings,
never by the name of its sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NAMES = {6: "children in need", 7: "child protection", 8: "children in care", 9: "care leavers", 10: "adoption"}


@dataclass(frozen=True)
class Heading:
    """A column of a list.

    name     as it is called here
    said     Ofsted's own heading, or what is left of it
    pattern  finds it in a heading as `normalised` makes it
    type     a type of the schema: "id", "date", or "text", which is kept as it was written
    tells    True where no other list, and no table of the return, has such a heading
    """

    name: str
    said: str
    pattern: re.Pattern = field(repr=False)
    type: str = "text"
    tells: bool = False


def _heading(name: str, label: str, pattern: str, type: str = "text", tells: bool = False) -> Heading:
    return Heading(name, label, re.compile(pattern), type, tells)


_CHILD = _heading(
    "CHILD",
    "Child Unique ID",
    r"^(?:the )?(?:childs?|childrens?|persons?|clients?|pupils?|young persons?) (?:unique |case |system )?"
    r"(?:id|identifier|number|no|ref|reference|code)\b|^(?:unique |system )?(?:id|identifier|reference|ref|number) "
    r"(?:of|for) (?:the )?child|^unique (?:child |person )?(?:id|identifier)\b"
    r"|^(?:system|mosaic|lcs|ics) id$|^childid$|^child$",
    "id",
)
_PERSON = (
    _CHILD,
    _heading("DOB", "Date of Birth", r"\bdate.*birth|^dob$|birth ?date", "date"),
    _heading("SEX", "Gender", r"^(?:childs )?(?:gender|sex)\b"),
    _heading("ETHNIC", "Ethnicity", r"^(?:childs )?ethnic"),
)
_ADVISER = _heading("ADVISER", "Allocated Personal Advisor", r"personal advis[eo]r")
_WORKERS = (_heading("TEAM", "Allocated Team", r"\bteam\b"), _heading("WORKER", "Allocated Worker", r"\bworker\b"))
_LOOKED_AFTER = r"(?:a )?(?:looked after|lac|cla|in care|in to care|into care|ed care)"
_IN_CARE = (
    _heading("UASC", "Unaccompanied Asylum Seeking Child (UASC)", r"unaccompanied|\buasc\b"),
    _heading("REASON", "Reason Ceased to be Looked After", rf"^reason.*(?:ceas|end|leaving|left).*{_LOOKED_AFTER}"),
    _heading(
        "CEASED", "Date Ceased to be Looked After", rf"^(?!.*reason).*\b(?:ceas|end).*{_LOOKED_AFTER}", "date", True
    ),
    _heading(
        "STARTED",
        "Date Started to be Looked After",
        rf"^(?!.*\b(?:period|legal|placement)\b).*\b(?:start|began|becam|enter|admitted|admission).*{_LOOKED_AFTER}"
        r"|^(?:lac|cla|care) start(?: date)?$|^start (?:date )?of (?:lac|cla|care)$",
        "date",
        True,
    ),
    _heading("NEED", "Child’s Category of Need", r"category of need|\bneed code\b|primary need"),
    _heading("LS_START", "Start date of current legal status", r"(?=.*\b(?:start|date)\b).*legal status", "date", True),
    _heading("LS", "Child’s Legal Status", r"legal status"),
    _heading(
        "REVIEW",
        "Date of Latest Statutory Review",
        r"^(?!.*\b(?:pathway|conference)\b).*(?:latest|last|statutory|lac|cla).*\breview",
        "date",
    ),
    _heading("IRO", "Date of Last IRO Visit / Contact to the Child", r"\biro\b|reviewing officer", "date"),
    _heading("VISIT", "Date of Last Social Work Visit", r"^date.*\bvisit|(?:latest|last).*\bvisit", "date"),
    _heading("HEALTH", "Date of Last Health Assessment", r"health assessment", "date"),
    _heading("DENTAL", "Date of Last Dental Check", r"\bdental|\bdentist|\bteeth", "date"),
    _heading(
        "PLACEMENTS", "Number of Placements in the Last 12 months", r"^(?:number|no|count).*placements", tells=True
    ),
    _heading(
        "PLACED",
        "Start Date of Most Recent Placement",
        r"^(?!.*adopt).*(?:\bstart.*placement|placement.*\bstart)",
        "date",
        True,
    ),
    _heading("PROVIDER", "Placement Provider", r"placement.*provider|provider.*placement|^provider"),
    _heading("POSTCODE", "Placement postcode", r"post ?code"),
    _heading("URN", "URN of Placement", r"\burn\b"),
    _heading("LOCATION", "Placement Location", r"placement.*location|location.*placement", tells=True),
    _heading("LA", "LA of Placement", r"^(?:la|local auth\w*|auth\w*).*placement|placement.*\b(?:la|local auth\w*)$"),
    _heading(
        "MISSING", "Number of Episodes the Child has been ‘Missing’", r"^(?=.*\b(?:number|no|episodes)\b).*\bmissing\b"
    ),
    _heading(
        "ABSENT", "Number of Episodes the Child has been ‘Absent’", r"^(?=.*\b(?:number|no|episodes)\b).*\babsent\b"
    ),
    _heading(
        "PLACE", "Placement Type", r"^(?!.*adopt).*(?:placement.*\b(?:type|code)\b|type of placement)|^placement$"
    ),
)
_NEED = (
    _heading("CIN_START", "CIN Start Date", r"(?:\bcin\b|child in need|in need).*\bstart|start.*\bcin\b", "date", True),
    _heading("STATUS", "Case Status", r"case status"),
    _heading("CIN_CLOSED", "CIN Closure Date", r"\bcin\b.*\b(?:clos|end)", "date"),
)
_PROTECTION = (
    _heading(
        "PLAN_START", "Child Protection Plan Start Date", r"(?:protection|\bcp).*plan.*start|\bcpp start", "date", True
    ),
    _heading("PLAN_END", "Child Protection Plan End Date", r"(?:protection|\bcp).*plan.*\bend|\bcpp end", "date"),
)
_LEAVERS = (
    _heading(
        "UASC", "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over", r"unaccompanied|\buasc\b"
    ),
    _heading("ELIGIBILITY", "Eligibility Category", r"\beligib", tells=True),
    _heading("CONTACT", "Latest Date of Contact", r"(?:date.*(?:contact|in touch)|(?:latest|last).*contact)", "date"),
    _heading("IN_TOUCH", "LA in Touch", r"\bin touch\b"),
    _heading("SUITABLE", "Suitability of Accommodation", r"\bsuitab"),
    _heading("ACCOM", "Type of Accommodation", r"\baccommodation"),
    _heading("ACTIV", "Activity Status", r"\bactivity"),
)
_ADOPTION = (
    _heading("REASON", "Reason Why Child No Longer Placed for Adoption", r"^reason.*(?:no longer|not).*adopt"),
    _heading(
        "REVERSED",
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        r"decision.*no longer|date.*no longer.*adopt",
        "date",
        True,
    ),
    _heading(
        "DECISION",
        "Date of Decision that Child Should be Placed for Adoption",
        r"decision.*(?:adopt|placed)|\badm decision|shobpa|shoudlbe placed",
        "date",
        True,
    ),
    _heading("PLACEMENT_ORDER", "Date of Placement Order", r"placement order", "date"),
    _heading("MATCHED", "Date of Matching Child and Prospective Adopters", r"\bmatch", "date"),
    _heading(
        "FOR_FOSTERING",
        "Date the child was placed for fostering in FFA",
        r"\bffa\b|concurrent|fostering for adoption",
        "date",
    ),
    _heading("PLACED", "Date Placed for Adoption", r"placed for adoption|^date placed", "date"),
    _heading("ADOPTED", "Date of Adoption Order", r"adoption order|date.*adopted", "date"),
    _heading("STARTED", "Date the Child Entered Care", rf"(?:enter|start|becam).*{_LOOKED_AFTER}", "date"),
)
LISTS = {
    6: (*_PERSON, *_NEED, *_WORKERS),
    7: (*_PERSON, *_PROTECTION, *_WORKERS),
    8: (*_PERSON, *_IN_CARE, *_WORKERS),
    9: (*_PERSON, *_LEAVERS, _ADVISER, *_WORKERS),
    10: (*_PERSON, *_ADOPTION),
}
_FEWEST = 4  # headings of a list that it needs to be one, the child's number among them


def normalised(heading: str) -> str:
    """A heading in small letters without signs: "Child's Legal_Status " -> "childs legal status"."""
    return " ".join(re.sub(r"[\W_]+", " ", re.sub(r"['’‘`´]", "", heading.lower())).split())


def positions(number: int, written: list[str]) -> dict[str, int]:
    """Where each column of that list stands among the headings; of two headings for one the first."""
    places: dict[str, int] = {}
    for position, heading in enumerate(map(normalised, written)):
        name = next((known.name for known in LISTS[number] if heading and known.pattern.search(heading)), None)
        if name:
            places.setdefault(name, position)
    return places


def list_of(written: list[str]) -> int:
    """The number of the list that columns with these headings make; 0 for none of 6 to 10."""
    scores = {}
    for number, headings in LISTS.items():
        places = positions(number, written)
        telling = [heading for heading in headings if heading.tells and heading.name in places]
        if "CHILD" in places and telling and len(places) >= _FEWEST:
            scores[number] = len(places), len(telling)
    return max(scores, key=scores.__getitem__, default=0)
