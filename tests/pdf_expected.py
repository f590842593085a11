"""What a printed book must say, from its leaves alone: every word in order, and where every link leads.

Written against the description of leaves in press/paper.py and not against the code that sets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from edition.press.book import Book, Chapter, Part, record_of

BLOCKS = frozenset(
    "p div ul ol li blockquote h1 h2 h3 h4 h5 h6 table thead tbody tr td th pre figure figcaption article section "
    "aside details summary hr dl dt dd nav br".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
PAGE = "\ue000"  # stands for page numbers, which the leaves cannot know
SPACE = " \t\n\r\f"
UPRIGHT = 560  # pixels: a wider map lies on its side
WIDE = 4  # columns: a table with more is told row by row


@dataclass(frozen=True)
class Lead:
    """A link: where it leads (a key of the edition, or an address outside), and the words that it stands on."""

    to: str
    words: str


@dataclass(frozen=True)
class Pages:
    """A list of pages alone: those on which these keys stand, each page once, or (`each`) one after the other."""

    to: tuple[str, ...]
    each: bool = False
    words = PAGE


@dataclass(frozen=True)
class Anchor:
    """A place that links lead to: it stands before the words of what has this key."""

    key: str


Told = str | Lead | Pages | Anchor


def fold(words: str) -> str:
    """White space folded as a browser does, which keeps no-break spaces."""
    return re.sub(f"[{SPACE}]+", " ", words).strip(" ")


class Expected:
    """The words and links of one book; `part` may be asked again and again."""

    def __init__(self, book: Book, marked: frozenset[str]) -> None:
        self.book = book
        self.marked = marked  # the notes that stand in the book

    def led(self, key: str) -> str | None:
        """The key that a link leads to here, the record's where its map is not in the book; None: words alone."""
        for one in (key, record_of(key)):
            if one is not None and (one in self.book.keys or one in self.marked):
                return one
        return None

    def part(self, part: Part) -> list[Told]:
        """What a part says, its title first."""
        return list(self._part(part))

    def note(self, note: HtmlElement) -> list[Told]:
        """What a note says: the stances and facts that end it are told in one line."""
        head, *rest = note
        said: list[Told] = [" ", *self.inside(head), " "]
        ends = []
        for one in rest:
            if {"note-stances", "note-facts"} & set(_classes(one)):
                ends.append([piece for paragraph in one.iter("p") for piece in self.inside(paragraph, between=" · ")])
            else:
                said += self.element(one)
        for number, end in enumerate(end for end in ends if fold("".join(map(_words, end)))):
            said += [" · " if number else " ", *end]
        return said

    def _part(self, part: Part) -> Iterator[Told]:
        yield from (Anchor(part.key), f" {part.title} ")
        if part.opening is not None:
            yield Anchor(part.opening.key)
        if part.opening is not None:
            yield from self.inside(part.opening.leaf.body)
        elif len(part.chapters) > 1 and part.chapters[0].form != "record":
            for one in part.chapters:
                yield from (" ", Lead(one.key, one.leaf.name), " ")
        for chapter in part.chapters:
            yield from self.chapter(chapter)

    def chapter(self, chapter: Chapter) -> Iterator[Told]:
        yield from (" ", Anchor(chapter.key))
        yield from self.inside(chapter.leaf.title)
        yield " "
        yield from self.inside(chapter.leaf.body)

    def inside(self, one: HtmlElement, between: str = "\n") -> Iterator[Told]:
        """The words inside an element; `between` parts lines."""
        further: list[str] = []  # places told by their pages after that of a link
        tail = one.text or ""
        for child in one:
            if "again" in _classes(child) and (key := self.led(child.get("data-to") or "")):
                assert not tail.strip()
                further.append(key)
                tail = child.tail or ""
                continue
            yield from self._further(further)
            further = []
            yield tail
            if isinstance(child.tag, str):
                yield from [between] if child.tag == "br" else self.element(child, between)
            tail = child.tail or ""
        yield from self._further(further)
        yield tail

    @staticmethod
    def _further(keys: list[str]) -> Iterator[Told]:
        yield from (", ", Pages(tuple(keys), each=True)) if keys else ()

    def element(self, one: HtmlElement, between: str = "\n") -> Iterator[Told]:
        edge = " " if one.tag in BLOCKS else ""
        yield edge
        if one.tag in _HEADINGS and on_its_side(one.getnext()):
            yield from (Lead(one.get("id") or "", fold(one.text_content())), edge)
        if one.get("id"):
            yield Anchor(one.get("id"))
        yield from self._element(one, between)
        yield edge
        if one.tag in _HEADINGS and (one.get("id") or "").endswith("#comments"):
            yield from self._thread(one)

    def _element(self, one: HtmlElement, between: str) -> Iterator[Told]:
        classes = _classes(one)
        if one.get("data-note") is not None:
            return
        if one.tag == "a":
            yield from self._link(one, between)
        elif one.tag == "img":
            yield f"[{one.get('alt') or 'image'}]"
        elif one.tag == "svg":
            yield from (Lead(to, "") for box in one.iter("a") if (to := self.led(box.get("data-to") or "")))
        elif "margin" in classes:
            for number, link in enumerate(one.iter("a")):
                yield " · " if number else ""
                yield from self._link(link, between)
        elif "mentioned" in classes:
            keys = dict.fromkeys(filter(None, (self.led(link.get("data-to") or "") for link in one.iter("a"))))
            yield from ("mentioned on ", Pages(tuple(keys))) if keys else ()
        elif one.tag == "table":
            yield from self._table(one)
        else:
            yield from self.inside(one, between)

    def _link(self, one: HtmlElement, between: str) -> Iterator[Told]:
        words = fold("".join(map(_words, self.inside(one, between))))
        to = one.get("href") or self.led(one.get("data-to") or "")
        if not words:
            return
        if to is None:
            yield from self.inside(one, between)
            if passage := re.fullmatch(r"texts/.*#(p\d+)", one.get("data-to") or ""):
                yield f"\u2060‹{passage[1]}›"
            return
        said = "".join(map(_words, self.inside(one, between)))
        yield " " if said[:1].isspace() else ""
        yield Lead(to, words)
        yield " " if said[-1:].isspace() else ""

    def _table(self, one: HtmlElement) -> Iterator[Told]:
        heads = list(one.iterfind("thead//th"))
        if len(heads) <= WIDE:
            yield from self.inside(one)
            return
        yield from (" ", *self.inside(heads[0]), " ")
        for row in one.iterfind("tbody/tr"):
            first, *cells = row
            yield from (" ", *self.inside(first), " ")
            told = [(head, cell) for head, cell in zip(heads[1:], cells, strict=False) if cell.text_content().strip()]
            for number, (head, cell) in enumerate(told):
                yield from ("; " if number else "", fold(head.text_content()), " ", *self.inside(cell))

    def _thread(self, heading: HtmlElement) -> Iterator[Told]:
        for article in heading.getroottree().getroot().iter("article"):
            if "comment" in _classes(article):
                yield from (" ", Lead(article[0].get("id") or "", fold(article[0].text_content())), " ")


def on_its_side(one: HtmlElement | None) -> bool:
    """Whether a block is a map too wide for an upright page: where it would stand, its heading leads to it."""
    svg = next(one.iter("svg"), None) if one is not None and one.tag == "figure" else None
    return svg is not None and float((svg.get("viewBox") or svg.get("viewbox")).split()[2]) > UPRIGHT


def _classes(one: HtmlElement) -> list[str]:
    return one.get("class", "").split()


def _words(piece: Told) -> str:
    return piece if isinstance(piece, str) else piece.words if isinstance(piece, Lead | Pages) else ""


def words(said: list[Told]) -> list[str]:
    """The words of what is said."""
    return fold("".join(map(_words, said))).split(" ")


def leads(said: list[Told]) -> list[Lead | Pages]:
    """The links of what is said, and its lists of pages."""
    return [piece for piece in said if isinstance(piece, Lead | Pages)]
