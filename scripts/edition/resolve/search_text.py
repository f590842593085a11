"""A source as it is searched for quotations: its words folded, with the way back to each character of the capture.

Each block is folded (runs of white space are one space), blocks of a unit are joined by one space, units kept apart.
What is not found there is sought once more with footnote marks and link markers left out, for readers who copy words
across them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from ..model.anchor import Anchor, Segment
from ..model.annotation import Target
from ..model.source import Block, Source, Unit
from ..text import fold, fold_with_offsets

UNIT_END = "\x1e"  # between units: no quotation runs from one into another
_NOWHERE = -1
PLACES_LIMIT = 20_000  # places of a quotation that are looked at
GUESS_LIMIT = 1_000  # code points of a quotation that a hint is looked for
GUESSES_LIMIT = 100_000_000  # what hints about one text may cost, in characters compared with a hundred: seconds


@dataclass(frozen=True)
class SearchText:
    """Folded words with the offset in the capture of each character; -1 of a character that joins blocks or units."""

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
    def marked(self) -> SearchText:
        """The words as captured, footnote marks and link markers among them."""
        return self._build(())

    @cached_property
    def unmarked(self) -> SearchText:
        """Without footnote marks and without the markers of lost links (and the space before those)."""
        capture = self.source.capture.text
        calls = [(call.start, call.end) for call in self.source.calls]
        markers = [
            (link.marker[0] - capture[: link.marker[0]][-1:].isspace(), link.marker[1])
            for link in self.source.links
            if link.marker
        ]
        return self._build(tuple(sorted([*calls, *markers])))

    def _build(self, without: tuple[tuple[int, int], ...]) -> SearchText:
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
            pieces.append(UNIT_END)
            offsets.append(_NOWHERE)
        return SearchText("".join(pieces), offsets)

    def find(self, target: Target) -> tuple[SearchText, list[int]]:
        """Every place where the target fits, as offsets in the search text that is returned with them."""
        found = _occurrences(self.marked.text, target)
        if found or not (self.source.calls or self.source.links):
            return self.marked, found
        found = _occurrences(self.unmarked.text, target)
        return (self.unmarked if found else self.marked), found

    def anchor(self, text: SearchText, at: int, length: int) -> Anchor:
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
        if fits(text, at, len(exact), prefix, suffix):
            found.append(at)
        seen += 1
        if seen == PLACES_LIMIT:
            return Some(found)
        at = text.find(exact, at + 1)
    return found


def fits(text: str, at: int, length: int, prefix: str, suffix: str) -> bool:
    """Whether a place has these words around it, with the space that joins them to it or without."""
    before, after = text[max(0, at - len(prefix) - 1) : at], text[at + length : at + length + len(suffix) + 1]
    return before.rstrip(" ").endswith(prefix) and after.lstrip(" ").startswith(suffix)
