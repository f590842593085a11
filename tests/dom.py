"""Reads built pages as a browser's parser would, as far as finished, well-formed HTML needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Elements that stand on lines of their own: their words do not run into those beside them.
BLOCKS = frozenset(
    "address article aside blockquote body br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


@dataclass
class Node:
    """An element: its children are elements and strings."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = field(default=None, repr=False)
    children: list[Node | str] = field(default_factory=list, repr=False)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def all(self, wanted: Callable[[Node], bool] = lambda node: True) -> Iterator[Node]:
        """The elements inside this one that are wanted, in order."""
        for child in self.children:
            if isinstance(child, Node):
                if wanted(child):
                    yield child
                yield from child.all(wanted)

    def tagged(self, *tags: str) -> list[Node]:
        return list(self.all(lambda node: node.tag in tags))

    def classed(self, name: str) -> list[Node]:
        return list(self.all(lambda node: name in node.classes))

    def of_id(self, name: str) -> Node:
        """The one element with this id."""
        (found,) = self.all(lambda node: node.attributes.get("id") == name)
        return found

    def above(self) -> Iterator[Node]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def text(self, without: Callable[[Node], bool] = lambda node: False) -> str:
        """The words inside, leaving out elements; where a block begins or ends stands a space."""
        pieces = []
        for child in self.children:
            if isinstance(child, str):
                pieces.append(child)
            elif not without(child):
                gap = " " if child.tag in BLOCKS else ""
                pieces.append(gap + child.text(without) + gap)
        return "".join(pieces)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in reversed(attrs)}, self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and self.at.parent is not None:  # <path/> in an SVG
            self.at = self.at.parent

    def handle_endtag(self, tag: str) -> None:
        open_tags = [self.at, *self.at.above()]
        match = next((node for node in open_tags if node.tag == tag), None)
        if match is not None and match.parent is not None:
            self.at = match.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(html: str) -> Node:
    """The tree of a page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def page(site: Path, path: str) -> Node:
    """A page of a built site."""
    return parse((site / path).read_text(encoding="utf-8"))


def pages(site: Path) -> dict[str, Node]:
    """Every page of a built site by its path."""
    return {path.relative_to(site).as_posix(): page(site, path.relative_to(site).as_posix())
            for path in sorted(site.rglob("*.html"))}  # fmt: skip
