"""Reads the list of published addresses, and that of addresses that have moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..model.published import ADDRESSES, MOVED, Move, Published
from ..problem import Problem
from ..text import Document, Located, Place
from .files import kind_of, read_text

LIMIT = 8_000_000  # bytes: some hundred thousand addresses
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"[\w.-]+(?:/[\w.-]+)*\.html(?:#[\w.:-]+)?")


def read_published(root: Path) -> tuple[Published, list[Document], list[Problem]]:
    """Both lists, their documents, and what is wrong with their form. An edition need not have either."""
    problems: list[Problem] = []
    documents = []
    read: dict[str, list[list[Located]]] = {ADDRESSES: [], MOVED: []}
    for name in read:
        if kind_of(root / name):
            document, faults = read_text(root / name, name, LIMIT)
            documents.append(document)
            problems += faults
            read[name] = list(_lines(document))
    for words in read[ADDRESSES]:
        problems += [_problem(word.place, "A line holds one address.") for word in words[1:2]]
    for words in read[MOVED]:
        if len(words) != 2:
            problems.append(_problem(words[-1].place, "A line holds two addresses: the old one, and the new one."))
    for word in (word for lists in read.values() for words in lists for word in words):
        if not _good(word):
            problems.append(_problem(word.place, "This is no address of a page or a place in it."))
    addresses = tuple(words[0] for words in read[ADDRESSES] if _good(words[0]))
    moves = tuple(Move(*words) for words in read[MOVED] if len(words) == 2 and all(map(_good, words)))
    return Published(addresses, moves), documents, problems


def _lines(document: Document) -> Iterator[list[Located]]:
    """The words of each line; lines that begin with `# ` are remarks."""
    for number in range(1, document.line_count + 1):
        span = document.line_span(number)
        if document.text.startswith("# ", span.start):
            continue
        words = [
            Located(match.group(), Place(document, match.start(), match.end()))
            for match in _WORD.finditer(document.text, span.start, span.end)
        ]
        if words:
            yield words


def _good(word: str) -> bool:
    return _ADDRESS.fullmatch(word) is not None and ".." not in word


def _problem(place: Place, message: str) -> Problem:
    return Problem("address", place, message, "Write `texts/x.html#note-old texts/x.html#note-new` in moved.txt.")
