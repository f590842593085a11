"""Snippets for VS Code: each kind of file with its required fields, made from the tables that the readers run on."""

from __future__ import annotations

import re
from typing import Any

from ..model import fields as f
from ..model.annotation import STANCES
from ..model.argument import RELATIONS
from .schema import told

# Of these fields exactly one is meant: a snippet offers their names as a choice.
_ONE_OF = (RELATIONS, STANCES)
_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_COPIED = r"${CLIPBOARD/\s+/ /g}"  # what the writer copied from the text, on one line
_FOLDER = r"${TM_DIRECTORY/.*[\\\/]//}"  # a note stands in the folder of its text
_INDENT = "  "


def snippets() -> dict[str, Any]:
    """The content of a `.code-snippets` file: snippets for Markdown files by name."""
    stance = tuple(field for field in f.ANNOTATION if field.name == "stance")
    return {
        "Note": _file("note", f.ANNOTATION, "What you have to say.", source=_FOLDER),
        "Stance": _snippet("stance", "The stance that a note's words take", _Writer().table(stance, *stance)),
        "Glossary entry": _file("entry", f.ENTRY, "How the senses differ.", also=("forms", "attestations")),
        "Sense": _snippet("sense", "A further sense of an entry", _Writer(("attestations",)).item(f.SENSE)),
        "Claim": _file("claim", f.CLAIM, "What is not claimed, and what would tell against it."),
        "Argument": _file("argument", f.ARGUMENT, "What carries it.", also=("made_at",)),
        "Debate": _file("debate", f.DEBATE, "Who stands where."),
    }


def _snippet(prefix: str, description: str, body: list[str]) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "description": description, "body": body}


def _file(
    prefix: str, table: tuple[f.Field, ...], body: str, *, also: tuple[str, ...] = (), source: str = ""
) -> dict[str, Any]:
    """A snippet that fills a new file: the fields between their lines, and `body` where the text goes."""
    writer = _Writer(also, source)
    rows = ["---", *writer.table(table), "---", f"${{0:{_escaped(body)}}}", ""]
    return {**_snippet(prefix, f"A new file: {prefix}", rows), "isFileTemplate": True}


class _Writer:
    """Writes fields as lines of a snippet; tab stops are numbered in the order in which they are written."""

    def __init__(self, also: tuple[str, ...] = (), source: str = "") -> None:
        self.also = also  # optional fields that are written too
        self.source = source  # what stands for the text that is quoted, where the snippet can know it
        self.stops = 0

    def stop(self, shown: str) -> str:
        self.stops += 1
        return f"${{{self.stops}:{shown}}}"

    def choice(self, words: tuple[str, ...]) -> str:
        self.stops += 1
        return f"${{{self.stops}|{','.join(words)}|}}"

    def table(self, table: tuple[f.Field, ...], *wanted: f.Field) -> list[str]:
        """The required fields of a table, those of `also` and those `wanted`; of alternatives one, to be chosen."""
        rows = []
        for field in table:
            if field.required or field.name in self.also or field in wanted:
                rows += self.field(field.name, field)
        for names in _ONE_OF:
            if one := next((field for field in table if field.name == names[0]), None):
                rows += self.field(self.choice(names), f.Field(one.name, one.kind, told(_single(one.kind))))
        return rows

    def item(self, table: tuple[f.Field, ...]) -> list[str]:
        """A table as an item of a list."""
        first, *rest = self.table(table)
        return [f"- {first}", *(_INDENT + row for row in rest)]

    def field(self, name: str, field: f.Field) -> list[str]:
        """A field as lines: `name`, which may be a choice of names, and its value."""
        kind = _single(field.kind)
        several = isinstance(field.kind, f.ListOf) and not field.kind.alone
        if isinstance(kind, f.Table):
            inside = self.item(kind.fields) if several else self.table(kind.fields)
            return [f"{name}:", *(_INDENT + row for row in inside)]
        if isinstance(kind, f.Text):
            # A block of its own needs no quotation marks, whatever colons and quotation marks the words hold.
            return [f"{name}: >-", _INDENT + self.stop(_COPIED if field.name == "exact" else _escaped(field.note))]
        value = self.value(field, kind)
        return [f"{name}: [{value}]" if several else f"{name}: {value}"]

    def value(self, field: f.Field, kind: f.Kind) -> str:
        if isinstance(kind, f.Choice):
            return self.choice(kind.words)
        if isinstance(kind, f.Date):
            return self.stop(_TODAY)
        if field.name == "source" and self.source:
            return self.stop(self.source)
        return self.stop(_escaped(field.note))


def _single(kind: f.Kind) -> f.Kind:
    return kind.kind if isinstance(kind, f.ListOf) else kind


def _escaped(words: str) -> str:
    """Words as the text of a tab stop."""
    return re.sub(r"[\\$}]", r"\\\g<0>", words)
