"""Anchors a quotation to the frozen text: exactly, uniquely, or not at all.

A fuzzy match would tie "I do think" to "I do not think", so there is none: words that do not stand in the text, or
stand there several times, are a problem.
"""

from __future__ import annotations

from ..model.anchor import Anchor
from ..model.annotation import Target
from ..problem import Problem
from ..text import fold
from .misquotation import not_found, not_unique
from .search_text import PLACES_LIMIT, Reading, Some


def anchor(reading: Reading, target: Target) -> tuple[Anchor | None, list[Problem]]:
    """The one place of a target's words, or the problem (rules `anchor` and `anchor-unique`) with what to type."""
    text, found = reading.find(target)
    if isinstance(found, Some):
        message = f"These words stand more than {PLACES_LIMIT:,} times in {reading.source.id}."
        return None, [Problem("anchor-unique", target.exact.place, message, "Quote more of the text.")]
    if len(found) == 1:
        return reading.anchor(text, found[0], len(fold(target.exact))), []
    if not found:
        return None, [not_found(reading, target)]
    return None, [not_unique(reading, text, found, target)]
