"""Processes that don't run the user's script again: it may lack `if __name__ == "__main__"`, or have no file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext, SpawnContext, SpawnProcess
from types import ModuleType


def context() -> BaseContext:
    """What `ProcessPoolExecutor` takes as `mp_context`."""
    return _Context()


class _Process(SpawnProcess):
    """A fresh Python. By itself it would first run the main module, for the sake of functions that are made there."""

    @staticmethod
    def _Popen(process_obj):
        with _without_main():
            return SpawnProcess._Popen(process_obj)  # type: ignore[attr-defined]  # as multiprocessing's own do


class _Context(SpawnContext):
    Process = _Process


@contextmanager
def _without_main() -> Iterator[None]:
    """An empty main module, which has no file that could be run."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
