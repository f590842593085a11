"""The flags of each kind of record, made from its field table."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

from ..model import fields as f
from .faults import clean
from .kinds import COUNTED, KINDS, SOURCE, Kind
from .record import Part, Record, empty, named
from .values import Leaf, leaves, put

_SHOWN = {f.Id: "ID", f.Date: "DATE", f.Url: "URL", f.Word: "WORD"}
_ENDING = (
    "A field that may stand several times is a flag given several times; ids may also be written a,b. "
    "A value that begins with a dash is written --exact='- such'."
)


def add_kinds(parser: argparse.ArgumentParser) -> None:
    """Adds a command for each kind of record to a parser."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND", help=", ".join(k.name for k in KINDS))
    for kind in KINDS:
        one = kinds.add_parser(
            kind.name, help=f"write {kind.article}", description=f"Writes {kind.article}.", epilog=_ENDING,
            allow_abbrev=False,
        )  # fmt: skip
        _add_common(one, kind)
        record = empty(kind)
        for part in record.parts:
            group = one.add_argument_group("fields" if part is record.main else "the note on words that take a stance")
            for leaf in offered(part):
                _add_field(group, leaf, "main" if part is record.main else "note")
            if part is record.note:
                group.add_argument("--note", metavar="TEXT", help="what the note says, in Markdown")
                group.add_argument("--note-name", metavar="ID", help="its file's name; proposed from its words")
        if kind is SOURCE:
            one.add_argument("--capture", metavar="FILE", help="the text as captured, copied byte for byte")
            one.add_argument("--structure", metavar="FILE", help="YAML with the fields of `structure`, if any")
        else:
            one.add_argument("--body", metavar="TEXT", help="what stands below the fields, in Markdown (- reads it)")
            one.add_argument("--body-file", metavar="FILE", help="a file that holds it (- is standard input)")


def _add_common(one: argparse.ArgumentParser, kind: Kind) -> None:
    one.add_argument("--root", type=File, default=argparse.SUPPRESS, metavar="DIR", help=argparse.SUPPRESS)
    one.add_argument("--ask", action="store_true", help="ask for every field that is not given")
    one.add_argument("--dry-run", action="store_true", help="check, print what would be written, and write nothing")
    what = "the folder's" if kind is SOURCE else "the file's"
    one.add_argument("--name", metavar="ID", help=f"{what} name, its address for good; proposed from the words")


def offered(part: Part) -> Iterator[Leaf]:
    """The fields that a person gives; the others are counted."""
    return (leaf for leaf in leaves(part.table) if leaf.path[:1] not in COUNTED)


def flags_of(leaf: Leaf) -> list[str]:
    """The flag of a field; a list's in the singular too: `--premises` and `--premise`."""
    name = named(leaf.path)
    plural = leaf.many and name.endswith("s") and leaf.path[0] != "stance"
    return [f"--{name}", f"--{name[:-1]}"] if plural else [f"--{name}"]


def _add_field(group: Any, leaf: Leaf, part: str) -> None:
    note = leaf.field.note.replace("%", "%%")
    if isinstance(leaf.kind, f.Choice):
        note += f": {', '.join(leaf.kind.words)}"
    shown = _SHOWN.get(type(leaf.kind), "WORD" if isinstance(leaf.kind, f.Choice) else "TEXT")
    group.add_argument(*flags_of(leaf), action=_Give, dest="given", part=part, leaf=leaf, metavar=shown, help=note)


class _Give(argparse.Action):
    """Notes what a flag gives, in their order: where `--exact` comes again a second quotation begins."""

    def __init__(self, *, part: str, leaf: Leaf, **rest: Any) -> None:
        super().__init__(**rest)
        self.part = part
        self.leaf = leaf

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, flag: str | None = None
    ) -> None:
        ids = self.leaf.many and isinstance(self.leaf.kind, f.Id)
        each = re.split(r"[,\s]+", values.strip()) if ids else [values]
        namespace.given = [*(namespace.given or ()), (self.part, self.leaf, flag, each)]


def record_of(given: argparse.Namespace, parser: argparse.ArgumentParser) -> Record:
    """What the flags give of a record; a flag given too often is a mistake of usage, as is a body from two places."""
    kind = next(one for one in KINDS if one.name == given.kind)
    record = empty(kind)
    for which, leaf, flag, values in given.given or ():
        part = record.main if which == "main" else record.note
        assert part is not None
        for value in values:
            if not put(part.values, part.table, leaf.path, clean(leaf.kind, value)):
                parser.error(f"{flag} is given twice, and the field holds one value")
    record.main.name = given.name
    if kind is SOURCE:
        record.capture, record.structure = given.capture, given.structure
        return record
    if given.body is not None and given.body_file is not None:
        parser.error("give --body or --body-file, not both")
    if given.body == "-" or given.body_file is not None:
        record.main.body = _read_body(given.body_file or "-", parser)
    else:
        record.main.body = given.body
    if record.note:
        record.note.body, record.note.name = given.note, given.note_name
    return record


def _read_body(path: str, parser: argparse.ArgumentParser) -> str:
    try:
        data = File(path).read_bytes() if path != "-" else sys.stdin.buffer.read() if sys.stdin else b""
    except OSError as error:
        parser.error(f"{path}: {error.strerror}")
    return data.decode("utf-8", "surrogateescape")
