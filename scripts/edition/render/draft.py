"""Writes a record as the text of its file: the command `new.py` and the site's panel give the same bytes.

One form for each kind of value, so that what a person types is read back as it was typed: words stand between the
quotation marks of JSON, which YAML reads as its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..model import fields as f
from ..text import fold

_QUOTED = (f.Text, f.Label, f.Word, f.Url, f.LineRanges)


def draft(table: tuple[f.Field, ...], values: Mapping[str, Any], body: str = "") -> str:
    """The Markdown file of a record: its fields by their table, and the body below them.

    Values are strings as typed, or what the reader makes of them (numbers, truths, ranges of lines); a list is any
    sequence, a table any mapping. What is absent or empty is left out.
    """
    text = body.replace("\r\n", "\n").replace("\r", "\n").strip()
    return f"---\n{fields(table, values)}---\n" + (f"{text}\n" if text else "")


def fields(table: tuple[f.Field, ...], values: Mapping[str, Any]) -> str:
    """The fields alone, one below the other: the whole of a source.yml."""
    return "".join(f"{line}\n" for line in _lines(table, values))


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: absent, an empty text or list, a table without any value."""
    if isinstance(value, str):
        return not fold(value)
    if isinstance(value, Mapping):
        return all(map(is_empty, value.values()))
    if isinstance(value, (list, tuple)):
        return all(map(is_empty, value))
    return value is None


def _lines(table: tuple[f.Field, ...], values: Mapping[str, Any]) -> Iterator[str]:
    for field in table:
        value = values.get(field.name)
        if not is_empty(value):
            yield from _field(field.name, field.kind, value)


def _field(name: str, kind: f.Kind, value: Any) -> Iterator[str]:
    if isinstance(kind, f.ListOf):
        items = [item for item in value if not is_empty(item)]
        if kind.alone and len(items) == 1 and not isinstance(kind.kind, (f.Text, f.Label)):
            yield from _field(name, kind.kind, items[0])
        elif isinstance(kind.kind, f.Table):
            yield f"{name}:"
            for item in items:
                first, *others = _lines(kind.kind.fields, item)
                yield f"  - {first}"
                yield from (f"    {line}" for line in others)
        else:
            yield f"{name}: [{', '.join(_scalar(kind.kind, item) for item in items)}]"
    elif isinstance(kind, f.Table):
        yield f"{name}:"
        yield from (f"  {line}" for line in _lines(kind.fields, value))
    else:
        yield f"{name}: {_scalar(kind, value)}"


def _scalar(kind: f.Kind, value: Any) -> str:
    if isinstance(kind, f.LineRanges) and not isinstance(value, str):
        value = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in value)
    if isinstance(kind, f.Truth) and isinstance(value, bool):
        value = "true" if value else "false"
    plain = fold(str(value))
    return json.dumps(plain, ensure_ascii=False) if isinstance(kind, _QUOTED) else plain
