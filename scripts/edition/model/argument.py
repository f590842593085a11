"""An argument (AIF, Argdown): premises and the one thing they support, attack or undercut."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Located, Place
from .annotation import Target
from .body import Body

# To support or attack is to bear on a claim; to undercut is to hit the inference of another argument.
RELATIONS = ("supports", "attacks", "undercuts")


@dataclass(frozen=True)
class Argument:
    """A step from premises to a conclusion; its file name is its id."""

    id: str
    place: Place
    title: Located | None
    premises: tuple[Located, ...]  # ids of claims
    conclusions: tuple[tuple[str, Located], ...]  # (relation, id) as written: the rule `argument` wants exactly one
    made_at: tuple[Target, ...]
    body: Body

    @property
    def name(self) -> str:
        """What maps and lists call it: its title, or its id in words."""
        return str(self.title or self.id.replace("-", " ").capitalize())

    @property
    def relation(self) -> str:
        """supports, attacks or undercuts; empty where none could be read."""
        return self.conclusions[0][0] if self.conclusions else ""

    @property
    def conclusion(self) -> str:
        """The id of what it bears on: an argument's for an undercut, else a claim's."""
        return str(self.conclusions[0][1]) if self.conclusions else ""
