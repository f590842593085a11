"""Positions and the one declared normalisation: everything else speaks in code-point offsets."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Unicode's explicit bidirectional controls reorder what a reader sees; invisible fillers hide words. Joiners
# (U+200C, U+200D) and marks (U+200E, U+200F) stay: Persian, emoji and Hebrew need them.
HIDDEN = re.compile(
    "[\u202a-\u202e\u2060-\u206f\u200b\u180e\ufeff\u00ad\u115f\u1160\u3164\uffa0\ufff9-\ufffb\ufffe\uffff]"
)
# Tags spell hidden letters; only the flags of England, Scotland, Wales and their like are written with them.
_TAGS = re.compile(
    "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f|(?P<stray>[\U000e0000-\U000e007f])"
)


def hidden(text: str, start: int = 0) -> Iterator[int]:
    """The offsets of invisible characters from an offset on: those of HIDDEN, and tags that belong to no flag."""
    yield from (match.start() for match in HIDDEN.finditer(text, start))
    yield from (match.start() for match in _TAGS.finditer(text, start) if match["stray"])


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points, `start` included and `end` not."""

    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """One file as read: its path relative to the edition (with slashes) and its whole text."""

    path: str
    text: str

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins; only U+000A ends a line."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @property
    def line_count(self) -> int:
        """How many lines there are, the last one counted even if it is empty."""
        return len(self.starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a code-point offset, both counted from 1; columns count code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line_span(self, number: int) -> Span:
        """The span of line `number` (from 1) without its line end."""
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return Span(self.starts[number - 1], end)

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its line end."""
        span = self.line_span(number)
        return self.text[span.start : span.end]


@dataclass(frozen=True)
class Place:
    """A span in a document: where a record, a value or a fault stands."""

    document: Document
    start: int
    end: int

    @property
    def line(self) -> int:
        """The line on which it begins, from 1."""
        return self.document.position(self.start)[0]

    @property
    def column(self) -> int:
        """The column at which it begins, from 1, in code points."""
        return self.document.position(self.start)[1]


class Located(str):
    """A string that knows where it was read, so that any later join can point at it."""

    place: Place

    def __new__(cls, value: str, place: Place) -> Located:
        made = super().__new__(cls, value)
        made.place = place
        return made


def fold(text: str) -> str:
    """The declared normalisation: every run of white space, no-break spaces included, is one space; ends trimmed.

    Nothing else is touched: no letter case, no quotation mark, no dash, no Unicode composition.
    """
    return " ".join(text.split())


@dataclass(frozen=True)
class Folded:
    """Folded text with, for each of its characters, the offset of the original character it stands for."""

    text: str
    offsets: tuple[int, ...]


def fold_with_offsets(text: str, base: int = 0) -> Folded:
    """`fold`, keeping for each character the offset (from `base`) at which it stood."""
    if fold(text) == text:  # as most paragraphs are: one line, no space too many
        return Folded(text, tuple(range(base, base + len(text))))
    characters: list[str] = []
    offsets: list[int] = []
    for word in re.finditer(r"\S+", text):
        if characters:
            characters.append(" ")
            offsets.append(base + word.start() - 1)
        characters.append(word.group())
        offsets.extend(range(base + word.start(), base + word.end()))
    return Folded("".join(characters), tuple(offsets))


def number_of(count: int, noun: str) -> str:
    """`1 note`, `2 notes`, `13,509 words`."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def slug(name: str) -> str:
    """A name as an id: lower-case ASCII letters and digits joined by hyphens (`Vladimir_Nesov` is `vladimir-nesov`)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def shorten(text: str, limit: int = 80) -> str:
    """The text on one line, cut at a word with `…` when longer than `limit` characters."""
    flat = fold(text)
    if len(flat) <= limit:
        return flat
    cut = flat[: limit + 1].rpartition(" ")[0] or flat[:limit]
    return cut.rstrip(" ,;:.–—-") + "…"


def around(before: str, after: str, limit: int = 140) -> str:
    """What stands at a place on one line, most of it what follows, cut at words with `…` on either side."""
    before, after = fold(before), fold(after)
    lead = max(limit // 3, limit - len(after))
    if len(before) > lead:
        before = "…" + (before[-lead - 1 :].partition(" ")[2] or before[-lead:])
    return f"{before} {shorten(after, max(limit - len(before), limit // 3))}".strip()


def quoted(words: str) -> str:
    """Words as a value of YAML, between the quotation marks that need no escape where there are such."""
    if '"' in words and "'" not in words:
        return f"'{words}'"
    return json.dumps(words, ensure_ascii=False)
