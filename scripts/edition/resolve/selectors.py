"""What to quote so that words mean one of their places alone: the fewest words beside them that no other place has.

(Selectors: W3C Web Annotation Data Model, 4.2.4.)
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.anchor import Anchor
from ..model.annotation import Target
from ..text import Located, Place, fold
from .search_text import UNIT_END, Reading, fits

_MOST = 40  # words of context before a longer quotation is asked for
SIDE = 1000  # characters in which that many words are looked for


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
    left, right = text[max(0, at - SIDE) : at], text[at + length : at + length + SIDE]
    for words in range(1, _MOST + 1):
        before, after = fold(_last_words(left, words)), fold(_first_words(right, words))
        for way in (Context(prefix=before), Context(suffix=after), Context(before, after)):
            if way != Context() and not any(fits(text, other, length, way.prefix, way.suffix) for other in others):
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


def around(text: str, at: int, length: int) -> tuple[str, str]:
    """The few words before and after a place of a search text, for a hint; empty where a unit begins or ends."""
    left, right = text[max(0, at - SIDE) : at], text[at + length : at + length + SIDE]
    return fold(_last_words(left, 4)), fold(_first_words(right, 4))


def _last_words(text: str, count: int) -> str:
    inside = text[text.rfind(UNIT_END) + 1 :]
    words = inside.split(" ")
    gap = 1 if inside.endswith(" ") else 0
    return " ".join(words[-(count + gap) :])


def _first_words(text: str, count: int) -> str:
    inside = text.partition(UNIT_END)[0]
    words = inside.split(" ")
    gap = 1 if inside.startswith(" ") else 0
    return " ".join(words[: count + gap])
