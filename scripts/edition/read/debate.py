"""Reads docs/debates/<id>.md."""

from __future__ import annotations

from ..model.debate import Debate
from ..model.fields import DEBATE
from ..problem import Problem
from ..text import Document, Place
from .body import read_body
from .frontmatter import read_front_matter


def read_debate(name: str, document: Document) -> tuple[Debate | None, list[Problem]]:
    """The debate called `name`, and the problems."""
    values, start, problems = read_front_matter(document, DEBATE, "A debate")
    if values is None:
        return None, problems
    body, more = read_body(document, start, required=False)
    problems += more
    inside = values.get("debate") or {}
    if "question" not in inside:
        return None, problems
    place = Place(document, 0, 3)
    return Debate(name, place, values.get("title"), inside["question"], inside.get("claims", ()), body), problems
