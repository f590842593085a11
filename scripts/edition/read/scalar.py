"""Says what is wrong with a single value of a contributed record, and what to type instead."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from rapidfuzz import process

from ..model import fields as f
from ..text import Located

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z)?", re.ASCII)
_RANGES = re.compile(r"\d{1,7}(?:-\d{1,7})?(?:, ?\d{1,7}(?:-\d{1,7})?)*", re.ASCII)


def is_id(text: str) -> bool:
    """Whether a text is lower-case letters, digits and single hyphens, at most 80."""
    return _ID.fullmatch(text) is not None and len(text) <= 80


def nearest(word: str, known: Any, cutoff: float = 60) -> str | None:
    """The known word most like this one, for a hint only."""
    found = process.extractOne(word, list(known), score_cutoff=cutoff)
    return found[0] if found else None


def line_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """`56, 18-32` as ((56, 56), (18, 32))."""
    pairs = (part.strip().partition("-") for part in text.split(","))
    return tuple((int(first), int(last or first)) for first, _, last in pairs)


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
    if len(node.split()) != 1 or len(node) > 200:
        return "must be one word.", "Delete the white space in it."
    return None


def _date(node: Located, kind: f.Date) -> Fault:
    hint = "Write a day such as 2026-11-21, or a moment such as 2023-04-18T03:47:21.797Z."
    if not _MOMENT.fullmatch(node):
        return "must be a date.", hint
    try:
        datetime.fromisoformat(node) if "T" in node else date.fromisoformat(node)
    except ValueError as error:
        return f"is no date: {error}.", hint
    return None


def _url(node: Located, kind: f.Url) -> Fault:
    if not re.fullmatch(r"https?://[^\s<>\"'`{}\\]+", node):
        return "must be a web address.", "It begins with https:// or http:// and holds no white space."
    return None


def _number(node: Located, kind: f.Number) -> Fault:
    if not re.fullmatch(r"\d{1,9}", node, re.ASCII) or not kind.least <= int(node) <= kind.most:
        return (
            f"must be a whole number from {kind.least} to {kind.most:,}.",
            f"Write digits only, such as {kind.least}.",
        )
    return None


def _truth(node: Located, kind: f.Truth) -> Fault:
    return None if node in ("true", "false") else ("must be true or false.", "Write `true` or `false`.")


def _ranges(node: Located, kind: f.LineRanges) -> Fault:
    hint = 'Write 12, 5-11, or "56, 18-32".'
    if not _RANGES.fullmatch(node) or len(node) > 400:
        return "must be line numbers.", hint
    if any(not 1 <= first <= last for first, last in line_ranges(node)):
        return "must count upwards, from 1.", hint
    return None


def _choice(node: Located, kind: f.Choice) -> Fault:
    if node in kind.words:
        return None
    guess = nearest(node, kind.words)
    hint = f"did you mean `{guess}`?" if guess else f"Choose one of: {', '.join(kind.words)}."
    return f"can't be `{node[:40]}`.", hint


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
