"""Between Ask's worker and `check903.ask`: opens the database, runs questions, installs wheels that the page gave."""

import importlib
import json
import sys
from pathlib import Path

from check903.ask.asker import NO_MEMORY, Asker

WHEELS = Path("/wheels")
asker = None


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
