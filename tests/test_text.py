"""Positions, the one declared normalisation, and names: each held against a definition that anyone can check."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.text import Document, Place, fold, fold_with_offsets, shorten, slug

# Line ends of several kinds, of which only one ends a line; characters of one to four bytes; a combining accent.
TEXTS = st.text(st.sampled_from("ab \n\r\t\u00a0\u2028\u0085é🦑e\u0301·"), max_size=60)


@st.composite
def places(draw: st.DrawFn) -> tuple[str, int]:
    text = draw(TEXTS)
    return text, draw(st.integers(0, len(text)))


@given(places())
def test_a_position_counts_line_ends_before_it_and_code_points_after_the_last(case: tuple[str, int]) -> None:
    text, offset = case
    before = text[:offset]
    naive = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    assert Document("a.md", text).position(offset) == naive


@given(places())
def test_a_position_leads_back_to_its_offset(case: tuple[str, int]) -> None:
    text, offset = case
    document = Document("a.md", text)
    line, column = document.position(offset)
    assert document.line_span(line).start + column - 1 == offset
    assert document.line(line)[column - 1 : column] in (text[offset : offset + 1], "")


@given(TEXTS)
def test_lines_joined_are_the_text(text: str) -> None:
    document = Document("a.md", text)
    assert "\n".join(document.line(number) for number in range(1, document.line_count + 1)) == text


@given(TEXTS)
def test_a_line_is_where_its_span_says(text: str) -> None:
    document = Document("a.md", text)
    for number in range(1, document.line_count + 1):
        span = document.line_span(number)
        assert text[span.start : span.end] == document.line(number)
        assert "\n" not in document.line(number)


@given(places())
def test_a_place_is_the_position_of_its_start(case: tuple[str, int]) -> None:
    text, offset = case
    place = Place(Document("a.md", text), offset, offset + 1)
    assert (place.line, place.column) == place.document.position(offset)


@given(TEXTS)
def test_fold_makes_one_space_of_white_space_and_touches_nothing_else(text: str) -> None:
    assert fold(text) == re.sub(r"\s+", " ", text).strip()
    assert re.sub(r"\s", "", fold(text)) == re.sub(r"\s", "", text)
    assert fold(fold(text)) == fold(text)


def test_fold_keeps_the_marks_that_writers_use() -> None:
    assert fold("“It’s”\u00a0–\n  e\u0301 — ﬁ… İ") == "“It’s” – e\u0301 — ﬁ… İ"


@given(TEXTS, st.integers(0, 1000))
def test_each_folded_character_knows_the_one_it_stands_for(text: str, base: int) -> None:
    folded = fold_with_offsets(text, base)
    assert folded.text == fold(text)
    assert list(folded.offsets) == sorted(set(folded.offsets))
    for character, offset in zip(folded.text, folded.offsets, strict=True):
        original = text[offset - base]
        assert original == character or (character == " " and original.isspace())


@given(TEXTS, st.integers(0, 20), st.integers(0, 20))
def test_what_is_found_in_the_folded_text_is_found_again_in_the_text(text: str, at: int, length: int) -> None:
    folded = fold_with_offsets(text)
    found = folded.text[at : at + length]
    if found:
        start, end = folded.offsets[at], folded.offsets[at + len(found) - 1] + 1
        assert fold(text[start:end]) == found.strip()


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Vladimir_Nesov", "vladimir-nesov"),
        ("Felix Hofstätter", "felix-hofstatter"),
        ("dr_s", "dr-s"),
        ("Löb’s  Theorem", "lobs-theorem"),
        ("安娜", ""),
    ],
)
def test_a_name_becomes_an_id(name: str, id_: str) -> None:
    assert slug(name) == id_


@given(st.text(max_size=40))
def test_a_slug_is_an_id_or_nothing(name: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(name))
    assert slug(slug(name)) == slug(name)


@given(st.text(max_size=120), st.integers(5, 40))
def test_shortened_text_is_one_line_and_begins_as_the_text_does(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit + 1
    assert fold(text).startswith(short.removesuffix("…"))
    assert (short == fold(text)) == (len(fold(text)) <= limit)
