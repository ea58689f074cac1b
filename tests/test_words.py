"""No sentence that people read holds a word of programmers, a reproach or a promise that isn't kept (docs/words.md)."""

import json
import re

import pytest

from check903 import engine
from check903.ask.questions import QUESTIONS
from check903.reading.limits import LIMITS
from support.sentences import of_javascript, of_python
from tools.places import ROOT

BANNED = re.compile(
    r"\b(pars(e|ed|ing)|tokens?|schema|instances?|invalid|fail(ed|ure)"
    r" to|fetch(ed|es|ing)?|upload(s|ed|ing)?|please|null|undefined|exceptions?|oops|unable to|"
    r"execut(e|ed|ion)|booleans?|validat(e|ed|ion|or)|dataset|payload|illegal|local authority|provider lists?)\b",
    re.IGNORECASE,
)
TRANSLATED = re.compile(  # no English council analyst would say it
    r"\b(take (it|them) with you|to make sure of|of no table|set apart|shown apart|never hidden|judge each|"
    r"one line an error|mend(ed|ing|s)?|without doubt|(is|was|are|were) taken for|unusually long|names? nobody|"
    r"mismatch(es)?|suspected)\b",
    re.IGNORECASE,
)
MEANT = (
    "Please put them right",  # a letter to a social worker: one colleague asks another
    "Please leave it so",
    "Please answer",  # what only the user can know is asked for
    "local authority lookup (April 2021)",  # the name of a source
    "Care taken by another local authority",  # values of the Department's own files, by which they are known
    "Local authority in touch with care leaver",
    "Placed outside the local authority boundary",
    "NULL in SQL",  # who reads it writes SQL
    "Standard Safeguarding Dataset",  # its name
)
PAGE = [
    ROOT / "index.html",
    ROOT / "js" / "boot.js",
    *sorted((ROOT / "js" / "client").glob("*.js")),
    *sorted((ROOT / "js" / "app").rglob("*.js")),
]
CODE = ("sample", "questions")  # holds code as text, in which NULL is no sentence
PYTHON = sorted(file for file in (ROOT / "py" / "check903").rglob("*.py") if file.parent.name not in CODE)


def sentences(file):
    source = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        return [
            text.strip()
            for text in re.findall(r">([^<>]+)<", re.sub(r"<!--.*?-->", "", source, flags=re.S))
            if text.strip()
        ]
    return of_javascript(source) if file.suffix == ".js" else of_python(source)


def wrong(text):
    for meant in MEANT:
        text = text.replace(meant, "")
    return BANNED.search(text) or TRANSLATED.search(text)


@pytest.mark.parametrize("file", [*PAGE, *PYTHON], ids=lambda file: file.relative_to(ROOT).as_posix())
def test_sentences(file):
    assert not [text for text in sentences(file) if wrong(text)]


def test_questions_that_are_ready():
    assert not [text for one in QUESTIONS for text in (one.title, one.note) if wrong(text)]


def test_rules_and_codes():
    said = [text for rule in engine.DEPARTMENT.rules for text in (rule.title, rule.wrong, rule.fix, rule.not_due)]
    lists = json.loads((ROOT / "py" / "check903" / "reference" / "data" / "codes.json").read_text(encoding="utf-8"))
    said += [text for entries in lists.values() for entry in entries for text in (entry["meaning"], entry["short"])]
    assert len(said) > 1500 and not [text for text in said if wrong(text)]


KNOWN = (
    "Nothing has been checked yet.",
    "Turn off Wi-Fi, or pull the network cable.",
    "Nothing changes until you apply it, and everything can be undone.",
    "Otherwise use an up-to-date Edge, Chrome or Firefox, with JavaScript and WebAssembly allowed.",
)


def test_the_sentences_are_found():
    page = [text for file in PAGE for text in sentences(file)]
    python = [text for file in PYTHON for text in sentences(file)]
    assert len(page) > 700 and len(python) > 250
    for one in KNOWN:
        assert any(one in text for text in page), one
    assert any("Save it without one and try again." in text for text in python)


def test_a_banned_word_is_found_and_code_is_not():
    page = of_javascript(
        """const a = null; // please fetch\nshow(html`<p title=${parse("x")}>Please ${n} upload</p>`);"""
    )
    assert [text for text in page if wrong(text)] == ["Please 1 upload"]
    assert wrong("Its columns are those of no table") and wrong("Not due yet is set apart, never hidden")
    nested = of_javascript("""const r = /["'`]/.test(text) ? `no ${a ? `in ${b} side` : ""} text` : 'two words';""")
    assert nested == ["in 1 side", "no 1 text", "two words"]
    python = of_python('''"""Please parse."""\nx = {"null": f"Failed to read {a} please"}\n''')
    assert [text for text in python if wrong(text)] == ["Failed to read 1 please"]


def test_limits_in_help_are_those_of_reading():
    said = (ROOT / "js" / "app" / "help" / "data.js").read_text(encoding="utf-8")
    for size in (f"{LIMITS.file_bytes >> 20} MB", f"{LIMITS.rows:,} rows", f"{LIMITS.members:,} files"):
        assert size in said, size
