"""Splits a Markdown file into its YAML front matter and its body, keeping offsets."""

from __future__ import annotations

import re

from ..model.fields import Field
from ..problem import Problem
from ..text import Document, Place
from .fence_faults import no_fields
from .record import Reader, Values
from .yaml import read_yaml

_FENCE = re.compile(r"\ufeff?---[ \t\r]*\n(.*?)^---[ \t\r]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def split(document: Document) -> tuple[tuple[int, int] | None, int]:
    """The span of the YAML (None where there is none) and the offset at which the Markdown begins."""
    match = _FENCE.match(document.text)
    return (match.span(1), match.end()) if match else (None, 0)


def read_front_matter(
    document: Document, table: tuple[Field, ...], what: str
) -> tuple[Values | None, int, list[Problem]]:
    """The fields of a file's front matter by their table, where its body begins, and the problems."""
    span, start = split(document)
    if span is None:
        if not document.text:
            return None, 0, []  # the file itself has failed, and said so
        return None, 0, [no_fields(document, table, what)]
    node, problems = read_yaml(document, *span)
    if node is None:
        if not problems:
            place = Place(document, 0, 3)
            problems = [Problem("yaml", place, f"{what} has no fields.", f"Add `{table[0].name}:` and the others.")]
        return None, start, problems
    reader = Reader()
    values = reader.table(node, table, what)
    return values, start, [*problems, *reader.problems]
