"""Reads docs/glossary/<lemma>.md."""

from __future__ import annotations

from ..model.fields import ENTRY
from ..model.glossary import Entry, Sense
from ..problem import Problem
from ..text import Document, Located, Place
from .annotation import read_target
from .body import read_body
from .frontmatter import read_front_matter
from .record import Values


def read_sense(values: Values) -> Sense | None:
    """A sense, where its two required fields could be read."""
    if "id" not in values or "definition" not in values:
        return None
    attestations = tuple(filter(None, map(read_target, values.get("attestations", ()))))
    return Sense(values["id"], values["definition"], values.get("people", ()), attestations)


def read_entry(name: str, document: Document) -> tuple[Entry | None, list[Problem]]:
    """The entry called `name`, as far as it could be read, and the problems."""
    values, start, problems = read_front_matter(document, ENTRY, "A glossary entry")
    if values is None:
        return None, problems
    body, more = read_body(document, start)
    problems += more
    senses = tuple(filter(None, map(read_sense, values.get("senses", ()))))
    place = Place(document, 0, 3)
    if values.get("senses") == ():
        problems.append(Problem("field", values.places["senses"], "An entry needs a sense.", "Add one."))
    lemma = values.get("lemma", Located(name, place))  # a missing lemma is a problem already
    return Entry(name, place, lemma, values.get("forms", ()), senses, values.get("related", ()), body), problems
