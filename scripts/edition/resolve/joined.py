"""Joins the edition's records once: anchors, quotations, terms and backlinks, for the rules and the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..model.anchor import Anchor
from ..model.annotation import Target
from ..model.body import Body
from ..model.edition import Edition
from ..problem import Problem
from .address import Goal, entry_page, reference_goal, resolve, text_page
from .anchor import anchor
from .argumentation import Argumentation
from .cross_purposes import SenseDifference, find_differences
from .positions import Position, find_positions
from .quotations import Quotation, Quotations
from .search_text import Reading
from .terms import Occurrence, find_terms


@dataclass(frozen=True)
class Mention:
    """A place that links to something: what it is called, where it stands, its paragraph, and where in it it links."""

    kind: str  # note | entry | claim | argument | debate
    id: str
    page: str
    fragment: str
    paragraph: str
    at: int  # code points of the paragraph


@dataclass(frozen=True)
class Joined:
    """The edition with its joins; `problems` are those of anchoring (rules `anchor`, `anchor-unique`)."""

    edition: Edition
    readings: dict[str, Reading]
    anchors: dict[str, tuple[Anchor, ...]] = field(default_factory=dict)
    attestations: dict[tuple[str, str], list[Anchor]] = field(default_factory=dict)
    made: dict[str, tuple[Anchor, ...]] = field(default_factory=dict)
    positions: tuple[Position, ...] = ()
    quotations: Mapping[str, dict[str, Quotation]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every use of a glossary word, made when it is first asked for: not every check does."""
        return tuple(find_terms(self.edition, self.quotations, self.attestations))

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """What links to what, by the key of its goal, for the pages."""
        return _mentions(self.edition, self.anchors)

    @cached_property
    def uses_in(self) -> dict[str, list[Occurrence]]:
        """The occurrences by text: a page that looked through those of all texts would cost more with each text."""
        found: dict[str, list[Occurrence]] = {source: [] for source in self.edition.sources}
        for use in self.occurrences:
            found[use.source.id].append(use)
        return found

    @cached_property
    def cross_purposes(self) -> dict[str, list[SenseDifference]]:
        """Where two people in one exchange use a word in different senses, by text."""
        found: dict[str, list[SenseDifference]] = {source: [] for source in self.edition.sources}
        for one in find_differences(self.edition, self.occurrences):
            found[one.source.id].append(one)
        return found

    @cached_property
    def argumentation(self) -> Argumentation:
        """The argument layer as a graph, made once for all pages that ask it."""
        return Argumentation(self.edition, self.positions, self.made, self.quotations)

    @cached_property
    def borne(self) -> dict[str, dict[str, list[tuple[str, str, str]]]]:
        """What the words of each block carry, by text and block: (verb, claim or argument, its id).

        Of an argument the verb is `argues`; the stances that follow from it are told on its own page.
        """
        found: dict[str, dict[str, list[tuple[str, str, str]]]] = {source: {} for source in self.edition.sources}

        def bear(place: Anchor, mark: tuple[str, str, str]) -> None:
            found[place.source.id].setdefault(place.segments[0].block.id, []).append(mark)

        for position in self.positions:
            if position.note is not None:
                bear(position.anchor, (position.verb, "claim", position.claim))
        for argument, anchors in self.made.items():
            for place in anchors:
                bear(place, ("argues", "argument", argument))
        return found

    @cached_property
    def notes_on(self) -> dict[str, list[str]]:
        """The notes by the texts in which they have a target."""
        found: dict[str, list[str]] = {source: [] for source in self.edition.sources}
        for name, places in self.anchors.items():
            for source in dict.fromkeys(one.source.id for one in places):
                found[source].append(name)
        return found


def targets(edition: Edition) -> Iterator[Target]:
    """Every selector of the edition, notes first."""
    for annotation in edition.annotations.values():
        yield from annotation.targets
    for entry in edition.entries.values():
        for sense in entry.senses:
            yield from sense.attestations
    for argument in edition.arguments.values():
        yield from argument.made_at


def join(edition: Edition) -> Joined:
    """All joins of an edition; what can't be joined is left out and is a problem."""
    readings = {name: Reading(source) for name, source in edition.sources.items()}
    problems: list[Problem] = []

    def resolved(selectors: tuple[Target, ...]) -> list[Anchor]:
        found = []
        for selector in selectors:
            if selector.source in readings:  # the rule `source` names those that are not
                one, more = anchor(readings[selector.source], selector)
                problems.extend(more)
                found += [one] if one else []
        return found

    anchors = {name: tuple(resolved(note.targets)) for name, note in edition.annotations.items()}
    attestations = {
        (entry.id, str(sense.id)): resolved(sense.attestations)
        for entry in edition.entries.values()
        for sense in entry.senses
    }
    quotations = Quotations(edition.sources)
    made = _made(edition, anchors, {name: resolved(one.made_at) for name, one in edition.arguments.items()})
    positions = tuple(find_positions(edition, anchors, made, quotations))
    return Joined(
        edition=edition,
        readings=readings,
        anchors=anchors,
        attestations=attestations,
        made=made,
        positions=positions,
        quotations=quotations,
        problems=tuple(problems),
    )


def _made(
    edition: Edition, notes: dict[str, tuple[Anchor, ...]], own: dict[str, list[Anchor]]
) -> dict[str, tuple[Anchor, ...]]:
    """Where each argument is made: at its own quotations, and where a note says that the quoted words make it.

    Of words within words that make the same argument the longer stand for both.
    """
    for note in edition.annotations.values():
        if note.argues in own:
            own[str(note.argues)] += notes[note.id]
    return {
        name: tuple(one for one in dict.fromkeys(anchors) if not any(_within(one, other) for other in anchors))
        for name, anchors in own.items()
    }


def _within(one: Anchor, other: Anchor) -> bool:
    """Whether an anchor's words are a part of another's, and not all of them."""
    inner, outer = ((a.segments[0].start, a.segments[-1].end) for a in (one, other))
    same = one.source.id == other.source.id and one.unit.id == other.unit.id
    return same and inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def bodies(edition: Edition) -> Iterator[tuple[str, str, Body]]:
    """Every body with the kind and id of its record."""
    for note in edition.annotations.values():
        yield "note", note.id, note.body
    for entry in edition.entries.values():
        yield "entry", entry.id, entry.body
    for claim in edition.claims.values():
        yield "claim", claim.id, claim.body
    for argument in edition.arguments.values():
        yield "argument", argument.id, argument.body
    for debate in edition.debates.values():
        yield "debate", debate.id, debate.body


def _mentions(edition: Edition, anchors: dict[str, tuple[Anchor, ...]]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for kind, name, body in bodies(edition):
        page, fragment = _stands(kind, name, anchors)
        if not page:
            continue
        goals = [(resolve(edition, link.target), link.paragraph, link.at) for link in body.links]
        goals += [(reference_goal(c.key), c.paragraph, c.at) for c in body.citations if c.key in edition.references]
        seen = set()
        for goal, paragraph, at in goals:
            if not isinstance(goal, Goal) or (goal.key, paragraph) in seen or goal.url:
                continue
            seen.add((goal.key, paragraph))
            found[goal.key].append(Mention(kind, name, page, fragment, body.paragraphs[paragraph], at))
    return found


def _stands(kind: str, name: str, anchors: dict[str, tuple[Anchor, ...]]) -> tuple[str, str]:
    if kind == "note":
        return (text_page(anchors[name][0].source.id), f"note-{name}") if anchors[name] else ("", "")
    return (entry_page(name), "") if kind == "entry" else (f"{kind}s/{name}.md", "")
