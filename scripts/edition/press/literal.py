"""Words as Typst's string literals: what stands in one is never parsed.

A literal needs two escapes, `\\` and `"` (https://typst.app/docs/reference/foundations/str/), so no captured or
contributed word can call a function, name a file or end its own literal.
"""

from __future__ import annotations

from collections.abc import Iterable


def string(words: str) -> str:
    """A string literal."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def strings(words: Iterable[str]) -> str:
    """An array of string literals."""
    return array(map(string, words))


def array(code: Iterable[str]) -> str:
    """An array, also of one element or none."""
    return "(" + "".join(f"{one}, " for one in code) + ")"


def joined(code: Iterable[str], between: str) -> str:
    """Pieces of content in one block of code, with words between each two."""
    return "{" + f"; {string(between)}; ".join(code) + "}"
