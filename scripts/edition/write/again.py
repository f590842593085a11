"""Lets a person whose answers were refused say which of them to give anew; the others stay."""

from __future__ import annotations

from . import terminal
from .kinds import COUNTED, SOURCE, Path
from .record import Part, Record, named
from .values import found, leaves

FILES = ("capture", "structure")  # of a text
SIDES = ("prefix", "suffix")  # never asked for: they follow from the place that is pointed at


def to_change(record: Record) -> tuple[Part, Path] | None:
    """The part and the field, or its body, name or file, that the person chooses; None where they give up."""
    names: dict[str, tuple[Part, Path]] = {}
    for part in record.parts:
        given = [leaf.path for leaf in leaves(part.table) if found(part.values, leaf.path)]
        names |= {named(path): (part, path) for path in given if path[:1] not in COUNTED and path[-1] not in SIDES}
        if part is record.main or part.begun:
            prefix = "note-" if part is record.note else ""
            others = (*FILES, "name") if part.kind is SOURCE else ("body", "name")
            names |= {f"{prefix}{name}": (part, (name,)) for name in others}
        else:
            names["note"] = (part, ("note",))  # the one that was not wanted yet
    terminal.say(f"What is to change? {', '.join(names)} (Enter: nothing is written)")
    while (said := terminal.answer("change> ", tuple(names))) not in names:
        if not said:
            return None
        terminal.say("Type one of these words.")
    return names[said]
