"""How wide words are in the site's sans serif, so that a drawing can break its lines while it is built.

The widths are those of Source Sans 3 at weight 600, in thousandths of the size; at lighter weights words are narrower,
or wider by a hair, so they fit as well. `tests/test_map.py` compares them with the font file. What the font lacks a
browser takes from another, of which nothing is known: the guesses are generous.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# From U+0020 to U+007E.
_WIDTHS = (
    200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 344,
    513, 513, 513, 513, 513, 513, 513, 513, 513, 513, 275, 275, 513, 513, 513, 444,
    875, 558, 597, 576, 625, 538, 510, 628, 663, 282, 494, 597, 502, 745, 657, 674,
    582, 674, 592, 545, 546, 655, 536, 800, 541, 501, 540, 324, 344, 324, 513, 500,
    549, 516, 563, 462, 564, 507, 317, 520, 558, 262, 263, 522, 271, 843, 560, 549,
    564, 564, 373, 431, 361, 556, 495, 748, 481, 495, 443, 324, 255, 324, 513,
)  # fmt: skip
# What the font has beside these and letters with accents, where it is wider than most letters.
_WIDER = {
    "©": 747, "™": 660, "¼": 795, "½": 827, "¾": 807, "Æ": 834, "æ": 780, "Œ": 859, "œ": 839, "Ð": 651, "Ø": 674,
    "—": 800, "…": 964, "↑": 618, "↓": 618,
}  # fmt: skip
_LETTER, _CAPITAL, _IDEOGRAPH, _EMOJI = 650, 900, 1000, 1300  # of other alphabets; a sign is as wide as a capital


def width(text: str, size: float) -> float:
    """The width of a line in pixels at a font size in pixels."""
    return sum(map(_width, text)) * size / 1000


@cache
def _width(character: str) -> int:
    if character in _WIDER:
        return _WIDER[character]
    plain = ord(unicodedata.normalize("NFD", character)[0])  # without its accents
    if 32 <= plain < 127:
        return _WIDTHS[plain - 32]
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _EMOJI if category == "So" else _IDEOGRAPH
    return _CAPITAL if category in ("Lu", "Lt") or category[0] == "S" else _LETTER


def wrap(text: str, size: float, room: float, most: int = 0) -> list[str]:
    """The text in lines no wider than `room` pixels; of more than `most` lines (0: any number) the last ends with “…”.

    A word that is wider than a line is broken, after a hyphen or slash if it can be, so that nothing ever stands
    outside its box (a single character may, if it is wider than the box).
    """
    lines: list[str] = []
    line = ""
    for word in _pieces(text.split(), size, room):
        longer = f"{line} {word}".strip()
        if line and width(longer, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines += [line] if line else []
    if most and len(lines) > most:
        last = lines[most - 1]
        while last and width(last + " …", size) > room:
            last = last[:-1].rstrip()
        lines = [*lines[: most - 1], f"{last} …".strip()]
    return lines


def _pieces(words: list[str], size: float, room: float) -> list[str]:
    pieces: list[str] = []
    for word in words:
        while width(word, size) > room and len(word) > 1:
            fit = next((n for n in range(len(word) - 1, 0, -1) if width(word[:n], size) <= room), 1)
            fit = max(word.rfind(mark, 0, fit) + 1 for mark in "-–—/") or fit
            pieces.append(word[:fit])
            word = word[fit:]
        pieces.append(word)
    return pieces
