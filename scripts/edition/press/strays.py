"""What a layout has done to notes that the next may mend: notes on another page than their marks, and lonely lines.

The compiler sees whether a note has room beside the line of its mark. It does not see whether the lines have room too
that may not be parted from that one, and if the note has none, it sends on the one line and no other of its paragraph.
"""

from __future__ import annotations

from typing import Any

TRIES = 3  # to bring a note to the page of its mark
_LINE = 16  # points from the top of the text, within which a line is the first of its page

Told = dict[str, Any]  # what a layout tells of itself (tell-places in edition.typ)


def astray(before: dict[str, int], kept: dict[str, bool], told: Told) -> dict[str, int]:
    """How often each note was found on another page than its mark, this time and before.

    One that comes too early was parted from its mark. For one that comes too late, the note that left it no room is
    counted: the one before it or, in a paragraph that is kept whole, the first, with which all of that can move on.
    """
    found = dict(before)
    pages = {key: page for key, page, *_ in told["at"]}
    leaders = {key: notes[0] for notes, *_ in told["begins"] if kept.keys() & set(notes) for key in notes}
    last = None
    for key, page, _ in told["marks"]:
        leader = leaders.get(key, last)
        wrong = key if pages[key] < page else (last if leader == key else leader) if pages[key] > page else None
        if wrong is not None:
            found[wrong] = min(found.get(wrong, 0) + 1, TRIES)
        last = key
    return {key: times for key, times in found.items() if leaders.get(key, key) == key}


def lonely(before: dict[str, bool], told: Told) -> dict[str, bool]:
    """The notes of what is to be kept whole: of paragraphs that have left one line behind or sent one on, this time and
    before, and those that came too late."""
    pages = {key: page for key, page, *_ in told["at"]}
    found = before | {key: True for key, page, _ in told["marks"] if pages[key] > page}
    marks = {key: (page, y) for key, page, y in told["marks"]}
    for (notes, early, begins), (ends, y) in zip(told["begins"], told["ends"], strict=True):
        first = [key for key in notes if key in marks and marks[key][0] == ends and marks[key][1] < told["top"] + _LINE]
        if begins != ends and (y < told["top"] + _LINE or set(first) & set(early)):
            found |= dict.fromkeys(notes, True)
    return found
