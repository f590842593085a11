"""Looks at the files of docs/ that are no Markdown: MkDocs would publish them, and follow links, without asking."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from os.path import splitext
from pathlib import Path

from ..problem import Problem
from ..text import Document, Place
from .listing import FILES_LIMIT, PATH_LIMIT, Found, printed, reserved

ASSETS = "docs/assets"  # the site's own style sheets, scripts, fonts and pictures, reviewed as code is
ALSO_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd")  # MkDocs would make pages of these, unchecked
# What the site can need. A page that MkDocs copies as it is would have no policy and pass no fence.
SUFFIXES = (".css", ".js", ".woff2", ".png", ".jpg", ".webp", ".svg", ".ico", ".txt", ".md")
_NAME = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
# What a drawing that is opened by itself could run, load or take from elsewhere.
_ACTIVE = re.compile(
    rb"<\s*(?:\w+:)?(?:script|foreignObject|use|image|a|animate\w*|set)\b|\bon\w+\s*=|url\s*\(|@import|<[!?]|&#",
    re.I,
)
SVG_LIMIT = 100_000


def check_assets(root: Path, below: Collection[Found]) -> Iterator[Problem]:
    """What must not stand in docs/: links, pipes, too many files, files of no use, names that other systems confuse."""
    yield from _too_many(below)
    for found in below:
        name = printed(f"docs/{found.path}")
        if found.link:
            hint = "Put the file itself here: links are not followed."
            yield Problem("file", _place(name), "This is a symbolic link.", hint)
        elif not found.file and not found.folder:
            hint = "Put a file here: pipes, devices and sockets are not read."
            yield Problem("file", _place(name), "This is no plain file.", hint)
        elif found.file and name.startswith(f"{ASSETS}/"):
            yield from _asset(root, name)
        elif found.file and not name.startswith("docs/.") and splitext(name)[1].lower() not in (".md", *ALSO_MARKDOWN):
            message = "Only Markdown stands here: the site would hold this file as it is."
            stem = name.rpartition("/")[2].partition(".")[0]
            hint = f"Rename it to {stem}.md if it is a note, or move it to {ASSETS}/ if the site needs it."
            yield Problem("name", _place(name), message, hint)


def _place(name: str) -> Place:
    return Place(Document(name, ""), 0, 1)


def _too_many(below: Collection[Found]) -> Iterator[Problem]:
    """More files than are read, paths that are too long, and names that are one name on another computer."""
    if len(below) > FILES_LIMIT:
        message = f"More than {FILES_LIMIT:,} files and folders stand here."
        yield Problem("file", _place("docs"), message, "Take some of them out: no more are read.")
    taken: dict[str, str] = {}
    for found in below:
        name = printed(f"docs/{found.path}")
        if len(found.path.encode("utf-8", "replace")) > PATH_LIMIT:
            yield Problem("name", _place(name), "This path is too long for some computers.", "Give it a shorter name.")
        elif reserved(name.rpartition("/")[2]):
            message = "Windows keeps this name for a device: nobody could copy the edition there."
            yield Problem("name", _place(name), message, "Give it another name.")
        other = taken.setdefault(unicodedata.normalize("NFKC", name).casefold(), name)
        if other != name:
            message = f"Some computers can't tell this name from {other}."
            yield Problem("name", _place(name), message, "Give it another name.")


def _asset(root: Path, name: str) -> Iterator[Problem]:
    file = name.rpartition("/")[2]
    if not _NAME.fullmatch(file) or splitext(file)[1] not in SUFFIXES:
        hint = f"Its name is of plain letters, and ends in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}."
        yield Problem("name", _place(name), "The site has no use for a file of this name.", hint)
    elif file.endswith(".svg"):
        try:
            with open(root / name, "rb") as drawing:
                text = drawing.read(SVG_LIMIT + 1)
        except OSError as error:
            yield Problem("file", _place(name), f"The file can't be read: {error.strerror}.", "Is it a file?")
            return
        if len(text) > SVG_LIMIT or b"\x00" in text or _ACTIVE.search(text):
            message = "This drawing could do more than be seen: a picture holds shapes only."
            yield Problem("file", _place(name), message, f"Keep paths and shapes, at most {SVG_LIMIT:,} bytes.")
