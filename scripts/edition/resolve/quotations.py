"""Finds which blocks repeat an earlier passage, and how: quotations of which the capture kept no mark.

A block quotes another unit's block when its words stand there on word boundaries: all of them (`verbatim`), a part
(`partial`), or in pieces around "…" or "[...]" (`elided`). An elision that swallows a negation turns the sense over:
that is `altered`. The nearest ancestor is preferred, so a requoted quotation becomes a quotation in a quotation.
The editor declares what comparison can't find; a declaration of an unknown origin is `unresolved`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ..model.source import Block, DeclaredQuotation, Source, Unit
from ..text import fold

Label = Literal["verbatim", "partial", "elided", "altered", "unresolved"]

_ELISION = re.compile(r"\s*(?:\[\s*(?:\.\.\.|…)\s*\]|\(\s*(?:\.\.\.|…)\s*\)|\.\.\.|…)\s*")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nothing|nobody|nowhere|without|cannot|hardly)\b|n['’]t\b", re.I
)
_WORD = re.compile(r"[^\W_]+")

# How many words make a repeat a quotation and no coincidence ("Yes." proves nothing).
FROM_ANCESTOR = 5
FROM_ELSEWHERE = 10
CANDIDATES = 200  # blocks that begin with the same words which are compared; a text that repeats itself has thousands
ELIDED = 3  # "One possible disagreement...": the dots themselves say that something is quoted


@dataclass(frozen=True)
class Quotation:
    """A quoting block: what it quotes, where those words first stood, how deep it is nested, and how exact it is."""

    block: str
    label: Label
    level: int
    quotes: tuple[Unit, Block] | None  # where the words stand nearest
    origin: tuple[Unit, Block] | None  # where they were first written
    reference: str | None = None  # a work outside the edition
    speaker: str | None = None  # in words, where nobody can be named
    basis: str = ""


def compare(quoting: str, quoted: str) -> Label | None:
    """How one folded text quotes another; None where it doesn't."""
    if quoting == quoted:
        return "verbatim"
    if _stands(quoting, quoted, 0) is not None:
        return "partial"
    pieces = [piece for piece in _ELISION.split(quoting) if piece]
    if not pieces or pieces == [quoting]:
        return None
    at, swallowed = 0, []
    for number, piece in enumerate(pieces):
        found = _stands(piece, quoted, at)
        if found is None:
            return None
        if number:
            swallowed.append(quoted[at:found])
        at = found + len(piece)
    return "altered" if any(map(_NEGATION.search, swallowed)) else "elided"


def _stands(piece: str, text: str, start: int) -> int | None:
    """Where a piece stands on word boundaries, from an offset on."""
    at = text.find(piece, start)
    while at >= 0:
        end = at + len(piece)
        if not (at and text[at - 1].isalnum() and piece[0].isalnum()) and not (
            end < len(text) and text[end].isalnum() and piece[-1].isalnum()
        ):
            return at
        at = text.find(piece, at + 1)
    return None


class _Index:
    """Blocks of a source by every few words that follow one another: one look-up finds the candidates."""

    def __init__(self, source: Source) -> None:
        self.texts = {block.id: fold(source.text(block)) for unit in source.units for block in unit.blocks}
        self.order = {unit.id: number for number, unit in enumerate(source.units)}
        self.source = source
        self.by_size: dict[int, dict[tuple[str, ...], list[tuple[Unit, Block]]]] = {}

    def runs(self, size: int) -> dict[tuple[str, ...], list[tuple[Unit, Block]]]:
        """Blocks by each run of `size` words; the runs of three are made only where an elision asks for them."""
        if size not in self.by_size:
            found: dict[tuple[str, ...], list[tuple[Unit, Block]]] = defaultdict(list)
            for unit in self.source.units:
                for block in unit.blocks:
                    words = _WORD.findall(self.texts[block.id])
                    for key in {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}:
                        if len(found[key]) < CANDIDATES:
                            found[key].append((unit, block))
            self.by_size[size] = found
        return self.by_size[size]

    def candidates(self, text: str) -> list[tuple[Unit, Block]]:
        pieces = [piece for piece in _ELISION.split(text) if piece]
        words = _WORD.findall(pieces[0]) if pieces else []
        size = FROM_ANCESTOR if len(words) >= FROM_ANCESTOR else ELIDED
        return self.runs(size).get(tuple(words[:size]), []) if len(words) >= size else []


class Quotations(Mapping[str, dict[str, Quotation]]):
    """The quotations of each text by its id, looked for when they are first asked for."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self._found: dict[str, dict[str, Quotation]] = {}

    def __getitem__(self, name: str) -> dict[str, Quotation]:
        if name not in self._found:
            self._found[name] = find_quotations(self.sources[name])
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)


def find_quotations(source: Source) -> dict[str, Quotation]:
    """The quotations of a source, found and declared, by the quoting block's id."""
    index = _Index(source)
    found: dict[str, Quotation] = {}
    declared = {given.block: given for given in source.quotations}
    for unit in source.units:
        ranks = {ancestor.id: rank for rank, ancestor in enumerate(source.ancestors(unit))}
        for block in unit.blocks:
            if block.id in declared:
                quotation = _declared(source, index, declared[block.id], found)
            else:
                quotation = _search(index, unit, block, ranks, found)
            if quotation:
                found[block.id] = quotation
    return found


def _search(
    index: _Index, unit: Unit, block: Block, ranks: dict[str, int], found: dict[str, Quotation]
) -> Quotation | None:
    text = index.texts[block.id]
    words = len(_ELISION.sub(" ", text).split())
    enough = ELIDED if _ELISION.search(text) else FROM_ANCESTOR
    best: tuple[tuple[int, int, int], Unit, Block, Label] | None = None
    for number, (other, candidate) in enumerate(index.candidates(text)):
        if index.order[other.id] >= index.order[unit.id] or block.kind == "heading":
            continue
        if words < (enough if other.id in ranks else FROM_ELSEWHERE):
            continue
        label = compare(text, index.texts[candidate.id])
        if label is None:
            continue
        rank = (ranks.get(other.id, len(index.order)), label != "verbatim", number)
        if best is None or rank < best[0]:
            best = (rank, other, candidate, label)
    if best is None:
        return None
    _, other, candidate, label = best
    return Quotation(
        block.id, label, _level(candidate, label, found), (other, candidate), _origin(other, candidate, found)
    )


def _level(quoted: Block, label: Label, found: dict[str, Quotation]) -> int:
    """1, and one more for each quotation that is itself requoted."""
    inner = found.get(quoted.id)
    return 1 + (inner.level if inner else 0)


def _origin(unit: Unit, block: Block, found: dict[str, Quotation]) -> tuple[Unit, Block] | None:
    inner = found.get(block.id)
    return (unit, block) if inner is None else inner.origin


def _declared(source: Source, index: _Index, given: DeclaredQuotation, found: dict[str, Quotation]) -> Quotation | None:
    target = str(given.quotes)
    if target.count("/") == 2 and target.startswith(source.id + "/"):
        at = source.passages.get(target.rpartition("/")[2])
        if at is None:
            return None  # the rule `quotation` says so
        label = compare(index.texts[given.block], index.texts[at[1].id]) or "altered"
        level = _level(at[1], label, found)
        return Quotation(given.block, label, level, at, _origin(*at, found), None, given.speaker, given.basis)
    reference = None if target == "unknown" else target
    return Quotation(given.block, "unresolved", 1, None, None, reference, given.speaker, given.basis)
