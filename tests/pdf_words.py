"""What a PDF says in the terms of the edition: its words and links, apart from what only paper has.

What paper adds is known by its place in the structure and on the page, never by what it looks like in the words:

- notes are elements of their own (`Note`), and so are the marks that lead to them and the signs of lists (`Lbl`);
- the mark of a note that stands elsewhere is a link set as a superior figure;
- the page that a link leads to ends the link, behind a word joiner;
- pages that follow each other in a paragraph, each a link, are a list of pages;
- a passage's id stands left of the words' column;
- a hyphen at a line's end is told to be a soft one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pdf_content import Run
from pdf_expected import PAGE, SPACE, Anchor, Told, fold
from pdf_reader import Element, Pdf

GLUE = "\u2060"
SOFT_HYPHEN = "\u00ad"
# What the edition says of words that a capture has lost: none of them has these brackets.
LOST = re.compile("⟨[^⟩]*⟩")
ADDRESS = 6.3  # points: the size of a passage's id
WORD = re.compile(f"{PAGE}(?:(?:,[{SPACE}]*|\u2013){PAGE})*[^{SPACE}]*|[^{SPACE}]+")  # a list of pages is one word


class Place(NamedTuple):
    """Where a word begins: its page, the height above its foot, and the left edge of what is set with it in one go."""

    page: int
    base: float
    left: float


Piece = tuple[str, Place | None]


@dataclass(frozen=True, eq=False)
class Found:
    """A link as it is set: its words (PAGE if it has none but a page), the page printed with it, and its element.

    Of a list of pages it is the first, and has the others.
    """

    words: str
    reference: str
    element: Element
    others: list[Found] = field(default_factory=list)

    @cached_property
    def page(self) -> int:
        """The page on which it begins."""
        return min(one.page for one in self.element.annotations)


class Said:
    """What some elements say, in order; `margin` is the left edge of the words' column, in points."""

    def __init__(self, elements: Iterable[Element], margin: float) -> None:
        self.margin = margin
        self.leads: list[Found] = []
        self.addresses: list[tuple[str, Element]] = []  # and what holds each
        self.pieces: list[Piece] = [piece for one in elements for piece in self._block(one)]

    @cached_property
    def words(self) -> list[str]:
        text = fold("".join(words for words, _ in self.pieces))
        once = WORD.sub(lambda word: PAGE + word[0].rpartition(PAGE)[2] if word[0].startswith(PAGE) else word[0], text)
        return once.split(" ")

    @cached_property
    def places(self) -> list[Place]:
        """Where each of the words begins."""
        text = "".join(words for words, _ in self.pieces)
        places = [place for words, place in self.pieces for _ in words]
        return [place for word in WORD.finditer(text) if (place := places[word.start()]) is not None]

    def _block(self, one: Element) -> Iterator[Piece]:
        if one.tag in ("Note", "Lbl", "Figure"):
            self.leads += [self._link(link) for link in one.all("Link") if one.tag == "Figure"]
            return
        edge = " " if one.block else ""
        yield edge, None
        if one.tag == "Link":
            yield from self._linked(one)
        else:
            yield from self._inside(one)
        yield edge, None

    def _inside(self, one: Element) -> Iterator[Piece]:
        for kid in one.kids:
            if isinstance(kid, Element):
                yield from self._block(kid)
            elif isinstance(kid, tuple):
                page, run = kid
                if self.is_address(run):
                    self.addresses.append((run.text, one))
                    yield " ", None
                elif run.text not in (SOFT_HYPHEN, GLUE):
                    yield run.text, Place(page, run.base, run.left)

    def _linked(self, one: Element) -> Iterator[Piece]:
        found = self._link(one)
        if superior(one) and found.reference and found.words.isdigit():
            return
        last = self.leads[-1] if self.leads else None
        listed = last is not None and last.words == found.words == PAGE and last.element.parent is one.parent
        (last.others if last is not None and listed else self.leads).append(found)
        place = next((Place(page, run.base, run.left) for page, run in one.runs() if run.text != GLUE), None)
        if found.words == PAGE:
            yield PAGE, place
            return
        for page, run in one.runs():
            if run.text.startswith(GLUE):
                break
            if run.text != SOFT_HYPHEN:
                yield run.text, Place(page, run.base, run.left)

    def _link(self, one: Element) -> Found:
        runs = [run.text for _, run in one.runs()]
        end = next((number for number, words in enumerate(runs) if words.strip().startswith(GLUE)), len(runs))
        words = fold("".join(words for words in runs[:end] if words != SOFT_HYPHEN))
        reference = "".join(runs[end:]).strip(f" {GLUE}›")
        bare = not reference and words.isdigit() and one.annotations[0].uri is None
        return Found(PAGE, words, one) if bare else Found(words, reference, one)

    def is_address(self, run: Run) -> bool:
        return abs(run.size - ADDRESS) < 0.01 and run.right < self.margin


def passages(elements: Iterable[Element], margin: float) -> list[tuple[str, str]]:
    """The passages of a text by the ids in the margin, each with its own words: those of lists within it are theirs."""
    found = []
    for address, holder in Said(elements, margin).addresses:
        own = [kid for kid in holder.kids if not (isinstance(kid, Element) and kid.block)]
        if re.fullmatch(r"p\d+", address):
            said = Said([Element(holder.tag, holder.given, kids=own)], margin)
            found.append((address, fold(LOST.sub("", "".join(words for words, _ in said.pieces)))))
    return found


def superior(one: Element) -> bool:
    """Whether it is set above the line, as marks of notes are."""
    return any(inner.attribute("BaselineShift") for inner in one.all())


def parts(pdf: Pdf) -> dict[str, list[Element]]:
    """The parts of a book by their titles: what follows a heading of the first level, that heading included."""
    found: dict[str, list[Element]] = {"": []}
    for one in pdf.root.kids:
        assert isinstance(one, Element)
        if one.tag == "H1":
            found[fold(one.text())] = []
        found[list(found)[-1]].append(one)
    return found


def first_difference(expected: list, found: list, around: int = 8) -> str:
    """Where two lists part, told with what stands around; empty if they are equal."""
    if expected == found:
        return ""
    pairs = enumerate(zip(expected, found, strict=False))
    at = next((number for number, (one, other) in pairs if one != other), min(len(expected), len(found)))
    before, after = max(0, at - around), at + around
    return f"at {at}: expected {expected[before:after]}, found {found[before:after]}"


def anchored(said: list[Told]) -> dict[str, int]:
    """Of every key in what is to be said, the number of the first word that stands at it."""
    found: dict[str, int] = {}
    pieces: list[str] = []
    words = 0
    for piece in said:
        if isinstance(piece, Anchor):
            text = "".join(pieces)
            words += len(re.findall(f"[^{SPACE}]+(?=[{SPACE}])", text))
            pieces = re.findall(f"[^{SPACE}]+$", text)
            found.setdefault(piece.key, words)
        else:
            pieces.append(piece if isinstance(piece, str) else piece.words)
    return found
