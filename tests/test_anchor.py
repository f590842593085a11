"""Anchoring: a quotation is tied to the one place where its words stand, or the problem says what to type."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edition.load import load
from edition.model.anchor import Anchor
from edition.model.annotation import Target
from edition.model.source import Source
from edition.problem import Problem
from edition.resolve.anchor import anchor
from edition.resolve.joined import Joined
from edition.resolve.search_text import Reading
from edition.resolve.selectors import selectors
from edition.text import fold
from facts import SOURCES
from tiny import ROOT, located, text


def target(exact: str, prefix: str | None = None, suffix: str | None = None) -> Target:
    around = (located(words) if words else None for words in (prefix, suffix))
    return Target(located("text"), located(exact), *around)


def told(source: Source, exact: str, prefix: str | None = None, suffix: str | None = None) -> str:
    """`unit: block “words” + block “words”`, or the problem."""
    found, problems = anchor(Reading(source), target(exact, prefix, suffix))
    assert (found is None) == (len(problems) == 1)
    return where(found) if found else fault(problems[0])


def where(found: Anchor) -> str:
    words = [f"{s.block.id} “{found.source.capture.text[s.start : s.end]}”" for s in found.segments]
    return f"{found.unit.id}: {' + '.join(words)}"


def fault(problem: Problem) -> str:
    return f"{problem.rule}: {problem.message} {problem.hint}"


PLAIN = """
What is under the mask is an actor.
An actor is fully committed to the role.

What is under it? The mask's mask.
I do not think so. I do not.
"""
MARKED = """
It is optimized[1] for this task[2]. It lives in the deeper cave [LW · GW], so they say.
Ends in a call[3]
and goes on.
"""
COPY = "Without advances to alignment theory this will indeed end up badly."
COPIED = "Copy the words from the page, with the quotation marks they have there."
NOWHERE = "anchor: These words do not stand in text."
PREFIX = "anchor: The words stand in text, but not with this prefix."
SUFFIX = "anchor: The words stand in text, but not with this suffix."
COMPARE = "Compare the words around it in the text."
CASES = [
    # words of one block
    (PLAIN, ("under the mask",), "c1: p1 “under the mask”"),
    (PLAIN, ("What is under the mask is an actor.",), "c1: p1 “What is under the mask is an actor.”"),
    (PLAIN, ("fully  committed\n to the role",), "c1: p2 “fully committed to the role”"),
    # part of a word, for what is anchored is characters
    (PLAIN, ("committ",), "c1: p2 “committ”"),
    # across blocks of one unit
    (PLAIN, ("an actor. An actor is",), "c1: p1 “an actor.” + p2 “An actor is”"),
    (MARKED, ("they say. Ends in a call[3] and",), "c1: p1 “they say.” + p2 “Ends in a call[3]” + p3 “and”"),
    # never across units
    (PLAIN, ("to the role. What is",), f"{NOWHERE} did you mean “to the role.”?"),
    # letter case, quotation marks and dashes are those of the capture
    (PLAIN, ("The mask’s mask",), f"{NOWHERE} did you mean “The mask's mask”?"),
    (PLAIN, ("under The mask",), f"{NOWHERE} did you mean “under the mask”?"),
    # a negation is never overlooked
    (PLAIN, ("I do think so",), f"{NOWHERE} did you mean “I do not think so”?"),
    # more than one place
    (PLAIN, ("under",), "anchor-unique: These words stand 2 times in text. "
     'add suffix: "the" for Speaker 1 (line 1), or suffix: "it?" for Speaker 2 (line 4)'),
    (PLAIN, ("mask",), "anchor-unique: These words stand 3 times in text. "
     'add prefix: "the" for Speaker 1 (line 1), or prefix: "The" for Speaker 2 (line 4), '
     'or prefix: "mask\'s" for Speaker 2 (line 4)'),
    (PLAIN, ("I do not",), "anchor-unique: These words stand 2 times in text. "
     'add prefix: "mask." for Speaker 2 (line 5), or prefix: "so." for Speaker 2 (line 5)'),
    # a prefix or suffix, with its space or without
    (PLAIN, ("mask", "the"), "c1: p1 “mask”"),
    (PLAIN, ("mask", "the "), "c1: p1 “mask”"),
    (PLAIN, ("mask", "under  the"), "c1: p1 “mask”"),
    (PLAIN, ("mask", None, " is an"), "c1: p1 “mask”"),
    (PLAIN, ("mask", None, "is"), "c1: p1 “mask”"),
    (PLAIN, ("mask", None, "'s"), "c2: p4 “mask”"),
    (PLAIN, ("mask", "The mask's", "."), "c2: p4 “mask”"),
    # a prefix may reach into the block before, never into the unit before
    (PLAIN, ("An actor", "an actor."), "c1: p2 “An actor”"),
    (PLAIN, ("What is", "the role."), f"{PREFIX} {COMPARE}"),
    (PLAIN, ("What is under it?", "the role."), f"{PREFIX} Nothing stands before these words: delete the prefix."),
    (PLAIN, ("to the role.", None, "What is"), f"{SUFFIX} Nothing stands after these words: delete the suffix."),
    # a prefix or suffix that does not fit
    (PLAIN, ("fully committed", "actor was"), f'{PREFIX} prefix: "actor. An actor is"'),
    (PLAIN, ("fully committed", "actor is", "to a role"), f'{SUFFIX} suffix: "to the role."'),
    # footnote marks and markers of lost links: with them and without
    (MARKED, ("optimized[1] for this task[2].",), "c1: p1 “optimized[1] for this task[2].”"),
    (MARKED, ("optimized for this task.",), "c1: p1 “optimized[1] for this task[2].”"),
    (MARKED, ("deeper cave [LW · GW], so",), "c1: p1 “deeper cave [LW · GW], so”"),
    (MARKED, ("deeper cave, so",), "c1: p1 “deeper cave [LW · GW], so”"),
    (MARKED, ("Ends in a call and goes on",), "c1: p2 “Ends in a call” + p3 “and goes on”"),
    (MARKED, ("for this task", "optimized"), "c1: p1 “for this task”"),
    (MARKED, ("It lives", "this task."), "c1: p1 “It lives”"),
    (MARKED, ("cave", None, ", so they"), "c1: p1 “cave”"),
    # words that overlap themselves
    ("aXaXa", ("aXa",), "anchor-unique: These words stand 2 times in text. "
     'add suffix: "Xa" for Speaker 1 (line 1), or prefix: "aX" for Speaker 1 (line 1)'),
    ("ha ha ha", ("ha ha", "ha"), "c1: p1 “ha ha”"),
    ("ha ha ha", ("ha ha", None, "ha"), "c1: p1 “ha ha”"),
    # any white space is one space, in the text and in the selector
    ("a\u00a0b  c\td", ("a b c d",), "c1: p1 “a\u00a0b  c\td”"),
    ("a b c", ("a\u00a0b\n c",), "c1: p1 “a b c”"),
    ("a\u00a0b a-b", ("b", "a\u00a0"), "c1: p1 “b”"),
    # nothing that a pattern could mean
    ("Why (not)? [a-z]* .+ \\1", ("[a-z]* .+ \\1",), "c1: p1 “[a-z]* .+ \\1”"),
    ("Why (not)?", (".*",), f"{NOWHERE} {COPIED}"),
    # the same words everywhere
    (f"{COPY}\n\n{COPY}\n\n{COPY}\n\n{COPY}", (COPY,), "anchor-unique: These words stand 4 times in text. "
     "add a longer `exact` for Speaker 1 (line 1), or a longer `exact` for Speaker 2 (line 3), "
     "or a longer `exact` for Speaker 3 (line 5), or one of 1 more"),
]  # fmt: skip


@pytest.mark.parametrize(("capture", "selector", "expected"), CASES, ids=lambda value: str(value)[:60])
def test_a_quotation_is_tied_to_its_one_place(capture: str, selector: tuple[str, ...], expected: str) -> None:
    assert told(text(capture), *selector) == expected


def test_no_thought_is_tied_to_its_opposite() -> None:
    source = text("I do not think that the mask has goals.\n\nNobody thinks that it can have any.")
    for turned in ("I do think that the mask has goals", "the mask has no goals", "thinks that it can't have any"):
        assert told(source, turned).startswith("anchor: These words do not stand in text.")


def test_an_anchor_knows_its_unit_and_where_the_capture_has_the_words(joined: Joined) -> None:
    reading = joined.readings["no-really-it-predicts-next-tokens"]
    found, problems = anchor(reading, target("goal of being fully capable of optimizing"))
    assert (found, [p.rule for p in problems]) == (None, ["anchor"])
    found, problems = anchor(reading, target("fully committed to the role"))
    assert problems == []
    assert found is not None
    assert (found.unit.id, found.segments[0].block.id) == ("post", "p20")
    assert found.source.capture.position(found.segments[0].start) == (20, 24)


# Properties on the real texts


@cache
def readings() -> dict[str, Reading]:
    """The real texts; no fixture, which Hypothesis would print whole with a failure."""
    return load(ROOT)[0].readings


def _cut(data: st.DataObject) -> tuple[Reading, int, str]:
    """Some characters of a real source's search text, within one unit, and where they begin."""
    reading = readings()[data.draw(st.sampled_from(SOURCES))]
    searched = reading.marked.text
    start = data.draw(st.integers(0, len(searched) - 1))
    end = start + data.draw(st.one_of(st.integers(1, 30), st.integers(30, 600)))
    cut = searched[start:end]
    assume("\x1e" not in cut and cut == cut.strip())
    return reading, start, cut


def _words(found: Anchor) -> str:
    return fold(" ".join(found.source.capture.text[s.start : s.end] for s in found.segments))


@given(st.data())
@settings(max_examples=200)
def test_any_words_of_any_text_can_be_anchored_with_what_is_proposed(data: st.DataObject) -> None:
    reading, start, cut = _cut(data)
    places = reading.find(target(cut))[1]
    number = data.draw(st.integers(0, len(places) - 1))
    ((expected, way),) = selectors(reading, cut, number, 1)
    if start == places[number]:
        assert expected.segments[0].start == reading.marked.offsets[start]
    if way is None:  # whole paragraphs that are quoted whole: only longer words can mean one of them
        assert len(places) > 1
        return
    found, problems = anchor(reading, target(cut, way.prefix or None, way.suffix or None))
    assert problems == []
    assert found == expected
    assert _words(found) == cut
    assert len({reading.source.passages[s.block.id][0].id for s in found.segments}) == 1
    assert all(s.block.start <= s.start < s.end <= s.block.end for s in found.segments)


@given(st.data())
@settings(max_examples=150)
def test_one_letter_changed_anchors_nowhere_but_where_it_stands(data: st.DataObject) -> None:
    reading, _, cut = _cut(data)
    at = data.draw(st.integers(0, len(cut) - 1))
    letter = data.draw(st.sampled_from("abcdeXYZ’'\"-–é."))
    assume(cut[at] not in (letter, " "))
    changed = cut[:at] + letter + cut[at + 1 :]
    found, problems = anchor(reading, target(changed))
    if found is not None:
        assert _words(found) == changed
    else:
        assert [problem.rule for problem in problems] in (["anchor"], ["anchor-unique"])
        if problems[0].rule == "anchor-unique":
            assert reading.marked.text.count(changed) > 1


def test_a_single_letter_is_refused_as_quickly_as_a_sentence(joined: Joined) -> None:
    began = time.monotonic()
    for reading in joined.readings.values():
        _, problems = anchor(reading, target("e"))
        assert problems[0].rule == "anchor-unique"
    assert time.monotonic() - began < 2
