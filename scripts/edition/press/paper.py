"""From a page of the site to a leaf of a book: the same words, without what only a screen can use.

A leaf is a tree of HTML in which

- every `id` is a *key*, unique in the edition: `texts/x.md#p4`; the key of a leaf itself is its path, `texts/x.md`;
- a link within the edition is `a[data-to=KEY]`, and one that leads outside is `a[href]`;
- the mark of a note is `span.note-ref[data-note=KEY]`, and the notes themselves stand beside the leaf, in `notes`;
- a passage's block carries its id in `data-pid`;
- `div.mentioned` lists those who mention a passage or a record, by links alone: their words stand where they lead;
- `figure.map` holds one `svg`, and in `data-sheets` the view boxes of the sheets that it may be cut into.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import html
from lxml.html import HtmlElement

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SEPARATORS = re.compile(r"(?:\s*·)+\s*$")
# Tools of the screen: what edits, folds, jumps back or repeats.
_DROPPED = (
    "permalink",
    "edit",
    "fn-back",
    "headerlink",
    "map-sheet",
    "title-by",
    "what-if-state",
    "compare-pairs",
    "thread-map",
)
_KEPT_ATTRIBUTES = frozenset(
    "id class alt start colspan rowspan align datetime href data-to data-note data-pid".split()
)


@dataclass(frozen=True)
class Leaf:
    """One page for paper: its path relative to docs/, its title, its body without the title, and its notes by key."""

    path: str
    title: HtmlElement
    body: HtmlElement
    notes: dict[str, HtmlElement]

    @property
    def name(self) -> str:
        """The title's words."""
        return " ".join(self.title.text_content().split())

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every place that a link can lead to."""
        return frozenset({self.path, *(one.get("id") for one in self.body.iter() if one.get("id")), *self.notes})


class Leaves(Mapping[str, Leaf]):
    """The leaf of every page, made when it is first asked for."""

    def __init__(self, pages: Mapping[str, HtmlElement]) -> None:
        self.pages = pages
        self._leaves: dict[str, Leaf] = {}

    def __getitem__(self, path: str) -> Leaf:
        if path not in self._leaves:
            self._leaves[path] = leaf(path, self.pages[path])
        return self._leaves[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.pages)

    def __len__(self) -> int:
        return len(self.pages)


def leaf(path: str, page: HtmlElement) -> Leaf:
    """The leaf of a page; the page's own tree is left as it is."""
    body = deepcopy(page)
    for one in list(body.iter()):
        if not isinstance(one.tag, str):
            one.drop_tree()
        elif any(name in _classes(one) for name in _DROPPED):
            _without(one)
    for one in body.iter():
        _as_key(path, one)
    for mark in list(body.iter("a")):
        if "note-ref" in _classes(mark):
            mark.tag = "span"
            mark.set("data-note", mark.attrib.pop("data-to"))
        elif "pid" in _classes(mark):
            _address(mark)
    notes = _notes(body)
    for details in list(body.iter("details")):
        _unfold(details)
    for figure in body.iter("figure"):
        _sheets(figure, page)
    title = next(body.iter("h1"), None)
    if title is None:
        title = html.Element("h1")
        title.text = path
    else:
        _without(title)
        title.tail = None
        title.attrib.pop("id", None)
    for one in body.iter():
        if not _drawn(one):
            for name in set(one.attrib) - _KEPT_ATTRIBUTES - {"data-sheets"}:
                del one.attrib[name]
    return Leaf(path, title, body, notes)


def _drawn(one: HtmlElement) -> bool:
    return one.tag == "svg" or next(one.iterancestors("svg"), None) is not None


def _classes(one: HtmlElement) -> list[str]:
    return one.get("class", "").split()


def _without(one: HtmlElement) -> None:
    """Takes an element out, leaving the words after it; a separator that stood before it goes with it."""
    previous, parent = one.getprevious(), one.getparent()
    if parent is not None and not (one.tail or "").strip():
        if previous is not None:
            previous.tail = _SEPARATORS.sub("", previous.tail or "")
        else:
            parent.text = _SEPARATORS.sub("", parent.text or "")
    one.drop_tree()


def key(path: str, href: str) -> str | None:
    """The key that a link written on a page leads to; None if it leads out of the edition.

    The page may be named by its Markdown (`../claims/x.md#for`) or by its HTML.
    """
    if SCHEME.match(href) or href.startswith("//"):
        return None
    target, _, fragment = href.partition("#")
    if target:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
        if path.endswith(".html"):
            path = path.removesuffix(".html") + ".md"
    return f"{path}#{unquote(fragment)}" if fragment else path


def _as_key(path: str, one: HtmlElement) -> None:
    if one.get("id"):
        one.set("id", f"{path}#{one.get('id')}")
    if one.tag == "a" and one.get("href"):
        to = key(path, one.get("href"))
        if to is not None:
            del one.attrib["href"]
            one.set("data-to", to)


def _address(mark: HtmlElement) -> None:
    """Gives the address of a passage to the block that holds it."""
    block = mark.getparent()
    while block.tag not in ("p", "li", "td", "div", "blockquote") and block.getparent() is not None:
        block = block.getparent()
    name = mark.get("id")
    del mark.attrib["id"]
    if block.get("id"):
        mark.tag = "span"
        mark.attrib.clear()
        mark.set("id", name)
        return
    block.set("id", name)
    block.set("data-pid", name.rpartition("#")[2])
    mark.drop_tree()


def _notes(body: HtmlElement) -> dict[str, HtmlElement]:
    """Takes the notes out of the page: each an `aside` that begins with what it is about."""
    found: dict[str, HtmlElement] = {}
    for details in [one for one in body.iter("details") if "note" in _classes(one)]:
        note = next(one for one in details.iter("div") if "note-body" in _classes(one))
        head = details.find("summary")
        note.tag = "aside"
        head.tag = "p"
        head.set("class", "note-head")
        note.insert(0, head)
        details.getparent().remove(note) if note.getparent() is details.getparent() else None
        name = note.get("id")
        note.set("class", "note")
        note.tail = None
        found[name] = note
        details.drop_tree()
    return found


def _unfold(details: HtmlElement) -> None:
    """A fold as an open block, its summary a line of its own; mentions keep their links alone."""
    head = details.find("summary")
    if "mentions" in _classes(details):
        links = [next(item.iter("a"), None) for item in details.iter("li")]
        tail = details.tail
        details.clear()
        details.tag, details.tail = "div", tail
        details.set("class", "mentioned")
        for link in links:
            if link is not None:
                link.tail = None
                details.append(link)
        return
    details.tag = "div"
    if head is not None:
        head.tag = "p"
        head.set("class", "summary")


def _sheets(figure: HtmlElement, page: HtmlElement) -> None:
    """Unwraps a map's drawing and notes where it may be cut."""
    for view in [one for one in figure.iter("div") if "map-view" in _classes(one)]:
        view.drop_tag()
    number = [one for one in figure.getroottree().getroot().iter("figure")].index(figure)
    original = list(page.iter("figure"))[number]
    sheets = [one.get("viewbox", one.get("viewBox")) for one in original.iter("svg") if "map-sheet" in _classes(one)]
    figure.set("data-sheets", ";".join(filter(None, sheets)))
