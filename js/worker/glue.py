"""Between the worker's JavaScript and `check903.session.session`: JSON and bytes out, and a fault of Python as words
with its traceback.
"""

import gc
import json
import traceback

from pyodide.ffi import jsnull

from check903.session import session
from check903.session.not_yet import NotYet
from check903.views.traceback import without_data

session = session.Session()

NO_MEMORY = (
    "There was not enough memory for this. Close other tabs and programs, and try again. All that you did before is"
    " kept."
)


def call(method, arguments):
    """Call a method of the session.

    Gives {"json", "bytes", "memo"}: the memo where the call made it another one; or {"error", "details", "plain"} if it
    failed:
    `plain` where the error is a sentence for the page.
    """
    try:
        if method.startswith("_"):
            raise AttributeError(method)
        wanted = getattr(session, method)
        answer, data = _parted(wanted(*map(_given, arguments)))
        kept, memo = _parted(session.memo()) if getattr(wanted, "decides", False) else (None, None)
        return {"json": answer, "bytes": data, "kept": kept, "memo": memo}
    except MemoryError:
        return {"error": NO_MEMORY, "details": traceback.format_exc(), "plain": True}
    except NotYet as sentence:
        return {"error": str(sentence), "details": "", "plain": True}
    except Exception as fault:
        return {
            "error": f"{type(fault).__name__}: {fault}",
            "details": without_data(traceback.format_exc()),
            "plain": False,
        }


def _preparing():
    """What is better done before anything is asked for, bit by bit: the rest is imported, then a check rehearsed until
    files come.
    """
    while session.make_next():
        if session.is_empty:
            gc.freeze()  # what was imported stays: the collector need not look through it again and again
        yield
    from check903.session import rehearsal

    steps = rehearsal.steps()
    while session.is_empty and next(steps, True) is None:
        yield


_prepared = _preparing()


def prepare_next():
    """Do the next of it; whether there is more."""
    return next(_prepared, True) is None


def offers(method):
    return hasattr(session, method)


def _given(value):
    """An argument of the page's: JavaScript's null, which Python has as an object of its own, is None."""
    if isinstance(value, memoryview):
        return bytes(value)
    return None if value is jsnull else value


def _parted(result):
    """The JSON of a result and its bytes, if it has any."""
    data = None
    if isinstance(result, dict) and isinstance(result.get("bytes"), bytes):
        result, data = {key: value for key, value in result.items() if key != "bytes"}, result["bytes"]
    return json.dumps(result, ensure_ascii=False, allow_nan=False, default=_plain), data


def _plain(value):
    """A numpy number as Python's own."""
    return value.item()
