"""The whole edition as read, before any join."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..problem import Problem
from ..text import Document, slug
from .annotation import Annotation
from .argument import Argument
from .claim import Claim
from .debate import Debate
from .glossary import Entry
from .page import Page
from .published import Published
from .reference import Reference
from .source import Source, Unit


@dataclass(frozen=True)
class Edition:
    """Records by id, and the problems met in reading them."""

    root: Path
    sources: dict[str, Source] = field(default_factory=dict)
    annotations: dict[str, Annotation] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    arguments: dict[str, Argument] = field(default_factory=dict)
    debates: dict[str, Debate] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    published: Published = field(default_factory=Published)
    problems: tuple[Problem, ...] = ()
    name: str = ""  # the site's name in mkdocs.yml, under which its records have their permanent names

    def has_file(self, path: str) -> bool:
        """Whether a file is there, be it that nothing could be read in it.

        That is a problem of its own; what points at such a record is then not blamed as well.
        """
        return path in self.documents

    @cached_property
    def _faulty(self) -> frozenset[str]:
        return frozenset(problem.place.document.path for problem in self.problems)

    def has_fault_at(self, path: str) -> bool:
        """Whether reading a file met a problem: what it lacks may be what could not be read, and is told already."""
        return path in self._faulty

    @cached_property
    def all_texts_read(self) -> bool:
        """Whether every folder of sources/ became a source, so that all who speak in the texts are known."""
        named = {path.split("/")[1] for path in self.documents if path.endswith("/source.yml")}
        return named <= self.sources.keys()

    @cached_property
    def people(self) -> dict[str, str]:
        """Everyone who wrote a unit: id and name, in the order in which they first speak."""
        return {person_id(unit): unit.author for source in self.sources.values() for unit in source.units}

    @cached_property
    def written_by(self) -> dict[str, list[tuple[Source, Unit]]]:
        """What everyone wrote, by the person's id: each unit with its text, in the order of the texts."""
        found: dict[str, list[tuple[Source, Unit]]] = {person: [] for person in self.people}
        for source in self.sources.values():
            for unit in source.units:
                found[person_id(unit)].append((source, unit))
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all who wrote a unit, in every spelling of them."""
        return frozenset(unit.author for source in self.sources.values() for unit in source.units)


def person_id(unit: Unit) -> str:
    """A person is known by the slug of the name the capture gives."""
    return slug(unit.author)
