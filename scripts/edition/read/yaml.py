"""YAML with a place for every value: mappings, lists and scalars, and nothing else of YAML.

PyYAML's own loader silently keeps the last of two equal keys, expands aliases, and recurses without limit, so this
composes the parser's events into nodes itself. Scalars stay strings: what they hold is for the field table to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml import events

from ..problem import Problem
from ..text import CONTROL, HIDDEN, Document, Located, Place, hidden
from .yaml_faults import explain

DEPTH = 12
_BEYOND = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}|^%.*", re.MULTILINE)
_FORBIDDEN = re.compile(f"{CONTROL.pattern}|{HIDDEN.pattern}|[\ud800-\udfff]")


@dataclass(frozen=True)
class Sequence:
    """A list and where it stands."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True)
class Mapping:
    """A mapping and where it stands; keys are located too."""

    items: tuple[tuple[Located, Node], ...]
    place: Place


Node = Located | Sequence | Mapping


def _replaced(match: re.Match[str]) -> str:
    """What stands in place of a character that no file may hold: rule `file` has told of it."""
    return match.group() if match.group() == "\r" else "\ufffd"


class _Refused(Exception):
    """Carries the problem out of the composer; never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_yaml(document: Document, start: int, end: int) -> tuple[Node | None, list[Problem]]:
    """The one node of the YAML between two offsets of a document, and what is wrong with it (rule `yaml`)."""
    composer = _Composer(document, start, document.text[start:end])
    try:
        return composer.compose(), composer.problems
    except _Refused as refused:
        return None, [*composer.problems, refused.problem]


class _Composer:
    def __init__(self, document: Document, base: int, text: str) -> None:
        self.document = document
        self.base = base
        self.text = text[:1] + _FORBIDDEN.sub(_replaced, text[1:])  # a byte order mark is YAML's to skip
        self.problems: list[Problem] = []

    def place(self, start: int, end: int) -> Place:
        return Place(self.document, self.base + start, self.base + max(end, start + 1))

    def refuse(self, start: int, end: int, message: str, hint: str) -> _Refused:
        return _Refused(Problem("yaml", self.place(start, end), message, hint))

    def events(self) -> Iterator[events.Event]:
        try:
            yield from yaml.parse(self.text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            where, message, hint = explain(error, self.text)
            raise self.refuse(where, where + 1, message, hint) from None
        except (
            yaml.YAMLError,
            ValueError,
            OverflowError,
            RecursionError,
        ):  # PyYAML's own slips, such as an escape beyond Unicode
            found = _BEYOND.search(self.text)
            start, end = found.span() if found else (0, 1)
            raise self.refuse(start, end, "YAML can't read this.", "Write plain fields: `name: value`.") from None

    def compose(self) -> Node | None:
        stream = self.events()
        for event in stream:
            if isinstance(event, (events.ScalarEvent, events.CollectionStartEvent, events.AliasEvent)):
                node = self.node(event, stream, 0)
                for later in stream:
                    if isinstance(later, events.DocumentStartEvent):
                        at = later.start_mark.index
                        raise self.refuse(at, at + 3, "There is more than one YAML document here.", "Keep one.")
                return node
        return None

    def node(self, event: events.Event, stream: Iterator[events.Event], depth: int) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, events.AliasEvent) or getattr(event, "anchor", None):
            hint = "Write the value out; if it begins with & or *, put it between quotation marks."
            raise self.refuse(start, end, "YAML anchors and aliases are not allowed.", hint)
        if getattr(event, "tag", None):
            raise self.refuse(start, end, "YAML tags are not allowed.", "Delete the word that begins with `!`.")
        if depth > DEPTH:
            raise self.refuse(start, end, f"This is nested more than {DEPTH} deep.", "Flatten it.")
        if isinstance(event, events.ScalarEvent):
            return self.scalar(event.value, start, end)
        if isinstance(event, events.SequenceStartEvent):
            return self.sequence(start, stream, depth)
        return self.mapping(start, stream, depth)

    def scalar(self, value: str, start: int, end: int) -> Located:
        """A value; characters that no file may hold can't be smuggled in by an escape such as "\\u202e" either."""
        place = self.place(start, end)
        match = _FORBIDDEN.search(value)
        written = place.document.text[place.start : place.end]
        tags = (value[at] for at in hidden(value) if value[at] not in written)
        smuggled = match.group() if match else next(tags, None)
        if smuggled:
            message = f"An escape makes the character U+{ord(smuggled):04X} here, which is not allowed."
            hint = "Delete the escape, or write the character that you mean itself."
            self.problems.append(Problem("yaml", place, message, hint))
        if "\ufffd" in value and "\ufffd" not in written:
            value = value.replace("\ufffd", "")  # it stands for what rule `file` has told of
        return Located(_FORBIDDEN.sub("", value), place)

    def sequence(self, start: int, stream: Iterator[events.Event], depth: int) -> Sequence:
        items = []
        for event in stream:
            if isinstance(event, events.SequenceEndEvent):
                return Sequence(tuple(items), self.place(start, event.end_mark.index))
            items.append(self.node(event, stream, depth + 1))
        raise AssertionError("the parser closes what it opens")

    def mapping(self, start: int, stream: Iterator[events.Event], depth: int) -> Mapping:
        items: dict[str, tuple[Located, Node]] = {}
        for event in stream:
            if isinstance(event, events.MappingEndEvent):
                return Mapping(tuple(items.values()), self.place(start, event.end_mark.index))
            key = self.node(event, stream, depth + 1)
            if not isinstance(key, Located):
                raise _Refused(Problem("yaml", key.place, "A field's name must be a word.", "Write `name: value`."))
            value = self.node(next(stream), stream, depth + 1)
            if key in items:
                first = items[key][0].place.line
                message = f"The field `{key}` stands here twice; the first is in line {first}."
                self.problems.append(Problem("yaml", key.place, message, "Keep one of them."))
            else:
                items[key] = (key, value)
        raise AssertionError("the parser closes what it opens")
