"""Pins a capture: its SHA-256 proves that nothing changed, and two check letters a word tell where something did.

A digest alone can say only that a text of 85,000 characters differs. `capture.sums` has a line for each line of the
capture and in it two letters for each word (CRC-32 modulo 4096), which find a changed word in 4,095 of 4,096 cases;
they prove nothing and need no secrecy.
"""

from __future__ import annotations

import hashlib
import re
import zlib

from ..problem import Problem
from ..text import Document, Located, Place

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_WORD = re.compile(r"\S+")


def digest(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def sums(text: str) -> str:
    """Two check letters for each word, line by line."""
    return "\n".join(_line(line) for line in text.split("\n")) + "\n"


def _line(line: str) -> str:
    return "".join(map(_letters, _WORD.findall(line)))


def _letters(word: str) -> str:
    high, low = divmod(zlib.crc32(word.encode("utf-8")) % 4096, 64)
    return _LETTERS[high] + _LETTERS[low]


def first_difference(capture: Document, pinned: str) -> Place | None:
    """The first word, or missing end of a line, that the check letters do not fit; None where all fit."""
    expected = pinned.split("\n")
    for number in range(1, capture.line_count + 1):
        wanted = expected[number - 1] if number <= len(expected) else ""
        line = capture.line(number)
        if _line(line) == wanted:
            continue
        base = capture.line_span(number).start
        for index, word in enumerate(_WORD.finditer(line)):
            if _letters(word.group()) != wanted[2 * index : 2 * index + 2]:
                return Place(capture, base + word.start(), base + word.end())
        return Place(capture, base + len(line.rstrip()), base + len(line.rstrip()) + 1)
    return None


def check_pins(capture: Document, sha256: Located | None, pinned: Document | None) -> list[Problem]:
    """Problems of rule `capture`: a text that is not the pinned one, or check letters that are not this text's."""
    if sha256 is None:
        return []
    actual = digest(capture.text)
    folder = capture.path.rpartition("/")[0]
    if actual == sha256:
        if pinned is None or pinned.text == sums(capture.text):
            return []  # without check letters a change is still told, only not where
        message = "capture.sums holds the check letters of another text."
        hint = f"Run: python scripts/pin.py {folder}"
        return [Problem("capture", sha256.place, message, hint)]
    place = first_difference(capture, pinned.text) if pinned is not None and pinned.text else None
    restore = "Undo the change: what a capture lost or got wrong is marked in source.yml, never mended here."
    if place is not None:
        message = "The capture was changed here: it is frozen, slips and all."
        return [Problem("capture", place, message, restore)]
    message = "The capture is not the text that was pinned: its SHA-256 is another."
    hint = f"Undo the change to capture.txt. A new capture is pinned by: python scripts/pin.py {folder}"
    if sum(a != b for a, b in zip(actual, sha256, strict=False)) + abs(len(actual) - len(sha256)) < 8:
        hint = f"did you mean `{actual}`?"  # a slip in the pin: two digests never look alike
    return [Problem("capture", sha256.place, message, hint)]
