"""Reads a YAML node by a field table: every unknown, missing or ill-typed field is a problem of rule `field`."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from rapidfuzz import process

from ..model import fields as f
from ..problem import Problem
from ..text import Located, Place, shorten
from .yaml import Mapping, Node, Sequence

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z)?", re.ASCII)
_RANGES = re.compile(r"\d{1,7}(?:-\d{1,7})?(?:, ?\d{1,7}(?:-\d{1,7})?)*", re.ASCII)
_BLANK = ("", "~", "null")


def is_id(text: str) -> bool:
    """Whether a text is lower-case letters, digits and single hyphens, at most 80."""
    return _ID.fullmatch(text) is not None and len(text) <= 80


class Values(dict[str, Any]):
    """The values of one table by field name; `places` locates the table itself and each value."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}


def nearest(word: str, known: Any, cutoff: float = 60) -> str | None:
    """The known word most like this one, for a hint only."""
    found = process.extractOne(word, list(known), score_cutoff=cutoff)
    return found[0] if found else None


class Reader:
    """Reads nodes by kinds, gathering problems."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def fault(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem("field", place, message, hint))

    def table(self, node: Node, table: tuple[f.Field, ...], what: str) -> Values | None:
        """The fields of a mapping; None where the node is no mapping."""
        if not isinstance(node, Mapping):
            names = ", ".join(f"`{field.name}: …`" for field in table if field.required) or f"`{table[0].name}: …`"
            self.fault(node.place, f"{what} must hold fields, each with its name.", f"Write, one a line: {names}.")
            return None
        values = Values(node.place)
        known = {field.name: field for field in table}
        present = {str(key) for key, _ in node.items}
        for key, item in node.items:
            name = str(key)
            if name not in known:
                guess = nearest(name, known)
                hint = f"did you mean `{guess}`?" if guess else f"The fields are: {', '.join(known)}."
                self.fault(key.place, f"{what} has no field `{shorten(name, 40)}`.", hint)
                if not guess or guess in present:
                    continue
                present.add(guess)  # a slip in the name is one fault: what it holds is read all the same
                name = guess
            values.places[name] = item.place
            value = self.value(item, known[name].kind, f"`{name}`")
            if value is not None:
                values[name] = value
        for field in table:
            if field.required and field.name not in present:
                hint = f"Add `{field.name}: …` ({field.note})."
                self.fault(node.place, f"{what} lacks the field `{field.name}`.", hint)
        return values

    def value(self, node: Node, kind: f.Kind, what: str) -> Any:
        """What the node holds, read as `kind`; None, and a problem, where it doesn't fit."""
        if isinstance(kind, f.Table):
            return self.table(node, kind.fields, what)
        if isinstance(kind, f.ListOf):
            return self.list(node, kind, what)
        if not isinstance(node, Located):
            hint = 'Text that begins with [ or {, or that holds ": ", goes between quotation marks.'
            self.fault(node.place, f"{what} must be one value, not a list or fields.", hint)
            return None
        if node.strip() in _BLANK:
            self.fault(node.place, f"{what} is empty.", "Fill it in.")
            return None
        return self.scalar(node, kind, what)

    def list(self, node: Node, kind: f.ListOf, what: str) -> tuple[Any, ...] | None:
        if isinstance(node, Sequence):
            items = node.items
        elif kind.alone:
            items = (node,)
        else:
            hint = f"Write [{shorten(node, 40)}]." if isinstance(node, Located) else "Write `- ` before each item."
            self.fault(node.place, f"{what} must be a list.", hint)
            return None
        one = f"An item of {what}" if isinstance(node, Sequence) else what
        read = (self.value(item, kind.kind, one) for item in items)
        return tuple(item for item in read if item is not None)

    def scalar(self, node: Located, kind: f.Kind, what: str) -> Any:
        wrong = _WRONG[type(kind)](node, kind)
        if wrong is not None:
            self.fault(node.place, f"{what} {wrong[0]}", wrong[1])
            return None
        if isinstance(kind, f.Number):
            return int(node)
        if isinstance(kind, f.Truth):
            return node == "true"
        if isinstance(kind, f.LineRanges):
            return line_ranges(node)
        return node


def line_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """`56, 18-32` as ((56, 56), (18, 32))."""
    pairs = (part.strip().partition("-") for part in text.split(","))
    return tuple((int(first), int(last or first)) for first, _, last in pairs)


Fault = tuple[str, str] | None


def _text(node: Located, kind: f.Text) -> Fault:
    if len(node) > kind.most:
        return f"is {len(node):,} characters long; the limit is {kind.most:,}.", "Shorten it."
    return None


def _label(node: Located, kind: f.Label) -> Fault:
    if "\n" in node.strip():
        return "must be one line.", "Write it on one line."
    if len(node) > kind.most:
        return f"is {len(node):,} characters long; the limit is {kind.most:,}.", "Shorten it."
    if "<" in node or ">" in node:
        return "holds an angle bracket.", "Write it without `<` and `>`: page titles can't carry them safely."
    return None


def _id(node: Located, kind: f.Id) -> Fault:
    if not is_id(node):
        plain = "-".join(re.findall("[a-z0-9]+", node.lower()))[:80]
        hint = f"did you mean `{plain}`?" if plain else "Write an id such as `actor-commits-to-role`."
        return "must be lower-case letters, digits and single hyphens.", hint
    return None


def _word(node: Located, kind: f.Word) -> Fault:
    if len(node.split()) != 1 or len(node) > 200:
        return "must be one word.", "Delete the white space in it."
    return None


def _date(node: Located, kind: f.Date) -> Fault:
    hint = "Write a day such as 2026-11-21, or a moment such as 2023-04-18T03:47:21.797Z."
    if not _MOMENT.fullmatch(node):
        return "must be a date.", hint
    try:
        datetime.fromisoformat(node) if "T" in node else date.fromisoformat(node)
    except ValueError as error:
        return f"is no date: {error}.", hint
    return None


def _url(node: Located, kind: f.Url) -> Fault:
    if not re.fullmatch(r"https?://[^\s<>\"'`{}\\]+", node):
        return "must be a web address.", "It begins with https:// or http:// and holds no white space."
    return None


def _number(node: Located, kind: f.Number) -> Fault:
    if not re.fullmatch(r"\d{1,9}", node, re.ASCII) or not kind.least <= int(node) <= kind.most:
        return (
            f"must be a whole number from {kind.least} to {kind.most:,}.",
            f"Write digits only, such as {kind.least}.",
        )
    return None


def _truth(node: Located, kind: f.Truth) -> Fault:
    return None if node in ("true", "false") else ("must be true or false.", "Write `true` or `false`.")


def _ranges(node: Located, kind: f.LineRanges) -> Fault:
    hint = 'Write 12, 5-11, or "56, 18-32".'
    if not _RANGES.fullmatch(node) or len(node) > 400:
        return "must be line numbers.", hint
    if any(not 1 <= first <= last for first, last in line_ranges(node)):
        return "must count upwards, from 1.", hint
    return None


def _choice(node: Located, kind: f.Choice) -> Fault:
    if node in kind.words:
        return None
    guess = nearest(node, kind.words)
    hint = f"did you mean `{guess}`?" if guess else f"Choose one of: {', '.join(kind.words)}."
    return f"can't be `{node[:40]}`.", hint


_WRONG: dict[type, Any] = {
    f.Text: _text,
    f.Label: _label,
    f.Id: _id,
    f.Word: _word,
    f.Date: _date,
    f.Url: _url,
    f.Number: _number,
    f.Truth: _truth,
    f.LineRanges: _ranges,
    f.Choice: _choice,
}
