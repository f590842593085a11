"""Reads a file as UTF-8 text within stated limits; what isn't plain text is a problem, never an exception."""

from __future__ import annotations

from pathlib import Path

from ..problem import Problem
from ..text import CONTROL, HIDDEN, Document, Place

# Limits in bytes, enforced before anything is parsed (Markdown and YAML can be slow on hostile input).
CAPTURE_LIMIT = 8_000_000
BIBLIOGRAPHY_LIMIT = 4_000_000
SOURCE_LIMIT = 1_000_000
PAGE_LIMIT = 200_000
NOTE_LIMIT = 20_000


def read_text(path: Path, name: str, limit: int) -> tuple[Document, list[Problem]]:
    """The file's text as a document called `name`, and what is wrong with its bytes (rule `file`).

    A file that can't be read as text comes back empty, with its problem, so that the rest can still be checked.
    """
    empty = Document(name, "")

    def fail(message: str, hint: str, document: Document = empty, start: int = 0) -> Problem:
        return Problem("file", Place(document, start, start + 1), message, hint)

    if path.is_symlink():
        return empty, [fail("This is a symbolic link.", "Put the file itself here: links are not followed.")]
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
    return _clean(Document(name, text))


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
    for match in HIDDEN.finditer(text, 1):
        name = f"U+{ord(match.group()):04X}"
        fault(match.start(), f"An invisible character, {name}, stands here.", "Delete it: it changes what is read.")
        break
    return document, problems
