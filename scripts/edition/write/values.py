"""The values of a record while it is being made: nested as its table is, and set field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model import fields as f
from .kinds import Path


@dataclass(frozen=True)
class Leaf:
    """A field that holds no others, and where it stands in a record."""

    path: Path
    field: f.Field

    @property
    def many(self) -> bool:
        """Whether its field takes several values."""
        return isinstance(self.field.kind, f.ListOf)

    @property
    def kind(self) -> f.Kind:
        """What one value of it is."""
        return self.field.kind.kind if isinstance(self.field.kind, f.ListOf) else self.field.kind


def leaves(table: tuple[f.Field, ...], above: Path = ()) -> Iterator[Leaf]:
    """The fields of a table and of the tables in it, in their order."""
    for field in table:
        inside = inner(field.kind)
        if inside:
            yield from leaves(inside, (*above, field.name))
        else:
            yield Leaf((*above, field.name), field)


def inner(kind: f.Kind) -> tuple[f.Field, ...]:
    """The fields of a table or of the tables in a list; none where a kind holds no fields."""
    one = kind.kind if isinstance(kind, f.ListOf) else kind
    return one.fields if isinstance(one, f.Table) else ()


def missing(values: dict[str, Any], table: tuple[f.Field, ...], above: Path = ()) -> Iterator[Leaf]:
    """The required fields that have no value: of the record, and of every table in it that has been begun."""
    for field in table:
        inside, value = inner(field.kind), values.get(field.name)
        if inside and (value or field.required):
            for item in value if isinstance(value, (list, tuple)) else [value or {}]:
                yield from missing(item, inside, (*above, field.name))
        elif field.required and not value:
            yield Leaf((*above, field.name), field)


def put(values: dict[str, Any], table: tuple[f.Field, ...], path: Path, value: str) -> bool:
    """Sets a field, or adds to its list; False where it has a value and takes no other.

    In a list of tables the last item is filled. A field that this item has already begins a new one, which keeps the
    `source` of the one before: two quotations are mostly of one text.
    """
    name, *rest = path
    kind = next(field.kind for field in table if field.name == name)
    if not rest:
        if isinstance(kind, f.ListOf):
            values.setdefault(name, []).append(value)
        elif name in values:
            return False
        else:
            values[name] = value
        return True
    if isinstance(kind, f.Table):
        return put(values.setdefault(name, {}), kind.fields, tuple(rest), value)
    inside = inner(kind)
    items = values.setdefault(name, [{}])
    if not put(items[-1], inside, tuple(rest), value):
        items.append({"source": items[-1]["source"]} if "source" in items[-1] and rest != ["source"] else {})
        put(items[-1], inside, tuple(rest), value)
    return True


def found(values: Any, path: Path) -> list[Any]:
    """Every value of a field, in order, those of all items of a list."""
    if isinstance(values, (list, tuple)):
        return [one for item in values for one in found(item, path)]
    if not path:
        return [values]
    return found(values[path[0]], path[1:]) if isinstance(values, dict) and path[0] in values else []


def drop(values: Any, path: Path) -> None:
    """Takes a field away, from all items of a list."""
    if isinstance(values, (list, tuple)):
        for item in values:
            drop(item, path)
    elif len(path) == 1:
        values.pop(path[0], None)
    elif path[0] in values:
        drop(values[path[0]], path[1:])
