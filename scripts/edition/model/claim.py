"""A claim: one sentence that can be true or false. Whoever holds it is derived from passages, never typed."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Located, Place
from .body import Body


@dataclass(frozen=True)
class Claim:
    """One sentence that can be true or false; its file name is its id."""

    id: str
    place: Place
    sentence: Located
    title: Located | None  # the same in a few words, for maps and tables
    body: Body

    @property
    def name(self) -> str:
        """What maps and tables call it."""
        return str(self.title or self.sentence)
