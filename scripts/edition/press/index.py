"""The index of a book: the terms of the glossary and the people, each with the places where they occur."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from ..resolve.address import entry_page, person_page
from ..text import slug
from .book import Book


@dataclass(frozen=True)
class Row:
    """One line: a name, the keys where it is at home (its entry, its own comments), and every other place, in order."""

    name: str
    homes: tuple[str, ...]
    places: tuple[str, ...]


def rows(book: Book) -> list[Row]:
    """Terms and people that occur in a book, by name; places are paragraphs, in the order of the book."""
    found: dict[str, list[str]] = defaultdict(list)
    homes: dict[str, list[str]] = defaultdict(list)
    edition = book.edition
    terms = {entry_page(entry.id): entry.lemma for entry in edition.entries.values()}
    people = {person_page(person): name for person, name in edition.people.items()}
    named = _names(list(people.values()))
    pages = {name: page for page, name in people.items()}
    for tree, place, edited in _paragraphs(book):
        for link in tree.iter("a"):
            page = (link.get("data-to") or "").partition("#")[0]
            if page in terms or page in people:
                found[page].append(place)
        if edited and named:
            for name in set(named.findall(tree.text_content())):
                found[pages[name]].append(place)
    for unit, author in _units(book):
        homes[person_page(slug(author))].append(unit)
    for page in (*terms, *people):
        if page in book.keys:
            homes[page].insert(0, page)
    names = terms | people
    made = [
        Row(str(names[page]), tuple(dict.fromkeys(homes[page])), tuple(dict.fromkeys(found[page]))) for page in names
    ]
    return sorted((row for row in made if row.homes or row.places), key=lambda row: row.name.casefold())


def places(index: list[Row]) -> set[str]:
    """Every key that an index leads to."""
    return {key for row in index for key in (*row.homes, *row.places)}


def _names(names: list[str]) -> re.Pattern[str] | None:
    """Finds whole names, the longest first."""
    spelt = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{spelt})(?!\w)") if names else None


def _paragraphs(book: Book) -> Iterator[tuple[HtmlElement, str, bool]]:
    """Paragraphs of what is read in running text, with the key of each, and whether the edition wrote it.

    A list of who holds what would name everybody on every page: claims, arguments and people are left out.
    """
    for chapter in book.chapters:
        if chapter.form == "record" and not chapter.key.startswith("glossary/"):
            continue
        captured = chapter.form == "text"
        marked = [one.get("data-note") for one in chapter.leaf.body.iter("span") if one.get("data-note")]
        yield from _within(chapter.leaf.body, chapter.key, not captured)
        if captured:
            for key in dict.fromkeys(marked):
                if key in book.notes:
                    yield from _within(book.notes[key], key, True)


def _within(tree: HtmlElement, key: str, edited: bool) -> Iterator[tuple[HtmlElement, str, bool]]:
    for number, one in enumerate(tree.iter("p", "li"), 1):
        if one.tag == "li" and next(one.iter("p"), None) is not None:
            continue
        if not one.get("id"):
            one.set("id", f"{key.partition('#')[0]}#{key.partition('#')[2]}par-{number}")
        yield one, one.get("id"), edited and "margin" not in (one.getparent().get("class") or "")


def _units(book: Book) -> Iterator[tuple[str, str]]:
    """The key and the author of every comment and post in a book."""
    for source in book.edition.sources.values():
        for unit in source.units:
            key = f"texts/{source.id}.md#{unit.id}"
            if key in book.keys:
                yield key, unit.author
