"""Which cell of which published file answers which line of which figure. Files are known by their values, not by their
names: names of columns, and some values, changed between the releases of 2024 and 2025.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from check903.figures import adoption, leaving, placements, splits
from check903.figures.care_leavers import NEET


@dataclass(frozen=True)
class Cell:
    """A published cell.

    measure, split, group   the line that it is compared with
    groups   texts of the file's first filter, in the spellings of several releases; () where it has one filter only
    values   texts of its last filter
    take     which numbers: count, percent, rate
    file     "31 March", "started" or "ceased" where several files have the same values; else ""
    """

    measure: str
    split: str
    group: str
    groups: tuple[str, ...]
    values: tuple[str, ...]
    take: tuple[str, ...]
    file: str = ""


def _cell(line: str, group: str, values: Iterable[str], take: str, file: str = "") -> Cell:
    """`line`: "figure", "figure: split / group" or "figure: / further figure"; groups parted by "|"."""
    measure, _, rest = line.partition(": ")
    split, _, name = rest.partition("/ ")
    groups = tuple(filter(None, group.split("|")))
    return Cell(measure, split.strip(), name, groups, tuple(values), tuple(take.split()), file)


MARCH, STARTED, CEASED = "31 March", "started", "ceased"
EIGHTEEN, TWENTY = "17 to 18 years|17 to 18", "19 to 21 years|19 to 21"
UASC = ["Unaccompanied asylum-seeking children"]
EXTRA = {  # our group -> the published name, where they differ
    "Care taken over by another council": "Care taken by another local authority",
    "Left to live with parents, relatives or others with no parental responsibility": "Left care to live with parents,"
    " relatives or other person with no parental responsibility",
    "Independent living with supportive accommodation": "Moved into independent living (with supportive accommodation)",
    "Independent living without formal support": "Moved into independent living (with no formalised support)",
    "Transferred to adult social care": "Transferred to residential care funded by adult social services",
    "Any other reason": "Care ceased for any other reason",
    "Moved abroad": "Child moved abroad",
    "Aged 18 and remained with current carers": "Aged 18 (or over) and remained with current carers",
    "Returned home, part of the care planning process": "Returned home to live with parents or other person with"
    " parental responsibility which was part of the care planning process",
    "Returned home, not part of the care planning process": "Returned home to live with parents or other person with"
    " parental responsibility which was not part of the care planning process",
}
HOME, NOT_HOME = list(EXTRA.values())[-2:]


def _every() -> Iterable[Cell]:
    each_year = "each year"
    yield _cell("cla_on_day", "", [f"Children looked after on 31 March {each_year}"], "count")
    yield _cell("cla_rate", "", [f"Children looked after on 31 March {each_year}"], "rate")
    for id, verb in (("starts", "starting"), ("ceases", "ceasing")):
        value = [f"Children {verb} to be looked after {each_year}"]
        yield _cell(id, "", value, "count")
        yield _cell(f"{id}: / For every 10,000 children in the area", "", value, "rate")
    yield _cell("cla_uasc", UASC[0], UASC, "percent", MARCH)
    yield _cell("starts_breakdown: asylum / Unaccompanied asylum-seeking children", UASC[0], UASC, "percent", STARTED)
    for name in ("Full care order", "Interim care order"):
        yield _cell(f"cla_by_legal_status: / {name}", "Legal status", [name], "percent", MARCH)
    legal = "cla_by_legal_status: legal_status / "
    yield _cell(f"{legal}Placement order granted", "Legal status", ["Placement order granted"], "percent", MARCH)
    yield _cell(
        f"{legal}Voluntary agreements under S20",
        "Legal status",
        ["Voluntary agreements under S20 CA 1989", "Voluntary agreements under S20"],
        "percent",
        MARCH,
    )
    for name in ("Detained for child protection", "Youth justice legal statuses"):
        yield _cell(f"{legal}{name}", "Legal status", [name], "percent", MARCH)
    yield from _same("cla_placement_mix", "placement", "Placement", splits.PLACES, MARCH)
    providers = [*splits.PROVIDERS, splits.PROVIDER_NOT_REPORTED]
    yield from _same("cla_provider_mix", "provider", "Place providers|Place provider", providers, MARCH)
    yield from _same("ceases_by_reason", "reason", "Reason episode ceased", leaving.REASONS, "")
    yield _cell(
        "cla_out_of_area", "Locality of placement", ["Placed outside the local authority boundary"], "percent", MARCH
    )
    far = "Distance between home and placement"
    yield _cell("cla_over_20_miles", far, ["Placed more than 20 miles from home"], "percent", MARCH)
    yield _cell(
        "cla_out_and_over_20",
        f"{far} and locality of placement",
        ["Placed outside the LA boundary, more than 20 miles from home"],
        "percent",
        MARCH,
    )
    yield _cell("taken_into_care", "Taken into care", ["All children taken into care"], "percent")
    sgo = ["Special guardianship order"]
    yield _cell("sgo", "Reason episode ceased", sgo, "percent")
    guardian = "Special guardianship order made to "
    theirs = (
        "former foster carer, who was/are a relative or friend",
        "former foster carer, other than relative or friend",
        "carer, other than former foster carer, who was/are a relative or friend",
        "carer, other than former foster carer, other than relative or friend",
    )
    for ours, name in zip(adoption.SGO, theirs):
        yield _cell(f"sgo: guardian / {ours}", "Special guardianship order", [guardian + name], "percent")
    for ours in leaving.AGES_LEAVING:
        years = f"{ours} year" if ours != "18 and over" else "18 years and over"
        yield _cell(f"ceases_by_age: age / {ours}", "Age on ceasing", [years], "percent")
    yield _cell("adopted", "Reason episode ceased", ["Adopted"], "percent")
    yield _cell("cao", "Reason episode ceased", ["Residence order or child arrangement order granted"], "percent")
    yield _cell("returned_home: planned / Planned", "Reason episode ceased", [HOME], "percent")
    yield _cell("returned_home: planned / Not planned", "Reason episode ceased", [NOT_HOME], "percent")
    yield from _of_stability()
    yield from _of_outcomes()
    yield from _of_leavers()


def _same(id: str, split: str, group: str, names: Iterable[str], file: str) -> Iterable[Cell]:
    """The groups of a breakdown under their published names."""
    for name in names:
        yield _cell(f"{id}: {split} / {name}", group, [EXTRA.get(name, name)], "percent", file)


def _of_stability() -> Iterable[Cell]:
    march = "CLA on 31 March"
    yield _cell("three_placements", march, ["With 3 or more placements during the year"], "percent")
    two_years = ["With 3 or more placements during the previous 2 years"]
    yield _cell("three_placements_2y", "CLA 2 years on 31 March", two_years, "percent")
    long = "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years"
    yield _cell("long_term_stability", long, ["Living with the same carer for at least 2 years"], "percent")
    yield _cell("social_workers_3", march, ["3 or more social workers during the year"], "percent")
    yield from _same(
        "new_placements", "location", "Location of new placements during the year", placements.LOCATIONS, ""
    )
    reason = "Reason for placement change during the year"
    yield from _same("placement_change_reasons", "reason", reason, placements.CHANGES, "")


def _of_outcomes() -> Iterable[Cell]:
    health = "Health assessments: Children looked after all ages"
    yield _cell("health_assessment", health, ["Had their annual health assessment"], "percent")
    yield _cell("immunisations", health, ["Had their immunisations up to date"], "percent")
    yield _cell("dental", health, ["Had their teeth checked by a dentist"], "percent")
    young = "Development assessments: Children looked after ages 0 to 4 years"
    yield _cell("development", young, ["Development assessments up to date"], "percent")
    convicted = ["Convicted or subject to youth cautions, or youth conditional cautions during the year"]
    yield _cell("convicted", "Convictions: Children looked after Ages 10 to 17 years", convicted, "percent")
    misuse = "Substance misuse: Children looked after all ages"
    yield _cell("substance", misuse, ["Identified as having a substance misuse problem"], "percent")
    scores = "Ages 5 to 16 years with SDQ score"
    yield _cell("sdq", scores, ["SDQ score was received"], "percent")
    concern = ["SDQ score is a cause for concern"]
    yield _cell("sdq: band / Cause for concern (17 to 40)", scores, concern, "percent")
    yield _cell("sdq: / Average score", scores, ["SDQ average score"], "count")
    missing = ["Percentage of children who had a missing incident during the year"]
    yield _cell("missing_children", "", missing, "count")
    yield _cell("missing_incidents", "", ["Number of missing incidents during the year"], "count")
    average = ["Average number of missing incidents per looked after child who went missing"]
    yield _cell("missing_incidents: / Incidents for each child who went missing", "", average, "count")
    yield _cell("missing_repeat", "", ["Children who went missing more than once during the year"], "count")
    yield _cell("missing_now", "", ["Children missing at 31 March"], "count")
    yield _cell("cla_year", "", ["Children looked after during the year"], "count")
    only = ["Children who were only looked after exclusively under a series of short term placements"]
    yield _cell("short_breaks_only", "", only, "count")


def _of_leavers() -> Iterable[Cell]:
    eet = ["Total in education, employment or training"]
    touch = ["Local authority in touch with care leaver"]
    suitable = ["Accommodation considered suitable"]
    for ours, theirs in (("17 to 18", EIGHTEEN), ("19 to 21", TWENTY)):
        yield _cell(f"cl_activity: age / {ours}", theirs, eet, "percent")
        yield _cell(f"cl_activity: / {NEET}, {ours}", theirs, [NEET], "percent")
        yield _cell(f"cl_suitable: age / {ours}", theirs, suitable, "percent")
        yield _cell(f"cl_in_touch: age / {ours}", theirs, touch, "percent")
    for ours, theirs in (("18", "18|18 years"), ("19 to 20", "19 to 20|19 to 20 years")):
        staying = ["Total living with former foster carers in the current year"]
        yield _cell(f"staying_put: age / {ours}", theirs, staying, "percent")


def _by_line() -> dict[tuple[str, str, str], list[Cell]]:
    by_line: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in _every():
        by_line.setdefault((cell.measure, cell.split, cell.group), []).append(cell)
    return by_line


CELLS = _by_line()
