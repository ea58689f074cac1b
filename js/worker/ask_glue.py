"""Between Ask's worker and `check903.ask`: opens the database, runs questions and local rules, installs wheels."""

import importlib
import json
import sys
from itertools import chain
from pathlib import Path

from check903.ask.asker import NO_MEMORY, Asker
from check903.local.running import steps

WHEELS = Path("/wheels")
asker = None
happening = iter(())


def open_database(data):
    """The tables, in place of those before."""
    global asker
    asker = Asker(data.to_bytes())


def run(language, code):
    """The answer to a question as JSON."""
    answer = asker.ask(language, code)
    try:
        return json.dumps(answer, ensure_ascii=False, allow_nan=False)
    except MemoryError:
        return json.dumps({"printed": "", **NO_MEMORY, "seconds": answer["seconds"]})


def begin_rules(files, skip, seconds):
    """Begin with local rules: [name, text] of each file and codes that are left out, both as JSON."""
    global happening
    given = [(name, text) for name, text in json.loads(files)]
    made = steps(given, asker.database(), seconds, json.loads(skip))
    happening = chain([next(made, None)], made)  # what takes time before the first file is no rule's


def next_of_rules():
    """What happens next with them, as JSON; null at the end."""
    return json.dumps(next(happening, None), ensure_ascii=False, allow_nan=False)


async def install_pandas():
    """micropip from its wheel, and with it the others. Nothing is asked of a network: there is none."""
    importlib.invalidate_caches()  # some of numpy's modules came with it
    (own,) = WHEELS.glob("micropip-*.whl")
    sys.path.insert(0, str(own))
    for wheel in sorted(WHEELS.glob("*.whl")):
        if wheel != own:
            await _install(wheel)
    import pandas  # noqa: F401  here, so that the first question is not the one that waits


async def install(name):
    """A wheel that the user dropped."""
    await _install(WHEELS / name)


async def _install(wheel):
    import micropip

    await micropip.install(f"emfs:{wheel}", deps=False)
