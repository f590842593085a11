"""Terms: where the glossary's words stand in the texts, whose they are, in which sense, and which are linked."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

import tiny
from edition.model.edition import Edition
from edition.model.glossary import Entry
from edition.model.source import Source
from edition.problem import Problem
from edition.read.glossary import read_entry
from edition.render.citations import Typeset
from edition.render.text_page import TextPage
from edition.resolve.joined import Joined, join
from edition.resolve.terms import Lexicon
from edition.text import Document


def entry(name: str, lemma: str, *forms: str, senses: str = "") -> Entry:
    """An entry as read from its file; `senses` is the YAML of a list, by default one sense for everyone."""
    fields = [f"lemma: {lemma!r}", f"forms: {list(forms)}"] if forms else [f"lemma: {lemma!r}"]
    text = "\n".join(["---", *fields, f"senses: {senses or '[{id: only, definition: What it is.}]'}", "---", "A word."])
    made, problems = read_entry(name, Document(f"docs/glossary/{name}.md", text))
    assert problems == []
    assert made is not None
    return made


def senses(*given: tuple[str, list[str], list[str]]) -> str:
    """Senses by id, people and attested words."""
    rows = [
        f"{{id: {name}, definition: D., people: {people}, "
        f"attestations: [{', '.join(f'{{source: text, exact: {words!r}}}' for words in attested)}]}}"
        for name, people, attested in given
    ]
    return f"[{', '.join(rows)}]"


def joined_with(source: Source, *entries: Entry) -> Joined:
    made = join(Edition(Path("."), {source.id: source}, {}, {one.id: one for one in entries}))
    assert made.problems == ()
    return made


# Where a form stands

MASK = entry("mask", "mask", "masks")
LEVEL = entry("mask-level", "mask-level goal", "mask-level goals")
FINE = entry("fine-tuning", "fine-tuning", "fine tuned", "fine-tuned")
LOEB = entry("loeb", "Löb’s theorem", "Löb")
OUTER = entry("loss", "outer loss", "loss")
FOUND = [
    ("A mask, two masks.", "mask masks"),
    # letter case makes no difference
    ("Mask MASKS", "Mask MASKS"),
    ("LÖB’S THEOREM", "LÖB’S THEOREM"),
    # whole words only
    ("unmasked maskable maskś", ""),
    ("mask2 2mask", ""),
    ("masked", ""),
    # what is no letter or digit bounds a word
    ('"mask" (mask) mask. mask, mask: mask/mask', "mask mask mask mask mask mask mask"),
    ("_mask_ mask_level *mask*", "mask mask mask"),
    # a possessive holds the word
    ("the mask's own, the masks’ own", "mask masks"),
    # a hyphen is part of a form, and bounds another
    ("fine-tuning and fine tuning", "fine-tuning"),
    ("fine-tuned and fine tuned", "fine-tuned fine tuned"),
    ("a mask-level view, a non-mask, a mask–role", "mask mask mask"),
    # the longest form comes first
    ("a mask-level goal of the mask", "mask-level goal mask"),
    ("the outer loss and a loss", "outer loss loss"),
    ("the outer loss-function", "outer loss"),
    ("the outer, loss", "loss"),
    # words of a form may be apart by a line's end or a no-break space
    ("the outer\nloss, the outer\u00a0 loss", "outer\nloss outer\u00a0 loss"),
    ("outer  loss", "outer  loss"),
    # and by nothing else
    ("outer. loss", "loss"),
    ("outer-loss", "loss"),
    ("outer_loss", "loss"),
    ("", ""),
    ("...", ""),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_forms_are_found_on_the_borders_of_words_the_longest_first(text: str, found: str) -> None:
    lexicon = Lexicon([MASK, LEVEL, FINE, LOEB, OUTER])
    spans = lexicon.find(text)
    assert " ".join(text[start:end] for start, end, _ in spans) == found
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_each_form_leads_to_its_entry() -> None:
    spans = Lexicon([OUTER, MASK, LEVEL]).find("a mask-level goal, a mask, an outer loss", 100)
    assert [(start, one.id) for start, _, one in spans] == [(102, "mask-level"), (121, "mask"), (130, "loss")]


# Which sense

TWO = "A mask of one's own.\n\nThe mask slips.\n\nA mask again, and no mask."


def told(source: Source, *entries: Entry) -> list[str]:
    """`passage word: speaker, sense` of every occurrence."""
    return [
        f"{use.block.id} {source.capture.text[use.start : use.end]}: {use.speaker or 'unknown'}, "
        f"{use.sense.id if use.sense else 'undecided'}" + (" (quoted)" if use.quoted else "")
        for use in joined_with(source, *entries).occurrences
    ]


def test_the_only_sense_is_meant_by_everyone() -> None:
    assert told(tiny.text(TWO), MASK) == [
        "p1 mask: speaker-1, only",
        "p3 mask: speaker-2, only",
        "p5 mask: speaker-3, only",
        "p5 mask: speaker-3, only",
    ]


def test_a_person_means_the_sense_that_names_them() -> None:
    both = ["speaker-2", "speaker-3"]
    mask = entry("mask", "mask", senses=senses(("process", ["speaker-1"], []), ("role", both, [])))
    assert [row.split(", ")[1] for row in told(tiny.text(TWO), mask)] == ["process", "role", "role", "role"]


def test_who_is_named_nowhere_means_the_sense_that_names_nobody() -> None:
    mask = entry("mask", "mask", senses=senses(("process", ["speaker-1"], []), ("role", [], [])))
    assert [row.split(", ")[1] for row in told(tiny.text(TWO), mask)] == ["process", "role", "role", "role"]


def test_where_several_senses_fit_none_is_chosen() -> None:
    mask = entry("mask", "mask", senses=senses(("process", ["speaker-1"], []), ("role", ["speaker-2"], [])))
    assert [row.split(", ")[1] for row in told(tiny.text(TWO), mask)] == ["process", "role", "undecided", "undecided"]
    mask = entry("mask", "mask", senses=senses(("process", [], []), ("role", [], [])))
    assert {row.split(", ")[1] for row in told(tiny.text(TWO), mask)} == {"undecided"}


def test_an_attestation_decides_one_occurrence_against_the_person() -> None:
    mask = entry("mask", "mask", senses=senses(
        ("process", ["speaker-1", "speaker-2", "speaker-3"], []), ("role", [], ["no mask"])))  # fmt: skip
    assert [row.split(", ")[1] for row in told(tiny.text(TWO), mask)] == ["process", "process", "process", "role"]


def test_a_passage_attested_in_two_senses_leaves_the_choice_to_the_person() -> None:
    mask = entry("mask", "mask", senses=senses(("process", ["speaker-2"], ["mask slips"]), ("role", [], ["The mask"])))
    assert [row.split(", ")[1] for row in told(tiny.text(TWO), mask)] == ["role", "process", "role", "role"]


QUOTING = """
The mask is what it seems to be.

The mask is what it seems to be.
So a mask is only seen.
"""


def test_quoted_words_mean_what_the_quoted_person_means() -> None:
    mask = entry("mask", "mask", senses=senses(("process", ["speaker-1"], []), ("role", ["speaker-2"], [])))
    assert told(tiny.text(QUOTING, thread=True), mask) == [
        "p1 mask: speaker-1, process",
        "p3 mask: speaker-1, process (quoted)",
        "p4 mask: speaker-2, role",
    ]


# Which occurrence is linked


TERM = re.compile(
    r'id="(p\d+)"|\{ #(p\d+) \}'  # a passage begins
    r'|\[([^\[\]]*)\]\(\.\./glossary/(\S*?)(?: "[^"]*")?\)\{ \.term'
)


def linked(source: Source, *entries: Entry) -> list[str]:
    """`passage word page` of every term that the text's page links."""
    page = TextPage(joined_with(source, *entries), source, Typeset({}, {})).write()
    rows, passage = [], ""
    for match in TERM.finditer(page):
        passage = match[1] or match[2] or passage
        if match[4]:
            rows.append(unescape(f"{passage} {match[3]} {match[4]}"))
    return rows


def test_the_first_use_in_each_unit_is_linked_to_the_sense_meant() -> None:
    mask = entry("mask", "mask", "masks", senses=senses(("process", ["speaker-1"], []), ("role", ["speaker-2"], [])))
    assert linked(tiny.text("Masks have masks.\nA mask.\n\nNo mask, no mask.\n\nA mask."), mask) == [
        "p1 Masks mask.md#process",
        "p4 mask mask.md#role",
        "p6 mask mask.md",  # undecided: to the entry
    ]


def test_a_quotation_holds_no_link_and_does_not_count_as_the_first_use() -> None:
    assert linked(tiny.text(QUOTING, thread=True), MASK) == ["p1 mask mask.md#only", "p4 mask mask.md#only"]


def test_a_heading_holds_no_link() -> None:
    source = tiny.text("The mask\nA mask.")
    unit = source.units[0]
    heading = replace(unit.blocks[0], kind="heading", level=2)
    source = replace(source, units=(replace(unit, blocks=(heading, unit.blocks[1])),))
    assert linked(source, MASK) == ["p2 mask mask.md#only"]


def test_a_link_holds_no_link() -> None:
    source = tiny.text("See the mask [LW · GW] or https://example.org/mask/page now.\nA mask.")
    assert linked(source, MASK) == ["p2 mask mask.md#only"]


def test_terms_that_share_words_are_linked_once() -> None:
    assert linked(tiny.text("A mask-level goal."), MASK, LEVEL) == ["p1 mask-level goal mask-level.md#only"]


# The real edition


def test_no_use_of_a_term_is_undecided(loaded: tuple[Joined, list[Problem]]) -> None:
    assert [problem.message for problem in loaded[1] if problem.rule == "undecided"] == []


def test_felix_hofstaetter_and_simon_mean_different_things_by_mask(joined: Joined) -> None:
    meant = {
        use.speaker: str(use.sense.id)
        for use in joined.occurrences
        if use.entry.id == "mask" and use.sense and not use.quoted
    }
    assert meant["simon"] != meant["felix-hofstatter"]
    assert len(joined.edition.entries["mask"].senses) >= 2


def test_every_sense_is_attested_or_tied_to_people(joined: Joined) -> None:
    for one in joined.edition.entries.values():
        for sense in one.senses:
            assert sense.people or sense.attestations, f"{one.id}#{sense.id}"


def test_attested_words_are_found_as_occurrences_in_the_attested_sense(joined: Joined) -> None:
    uses = {(use.entry.id, use.source.id, use.start): use for use in joined.occurrences}
    for (name, sense), anchors in joined.attestations.items():
        for anchor in anchors:
            inside = [
                use
                for (entry_id, source, start), use in uses.items()
                for segment in anchor.segments
                if entry_id == name and source == anchor.source.id and segment.start <= start < segment.end
            ]
            assert inside, f"{name}#{sense}: no form of it in the words attested"
            assert {str(use.sense.id) for use in inside if use.sense} == {sense}
