"""Your work: what a user decided about a return, in one file that is dropped in again beside the same files or newer
ones. The page keeps the same thing in its memory as a memo, for another worker (`session.snapshot`).
"""

from __future__ import annotations

import datetime as dt
import json
import re

from check903.reading import local_rules, saved_check
from check903.reading.limits import MB
from check903.reading.local_rules import LocalFile
from check903.reading.work import KeptBatch, KeptChange, KeptFile, KeptFiles, Work
from check903.reference import schema

FORMAT, VERSION = "check903 work", 2  # a saved check, which this took the place of, was the first
HOLDS = (
    "Changes (child ids, columns, old and new values), notes on accepted errors, answers to questions, what you ticked,"
    " how lists and letters are made with the contact you typed, names and sizes of your files, your local rules, and"
    " the errors of the check. No names of children or social workers, but for what you typed into a note yourself."
    " Keep it as safe as the return."
)
LARGEST = 32 * MB  # 100,000 changes and as many errors are 16
LONGEST = 10_000  # characters of a text
_START = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"check903 work"')


# -- writing ----------------------------------------------------------------------------------------------------------


def to_bytes(work: Work) -> bytes:
    """The file: JSON, UTF-8, a line for each thing that it holds; the first ones say what that is."""
    content = {
        "format": FORMAT,
        "holds": HOLDS,
        "version": VERSION,
        "council": work.council,
        "group": work.group,
        "year": work.year,
        "made": work.made.isoformat(timespec="seconds") if work.made else "",
        "files": [_file(file) for file in work.loaded.files],
        "changes": [_batch(batch) for batch in work.batches],
        "accepted": saved_check.by_child(work.accepted, work.accepted),
        "choices": work.choices,
        "answers": work.loaded.answers,
        "shelf": {  # the key of the first work files, which can still be opened
            "year": work.loaded.year,
            "next": work.loaded.next,
            "made": list(work.loaded.made),
            "without": work.loaded.without,
            "again": [list(one) for one in work.loaded.again],
        },
        "local": [[file.name, file.text] for file in work.local],
        "check": saved_check.to_dict(work.check) if work.check else None,
    }
    lines = (f'"{key}":{_compact(value)}' for key, value in content.items())
    return ("{" + ",\n".join(lines) + "}\n").encode()


def _compact(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _file(file: KeptFile) -> dict:
    return {
        "name": file.name,
        "rows": file.rows,
        "hash": file.digest,
        "id": file.id,
        "source": file.source,
        "nth": file.nth,
        "taken": list(file.taken.items()),
        "years": list(file.years.items()),
    }


def _batch(batch: KeptBatch) -> dict:
    return {
        "number": batch.number,
        "when": batch.when.isoformat(),
        "fix": batch.fix,
        "column": batch.column,
        "tied": batch.tied,
        "undone": sorted(batch.undone),
        "outcome": list(batch.outcome) if batch.outcome else None,
        "changes": [
            [
                change.table,
                change.child,
                change.own,
                change.nth,
                change.alike,
                change.field,
                change.before,
                change.after,
            ]
            for change in batch.changes
        ],
    }


# -- reading ----------------------------------------------------------------------------------------------------------


def is_work(data: bytes) -> bool:
    """True for bytes that begin as a work file does."""
    return bool(_START.match(data[:200]))


def from_bytes(data: bytes) -> Work:
    """Read a work file. ValueError, with a sentence for the page, if it is none or was spoilt; nothing in it is taken
    unseen.
    """
    if len(data) > LARGEST:
        raise ValueError(f"it is larger than {LARGEST // MB} MB, far more than anybody’s work: save your work again")
    try:
        content = json.loads(data.decode("utf-8-sig"))
        if content["format"] != FORMAT:
            raise KeyError("format")
        version = _count(content["version"])
        work = None if version > VERSION else _work(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as fault:
        raise ValueError(
            "this is not a work file that Check 903 saved, or it was changed since: save your work again"
        ) from fault
    if work is None:
        raise ValueError("a newer Check 903 saved it: open it with that one")
    return work


def _work(content: dict) -> Work:
    saved_at = _text(content["made"])
    year = _count(content["year"])
    if year:
        schema.year_label(year)
    accepted = saved_check.of_children(content["accepted"])[1]
    return Work(
        _moment(saved_at) if saved_at else None,
        _text(content["council"]),
        year,
        _loaded(content),
        tuple(map(_batch_of, _list(content["changes"]))),
        accepted,
        {_text(name): _choice(value) for name, value in content["choices"].items()},
        _check(content["check"], accepted) if content["check"] is not None else None,
        tuple(_local(*given) for given in _list(content.get("local", []))),
        _text(content.get("group", "")),
    )


def _check(content: dict, accepted: dict[saved_check.Key, str]) -> saved_check.SavedCheck:
    """The check of a work file, which holds its notes beside it."""
    check = saved_check.from_dict(content)
    there = set(check.findings or ())
    check.accepted |= {key: note for key, note in accepted.items() if key in there}
    return check


def _local(name, text) -> LocalFile:
    if len(saved_check.text(text)) > local_rules.LARGEST:
        raise ValueError("too long a text")
    return LocalFile(_text(name), text)


def _loaded(content: dict) -> KeptFiles:
    shelf = content["shelf"]
    return KeptFiles(
        _year(shelf["year"]),
        _count(shelf["next"]),
        {_text(key): _text(answer) for key, answer in content["answers"].items()},
        tuple(map(_file_of, _list(content["files"]))),
        tuple(map(_text, _list(shelf["made"]))),
        _flag(shelf["without"]),
        tuple(_place(*one) for one in _list(shelf["again"]) if isinstance(one, list)),  # numbers alone: an older one's
    )


def _file_of(content: dict) -> KeptFile:
    return KeptFile(
        _count(content["id"]),
        _count(content["source"]),
        _count(content["nth"]),
        _text(content["name"]),
        _count(content["rows"]),
        _text(content["hash"]),
        {_count(part): _table(table) if table else "" for part, table in _list(content["taken"])},
        {_count(part): _known_year(year) for part, year in _list(content["years"])},
    )


def _batch_of(content: dict) -> KeptBatch:
    changes = tuple(_change_of(*values) for values in _list(content["changes"]))
    undone = frozenset(map(_count, _list(content["undone"])))
    if any(place >= len(changes) for place in undone):
        raise ValueError("there is no such change")
    fix, outcome = content["fix"], content["outcome"]
    return KeptBatch(
        _count(content["number"]),
        _moment(_text(content["when"])),
        changes,
        None if fix is None else _text(fix),
        _flag(content["column"]),
        _flag(content["tied"]),
        undone,
        None if outcome is None else _pair(*outcome),
    )


def _change_of(table, child, dates, nth, alike, field, before, after) -> KeptChange:
    spec = schema.TABLES[_table(table)]
    if field is not None and _text(field) not in spec.names:
        raise ValueError("no such column")
    return KeptChange(
        spec.name, _text(child), _text(dates), _count(nth), _count(alike), field, _text(before), _text(after)
    )


def _place(digest, number) -> tuple[str, int]:
    return _text(digest), _count(number)


def _pair(one, other) -> tuple[int, int]:
    return _count(one), _count(other)


def _choice(value, depth: int = 4):
    """What a choice may be: text, number, yes or no, none, or several; `session.choices` knows their meaning."""
    if isinstance(value, (list, dict)) and not depth:
        raise ValueError("too deep")
    if isinstance(value, list):
        return [_choice(item, depth - 1) for item in value]
    if isinstance(value, dict):
        return {_text(key): _choice(item, depth - 1) for key, item in value.items()}
    if value is None or isinstance(value, bool):
        return value
    return _count(value) if isinstance(value, int) else _text(value)


def _text(value) -> str:
    text = saved_check.text(value)
    if len(text) > LONGEST:
        raise ValueError("too long a text")
    return text


def _list(value) -> list:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _flag(value) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not yes or no")
    return value


def _table(value) -> str:
    if _text(value) not in schema.TABLES:
        raise ValueError("no such table")
    return value


def _year(value) -> int | None:
    return None if value is None else _known_year(value)


def _known_year(value) -> int:
    if not schema.FIRST_YEAR - 1 <= _count(value) <= schema.LAST_YEAR:
        raise ValueError("no such year")
    return value


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=None)


_count = saved_check.count
