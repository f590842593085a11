"""Finds every occurrence of every glossary form, and the sense that its author means there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..model.anchor import Anchor
from ..model.edition import Edition, person_id
from ..model.glossary import Entry, Sense
from ..model.source import Block, Source, Unit
from .quotations import Quotation

_WORD = re.compile(r"[^\W_]+")
# How the sense is known: the words are quoted under it; it is given to the speaker, or to nobody in particular; the
# entry has no other; or it is not known.
How = Literal["attested", "given", "general", "only", "undecided"]


@dataclass(frozen=True)
class Occurrence:
    """A form of an entry in a block: code-point offsets in the capture, whose words it is in, and the sense.

    `sense` is None where several senses fit and none is declared; `quoted` tells that the block is a quotation.
    """

    entry: Entry
    sense: Sense | None
    source: Source
    unit: Unit
    block: Block
    start: int
    end: int
    speaker: str | None  # a person's id; None where the quoted speaker is unknown
    quoted: bool
    how: How


@dataclass(frozen=True)
class _Form:
    """A form as its words and what stands between them, so that `mask-level` holds `mask` and not `mask level`."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    entry: Entry


def split(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lower-case words of a form and the gaps between them, white space folded."""
    matches = list(_WORD.finditer(form))
    words = tuple(match.group().lower() for match in matches)
    gaps = tuple(
        " ".join(form[a.end() : b.start()].split()) or " " * (a.end() < b.start()) for a, b in pairwise(matches)
    )
    return words, gaps


class Lexicon:
    """The forms of all entries by their words: one pass over a text finds all, however many begin with one word."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.forms: dict[tuple[str, ...], dict[tuple[str, ...], _Form]] = defaultdict(dict)  # by words, and by gaps
        sizes: dict[str, set[int]] = defaultdict(set)
        for entry in sorted(entries, key=lambda entry: entry.id):
            for form in entry.all_forms:
                words, gaps = split(form)
                if words:
                    self.forms[words].setdefault(gaps, _Form(words, gaps, entry))
                    sizes[words[0]].add(len(words))
        self.sizes = {word: sorted(found, reverse=True) for word, found in sizes.items()}

    def find(self, text: str, base: int = 0) -> list[tuple[int, int, Entry]]:
        """Spans (from `base`) and entries of the forms in a text, in order, none overlapping."""
        matches = list(_WORD.finditer(text))
        words = [match.group().lower() for match in matches]
        found = []
        at = 0
        while at < len(words):
            form = self._longest(text, matches, words, at)
            if form is None:
                at += 1
                continue
            last = at + len(form.words) - 1
            found.append((base + matches[at].start(), base + matches[last].end(), form.entry))
            at = last + 1
        return found

    def _longest(self, text: str, matches: list[re.Match[str]], words: list[str], at: int) -> _Form | None:
        for size in self.sizes.get(words[at], ()):
            forms = self.forms.get(tuple(words[at : at + size]))
            if not forms or at + size > len(words):
                continue
            between = [text[matches[i].end() : matches[i + 1].start()] for i in range(at, at + size - 1)]
            form = forms.get(tuple(" ".join(gap.split()) or " " * bool(gap) for gap in between))
            if form:
                return form
        return None


def find_terms(
    edition: Edition, quotations: Mapping[str, dict[str, Quotation]], attested: dict[tuple[str, str], list[Anchor]]
) -> list[Occurrence]:
    """Every occurrence in every block of every text; `attested` are the anchors of (entry, sense) attestations."""
    lexicon = Lexicon(edition.entries.values())
    covers: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    for (entry, sense), anchors in attested.items():
        for anchor in anchors:
            for segment in anchor.segments:
                covers[entry, f"{anchor.source.id}/{segment.block.id}"].append((segment.start, segment.end, sense))
    found = []
    for source in edition.sources.values():
        for unit in source.units:
            for block in unit.blocks:
                quotation = quotations[source.id].get(block.id)
                speaker = _speaker(unit, quotation)
                for start, end, entry in lexicon.find(source.text(block), block.start):
                    spans = covers.get((entry.id, f"{source.id}/{block.id}"), [])
                    sense, how = _sense(entry, speaker, [s for a, b, s in spans if a <= start and end <= b])
                    found.append(
                        Occurrence(entry, sense, source, unit, block, start, end, speaker, quotation is not None, how)
                    )
    return found


def _speaker(unit: Unit, quotation: Quotation | None) -> str | None:
    """Whose words a block holds: the quoted person's in a quotation."""
    if quotation is None:
        return person_id(unit)
    return person_id(quotation.origin[0]) if quotation.origin else None


def _sense(entry: Entry, speaker: str | None, attested: list[str]) -> tuple[Sense | None, How]:
    """An attestation decides; else the person; else the only sense there is."""
    by_id = {str(sense.id): sense for sense in entry.senses}
    if len(set(attested)) == 1:
        return by_id[attested[0]], "attested"
    ways: tuple[tuple[How, list[Sense]], ...] = (
        ("given", [sense for sense in entry.senses if speaker in sense.people]),
        ("only", list(entry.senses) if len(entry.senses) == 1 else []),
        ("general", [sense for sense in entry.senses if not sense.people]),
    )
    how, fitting = next(((way, senses) for way, senses in ways if senses), ways[-1])
    return (fitting[0], how) if len(fitting) == 1 else (None, "undecided")
