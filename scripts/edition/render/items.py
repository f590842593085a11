"""Writes captured list items as Markdown lists that show each item's depth, and its bullet or its number."""

from __future__ import annotations

from dataclasses import dataclass

_APART = "<!-- -->"  # between two lists, or Markdown would make one of them; the last fence takes it out


@dataclass(frozen=True)
class Item:
    """One item: its depth as captured, its number (None for a bullet), and its words as inline Markdown."""

    level: int
    number: int | None
    text: str


def mark_item(number: int | None) -> str:
    """What stands before an item: four characters at least, so that what lies deeper is indented by as many."""
    return f"{'-' if number is None else f'{number}.':<3} "


def write_items(items: list[Item]) -> str:
    """A run of items; where the kind of list changes or a number does not follow, another list begins."""
    rows: list[str] = []
    levels: list[int] = []  # of the items that are open, the innermost last
    shown: dict[int, int | None] = {}  # the number of the last item at each depth
    loose = False
    for item in items:
        while levels and levels[-1] >= item.level:
            levels.pop()
        depth = len(levels)
        levels.append(item.level)
        pad = "    " * depth
        if depth not in shown:
            loose = loose or bool(rows and item.number not in (None, 1))  # such a list interrupts no paragraph
        elif not _follows(shown[depth], item.number):
            rows.append(pad + _APART)
            loose = True
        shown = {other: number for other, number in shown.items() if other < depth} | {depth: item.number}
        rows.append(pad + mark_item(item.number) + item.text)
    return ("\n\n" if loose else "\n").join(rows)


def _follows(last: int | None, number: int | None) -> bool:
    return number is None if last is None else number == last + 1
