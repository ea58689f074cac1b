"""What keeps a text from turning into a formula, a link or a number in a spreadsheet: it comes from a file that anyone
may have written.
"""

from __future__ import annotations

# Excel in some languages, and programs that fold wide letters, take the full-width forms for the plain ones.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

WORKBOOK = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}  # for xlsxwriter


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text of a CSV cell for a formula."""
    return text.startswith(FORMULA)


def harmless(value) -> str:
    """The value as CSV text that a spreadsheet won't take for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and starts_formula(text) else text
