"""A glossary entry (TEI Lex-0): a lemma, its forms, and its senses, each tied to the people who mean it."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Located, Place
from .annotation import Target
from .body import Body


@dataclass(frozen=True)
class Sense:
    """One meaning; `people` are those in whose units it is meant, `attestations` quote them."""

    id: Located
    definition: Located
    people: tuple[Located, ...]
    attestations: tuple[Target, ...]

    @property
    def name(self) -> str:
        """What a reader calls it: its id in words."""
        return str(self.id).replace("-", " ")


@dataclass(frozen=True)
class Entry:
    """One lemma; its file name is its id."""

    id: str
    place: Place
    lemma: Located
    forms: tuple[Located, ...]
    senses: tuple[Sense, ...]
    related: tuple[Located, ...]
    body: Body

    @property
    def all_forms(self) -> tuple[Located, ...]:
        """Every spelling under which the word is found in a text, the lemma first."""
        return (self.lemma, *self.forms)
