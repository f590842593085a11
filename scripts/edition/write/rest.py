"""Asks for what no field table holds: the text below the fields, the file's name, a text's own files."""

from __future__ import annotations

from pathlib import Path

from ..model import fields as f
from ..model.edition import Edition
from . import terminal
from .drafts import proposal
from .faults import fault
from .record import Part, Record, named
from .values import found, leaves


def ask_body(part: Part, before: str) -> None:
    """The text below the fields, where there is none yet; `before` is what an editor begins with."""
    while part.body is None or (part.kind.wants_body and not part.body.strip()):
        optional = "" if part.kind.wants_body else " It may be left empty."
        terminal.say(f"\nbody: what {part.kind.article} says, below its fields.{optional}")
        part.body = terminal.written(_about(part), before)
        if part.kind.wants_body and not part.body.strip():
            terminal.say("It is needed.")


def _about(part: Part) -> list[str]:
    """What the person's editor shows below the text: the fields as far as they are given."""
    lines = [f"{named(leaf.path)}: {value}" for leaf in leaves(part.table) for value in found(part.values, leaf.path)]
    return [*lines, "Links: [mask](term:mask), (passage:source/unit/block), (claim:id), (argument:id), [@key, p. 5]"]


def ask_name(part: Part, edition: Edition) -> None:
    """The record's id: what is proposed, or what the person types."""
    made = proposal(part, edition)
    while part.name is None:
        terminal.say("\nname: the file's name, its address for good")
        said = terminal.answer(f"name [{made}]> ") or made
        wrong = fault(f.Id(), said, "`name`")
        if wrong:
            terminal.say("\n    hint: ".join(wrong))
        else:
            part.name = said


def ask_files(record: Record) -> None:
    """A text's capture, and the file with decisions about it, which may be none."""
    while not record.capture:
        said = terminal.answer("\ncapture: the file that holds the text as captured> ")
        record.capture = said if Path(said).is_file() else None
        if not record.capture:
            terminal.say(f"There is no file `{said}`." if said else "It is needed.")
    if record.structure is None:
        record.structure = terminal.answer("\nstructure: a YAML file with the editor's decisions (Enter: none)> ")
