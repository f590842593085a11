"""Reads a YAML node by a field table: every unknown, missing or ill-typed field is a problem of rule `field`."""

from __future__ import annotations

import re
from typing import Any

from ..model import fields as f
from ..problem import Problem
from ..text import Located, Place, quoted, shorten
from .forms import line_ranges
from .nearest import nearest
from .scalar import WRONG
from .yaml import Mapping, Node, Sequence

# Values that say nothing: YAML takes the last two for "no value".
BLANK = ("", "~", "null")
_COMMENT = re.compile(r"[ \t]+(?P<comment>#[^\r\n]*)")


class Values(dict[str, Any]):
    """The values of one table by field name; `places` locates the table itself and each value."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}


class Reader:
    """Reads nodes by kinds, gathering problems."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def fault(self, place: Place, message: str, hint: str) -> None:
        """Keeps a problem of the rule `field`."""
        self.problems.append(Problem("field", place, message, hint))

    def table(self, node: Node, table: tuple[f.Field, ...], what: str) -> Values | None:
        """The fields of a mapping; None where the node is no mapping."""
        if not isinstance(node, Mapping):
            required = [field for field in table if field.required]
            names = ", ".join(f"`{field.name}: …`" for field in required or table)
            hint = f"Write, one a line: {names}." if required else f"Write one of these: {names}."
            self.fault(node.place, f"{what} must hold fields, each with its name.", hint)
            return None
        values = Values(node.place)
        known = {field.name: field for field in table}
        present = {str(key) for key, _ in node.items}
        for key, item in node.items:
            name = str(key)
            if name not in known:
                guess = self.unknown(key, table, present, what)
                if not guess:
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

    def unknown(self, key: Located, table: tuple[f.Field, ...], present: set[str], what: str) -> str | None:
        """Tells of a name that no field of the table has; the field, if it is a slip for one that is not `present`."""
        shown = shorten(key, 40)
        if "\u00a0" in key:
            hint = "Write ordinary spaces in its place."
            self.fault(key.place, f"A no-break space stands in or before `{shown}`.", hint)
            return None
        known = [field.name for field in table]
        owner = _owner(key, table)
        guess = None if owner else nearest(key, known, 65)
        if owner:
            hint = f"Write it below `{owner}:`, two spaces further to the right."
        elif guess is None or guess in present:
            guess, hint = None, f"The fields are: {', '.join(known)}."
        else:
            hint = f"did you mean `{guess}`?"
        self.fault(key.place, f"{what} has no field `{shown}`.", hint)
        return guess

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
        if node.strip() in BLANK:
            self.fault(node.place, f"{what} is empty.", "Fill it in.")
            return None
        return self.scalar(node, kind, what)

    def list(self, node: Node, kind: f.ListOf, what: str) -> tuple[Any, ...] | None:
        """The items of a list, each read as its kind; None, and a problem, where the node is none."""
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
        """A single value, as a number or as words with their place; None, and a problem, where its form is wrong."""
        if isinstance(kind, (f.Text, f.Label)) and self.cut_short(node, what):
            return None
        wrong = WRONG[type(kind)](node, kind)
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

    def cut_short(self, node: Located, what: str) -> bool:
        """Whether words without quotation marks end at ` #`, which whoever wrote them may not know: then it is told."""
        text = node.place.document.text
        rest = _COMMENT.match(text, node.place.end)
        if rest is None or text[node.place.start] in "\"'|>":
            return False
        place = Place(node.place.document, rest.start("comment"), rest.end())
        hint = f"Write {quoted(node + rest.group())}, or delete what begins with #."
        self.fault(place, f"{what} ends before this: to YAML it is a comment.", hint)
        return True


def _owner(name: str, table: tuple[f.Field, ...]) -> str | None:
    """The field of a table in whose own fields this name is one: `exact` belongs below `target`."""
    for field in table:
        kind = field.kind.kind if isinstance(field.kind, f.ListOf) else field.kind
        if isinstance(kind, f.Table) and any(inner.name == name for inner in kind.fields):
            return field.name
    return None
