"""Anchors a quotation to the frozen text: exactly, uniquely, or not at all.

The search text of a source is what its blocks carry, each block folded (runs of white space are one space), blocks of
a unit joined by one space, units kept apart. A quotation that is not found there is sought once more with footnote
marks and link markers left out, for readers who copy words across them. Similarity serves only to write the hint:
a fuzzy match would tie "I do think" to "I do not think". (Selectors: W3C Web Annotation Data Model, 4.2.4.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from ..model.annotation import Target
from ..model.source import Block, Source, Unit
from ..problem import Problem
from ..text import Located, Place, fold, fold_with_offsets, quoted

_APART = "\x1e"  # between units: no quotation runs from one into another
_NOWHERE = -1
_CURLY = "“”„‟«»‘’‚‹›"  # word processors write these where YAML wants straight marks; to YAML they are words
_LIKE = 70.0  # below this similarity (0 to 100) a "did you mean" would mislead
_MOST = 40  # words of context before a longer quotation is asked for
_SIDE = 1000  # characters in which that many words are looked for
PLACES_LIMIT = 20_000  # places of a quotation that are looked at
GUESS_LIMIT = 1_000  # code points of a quotation that a hint is looked for
GUESSES_LIMIT = 100_000_000  # what hints about one text may cost, in characters compared with a hundred: seconds
_MORE = 3  # how many words more or fewer than the quotation a "did you mean" may have at either end


@dataclass(frozen=True)
class Segment:
    """The part of an anchor that lies in one block: code-point offsets in the capture."""

    block: Block
    start: int
    end: int


@dataclass(frozen=True)
class Anchor:
    """Where a target's words stand: a source, one unit, and one or more blocks."""

    source: Source
    unit: Unit
    segments: tuple[Segment, ...]

    @property
    def words(self) -> str:
        """The words as captured, white space folded, those of several blocks apart by a space."""
        return " ".join(fold(self.source.capture.text[one.start : one.end]) for one in self.segments)


@dataclass(frozen=True)
class _Text:
    """A search text with, for each character, its offset in the capture."""

    text: str
    offsets: list[int]


class Reading:
    """One source as searched by anchors; made once and used for all of them."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._compared = 0

    def may_compare(self, words: str) -> bool:
        """Whether these words may still be compared with the whole text, for a hint; counts that they are."""
        if len(words) > GUESS_LIMIT or self._compared > GUESSES_LIMIT:
            return False
        self._compared += len(words) ** 2 * len(self.marked.text) // 10_000
        return True

    @cached_property
    def marked(self) -> _Text:
        return self._build(())

    @cached_property
    def unmarked(self) -> _Text:
        """Without footnote marks and without the markers of lost links (and the space before those)."""
        capture = self.source.capture.text
        calls = [(call.start, call.end) for call in self.source.calls]
        markers = [
            (link.marker[0] - capture[: link.marker[0]][-1:].isspace(), link.marker[1])
            for link in self.source.links
            if link.marker
        ]
        return self._build(tuple(sorted([*calls, *markers])))

    def _build(self, without: tuple[tuple[int, int], ...]) -> _Text:
        pieces: list[str] = []
        offsets: list[int] = []
        hidden = {offset for start, end in without for offset in range(start, end)}
        for unit in self.source.units:
            for number, block in enumerate(unit.blocks):
                folded = fold_with_offsets(self.source.text(block), block.start)
                if number:
                    pieces.append(" ")
                    offsets.append(_NOWHERE)
                if hidden.isdisjoint(folded.offsets):
                    pieces.append(folded.text)
                    offsets += folded.offsets
                    continue
                kept = [(c, o) for c, o in zip(folded.text, folded.offsets, strict=True) if o not in hidden]
                pieces += (c for c, _ in kept)
                offsets += (o for _, o in kept)
            pieces.append(_APART)
            offsets.append(_NOWHERE)
        return _Text("".join(pieces), offsets)

    def find(self, target: Target) -> tuple[_Text, list[int]]:
        """Every place where the target fits, as offsets in the search text that is returned with them."""
        found = _occurrences(self.marked.text, target)
        if found or not (self.source.calls or self.source.links):
            return self.marked, found
        found = _occurrences(self.unmarked.text, target)
        return (self.unmarked if found else self.marked), found

    def anchor(self, text: _Text, at: int, length: int) -> Anchor:
        """The anchor of the `length` characters of a search text from `at` on."""
        used = [offset for offset in text.offsets[at : at + length] if offset != _NOWHERE]
        unit, _ = self._blocks[self._index(used[0])]
        segments = []
        last = self._index(used[-1])
        for _, block in self._blocks[self._index(used[0]) : last + 1]:
            inside = [offset for offset in used if block.start <= offset < block.end]
            if inside:
                segments.append(Segment(block, inside[0], inside[-1] + 1))
        return Anchor(self.source, unit, tuple(segments))

    @cached_property
    def _blocks(self) -> list[tuple[Unit, Block]]:
        return [(unit, block) for unit in self.source.units for block in unit.blocks]

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        """Each block's first offset with its place in reading order, by offset."""
        return sorted((block.start, index) for index, (_, block) in enumerate(self._blocks))

    def _index(self, offset: int) -> int:
        """The place in reading order of the block that holds an offset (search texts hold offsets of blocks only)."""
        return self._starts[bisect_right(self._starts, (offset, len(self._starts))) - 1][1]


class Some(list[int]):
    """Places among more than are looked at."""


def _occurrences(text: str, target: Target) -> list[int]:
    exact = fold(target.exact)
    prefix = fold(target.prefix or "")
    suffix = fold(target.suffix or "")
    found = []
    seen = 0
    at = text.find(exact) if exact else -1
    while at >= 0:
        if _fits(text, at, len(exact), prefix, suffix):
            found.append(at)
        seen += 1
        if seen == PLACES_LIMIT:
            return Some(found)
        at = text.find(exact, at + 1)
    return found


def _fits(text: str, at: int, length: int, prefix: str, suffix: str) -> bool:
    """Whether a place has these words around it, with the space that joins them to it or without."""
    before, after = text[max(0, at - len(prefix) - 1) : at], text[at + length : at + length + len(suffix) + 1]
    return before.rstrip(" ").endswith(prefix) and after.lstrip(" ").startswith(suffix)


def anchor(reading: Reading, target: Target) -> tuple[Anchor | None, list[Problem]]:
    """The one place of a target's words, or the problem (rules `anchor` and `anchor-unique`) with what to type."""
    text, found = reading.find(target)
    if isinstance(found, Some):
        message = f"These words stand more than {PLACES_LIMIT:,} times in {reading.source.id}."
        return None, [Problem("anchor-unique", target.exact.place, message, "Quote more of the text.")]
    if len(found) == 1:
        return reading.anchor(text, found[0], len(fold(target.exact))), []
    if not found:
        return None, [_not_found(reading, target)]
    return None, [_not_unique(reading, text, found, target)]


def _not_found(reading: Reading, target: Target) -> Problem:
    source = reading.source
    bare = Target(target.source, target.exact)
    if (target.prefix or target.suffix) and reading.find(bare)[1]:
        text, found = reading.find(bare)
        where = (
            "prefix"
            if target.prefix and not reading.find(Target(target.source, target.exact, target.prefix))[1]
            else "suffix"
        )
        words = target.prefix if where == "prefix" else target.suffix
        near = _around(text.text, found[0], len(fold(target.exact)))[0 if where == "prefix" else 1]
        if len(found) > 1:
            hint = "Compare the words around it in the text."
        elif near:
            hint = f"{where}: {quoted(near)}"
        else:
            side = "before" if where == "prefix" else "after"
            hint = f"Nothing stands {side} these words: delete the {where}."
        assert words is not None
        return Problem("anchor", words.place, f"The words stand in {source.id}, but not with this {where}.", hint)
    message = f"These words do not stand in {source.id}."
    inside = Located(target.exact.strip().strip(_CURLY), target.exact.place)
    if inside and inside != target.exact and reading.find(Target(target.source, inside))[1]:
        message = f"With these quotation marks around them, the words do not stand in {source.id}."
        return Problem("anchor", target.exact.place, message, f"Write straight ones, or none: exact: {quoted(inside)}")
    return Problem("anchor", target.exact.place, message, _guess(reading, fold(target.exact)))


def _guess(reading: Reading, exact: str) -> str:
    """The most similar words of the text, whole words only."""
    plain = "Copy the words from the page, with the quotation marks they have there."
    if len(exact) < 4 or not reading.may_compare(exact):
        return plain
    text = reading.marked.text
    found = fuzz.partial_ratio_alignment(exact, text, score_cutoff=_LIKE)
    if found is None or found.dest_end <= found.dest_start:
        return plain
    windows = _windows(text, found.dest_start, found.dest_end)
    choices = [*windows, *(words.rstrip(".,;:!?") for words in windows)]  # without a mark that was not quoted
    best = max(choices, key=lambda words: fuzz.ratio(words, exact), default="")
    return f"did you mean “{best}”?" if best else plain


def _windows(text: str, start: int, end: int) -> list[str]:
    """Whole words of one unit about a place, a few more or fewer at either end."""
    middle = (start + end) // 2
    low, high = text.rfind(_APART, 0, middle) + 1, text.find(_APART, middle)
    low = max(low, text.rfind(" ", low, max(low, start - _SIDE)))
    beyond = text.find(" ", end + _SIDE, high)
    high = high if beyond < 0 else beyond
    words = [(low + word.start(), low + word.end()) for word in re.finditer(r"\S+", text[low:high])]
    inside = [number for number, (first, last) in enumerate(words) if last > start and first < end]
    if not inside:
        return []
    firsts = range(max(0, inside[0] - _MORE), min(inside[0] + _MORE, len(words) - 1) + 1)
    lasts = range(max(0, inside[-1] - _MORE), min(inside[-1] + _MORE, len(words) - 1) + 1)
    return [text[words[first][0] : words[last][1]] for first in firsts for last in lasts if first <= last]


def _not_unique(reading: Reading, text: _Text, found: list[int], target: Target) -> Problem:
    length = len(fold(target.exact))
    ways = []
    for at in found[:3]:
        place = reading.anchor(text, at, length)
        line = place.segments[0].block.lines[0]
        ways.append(f"{_told(distinguish(text.text, found, at, length))} for {place.unit.author} (line {line})")
    more = f", or one of {len(found) - 3} more" if len(found) > 3 else ""
    message = f"These words stand {len(found)} times in {reading.source.id}."
    return Problem("anchor-unique", target.exact.place, message, "add " + ", or ".join(ways) + more)


@dataclass(frozen=True)
class Context:
    """Whole words beside a quotation that tell its place from every other; empty where none are needed."""

    prefix: str = ""
    suffix: str = ""


def distinguish(text: str, found: list[int], at: int, length: int) -> Context | None:
    """The fewest words before, or else after, or else on both sides, that fit at one place and at no other.

    `at` is one of the places `found` in a search text; None where even the most words do not tell it from the others.
    The page's own script does the same (docs/assets/javascripts/anchoring.js); tests/anchoring.yml holds both to it.
    """
    others = [other for other in found if other != at]
    if not others:
        return Context()
    left, right = text[max(0, at - _SIDE) : at], text[at + length : at + length + _SIDE]
    for words in range(1, _MOST + 1):
        before, after = fold(_last_words(left, words)), fold(_first_words(right, words))
        for way in (Context(prefix=before), Context(suffix=after), Context(before, after)):
            if way != Context() and not any(_fits(text, other, length, way.prefix, way.suffix) for other in others):
                return way
    return None


def selectors(reading: Reading, exact: str, first: int = 0, most: int = 20) -> list[tuple[Anchor, Context | None]]:
    """The places where words stand, in the order of the text, each with what to add so that they mean it alone.

    At most `most` of them, from number `first` (from 0) on: a letter stands in thousands.
    """
    place = reading.source.document
    text, found = reading.find(Target(*(Located(one, Place(place, 0, 1)) for one in (reading.source.id, exact))))
    length = len(fold(exact))
    return [
        (reading.anchor(text, at, length), distinguish(text.text, found, at, length))
        for at in found[first : first + most]
    ]


def _told(way: Context | None) -> str:
    """What to type, as a hint has it."""
    if way is None:
        return "a longer `exact`"
    return " and ".join(f"{name}: {quoted(words)}" for name, words in vars(way).items() if words)


def _around(text: str, at: int, length: int) -> tuple[str, str]:
    left, right = text[max(0, at - _SIDE) : at], text[at + length : at + length + _SIDE]
    return fold(_last_words(left, 4)), fold(_first_words(right, 4))


def _last_words(text: str, count: int) -> str:
    inside = text[text.rfind(_APART) + 1 :]
    words = inside.split(" ")
    gap = 1 if inside.endswith(" ") else 0
    return " ".join(words[-(count + gap) :])


def _first_words(text: str, count: int) -> str:
    inside = text.partition(_APART)[0]
    words = inside.split(" ")
    gap = 1 if inside.startswith(" ") else 0
    return " ".join(words[: count + gap])
