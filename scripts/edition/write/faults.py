"""Says of a single value, before there is a file, what its reader would say of it."""

from __future__ import annotations

import re

from ..model import fields as f
from ..read.record import Reader
from ..text import CONTROL, HIDDEN, Document, Located, Place, fold

_NO_TEXT = re.compile("[\ud800-\udfff]")  # what Python makes of bytes that are no UTF-8


def clean(kind: f.Kind, value: str) -> str:
    """The value as it is written: words with their white space folded, others without any around them."""
    return fold(value) if isinstance(kind, (f.Text, f.Label)) else value.strip()


def fault(kind: f.Kind, value: str, what: str) -> tuple[str, str] | None:
    """A message that begins with `what` and a hint; None where the value may be written."""
    hidden = unreadable(value, what)
    if hidden:
        return hidden
    reader = Reader()
    reader.value(Located(value, Place(Document(what, value), 0, max(1, len(value)))), kind, what)
    return (reader.problems[0].message, reader.problems[0].hint) if reader.problems else None


def unreadable(text: str, what: str) -> tuple[str, str] | None:
    """What no file may hold: bytes that are no text, control characters, invisible ones."""
    if _NO_TEXT.search(text):
        return f"{what} is not UTF-8.", "Set the terminal to UTF-8."
    found = CONTROL.search(text.replace("\r", "")) or HIDDEN.search(text)
    if found:
        kind = "a control character" if CONTROL.match(found.group()) else "an invisible character"
        return f"{what} holds {kind}, U+{ord(found.group()):04X}.", "Delete it."
    return None
