"""docs/rules.md says what the rules say."""

from pathlib import Path

from check903.engine import catalogue

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "rules.md"


def test_the_document_is_not_stale():
    assert DOCUMENT.read_text(encoding="utf-8") == catalogue.markdown() + "\n", (
        "run: PYTHONPATH=py python -m check903.engine.catalogue > docs/rules.md"
    )
