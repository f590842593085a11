"""The one table of the fields that each kind of file may have.

Readers, messages and the contributor's guide are made from it, so they can't differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from .annotation import MOTIVATIONS, STANCES
from .source import CONFIDENCES, LOSSES, REASONS


@dataclass(frozen=True)
class Text:
    """Words; at most `most` code points."""

    most: int = 4000


@dataclass(frozen=True)
class Label:
    """A title or name on one line, at most `most` code points, without angle brackets."""

    most: int = 300


@dataclass(frozen=True)
class Id:
    """Lower-case letters, digits and hyphens."""


@dataclass(frozen=True)
class Word:
    """One word without white space, such as a citation key or a passage."""


@dataclass(frozen=True)
class Date:
    """A day, 2026-11-21, or a moment, 2023-04-18T03:47:21.797Z."""


@dataclass(frozen=True)
class Url:
    """An http or https address."""


@dataclass(frozen=True)
class Number:
    """A whole number between `least` and `most`."""

    least: int = 1
    most: int = 1_000_000


@dataclass(frozen=True)
class Truth:
    """true or false."""


@dataclass(frozen=True)
class LineRanges:
    """Lines from 1, both ends included: 12, 5-11, or "56, 18-32" in reading order."""


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class ListOf:
    """A list."""

    kind: Kind
    alone: bool = False  # a single value may stand without a list around it


@dataclass(frozen=True)
class Table:
    """A mapping with fields of its own."""

    fields: tuple[Field, ...]


Kind = Union[Text, Label, Id, Word, Date, Url, Number, Truth, LineRanges, Choice, ListOf, Table]


@dataclass(frozen=True)
class Field:
    """One field: its name, what it holds, whether it must be there, and what it is for."""

    name: str
    kind: Kind
    note: str
    required: bool = False


TARGET = (
    Field("source", Id(), "the text that is quoted: a folder of sources/", True),
    Field("exact", Text(), "its words, character for character; any run of white space counts as one space", True),
    Field("prefix", Text(), "the words just before, where `exact` occurs more than once"),
    Field("suffix", Text(), "the words just after, where `exact` occurs more than once"),
)
STANCE = tuple(
    Field(word, ListOf(Id(), alone=True), f"claims that the quoted words {verb}")
    for word, verb in zip(STANCES, ("assert", "deny", "doubt", "concede"), strict=True)
)
ANNOTATION = (
    Field("target", ListOf(Table(TARGET), alone=True), "the words it is about: one, or a list", True),
    Field("motivation", Choice(MOTIVATIONS), "what the note does (the W3C's thirteen words)", True),
    Field("by", Id(), "the handle of who wrote the note", True),
    Field("created", Date(), "the day it was written", True),
    Field("stance", Table(STANCE), "claims that the quoted words assert, deny, doubt or concede"),
    Field("argues", Id(), "the argument that the quoted words make"),
)
SENSE = (
    Field("id", Id(), "a name for this sense, unique in its entry", True),
    Field("definition", Text(400), "one sentence that can stand alone", True),
    Field("people", ListOf(Id()), "the people in whose words this sense is meant"),
    Field("attestations", ListOf(Table(TARGET)), "quotations in which it is meant"),
)
ENTRY = (
    Field("lemma", Label(100), "the word as a dictionary would print it", True),
    Field("forms", ListOf(Label(100)), "its other forms in the texts"),
    Field("senses", ListOf(Table(SENSE)), "its meanings, at least one", True),
    Field("related", ListOf(Id()), "other entries worth reading"),
)
CLAIM = (
    Field("claim", Text(500), "one sentence that can be true or false", True),
    Field("title", Label(80), "the same in a few words, for maps and tables"),
)
STEP = (
    Field("premises", ListOf(Id()), "the claims it starts from, at least one", True),
    Field("supports", Id(), "the claim it supports"),
    Field("attacks", Id(), "the claim it attacks"),
    Field("undercuts", Id(), "the argument whose inference it attacks"),
)
ARGUMENT = (
    Field("argument", Table(STEP), "its premises, and the one thing they support, attack or undercut", True),
    Field("title", Label(80), "its name in maps and lists; without it, the id in words"),
    Field("made_at", ListOf(Table(TARGET), alone=True), "the words in which someone makes it"),
)
DEBATE = (
    Field(
        "debate",
        Table(
            (
                Field("question", Text(300), "what is asked, in plain words", True),
                Field("claims", ListOf(Id()), "the claims argued about, first the one it turns on", True),
            )
        ),
        "the question and its claims",
        True,
    ),
    Field("title", Label(80), "a short name for lists and links"),
)

_BASIS = Field("basis", Text(), "what in the capture or which outside fact supports the decision", True)
# Where the decision itself says why (a duplicate of other lines, a gap in a sentence), more may be said.
_GROUNDS = Field("basis", Text(), "what supports the decision, where it doesn't speak for itself")
WITNESS = (Field("lines", LineRanges(), "the lines of one pass", True), _GROUNDS)
UNIT = (
    Field("id", Id(), "the unit's id, for good", True),
    Field("kind", Choice(("post", "comment")), "post or comment; without it, comment"),
    Field("title", Label(), "a heading of the edition's own, where there is no author and date to name it by"),
    Field("author", Label(100), "who speaks, as the capture names them; `Speaker A` where it does not", True),
    Field("published", Date(), "when, where known"),
    Field("lines", LineRanges(), "its lines, in reading order", True),
    Field("reply_to", Id(), "the unit it answers, where known"),
    _BASIS,
)
REPLY = (
    Field("unit", Id(), "the comment whose place in the thread the capture leaves open", True),
    Field("to", Id(), "the unit it answers", True),
    _BASIS,
)
OMISSION = (
    Field("lines", LineRanges(), "the lines that are not carried", True),
    Field("reason", Choice(REASONS), "why", True),
    Field("of", LineRanges(), "for a duplicate: the lines it repeats"),
    _GROUNDS,
)
HEADING = (
    Field("line", Number(), "the line that is a heading", True),
    Field("level", Number(2, 6), "its level", True),
    _BASIS,
)
LIST = (
    Field("lines", LineRanges(), "the items, one a line", True),
    Field("ordered", Truth(), "whether they were numbered", True),
    _BASIS,
)
QUOTATION = (
    Field("line", Number(), "the line that is a quotation", True),
    Field("quotes", Word(), "a passage, a citation key, or unknown", True),
    Field("speaker", Label(100), "who is quoted, in words, where no name is known"),
    _GROUNDS,
)
LACUNA = (
    Field("line", Number(), "the line at or after which something is lost", True),
    Field("after", Text(), "the words just before the gap; without it, the whole line is meant"),
    Field("lost", Choice(LOSSES), "what is lost", True),
    _GROUNDS,
)
LINK = (
    Field("line", Number(), "the line of the link", True),
    Field("anchor", Text(), "the words that were linked", True),
    Field("marker", Text(40), "the bracket that the capture kept in place of the address"),
    Field("target", Word(), "a citation key, a unit or passage, or unknown", True),
    Field("confidence", Choice(CONFIDENCES), "how sure that is; without it, no more than possible"),
    _BASIS,
)
STRUCTURE = (
    Field("witnesses", ListOf(Table(WITNESS)), "the passes of a text captured twice"),
    Field("units", ListOf(Table(UNIT)), "units that the capture does not separate"),
    Field("replies", ListOf(Table(REPLY)), "who answers whom, where the capture leaves it open"),
    Field("omit", ListOf(Table(OMISSION)), "lines that are not carried"),
    Field("headings", ListOf(Table(HEADING)), "headings that the capture does not mark"),
    Field("lists", ListOf(Table(LIST)), "lists whose marks the capture lost"),
    Field("quotations", ListOf(Table(QUOTATION)), "quotations that are no exact repeats of an earlier passage"),
    Field("lacunae", ListOf(Table(LACUNA)), "what the capture lost"),
    Field("links", ListOf(Table(LINK)), "links whose addresses the capture lost"),
)
READERS = ("viewer-thread", "comment-list", "thread-witnesses")
SOURCE = (
    Field("title", Label(), "the text's title, or the edition's own where it has none", True),
    Field("reader", Choice(READERS), "which reader understands the capture", True),
    Field("authors", ListOf(Label(100)), "who wrote it", True),
    Field("published", Date(), "when, where known"),
    Field("url", Url(), "where, where known"),
    Field("sha256", Word(), "the SHA-256 of capture.txt: the capture is frozen", True),
    Field("rights", Text(), "what is known of the rights", True),
    Field("about", Text(), "what the capture is and what it lost"),
    Field("structure", Table(STRUCTURE), "the editor's decisions, each with its basis"),
)
