"""Writes one block's words with everything that lies upon them: highlights, terms, links, marks and lacunae.

Nothing here adds to the captured words except `⟨…⟩` lacunae, which are marked as the edition's own: reference marks of
notes and passages are empty elements that the style sheet draws, so that what is copied from a page is the capture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from .markdown import attribute, escape

URL = re.compile(r"https?://[^\s<>\"'`{}\\^|\[\]]+[^\s<>\"'`{}\\^|\[\].,;:!?)]")


@dataclass(frozen=True)
class Wrap:
    """An element around some words: `open` and `close` are Markdown, `inside` changes nothing of the words."""

    start: int
    end: int
    open: str
    close: str


@dataclass(frozen=True)
class Point:
    """Markdown that stands at an offset, between two characters."""

    at: int
    markdown: str


@dataclass(frozen=True)
class Mark:
    """A highlight and the note it belongs to."""

    start: int
    end: int
    note: str


def disjoint(wraps: Iterable[Wrap]) -> list[Wrap]:
    """The wraps in order, leaving out any that overlaps one named before it."""
    kept: list[Wrap] = []
    for wrap in wraps:
        if all(wrap.end <= other.start or other.end <= wrap.start for other in kept):
            kept.append(wrap)
    return sorted(kept, key=lambda wrap: wrap.start)


def write(text: str, start: int, end: int, wraps: list[Wrap], marks: list[Mark], points: list[Point]) -> str:
    """The characters `start` to `end` of a text as Markdown, with wraps (disjoint, in order), marks and points.

    Marks may overlap one another and anything else: they are cut at every edge. A point inside a wrap waits for its
    end, since links hold no links.
    """
    leaf = _leaf_writer(text, marks)
    waiting = sorted(points, key=lambda point: point.at)
    out: list[str] = []
    at = start

    def plain(until: int) -> None:
        nonlocal at
        while waiting and waiting[0].at <= until:
            out.append(leaf(at, max(at, waiting[0].at)))
            at = max(at, waiting[0].at)
            out.append(waiting.pop(0).markdown)
        out.append(leaf(at, until))
        at = until

    for wrap in wraps:
        plain(wrap.start)
        out += [wrap.open, leaf(wrap.start, wrap.end), wrap.close]
        at = wrap.end
    plain(end)
    out += [point.markdown for point in waiting]
    return "".join(out)


def _leaf_writer(text: str, marks: list[Mark]) -> Callable[[int, int], str]:
    def leaf(start: int, end: int) -> str:
        if start >= end:
            return ""
        edges = {start, end}
        for mark in marks:
            edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
        cuts = sorted(edges)
        return "".join(piece(a, b) for a, b in pairwise(cuts))

    def piece(start: int, end: int) -> str:
        words = escape(text[start:end])
        notes = [mark.note for mark in marks if mark.start <= start and end <= mark.end]
        if not notes:
            return words
        several = " hl-over" if len(notes) > 1 else ""
        return f'<mark class="hl{several}" data-notes="{" ".join(notes)}">{words}</mark>'

    return leaf


def passage_mark(block: str) -> str:
    """The passage's address on the page: an empty link to itself, for mouse users; ids are reached by any link."""
    return f'<a class="pid" id="{block}" href="#{block}" tabindex="-1" aria-hidden="true"></a>'


def note_mark(note: str, number: int, href: str, label: str) -> str:
    """The mark after highlighted words that leads to their note, which may stand on another text's page.

    It is a Markdown link without words, so that generators rewrite its path as they do any other.
    """
    this = f"ref-{note}" + (f"-{number}" if number > 1 else "")
    return f'[]({href}){{ .note-ref #{this} aria-label="{attribute(label)}" }}'


def lacuna_mark(lost: str, note: str, *, spaced: bool) -> str:
    """What is lost, in the edition's words and marked as such; `spaced` where a word follows without a space."""
    title = f' title="{attribute(note)}"' if note else ""
    return f'<ins class="editorial lacuna"{title}>⟨{escape(lost)} lost⟩{" " * spaced}</ins>'
