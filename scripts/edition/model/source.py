"""A source: one captured text, its units and blocks, and what the capture lost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..text import Document, Located

BlockKind = Literal["paragraph", "heading", "list item"]
UnitKind = Literal["post", "comment"]
LOSSES = ("formula", "reply", "embed", "link", "layout", "speaker", "other")
CONFIDENCES = ("certain", "likely", "possible", "unknown")
REASONS = ("duplicate", "interface", "boilerplate")

Lines = tuple[tuple[int, int], ...]  # ranges of lines, from 1, both ends included


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or list item: a passage, addressed `source/unit/block`.

    `start` and `end` are code-point offsets of its text in the capture, its list mark left out;
    `id` is `p` and the first line it stands on, so it never changes: the capture is frozen.
    """

    id: str
    kind: BlockKind
    start: int
    end: int
    lines: tuple[int, int]
    level: int = 0  # of a heading: 2 to 6; of a list item: its depth from 1
    number: int | None = None  # of an item in an ordered list
    footnote: int | None = None  # the footnote it belongs to


@dataclass(frozen=True)
class Unit:
    """The post or one comment."""

    id: str
    kind: UnitKind
    author: str
    published: str | None
    reply_to: str | None
    blocks: tuple[Block, ...]
    title: str | None = None
    basis: str = ""


@dataclass(frozen=True)
class Call:
    """A footnote mark in the text: its span and the number of the note it calls."""

    start: int
    end: int
    number: int


@dataclass(frozen=True)
class Omission:
    """Lines that are not carried, and why; `of` names the lines they repeat."""

    lines: Lines
    reason: str
    basis: str = ""
    of: Lines = ()


@dataclass(frozen=True)
class Lacuna:
    """What the capture lost: in a block at an offset, after a block, or after a unit."""

    kind: str
    unit: str
    note: str
    block: str | None = None
    offset: int | None = None


@dataclass(frozen=True)
class Link:
    """A link whose address the capture lost: its words, its marker, and the editor's decision about its target."""

    number: int
    unit: str
    block: str
    anchor: tuple[int, int]
    marker: tuple[int, int] | None
    target: Located
    confidence: str
    basis: str


@dataclass(frozen=True)
class DeclaredQuotation:
    """A quotation that the editor declares: the block, whom it quotes (`unknown` or an address) and why."""

    block: str
    quotes: Located
    speaker: str | None
    basis: str


@dataclass(frozen=True)
class Account:
    """Every line of the capture, counted once."""

    lines: int
    carried: int
    omitted: int
    unaccounted: tuple[int, ...]


@dataclass(frozen=True)
class Source:
    """One text: metadata, the frozen capture, and what its reader and its editor made of it."""

    id: str
    title: str
    reader: str
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    rights: str
    about: str
    capture: Document
    document: Document  # source.yml
    units: tuple[Unit, ...]
    calls: tuple[Call, ...]
    omissions: tuple[Omission, ...]
    lacunae: tuple[Lacuna, ...]
    links: tuple[Link, ...]
    quotations: tuple[DeclaredQuotation, ...]
    account: Account

    @cached_property
    def unit(self) -> dict[str, Unit]:
        """The units by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def passages(self) -> dict[str, tuple[Unit, Block]]:
        """Unit and block by the block's id, which is unique in a source."""
        return {block.id: (unit, block) for unit in self.units for block in unit.blocks}

    def text(self, block: Block) -> str:
        """The block's words as captured."""
        return self.capture.text[block.start : block.end]

    @cached_property
    def words(self) -> int:
        """How many words the text's blocks hold."""
        return sum(len(self.text(block).split()) for unit in self.units for block in unit.blocks)

    def address(self, unit: Unit, block: Block | None = None) -> str:
        """`source/unit` or `source/unit/block`."""
        return f"{self.id}/{unit.id}" + (f"/{block.id}" if block else "")

    def ancestors(self, unit: Unit) -> list[Unit]:
        """What the unit answers, nearest first, the post last."""
        found: list[Unit] = []
        parent = unit.reply_to
        while parent is not None and len(found) <= len(self.units):
            found.append(self.unit[parent])
            parent = found[-1].reply_to
        return found

    @cached_property
    def depths(self) -> dict[str, int]:
        """How deep each comment stands: 1 answers the post or opens a thread; the post is 0."""
        depths: dict[str, int] = {}
        for unit in self.units:
            if unit.kind == "post":
                depths[unit.id] = 0
            else:
                depths[unit.id] = depths.get(unit.reply_to or "", 0) + 1
        return depths

    @cached_property
    def replies(self) -> dict[str, tuple[Unit, ...]]:
        """The units that answer each unit, in the order of the text."""
        replies: dict[str, list[Unit]] = {unit.id: [] for unit in self.units}
        for unit in self.units:
            if unit.reply_to in replies:
                replies[unit.reply_to].append(unit)
        return {unit: tuple(answers) for unit, answers in replies.items()}
