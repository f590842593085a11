"""What must not be parted on paper: small print from what it belongs to, and passages from their notes."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement

from .inline import Around
from .traits import is_short, is_source, leads_into, marked

_PAGES, _FEWER = 18, 3  # pages that fit into a line of mentions, at least, and how many fewer into the first


def notes_of(around: Around, one: HtmlElement) -> Iterable[str]:
    """The keys of the notes that are marked in a block, unless it is too long to stand on one page in any case."""
    return marked(one) if is_short(one) and not around.plain else ()


def into(around: Around, one: HtmlElement) -> tuple[str | None, Iterable[str]]:
    """The id of the passage that a heading or small print leads into, and the notes of that which are not set before.

    In an edition without notes the compiler sees to it that nothing is parted.
    """
    passage = None if around.plain else leads_into(one)
    if passage is None:
        return None, ()
    return passage.get("id"), dict.fromkeys(key for key in marked(passage) if key not in around.numbers)


def lines_after(around: Around, one: HtmlElement | None) -> int:
    """How many lines of small print stand right after a paragraph and belong to it, at most."""
    if one is None or one.tag != "p" or not one.text_content().strip():
        return 0
    if is_source(one.getnext()):
        return 1
    told = mentions(around, one.getnext())
    return -(-(len(told) + _FEWER) // _PAGES) if told else 0


def mentions(around: Around, one: HtmlElement | None) -> list[str]:
    """Where those stand in this book who mention what stands before an element that lists them; else none."""
    if one is None or around.plain or "mentioned" not in one.get("class", "").split():
        return []
    return list(dict.fromkeys(key for link in one.iter("a") if (key := around.led(link.get("data-to")))))
