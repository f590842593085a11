"""What a PDF gives its reader, read from the file itself: tags, bookmarks, links, letters, notes in place."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from lxml import html
from pikepdf import Name

_LETTERS = re.compile(r"[^a-z]+")
_HYPHENS = ("-", "\u2010", "\u00ad")
# Letters that have to be found: before a note's mark (fewer where a page ends among them), and of the note itself.
_BEFORE, _FEWER, _WITHIN = 28, 14, 36
_REFERENCE = re.compile("\u203a[0-9]")


@dataclass(frozen=True)
class Given:
    """One PDF: what it is and how much stands in it; `near` are the notes that begin on the page of their mark."""

    pages: int
    tagged: bool
    language: str
    title: str
    part: str
    bookmarks: int
    links: int
    dead: int
    attachments: int
    embedded: bool
    references: int
    hyphens: float
    notes: int
    near: int


def given(pdf: Path, page: str) -> Given:
    """Reads a PDF; `page` is the HTML that it was set from, whose notes are looked for."""
    with pikepdf.open(pdf) as file:
        root = file.Root
        with file.open_metadata() as metadata:
            part, title = metadata.get("pdfuaid:part", ""), metadata.get("dc:title", "")
        links, dead = _links(file)
        pages = _pages(pdf)
        lines = [line for text in pages for line in text.splitlines() if len(line) > 40]
        notes, near = _near(pages, page)
        return Given(
            pages=len(file.pages),
            tagged=bool(root.get("/MarkInfo", {}).get("/Marked", False)) and "/StructTreeRoot" in root,
            language=str(root.get("/Lang", "")),
            title=str(title),
            part=str(part),
            bookmarks=_bookmarks(file),
            links=links,
            dead=dead,
            attachments=len(file.attachments),
            embedded=all(_embedded(font) for font in _fonts(file)),
            references=sum(len(_REFERENCE.findall(text)) for text in pages),
            hyphens=sum(line.rstrip().endswith(_HYPHENS) for line in lines) / max(len(lines), 1),
            notes=notes,
            near=near,
        )


def _bookmarks(file: pikepdf.Pdf) -> int:
    with file.open_outline() as outline:
        waiting, count = list(outline.root), 0
        while waiting:
            count, one = count + 1, waiting.pop()
            waiting += one.children
        return count


def _links(file: pikepdf.Pdf) -> tuple[int, int]:
    """Internal links, and how many of them name a place that the file does not have."""
    named = set(file.Root.get("/Dests", {}).keys())
    if "/Dests" in file.Root.get("/Names", {}):
        named |= {str(name) for name in pikepdf.NameTree(file.Root.Names.Dests)}
    links = dead = 0
    for page in file.pages:
        for one in page.obj.get("/Annots", []):
            action = one.get("/A", {})
            place = one.get("/Dest", action.get("/D") if action.get("/S") == Name.GoTo else None)
            if one.get("/Subtype") == Name.Link and place is not None:
                links += 1
                dead += not isinstance(place, pikepdf.Array) and str(place) not in named
    return links, dead


def _fonts(file: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == Name.Font and one.get("/Subtype") != Name.Type0:
            yield one


def _embedded(font: pikepdf.Object) -> bool:
    descriptor = font.get("/FontDescriptor", {})
    return font.get("/Subtype") == Name.Type3 or any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))


def _pages(pdf: Path) -> list[str]:
    """The words of each page, by poppler."""
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, timeout=600).stdout
    return text.decode(errors="replace").split("\f")[:-1]


def _near(pages: list[str], page: str) -> tuple[int, int]:
    """How many notes of a page of HTML are found in a PDF, and how many of them begin where their mark stands."""
    plain = [_letters(text) for text in pages]
    found = near = 0
    for before, within in _notes(page):
        marked = _having(plain, before) | _having(plain, before[-_FEWER:])
        begins = _having(plain, within)
        found += bool(begins)
        near += bool(marked & begins)
    return found, near


def _having(pages: list[str], letters: str) -> set[int]:
    return {number for number, text in enumerate(pages) if letters in text}


def _notes(page: str) -> Iterator[tuple[str, str]]:
    """The letters right before each note's mark, and those with which the note's own text begins."""
    for note in html.fromstring(page).iter("span"):
        if "note" not in note.get("class", "").split():
            continue
        mark = note.getprevious()
        block = next(one for one in mark.iterancestors() if one.tag in ("p", "li", "td", "div", "h3", "h4", "h5", "h6"))
        before = _letters(_words_before(block, mark))[-_BEFORE:]
        yield before, _letters("".join(note.itertext()))[:_WITHIN]


def _words_before(block: html.HtmlElement, mark: html.HtmlElement) -> str:
    """The words of a block up to a mark, without those of notes and marks."""
    said = []

    def read(one: html.HtmlElement) -> bool:
        if one is mark:
            return True
        classes = one.get("class", "").split()
        if not {"note", "mark", "pid", "call"} & set(classes):
            said.append(one.text or "")
            if any(read(child) for child in one):
                return True
        said.append(one.tail or "") if one is not block else None
        return False

    read(block)
    return "".join(said)


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.lower())
