"""Anchoring in the browser and in the build: one table of cases, one answer."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

import tiny
from edition.model.annotation import Target
from edition.model.source import Source
from edition.resolve.joined import Joined
from edition.resolve.search_text import Reading
from edition.resolve.selectors import Context, distinguish
from edition.text import fold
from facts import SOURCES

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "anchoring.yml").read_text(encoding="utf-8"))
SCRIPT = tiny.ROOT / "docs/assets/javascripts/anchoring.js"
RUN = """cases => cases.map(({units, exact, prefix, suffix}) => {
  const { fold, places, distinguish, searchText } = edition.anchoring;
  const { text, found } = places(units, exact, prefix, suffix);
  const ways = found.slice(0, 20).map((at) => distinguish(text, found, at, fold(exact).length));
  return { marked: searchText(units, true).text, unmarked: searchText(units, false).text, count: found.length, ways };
})"""


def units(source: Source) -> list[list[dict[str, Any]]]:
    """A source as the script has it: blocks with the ranges of marks in them."""
    text = source.capture.text
    spans = [(call.start, call.end) for call in source.calls]
    for link in source.links:
        if link.marker:
            spans.append((link.marker[0] - text[: link.marker[0]][-1:].isspace(), link.marker[1]))
    return [
        [
            {
                "id": block.id,
                "text": source.text(block),
                "hidden": [
                    [_utf16(text[block.start : a]), _utf16(text[block.start : b])]
                    for a, b in spans
                    if block.start <= a < block.end
                ],
            }
            for block in unit.blocks
        ]
        for unit in source.units
    ]


def _utf16(text: str) -> int:
    """The length of a text as a script counts it."""
    return len(text.encode("utf-16-le")) // 2


def found_by_python(source: Source, exact: str, prefix: str = "", suffix: str = "") -> tuple[int, list[dict | None]]:
    """How many places there are, and what tells the first twenty apart."""
    words = (tiny.located(one) if one else None for one in (exact, prefix, suffix))
    text, found = Reading(source).find(Target(tiny.located("text"), *words))
    ways = [distinguish(text.text, found, at, len(fold(exact))) for at in found[:20]]
    return len(found), [None if way is None else vars(way) for way in ways]


def whole(way: dict[str, str] | None) -> dict[str, str] | None:
    return None if way is None else vars(Context()) | way


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"].replace(" ", "-"))
def test_the_build_finds_the_places_of_the_table(case: dict[str, Any]) -> None:
    around = {side: case[side] for side in ("prefix", "suffix") if side in case}
    count, ways = found_by_python(tiny.text(case["text"]), case["exact"], **around)
    assert ways == [whole(way) for way in case["ways"]]
    assert count == len(ways)


def test_the_pages_script_finds_the_places_of_the_table(page: Page) -> None:
    page.add_script_tag(path=SCRIPT)
    asked = [{"units": units(tiny.text(case["text"])), **case} for case in CASES]
    answers = page.evaluate(RUN, asked)
    told = {case["case"]: answer["ways"] for case, answer in zip(CASES, answers, strict=True)}
    assert told == {case["case"]: [whole(way) for way in case["ways"]] for case in CASES}


def test_on_random_texts_build_and_script_agree(page: Page) -> None:
    chance = random.Random(20261121)
    words = [
        "mask",
        "a",
        "b",
        "the",
        "mask[1]",
        "mask [LW · GW]",
        "\u00a0",
        "  ",
        "é",
        "👩‍🚀",
        "ש",
        "…",
        "it's",
        "-",
        "\t",
    ]
    cases = []
    for _ in range(400):
        lines = [" ".join(chance.choices(words, k=chance.randint(1, 8))) for _ in range(chance.randint(1, 8))]
        text = "\n".join(line if chance.random() < 0.8 else f"{line}\n" for line in lines if line.strip()) or "mask"
        cut = fold(text.replace("\n\n", "\n"))
        start = chance.randrange(len(cut))
        exact = cut[start : start + chance.randint(1, 12)].strip() or "mask"
        around = {side: chance.choice(words) for side in ("prefix", "suffix") if chance.random() < 0.2}
        cases.append((text, exact, around))
    page.add_script_tag(path=SCRIPT)
    answers = page.evaluate(RUN, [{"units": units(tiny.text(t)), "exact": e, **more} for t, e, more in cases])
    places = 0
    for (text, exact, around), answer in zip(cases, answers, strict=True):
        source = tiny.text(text)
        assert answer["marked"] == Reading(source).marked.text
        assert answer["unmarked"] == Reading(source).unmarked.text
        assert (answer["count"], answer["ways"]) == found_by_python(source, exact, **around)
        places += answer["count"]
    assert places > 400


@pytest.mark.parametrize("name", SOURCES)
def test_the_script_reads_the_captured_words_off_the_page(page: Page, site: Path, joined: Joined, name: str) -> None:
    page.goto((site / f"texts/{name}.html").as_uri())
    page.add_script_tag(url="../assets/javascripts/anchoring.js")  # the page's policy lets in files of the site only
    read = page.evaluate("""() => {
      const { units, blocksIn } = edition.passages;
      const all = units.map((unit) => blocksIn(unit));
      return {
        ids: units.map(({ id }, at) => [id, all[at].map((block) => block.id)]),
        marked: edition.anchoring.searchText(all, true).text,
        unmarked: edition.anchoring.searchText(all, false).text,
      };
    }""")
    source = joined.edition.sources[name]
    assert read["ids"] == [[unit.id, [block.id for block in unit.blocks]] for unit in source.units]
    assert read["marked"] == Reading(source).marked.text
    assert read["unmarked"] == Reading(source).unmarked.text
