"""Reads a file as UTF-8 text within stated limits; what isn't plain text is a problem, never an exception."""

from __future__ import annotations

import os
import stat
from itertools import pairwise
from pathlib import Path

from ..problem import Problem
from ..text import CONTROL, Document, Place, hidden

# Limits in bytes, enforced before anything is parsed (Markdown and YAML can be slow on hostile input).
CAPTURE_LIMIT = 2_000_000
BIBLIOGRAPHY_LIMIT = 1_000_000
SOURCE_LIMIT = 1_000_000
PAGE_LIMIT = 100_000
NOTE_LIMIT = 20_000
# Markdown takes the square of a paragraph's length, and a captured line is a paragraph.
LINE_LIMIT = 20_000  # code points
CAPTURE_LINES = 10_000


def read_text(
    path: Path, name: str, limit: int, *, line: int | None = None, lines: int | None = None
) -> tuple[Document, list[Problem]]:
    """The file's text as a document called `name`, and what is wrong with its bytes (rule `file`).

    `limit` is in bytes, `line` the most code points of a line, `lines` the most lines. A file that can't be read as
    text, or is above a limit, comes back empty, with its problem, so that the rest can still be checked.
    """
    empty = Document(name, "")

    def fail(message: str, hint: str, document: Document = empty, start: int = 0) -> Problem:
        return Problem("file", Place(document, start, start + 1), message, hint)

    kind = kind_of(path)
    if stat.S_ISLNK(kind):
        return empty, [fail("This is a symbolic link.", "Put the file itself here: links are not followed.")]
    if kind and not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
        return empty, [fail("This is no plain file.", "Put a file here: pipes, devices and sockets are not read.")]
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        return empty, [fail("This file is missing.", "Add it: a text has a capture.txt and a source.yml.")]
    except OSError as error:
        return empty, [fail(f"The file can't be read: {error.strerror}.", "Is it there, and is it a file?")]
    if not data:
        return empty, [fail("The file is empty.", "Fill it, or delete it.")]
    if len(data) > limit:
        return empty, [fail(f"The file is larger than {limit:,} bytes.", "Split it, or shorten it.")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        shown = Document(name, data.decode("utf-8", "replace"))
        hint = "Save the file with the encoding UTF-8."
        start = len(data[: error.start].decode("utf-8"))
        return empty, [fail(f"Byte {error.start + 1} of the file is not UTF-8.", hint, shown, start)]
    document = Document(name, text)
    too_long = _too_long(document, line, lines)
    return (empty, [too_long]) if too_long else _clean(document)


def kind_of(path: Path | str) -> int:
    """The kind of a file as `stat` has it, links not followed; 0 where there is none. A pipe must not be opened."""
    try:
        return os.lstat(path).st_mode
    except (OSError, ValueError):
        return 0


def _too_long(document: Document, line: int | None, lines: int | None) -> Problem | None:
    """The first line above a limit, or the first line too many."""
    edges = [*document.starts, len(document.text) + 1]
    for start, end in pairwise(edges) if line else ():
        if end - start - 1 > line:
            message = f"This line is longer than {line:,} characters."
            return Problem("file", Place(document, start, start + 1), message, "Break it, or shorten it.")
    if lines and document.line_count > lines + 1:
        start = document.starts[lines]
        message = f"The file has more than {lines:,} lines."
        return Problem("file", Place(document, start, start + 1), message, "Make several texts of it.")
    return None


def _clean(document: Document) -> tuple[Document, list[Problem]]:
    text = document.text
    problems = []

    def fault(start: int, message: str, hint: str) -> None:
        problems.append(Problem("file", Place(document, start, start + 1), message, hint))

    if text.startswith("\ufeff"):
        fault(0, "The file begins with a byte order mark.", "Save it as UTF-8 without BOM.")
    if "\r" in text:
        hint = "Save the file with Unix line ends (LF in place of CRLF)."
        fault(text.index("\r"), "A line ends with a carriage return.", hint)
    for match in CONTROL.finditer(text.replace("\r", "\n")):
        fault(match.start(), f"A control character, U+{ord(match.group()):04X}, stands here.", "Delete it.")
        break
    unseen = min(hidden(text, 1), default=None)
    if unseen is not None:
        name = f"U+{ord(text[unseen]):04X}"
        fault(unseen, f"An invisible character, {name}, stands here.", "Delete it: it changes what is read.")
    return document, problems
