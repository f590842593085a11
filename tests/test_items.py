"""Lists: whatever depth and number an item has in a capture, a reader sees it, under our generator and CommonMark."""

from __future__ import annotations

from functools import cache

import markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import dom
from edition.render.items import Item, write_items
from tiny import ROOT

Row = tuple[int, int | None, str]  # depth from 1, number, words


@cache
def ours() -> markdown.Markdown:
    given_extensions = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    names = [next(iter(one)) if isinstance(one, dict) else one for one in given_extensions]
    return markdown.Markdown(extensions=[name for name in names if name != "toc"])


def rows(html: str) -> list[Row]:
    """The items of a page as a browser shows them."""
    found: list[Row] = []
    for item in dom.parse(html).tagged("li"):
        assert item.parent is not None
        items = [one for one in item.parent.children if isinstance(one, dom.Node) and one.tag == "li"]
        first = int(item.parent.attributes.get("start", "1"))
        number = None if item.parent.tag == "ul" else first + next(n for n, one in enumerate(items) if one is item)
        depth = 1 + sum(node.tag == "li" for node in item.above())
        found.append((depth, number, item.text(lambda node: node.tag in ("ul", "ol")).strip()))
    return found


def depths(items: list[Item]) -> list[Row]:
    """What must be seen: an item lies in the nearest one above it that is less deep."""
    made: list[Row] = []
    levels: list[int] = []
    for item in items:
        while levels and levels[-1] >= item.level:
            levels.pop()
        levels.append(item.level)
        made.append((len(levels), item.number, item.text))
    return made


NUMBERS = st.one_of(st.none(), st.integers(1, 4))


@pytest.mark.parametrize("generator", ["ours", "commonmark"])
@given(st.lists(st.tuples(st.integers(1, 3), NUMBERS), min_size=1, max_size=6))
@example([(1, 1), (1, None)])  # bullets after numbers
@example([(1, 1), (1, 3)])  # a number left out
@example([(1, None), (2, 2)])  # a list within that begins with 2
@example([(2, None), (1, None)])  # deeper first
@example([(1, 1986)])
@example([(1, 1), (1, 1986)])
def test_each_item_is_seen_with_its_number(generator: str, given_rows: list[tuple[int, int | None]]) -> None:
    items = [Item(level, number, f"item {n}") for n, (level, number) in enumerate(given_rows)]
    text = write_items(items)
    html = ours().reset().convert(text) if generator == "ours" else MarkdownIt("commonmark").render(text)
    assert rows(html) == depths(items)
    assert dom.parse(html).text().split() == " ".join(item.text for item in items).split()
