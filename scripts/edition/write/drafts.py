"""Makes the files of a record from what has been given, and says what is missing or unfit in it first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from ..model import fields as f
from ..model.edition import Edition
from ..read.forms import is_id
from ..render.draft import draft
from .faults import clean, fault, unreadable
from .handle import KEY, remembered
from .kinds import ANNOTATION, COUNTED, SOURCE
from .names import proposed, taken
from .record import Part, Record, named
from .values import found, leaves, missing

# What goes without saying, if nobody says it.
DEFAULTS: dict[str, Callable[[], str]] = {
    "motivation": lambda: "commenting",
    "created": lambda: date.today().isoformat(),
    "verb": lambda: "asserts",
}


def fill_in(record: Record, root: Path) -> None:
    """Gives what goes without saying: the day, the handle that git remembers, the plainest motivation and stance."""
    for part in record.parts:
        if not part.begun and part is record.note:
            continue
        for field in part.table:
            if field.name in DEFAULTS:
                part.values.setdefault(field.name, DEFAULTS[field.name]())
            elif field.name == "by" and not part.values.get("by"):
                handle = remembered(root)
                part.values |= {"by": handle} if handle else {}
        for sense in part.values.get("senses", ()):
            if "id" not in sense and "definition" in sense:
                sense["id"] = proposed(sense["definition"], {one.get("id") for one in part.values["senses"]}, "sense")


def lacking(record: Record, root: Path) -> list[tuple[str, str]]:
    """The flags that are still to be given, each with what it is for; not those that go without saying."""
    rows = []
    for part in record.parts:
        if part is record.note and not part.begun:
            continue
        for leaf in missing(part.values, part.table):
            implied = leaf.path in COUNTED or leaf.path[-1] in DEFAULTS or leaf.path == ("senses", "id")
            if leaf.path == ("by",):
                more = f" (`git config {KEY} HANDLE` gives it from then on)"
                rows += [] if remembered(root) else [("--by", leaf.field.note + more)]
            elif not implied:
                rows.append((f"--{named(leaf.path)}", leaf.field.note))
        if part.kind.wants_body and not (part.body or "").strip():
            rows.append(("--note" if part is record.note else "--body", f"what {part.kind.article} says, in Markdown"))
    if record.kind is SOURCE and not record.capture:
        rows.append(("--capture", "the file that holds the text as captured"))
    return rows


def faults(record: Record) -> Iterator[tuple[str, str]]:
    """What is wrong with single values, each a message and a hint."""
    for part in record.parts:
        for leaf in leaves(part.table):
            for value in found(part.values, leaf.path) if leaf.path[0] != "structure" else ():
                for one in value if isinstance(value, list) else [value]:
                    wrong = fault(leaf.kind, clean(leaf.kind, one), f"`--{named(leaf.path)}`")
                    if wrong:
                        yield wrong
        flag = "--note" if part is record.note else "--body"
        wrong = unreadable(part.body or "", f"`{flag}`")
        if wrong:
            yield wrong
        if part.name is not None:
            wrong = fault(f.Id(), part.name, "`--note-name`" if part is record.note else "`--name`")
            if wrong:
                yield wrong


def proposal(part: Part, edition: Edition) -> str:
    """The id that a part gets if none is chosen: made of its words, and free."""
    words = (str(one) for path in part.kind.named_by for one in found(part.values, path))
    return proposed(next(words, ""), taken(edition, part.kind.folder), "a-" + part.kind.name)


def files(record: Record, edition: Edition) -> dict[str, bytes]:
    """The files to be written by their paths in the edition; names are given where none is chosen."""
    made = {}
    for part in record.parts:
        if part is record.note and not part.values:
            continue
        part.name = part.name or proposal(part, edition)
        values, table = dict(part.values), part.kind.table
        if "verb" in values:
            values["stance"] = {values.pop("verb"): [record.main.name]}
        path = f"{folder(part)}/{part.name}.md"
        made[path] = draft(table, values, part.body or "").encode("utf-8")
    return made


def folder(part: Part) -> str:
    """Where a part's file stands: a note in the folder of the text that it quotes first."""
    if part.kind is not ANNOTATION:
        return part.kind.folder
    source = str(next(iter(found(part.values, ("target", "source"))), ""))
    return f"{part.kind.folder}/{source if is_id(source) else 'a-text'}"
