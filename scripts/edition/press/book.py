"""What a book holds, and in which order: the whole edition, one text, or one debate with what they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lxml.html import HtmlElement

from ..model.edition import Edition
from ..read.edition import configuration
from ..resolve.address import argument_page, claim_page, debate_page, entry_page, person_page, text_page
from ..resolve.joined import Joined
from .paper import Leaf

Form = Literal["text", "debate", "record", "prose"]

TEXTS, DEBATES, CLAIMS, ARGUMENTS = "texts/index.md", "debates/index.md", "claims.md", "arguments.md"
GLOSSARY, PEOPLE, BIBLIOGRAPHY = "glossary/index.md", "people/index.md", "bibliography.md"
LEDGERS = ("positions.md", "cruxes.md", "open-questions.md")
ABOUT = ("about.md", "how-to-read.md")


@dataclass(frozen=True)
class Chapter:
    """A leaf in its place: what form it has decides how it is set."""

    leaf: Leaf
    form: Form

    @property
    def key(self) -> str:
        """The path of its page, by which links in the book lead to it."""
        return self.leaf.path


@dataclass(frozen=True)
class Part:
    """A title, a leaf that opens the part (or none), and chapters. Its key is that of the site's list of them."""

    key: str
    title: str
    chapters: tuple[Chapter, ...] = ()
    opening: Chapter | None = None

    @property
    def all(self) -> tuple[Chapter, ...]:
        """Its chapters in order, the opening first where it has one."""
        return ((self.opening,) if self.opening else ()) + self.chapters


@dataclass(frozen=True)
class Book:
    """A book: `key` is `edition`, or the path of the page whose book it is (`texts/x.md`).

    `notes` has every note of the edition by key, since one that stands in another text may have a target here.
    """

    key: str
    edition: Edition
    title: str
    subtitle: str
    authors: tuple[str, ...]
    parts: tuple[Part, ...]
    notes: Mapping[str, HtmlElement]

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every chapter of the book in order."""
        return tuple(chapter for part in self.parts for chapter in part.all)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Everything that a link can lead to in this book, notes aside: which of them stand here shows in setting."""
        own = {part.key for part in self.parts}
        return frozenset(own.union(*(chapter.leaf.keys - chapter.leaf.notes.keys() for chapter in self.chapters)))


def whole(joined: Joined, leaves: Mapping[str, Leaf]) -> Book:
    """The book of the whole edition."""
    edition = joined.edition
    name = edition.name or "An edition"
    parts = [
        _opening("Introduction", leaves, "index.md"),
        Part(TEXTS, "Texts", _chapters(leaves, "text", map(text_page, edition.sources))),
        Part(DEBATES, "Debates", _chapters(leaves, "debate", map(debate_page, edition.debates))),
        Part("positions", "Who holds what", _chapters(leaves, "prose", LEDGERS)),
        Part(CLAIMS, "Claims", _chapters(leaves, "record", map(claim_page, _claims(joined)))),
        Part(ARGUMENTS, "Arguments", _chapters(leaves, "record", map(argument_page, _arguments(joined)))),
        Part(GLOSSARY, "Glossary", _chapters(leaves, "record", map(entry_page, edition.entries))),
        Part(PEOPLE, "People", _chapters(leaves, "record", map(person_page, edition.people))),
        _opening("Bibliography", leaves, BIBLIOGRAPHY),
        Part("about", "About this edition", _chapters(leaves, "prose", ABOUT)),
    ]
    authors = tuple(dict.fromkeys(author for source in edition.sources.values() for author in source.authors))
    return Book(
        "edition",
        edition,
        name,
        _described(edition),
        authors,
        tuple(part for part in parts if part.all),
        _notes(edition, leaves),
    )


def part_of(joined: Joined, leaves: Mapping[str, Leaf], page: str) -> Book:
    """The book of one text or debate: its page, and the claims, arguments, entries and works that it leads to."""
    edition = joined.edition
    chapter = Chapter(leaves[page], "text" if page.startswith("texts/") else "debate")
    notes = _notes(edition, leaves)
    wanted = _led_to(chapter.leaf, notes)
    sources = {text_page(source.id): source for source in edition.sources.values()}
    authors = sources[page].authors if page in sources else ()
    parts = [
        Part("main", chapter.leaf.name, (), chapter),
        Part(CLAIMS, "Claims", _those(leaves, wanted, map(claim_page, _claims(joined)))),
        Part(ARGUMENTS, "Arguments", _those(leaves, wanted, map(argument_page, _arguments(joined)))),
        Part(GLOSSARY, "Glossary", _those(leaves, wanted, map(entry_page, edition.entries))),
        _opening("Bibliography", {BIBLIOGRAPHY: works(leaves[BIBLIOGRAPHY], wanted)}, BIBLIOGRAPHY),
    ]
    shown = tuple(part for part in parts if part.key == "main" or any(len(one.leaf.body) for one in part.all))
    return Book(page, edition, chapter.leaf.name, edition.name, authors, shown, notes)


def _opening(title: str, leaves: Mapping[str, Leaf], path: str) -> Part:
    """A part that consists of one leaf."""
    key = path if path in leaves else title.lower()
    return Part(f"part:{key}", title, (), Chapter(leaves[path], "prose") if path in leaves else None)


def _chapters(leaves: Mapping[str, Leaf], form: Form, paths: Iterable[str]) -> tuple[Chapter, ...]:
    return tuple(Chapter(leaves[path], form) for path in paths if path in leaves)


def _those(leaves: Mapping[str, Leaf], wanted: set[str], paths: Iterable[str]) -> tuple[Chapter, ...]:
    return _chapters(leaves, "record", (path for path in paths if path in wanted))


def _claims(joined: Joined) -> dict[str, None]:
    """Claims in the order of the debates that list them, then the others."""
    edition = joined.edition
    listed = [str(claim) for debate in edition.debates.values() for claim in debate.claims]
    return dict.fromkeys(claim for claim in [*listed, *edition.claims] if claim in edition.claims)


def _arguments(joined: Joined) -> dict[str, None]:
    """Arguments in the order of the maps that they stand on, then the others."""
    drawn = [step.id for one in joined.argumentation.maps.values() for step in one.arguments]
    return dict.fromkeys([*drawn, *joined.edition.arguments])


def _notes(edition: Edition, leaves: Mapping[str, Leaf]) -> dict[str, HtmlElement]:
    return {key: note for source in edition.sources for key, note in leaves[text_page(source)].notes.items()}


def _led_to(leaf: Leaf, notes: Mapping[str, HtmlElement]) -> set[str]:
    """The keys that a leaf and the notes marked in it link to, with the pages that they stand on."""
    marked = [notes[one.get("data-note")] for one in leaf.body.iter("span") if one.get("data-note") in notes]
    found = {link.get("data-to") for tree in [leaf.body, *marked] for link in tree.iter("a") if link.get("data-to")}
    found |= {record for key in found if (record := record_of(key))}
    return found | {key.partition("#")[0] for key in found}


def record_of(key: str) -> str | None:
    """The claim or argument whose box on a debate's map a key is."""
    match = re.fullmatch(r"debates/.*\.md#map-(claim|argument)-(.+)", key)
    return f"{match[1]}s/{match[2]}.md" if match else None


def works(leaf: Leaf, wanted: set[str]) -> Leaf:
    """The bibliography with only the works that are wanted."""
    body = leaf.body.makeelement("div")
    for work in leaf.body:
        if any(one.get("id") in wanted for one in work.iter() if one.get("id")):
            body.append(deepcopy(work))
    return Leaf(leaf.path, leaf.title, body, {})


def _described(edition: Edition) -> str:
    said = configuration(edition.root).get("site_description")
    return said if isinstance(said, str) else ""
