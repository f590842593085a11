"""Says of a quotation that fits nowhere, or at several places, what to type instead.

Similarity serves here, and only here: for a hint, which somebody reads before it is taken.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from ..model.annotation import Target
from ..problem import Problem
from ..text import Located, fold, quoted
from .search_text import UNIT_END, Reading, SearchText
from .selectors import SIDE, Context, around, distinguish

_CURLY = "“”„‟«»‘’‚‹›"  # word processors write these where YAML wants straight marks; to YAML they are words
_LIKE = 70.0  # below this similarity (0 to 100) a "did you mean" would mislead
_MORE = 3  # how many words more or fewer than the quotation a "did you mean" may have at either end


def not_found(reading: Reading, target: Target) -> Problem:
    """The problem (rule `anchor`) of a target whose words, or the words around them, do not stand in the text."""
    if target.prefix or target.suffix:
        text, found = reading.find(Target(target.source, target.exact))
        if found:
            return _not_beside(reading, text, found, target)
    source = reading.source
    inside = Located(target.exact.strip().strip(_CURLY), target.exact.place)
    if inside and inside != target.exact and reading.find(Target(target.source, inside))[1]:
        message = f"With these quotation marks around them, the words do not stand in {source.id}."
        return Problem("anchor", target.exact.place, message, f"Write straight ones, or none: exact: {quoted(inside)}")
    message = f"These words do not stand in {source.id}."
    return Problem("anchor", target.exact.place, message, _guess(reading, fold(target.exact)))


def _not_beside(reading: Reading, text: SearchText, found: list[int], target: Target) -> Problem:
    """The problem of a target whose words do stand at these offsets, but beside other words than it says."""
    in_front = target.prefix and not reading.find(Target(target.source, target.exact, target.prefix))[1]
    where, side, words = ("prefix", "before", target.prefix) if in_front else ("suffix", "after", target.suffix)
    near = around(text.text, found[0], len(fold(target.exact)))[0 if in_front else 1]
    if len(found) > 1:
        hint = "Compare the words around it in the text."
    elif near:
        hint = f"{where}: {quoted(near)}"
    else:
        hint = f"Nothing stands {side} these words: delete the {where}."
    assert words is not None
    message = f"The words stand in {reading.source.id}, but not with this {where}."
    return Problem("anchor", words.place, message, hint)


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
    low, high = text.rfind(UNIT_END, 0, middle) + 1, text.find(UNIT_END, middle)
    low = max(low, text.rfind(" ", low, max(low, start - SIDE)))
    beyond = text.find(" ", end + SIDE, high)
    high = high if beyond < 0 else beyond
    words = [(low + word.start(), low + word.end()) for word in re.finditer(r"\S+", text[low:high])]
    inside = [number for number, (first, last) in enumerate(words) if last > start and first < end]
    if not inside:
        return []
    firsts = range(max(0, inside[0] - _MORE), min(inside[0] + _MORE, len(words) - 1) + 1)
    lasts = range(max(0, inside[-1] - _MORE), min(inside[-1] + _MORE, len(words) - 1) + 1)
    return [text[words[first][0] : words[last][1]] for first in firsts for last in lasts if first <= last]


def not_unique(reading: Reading, text: SearchText, found: list[int], target: Target) -> Problem:
    """The problem (rule `anchor-unique`) of a target whose words stand at all these offsets of a search text."""
    length = len(fold(target.exact))
    ways = []
    for at in found[:3]:
        place = reading.anchor(text, at, length)
        line = place.segments[0].block.lines[0]
        ways.append(f"{_told(distinguish(text.text, found, at, length))} for {place.unit.author} (line {line})")
    more = f", or one of {len(found) - 3} more" if len(found) > 3 else ""
    message = f"These words stand {len(found)} times in {reading.source.id}."
    return Problem("anchor-unique", target.exact.place, message, "add " + ", or ".join(ways) + more)


def _told(way: Context | None) -> str:
    """What to type, as a hint has it."""
    if way is None:
        return "a longer `exact`"
    return " and ".join(f"{name}: {quoted(words)}" for name, words in vars(way).items() if words)
