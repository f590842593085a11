"""Makes blocks of a capture's lines: list marks and depths are structure, the rest of the line is words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..model.source import Block, Lines, Unit
from ..problem import Problem
from ..text import Document
from .record import Values

_ITEM = re.compile(r"(?P<indent> *)(?:(?P<mark>[-*•])|(?P<number>\d{1,4})\.) +(?=\S)")
_WHITE = " \t"  # a no-break space at the end of a line is the writer's and stays


@dataclass
class Decisions:
    """What the editor decided about lines: a heading's level, whether a list without marks was ordered."""

    headings: dict[int, int] = field(default_factory=dict)
    lists: dict[int, tuple[int, bool]] = field(default_factory=dict)  # line: (number in its list, ordered)

    @classmethod
    def read(cls, document: Document, structure: Values | None) -> Decisions:
        """The decisions of a `structure`, each by the line (from 1) of the capture that it is about."""
        made = cls()
        for heading in (structure or {}).get("headings", ()):
            if "line" in heading and "level" in heading:
                made.headings[heading["line"]] = heading["level"]
        for items in (structure or {}).get("lists", ()):
            for number, line in enumerate(each_line(document, items.get("lines", ())), 1):
                made.lists[line] = (number, items.get("ordered", False))
        return made


@dataclass
class Carried:
    """What a reader makes of a capture: units, what it left out and lost, and how it used each line."""

    units: list[Unit] = field(default_factory=list)
    used: dict[int, str] = field(default_factory=dict)  # line: what it was used for
    omissions: list[tuple[Lines, str, str, Lines]] = field(default_factory=list)  # lines, reason, basis, of
    lacunae: list[tuple[str, str, str]] = field(default_factory=list)  # kind, unit, note
    twice: list[tuple[int, str, str]] = field(default_factory=list)  # line, and the two uses it was put to
    partial: bool = False  # lines that the editor names are not there: the account can't close, and that is told
    problems: list[Problem] = field(default_factory=list)

    def use(self, line: int, role: str) -> None:
        """Counts a line once; a second use is a fault."""
        if line in self.used:
            self.twice.append((line, self.used[line], role))
        self.used[line] = role

    def omit(self, document: Document, lines: Lines, reason: str, basis: str, of: Lines = ()) -> None:
        """Leaves lines out, for a reason and on a basis; `of` are the lines that duplicates repeat."""
        for line in each_line(document, lines):
            self.use(line, f"omitted ({reason})")
        self.omissions.append((lines, reason, basis, of))


def each_line(document: Document, lines: Lines) -> list[int]:
    """The lines of ranges, one by one, in the order given, as far as the document has them."""
    end = last_line(document)
    return [line for first, last in lines for line in range(first, min(last, end) + 1)]


def last_line(document: Document) -> int:
    """How many lines a capture has; a final line end begins no further line."""
    return document.line_count - (1 if document.text.endswith("\n") or not document.text else 0)


def is_blank(line: str) -> bool:
    """Whether a line holds nothing but white space."""
    return not line.strip()


def read_blocks(
    document: Document, lines: list[int], decisions: Decisions, *, footnote: int | None = None
) -> list[Block]:
    """The blocks of these lines in this order; blank lines make none, a lone dash belongs to the line below it."""
    blocks: list[Block] = []
    indents: list[int] = []
    dash: int | None = None
    for number in lines:
        text = document.line(number)
        if is_blank(text):
            continue
        if text.strip() == "-":
            dash = number
            continue
        block = _block(document, number, text, decisions, indents, dash)
        if block.kind != "list item":
            indents.clear()
        dash = None
        blocks.append(block if footnote is None else _noted(block, footnote))
    return blocks


def _block(
    document: Document, number: int, text: str, decisions: Decisions, indents: list[int], dash: int | None
) -> Block:
    span = document.line_span(number)
    item = _ITEM.match(text)
    start = span.start + (item.end() if item else len(text) - len(text.lstrip(_WHITE)))
    end = span.start + len(text.rstrip(_WHITE))
    first = dash or number
    if number in decisions.headings:
        return Block(f"p{first}", "heading", start, end, (first, number), level=decisions.headings[number])
    if item:
        level = _depth(len(item["indent"]), indents)
        ordinal = int(item["number"]) if item["number"] else None
        return Block(f"p{first}", "list item", start, end, (first, number), level=level, number=ordinal)
    if dash:
        return Block(f"p{first}", "list item", start, end, (first, number), level=1)
    if number in decisions.lists:
        place, ordered = decisions.lists[number]
        return Block(f"p{first}", "list item", start, end, (first, number), level=1, number=place if ordered else None)
    return Block(f"p{first}", "paragraph", start, end, (first, number))


def _depth(indent: int, indents: list[int]) -> int:
    """How deep an item stands, from the indents of the items above it."""
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents)


def _noted(block: Block, footnote: int) -> Block:
    return Block(block.id, block.kind, block.start, block.end, block.lines, block.level, block.number, footnote)
