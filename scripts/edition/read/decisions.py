"""Ties the editor's decisions in source.yml to the blocks of the capture; one that fits nothing is a problem."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from ..model.source import Account, Block, DeclaredQuotation, Lacuna, Link, Unit
from ..problem import Problem
from ..text import Document, Located, Place, shorten
from .blocks import last_line
from .nearest import nearest
from .record import Values


@dataclass
class Tied:
    """The blocks of a capture by line, while the editor's decisions are tied to them."""

    capture: Document
    units: tuple[Unit, ...]
    account: Account
    problems: list[Problem]

    @cached_property
    def by_line(self) -> dict[int, tuple[Unit, Block]]:
        """The unit and the block of each line (from 1) of the capture that is carried."""
        return {
            line: (unit, block)
            for unit in self.units
            for block in unit.blocks
            for line in range(block.lines[0], block.lines[1] + 1)
        }

    def at(self, line: int, place: Place) -> tuple[Unit, Block] | None:
        """The unit and block that carry a line; a problem where none does (rule `account` tells of lost lines)."""
        if line in self.by_line:
            return self.by_line[line]
        if line in self.account.unaccounted:
            return None
        last = last_line(self.capture)
        hint = f"The capture has {last} lines." if line > last else f"Line {line} reads: {self.capture.line(line)[:80]}"
        self.fault(place, f"No passage stands in line {line}.", hint)
        return None

    def fault(self, place: Place, message: str, hint: str) -> None:
        """Keeps a problem of the rule `structure`."""
        self.problems.append(Problem("structure", place, message, hint))

    def find(self, words: Located, block: Block, start: int, marker: str = "") -> int | None:
        """Where words (and a marker after them) stand in a block, from an offset on; a problem where they don't."""
        found = self.capture.text.find(f"{words} {marker}" if marker else words, start, block.end)
        if found >= 0:
            return found
        text = self.capture.text[block.start : block.end]
        before = text.partition(marker)[0] if marker else text
        guess = nearest(words, _windows(before.strip(), len(words.split())))
        hint = f"did you mean “{guess}”?" if guess else f"The line reads: {shorten(text, 100)}"
        where = f"before {marker} " if marker else ""
        self.fault(words.place, f"“{words}” does not stand {where}in line {block.lines[1]}.", hint)
        return None


def _windows(text: str, size: int) -> list[str]:
    words = text.split(" ")
    return [" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1))]


def check_lines(joined: Tied, structure: Values) -> None:
    """A heading, list or reply that the editor decides must meet a block or a comment of the text."""
    for heading in structure.get("headings", ()):
        if "line" in heading:
            joined.at(heading["line"], heading.places["line"])
    for items in structure.get("lists", ()):
        for first, last in items.get("lines", ()):
            for line in {first, last}:
                joined.at(line, items.places["lines"])
    units = {unit.id for unit in joined.units}
    for reply in structure.get("replies", ()):
        for name in ("unit", "to"):
            if name in reply and reply[name] not in units:
                joined.fault(
                    reply[name].place, f"There is no unit `{reply[name]}`.", "Units are post, c01, c02 and so on."
                )


def lacunae_of(joined: Tied, structure: Values) -> list[Lacuna]:
    """What the captured pages had and the captures lost; one that fits no line is a problem and left out."""
    found: list[Lacuna] = []
    for given in structure.get("lacunae", ()):
        if "line" not in given or "lost" not in given:
            continue
        at = joined.at(given["line"], given.places["line"])
        if at is None:
            continue
        unit, block = at
        lacuna = Lacuna(str(given["lost"]), unit.id, str(given.get("basis", "")), block.id)
        if "after" in given:
            words = given["after"]
            start = joined.find(words, block, block.start)
            if start is None:
                continue
            if joined.capture.text.find(words, start + 1, block.end) >= 0:
                joined.fault(
                    words.place,
                    f"“{words}” stands more than once in line {given['line']}.",
                    "Give more words before the gap.",
                )
                continue
            lacuna = replace(lacuna, offset=start + len(words))
        found.append(lacuna)
    return found


def links_of(joined: Tied, structure: Values) -> list[Link]:
    """The links whose targets were lost, each at its words; one that fits no words is a problem and left out."""
    found: list[Link] = []
    reached: dict[str, int] = {}
    decided: set[tuple[str, str]] = set()
    for given in structure.get("links", ()):
        if "line" not in given or "anchor" not in given or "target" not in given:
            continue
        at = joined.at(given["line"], given.places["line"])
        if at is None:
            continue
        unit, block = at
        anchor, marker = given["anchor"], given.get("marker", "")
        start = joined.find(anchor, block, reached.get(block.id, block.start), marker)
        if start is None:
            if marker and (block.id, marker) not in decided:  # its words are at fault, and told; the marker is decided
                decided.add((block.id, marker))
                found += _unanchored(joined, block, marker, given["target"])
            continue
        end = start + len(anchor) + (1 + len(marker) if marker else 0)
        reached[block.id] = end
        where = (end - len(marker), end) if marker else None
        found.append(
            Link(
                len(found) + 1,
                unit.id,
                block.id,
                (start, start + len(anchor)),
                where,
                given["target"],
                str(given.get("confidence", "unknown" if given["target"] == "unknown" else "possible")),
                str(given.get("basis", "")),
            )
        )
    return found


def _unanchored(joined: Tied, block: Block, marker: str, target: Located) -> list[Link]:
    unit, _ = joined.by_line[block.lines[1]]
    spans = [m.span() for m in re.compile(re.escape(marker)).finditer(joined.capture.text, block.start, block.end)]
    return [Link(0, unit.id, block.id, span, span, target, "unknown", "") for span in spans]


def quotations_of(joined: Tied, structure: Values) -> list[DeclaredQuotation]:
    """What editors declare of quotations that comparison cannot find."""
    found = []
    for given in structure.get("quotations", ()):
        if "line" not in given or "quotes" not in given:
            continue
        at = joined.at(given["line"], given.places["line"])
        if at is not None:
            speaker = str(given["speaker"]) if "speaker" in given else None
            found.append(DeclaredQuotation(at[1].id, given["quotes"], speaker, str(given.get("basis", ""))))
    return found
