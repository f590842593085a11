"""Which file of an EPUB holds what: no file too large for a small reader, every key with its one place.

Reading systems lay out a file at a time, and old ones give up beyond some 300 kB. A long text is parted where a comment
or a section begins; claims, arguments and entries, of which there are hundreds, share files.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from .book import Book, Chapter, Part
from .epub_sheet import Block, Piece, Sheet, places, plain

LARGEST = 225_000  # bytes of what goes into a file, which comes to 250 kB at most once it is written
RESERVED = ("cover", "title", "nav", "usage", "index-of-terms", "colophon")  # names of pages that no leaf makes
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Plan:
    """The files of a book in their order, the place of every key, and the number of every note."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.numbers: dict[str, int] = {}
        self.marks: dict[str, str | None] = {}  # by note: the key of its first mark
        self._led: dict[str | None, frozenset[str]] = {}
        self._names = {f"{name}.xhtml" for name in RESERVED}
        self.sheets = [sheet for part in book.parts for sheet in self._part(part)]
        self.places = places(self.sheets, book)

    def led_from(self, key: str | None) -> frozenset[str]:
        """The keys that a note, or the page that a key is on, leads to."""
        if key not in self._led:
            page = (key or "").partition("#")[0]
            bodies = (chapter.leaf.body for chapter in self.book.chapters if chapter.key == page)
            tree = self.book.notes.get(key or "", next(bodies, None))
            links = tree.iter("a") if tree is not None else ()
            self._led[key] = frozenset(link.get("data-to") for link in links if link.get("data-to"))
        return self._led[key]

    def _part(self, part: Part) -> Iterator[Sheet]:
        if part.opening:
            yield from self._long(part, part.opening, opens=True)
        if part.chapters and part.chapters[0].form == "record":
            yield from self._short(part, opens=part.opening is None)
        elif part.chapters:
            if part.opening is None:
                yield Sheet(self._name(part.title), part, True)
            for chapter in part.chapters:
                yield from self._long(part, chapter, opens=False)

    def _long(self, part: Part, chapter: Chapter, *, opens: bool) -> Iterator[Sheet]:
        """A chapter in files of its own, parted where it may be."""
        runs: list[list[Block]] = [[]]
        before = None
        for block in self._blocks(chapter):
            full = sum(one.size for one in runs[-1]) + block.size > LARGEST
            begins = block.tree.tag in ("article", "h2") and before not in _HEADINGS
            if full and begins and runs[-1]:
                runs.append([])
            runs[-1].append(block)
            before = block.tree.tag
        for number, run in enumerate(runs):
            first = number == 0
            yield Sheet(self._name(chapter.key), part, opens and first, [Piece(chapter, run, first)])

    def _short(self, part: Part, *, opens: bool) -> Iterator[Sheet]:
        """Chapters that share files."""
        sheet, size = Sheet(self._name(part.title), part, opens), 0
        for chapter in part.chapters:
            blocks = list(self._blocks(chapter))
            more = sum(block.size for block in blocks)
            if sheet.pieces and size + more > LARGEST:
                yield sheet
                sheet, size = Sheet(self._name(part.title), part, False), 0
            sheet.pieces.append(Piece(chapter, blocks, True))
            size += more
        yield sheet

    def _blocks(self, chapter: Chapter) -> Iterator[Block]:
        """The blocks of a chapter; its notes are numbered from 1."""
        number = 0
        for tree in _top(chapter.leaf.body):
            notes = []
            for mark in tree.iter("span"):
                key = mark.get("data-note")
                if key in self.book.notes and key not in self.numbers:
                    number += 1
                    self.numbers[key] = number
                    self.marks[key] = mark.get("id")
                    notes.append(key)
            yield Block(tree, notes, sum(map(_size, [tree, *(self.book.notes[key] for key in notes)])))

    def _name(self, key: str) -> str:
        """A file name that no other file has, on file systems too that know no upper case."""
        stem = plain(key.removesuffix(".md").replace("/", "-")).lower()
        name, number = f"{stem}.xhtml", 1
        while name in self._names:
            number += 1
            name = f"{stem}-{number}.xhtml"
        self._names.add(name)
        return name


def _top(body: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of a leaf; words that stand before them get a paragraph."""
    if (body.text or "").strip():
        lead = html.Element("p")
        lead.text = body.text
        yield lead
    yield from body.iterchildren("*")


def _size(tree: HtmlElement) -> int:
    return len(html.tostring(tree, encoding="utf-8", with_tail=False))
