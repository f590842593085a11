"""Gathers what lies upon the words of each block: highlights, first uses of terms, lost links, footnote marks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from ..model.source import Block, Link, Source
from ..resolve.address import Goal, entry_page, reference_goal, resolve, text_page
from ..resolve.joined import Joined
from ..resolve.terms import Occurrence
from .definition import definition
from .inline import URL, Mark, Point, Wrap, disjoint, lacuna_mark, note_mark, write
from .markdown import attribute, link
from .names import relative


class Words:
    """Writes the blocks of one source for its page."""

    def __init__(self, joined: Joined, source: Source, page: str) -> None:
        self.joined = joined
        self.source = source
        self.page = page
        self.marks: dict[str, list[Mark]] = defaultdict(list)
        self.points: dict[str, list[Point]] = defaultdict(list)
        self.notes: dict[str, list[str]] = defaultdict(list)  # the notes that stand after each block
        self._place_notes()
        for lacuna in source.lacunae:
            if lacuna.block and lacuna.offset is not None:
                closed = source.capture.text[lacuna.offset : lacuna.offset + 1].isalnum()
                mark = lacuna_mark(lacuna.kind if lacuna.kind != "other" else "words", lacuna.note, spaced=closed)
                self.points[lacuna.block].append(Point(lacuna.offset, mark))
        self.links: dict[str, list[Link]] = defaultdict(list)
        for lost in source.links:
            self.links[lost.block].append(lost)
        self.calls = [call.start for call in source.calls]  # in the order of the text
        self.first = self._first_uses()

    def _place_notes(self) -> None:
        for name in self.joined.notes_on[self.source.id]:
            anchors, note = self.joined.anchors[name], self.joined.edition.annotations[name]
            here = [anchor for anchor in anchors if anchor.source.id == self.source.id]
            for number, anchor in enumerate(here, 1):
                for segment in anchor.segments:
                    self.marks[segment.block.id].append(Mark(segment.start, segment.end, name))
                last = anchor.segments[-1]
                label = f"Note by {note.by}, {note.motivation}"
                href = relative(self.page, Goal("", text_page(anchors[0].source.id), f"note-{name}"))
                self.points[last.block.id].append(Point(last.end, note_mark(name, number, href, label)))
            if here and here[0] == anchors[0]:  # the note itself stands once, at its first target
                self.notes[here[0].segments[-1].block.id].append(name)

    def _first_uses(self) -> dict[str, list[Occurrence]]:
        """The first use of each entry in each unit, outside headings and quotations."""
        found: dict[str, list[Occurrence]] = defaultdict(list)
        seen = set()
        for use in self.joined.uses_in[self.source.id]:
            key = (use.unit.id, use.entry.id)
            if not use.quoted and use.block.kind != "heading" and key not in seen:
                if self._within_link(use):
                    continue
                seen.add(key)
                found[use.block.id].append(use)
        return found

    def _within_link(self, use: Occurrence) -> bool:
        lost = [span for item in self.links[use.block.id] for span in (item.anchor, item.marker) if span]
        urls = [match.span() for match in URL.finditer(self.source.capture.text, use.block.start, use.block.end)]
        return any(start < use.end and use.start < end for start, end in [*lost, *urls])

    def write(self, block: Block) -> str:
        """The block's words as inline Markdown."""
        text = self.source.capture.text
        wraps: list[Wrap] = []
        if block.kind != "heading":
            first, last = (bisect_left(self.calls, offset) for offset in (block.start, block.end))
            wraps += [self._call(call.start, call.end, call.number) for call in self.source.calls[first:last]]
            wraps += [self._url(m.start(), m.end(), m.group()) for m in URL.finditer(text, block.start, block.end)]
            for lost in self.links[block.id]:
                wraps += self._lost(lost)
            wraps += [self._term(use) for use in self.first[block.id]]
        return write(text, block.start, block.end, disjoint(wraps), self.marks[block.id], self.points[block.id])

    def _call(self, start: int, end: int, number: int) -> Wrap:
        return Wrap(start, end, f'<sup class="call" id="fnref{number}">[', f"](#fn{number})</sup>")

    def _url(self, start: int, end: int, url: str) -> Wrap:
        return Wrap(start, end, "[", link("", url, "", "outside")[1:])

    def _term(self, use: Occurrence) -> Wrap:
        sense = str(use.sense.id) if use.sense else ""
        goal = Goal("", entry_page(use.entry.id), sense)
        closing = link("", relative(self.page, goal), definition(use.entry, use.sense), "term", use.how)
        return Wrap(use.start, use.end, "[", closing[1:])

    def _lost(self, lost: Link) -> list[Wrap]:
        """A lost link: its words lead where the editor's decision says, its marker to the decision itself."""
        goal = self.goal(lost)
        lead = "The capture lost this link’s address." if lost.marker else "The capture marks no link here."
        told = f"{lead} {lost.confidence.capitalize()}: {lost.basis}"
        if goal is None:
            span = f'<span class="lost-link" title="{attribute(told)}">'
            words = Wrap(*lost.anchor, span, "</span>")
        else:
            words = Wrap(*lost.anchor, "[", link("", relative(self.page, goal), told, "lost-link", lost.confidence)[1:])
        if lost.marker is None:
            return [words]
        marker = Wrap(*lost.marker, "[", link("", f"#lost-{lost.number}", told, "marker")[1:])
        return [words, marker]

    def goal(self, lost: Link) -> Goal | None:
        """Where a lost link leads; None where that is unknown."""
        target = str(lost.target)
        if target == "unknown":
            return None
        if "/" in target:
            goal = resolve(self.joined.edition, f"passage:{target}")
            return goal if isinstance(goal, Goal) else None
        return reference_goal(target)
