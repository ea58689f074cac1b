"""The examples of the rules know a few postcodes only."""

import pytest

from check903.reference import postcodes
from support import example_postcodes


@pytest.fixture(autouse=True)
def few_postcodes(monkeypatch):
    monkeypatch.setattr(postcodes, "default_directory", example_postcodes.directory)
