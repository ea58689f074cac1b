"""Between the worker's JavaScript and `check903.bridge`: JSON and bytes out, and a fault of Python as words with its traceback."""

import json
import traceback

from pyodide.ffi import jsnull

from check903 import bridge
from check903.views.not_run import without_data

session = bridge.Session()


def call(method, arguments):
    """Call a method of the session. Gives {"json", "bytes"}, or {"error", "details"} if it failed."""
    try:
        if method.startswith("_"):
            raise AttributeError(method)
        result = getattr(session, method)(*map(_given, arguments))
        data = None
        if isinstance(result, dict) and isinstance(result.get("bytes"), bytes):
            result, data = {key: value for key, value in result.items() if key != "bytes"}, result["bytes"]
        return {"json": json.dumps(result, ensure_ascii=False, allow_nan=False, default=_plain), "bytes": data}
    except MemoryError:
        return {"error": "This browser tab has run out of memory. Reload the page and load fewer files at once.", "details": traceback.format_exc()}
    except Exception as fault:
        return {"error": f"{type(fault).__name__}: {fault}", "details": without_data(traceback.format_exc())}


def offers(method):
    return hasattr(session, method)


def _given(value):
    """An argument of the page's: JavaScript's null, which Python has as an object of its own, is None."""
    if isinstance(value, memoryview):
        return bytes(value)
    return None if value is jsnull else value


def _plain(value):
    """A numpy number as Python's own."""
    return value.item()
