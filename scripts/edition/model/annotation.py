"""An annotation (W3C Web Annotation): a body tied to exact words of one or more texts."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Located, Place
from .body import Body

# Web Annotation Vocabulary, section 3.3: the thirteen motivations.
MOTIVATIONS = (
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
)
STANCES = ("asserts", "denies", "doubts", "concedes")


@dataclass(frozen=True)
class Target:
    """A text quote selector: `exact` words of a source, with `prefix` and `suffix` where they occur more than once."""

    source: Located
    exact: Located
    prefix: Located | None = None
    suffix: Located | None = None


@dataclass(frozen=True)
class Annotation:
    """One note: its name is its id for good."""

    id: str
    place: Place
    targets: tuple[Target, ...]
    motivation: Located
    by: Located
    created: str
    stances: tuple[tuple[str, Located], ...]  # (asserts | denies | doubts | concedes, claim id)
    argues: Located | None
    body: Body
