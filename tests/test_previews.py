"""Previews as the build writes them: for every address what stands there, in small scripts; and differing senses."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from test_terms import entry, joined_with, senses

import tiny
from edition.load import load
from edition.model.source import Source
from edition.read.edition import read_edition
from edition.render.previews import LONGEST, Previews, Record
from edition.render.shards import FOLDER, place, shards
from edition.render.site import generated_pages, set_citations
from edition.resolve.addresses import addresses
from edition.resolve.joined import Joined, join
from facts import POST

TWO_SENSES = """\
---
lemma: mask
forms: [masks]
senses:
  - {id: process, definition: The character whose words the model writes., people: [ann]}
  - {id: role, definition: The part that it is asked to play., people: [bob]}
---
Two senses.
"""


@pytest.fixture(scope="module")
def records(joined: Joined) -> dict[str, Record]:
    """The previews of the real edition."""
    return dict(Previews(joined, set_citations(joined)).write())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """Those of the small edition with its debate."""
    files = tiny.DEBATE | {"docs/glossary/mask.md": TWO_SENSES}
    joined, problems = load(tiny.edition(tmp_path_factory.mktemp("small"), files))
    assert [one for one in problems if one.severity == "error"] == []
    return dict(Previews(joined, set_citations(joined)).write())


# What a preview says


def test_every_address_that_is_kept_has_a_preview(joined: Joined, records: dict[str, Record]) -> None:
    """Hand-written pages aside; the senses of an entry stand in its one record."""
    told = set(records)
    for page, record in records.items():
        told |= {f"{page}#{name}" for name, *_ in record.get("s", ())}
    handwritten = {page.removesuffix(".md") + ".html" for page in joined.edition.pages}
    assert set(addresses(joined.edition)) - handwritten - told == set()


def test_a_passage_is_shown_with_all_its_words(joined: Joined, records: dict[str, Record]) -> None:
    for source in joined.edition.sources.values():
        for unit in source.units:
            for block in unit.blocks:
                (words,) = records[f"texts/{source.id}.html#{block.id}"]["w"]
                shown = words if isinstance(words, str) else words[0]
                assert shown == " ".join(source.text(block).split())


def test_of_a_passage_a_preview_says_who_when_and_what_it_carries(small: dict[str, Record]) -> None:
    assert small["texts/thread.html#p9"] == {
        "k": "passage", "t": "Bob", "f": "18 April 2023 · A small thread",
        "w": ["I do not think that the mask has goals."],
        "l": [["denies", "The mask has goals", "claims/mask-has-goals.html"],
              ["argues", "A role is no goal", "arguments/a-role-is-no-goal.html"]],
    }  # fmt: skip


def test_a_quotation_is_told_from_its_writers_own_words(small: dict[str, Record]) -> None:
    assert small["texts/thread.html#c02"]["w"] == [
        ["I do not think that the mask has goals.", "Bob, 18 April 2023"],
        "It does, for now.",
    ]
    assert small["texts/thread.html#c02"]["l"] == [["answers", "Bob", "texts/thread.html#c01"]]


def test_what_a_claim_an_argument_a_debate_a_work_and_a_person_show(small: dict[str, Record]) -> None:
    assert small["claims/mask-has-goals.html"] == {
        "k": "claim", "t": "The mask has goals", "w": ["The mask has goals, at least for now."],
        "l": [["asserts", "Ann"], ["denies", "Bob"]],
    }  # fmt: skip
    committed = ["because", "The actor is fully committed to the role.", "claims/actor-is-committed.html"]
    assert small["arguments/a-role-is-no-goal.html"] == {
        "k": "argument", "t": "A role is no goal", "f": "made by Bob",
        "l": [committed, ["undercuts", "All for the role", "arguments/all-for-the-role.html"]],
    }  # fmt: skip
    assert small["debates/goals.html"]["w"] == ["Has the mask goals of its own?"]
    assert small["bibliography.html#ref-smith2020tokens"]["w"] == [
        "Smith, Jo. 2020. “Tokens.” https://example.org/tokens."
    ]
    assert small["people/ann.html"]["l"] == [["wrote", "A small thread (2)"]]
    assert small["glossary/mask.html"]["s"] == [
        ["process", "The character whose words the model writes.", ["Ann"]],
        ["role", "The part that it is asked to play.", ["Bob"]],
    ]
    assert small["texts/thread.html#note-no-goals"] == {
        "k": "note", "t": "ed", "f": "commenting · 20 November 2026", "w": ["Bob does not say why."],
        "l": [["on", "“I do not think that the mask has goals.”"],
              ["denies", "The mask has goals", "claims/mask-has-goals.html"]],
    }  # fmt: skip


def test_what_is_longer_than_a_script_may_hold_is_cut_and_says_so(tmp_path: Path) -> None:
    lines = ["word " * 900 + str(n) for n in range(3)]
    joined = join(read_edition(tiny.edition(tmp_path, tiny.as_list("long", lines))))
    words = dict(Previews(joined, set_citations(joined)).write())["texts/long.html#c01"]["w"]
    assert sum(map(len, words)) <= LONGEST + 1
    assert [len(one) for one in words[:1]] == [len(lines[0])]
    assert words[-1].endswith("…")


# Scripts


def test_no_script_is_larger_than_fifty_kilobytes_as_sent(records: dict[str, Record]) -> None:
    files = shards(records.items())
    assert len(files) > 2
    assert max(len(gzip.compress(text.encode())) for text in files.values()) < 50_000


def test_scripts_stay_small_when_the_edition_grows(records: dict[str, Record]) -> None:
    many = [(address.replace(".html", f"-{n}.html"), record) for address, record in records.items() for n in range(16)]
    files = shards(many)
    assert max(len(gzip.compress(text.encode())) for text in files.values()) < 50_000


def test_each_preview_stands_in_the_script_that_its_address_names(records: dict[str, Record]) -> None:
    files = shards(records.items())
    count = int(re.search(r"count = (\d+);", files[f"{FOLDER}/index.js"])[1])  # type: ignore[index]
    assert len(files) == count + 1
    found = {}
    for number in range(count):
        text = files[f"{FOLDER}/{number}.js"]
        inside = json.loads(text.removeprefix("edition.previews.add(").removesuffix(");\n"))
        assert {place(address, count) for address in inside} <= {number}
        found |= inside
    assert found == records


def test_words_cannot_end_a_script(tmp_path: Path) -> None:
    hostile = "</script><script>alert(1)</script> \u2028 `${x}` \\u003c"
    joined = join(read_edition(tiny.edition(tmp_path, tiny.as_list("bad", [hostile]))))
    text = "".join(shards(Previews(joined, set_citations(joined)).write()).values())
    assert "</script" not in text
    assert "\u2028" not in text
    assert "alert(1)" in text


# Words in different senses


def differing(source: Source, *given: tuple[str, list[str], list[str]]) -> list[str]:
    """`unit: senses, other unit: senses` of every difference in the uses of *mask*."""
    joined = joined_with(source, entry("mask", "mask", "masks", senses=senses(*given)))
    return [
        f"{one.use.unit.id}: {' '.join(str(s.id) for s in one.use.senses)}, "
        f"{one.other.unit.id}: {' '.join(str(s.id) for s in one.other.senses)}{'' if one.direct else ', further up'}"
        for one in joined.cross_purposes[source.id]
    ]


BOTH = (("process", ["speaker-1", "speaker-3"], []), ("role", ["speaker-2"], []))


def test_two_people_who_answer_one_another_may_mean_different_things() -> None:
    assert differing(tiny.text("A mask.\n\nThat mask.\n", thread=True), *BOTH) == ["c2: role, c1: process"]


def test_one_sense_makes_no_difference() -> None:
    same = ("process", ["speaker-1", "speaker-2"], [])
    assert differing(tiny.text("A mask.\n\nThat mask.\n", thread=True), same, ("role", [], [])) == []


def test_a_sense_that_both_use_makes_no_difference_though_one_uses_another_too() -> None:
    text = tiny.text("A mask.\n\nThat mask, as you say.\nMy mask.\n", thread=True)
    assert differing(text, ("process", ["speaker-1"], ["That mask, as you say"]), ("role", ["speaker-2"], [])) == []


def test_who_does_not_answer_does_not_differ() -> None:
    assert differing(tiny.text("A mask.\n\nThat mask.\n"), *BOTH) == []


def test_a_word_in_a_quotation_is_not_its_quoters() -> None:
    words = "What I call a mask is here."
    assert differing(tiny.text(f"{words}\n\n{words}\nI agree.\n", thread=True), *BOTH) == []


def test_a_word_is_compared_with_the_nearest_use_by_somebody_else_further_up() -> None:
    text = tiny.text("A mask.\n\nNo word of it.\n\nNor here.\n\nOr here.\n", thread=True)
    assert differing(text, *BOTH) == []
    text = tiny.text("No word.\n\nThat mask.\n\nNothing.\n\nMy masks.\n", thread=True)
    given = (("process", ["speaker-4"], []), ("role", ["speaker-2"], []))
    assert differing(text, *given) == ["c4: process, c2: role, further up"]


def test_the_same_two_people_and_senses_are_told_once_in_an_exchange(tmp_path: Path) -> None:
    capture = tiny.CAPTURE + (
        "Replies from: Bob↑ comment by Bob · 2023-04-20T05:27:19.432Z · LW(p) · GW(p)\nNo mask of mine.\n"
        "Replies from: Ann↑ comment by Ann · 2023-04-21T05:27:19.432Z · LW(p) · GW(p)\nThe mask, then.\n"
    )
    files = {"docs/glossary/mask.md": TWO_SENSES} | tiny.source("thread", capture)
    joined = join(read_edition(tiny.edition(tmp_path, files)))
    assert [(one.use.unit.id, one.other.unit.id) for one in joined.cross_purposes["thread"]] == [("c01", "post")]


def test_both_pages_tell_a_difference_and_lead_to_the_words(tmp_path: Path) -> None:
    joined, _ = load(tiny.edition(tmp_path, {"docs/glossary/mask.md": TWO_SENSES}))
    pages = generated_pages(joined)
    line = pages["texts/thread.md"].partition("senses-differ")[2].partition("</div>")[0]
    words = re.sub(r"\[([^\]]*)\]\((\S+?)(?: \"[^\"]*\")?\)", r"\1 <\2>", line)
    assert (
        "<em>mask</em>: Bob means role <../glossary/mask.md#role>; Ann, who is answered (the post <#p3>), "
        "means process <../glossary/mask.md#process>." in words
    )
    section = pages["glossary/mask.md"].partition("{ #differing")[2].partition("</div>")[0]
    words = re.sub(r"\[([^\]]*)\]\((\S+?)(?: \"[^\"]*\")?\)", r"\1 <\2>", section)
    assert "- Bob (18 April 2023 <../texts/thread.md#p9>) means role <#role>; Ann, who is answered" in words
    assert "differing" not in generated_pages(load(tiny.edition(tmp_path / "same"))[0])["glossary/mask.md"]


def test_the_real_edition_tells_that_dxu_and_simon_mean_different_masks(joined: Joined) -> None:
    told = {
        (
            one.use.meant[0],
            *(str(s.id) for s in one.use.senses),
            one.other.meant[0],
            *(str(s.id) for s in one.other.senses),
        )
        for one in joined.cross_purposes[POST]
        if one.entry.id == "mask"
    }
    assert ("dxu", "role", "simon", "simulated-process") in told
    assert ("simon", "temporary-internal-model", "dxu", "role") in told
