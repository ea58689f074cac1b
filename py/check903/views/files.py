"""The files as they were recognised."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from check903 import engine
from check903.findings import labels
from check903.model.providers import SAID
from check903.model.returns import Collection
from check903.reading import LoadedFiles, providers, questions, years
from check903.reading.council import Evidence
from check903.reading.council import question as council_question
from check903.reading.phrases import count, names
from check903.reading.whose import name_of
from check903.reading.work_loaded import WorkPart
from check903.reference import authorities, schema
from check903.views.few_tables import before_check
from check903.views.your_work import YourWork, since, your_work

KINDS = {
    "providers": "Ofsted’s list",
    "workers": "Workers and teams",
    "annex_a": "Annex A, Ofsted’s child-level data",
    "saved": "Saved check",
    "work": "Your work",
    "published": "Published figures",
    "figures_only": "Figures of a council",
    "local": "Local rules",
    "unknown": "Not recognised",
}


class ListSheet(TypedDict):
    """A sheet of Ofsted’s list: what it gave, what it lacks, and the year’s rules that wait for that."""

    name: str
    settings: int
    closed: int
    gives: list[str]
    lacks: list[str]
    rules: list[str]


class FilePart(TypedDict):
    """A table of a file. `role`: this, last, earlier (read-only), reference, unused, or waits (for an answer that says
    the year); `council`: another one, whose it is and which is not checked now, or ""; `asks`: keys of questions;
    `sheets`: of Ofsted’s list, if one lacks a column.
    """

    part: int
    kind: str
    table: str | None
    label: str
    sheet: str
    year: int | None
    role: str
    why: str
    council: str
    rows: int
    notes: list[str]
    looks: list[str]
    asks: list[str]
    sheets: list[ListSheet]


class OneFile(TypedDict):
    """A file. `source`: the page’s own number for what it added (a zip makes several files of one)."""

    id: int
    source: int
    name: str
    problem: str | None
    notes: list[str]
    parts: list[FilePart]


class Files(TypedDict):
    """The files. `suggested`: the year that they are of, whatever was chosen; `years`: what is done with each year,
    where there are other councils, or others than this year and last, else ""; `questions`: those that are open, in
    the order in which they are asked; `undecided`: postcodes have yet to come that tell whose some
    files are: ask again then; `authority`: the council that makes the sample return.
    """

    files: list[OneFile]
    year: int | None
    year_label: str
    period: str
    year_from: str
    suggested: int | None
    year_evidence: str
    years: str
    rows: int
    tables_this: int
    tables_last: int
    doubts: list[str]
    questions: list[questions.PlainQuestion]
    answered: list[questions.PlainQuestion]
    work: YourWork | None
    few: str
    undecided: bool
    authority: NotRequired[str]


def files(loaded: LoadedFiles, undecided: bool = False) -> Files:
    """Every file with what it was taken for, and the collection year that follows."""
    roles = loaded.assignments()
    year = loaded.year if loaded.files else None
    collection = Collection.of_year(year) if year else None
    return {
        "files": [_file(file, roles, year, loaded.work) for file in loaded.files],
        "year": year,
        "year_label": schema.year_label(year) if year else "",
        "period": labels.period(collection.start, collection.end) if collection else "",
        "year_from": loaded.year_from if year else "",
        "year_evidence": _year_evidence(loaded, collection) if collection else "",
        "years": _years(loaded, year) if year else "",
        "suggested": loaded.suggested if year else None,
        "rows": sum(len(table) for tables in (loaded.this_year, loaded.last_year) for table in tables.values()),
        "tables_this": len(loaded.this_year),
        "tables_last": len(loaded.last_year),
        "doubts": list(loaded.doubts),
        "questions": [questions.to_dict(question) for question in loaded.questions],
        "answered": [questions.to_dict(question, answer) for question, answer in loaded.answered],
        "work": your_work(loaded),
        "few": _few(loaded, year) if year else "",
        "undecided": undecided,
    }


class CouncilTold(TypedDict):
    """The council that the postcodes tell, "" if none; `sentence`: "97% of home postcodes are in Birmingham", or "";
    `agrees`: they don't contradict the chosen one; `question`: what is asked if they do, open or answered.
    """

    likely: str
    likely_name: str
    sentence: str
    agrees: bool
    question: questions.PlainQuestion | None


def council(evidence: Evidence, chosen: str, loaded: LoadedFiles) -> CouncilTold:
    """What the postcodes tell of the council."""
    asked = council_question(chosen, evidence)
    return {
        "likely": evidence.likely,
        "likely_name": authorities.name(evidence.likely),
        "sentence": evidence.sentence,
        "agrees": bool(evidence.likely) and not evidence.contradicts(chosen),
        "question": questions.to_dict(asked, loaded.answer_to(asked)) if asked else None,
    }


def _years(loaded: LoadedFiles, year: int) -> str:
    """ "3 councils, 4 years: 2026-27 of Devon is checked, beside 2025-26. 2024-25 and 2023-24 are ..."; "" without
    another council or years but those two, and while none of the councils is chosen.
    """
    years, parted = set(loaded.by_year()), loaded.parted
    if not years or (years <= {year, year - 1} and not parted.chosen):
        return ""
    beside = f", beside {schema.year_label(year - 1)}" if year - 1 in years else ""
    several = f"{count(len(parted.groups), 'council')}, " if parted.chosen else ""
    whose = f" of {name_of(parted.chosen)}" if parted.chosen else ""
    sentences = [f"{several}{count(len(years), 'year')}: {schema.year_label(year)}{whose} is checked{beside}."]
    if earlier := _labels(of_year for of_year in years if of_year < year - 1):
        sentences.append(f"{earlier} {'show' if ' and ' in earlier else 'shows'} what began before last year’s return.")
    if later := _labels(of_year for of_year in years if of_year > year):
        sentences.append(f"{later} {'are' if ' and ' in later else 'is'} left alone.")
    return " ".join(sentences)


def _labels(years: Iterable[int]) -> str:
    return names(map(schema.year_label, sorted(years, reverse=True)))


def _few(loaded: LoadedFiles, year: int) -> str:
    """What can be run with only some tables, or ""."""
    tables = {*loaded.this_year, *(f"{name}_last" for name in loaded.last_year)}
    return before_check(tables, engine.in_force(year), loaded.providers is not None)


def _year_evidence(loaded: LoadedFiles, collection: Collection) -> str:
    """ "3,466 of 3,471 episodes fall in 1 April 2026 to 31 March 2027", or "" without any."""
    episodes = loaded.this_year.get("Episodes")
    if not episodes:
        return ""
    within = years.in_window(episodes, collection.start, collection.end)
    period = labels.period(collection.start, collection.end)
    return f"{within:,} of {count(len(episodes), 'episode')} {'falls' if within == 1 else 'fall'} in {period}"


def _file(file, roles: dict, year: int | None, work: WorkPart | None) -> OneFile:
    return {
        "id": file.id,
        "source": file.source,
        "name": file.read.name,
        "problem": file.read.problem,
        "notes": [*(since(file, work.work) if work else ()), *file.read.notes],
        "parts": [_part(number, part, roles[file.id, number], year) for number, part in enumerate(file.read.parts)],
    }


def _part(number: int, part, assigned, year: int | None) -> FilePart:
    label = schema.TABLES[part.table_name].label if part.kind == "table" else KINDS[part.kind]
    sheets = _sheets(part.content, year) if part.kind == "providers" and year else []
    return {
        "part": number,
        "kind": part.kind,
        "table": part.table_name,
        "label": label,
        "sheet": part.label,
        "year": assigned.year,
        "role": assigned.role,
        "why": assigned.why,
        "council": assigned.council,
        "rows": int(part.rows),
        "notes": _without(part.notes, providers.about_settings(part.content) if sheets else ()),
        "looks": _looks(part) if sheets else list(part.looks),
        "asks": [question.key for question in part.questions],
        "sheets": sheets,
    }


def _without(sentences: list[str], others: Iterable[str]) -> list[str]:
    others = set(others)
    return [sentence for sentence in sentences if sentence not in others]


def _looks(listed) -> list[str]:
    """What needs a look of a list whose sheets stand in a table, which says what each lacks."""
    lacks = list(providers.about_lacks(listed.content))
    todo = "Add the columns that are not there, or use a list that has them."
    return [*_without(listed.looks, lacks), *([todo] if lacks else [])]


def _sheets(listed, year: int) -> list[ListSheet]:
    """What each sheet of Ofsted's list gave and which of the year's rules wait for what it lacks; none if every sheet
    has all.
    """
    return [_sheet(sheet, year) for sheet in listed.sheets] if any(sheet.lacks for sheet in listed.sheets) else []


def _sheet(sheet, year: int) -> ListSheet:
    waiting = sorted({rule.code for rule in engine.in_force(year) if rule.listed in sheet.lacks})
    return {
        "name": sheet.name,
        "settings": sheet.settings,
        "closed": sheet.closed,
        "gives": [_given(name, heading) for name, heading in sheet.gives.items()],
        "lacks": [SAID[name] for name in sheet.lacks],
        "rules": waiting,
    }


def _given(name: str, heading: str) -> str:
    return f"{SAID[name]} (“{heading}”)" if name == "POSTCODE" and heading else SAID[name]
