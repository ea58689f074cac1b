"""The Ask worker's one object: a database of the tidy tables, and questions about it."""

from __future__ import annotations

import sqlite3
import time

from check903.ask import helpers, sql

NO_MEMORY = {
    "kind": "fault",
    "line": 0,
    "sentence": "There was not enough memory for this question",
    "more": "Ask for fewer rows or columns, or close other tabs and programs. Your tables are as they were.",
    "said": "",
    "repair": None,
}


class Asker:
    """Answers questions about one database, given as its bytes. It works on a copy in memory."""

    def __init__(self, database: bytes):
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.deserialize(database)
        helpers.add_to(self._connection)
        self._python = None

    def ask(self, language: str, code: str) -> dict:
        """The answer of kind table, value, nothing or fault, and how many `seconds` it took."""
        began = time.perf_counter()
        try:
            answer = self._by_language(language, code)
        except MemoryError:
            answer = dict(NO_MEMORY)
        return {"printed": "", **answer, "seconds": round(time.perf_counter() - began, 3)}

    def database(self) -> bytes:
        """The database as it is now."""
        return self._connection.serialize()

    def _by_language(self, language: str, code: str) -> dict:
        if language == "sql":
            return sql.run(self._connection, code)
        if self._python is None:
            from check903.ask.python import Python  # here, since pandas comes only when it is asked for

            self._python = Python(self._connection)
        return self._python.run(code)
