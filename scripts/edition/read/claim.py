"""Reads docs/claims/<id>.md."""

from __future__ import annotations

from ..model.claim import Claim
from ..model.fields import CLAIM
from ..problem import Problem
from ..text import Document, Place
from .body import read_body
from .frontmatter import read_front_matter


def read_claim(name: str, document: Document) -> tuple[Claim | None, list[Problem]]:
    """The claim called `name`, and the problems."""
    values, start, problems = read_front_matter(document, CLAIM, "A claim")
    if values is None or "claim" not in values:
        return None, problems
    body, more = read_body(document, start, required=False)
    return Claim(name, Place(document, 0, 3), values["claim"], values.get("title"), body), problems + more
