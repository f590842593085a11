"""A book as Typst source: nothing but calls of the functions in edition.typ, with words as string literals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from . import foot
from .blocks import Blocks
from .book import TEXTS, Book, Chapter, Part, record_of
from .colophon import colophon, day
from .imprint import Imprint
from .index import Row, places, rows
from .literal import array, string, strings
from .traits import HEADINGS, heads_map, is_passage, is_unit
from .usage import usage

_MANY = 40  # chapters: the contents need two columns
MAIN = "main"


class Setter:
    """Writes one book; with `plain`, the texts alone, without notes and everything else that was laid around them."""

    def __init__(self, book: Book, imprint: Imprint, *, plain: bool = False) -> None:
        self.book = book
        self.imprint = imprint
        self.plain = plain
        self.parts = [part for part in book.parts if not plain or part.key in (TEXTS, MAIN)]
        self.chapters = [chapter for part in self.parts for chapter in part.all]
        self.index: list[Row] = [] if plain else rows(book)
        marked = {one.get("data-note") for chapter in self.chapters for one in chapter.leaf.body.iter("span")}
        self.notes = {} if plain else {key: note for key, note in book.notes.items() if key in marked}
        self.threads = {one.key: list(_thread(one)) for one in self.chapters if one.form == "text"}
        self.wanted = self._wanted()
        self.number = 0  # of the last note of this chapter
        self.numbers: dict[str, int] = {}  # of every note that has been set

    def _wanted(self) -> frozenset[str]:
        """The keys that something leads to, and those of passages, whose ids stand beside them: no other is a place."""
        trees = [*(chapter.leaf.body for chapter in self.chapters), *self.notes.values()]
        links = {link.get("data-to") or "" for tree in trees for link in tree.iter("a")}
        links |= {record_of(key) or "" for key in links}
        links |= {one.get("id") or "" for tree in trees for one in tree.iter("*") if is_passage(one)}
        links |= {one[0].get("id") or "" for tree in trees for one in tree.iter("article") if is_unit(one)}
        links |= {one.get("id") or "" for tree in trees for one in tree.iter(*HEADINGS) if heads_map(one)}
        return frozenset(links | places(self.index) | {key for thread in self.threads.values() for _, key, _ in thread})

    def led(self, key: str | None) -> str | None:
        """Where a link leads in this book: to its key, or, from a map that is not in it, to the record drawn there."""
        if key is not None and not self._holds(key):
            key = record_of(key)
        return key if key is not None and self._holds(key) else None

    def _holds(self, key: str) -> bool:
        return key in self.book.keys or key in self.notes

    def mark(self, one: HtmlElement) -> str:
        """The mark of a note: with its first mark the note itself is set, at the foot of the page."""
        key = one.get("data-note") or ""
        note = self.notes.get(key)
        if note is None:
            return ""
        if key in self.numbers:
            return f"again({string(key)}, {string(str(self.numbers[key]))})"
        self.number += 1
        self.numbers[key] = self.number
        return f"note({string(key)}, {foot.note(Blocks(self, 'prose', 1), note)})"

    def write(self) -> str:
        """The whole source."""
        book = self.book
        alone = "The texts alone, without notes" if self.plain else ""
        title = book.title + (f" ({alone.lower()})" if alone else "")
        lines = [one for one in (self.imprint.version, day(self.imprint)) if one]
        out = [
            '#import "edition.typ": *',
            "#{",
            f"show: edition.with(title: {string(title)}, authors: {strings(book.authors)}, "
            f"description: {string(alone or book.subtitle)}, date: {_date(self.imprint)})",
            f"title-page({string(book.title)}, {string(alone or book.subtitle)}, "
            f"{string(', '.join(book.authors))}, {strings(lines)})",
            f"contents-page({'true' if len(self.chapters) > _MANY else 'false'})",
        ]
        if not self.plain:
            out.append(f'in-one({{ part("part:usage", "How to use this book"); {usage(book)} }})')
        for part in self.parts:
            out += self._part(part)
        if self.index:
            out += ["in-columns({", 'part-across("part:index", "Index of terms and people")', self._index(), "})"]
        end = ["to-a-multiple-of-four()"] if self.plain else []
        out += ["in-one({", 'part("part:colophon", "Colophon")', self._colophon(), *end, "})"]
        return "\n".join([*out, "}"]) + "\n"

    def _part(self, part: Part) -> Iterator[str]:
        """A part: records and works in two columns, texts and debates on pages of their own."""
        opening, chapters = part.opening, part.chapters
        narrow = part.key.endswith("bibliography.md") or (bool(chapters) and chapters[0].form == "record")
        yield "in-columns({" if narrow else "in-one({"
        yield f"{'part-across' if narrow else 'part'}({string(part.key)}, {string(part.title)})"
        if opening is not None:
            yield from (f"at({string(key)})" for key in (opening.key,) if key in self.wanted)
            yield "counter(footnote).update(0)"
            yield from self._body(opening, 1)
        elif not narrow and len(chapters) > 1:
            yield _glance(((0, one.key, one.leaf.name) for one in chapters), "10.5pt")
        for chapter in chapters:
            yield from self._chapter(chapter)
        yield "})"

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        title = Blocks(self, "prose", 1).inline(chapter.leaf.title)
        call = "record" if chapter.form == "record" else "chapter"
        yield f"{call}({string(chapter.key)}, {title}, {string(chapter.leaf.name)})"
        if chapter.form != "record":
            yield "counter(footnote).update(0)"
        yield from self._body(chapter, 2)

    def _body(self, chapter: Chapter, base: int) -> Iterator[str]:
        self.number = 0
        thread = self.threads.get(chapter.key)
        after = {f"{chapter.key}#comments": _glance(thread)} if thread else {}
        yield from Blocks(self, chapter.form, base, after).write(chapter.leaf.body)

    def _index(self) -> str:
        lines = (f"({string(row.name)}, {strings(row.homes)}, {strings(row.places)})" for row in self.index)
        return f"index({array(lines)})"

    def _colophon(self) -> str:
        told = colophon(self.book, self.imprint)
        return f"colophon({array(f'({string(name)}, {strings(lines)})' for name, lines in told)})"


def _thread(chapter: Chapter) -> Iterator[tuple[int, str, str]]:
    """The comments of a text: how deep each stands, its key and its name."""
    for one in chapter.leaf.body.iter("article"):
        classes = one.get("class", "").split()
        if "comment" in classes:
            depth = next((int(name[6:]) for name in classes if name.startswith("depth-")), 0)
            yield depth, one[0].get("id") or "", " ".join(one[0].text_content().split())


def _glance(lines: Iterable[tuple[int, str, str]], size: str = "8.4pt") -> str:
    """A list with page numbers, indented by depth."""
    return f"glance({array(f'({depth}, {string(key)}, {string(name)})' for depth, key, name in lines)}, size: {size})"


def _date(imprint: Imprint) -> str:
    at = imprint.date
    if at is None:
        return "none"
    return (
        f"datetime(year: {at.year}, month: {at.month}, day: {at.day}, "
        f"hour: {at.hour}, minute: {at.minute}, second: {at.second})"
    )
