"""The files of an EPUB, and which id each key of the edition has in which of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from .book import Book, Chapter, Part


@dataclass(frozen=True)
class Place:
    """An element of a file."""

    file: str
    id: str


@dataclass
class Block:
    """What stands on the top level of a leaf, and the notes that are first marked in it."""

    tree: HtmlElement
    notes: list[str]
    size: int


@dataclass
class Piece:
    """A chapter or a part of one; `opens` where it begins with the chapter's title."""

    chapter: Chapter
    blocks: list[Block]
    opens: bool


@dataclass
class Sheet:
    """One file: whether it opens its part, and what it holds."""

    name: str
    part: Part
    opens: bool
    pieces: list[Piece] = field(default_factory=list)

    @property
    def gathered(self) -> bool:
        """Whether it holds short chapters, one after another."""
        return any(piece.chapter.form == "record" for piece in self.pieces)


def places(sheets: Iterable[Sheet], book: Book) -> dict[str, Place]:
    """The place of every key: its id is what it is called in the edition, as far as XML allows."""
    found: dict[str, Place] = {}
    for sheet in sheets:
        taken: set[str] = set()
        for key, wish in _wishes(sheet, book):
            if key in found:
                continue
            stem = name = plain(wish)
            number = 1
            while name in taken:
                number += 1
                name = f"{stem}-{number}"
            taken.add(name)
            found[key] = Place(sheet.name, name)
    return found


def _wishes(sheet: Sheet, book: Book) -> Iterator[tuple[str, str]]:
    """The keys in a file, each with the id that it would have if no other had it."""
    if sheet.opens:
        yield sheet.part.key, "part"
    for piece in sheet.pieces:
        path = piece.chapter.key
        stem = path.rpartition("/")[2].removesuffix(".md")
        if piece.opens:
            yield path, stem
        for key in _keys(piece.blocks, book):
            fragment = key.partition("#")[2] or "start"
            yield key, f"{stem}-{fragment}" if sheet.gathered else fragment


def _keys(blocks: Iterable[Block], book: Book) -> Iterator[str]:
    """The keys in some blocks and their notes; of a drawing only its boxes are places."""
    for block in blocks:
        for tree in [block.tree, *(book.notes[key] for key in block.notes)]:
            for one in tree.iter():
                drawn = one.tag != "a" and next(one.iterancestors("svg"), None) is not None
                if one.get("id") and not drawn:
                    yield one.get("id")


def plain(name: str) -> str:
    """A name of letters, digits, `-` and `_` that begins with a letter, as an id and a file name need it."""
    made = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")
    return made if re.match("[A-Za-z]", made) else f"x{made}"
