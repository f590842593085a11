"""What runs at the head of each page: a reader who opens the book there must see what the words below belong to."""

from __future__ import annotations

from typing import Any

_LINE = 16  # points from the top of the text, within which a name stands above everything else on its page


def heads(told: dict[str, Any]) -> dict[str, list[str]]:
    """Left and right by page: the chapter; and the comment, section or record that the page begins with.

    Of records, of which several stand on a page, also the last that begins there.
    """
    named: dict[int, list[tuple[str | None, str, bool, bool]]] = {}
    for left, right, many, page, x, y in told["running"]:
        first = page not in named and y < told["top"] + _LINE and x < told["middle"]
        named.setdefault(page, []).append((left, right, many, first))
    found = {}
    chapter = here = ""
    for page in range(1, max([1, *(page for _, page, *_ in told["at"]), *named]) + 1):
        begun = named.get(page, [])
        if begun and begun[0][3]:
            here = begun[0][1]
        first = here
        for left, right, *_ in begun:
            chapter, here = chapter if left is None else left, right
        records = bool(begun) and begun[-1][2]
        if records and first not in ("", here):
            first = f"{first} \u2013 {here}"
        found[str(page)] = [chapter, first or (here if records else "")]
    return found
