"""What a layout has done that the next may mend: notes that left their marks, lonely lines, heads left behind alone.

The compiler sees whether a note has room beside the line of its mark. It does not see whether the lines have room too
that may not be parted from that one, and if the note has none, it sends on the one line and no other of its paragraph.
"""

from __future__ import annotations

from typing import Any

TRIES = 3  # to bring a note to the page of its mark
_ROOM = 48  # points, or three lines, by which a page may end earlier than when it was found
_LINE = 16  # points from the top of the text, within which a line is the first of its page

Told = dict[str, Any]  # what a layout tells of itself (tell-places in edition.typ)
Left = dict[str, tuple[float, int]]  # see `left`


def astray(before: dict[str, int], kept: dict[str, bool], led: frozenset[str], told: Told) -> dict[str, int]:
    """How often each note was found on another page than its mark, this time and before; not those led by their heads.

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
        if wrong is not None and wrong not in led:
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


def left(before: Left, told: Told, *, more: bool) -> Left:
    """By their passages, the heads and small print that must begin the next page, as long as the one before ends no
    earlier than this (0: no longer), and how often this was found.

    They were left on the page before, or notes were left there whose passage had to go with its first line.
    """
    found = dict(before)
    stands = {key: (page, y) for key, page, _, y in told["at"]}
    marks = {key: page for key, page, _ in told["marks"]}
    last = {page: y for key, page, _, y in told["at"] if "#note-" not in key}  # place on each page
    for (into, notes, page, y), (ended, end) in zip(told["leads"], told["ended"], strict=True):
        begins = stands[into][0]
        most, times = found.get(into, (0, 0))
        if most and ended < page and end < most:
            found[into] = (0, times)
        elif more and not most and times < TRIES:
            behind = page < begins
            notes_are = any(stands[note][0] < marks[note] == begins for note in notes if note in marks)
            if behind or notes_are:
                end = y if behind else last.get(begins - 1, 0)
                found[into] = (max(1, round(end - _ROOM, 1)), times + 1)
    return found


def leading(kept: Left, told: Told) -> frozenset[str]:
    """The notes of passages whose heads begin a page."""
    return frozenset(note for into, notes, *_ in told["leads"] if kept.get(into, (0, 0))[0] for note in notes)
