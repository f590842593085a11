"""The timeline: every dated unit once and in order, and every change of mind where its words stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dom
from edition.load import load
from edition.resolve.joined import Joined

ROOT = Path(__file__).parent.parent
PAGE = "timeline.html"


@pytest.fixture(scope="module")
def joined() -> Joined:
    return load(ROOT)[0]


@pytest.fixture(scope="module")
def page(site: Path) -> dom.Node:
    return dom.page(site, PAGE)


def items(page: dom.Node) -> list[dom.Node]:
    return [item for block in page.classed("timeline") for item in block.tagged("li")]


def test_every_dated_unit_stands_once_in_the_order_of_time(page: dom.Node, joined: Joined) -> None:
    expected = sorted(
        (str(unit.published), f"texts/{source.id}.html#{unit.id}")
        for source in joined.edition.sources.values()
        for unit in source.units
        if unit.published
    )
    shown = [item.tagged("strong")[0].tagged("a")[0].attributes["href"] for item in items(page)]
    assert shown == [address for _, address in expected]
    assert len(shown) > 30


def test_what_has_no_date_is_counted(page: dom.Node, joined: Joined) -> None:
    section = page.of_id("undated").parent
    assert section is not None
    told = {int(number) for number in re.findall(r"(\d+) comments without a date", section.text())}
    undated = {sum(1 for unit in one.units if not unit.published) for one in joined.edition.sources.values()} - {0}
    assert told == undated


def test_a_change_of_mind_stands_with_the_comment_that_shows_it(page: dom.Node) -> None:
    (restated,) = [one for one in items(page) if one.tagged("a")[0].attributes["href"].endswith("#c19")]
    told = [" ".join(line.split()) for line in restated.text().split("now ")]
    assert any("No goal outside the mask steers the output" in line for line in told)
    assert "now doubts, before asserts" in " ".join(restated.text().split())
