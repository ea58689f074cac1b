"""The examples of the rules know a few postcodes only."""

import pytest

import example_postcodes
from check903.reference import postcodes


@pytest.fixture(autouse=True)
def few_postcodes(monkeypatch):
    monkeypatch.setattr(postcodes, "default_directory", example_postcodes.directory)
