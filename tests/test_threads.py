"""The list of a text's comments that the build writes: who answers whom, and who talks at length with whom."""

from __future__ import annotations

from pathlib import Path

import pytest

import dom
from edition.resolve.exchanges import exchanges
from edition.resolve.joined import Joined
from facts import DAVIDW, PAYOR, PERSONAS, POST, SOURCES


@pytest.fixture(scope="module")
def maps(site: Path) -> dict[str, dom.Node]:
    """The list on each text's page."""
    return {name: dom.page(site, f"texts/{name}.html").classed("thread-map")[0] for name in SOURCES}


def entries(node: dom.Node, above: str | None = None) -> list[tuple[str, str | None]]:
    """Every comment of a nested list with the comment that it stands under."""
    found: list[tuple[str, str | None]] = []
    own = above
    for child in node.children:
        if isinstance(child, str) or "exchanges" in child.classes:
            continue
        if child.tag == "a" and node.tag == "li":
            own = child.attributes["href"].removeprefix("#")
            found.append((own, above))
        else:
            found += entries(child, own)
    return found


@pytest.mark.parametrize("name", SOURCES)
def test_the_list_holds_every_comment_once_under_the_one_it_answers(
    joined: Joined, maps: dict[str, dom.Node], name: str
) -> None:
    source = joined.edition.sources[name]
    comments = [unit for unit in source.units if unit.kind == "comment"]
    assert entries(maps[name]) == [
        (unit.id, unit.reply_to if unit.reply_to in {one.id for one in comments} else None) for unit in comments
    ]


def test_an_entry_names_its_author_and_how_many_notes_it_has(joined: Joined, maps: dict[str, dom.Node]) -> None:
    item = next(item for item in maps[POST].tagged("li") if item.tagged("a")[0].attributes["href"] == "#c11")
    on = {
        name for name, anchors in joined.anchors.items() if (anchors[0].source.id, anchors[0].unit.id) == (POST, "c11")
    }
    assert len(on) > 1
    assert item.text(lambda node: node.tag == "ul").strip() == f"dxu, 18 April {len(on)} notes"


@pytest.mark.parametrize("name", [PAYOR, DAVIDW])
def test_where_nothing_tells_who_answers_whom_the_list_says_how_each_begins(
    joined: Joined, maps: dict[str, dom.Node], name: str
) -> None:
    source = joined.edition.sources[name]
    links = {link.attributes["href"]: link.text() for link in maps[name].tagged("a")}
    for unit in source.units:
        if unit.kind == "comment":
            start = links[f"#{unit.id}"].rstrip("…").rstrip()
            assert len(start) > 8
            assert any(" ".join(source.text(block).split()).startswith(start) for block in unit.blocks), start


def told(joined: Joined, name: str) -> list[list[str]]:
    return [[unit.id for unit in run] for run in exchanges(joined.edition.sources[name])]


def test_exchanges_are_runs_of_four_or_more_comments_by_two_people_the_longest_first(joined: Joined) -> None:
    assert told(joined, POST) == [
        ["c10", "c11", "c12", "c13", "c14", "c15", "c16", "c17", "c18"],  # c19 answers c17 as well
        ["c06", "c07", "c08", "c10"],
        ["c33", "c34", "c35", "c36"],
    ]
    assert told(joined, PERSONAS) == [["a1", "c1", "a3", "c2", "a4"], ["a1", "b1", "a2", "b2"]]
    assert told(joined, PAYOR) == told(joined, DAVIDW) == []


def test_the_list_names_each_exchange_with_its_first_and_last_comment(
    joined: Joined, maps: dict[str, dom.Node]
) -> None:
    items = maps[POST].classed("exchanges")[0].tagged("li")
    shown = [[link.attributes["href"][1:] for link in item.tagged("a")] for item in items]
    assert shown == [[run[0], run[-1]] for run in told(joined, POST)]
    assert items[0].text().strip() == "simon and dxu, 9 comments: 18 April, 07:12 to 23 April, 17:12"
