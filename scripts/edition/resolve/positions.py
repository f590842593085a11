"""Who takes which stance on which claim, where and when: derived from passages, never typed.

A stance comes from a note that records it, or from an argument: who makes one asserts its premises, and asserts the
conclusion it supports or denies the one it attacks. Words in a quotation are those of whoever wrote them first; words
that run from a quotation into what is said of it are those of whoever says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from ..model.anchor import Anchor
from ..model.argument import Argument
from ..model.edition import Edition, person_id
from ..model.reference import Reference
from ..text import Located
from .quotations import Quotation

Verb = Literal["asserts", "denies", "doubts", "concedes"]
FOR = ("asserts", "concedes")
AGAINST = ("denies", "doubts")


@dataclass(frozen=True)
class Holder:
    """Whose words they are: a person of the edition, a work that is quoted, or somebody whom a text quotes unnamed."""

    kind: Literal["person", "work", "unnamed"]
    id: str  # the person's id, the reference's key, or the address of the unit that quotes somebody unnamed
    name: str


@dataclass(frozen=True)
class Position:
    """One stance of one holder on one claim, with the words that take it."""

    claim: str
    verb: Verb
    holder: Holder
    anchor: Anchor
    published: str | None  # the day or moment of those words, where known
    note: str | None  # the note that records it
    argument: str | None  # the argument that it is part of
    named: Located  # where the edition's files name the claim, for problems

    @property
    def when(self) -> tuple[str, str, int]:
        """Sorts positions by time: dated before undated, then in the order of the text."""
        return self.published or "~", self.anchor.source.id, self.anchor.segments[0].start


class Spoken(Protocol):
    """Words, and when they were written, where that is known."""

    @property
    def anchor(self) -> Anchor:
        """Where the words stand."""

    @property
    def published(self) -> str | None:
        """When they were written, as the capture gives it; None where it does not."""


def may_follow(one: Spoken, other: Spoken) -> bool:
    """Whether words may come after others, or be the same: False only where they are known to come before them.

    Times are compared as far as both go (a day says nothing of the hour); where that decides nothing, the order of the
    text does, and between two texts nothing is known.
    """
    if one.published and other.published:
        known = min(len(one.published), len(other.published))
        if one.published[:known] != other.published[:known]:
            return one.published > other.published
    if one.anchor.source.id != other.anchor.source.id:
        return True
    return one.anchor.segments[0].start >= other.anchor.segments[0].start


def holder_of(
    edition: Edition, anchor: Anchor, quotations: Mapping[str, dict[str, Quotation]]
) -> tuple[Holder, str | None]:
    """Whose words an anchor's are, and when they were written."""
    found = [quotations[anchor.source.id].get(segment.block.id) for segment in anchor.segments]
    quotation = found[0]
    if quotation is None or None in found:
        return _person(edition, person_id(anchor.unit)), anchor.unit.published
    if quotation.origin is not None:
        unit = quotation.origin[0]
        return _person(edition, person_id(unit)), unit.published
    if quotation.reference is not None:
        work = edition.references.get(quotation.reference)
        return Holder("work", quotation.reference, _author(work) if work else quotation.reference), None
    name = f"{quotation.speaker or 'somebody unnamed'} (quoted by {anchor.unit.author})"
    return Holder("unnamed", anchor.source.address(anchor.unit), name), None


def _author(work: Reference) -> str:
    """A work by its first author and year, `Hubinger 2022`; by its title where it has none."""
    names, issued = work.csl.get("author"), work.csl.get("issued")
    if not isinstance(names, list) or not names:
        return str(work.csl.get("title", work.key))
    first = str(names[0].get("family") or names[0].get("literal") or work.key)
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return first + " et al." * (len(names) > 1) + (f" {parts[0][0]}" if parts else "")


def _person(edition: Edition, person: str) -> Holder:
    return Holder("person", person, edition.people[person])


def find_positions(
    edition: Edition,
    anchors: dict[str, tuple[Anchor, ...]],
    made: dict[str, tuple[Anchor, ...]],
    quotations: Mapping[str, dict[str, Quotation]],
) -> Iterator[Position]:
    """Every stance on a claim that exists: those of notes, then those of arguments.

    `anchors` are those of the notes, `made` those of the arguments.
    """
    for note in edition.annotations.values():
        for verb, claim in note.stances:
            if claim in edition.claims:
                for anchor in anchors[note.id]:
                    holder, when = holder_of(edition, anchor, quotations)
                    yield Position(str(claim), verb, holder, anchor, when, note.id, None, claim)  # type: ignore[arg-type]
    for argument in edition.arguments.values():
        for verb, claim in committed(argument):
            if claim in edition.claims:
                for anchor in made[argument.id]:
                    holder, when = holder_of(edition, anchor, quotations)
                    yield Position(str(claim), verb, holder, anchor, when, None, argument.id, claim)


def committed(argument: Argument) -> Iterator[tuple[Verb, Located]]:
    """What whoever makes an argument says of which claims."""
    for premise in argument.premises:
        yield "asserts", premise
    for relation, conclusion in argument.conclusions[:1]:
        if relation != "undercuts":
            yield ("asserts" if relation == "supports" else "denies"), conclusion


def perhaps_named(edition: Edition) -> Callable[[str], bool]:
    """Tells of an id whether a note or argument that could not be read whole may name it: nobody knows yet what for."""
    texts = [
        document.text
        for path, document in edition.documents.items()
        if path.startswith(("docs/annotations/", "docs/arguments/")) and edition.has_fault_at(path)
    ]
    words = {word for text in texts for word in re.findall(r"[a-z0-9-]+", text)}
    return lambda name: name in words or "" in texts
