"""Splits a .bib file into records with the place of every key and value; bibtexparser reads, this file locates."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

import bibtexparser
from bibtexparser.middlewares import RemoveEnclosingMiddleware
from bibtexparser.model import Block, Entry, ParsingFailedBlock

from ..problem import Problem
from ..text import Document, Located, Place
from .bibtex_faults import UNREAD, block_faults, field_fault

# What bibtexparser logs it also returns in `failed_blocks`, and there it becomes a problem with a place.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_OPENING = re.compile(r"@\w*[ \t]*[{(]")


@dataclass(frozen=True)
class Record:
    """One record as written: its type and key, and its fields by lower-case name (each located as well).

    A value's place spans its words inside the braces or quotation marks, so that an offset in the value is one in
    the document; where it came from a macro, the place is the macro's name (see `within`). `given` names also the
    fields that can't be read, so that they don't count as missing.
    """

    place: Place
    type: Located
    key: Located
    fields: dict[Located, Located]
    given: frozenset[Located]


def within(value: Located, start: int, end: int) -> Place:
    """The place of a part of a value."""
    place = value.place
    if place.document.text[place.start : place.end] != value:
        return place
    return Place(place.document, place.start + start, place.start + max(end, start + 1))


def read_records(document: Document) -> tuple[list[Record], list[Problem]]:
    """Every record that can be read, with each field's first value, and every fault of syntax."""
    library = bibtexparser.parse_string(document.text, parse_stack=[])
    strings = {key.lower(): string.value for key, string in library.strings_dict.items()}
    records: list[Record] = []
    problems: list[Problem] = []
    cursor = 0
    broken = False
    for block in library.blocks:
        place = _block_place(document, block, cursor)
        cursor = place.end
        # A record with a key or a field given twice is still read: what cites it must not seem to cite nothing.
        inner = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(inner, Entry):
            record, faults = _record(place, inner, strings)
            records.append(record)
            problems += faults
        else:
            problems += block_faults(place, block, broken)
        broken = isinstance(block, ParsingFailedBlock) and inner is None
    return records, problems


def _block_place(document: Document, block: Block, cursor: int) -> Place:
    raw = block.raw or ""
    start = max(0, document.text.find(raw, cursor))
    return Place(document, start, max(start + len(raw), cursor))


def _record(place: Place, entry: Entry, strings: dict[str, str]) -> tuple[Record, list[Problem]]:
    document, text = place.document, place.document.text
    opening = _OPENING.match(text, place.start)
    inside = opening.end() if opening else place.start
    key_at = max(inside, text.find(entry.key, inside))
    key = Located(entry.key, Place(document, key_at, key_at + max(1, len(entry.key))))
    type_ = Located(entry.entry_type, Place(document, place.start, place.start + 1 + len(entry.entry_type)))
    written = [(field.value, *at) for field, at in zip(entry.fields, _field_offsets(text, entry, key_at), strict=True)]
    for field in entry.fields:
        field.value = strings.get(field.value.lower(), field.value)
    RemoveEnclosingMiddleware().transform_entry(entry, bibtexparser.Library())
    fields: dict[Located, Located] = {}
    problems: list[Problem] = []
    for field, (raw, name_at, value_at) in zip(entry.fields, written, strict=True):
        name = Located(field.key, Place(document, name_at, name_at + max(1, len(field.key))))
        start = text.find(field.value, value_at, value_at + len(raw))
        end = start + len(field.value) if start >= 0 else value_at + len(raw)
        value = Located(field.value, Place(document, start if start >= 0 else value_at, end))
        bare = field.enclosing == "no-enclosing"
        fault = field_fault(name, key, value, raw, bare, twice=name.lower() in fields)
        if fault:
            problems.append(fault)
        fields.setdefault(Located(name.lower(), name.place), value if not fault else Located("", value.place))
    kept = {name: value for name, value in fields.items() if value and name != UNREAD}
    return Record(place, type_, key, kept, frozenset(fields)), problems


def _field_offsets(text: str, entry: Entry, key_at: int) -> Iterator[tuple[int, int]]:
    """Where each field's name and value begin; fields follow one another, so no words in a value can mislead."""
    cursor = key_at + len(entry.key)
    for field in entry.fields:
        name_at = text.find(field.key, cursor) if field.key else cursor
        equals = text.find("=", name_at + len(field.key))
        value_at = text.find(field.value, equals + 1) if field.value else equals + 1
        yield name_at, value_at
        cursor = value_at + len(field.value)
