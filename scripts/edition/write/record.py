"""A record while it is being made: what has been given so far, by flags or by answers, of the files it will be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..model.fields import Field
from .kinds import ANNOTATION, HOLDING, Kind, Path


@dataclass
class Part:
    """What one file will hold."""

    kind: Kind
    table: tuple[Field, ...]
    values: dict[str, Any] = field(default_factory=dict)
    body: str | None = None
    name: str | None = None

    @property
    def begun(self) -> bool:
        """Whether anything has been given for it."""
        return bool(self.values or self.body or self.name)


@dataclass
class Record:
    """A record of one kind, and the note that is written with it where it is a claim."""

    kind: Kind
    main: Part
    note: Part | None = None
    capture: str | None = None  # of a text: the file with its words
    structure: str | None = None  # of a text: the file with the editor's decisions

    @property
    def parts(self) -> list[Part]:
        """What is written to a file each: the record, and its note where it has one."""
        return [self.main, self.note] if self.note else [self.main]


def empty(kind: Kind) -> Record:
    """A record of which nothing is given yet."""
    note = Part(ANNOTATION, HOLDING) if kind.note else None
    return Record(kind, Part(kind, kind.table), note)


def named(path: Path) -> str:
    """What a field is called where only one name is shown: a flag without its dashes, a question."""
    if path[-2:] == ("senses", "id"):
        return "sense-id"
    if "attestations" in path:
        return f"attested-{path[-1]}"
    return {"verb": "stance"}.get(path[-1], path[-1]).replace("_", "-")
