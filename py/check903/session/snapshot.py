"""Nothing is lost when a worker dies, a page closes or a day ends: what the user decided, as a work file; where the
returns of several councils were worked on, a zip with one for each, so that each can be handed on alone.

The page keeps the latest in its memory beside the files, as the memo, and hands both to the next worker's session.
"Save my work" gives the same, with the checks in it, to be dropped in again (`reading.work_file` has the format). A
method marked `@decides` changes it, and the worker sends the new one along with its answer.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from dataclasses import replace

from check903.export.names import named, plain_names
from check903.reading import LoadedFiles, work_file
from check903.reading.phrases import count
from check903.reading.work import KeptFiles, Work
from check903.reference import authorities
from check903.session.answers import Memo


def decides(method):
    """Mark a method of the session after which the memo is another one."""
    method.decides = True
    return method


def to_file(works: list[Work]) -> bytes:
    """A work file; of several a zip, in their order."""
    if len(works) == 1:
        return work_file.to_bytes(works[0])
    out = io.BytesIO()
    names = plain_names((_whose(work) or "return" for work in works), 80)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, work in zip(names, works):
            made = work.made.timetuple()[:6] if work.made else (1980, 1, 1, 0, 0, 0)
            archive.writestr(zipfile.ZipInfo(f"{name} work.json", made), work_file.to_bytes(work), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def from_file(data: bytes) -> list[Work]:
    """The works of a file that `to_file` made."""
    if work_file.is_work(data):
        return [work_file.from_bytes(data)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [work_file.from_bytes(archive.read(name)) for name in archive.namelist()]


def memo(works: list[Work], loaded: LoadedFiles) -> Memo:
    """The works, the last of them that on the return that is worked on; whether a work file that was dropped in has all
    of them.
    """
    marks = _marks(works)
    return {
        "bytes": to_file(works),
        "name": file_name(works, dt.date.today()),
        "changes": sum(len(batch.changes) - len(batch.undone) for work in works for batch in work.batches),
        "notes": sum(len(work.accepted) for work in works),
        "choices": len({name for work in works for name in work.choices}),
        "councils": len(works),
        "mark": hashlib.blake2b(" ".join(sorted(marks)).encode(), digest_size=8).hexdigest(),
        "saved": marks <= {_mark(part.work) for part in loaded.works},
    }


def file_name(works: list[Work], day: dt.date) -> str:
    """ "Birmingham 903 2026-27 work 2026-11-25.json", "3 councils 903 2026-27 work 2026-11-25.zip"."""
    *others, now = works
    whose = count(len(works), "council") if others else _whose(now)
    return named(whose, now.year, "work", day, "zip" if others else "json")


def _whose(work: Work) -> str:
    return authorities.short_name(authorities.name(work.council)) or work.group


def _marks(works: list[Work]) -> set[str]:
    """Those of the works in which something was decided; of one where nothing was, if there is no other."""
    nothing = _mark(Work(None, "", 0, KeptFiles()))
    marks = {_mark(work) for work in works}
    return marks - {nothing} or marks


def _mark(work: Work) -> str:
    """The same for the same changes, notes and choices, whatever the files and local rules."""
    bare = replace(work, made=None, council="", group="", year=0, loaded=KeptFiles(), check=None, local=())
    return hashlib.blake2b(work_file.to_bytes(bare), digest_size=8).hexdigest()
