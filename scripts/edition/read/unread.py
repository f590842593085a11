"""Makes what stands for a record whose file is not read: the name is taken, and nothing else is known of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..model.annotation import Annotation
from ..model.argument import Argument
from ..model.body import Body
from ..model.claim import Claim
from ..model.debate import Debate
from ..model.glossary import Entry
from ..text import Document, Located, Place


def unread(kind: str, name: str, document: Document) -> Any:
    """A record of a kind (a folder of docs/) that says nothing; whatever rules find wrong in it is nobody's fault."""
    place = Place(document, 0, 1)
    return _EMPTY[kind](name, place, Located("", place), Body(place, (), (), (), ()))


_EMPTY: dict[str, Callable[[str, Place, Located, Body], Any]] = {
    "annotations": lambda name, place, nothing, body: Annotation(name, place, (), nothing, nothing, "", (), None, body),
    "glossary": lambda name, place, nothing, body: Entry(name, place, nothing, (), (), (), body),
    "claims": lambda name, place, nothing, body: Claim(name, place, nothing, None, body),
    "arguments": lambda name, place, nothing, body: Argument(name, place, None, (), (), (), body),
    "debates": lambda name, place, nothing, body: Debate(name, place, None, nothing, (), body),
}
