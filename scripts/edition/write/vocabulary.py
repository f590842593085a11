"""Which ids a field may name: what the edition has of its kind, for completion and for asking again."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..model import fields as f
from ..model.edition import Edition
from .values import Leaf

_FOLDERS = {
    "source": "sources",
    "asserts": "docs/claims",
    "denies": "docs/claims",
    "doubts": "docs/claims",
    "concedes": "docs/claims",
    "argues": "docs/arguments",
    "premises": "docs/claims",
    "supports": "docs/claims",
    "attacks": "docs/claims",
    "undercuts": "docs/arguments",
    "claims": "docs/claims",
    "related": "docs/glossary",
}


def known(edition: Edition, leaf: Leaf) -> tuple[str, ...] | None:
    """The words that a field may hold, in the edition's order; None where any will do."""
    name = leaf.path[-1]
    if isinstance(leaf.kind, f.Choice):
        return leaf.kind.words
    if name == "people":
        return tuple(edition.people)
    if name == "source":
        return tuple(dict.fromkeys([*edition.sources, *sorted(ids(edition, "sources"))]))
    return tuple(sorted(ids(edition, _FOLDERS[name]))) if name in _FOLDERS else None


def handles(edition: Edition) -> tuple[str, ...]:
    """Who has written notes."""
    return tuple(dict.fromkeys(str(note.by) for note in edition.annotations.values()))


def ids(edition: Edition, folder: str) -> set[str]:
    """The ids below a folder, be it that nothing could be read in a file."""
    below = [PurePosixPath(path) for path in edition.documents if path.startswith(f"{folder}/")]
    if folder == "sources":
        return {path.parent.name for path in below if path.name == "source.yml"}
    return {path.stem for path in below}
