"""Keeps the files of an edition by kind and id, so that names can be looked for in them without reading records.

Where an escape of YAML may spell a name, and where a file can't be read as text, it counts as naming anything.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path

from .files import CAPTURE_LIMIT
from .listing import everything_below, markdown_in, printed, record_id

STATEMENTS = ("glossary", "claims", "arguments", "debates")
KINDS = ("annotations", *STATEMENTS, "sources")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SPELLED = re.compile(r"\\[xuU\n]")  # an escape that can make a letter, or join two halves of a name
_APART = bytes(byte if chr(byte).isalnum() else ord(" ") for byte in range(128)) + b" " * 128


class Shelf:
    """Paths by kind (a folder of docs/, or `sources`) and id; a text is `sources/<id>`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        notes = (found.path for found in everything_below(root / "docs" / "annotations") if found.path.endswith(".md"))
        _, texts, _ = next(os.walk(root / "sources"), ("", (), ()))
        self.paths = {"annotations": _by_id(f"docs/annotations/{name}" for name in notes)}
        for kind in STATEMENTS:
            self.paths[kind] = _by_id(f"docs/{kind}/{name}" for name in markdown_in(root / "docs" / kind))
        self.paths["sources"] = {name: [f"sources/{name}"] for name in texts}
        self._fields: dict[str, dict[str, str | None]] = {}

    def named(self, names: Iterable[str], kinds: Iterable[str] = KINDS) -> set[str]:
        """The files whose ids these are; several may claim one id."""
        wanted = set(names)
        return {path for kind in kinds for name in wanted for path in self.paths[kind].get(name, ())}

    def all(self, kind: str) -> set[str]:
        """Every file of a kind."""
        return {path for paths in self.paths[kind].values() for path in paths}

    def naming(self, kind: str, names: Collection[str]) -> set[str]:
        """The files of a kind that may have one of these names among their fields."""
        return {
            path
            for path, fields in (self.fields(kind).items() if names else ())
            if fields is None or any(name in fields and name in ids(fields) for name in names)
        }

    def fields(self, kind: str) -> dict[str, str | None]:
        """The fields of all files of a kind, as written; None where they may name anything."""
        if kind not in self._fields:
            texts = ((path, self.text(path)) for path in self.all(kind))
            self._fields[kind] = {path: None if text is None else head(text) for path, text in texts}
        return self._fields[kind]

    def text(self, path: str) -> str | None:
        """A file as text; None where it is none, or where it may spell names by escapes."""
        full = f"{self.root}/{path}"  # a Path costs more than to read the file
        try:
            if os.path.islink(full):
                return None
            with open(full, "rb") as file:
                text = file.read(CAPTURE_LIMIT).decode("utf-8")
        except (OSError, ValueError):
            return None
        return None if _SPELLED.search(text) else text

    def speaking(self, people: Iterable[str]) -> set[str]:
        """For each of these people a text in which they seem to speak, if there is one."""
        found: set[str] = set()
        for person in people:
            name = f"-{person}-".encode()
            if not any(name in self._slugs[path] for path in found):
                found |= set(next(([path] for path, slugs in self._slugs.items() if name in slugs), []))
        return found

    @cached_property
    def _slugs(self) -> dict[str, bytes]:
        """Each text and its fields spelled as ids are (`slug`), but for their length."""
        found: dict[str, bytes] = {}
        for path in sorted(self.all("sources")):
            text = f" {self.text(f'{path}/source.yml')} {self.text(f'{path}/capture.txt')} "
            plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").lower()
            found[path] = b"-" + b"-".join(plain.translate(_APART).split()) + b"-"
        return found


def ids(text: str) -> Iterator[str]:
    """Whatever in a text could be an id."""
    return (match.group() for match in _ID.finditer(text))


def own_id(path: str) -> str:
    """The id of the record at a path."""
    return record_id(path.rpartition("/")[2])


def head(text: str) -> str:
    """A file's fields: up to the line that ends them, or more, and never less."""
    if not text.removeprefix("\ufeff").startswith("---"):
        return ""
    end = text.find("\n---", 3)
    return text[:end] if end >= 0 and not text[end + 4 :].partition("\n")[0].strip(" \t\r") else text


def _by_id(paths: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        found[own_id(path)].append(printed(path))
    return found
