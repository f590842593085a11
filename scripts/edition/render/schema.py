"""JSON Schemas of every kind of file, made from the tables that the readers run on, so that an editor agrees with them.

Draft 7, which every version of the YAML language server reads. An editor makes a number of `12` and a truth of `true`,
where our readers keep the words: so a field of words takes those too. The ids of the edition are not in the schemas,
or they would change with every note.
"""

from __future__ import annotations

import re
from dataclasses import fields as parameters
from typing import Any

from ..model import fields as f
from ..read.forms import FORMS
from ..read.record import BLANK

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
_WRITTEN = "Written by scripts/schemas.py from scripts/edition/model/fields.py: change the tables there."
_NOT_BLANK = r"(?!\s*(?:" + "|".join(filter(None, BLANK)) + r")?\s*$)"
# `not`, because a list of the types that are allowed would make editors offer true and false for every word.
_ONE_VALUE = {"not": {"type": ["array", "object", "null"]}}


def file_schema(title: str, table: tuple[f.Field, ...]) -> Schema:
    """The schema of a file's fields. `title` is shown by editors."""
    made = _Maker()
    fields = made.table(table)
    return {"$schema": DRAFT, "$comment": _WRITTEN, "title": title, **fields, "definitions": made.definitions}


def told(kind: f.Kind) -> str:
    """What a field of this kind holds, in a sentence: the kind's own docstring, with its limits put in."""
    said = (kind.__doc__ or "").strip()
    for parameter in parameters(kind):
        said = said.replace(f"`{parameter.name}`", f"{getattr(kind, parameter.name):,}")
    return said


class _Maker:
    """Makes the schemas of one file; what may stand in several places is defined once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}
        self.names: dict[int, str] = {}  # of the definitions of tables, by the identity of the table

    def table(self, table: tuple[f.Field, ...]) -> Schema:
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [field.name for field in table if field.required],
            "properties": {field.name: self.field(field) for field in table},
        }

    def field(self, field: f.Field) -> Schema:
        return {"description": field.note, **self.kind(field.kind, field.name)}

    def kind(self, kind: f.Kind, name: str) -> Schema:
        """What a value of this kind may be; `name` is that of the field it stands in."""
        if isinstance(kind, f.Table):
            return {"$ref": self.defined(kind.fields, name)}
        if isinstance(kind, f.ListOf):
            one = self.kind(kind.kind, name)
            several = {"type": "array", "items": one}
            return {"anyOf": [one, several]} if kind.alone else several
        if parameters(kind):
            return scalar(kind)
        self.definitions[type(kind).__name__] = scalar(kind)  # the same wherever it stands
        return {"$ref": f"#/definitions/{type(kind).__name__}"}

    def defined(self, table: tuple[f.Field, ...], name: str) -> str:
        """The address of a table's schema; it is called as the field in which it first stands."""
        if id(table) not in self.names:
            assert name not in self.definitions, f"two tables are called {name}"
            self.names[id(table)] = name
            self.definitions[name] = self.table(table)
        return f"#/definitions/{self.names[id(table)]}"


def scalar(kind: f.Kind) -> Schema:
    """What a single value may be, as an editor's YAML parser hands it over."""
    if isinstance(kind, f.Choice):
        return {"enum": list(kind.words)}
    if isinstance(kind, f.Truth):
        return {"enum": [True, False, "true", "false"]}
    if isinstance(kind, f.Number):
        return _number_or(kind, kind.least, kind.most)
    if isinstance(kind, f.LineRanges):
        return _number_or(kind, 1, 9_999_999)
    if isinstance(kind, f.Date):
        form = _matching(kind)
        in_calendar = {"anyOf": [{"format": "date"}, {"format": "date-time"}]}
        return {"type": "string", **form, "if": {"pattern": form["pattern"]}, "then": in_calendar}
    if isinstance(kind, f.Url):
        return {"type": "string", **_matching(kind)}
    digits = {"minimum": 0, "multipleOf": 1} if isinstance(kind, f.Id) else {}
    return {**_ONE_VALUE, **_matching(kind), **digits}


def _number_or(kind: f.Kind, least: int, most: int) -> Schema:
    """A number, or the words of this kind."""
    number = {"type": "integer", "minimum": least, "maximum": most}
    return {"anyOf": [number, {"type": "string", **_matching(kind)}]}


def _matching(kind: f.Kind) -> Schema:
    """The expression that words of this kind match, and their most characters."""
    if isinstance(kind, (f.Text, f.Label)):
        line = r"\s*[^<>\n]*\s*$" if isinstance(kind, f.Label) else ""
        pattern, most = f"^{_NOT_BLANK}{line}", kind.most
    else:
        form = FORMS[type(kind)]
        guard = _NOT_BLANK if any(re.fullmatch(form.pattern, blank) for blank in BLANK) else ""
        pattern, most = f"^{guard}(?:{form.pattern})$", form.most
    return {"pattern": pattern, "patternErrorMessage": told(kind), **({"maxLength": most} if most else {})}
