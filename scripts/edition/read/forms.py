"""The forms of values: what an id, a date, an address, a number or a list of lines matches as a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import fields as f


@dataclass(frozen=True)
class Form:
    """What the whole of a value matches, and its most code points where there is a limit.

    The JSON Schemas take both from here, so an expression must mean the same to ECMAScript: a digit is [0-9].
    """

    pattern: str
    most: int | None = None


FORMS: dict[type, Form] = {
    f.Id: Form("[a-z0-9]+(?:-[a-z0-9]+)*", 80),
    f.Word: Form(r"\s*\S+\s*", 200),
    f.Date: Form("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.][0-9]{1,9})?Z)?", 30),
    f.Url: Form(r"""https?://[^\s<>"'`{}\\]+"""),
    f.Number: Form("[0-9]{1,9}", 9),
    f.LineRanges: Form("[0-9]{1,7}(?:-[0-9]{1,7})?(?:, ?[0-9]{1,7}(?:-[0-9]{1,7})?)*", 400),
}


def is_formed(text: str, kind: type) -> bool:
    """Whether a text has the form of a kind of field and is not too long for it."""
    form = FORMS[kind]
    return len(text) <= (form.most or len(text)) and re.fullmatch(form.pattern, text) is not None


def is_id(text: str) -> bool:
    """Whether a text is lower-case letters, digits and single hyphens, at most 80."""
    return is_formed(text, f.Id)


def line_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """`56, 18-32` as ((56, 56), (18, 32))."""
    pairs = (part.strip().partition("-") for part in text.split(","))
    return tuple((int(first), int(last or first)) for first, _, last in pairs)
