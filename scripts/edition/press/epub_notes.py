"""Notes that pop up: at its first mark's comment stands each note once, and who mentions a passage stands there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from .epub_mentions import Mentions, mentions
from .epub_sheet import Block, plain
from .epub_xml import Element, add, element

if TYPE_CHECKING:
    from .epub_words import Words

# What a reading system is told, so that it shows the note over the page and need not leave it.
_MARK = {"epub:type": "noteref", "role": "doc-noteref"}
_NOTE = {"epub:type": "footnote", "role": "doc-footnote"}
_BACK = {"epub:type": "backlink", "role": "doc-backlink"}


class Notes:
    """The notes and mentions of the block that is being written."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.plan = words.plan
        self.asides: list[Element] = []
        self._about: dict[HtmlElement, Mentions] = {}  # by the element that bears their mark
        self._own: list[str] = []

    def begin(self, block: Block) -> None:
        """Looks for what others mention in a comment or post."""
        self._own = block.notes
        self._about = {}
        if block.tree.tag == "article":
            self._about = {about.at: about for about in mentions(block.tree, self.plan)}

    def end(self) -> list[Element]:
        """What belongs behind the block: one section of notes, or nothing."""
        told = [*map(self._note, self._own), *self.asides]
        self.asides = []
        if not told:
            return []
        return [element("section", {"class": "notes", "epub:type": "footnotes", "aria-label": "Notes"}, *told)]

    def mark(self, one: HtmlElement, into: Element) -> None:
        """The mark of a note: its number. A note that does not stand in this book has none."""
        key = one.get("data-note")
        number = self.plan.numbers.get(key or "")
        if number is not None:
            own = {"class": "note-ref", "id": self.words.own(one.get("id")), "href": self.words.led(key)}
            into.append(element("a", own | _MARK, str(number)))

    def ended(self, one: HtmlElement, written: Element) -> None:
        """Adds to what others mention the mark that tells how many do."""
        about = self._about.get(one)
        links = self._links(about.list) if about else []
        if not links or about is None:
            return
        name = plain(f"mentions-{written.get('id')}")
        own = {"class": "mention-ref", "id": f"ref-{name}", "href": f"#{name}", "title": "mentioned elsewhere"}
        add(written, " ")
        written.append(element("a", own | _MARK, f"+{len(links)}"))
        back = element("a", {"href": f"#{written.get('id')}"} | _BACK, about.name)
        line = element("p", {}, back, " is mentioned in: ", *_listed(links))
        self.asides.append(element("aside", {"class": "mentions", "id": name} | _NOTE, line))

    def mentioned(self, one: HtmlElement, into: Element) -> None:
        """A list of mentions that stands where it is, since nothing before it can bear a mark."""
        links = self._links(one)
        if links and not any(one is about.list for about in self._about.values()):
            into.append(element("p", {"class": "mentioned"}, "Mentioned in: ", *_listed(links)))

    def _links(self, one: HtmlElement) -> list[Element]:
        """Links to all that mention something, without what is not in this book."""
        found: dict[str, Element] = {}
        for link in one.iter("a"):
            to, key = self.words.led(link.get("data-to")), link.get("data-to")
            if to is not None:
                kind = _MARK if key in self.plan.numbers else {}
                found.setdefault(to, self.words.inside(link, element("a", {"href": to} | kind)))
        return list(found.values())

    def _note(self, key: str) -> Element:
        """A note as an aside that begins with its number, which leads back."""
        note = self.plan.book.notes[key]
        number = str(self.plan.numbers[key])
        aside = element("aside", {"class": "note", "id": self.words.own(key)} | _NOTE)
        to = self.words.led(self.plan.marks[key])
        back = element("a", {"href": to, "class": "number"} | _BACK, number) if to else element("span", {}, number)
        self.words.inside(note, aside)
        head = next((one for one in aside.iterchildren() if "note-head" in one.get("class", "")), None)
        if head is None:
            aside.insert(0, element("p", {"class": "note-head"}, back))
        else:
            back.tail, head.text = f" {head.text or ''}", None
            head.insert(0, back)
        return aside


def _listed(links: list[Element]) -> list[Element]:
    """Links with semicolons between them."""
    for link in links[:-1]:
        link.tail = "; "
    return links
