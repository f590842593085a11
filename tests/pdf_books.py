"""The books that the tests of the PDF open: those that the site offers, and the whole edition set once more elsewhere.

That one (`python tests/pdf_books.py`) is set without the site, in another folder, time zone and order of hashes: its
bytes must be the same.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from pdf_content import Run
from pdf_expected import Anchor, Expected, Told, fold
from pdf_reader import Annotation, Element, Pdf
from pdf_words import GLUE, Found, Place, Said, anchored, parts

from edition.load import load
from edition.press.book import Book, Chapter, Part, part_of, whole
from edition.press.editions import pages
from edition.press.imprint import Imprint, imprint
from edition.press.index import rows
from edition.press.markup import Pages
from edition.press.paper import Leaves
from edition.press.pdf import Paper, pdf
from edition.resolve.joined import Joined

HERE = Path(__file__).resolve().parent
OTHERWISE = {
    "PYTHONPATH": f"{HERE.parent / 'scripts'}{os.pathsep}{HERE}",
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Chatham",
    "LC_ALL": "C",
}
IMPRINT = Imprint("0123abcdef", datetime(2026, 11, 21, 10, 30, tzinfo=UTC))
TEXT, DEBATE = "texts/davidw-comments.md", "debates/goal-behind-the-mask.md"
MARGINS = {"a4": 107, "letter": 115, "a5": 53}  # points: left of it stand the ids of passages
_MM = 72 / 25.4
SIZES = {"a4": (210 * _MM, 297 * _MM), "letter": (612, 792), "a5": (148 * _MM, 210 * _MM)}


class Opened:
    """A book and its PDF, with what should be said and what is said beside each other."""

    def __init__(self, book: Book, data: bytes, *, paper: Paper = "a4") -> None:
        self.book = book
        self.data = data
        self.pdf = Pdf(data)
        self.margin = MARGINS[paper]
        rows(book)  # gives paragraphs the keys that the index leads to
        self.expected = Expected(book, frozenset(self.marks))

    @cached_property
    def marks(self) -> list[str]:
        """The notes that are marked in the book, by their first marks."""
        bodies = [chapter.leaf.body for chapter in self.book.chapters]
        found = (one.get("data-note") for body in bodies for one in body.iter("span"))
        return list(dict.fromkeys(key for key in found if key in self.book.notes))

    @cached_property
    def parts(self) -> dict[str, list[Element]]:
        """The structure by the parts of the book."""
        return parts(self.pdf)

    @cached_property
    def told(self) -> list[tuple[str, list[Told], Said]]:
        """Every part and every note: its name, what it should say, and what it says."""
        made = [(part.title, self.expected.part(part), self.said(part)) for part in self.book.parts]
        notes = list(self.pdf.root.all("Note"))
        made += [
            (key, [Anchor(key), *self.expected.note(self.book.notes[key])], Said(note.kids, self.margin))
            for key, note in zip(self.marks, notes, strict=True)
        ]
        return made

    def said(self, part: Part) -> Said:
        return Said(self.parts[part.title], self.margin)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where the words stand that links to each key should lead to: by the words, not by the file's own labels."""
        found: dict[str, Place] = {}
        for _, told, said in self.told:
            at = said.places
            found |= {key: at[min(number, len(at) - 1)] for key, number in anchored(told).items()}
        return found

    def chapter(self, chapter: Chapter) -> list[Element]:
        """The elements of one chapter: those of the part that it opens, or its heading and all up to the next."""
        part = next(part for part in self.book.parts if chapter in part.all)
        elements = self.parts[part.title]
        if chapter is part.opening:
            return elements
        heads = [number for number, one in enumerate(elements) if one.tag == "H2"]
        start = next(number for number in heads if fold(elements[number].text()) == fold(chapter.leaf.name))
        return elements[start : next((number for number in heads if number > start), len(elements))]

    @cached_property
    def boxes(self) -> dict[str, Found]:
        """Of every box of every map, by its key, the link that lies over it: known by the words drawn beneath it."""
        found = {}
        for chapter in self.book.chapters:
            nodes = [node for svg in chapter.leaf.body.iter("svg") for node in svg.iter("a")]
            under = {_letters("".join(node.xpath(".//text/text()"))): node.get("id") for node in nodes}
            elements = self.chapter(chapter) if nodes else []
            drawn = [run for one in elements for figure in one.all("Figure") for run in figure.runs()]
            for link in (link for one in elements for link in one.all("Link") if _is_bare(link)):
                (lead,) = Said([link], self.margin).leads
                found[under[_letters(_beneath(link.annotations[0], drawn))]] = lead
        return found

    def column(self, place: Place) -> int:
        """On which half of its page a place lies."""
        return int(place.left > float(self.pdf.pages[place.page - 1].MediaBox[2]) / 2)

    def turned(self, page: int) -> bool:
        """Whether a page is shown lying on its side, its left edge above."""
        return int(self.pdf.pages[page - 1].get("/Rotate", 0)) == 90

    def drawn(self, key: str) -> Place:
        """Where a box is drawn: what is its upper left corner for a reader."""
        (one,) = self.boxes[key].element.annotations
        left, bottom, _, top = one.box
        return Place(one.page, bottom if self.turned(one.page) else top, left)


class Printed:
    """The real edition's books, as its site offers them: what the tests open is what readers are given."""

    def __init__(self, joined: Joined, published: Path) -> None:
        self.joined = joined
        self.leaves = Leaves(Pages(joined))
        self.published = published
        self.imprint = imprint(HERE.parent)
        self.folder = tempfile.TemporaryDirectory(prefix="again-")
        date = str(int(self.imprint.date.timestamp())) if self.imprint.date else ""
        self._again = subprocess.Popen(
            [sys.executable, str(HERE / "pdf_books.py"), "again.pdf", self.imprint.version, date],
            cwd=self.folder.name,
            stderr=subprocess.PIPE,
            env=os.environ | OTHERWISE,
        )

    def again(self) -> bytes:
        """The whole edition as the other process has set it."""
        _, told = self._again.communicate(timeout=600)
        assert self._again.returncode == 0, told.decode()
        return (Path(self.folder.name) / "again.pdf").read_bytes()

    def close(self) -> None:
        if self._again.poll() is None:
            self._again.kill()
            self._again.communicate()
        self.folder.cleanup()

    @cached_property
    def edition(self) -> Opened:
        return Opened(whole(self.joined, self.leaves), self._read("data/edition.pdf"))

    @cached_property
    def text(self) -> Opened:
        return self._part(TEXT)

    @cached_property
    def debate(self) -> Opened:
        return self._part(DEBATE)

    @cached_property
    def letter(self) -> Opened:
        return Opened(self.edition.book, self._read("data/edition-letter.pdf"), paper="letter")

    @cached_property
    def plain(self) -> Pdf:
        return Pdf(self._read("data/edition-plain.pdf"))

    def _part(self, page: str) -> Opened:
        (path,) = (path for path, (own, _) in pages(self.joined).items() if own == page)
        return Opened(part_of(self.joined, self.leaves, page), self._read(path))

    def _read(self, path: str) -> bytes:
        return (self.published / path).read_bytes()


def _is_bare(link: Element) -> bool:
    """Whether a link has no words of its own before the page that it leads to."""
    return next(link.runs())[1].text.startswith(GLUE)


def _beneath(link: Annotation, drawn: list[tuple[int, Run]]) -> str:
    left, bottom, right, top = link.box
    inside = (run for page, run in drawn if page == link.page and left < run.left < right and bottom < run.base < top)
    return "".join(run.text for run in inside)


def _letters(words: str) -> str:
    return "".join(words.split())


def small(root: Path) -> Book:
    """The book of a small edition."""
    joined, _ = load(root)
    return whole(joined, Leaves(Pages(joined)))


if __name__ == "__main__":
    _, path, version, date = sys.argv
    made = Imprint(version, datetime.fromtimestamp(int(date), UTC) if date else None)
    Path(path).write_bytes(pdf(small(HERE.parent), made))
