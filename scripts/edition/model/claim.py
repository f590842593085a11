"""A claim or an argument, as far as links to it need: its id, its sentence and its discussion."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Place
from .body import Body


@dataclass(frozen=True)
class Claim:
    """One sentence that can be true or false; its file name is its id."""

    id: str
    place: Place
    sentence: str
    body: Body


@dataclass(frozen=True)
class Argument:
    """A step from premises to a conclusion; its file name is its id."""

    id: str
    place: Place
    body: Body
