"""Says what is wrong with a single value of a contributed record, and what to type instead."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from ..model import fields as f
from ..text import Located
from .forms import is_formed, is_id, line_ranges
from .nearest import did_you_mean

# Days as they are written elsewhere.
_WAYS = ("%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y",
         "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y", "%b %d %Y")  # fmt: skip
Fault = tuple[str, str] | None


def _text(node: Located, kind: f.Text) -> Fault:
    if len(node) > kind.most:
        return f"is {len(node):,} characters long; the limit is {kind.most:,}.", "Shorten it."
    return None


def _label(node: Located, kind: f.Label) -> Fault:
    if "\n" in node.strip():
        return "must be one line.", "Write it on one line."
    if len(node) > kind.most:
        return f"is {len(node):,} characters long; the limit is {kind.most:,}.", "Shorten it."
    if "<" in node or ">" in node:
        return "holds an angle bracket.", "Write it without `<` and `>`: page titles can't carry them safely."
    return None


def _id(node: Located, kind: f.Id) -> Fault:
    if not is_id(node):
        plain = "-".join(re.findall("[a-z0-9]+", node.lower()))[:80]
        hint = f"did you mean `{plain}`?" if plain else "Write an id such as `actor-commits-to-role`."
        return "must be lower-case letters, digits and single hyphens.", hint
    return None


def _word(node: Located, kind: f.Word) -> Fault:
    if not is_formed(node, f.Word):
        return "must be one word.", "Delete the white space in it."
    return None


def _date(node: Located, kind: f.Date) -> Fault:
    hint = "Write a day such as 2026-11-21, or a moment such as 2023-04-18T03:47:21.797Z."
    if not is_formed(node, f.Date):
        day = _day(node)
        return "must be a date.", f"did you mean {day}?" if day else hint
    try:
        datetime.fromisoformat(node) if "T" in node else date.fromisoformat(node)
    except ValueError as error:
        return f"is no date: {error}.", hint
    return None


def _day(text: str) -> date | None:
    """The day that a text written in another way can only mean: 21/11/2026 is one, 4/5/2026 is two."""
    found = set()
    for way in _WAYS:
        with suppress(ValueError):
            found.add(datetime.strptime(text.strip(), way).date())
    return found.pop() if len(found) == 1 else None


def _url(node: Located, kind: f.Url) -> Fault:
    if not is_formed(node, f.Url):
        return "must be a web address.", "It begins with https:// or http:// and holds no white space."
    return None


def _number(node: Located, kind: f.Number) -> Fault:
    if not is_formed(node, f.Number) or not kind.least <= int(node) <= kind.most:
        return (
            f"must be a whole number from {kind.least} to {kind.most:,}.",
            f"Write digits only, such as {kind.least}.",
        )
    return None


def _truth(node: Located, kind: f.Truth) -> Fault:
    return None if node in ("true", "false") else ("must be true or false.", "Write `true` or `false`.")


def _ranges(node: Located, kind: f.LineRanges) -> Fault:
    hint = 'Write 12, 5-11, or "56, 18-32".'
    if not is_formed(node, f.LineRanges):
        return "must be line numbers.", hint
    if any(not 1 <= first <= last for first, last in line_ranges(node)):
        return "must count upwards, from 1.", hint
    return None


def _choice(node: Located, kind: f.Choice) -> Fault:
    if node in kind.words:
        return None
    otherwise = f"Choose one of: {', '.join(kind.words)}."
    # A word that means something else would be a bad guess, so it has to be very like.
    return f"can't be `{node[:40]}`.", did_you_mean(node, kind.words, otherwise, cutoff=75)


# What is wrong with a value of each kind: a message's end and a hint, or nothing.
WRONG: dict[type, Any] = {
    f.Text: _text,
    f.Label: _label,
    f.Id: _id,
    f.Word: _word,
    f.Date: _date,
    f.Url: _url,
    f.Number: _number,
    f.Truth: _truth,
    f.LineRanges: _ranges,
    f.Choice: _choice,
}
