"""The index of the search: what is in it, under which address, and that a query can be answered from it alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dom
from edition.render.find import KINDS, Findable, Findables, find_page
from edition.render.find_index import DIGITS, HEAD, index, number, places, postings, words_of
from edition.render.find_pages import LISTS, plain, sections
from edition.render.guide import Guide
from edition.render.site import handwritten_pages, set_citations
from edition.resolve.joined import Joined
from facts import POST


@pytest.fixture(scope="session")
def things(joined: Joined) -> list[Findable]:
    """Everything that can be found in the real edition."""
    pages = handwritten_pages(joined) | Guide(joined).write()
    return Findables(joined, set_citations(joined), pages).write()


def titles(joined: Joined) -> dict[str, str]:
    return {source.id: source.title for source in joined.edition.sources.values()}


def read(files: dict[str, str]) -> dict[str, object]:
    """What the scripts of an index hand over, by name."""
    found = {}
    for path, script in files.items():
        match = re.fullmatch(r"edition\.find\.put\('([\w-]+)',(.*)\);\n", script, re.DOTALL)
        assert match
        assert path == f"assets/find/{match[1]}.js"
        found[match[1]] = json.loads(match[2])
    return found


def numbers(written: str) -> list[int]:
    """Digits of five bits as numbers: written once more, by the words in which `number` describes them."""
    found, value, shift = [], 0, 0
    for digit in written:
        bits = DIGITS.index(digit)
        value += (bits & 31) << shift
        shift += 5
        if not bits & 32:
            found.append(value)
            value, shift = 0, 0
    assert shift == 0
    return found


def standing(written: str) -> dict[int, list[int]]:
    """Places by thing, from a word's postings."""
    row, at, thing = numbers(written), 0, 0
    found: dict[int, list[int]] = {}
    while at < len(row):
        thing += row[at]
        steps = row[at + 2 : at + 2 + row[at + 1]]
        assert len(steps) == row[at + 1] > 0
        found[thing] = [sum(steps[: n + 1]) for n in range(len(steps))]
        at += 2 + len(steps)
    return found


# Words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Hofstätter’s naïve ﬁne STRASSE Straße",
            "0 hofstatter, 1 s, 0 hofstatters, 2 naive, 3 fine, 4 strasse, 5 strasse",
        ),
        ("That-Which-Predicts predicts", "0 that, 1 which, 2 predicts, 0 thatwhichpredicts, 3 predicts"),
        ("don't GPT-4 -x- a - b", "0 don, 1 t, 0 dont, 2 gpt, 3 4, 2 gpt4, 4 x, 5 a, 6 b"),
        ("AI/ML e.g. 3.5 snake_case", "0 ai, 1 ml, 2 e, 3 g, 4 3, 5 5, 6 snake, 7 case"),
        ("面具 маска Ёлка ΛΟΓΟΣ", "0 面, 1 具, 2 маска, 3 елка, 4 λογοσ"),
        ("", ""),
    ],
)
def test_words_are_small_without_marks_and_joined_ones_stand_apart_and_together(text: str, words: str) -> None:
    assert ", ".join(f"{at} {word}" for at, word in words_of(text)) == words


@given(st.integers(0, 10**9))
def test_a_number_is_read_as_it_was_written(value: int) -> None:
    assert numbers(number(value)) == [value]


@given(st.lists(st.tuples(st.text("ab -", max_size=30), st.text("ab -", max_size=60)), max_size=12))
def test_postings_tell_every_place_of_every_word_and_no_other(texts: list[tuple[str, str]]) -> None:
    things = [Findable("page", "x.html", head, words) for head, words in texts]
    told = {
        (word, thing, at)
        for word, row in postings(things).items()
        for thing, ats in standing(row).items()
        for at in ats
    }
    assert told == {(word, n, at) for n, thing in enumerate(things) for at, word in places(thing)}


def test_words_of_a_title_stand_before_the_others_however_long_it_is() -> None:
    thing = Findable("page", "x.html", "title " * 100, "body")
    assert max(at for at, word in places(thing) if word == "title") < HEAD
    assert [at for at, word in places(thing) if word == "body"] == [HEAD]


# What is found


def test_every_record_and_passage_is_found_once(joined: Joined, things: list[Findable]) -> None:
    edition = joined.edition
    senses = sum(len(entry.senses) for entry in edition.entries.values())
    counts = Counter(one.kind for one in things)
    assert counts.pop("page") > len(edition.pages)
    assert counts == {
        "passage": sum(len(source.passages) for source in edition.sources.values()),
        "note": len(edition.annotations),
        "claim": len(edition.claims),
        "argument": len(edition.arguments),
        "debate": len(edition.debates),
        "term": len(edition.entries) + senses,
        "reference": len(edition.references),
        "person": len(edition.people),
        "text": len(edition.sources),
    }
    assert max(Counter(one.address for one in things).values()) == 1
    order = [kind for kind, _ in KINDS]
    assert [one.kind for one in things] == sorted((one.kind for one in things), key=order.index)


def test_every_address_is_there(things: list[Findable], site: Path) -> None:
    ids = cache(lambda page: {node.attributes.get("id") for node in dom.page(site, page).all()})
    gone = []
    for one in things:
        page, _, fragment = one.address.partition("#")
        if not (site / page).is_file() or (fragment and fragment not in ids(page)):
            gone.append(one.address)
    assert gone == []


def test_words_are_those_of_the_page_that_is_led_to(things: list[Findable], site: Path) -> None:
    """A passage of the index reads as on its page."""
    page = dom.page(site, f"texts/{POST}.html")
    squeeze = re.compile(r"[^\w]+")
    text = squeeze.sub("", page.text())
    passages = [one for one in things if one.kind == "passage" and one.source == POST]
    assert len(passages) > 200
    whole = sum(squeeze.sub("", one.words) in text for one in passages)
    assert whole / len(passages) > 0.9  # footnote marks and lacunae stand within the others


def test_quoted_words_are_those_of_whoever_wrote_them_first(joined: Joined, things: list[Findable]) -> None:
    source = joined.edition.sources[POST]
    by_address = {one.address: one for one in things}
    quotations = joined.quotations[POST]
    assert quotations
    for block, quotation in quotations.items():
        unit = source.passages[block][0]
        found = by_address[f"texts/{POST}.html#{block}"]
        assert found.said.endswith(f"quoted by {unit.author}")
        if quotation.origin:
            assert joined.edition.people[found.by] == quotation.origin[0].author
            assert found.day == (quotation.origin[0].published or "")[:10]
            assert found.origin == f"texts/{POST}.html#{quotation.origin[1].id}"
            assert by_address[found.origin].said == ""  # the origin of words is no quotation itself
        else:
            assert (found.by, found.day, found.origin) == ("", "", "")


def test_an_annotator_is_no_person_of_the_texts(things: list[Findable]) -> None:
    assert {one.by for one in things if one.kind == "note"} == {"@editors"}


# Pages that are no records


def test_a_page_is_cut_at_its_headings_and_anchors_are_those_of_the_site() -> None:
    page = (
        "---\ntitle: x\n---\n# A page { .x }\n\nLead {{ macro() }}\n\n## Same\n\none <b>two</b>\n\n"
        "## Same\n\n`three`\n\n### Own { #mine }\n"
    )
    assert [*sections(page)] == [
        ("A page", "", "Lead"),
        ("Same", "same", "one two"),
        ("Same", "same_1", "three"),
        ("Own", "mine", ""),
    ]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_found_by_the_title_that_it_has(site: Path, path: str) -> None:
    title = dom.page(site, path.removesuffix(".md") + ".html").tagged("h1")[0].text()
    assert title.removesuffix("¶").strip() == LISTS[path][0]


def test_markdown_is_found_by_its_words() -> None:
    assert plain(r"Ann. 2023. “*A* \*title\*.” <https://x.example/y> [z](https://z.example){ .w }") == (
        "Ann. 2023. “A *title*.” https://x.example/y z"
    )


# The scripts


def test_a_word_is_in_the_script_that_a_query_loads_for_it(joined: Joined, things: list[Findable]) -> None:
    known = read(index(things, joined.edition.people, titles(joined)))
    firsts = known["index"]["words"]  # type: ignore[index]
    every = postings(things)
    seen = 0
    for at, first in enumerate(firsts):
        lines = [line.split(" ") for line in str(known[f"words-{at}"]).split("\n")]
        assert lines[0][0] == first
        assert [word for word, _ in lines] == sorted(word for word, _ in lines)
        assert all(every[word] == row for word, row in lines)
        seen += len(lines)
    assert seen == len(every)
    assert firsts == sorted(firsts)


def test_what_is_told_in_runs_is_told_of_every_thing(joined: Joined, things: list[Findable]) -> None:
    known = read(index(things, joined.edition.people, titles(joined)))
    told = known["index"]
    assert isinstance(told, dict)

    def spread(runs: list[object]) -> list[object]:
        return [value for count, value in zip(runs[::2], runs[1::2], strict=True) for _ in range(int(str(count)))]

    people = ["", *(one for one, _ in told["people"])]
    sources = ["", *(one for one, _ in told["texts"])]
    assert [people[n] for n in spread(told["by"])] == [one.by for one in things]  # type: ignore[index]
    assert [sources[n] for n in spread(told["in"])] == [one.source for one in things]  # type: ignore[index]
    assert spread(told["day"]) == [one.day for one in things]
    assert spread(told["said"]) == [int(bool(one.said)) for one in things]
    quoted = [things[int(str(n)) - 1].address if n else "" for n in spread(told["origin"])]
    assert quoted == [one.origin for one in things]
    assert sum(map(bool, quoted)) > 20
    assert len(told["long"]) == len(told["head"]) == len(things)
    rows = [row for at in range(len(told["things"])) for row in known[f"things-{at}"]]  # type: ignore[attr-defined]
    assert [(row + [""] * 4)[:4] for row in rows] == [[one.address, one.head, one.words, one.said] for one in things]


def test_the_index_is_in_proportion_to_the_words(joined: Joined, things: list[Findable]) -> None:
    def size(some: list[Findable]) -> tuple[int, int]:
        files = index(some, joined.edition.people, titles(joined))
        return sum(map(len, files.values())), max(map(len, files.values()))

    few, most = size(things)
    many, more = size(things * 4)
    words = sum(len(one.words) + len(one.head) for one in things)
    assert few < 2 * words
    assert 3.5 < many / few < 4.5
    assert more < 5 * most  # the commonest word has a script of its own, and no script grows but by it


def test_nothing_in_a_script_ends_it() -> None:
    thing = Findable("page", "x.html", "</script><script>", "a\u2028b", said="<!--")
    for script in index([thing], {}, {}).values():
        assert "<" not in script
        assert "\u2028" not in script


def test_of_the_themes_search_nothing_is_built(site: Path) -> None:
    files = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    assert "assets/find/index.js" in files
    assert [path for path in files if re.search("search_index|lunr|worker|search/", path)] == []


def test_without_scripts_the_page_leads_to_lists(site: Path) -> None:
    page = dom.page(site, "find.html")
    links = [node.attributes["href"] for node in page.of_id("search").tagged("a")]
    assert {"texts/index.html", "notes.html", "glossary/index.html", "debates/index.html"} <= set(links)
    assert all((site / link).is_file() for link in links)
    assert find_page().startswith("---\n")
