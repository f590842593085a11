"""The known word most like one that is not known: for what a hint says, and never to act upon."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process


def nearest(word: str, known: Iterable[str], cutoff: float = 60) -> str | None:
    """The known word most like this one, if any is as like as `cutoff` (0 to 100)."""
    found = process.extractOne(word, list(known), score_cutoff=cutoff)
    return found[0] if found else None


def did_you_mean(
    word: str, known: Iterable[str], otherwise: str, before: str = "", after: str = "", cutoff: float = 60
) -> str:
    """A hint with the nearest known word, spelt as it would be typed between `before` and `after`, or another hint."""
    guess = nearest(word, known, cutoff)
    return f"did you mean `{before}{guess}{after}`?" if guess else otherwise
