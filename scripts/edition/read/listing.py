"""Lists the files of an edition, each folder once: to ask the disk about every file cost more than to read it."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ..text import slug
from .forms import is_id

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)", re.IGNORECASE)
FILES_LIMIT = 20_000  # files and folders below docs/
PATH_LIMIT = 240  # bytes of a path below docs/: some file systems, and archives, hold no longer ones


class Found(NamedTuple):
    """A file or folder: its path relative to where the listing begins, and what it is."""

    path: str
    link: bool
    file: bool  # or a link to one
    folder: bool = False


def everything_below(folder: Path) -> list[Found]:
    """All files and folders below a folder, in order; links to folders are not followed.

    One more than FILES_LIMIT at most: whoever finds that many has found too many.
    """
    found: list[Found] = []
    waiting = [""]
    while waiting and len(found) <= FILES_LIMIT:
        at = waiting.pop()
        try:
            with os.scandir(f"{folder}/{at}") as entries:
                for entry in islice(entries, FILES_LIMIT + 1 - len(found)):
                    path = at + entry.name
                    found.append(Found(path, entry.is_symlink(), entry.is_file(), entry.is_dir(follow_symlinks=False)))
                    if found[-1].folder:
                        waiting.append(f"{path}/")
        except OSError:
            continue  # there is no such folder, or it may not be read
    return sorted(found, key=lambda one: one.path.split("/"))


def markdown_in(folder: Path) -> list[str]:
    """The names in a folder that end in `.md`, in order, FILES_LIMIT at most; none where there is no such folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in islice(entries, FILES_LIMIT) if entry.name.endswith(".md"))
    except OSError:
        return []


def printed(path: str) -> str:
    """A path as messages print it; what a file system allows beyond Unicode is replaced."""
    return path if path.isascii() else path.encode("utf-8", "replace").decode("utf-8")


def reserved(name: str) -> bool:
    """Whether Windows keeps a name for a device, whatever suffix it has: a clone could not be made there."""
    return _DEVICE.match(name) is not None


def record_id(file: str) -> str:
    """The id of the record in a file of this name, or the one to propose where the name is none."""
    stem = file.removesuffix(".md") or file
    return stem if is_id(stem) else slug(stem)[:80].strip("-") or "a-name-in-latin-letters"
