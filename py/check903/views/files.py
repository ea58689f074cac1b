"""The files as they were recognised."""

from __future__ import annotations

from check903 import schema
from check903.model import Collection
from check903.reading import Shelf, questions
from check903.views import words

_KINDS = {"providers": "Provider list", "workers": "Workers and teams", "saved": "Saved check", "unknown": "Not recognised"}


def files(shelf: Shelf) -> dict:
    """Every file with what it was taken for, and the collection year that follows."""
    roles = shelf.assignments()
    year = shelf.year if shelf.files else None
    collection = Collection.of_year(year) if year else None
    return {
        "files": [_file(file, roles) for file in shelf.files],
        "year": year, "year_label": schema.year_label(year) if year else "",
        "period": words.period(collection.start, collection.end) if year else "", "year_from": shelf.year_from if year else "",
        "rows": sum(len(table) for tables in (shelf.this_year, shelf.last_year) for table in tables.values()),
        "tables_this": len(shelf.this_year), "tables_last": len(shelf.last_year), "doubts": list(shelf.doubts),
        "questions": [questions.plain(question) for question in shelf.questions],
        "answered": [questions.plain(question, answer) for question, answer in shelf.answered],
    }


def _file(file, roles: dict) -> dict:
    return {
        "id": file.id, "source": file.source, "name": file.read.name, "problem": file.read.problem, "notes": list(file.read.notes),
        "parts": [_part(number, part, roles[file.id, number]) for number, part in enumerate(file.read.parts)],
    }


def _part(number: int, part, assigned) -> dict:
    label = schema.TABLES[part.table_name].label if part.kind == "table" else _KINDS[part.kind]
    return {"part": number, "kind": part.kind, "table": part.table_name, "label": label, "sheet": part.label, "year": assigned.year,
            "role": assigned.role, "rows": int(part.rows), "notes": list(part.notes), "looks": list(part.looks),
            "asks": [question.key for question in part.questions]}
