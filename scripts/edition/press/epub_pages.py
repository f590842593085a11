"""The pages of an EPUB that are on no page of the site: cover, title, how to read it, parts, index, colophon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .book import BIBLIOGRAPHY, GLOSSARY
from .colophon import colophon, day
from .epub_plan import Plan
from .epub_sheet import Sheet
from .epub_words import Words
from .epub_xml import Element, element
from .imprint import Imprint

TYPEFACE = (
    "All is set in the reader’s own typeface but for the maps, whose boxes are measured for Edition Sans, which is cut "
    "from Source Sans 3 (SIL Open Font License 1.1; the licence lies beside the fonts)."
)


def cover_page(told: str) -> list[Element]:
    """The cover as the first page."""
    picture = element("img", {"src": "cover.png", "alt": told, "role": "doc-cover"})
    return [element("section", {"class": "cover", "epub:type": "cover"}, picture)]


def title_page(plan: Plan, imprint: Imprint) -> list[Element]:
    """What the book is called, whose words it holds, and which version it is."""
    book = plan.book
    lines = [line for line in (imprint.version and f"Version {imprint.version}", day(imprint)) if line]
    return [
        element(
            "section",
            {"class": "title-page", "epub:type": "titlepage"},
            element("h1", {"epub:type": "title"}, book.title),
            element("p", {"epub:type": "subtitle", "role": "doc-subtitle"}, book.subtitle) if book.subtitle else None,
            element("p", {"class": "authors"}, ", ".join(book.authors)) if book.authors else None,
            *(element("p", {"class": "version"}, line) for line in lines),
        )
    ]


def usage_page(plan: Plan) -> list[Element]:
    """What the marks mean, and how a passage of the book is found on the site."""
    text = next((chapter for chapter in plan.book.chapters if chapter.form == "text"), None)
    rows = [
        ("¹ ² ³ …", "after dotted words lead to the edition’s notes on them. The number before a note leads back."),
        ("+2", "leads to the two notes, entries, claims, arguments or debates that mention what stands before it."),
    ]
    if text is not None:
        page = text.key.removesuffix(".md")
        rows += [
            (
                "p12, c03",
                "name a passage, which is a paragraph that begins on line 12 of the capture, and the third comment. "
                f"They never change, and they are the same on the site: {page}.html#p12. Cite by them.",
            ),
            ("asserts, denies …", "over a passage says what it says of a claim, or which argument it makes."),
            ("⟨…⟩", "stands for something that the capture has lost. Nothing was put in its place."),
        ]
    told = [one for mark, words in rows for one in (element("dt", {}, mark), element("dd", {}, words))]
    return [element("section", {"class": "usage"}, element("h1", {}, "How to use this book"), element("dl", {}, *told))]


def sheet_page(plan: Plan, one: Sheet) -> list[Element]:
    """A file of the book's parts and chapters."""
    words = Words(plan, one)
    made = []
    if one.opens:
        title = element("h1", {"id": words.own(one.part.key)}, one.part.title)
        made.append(element("header", {"class": "part"}, title, *_contents(words, one)))
    for piece in one.pieces:
        chapter = piece.chapter
        titled = piece.opens and chapter is not one.part.opening
        heading = element("h2" if one.gathered else "h1", {"class": "title"})
        entry = chapter.key.startswith("glossary/")
        told = words.inside(chapter.leaf.title, element("dfn", {"epub:type": "glossterm"}) if entry else heading)
        if entry:
            heading.append(told)
        section = element("section", {"class": f"chapter {chapter.form}", **_kind(chapter.key)})
        if piece.opens:
            section.set("id", words.own(chapter.key) or "")
        if titled:
            section.append(heading)
        for block in words.piece(piece, 1 if one.gathered else 0):
            section.append(block)
        made.append(section)
    if one.part.key == GLOSSARY:
        return [element("section", {"epub:type": "glossary", "role": "doc-glossary"}, *made)]
    return made


def _kind(key: str) -> dict[str, str]:
    """What a chapter is, where EPUB has a word for it."""
    return {"epub:type": "bibliography", "role": "doc-bibliography"} if key == BIBLIOGRAPHY else {}


def _contents(words: Words, one: Sheet) -> Iterator[Element]:
    """The chapters of a part, on a page that holds nothing else."""
    if not one.pieces:
        items = (
            element("li", {}, element("a", {"href": words.led(chapter.key)}, chapter.leaf.name))
            for chapter in one.part.chapters
        )
        yield element("ul", {"class": "chapters"}, *items)


def colophon_page(plan: Plan, imprint: Imprint) -> list[Element]:
    """Which version this is, and what it was made from."""
    made: list[Element] = [element("h1", {}, "Colophon")]
    for heading, lines in colophon(plan.book, imprint):
        told = [TYPEFACE] if heading == "Typefaces" else lines
        made.append(element("h2", {}, heading))
        made += [element("p", {}, element("code", {}, line) if _is_digest(line) else line) for line in told]
    return [element("section", {"class": "colophon", "epub:type": "colophon", "role": "doc-colophon"}, *made)]


def _is_digest(line: str) -> bool:
    return re.fullmatch("[0-9a-f]{64}", line) is not None
