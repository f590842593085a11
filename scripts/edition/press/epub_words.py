"""The leaves of a book as XHTML: the same words, with links, notes and quotations told in the terms of EPUB."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from .book import record_of
from .epub_address import web
from .epub_map import sheets
from .epub_notes import Notes
from .epub_plan import Plan
from .epub_sheet import Piece, Sheet
from .epub_xml import Element, add, element

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_COLUMNS = 3  # that a table may have on a small screen
_TAGS = frozenset(
    "article section aside div p blockquote figure figcaption hr br pre ol ul li dl dt dd table caption thead tbody "
    "tfoot tr th td abbr b cite code del em i ins kbd mark q s samp small span strong sub sup time u var".split()
)
_KINDS = {  # by class: what a link is, in the vocabularies of EPUB and of DPUB-ARIA
    "term": ("glossref", "doc-glossref"),
    "citation": ("biblioref", "doc-biblioref"),
}
_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?")


class Words:
    """Writes the pieces of one file."""

    def __init__(self, plan: Plan, sheet: Sheet) -> None:
        self.plan = plan
        self.sheet = sheet
        self.down = 0  # levels by which headings are lowered
        self.notes = Notes(self)

    def piece(self, piece: Piece, down: int) -> list[Element]:
        """The blocks of a chapter, or of a part of one, each with its notes behind it."""
        self.down = down
        made = element("div", {})
        for block in piece.blocks:
            self.notes.begin(block)
            self._element(block.tree, made)
            add(made, block.tree.tail)
            for aside in self.notes.end():
                made.append(aside)
        return list(made)

    def inside(self, one: HtmlElement, into: Element) -> Element:
        """Copies the words and elements of one element into another, which it gives back."""
        add(into, one.text)
        for child in one:
            if isinstance(child.tag, str):
                self._element(child, into)
            add(into, child.tail)
        return into

    def own(self, key: str | None) -> str | None:
        """The id of a key that has its place in this file."""
        place = self.plan.places.get(key or "")
        return place.id if place and place.file == self.sheet.name else None

    def led(self, key: str | None) -> str | None:
        """The address that a key has from this file: of its place or, for a box of a map elsewhere, of its record."""
        place = self.plan.places.get(key or "") or self.plan.places.get(record_of(key or "") or "")
        if place is None:
            return None
        return f"#{place.id}" if place.file == self.sheet.name else f"{place.file}#{place.id}"

    def _element(self, one: HtmlElement, into: Element) -> None:
        classes = one.get("class", "").split()
        if one.tag in _HEADINGS:
            self._heading(one, into)
        elif one.tag == "a":
            self._link(one, classes, into)
        elif "note-ref" in classes:
            self.notes.mark(one, into)
        elif "mentioned" in classes:
            self.notes.mentioned(one, into)
        elif one.tag == "figure" and (svg := next(one.iter("svg"), None)) is not None:
            self._map(one, svg, into)
        elif one.tag == "table" and _columns(one) > _COLUMNS:
            into.append(self._as_list(one))
        elif one.tag == "img":
            add(into, f"[{one.get('alt') or 'image'}]")
        else:
            self._copied(one, classes, into)

    def _copied(self, one: HtmlElement, classes: list[str], into: Element) -> None:
        """An element as it is."""
        tag = one.tag if one.tag in _TAGS else "span"
        attributes = {"id": self.own(one.get("id")), "class": one.get("class"), "data-pid": one.get("data-pid")}
        if one.tag == "time" and _TIME.fullmatch(one.get("datetime") or ""):
            attributes["datetime"] = one.get("datetime")
        for name in ("start", "colspan", "rowspan"):
            if re.fullmatch(r"[1-9]\d{0,3}", one.get(name) or "") and one.tag in ("ol", "td", "th"):
                attributes[name] = one.get(name)
        if one.tag == "th" and next(one.iterancestors("thead"), None) is not None:
            attributes["scope"] = "col"
        if "footnote" in classes:
            attributes |= {"epub:type": "footnote", "role": "doc-footnote"}
        if one.tag == "p" and _is_source(one):
            attributes["class"] = "source"
        into.append(self.inside(one, element(tag, attributes)))
        self.notes.ended(one, into[-1])

    def _heading(self, one: HtmlElement, into: Element) -> None:
        """A heading; the address of a comment or of a passage shows beside it."""
        fragment = (one.get("id") or "").rpartition("#")[2]
        named = "unit-name" in one.get("class", "").split() or re.fullmatch(r"p\d+", fragment)
        attributes = {"id": self.own(one.get("id")), "class": one.get("class"), "data-pid": fragment if named else None}
        level = min(6, _HEADINGS[one.tag] + self.down)
        into.append(self.inside(one, element(f"h{level}", attributes)))
        self.notes.ended(one, into[-1])

    def _link(self, one: HtmlElement, classes: list[str], into: Element) -> None:
        """A link; one that leads nowhere from here is its words."""
        key, to = one.get("data-to"), one.get("href")
        address = web(to) if to else self.led(key)
        if address is None:
            into.append(self.inside(one, element("span", {"class": one.get("class"), "id": self.own(one.get("id"))})))
            return
        kind, role = next((_KINDS[name] for name in classes if name in _KINDS), (None, None))
        if key in self.plan.numbers or _is_call(one):
            kind, role = "noteref", "doc-noteref"
        attributes = {"class": one.get("class"), "id": self.own(one.get("id")), "href": address}
        into.append(self.inside(one, element("a", attributes | {"epub:type": kind, "role": role})))

    def _map(self, one: HtmlElement, svg: HtmlElement, into: Element) -> None:
        """A map: what its signs mean, then its sheets."""
        figure = element("figure", {"class": "map", "id": self.own(one.get("id"))})
        caption = one.find("figcaption")
        if caption is not None:
            figure.append(self.inside(caption, element("figcaption", {})))
        for sheet in sheets(one, svg, self.own, self.led):
            figure.append(sheet)
        into.append(figure)

    def _as_list(self, table: HtmlElement) -> Element:
        """A table too wide for a small screen: each row by its first cell, and under it the others that hold words."""
        heads = list(table.iterfind("thead//th"))
        told = element("dl", {"class": "wide"})
        for row in table.iter("tr"):
            if next(row.iterancestors("thead"), None) is not None:
                continue
            first, *rest = row.iterchildren("th", "td")
            told.append(self.inside(first, element("dt", {})))
            for head, cell in zip([*heads[1:], *[None] * len(rest)], rest, strict=False):
                if not cell.text_content().strip():
                    continue
                line = element("dd", {})
                if head is not None:
                    line.append(self.inside(head, element("span", {"class": "head"})))
                    add(line, ": ")
                told.append(self.inside(cell, line))
        return told


def _columns(table: HtmlElement) -> int:
    return max((len(list(row.iterchildren("th", "td"))) for row in table.iter("tr")), default=0)


def _is_call(one: HtmlElement) -> bool:
    """Whether a link is the call of a footnote of the captured text."""
    above = one.getparent()
    return above is not None and "call" in above.get("class", "").split()


def _is_source(one: HtmlElement) -> bool:
    """Whether a paragraph is the line under a quotation that says whose it is."""
    return len(one) == 1 and "quote-source" in one[0].get("class", "") and not (one.text or "").strip()
