"""Reads docs/arguments/<id>.md."""

from __future__ import annotations

from ..model.argument import RELATIONS, Argument
from ..model.fields import ARGUMENT
from ..problem import Problem
from ..text import Document, Place
from .annotation import read_target
from .body import read_body
from .frontmatter import read_front_matter
from .record import Values


def read_argument(name: str, document: Document) -> tuple[Argument | None, list[Problem]]:
    """The argument called `name`, and the problems; how its parts fit together is for the rules to say."""
    values, start, problems = read_front_matter(document, ARGUMENT, "An argument")
    if values is None:
        return None, problems
    body, more = read_body(document, start, required=False)
    step = values.get("argument") or Values(Place(document, 0, 3))
    argument = Argument(
        id=name,
        place=step.place,
        title=values.get("title"),
        premises=step.get("premises", ()),
        conclusions=tuple((relation, step[relation]) for relation in RELATIONS if relation in step),
        made_at=tuple(filter(None, map(read_target, values.get("made_at", ())))),
        body=body,
    )
    return argument, problems + more
