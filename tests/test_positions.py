"""Positions: who takes which stance on which claim, where and when, derived from the words."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

import tiny
from edition.model.edition import Edition
from edition.model.reference import Reference
from edition.model.source import Source
from edition.problem import Problem
from edition.resolve.joined import Joined, join
from edition.resolve.positions import Position, may_follow, perhaps_named
from edition.rules import contradiction
from edition.text import Document, Place
from maps import layer, thread

DAYS = [f"2023-04-{day:02}T10:00:00.000Z" for day in range(18, 28)]
TALK = thread(
    "talk",
    ("Ann", DAYS[0], "The mask hides an actor.\nThe actor has no goal at all."),
    ("Bob", DAYS[1], "The actor has no goal at all.\nI think that it has one."),
    ("Ann", DAYS[2], "I think that it has one.\nThen I grant you that."),
    ("Eve", None, "Nobody knows."),
)


def told(joined: Joined) -> list[str]:
    """`who verb claim: words (day), by what` of every position."""
    return [
        f"{one.holder.name} {one.verb} {one.claim}: {one.anchor.words} ({(one.published or 'undated')[:10]}), "
        f"{one.note or one.argument}"
        for one in joined.positions
    ]


# From notes and from arguments


def test_a_note_gives_each_of_its_stances_to_whoever_wrote_the_words() -> None:
    stance = {"asserts": "p", "doubts": ["q", "r"]}
    joined = layer(TALK, claims="p q r", notes=[{"stance": stance, "target": ["hides an actor"]}])
    assert told(joined) == [
        "Ann asserts p: hides an actor (2023-04-18), n1",
        "Ann doubts q: hides an actor (2023-04-18), n1",
        "Ann doubts r: hides an actor (2023-04-18), n1",
    ]


def test_a_note_on_words_of_two_people_gives_its_stance_to_both() -> None:
    joined = layer(TALK, claims="p", notes=[{"stance": {"denies": "p"}, "target": ["hides an actor", "Nobody knows."]}])
    assert told(joined) == [
        "Ann denies p: hides an actor (2023-04-18), n1",
        "Eve denies p: Nobody knows. (undated), n1",
    ]


@pytest.mark.parametrize(("bearing", "verb"), [("supports c", "asserts"), ("attacks c", "denies")])
def test_who_makes_an_argument_asserts_its_premises_and_takes_a_side_on_its_conclusion(bearing: str, verb: str) -> None:
    joined = layer(TALK, claims="p q c", arguments={"a": ("p q", bearing, ["Nobody knows."])})
    assert told(joined) == [
        "Eve asserts p: Nobody knows. (undated), a",
        "Eve asserts q: Nobody knows. (undated), a",
        f"Eve {verb} c: Nobody knows. (undated), a",
    ]


def test_who_undercuts_takes_no_side_on_what_the_other_argument_concludes() -> None:
    joined = layer(
        TALK, claims="p c", arguments={"a": ("p", "supports c", []), "b": ("p", "undercuts a", ["Nobody knows."])}
    )
    assert told(joined) == ["Eve asserts p: Nobody knows. (undated), b"]


def test_a_note_that_says_who_argues_makes_the_argument_there_once() -> None:
    here = "hides an actor"
    joined = layer(
        TALK,
        claims="p c",
        arguments={"a": ("p", "supports c", [here])},
        notes=[{"argues": "a", "target": [here]}, {"argues": "a", "target": ["Nobody knows."]}],
    )
    assert told(joined) == [
        "Ann asserts p: hides an actor (2023-04-18), a",
        "Eve asserts p: Nobody knows. (undated), a",
        "Ann asserts c: hides an actor (2023-04-18), a",
        "Eve asserts c: Nobody knows. (undated), a",
    ]


def test_names_of_nothing_are_no_positions() -> None:
    joined = layer(
        TALK,
        claims="c",
        arguments={"a": ("p", "supports c", ["Nobody knows."]), "b": ("p", "attacks d", ["Nobody knows."])},
        notes=[{"stance": {"asserts": "d"}, "argues": "z", "target": ["hides an actor"]}],
    )
    assert told(joined) == ["Eve asserts c: Nobody knows. (undated), a"]


# Whose words they are


def test_words_in_a_quotation_are_those_of_whoever_wrote_them_and_of_that_day() -> None:
    assert positions_on("Then I grant you that.") == ["Ann 2023-04-20"]
    # the same words stand in Bob's comment and, quoted, in Ann's: what follows tells them apart
    assert positions_on("I think that it has one. Then") == ["Ann 2023-04-20"]
    assert positions_on("I think that it has one.", suffix="Then") == ["Bob 2023-04-19"]


def positions_on(exact: str, suffix: str = "", source: Source = TALK, edition: Edition | None = None) -> list[str]:
    """Whose, and of which day, words are that a note quotes."""
    made = layer(source, claims="c", notes=[{"stance": {"asserts": "c"}, "target": ["Nobody knows."]}])
    note = made.edition.annotations["n1"]
    after = tiny.located(suffix) if suffix else None
    target = replace(note.targets[0], exact=tiny.located(exact), suffix=after)
    made.edition.annotations["n1"] = replace(note, targets=(target,))
    made.edition.references.update(edition.references if edition else {})
    joined = join(made.edition)
    assert joined.problems == ()
    return [f"{one.holder.name} {(one.published or 'undated')[:10]}" for one in joined.positions]


def test_a_quotation_of_a_quotation_is_of_whoever_wrote_it_first() -> None:
    words = "The actor has no goal at all."
    source = thread(
        "talk",
        ("Ann", DAYS[0], words),
        ("Bob", DAYS[1], words + "\nI doubt it."),
        ("Eve", None, words + "\nNobody knows."),
    )
    assert positions_on(words, "Nobody", source) == ["Ann 2023-04-18"]


QUOTING = thread(
    "talk",
    ("Ann", DAYS[0], "A smile is a mask.\nThat may be.\nAll faces are masks.\nSo he said.\nNobody knows."),
    quoting={"A smile": ("smith2020", ""), "All faces": ("unknown", "a friend"), "So he": ("unknown", "")},
)


def test_words_of_a_work_are_held_by_the_work_and_those_of_nobody_known_by_nobody() -> None:
    assert positions_on("A smile is a mask.", source=QUOTING) == ["smith2020 undated"]
    place = Place(Document("sources/references.bib", ""), 0, 0)
    works = Edition(
        tiny.ROOT, references={"smith2020": Reference("smith2020", place, {"title": "Masks"}, None, "made so")}
    )
    assert positions_on("A smile is a mask.", source=QUOTING, edition=works) == ["Masks undated"]  # it has no author
    assert positions_on("All faces are masks.", source=QUOTING) == ["a friend (quoted by Ann) undated"]
    assert positions_on("So he said.", source=QUOTING) == ["somebody unnamed (quoted by Ann) undated"]


def test_words_that_run_on_from_a_quotation_are_those_of_whoever_quotes() -> None:
    assert positions_on("A smile is a mask. That may be.", source=QUOTING) == ["Ann 2023-04-18"]


def test_quoted_words_are_folded_and_joined_over_blocks() -> None:
    source = thread("talk", ("Ann", None, "A \u00a0mask  slips.\nNobody\t knows."))
    joined = layer(source, claims="c", notes=[{"stance": {"asserts": "c"}, "target": ["mask slips. Nobody knows."]}])
    assert joined.positions[0].anchor.words == "mask slips. Nobody knows."


# Time


def position(when: str | None, words: str = "hides an actor", source: Source = TALK) -> Position:
    joined = layer(source, claims="c", notes=[{"stance": {"asserts": "c"}, "target": [words]}])
    return replace(joined.positions[0], published=when)


def test_words_may_follow_others_unless_they_are_known_to_come_before() -> None:
    first, second = position(DAYS[0]), position(DAYS[1])
    assert may_follow(second, first)
    assert not may_follow(first, second)
    assert may_follow(first, first)


def test_a_day_says_nothing_of_the_hour() -> None:
    day, moment = position("2023-04-18", "Nobody knows."), position("2023-04-18T10:00:00.000Z")
    assert may_follow(day, moment)  # the order of the text decides
    assert not may_follow(moment, day)
    assert may_follow(position("2023-04-19"), position("2023-04-18T23:59:59Z", "Nobody knows."))
    assert not may_follow(position("2023-04-18T23:59:59Z", "Nobody knows."), position("2023-04-19"))


def test_where_a_day_is_unknown_the_order_of_the_text_decides_and_between_texts_nothing() -> None:
    above, below = position(None), position(DAYS[0], "Nobody knows.")
    assert may_follow(below, above)
    assert not may_follow(above, below)
    elsewhere = position(None, "Nobody knows.", thread("else", ("Ann", None, "Nobody knows.")))
    assert may_follow(elsewhere, below)
    assert may_follow(below, elsewhere)


# Who asserts, denies, doubts and concedes one claim

PLACES = ["First I say this.", "Then I say that.", "Last I say another thing."]
DATED = thread("talk", *zip(["Ann"] * 3, DAYS, PLACES, strict=False))
UNDATED = thread("talk", *zip(["Ann"] * 3, [None] * 3, PLACES, strict=True))
TWO = thread("talk", ("Ann", None, PLACES[0])), thread("other", ("Ann", None, PLACES[1]), ("Ann", None, PLACES[2]))


def problems(verbs: tuple[str, ...], *sources: Source) -> list[str]:
    """What is said of Ann, who takes these stances one after another."""
    where = [PLACES[0], *(("other: " if len(sources) > 1 else "") + place for place in PLACES[1:])]
    notes = [
        {"stance": {verb: "c"}, "target": [words]} for verb, words in zip(verbs, where, strict=False) if verb != "-"
    ]
    return [problem.message for problem in contradiction.check(layer(*sources, claims="c", notes=notes))]


FLAGGED = {
    ("asserts", "denies"),
    ("denies", "asserts"),
    # a concession takes back the denial that stands before it, and no other
    ("asserts", "concedes", "denies"),
    ("concedes", "asserts", "denies"),
    ("concedes", "denies", "asserts"),
    # a doubt gives up what was asserted before it, and denied after it
    ("doubts", "asserts", "denies"),
    ("asserts", "denies", "doubts"),
    *permutations(("doubts", "denies", "asserts")),
} - {("asserts", "doubts", "denies")}


@pytest.mark.parametrize("source", [DATED, UNDATED], ids=["dated", "undated"])
@pytest.mark.parametrize(
    "verbs",
    [*permutations(("asserts", "denies")), *permutations(("asserts", "denies", "concedes")),
     *permutations(("asserts", "denies", "doubts")), *permutations(("denies", "doubts", "concedes")),
     ("asserts", "asserts"), ("denies", "denies"), ("asserts", "concedes"), ("denies", "doubts")],
    ids=" ".join,
)  # fmt: skip
def test_a_person_who_takes_both_sides(verbs: tuple[str, ...], source: Source) -> None:
    assert bool(problems(verbs, source)) == (verbs in FLAGGED)


def test_the_same_in_two_texts_of_which_nobody_knows_which_came_first() -> None:
    (message,) = problems(("asserts", "denies"), *TWO)
    assert " denies `c` in other/" in message
    assert ", and asserts it in talk/" in message  # and not: later
    assert problems(("concedes", "denies", "asserts"), *TWO) == []  # it may have come last
    assert problems(("doubts", "asserts", "denies"), *TWO) == []
    assert problems(("denies", "asserts", "doubts"), *TWO) == []
    assert len(problems(("denies", "doubts", "asserts"), *TWO)) == 1  # the doubt is known to come first


def test_each_claim_and_each_person_is_told_once() -> None:
    notes = [{"stance": {verb: ["c", "d"]}, "target": [words]} for verb, words in
             zip(("asserts", "denies", "asserts"), PLACES, strict=True)]  # fmt: skip
    told = [problem.message for problem in contradiction.check(layer(DATED, claims="c d", notes=notes))]
    assert [message.partition(" in ")[0] for message in told] == ["Ann asserts `c`", "Ann asserts `d`"]


def test_two_people_may_disagree() -> None:
    source = thread("talk", ("Ann", DAYS[0], PLACES[0]), ("Bob", DAYS[1], PLACES[1]))
    assert problems(("asserts", "denies"), source) == []


def test_nobody_known_contradicts_nobody() -> None:
    said = "All faces are masks.\nNo face is a mask."
    source = thread(
        "talk", ("Ann", DAYS[0], said), quoting={"All": ("unknown", "a friend"), "No face": ("unknown", "a friend")}
    )
    notes = [{"stance": {"asserts": "c"}, "target": ["All faces"]}, {"stance": {"denies": "c"}, "target": ["No face"]}]
    joined = layer(source, claims="c", notes=notes)
    assert [one.holder.name for one in joined.positions] == ["a friend (quoted by Ann)"] * 2
    assert list(contradiction.check(joined)) == []


# What cannot be read


def test_what_a_faulty_note_names_is_not_known_to_be_named_by_nobody() -> None:
    note, sound = Document("docs/annotations/a/b.md", "{asserts: a-claim"), Document("docs/arguments/c.md", "other")
    fault = Problem("yaml", Place(note, 0, 1), "It is faulty.")
    edition = Edition(tiny.ROOT, documents={one.path: one for one in (note, sound)}, problems=(fault,))
    assert perhaps_named(edition)("a-claim")
    assert not perhaps_named(edition)("a")
    assert not perhaps_named(edition)("other")
    empty = replace(note, text="")
    edition = Edition(tiny.ROOT, documents={note.path: empty}, problems=(replace(fault, place=Place(empty, 0, 1)),))
    assert perhaps_named(edition)("anything")


def test_a_work_is_called_by_its_first_author_and_year(joined: Joined) -> None:
    names = {one.holder.name for one in joined.positions if one.holder.kind == "work"}
    assert names == {"Hubinger 2022"}
