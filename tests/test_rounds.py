"""The rounds in which page numbers are found: what can't come to rest is helped, or told as a problem."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from pdf_books import IMPRINT, Opened, small
from pdf_expected import words as told_words
from pdf_words import first_difference

import tiny
from edition.press import rounds
from edition.press.paper import leaf
from edition.press.pdf import pdf
from edition.press.strays import TRIES, astray, leading, left
from edition.press.traits import leads_into

DATE = datetime(2026, 11, 21, tzinfo=UTC)
BEGIN = '#import "edition.typ": *\n#{\nshow: edition.with(title: "Rounds")\n'
# Each round undoes what the one before has counted: the place moves on if it was on the first page, and back if not.
RESTLESS = BEGIN + 'at("other"); "words"; if page-of("restless") == 1 { pagebreak() }; at("restless"); "words"\n}'
TWICE = BEGIN + 'at("one"); at("one"); "words"\n}'
NOWHERE = BEGIN + 'at("one"); lk("nowhere", "words")\n}'


def test_numbers_that_never_settle_are_a_problem_that_names_the_place() -> None:
    with pytest.raises(RuntimeError, match=r"do not settle: after \d+ rounds 1 places still move \(restless\)"):
        rounds.set_in_rounds(RESTLESS, "a4", DATE)


@pytest.mark.parametrize(("source", "told"), [(TWICE, "Two places have one key"), (NOWHERE, "nowhere")])
def test_a_key_that_is_there_twice_or_not_at_all_is_refused(source: str, told: str) -> None:
    with pytest.raises(RuntimeError, match=told):
        rounds.set_in_rounds(source, "a4", DATE)


def test_numbers_that_get_the_same_room_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What helps those that do not settle of themselves: it changes nothing but the room."""
    monkeypatch.setattr(rounds, "UNEVEN", 0)
    book = small(tiny.edition(tmp_path))
    opened = Opened(book, pdf(book, IMPRINT))
    for part, told, said in opened.told:
        assert first_difference(told_words(told), said.words) == "", part


# ---- what leads into a passage


def told(lead: tuple[int, int], ended: tuple[int, int], passage: tuple[int, int], note: int) -> dict:
    """What a layout tells of one passage with one note: pages, and how far down."""
    return {
        "at": [["t#p1", 1, 100, 500], ["t#p2", passage[0], 100, passage[1]], ["t#note-n", note, 100, 700]],
        "leads": [["t#p2", ["t#note-n"], *lead]],
        "ended": [[*ended]],
        "marks": [["t#note-n", passage[0], passage[1]]],
        "begins": [],
    }


BEHIND = told(lead=(1, 600), ended=(1, 590), passage=(2, 60), note=2)
EARLY = told(lead=(2, 60), ended=(2, 60), passage=(2, 80), note=1)
TOGETHER = told(lead=(2, 60), ended=(1, 590), passage=(2, 80), note=2)
LOOSE = told(lead=(2, 60), ended=(1, 400), passage=(2, 80), note=2)


def test_what_was_left_behind_begins_the_next_page() -> None:
    found = left({}, BEHIND, more=True)
    assert found == {"t#p2": (552, 1)}
    assert left(found, TOGETHER, more=True) == found
    assert left({}, TOGETHER, more=True) == {}
    assert left({}, BEHIND, more=False) == {}


def test_it_does_so_where_notes_were_left_behind_and_they_are_not_mended_once_more() -> None:
    found = left({}, EARLY, more=True)
    assert found == {"t#p2": (452, 1)}
    assert astray({}, {}, leading(found, EARLY), EARLY) == {}
    assert astray({}, {}, leading({}, EARLY), EARLY) == {"t#note-n": 1}


def test_it_no_longer_does_when_the_page_before_would_end_early_and_is_not_found_for_ever() -> None:
    found = left({}, BEHIND, more=True)
    given_up = left(found, LOOSE, more=False)
    assert given_up == {"t#p2": (0, 1)}
    for _ in range(TRIES):
        given_up = left(left(given_up, BEHIND, more=True), LOOSE, more=True)
    assert given_up == {"t#p2": (0, TRIES)}
    assert left(given_up, BEHIND, more=True) == given_up


def test_only_the_first_of_what_leads_into_a_passage_is_told_which() -> None:
    page = html.fragment_fromstring(
        '<div><article class="unit comment"><h3 class="unit-name" id="c1">Ann</h3><div class="answers">answers</div>'
        '<div class="margin"><a href="../claims/a.md">a</a></div><blockquote><p><a class="pid" id="p4" href="#p4"></a>'
        'Words.</p></blockquote></article><h2 id="end">End</h2><p>of the edition</p></div>'
    )
    body = leaf("texts/x.md", page).body
    blocks = [one for one in body.iter("h3", "div", "h2") if one is not body]
    led = {one.get("id") or one.get("class"): leads_into(one) for one in blocks}
    assert {name: one.get("data-pid") for name, one in led.items() if one is not None} == {"texts/x.md#c1": "p4"}
