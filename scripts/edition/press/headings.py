"""How headings are set: their levels, their sizes, and which of them run at the heads of pages."""

from __future__ import annotations

from lxml.html import HtmlElement

from .book import Form
from .traits import HEADINGS, heads_map

_SIZES = ("13pt", "13pt", "11.5pt", "10pt", "10pt", "10pt")


class Levels:
    """The levels of a chapter's headings, whose title has the level `base`."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.last = base

    def of(self, tag: str) -> int:
        """The level of the next heading: none is skipped on the way down, which PDF/UA forbids."""
        self.last = max(self.base + 1, min(self.base + HEADINGS[tag], self.last + 1))
        return self.last


def size(one: HtmlElement, classes: list[str], form: Form) -> str:
    """The size of a heading's letters."""
    if "ref-label" in classes:
        return "1.06em"
    return "0.95em" if form == "record" else _SIZES[HEADINGS[one.tag]]


def running(one: HtmlElement, classes: list[str], form: Form) -> str | None:
    """What a heading puts at the head of the pages after it: a text's comments do that by their names."""
    runs = one.tag == "h2" and form != "record" and "ref-label" not in classes and not heads_map(one)
    if form == "text" and "editorial" not in classes:
        runs = False
    return " ".join(one.text_content().split()) if runs else None
