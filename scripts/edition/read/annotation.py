"""Reads docs/annotations/<source>/<name>.md."""

from __future__ import annotations

from ..model.annotation import STANCES, Annotation, Target
from ..model.fields import ANNOTATION
from ..problem import Problem
from ..text import Document, Located, Place
from .body import read_body
from .frontmatter import read_front_matter
from .record import Values


def read_target(values: Values) -> Target | None:
    """A selector, where its two required fields could be read."""
    if "source" not in values or "exact" not in values:
        return None
    return Target(values["source"], values["exact"], values.get("prefix"), values.get("suffix"))


def read_annotation(name: str, document: Document) -> tuple[Annotation | None, list[Problem]]:
    """The annotation called `name`, as far as it could be read, and the problems."""
    values, start, problems = read_front_matter(document, ANNOTATION, "An annotation")
    if values is None:
        return None, problems
    body, more = read_body(document, start)
    problems += more
    stance = values.get("stance") or {}
    stances = tuple((verb, claim) for verb in STANCES for claim in stance.get(verb, ()))
    targets = tuple(filter(None, map(read_target, values.get("target", ()))))
    place = Place(document, 0, 3)
    nothing = Located("", place)  # what could not be read is a problem already; the rest is still checked
    annotation = Annotation(
        id=name,
        place=place,
        targets=targets,
        motivation=values.get("motivation", nothing),
        by=values.get("by", nothing),
        created=str(values.get("created", "")),
        stances=stances,
        argues=values.get("argues"),
        body=body,
    )
    return annotation, problems
