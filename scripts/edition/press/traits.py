"""What a block of a page is and what stands around it, by its tag, class and neighbours."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from .drawing import drawing
from .literal import string

HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}  # levels below the title of their chapter
# Small print that may follow upon its like: it belongs to what stands before it, or to what stands after it.
_AFTER = frozenset({"mentioned", "quoted-by", "evidence"})
_BEFORE = frozenset({"answers", "senses-differ", "margin"})
_LONG = 1500  # letters: what may have to stand on one page has fewer
_ACROSS = 560  # pixels: a wider map lies on its side


def marked(tree: HtmlElement) -> list[str]:
    """The notes that are marked in a tree."""
    return [key for span in tree.iter("span") if (key := span.get("data-note"))]


def letters_before(one: HtmlElement) -> dict[str, int]:
    """How many letters of a paragraph stand before the first mark of each of its notes."""
    found: dict[str, int] = {}
    letters = 0
    for event, inner in etree.iterwalk(one, events=("start", "end")):
        if event == "start" and inner.get("data-note"):
            found.setdefault(inner.get("data-note"), letters)
        letters += len((inner.text if event == "start" else inner.tail if inner is not one else "") or "")
    return found


def is_passage(one: HtmlElement) -> bool:
    """Whether a block is a passage, whose id is printed beside it."""
    return bool(one.get("data-pid") or (one.tag in HEADINGS and re.fullmatch(r"p\d+", fragment(one))))


def is_short(one: HtmlElement) -> bool:
    """Whether a block could stand on one page."""
    return len(one.text_content()) < _LONG


def is_unit(one: HtmlElement) -> bool:
    """Whether a block is a comment, or a post that is not the first: it begins with its name."""
    return one.tag == "article" and len(one) > 0 and "unit-name" in one[0].get("class", "")


def fragment(one: HtmlElement) -> str:
    """The id of an element, without the page."""
    return (one.get("id") or "").rpartition("#")[2]


def address(one: HtmlElement) -> str:
    """What stands in the margin by a block: its id, at the height and from the left edge of its place."""
    return f"pid({string(one.get('id'))}, {string(fragment(one))})"


def bookmark(heading: HtmlElement) -> str:
    """What a heading that holds a note or a page reference is called among the bookmarks; else it goes by its words."""
    more = heading.xpath(".//*[@data-note or @data-to]")
    return string(" ".join(heading.text_content().split())) if more else "none"


def is_map(one: HtmlElement | None) -> bool:
    """Whether a block is a map."""
    return one is not None and one.tag == "figure" and next(one.iter("svg"), None) is not None


def lies_across(figure: HtmlElement) -> bool:
    """Whether a map is too wide for the page that is upright."""
    return drawing(next(figure.iter("svg"))).width > _ACROSS


def stays(one: HtmlElement) -> bool:
    """Whether a paragraph says what those after it are about: an argument's name, or nothing but a label."""
    if one.getnext() is None or len(one) == 0 or (one[-1].tail or "").strip():
        return False
    last = one[-1].get("class", "").split()
    return "does" in last or (len(one) == 1 and last == ["label"] and not (one.text or "").strip())


def heads_map(one: HtmlElement) -> bool:
    """Whether a heading stands over a map that lies on its side: it goes with the map, onto a page of their own."""
    return one.tag in HEADINGS and is_map(one.getnext()) and lies_across(one.getnext())


def is_source(one: HtmlElement | None) -> bool:
    """Whether a paragraph says who wrote the words that are quoted before it, and nothing else."""
    if one is None or one.tag != "p" or len(one) != 1 or (one.text or "").strip():
        return False
    return "quote-source" in one[0].get("class", "")


def leads_into(one: HtmlElement) -> HtmlElement | None:
    """The passage that a heading or small print leads into, if nothing of that sort stands before it."""
    if _leads(one.getprevious()) or next(one.iterancestors("li", "td"), None) is not None:
        return None
    after = one.getnext()
    while after is not None and (_leads(after) or not is_passage(after)):
        inner = next(iter(after), None) if after.tag in ("blockquote", "div", "ul", "ol", "li") else None
        after = after.getnext() if _leads(after) else inner
    return after


def _leads(one: HtmlElement | None) -> bool:
    return one is not None and (one.tag in HEADINGS or bool(_BEFORE & classes(one)))


def near(one: HtmlElement) -> str:
    """Whether small print of the same sort stands right before a block of small print, or right after it."""
    sort = next((sort for sort in (_AFTER, _BEFORE) if sort & classes(one)), frozenset[str]())
    after = ", after: true" if sort & classes(one.getprevious()) else ""
    return after + (", more: true" if sort == _AFTER and sort & classes(one.getnext()) else "")


def classes(one: HtmlElement | None) -> set[str]:
    """The classes of an element, or none."""
    return set() if one is None else set(one.get("class", "").split())
