"""Where the words of a target stand: offsets in the capture, and nothing that a changed text could make untrue."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import fold
from .source import Block, Source, Unit


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
