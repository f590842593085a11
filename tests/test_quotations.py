"""Quotations: the blocks that repeat an earlier passage, of which the captures keep no mark."""

from __future__ import annotations

import pytest

import tiny
from edition.resolve.joined import Joined
from edition.resolve.quotations import Quotation, compare, find_quotations
from facts import DAVIDW, DAVIDW_QUOTATIONS, IN_PERSONAS, IN_THE_THREAD, PAYOR, PERSONAS, POST


def table(rows: str) -> dict[int, tuple[int, str]]:
    cells = rows.split()
    return {int(a): (int(b), how) for a, b, how in zip(cells[::3], cells[1::3], cells[2::3], strict=True)}


def line(joined: Joined, source: str, block: str) -> int:
    return joined.edition.sources[source].passages[block][1].lines[0]


def found(joined: Joined, source: str) -> dict[int, Quotation]:
    return {line(joined, source, block): one for block, one in joined.quotations[source].items()}


# The real texts


@pytest.mark.parametrize(("source", "rows", "count"), [(POST, IN_THE_THREAD, 38), (PERSONAS, IN_PERSONAS, 8)])
def test_every_repeated_passage_is_found_at_its_place_with_its_label(
    joined: Joined, source: str, rows: str, count: int
) -> None:
    expected = table(rows)
    assert len(expected) == count
    told = {
        at: (line(joined, source, one.quotes[1].id), one.label)
        for at, one in found(joined, source).items()
        if one.quotes
    }
    assert told == expected


def test_only_the_requoted_quotation_is_a_quotation_in_a_quotation(joined: Joined) -> None:
    quotations = found(joined, POST)
    assert {at: one.level for at, one in quotations.items() if one.level != 1} == {133: 2}
    nested = quotations[133]
    assert nested.quotes is not None
    assert nested.origin is not None
    assert (nested.quotes[0].author, nested.quotes[1].id) == ("simon", "p126")  # who requoted it
    assert (nested.origin[0].author, nested.origin[1].id) == ("dxu", "p116")  # whose words they are


def test_a_quotation_of_the_post_of_a_note_and_of_oneself_is_attributed_to_its_writer(joined: Joined) -> None:
    quotations = found(joined, POST)
    origins = {at: one.origin[0] for at, one in quotations.items() if one.origin}
    assert {at for at, unit in origins.items() if unit.id == "post"} == {65, 258, 295, 321, 322}
    assert {at: origins[at].author for at in (163, 195)} == {163: "dxu", 195: "dxu"}
    assert (origins[101].author, origins[108].author) == ("Vladimir_Nesov", "Vladimir_Nesov")


def test_repetition_within_one_comment_is_no_quotation(joined: Joined) -> None:
    assert not {179, 181, 183} & set(found(joined, POST))


def test_the_nine_quotations_of_personas_are_eight_found_and_one_of_a_writer_unknown(joined: Joined) -> None:
    quotations = found(joined, PERSONAS)
    assert sorted(quotations) == [2, 5, 11, 13, 15, 18, 20, 33, 42]
    assert (quotations[2].label, quotations[2].quotes, quotations[2].origin) == ("unresolved", None, None)
    assert quotations[2].speaker


def test_davidws_quotations_are_unresolved_but_for_the_work_that_one_of_them_stands_in(joined: Joined) -> None:
    quotations = found(joined, DAVIDW)
    assert sorted(quotations) == DAVIDW_QUOTATIONS
    assert {one.label for one in quotations.values()} == {"unresolved"}
    assert {at: one.reference for at, one in quotations.items() if one.reference} == {92: "hubinger2022likely"}
    assert all(one.speaker and one.basis for at, one in quotations.items() if at != 92)


def test_payor_quotes_one_line_of_a_work(joined: Joined) -> None:
    assert {at: (one.label, one.reference) for at, one in found(joined, PAYOR).items()} == {
        12: ("unresolved", "lw2023propositions")
    }


# How one text quotes another

SENTENCE = "If the goal is not part of the mask, then it isn't the mask that acts; without it, nothing can't go wrong."
LABELS = [
    # every word
    (SENTENCE, SENTENCE, "verbatim"),
    # part of it, on the borders of words
    ("the goal is not part of the mask", SENTENCE, "partial"),
    ("it isn't the mask that acts;", SENTENCE, "partial"),
    ("the mask that act", SENTENCE, None),
    ("oal is not part of the mask", SENTENCE, None),
    # another wording, letter case or mark
    ("The goal is not part of the mask", SENTENCE, None),
    ("the goal is not a part of the mask", SENTENCE, None),
    ("it isn’t the mask that acts", SENTENCE, None),
    # pieces around a mark of elision, in their order
    ("If the goal … the mask that acts", "If the goal is part of the mask, the mask that acts wins", "elided"),
    ("If the goal ... the mask that acts", "If the goal is part of the mask, the mask that acts wins", "elided"),
    ("If the goal [...] the mask that acts", "If the goal is part of the mask, the mask that acts wins", "elided"),
    ("If the goal […] the mask that acts", "If the goal is part of the mask, the mask that acts wins", "elided"),
    ("If the goal (...) the mask that acts", "If the goal is part of the mask, the mask that acts wins", "elided"),
    ("If the goal… the mask ... wins", "If the goal is part of the mask, the mask that acts wins", "elided"),
    ("the mask that acts … If the goal", "If the goal is part of the mask, the mask that acts wins", None),
    ("If the aim … the mask that acts", "If the goal is part of the mask, the mask that acts wins", None),
    # at either end
    ("One possible disagreement...", "One possible disagreement is over the mask.", "elided"),
    ("[...] is over the mask.", "One possible disagreement is over the mask.", "elided"),
    # a mark that stands in the passage itself is a word like others
    ("a mask … and a role", "a mask … and a role", "verbatim"),
    ("a mask … and a role", "I see a mask … and a role.", "partial"),
    # an elision that swallows a negation turns the sense over
    ("I do … think that it has goals", "I do not think that it has goals", "altered"),
    ("It ... predicts", "It never predicts", "altered"),
    ("The mask [...] have goals", "The mask doesn't have goals", "altered"),
    ("The mask [...] have goals", "The mask doesn’t have goals", "altered"),
    ("There is […] goal", "There is no goal", "altered"),
    ("It acts … a goal", "It acts without a goal", "altered"),
    ("It … have goals", "It cannot have goals", "altered"),
    ("It … have goals", "It can't have goals", "altered"),
    ("It … has goals", "It hardly ever has goals", "altered"),
    ("A goal … A role. So it acts.", "A goal. NOT A role. So it acts.", "altered"),
    # also in the second elision
    ("The mask … acts … has goals", "The mask, I say, acts as if it never has goals", "altered"),
    # words that only begin like a negation
    ("The mask … is there", "The mask, notably noble, is there", "elided"),
    ("It … acts", "It, a knot of nodes, acts", "elided"),
    # a negation that is quoted is not swallowed
    ("It is not … a mask", "It is not, I think, a mask", "elided"),
    # nothing but a mark
    ("...", SENTENCE, None),
    ("[…]", SENTENCE, None),
]


@pytest.mark.parametrize(("quoting", "quoted", "label"), LABELS)
def test_a_label_says_how_one_text_quotes_another(quoting: str, quoted: str, label: str | None) -> None:
    assert compare(quoting, quoted) == label


# What is found


def told(capture: str, *, thread: bool = True) -> dict[str, str]:
    """Quoting block: label, quoted block and level."""
    quotations = find_quotations(tiny.text(capture, thread=thread))
    return {
        block: f"{one.label} {one.quotes[1].id}" + (f" at level {one.level}" if one.level > 1 else "")
        for block, one in quotations.items()
        if one.quotes
    }


LONG = "An artifact forged not by the finest craftsman over a lifetime of work."


def test_short_words_that_happen_to_stand_twice_are_no_quotation() -> None:
    assert told("Yes.\n\nYes.") == {}
    assert told("I agree with this.\n\nI agree with this.") == {}
    assert told("What do you mean here?\n\nWhat do you mean here?") == {"p3": "verbatim p1"}  # five words


def test_outside_what_is_answered_it_takes_more_words_to_be_a_quotation() -> None:
    assert told("What do you mean here?\n\nWhat do you mean here?", thread=False) == {}
    assert told(f"{LONG}\n\n{LONG}", thread=False) == {"p3": "verbatim p1"}


def test_marks_of_elision_say_themselves_that_three_words_are_quoted() -> None:
    assert told("One possible disagreement is over masks.\n\nOne possible disagreement...") == {"p3": "elided p1"}
    assert told("One possible disagreement is over masks.\n\nOne possible...") == {}


def test_what_stands_later_or_in_the_same_unit_is_not_quoted() -> None:
    assert told(f"{LONG}\n{LONG}\n\nA word.") == {}
    assert told(f"A word.\n\n{LONG}\n\n{LONG}") == {"p5": "verbatim p3"}


def test_of_two_places_the_nearest_above_is_quoted_and_so_quotations_nest() -> None:
    assert told(f"{LONG}\n\n{LONG}\nNo.\n\n{LONG}\nStill no.\n\nI see.") == {
        "p3": "verbatim p1",
        "p6": "verbatim p3 at level 2",
    }


def test_the_whole_of_a_passage_is_preferred_to_a_part_of_another() -> None:
    assert told(f"Look: {LONG}\n{LONG}\n\n{LONG}") == {"p4": "verbatim p2"}


def test_white_space_makes_no_difference() -> None:
    assert told(f"{LONG}\n\n{LONG.replace(' by ', chr(0xA0) + 'by  ')}") == {"p3": "verbatim p1"}
