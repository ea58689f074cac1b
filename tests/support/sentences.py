"""The texts that people read, taken out of the code: JavaScript's strings and templates, Python's strings without
docstrings.
"""

import ast
import re

REGEX_COMES_AFTER = set("(,=:[!&|?{};\n")


def of_javascript(source):
    """Texts in quotes and templates, tags and `${...}` left out. A template's text may come in several pieces."""
    pieces = []
    _code(source, 0, pieces, "")
    texts = (re.sub(r"<[^<>]*>", " | ", piece) for piece in pieces)
    return [text for whole in texts for text in map(str.strip, whole.split("|")) if " " in text]


def _code(source, at, pieces, end):
    """Read code up to `end` at the same depth; gives the position after it."""
    before, depth = "\n", 0
    while at < len(source):
        char = source[at]
        if char == end and not depth:
            return at + 1
        if source.startswith("//", at):
            at = source.find("\n", at) if "\n" in source[at:] else len(source)
            continue
        if source.startswith("/*", at):
            at = source.index("*/", at) + 2
            continue
        if char in "\"'":
            found = re.compile(rf"{char}((?:\\.|[^{char}\\])*){char}").match(source, at)
            pieces.append(found[1])
            at, before = found.end(), char
            continue
        if char == "`":
            at, before = _template(source, at + 1, pieces), char
            continue
        if char == "/" and before in REGEX_COMES_AFTER:
            at, before = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[])+/").match(source, at).end(), "/"
            continue
        depth += (char == "{") - (char == "}")
        before = before if char == " " else char
        at += 1
    return at


def _template(source, at, pieces):
    """Read a template's text; gives the position after its end."""
    text = []
    while source[at] != "`":
        if source[at] == "\\":
            at += 2
        elif source.startswith("${", at):
            at = _code(source, at + 2, pieces, "}")
            text.append("1")  # what stands there is neither text nor nothing
        else:
            text.append(source[at])
            at += 1
    pieces.append("".join(text))
    return at + 1


def of_python(source):
    """Strings of more than one word, an f-string as one text; docstrings are for programmers."""
    tree = ast.parse(source)
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if part is not node
    }
    inside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (_text(node) for node in ast.walk(tree) if id(node) not in inside)
    return [text for text in texts if text and " " in text.strip()]


def _text(node):
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "1" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
