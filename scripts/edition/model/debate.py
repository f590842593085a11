"""A debate: a question, and the claims that are argued about under it."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Located, Place
from .body import Body


@dataclass(frozen=True)
class Debate:
    """One question; its file name is its id, its first claim the one that it turns on."""

    id: str
    place: Place
    title: Located | None
    question: Located
    claims: tuple[Located, ...]
    body: Body

    @property
    def name(self) -> str:
        """What lists and links call it."""
        return str(self.title or self.question)
