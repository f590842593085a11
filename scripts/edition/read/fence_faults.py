"""Says what is wrong with the two lines `---` around a file's fields, at the line that is to be changed."""

from __future__ import annotations

import re

from ..model.fields import Field
from ..problem import Problem
from ..text import Document, Place

FENCE = "---"
_HYPHENS = "Write `---` here: three hyphens, and nothing else in the line."
_ABOVE = "Write a line `---` above this one."
# What passes for a hyphen when it is typed with autocorrection, or indented.
_LIKE_FENCE = re.compile(r"[ \t\u00a0]*[-\u2010-\u2015\u2212_](?:[ \t]*[-\u2010-\u2015\u2212_])*\s*")
_CODE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_FIELD = re.compile(r"(?:[\w-]+\s*:(?:\s|$)|[ \t#-]|\s*$)")  # or what may stand among fields


def no_fields(document: Document, table: tuple[Field, ...], what: str) -> Problem:
    """The problem of a file (`what`, in words) in which no fields were found; `table` is that of its fields."""
    number = _first(document)
    line = document.line(number)
    if line.rstrip() == FENCE and number == 1:
        return _no_end(document, what)
    message = f"{what} must begin with its fields."
    if line.rstrip() == FENCE:
        return _at(document, 1, message, "Delete what stands above the first line `---`, empty lines too.")
    if _CODE.match(line):
        return _at(document, number, message, "Delete this line, and the line that ends the code block.")
    if _LIKE_FENCE.fullmatch(line):
        return _at(document, number, message, _HYPHENS)
    if re.match(rf"\s*(?:{'|'.join(field.name for field in table)})\s*:", line):
        return _at(document, number, message, _ABOVE)
    if any(document.line(later).rstrip() == FENCE for later in range(number + 1, document.line_count + 1)):
        return _at(document, number, message, "Move it below the second line `---`: nothing stands above the first.")
    names = ", ".join(field.name for field in table if field.required)
    hint = f"Begin the file with a line `---`, the fields ({names}), and another line `---`."
    return Problem("yaml", Place(document, 0, 1), message, hint)


def _no_end(document: Document, what: str) -> Problem:
    message = f"{what}'s fields have no end."
    numbers = range(2, document.line_count + 1)
    for number in numbers:
        if _LIKE_FENCE.fullmatch(document.line(number)):
            return _at(document, number, message, _HYPHENS)
    for number in numbers:
        if not _FIELD.match(document.line(number)):
            return _at(document, number, message, _ABOVE)
    hint = "Write another line `---` below the fields, and the text below that."
    return _at(document, 1, message, hint)


def _first(document: Document) -> int:
    """The first line that is not empty."""
    return next((n for n in range(1, document.line_count + 1) if document.line(n).strip("\ufeff \t\r")), 1)


def _at(document: Document, number: int, message: str, hint: str) -> Problem:
    """A problem of rule `yaml` with a whole line."""
    span = document.line_span(number)
    return Problem("yaml", Place(document, span.start, max(span.end, span.start + 1)), message, hint)
