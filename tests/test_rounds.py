"""The rounds in which page numbers are found: what can't come to rest is helped, or told as a problem."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pdf_books import IMPRINT, Opened, small
from pdf_expected import words as told_words
from pdf_words import first_difference

import tiny
from edition.press import rounds
from edition.press.pdf import pdf

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
