"""Knows whose notes are written here, so that nobody types their handle twice: git remembers it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ..text import slug

KEY = "edition.by"  # git config edition.by a-handle


def remembered(root: Path) -> str:
    """The handle that git's configuration holds for us; empty where it holds none."""
    return _configured(root, KEY)


def likely(root: Path) -> str:
    """A handle to offer to whoever is asked: that of the forge, or the name that commits are signed with, as an id.

    It is offered and never taken unseen: a name in public is for its bearer to choose.
    """
    return slug(_configured(root, "github.user") or _configured(root, "user.name"))[:80].strip("-")


def _configured(root: Path, key: str) -> str:
    try:
        done = subprocess.run(
            ["git", "config", "--get", key], cwd=root, capture_output=True, encoding="utf-8", errors="replace",
            timeout=5, check=False,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
