"""The book as one HTML file with its drawings, so that every other way to print sets the same words and links as ours.

A note stands in the line at its first mark, as `span.note`: that is where `float: footnote` takes it from, and where a
browser can put it into the margin. Later marks lead back to it. Where a link leads nowhere, its words are plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from html import escape

from lxml import html
from lxml.html import HtmlElement

from edition.press.book import Book, Chapter, Part
from edition.press.colophon import colophon
from edition.press.drawing import drawing, sheets
from edition.press.imprint import Imprint
from edition.press.index import rows

_HEADINGS = {"h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}  # a chapter's own title is h2
# Within a line no paragraph may stand, so a note's blocks are spans that a style sheet sets as blocks.
_NOTHING = "\u200b"  # what an address needs to hold, or Chromium drops it
_IN_LINE = ("p", "div", "ul", "ol", "li", "blockquote")


def one_page(book: Book, imprint: Imprint) -> tuple[str, dict[str, str]]:
    """A whole HTML document that looks as `style.css` says, and its drawings by path. The book is left as it is."""
    writer = _Writer(book, imprint)
    return writer.document(), writer.drawings


class _Writer:
    def __init__(self, book: Book, imprint: Imprint) -> None:
        self.book = book
        self.imprint = imprint
        self.index = rows(book)
        self.ids: dict[str, str] = {}
        self.numbers: dict[str, int] = {}  # of the notes that are set
        self.number = 0
        self.drawings: dict[str, str] = {}
        marks = (one for chapter in book.chapters for one in chapter.leaf.body.iter("span"))
        self.marked = {one.get("data-note") for one in marks} & book.notes.keys()
        places = {key for row in self.index for key in (*row.homes, *row.places)}
        self.known = book.keys | self.marked | places

    def document(self) -> str:
        title = escape(self.book.title)
        authors = escape(", ".join(self.book.authors))
        body = "\n".join(self._body())
        return (
            f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta name="author" content="{authors}"><link rel="stylesheet" href="style.css"></head>\n<body>\n'
            f'<header class="title"><p class="book">{title}</p><p>{escape(self.book.subtitle)}</p><p>{authors}</p>'
            f"</header>\n{self._contents()}\n{body}\n</body></html>\n"
        )

    def id(self, key: str) -> str:
        """The key as an id that any tool takes."""
        return self.ids.setdefault(key, f"k{len(self.ids)}")

    def _contents(self) -> str:
        lines = []
        for part in self.book.parts:
            chapters = "".join(f"<li>{self._to(one.key, one.leaf.name)}</li>" for one in part.chapters)
            lines.append(f"<li>{self._to(part.key, part.title)}{f'<ul>{chapters}</ul>' if chapters else ''}</li>")
        return f'<nav class="contents"><h1>Contents</h1><ul>{"".join(lines)}</ul></nav>'

    def _to(self, key: str, words: str) -> str:
        return f'<a class="in" href="#{self.id(key)}">{escape(words)}</a>'

    def _body(self) -> Iterator[str]:
        for part in self.book.parts:
            yield self._part(part)
        yield '<section class="index"><h1>Index of terms and people</h1>'
        for row in self.index:
            keys = [key for key in dict.fromkeys((*row.homes, *row.places)) if key in self.known]
            links = ", ".join(f'<a class="page" href="#{self.id(key)}"></a>' for key in keys)
            yield f"<p>{escape(row.name)} {links}</p>"
        yield "</section>\n<section><h1>Colophon</h1>"
        for name, lines in colophon(self.book, self.imprint):
            yield f"<h2>{escape(name)}</h2><p>{'<br>'.join(map(escape, lines))}</p>"
        yield "</section>"

    def _part(self, part: Part) -> str:
        chapters = "\n".join(self._chapter(chapter) for chapter in part.all)
        return f'<section class="part"><h1 id="{self.id(part.key)}">{escape(part.title)}</h1>\n{chapters}</section>'

    def _chapter(self, chapter: Chapter) -> str:
        self.number = 0
        title, body = deepcopy(chapter.leaf.title), self._set(deepcopy(chapter.leaf.body))
        title.tag = "h2"
        title.set("id", self.id(chapter.key))
        return f'<section class="{chapter.form}">{_markup(title)}\n{_markup(body)}</section>'

    # ---- what stands in a chapter or a note

    def _set(self, tree: HtmlElement) -> HtmlElement:
        for one in list(tree.iter()):
            if not isinstance(one.tag, str) or next(one.iterancestors("svg"), None) is not None:
                continue
            one.tag = _HEADINGS.get(one.tag, one.tag)
            if one.tag == "a":
                self._link(one)
            if one.get("id"):
                one.set("id", self.id(one.get("id")))
            one.tag = "div" if one.tag == "article" else one.tag
            if one.get("data-pid") or (one.tag == "p" and one.get("id")):
                _passage(one, one.attrib.pop("data-pid", ""))
        for mark in list(tree.iter("span")):
            if mark.get("data-note"):
                self._note(mark, mark.attrib.pop("data-note"))
        for figure in list(tree.iter("figure")):
            self._drawn(figure)
        return tree

    def _link(self, link: HtmlElement) -> None:
        key = link.attrib.pop("data-to", None)
        if key is None:
            return
        if key in self.known:
            link.set("href", f"#{self.id(key)}")
            link.set("class", "in " + link.get("class", ""))
        else:
            link.tag = "span"

    def _note(self, mark: HtmlElement, key: str) -> None:
        if key not in self.marked:
            return
        first = key not in self.numbers
        if first:
            self.number += 1
            self.numbers[key] = self.number
        mark.tag = "a"
        mark.set("class", "mark" if first else "mark again")
        mark.set("href", f"#{self.id(key)}")
        mark.text = str(self.numbers[key])
        if first:
            note = self._set(deepcopy(self.book.notes[key]))
            note.tag = "span"
            for one in note.iter(*_IN_LINE):
                one.set("class", f"as-{one.tag} {one.get('class', '')}")
                one.tag = "span"
                one.tail = (one.tail or "").strip() or None
            note.tail, mark.tail = mark.tail, None
            mark.addnext(note)

    def _drawn(self, figure: HtmlElement) -> None:
        """A map's sheets as pictures, with its links laid over their boxes."""
        svg = next(figure.iter("svg"), None)
        if svg is None:
            return
        drawn = drawing(svg)
        for number, sheet in enumerate(sheets(drawn, figure.get("data-sheets", ""))):
            path = f"maps/{len(self.drawings) + 1}.svg"
            self.drawings[path] = sheet.svg
            alt = escape(drawn.told + (", continued" if number else ""))
            links = "".join(
                f'<a class="box in" href="#{self.id(key)}" style="left:{x / sheet.width:.3%};'
                f'top:{y / sheet.height:.3%};width:{w / sheet.width:.3%};height:{h / sheet.height:.3%}"></a>'
                for key, x, y, w, h in sheet.boxes
                if key in self.known
            )
            picture = f'<img alt="{alt}" width="{sheet.width:g}" src="{path}">'
            svg.addprevious(html.fragment_fromstring(f'<div class="sheet">{picture}{links}</div>'))
        for key in drawn.keys:
            svg.addprevious(html.fragment_fromstring(f'<span id="{self.id(key)}">{_NOTHING}</span>'))
        svg.drop_tree()
        figure.attrib.pop("data-sheets", None)


def _passage(block: HtmlElement, name: str) -> None:
    """The passage's name as the first thing of its block, with the block's id: pandoc gives paragraphs none."""
    pid = block.makeelement("span", {"class": "pid"})
    if block.get("id"):
        pid.set("id", block.attrib.pop("id"))
    pid.text, pid.tail, block.text = name or _NOTHING, block.text, None
    block.insert(0, pid)


def _markup(tree: HtmlElement) -> str:
    return html.tostring(tree, encoding="unicode", with_tail=False)
