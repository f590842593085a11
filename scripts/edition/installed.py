"""Finds the Python that has what the edition needs: commands are often called with the system's own."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

NEEDED = ("bibtexparser", "markdown_it", "nh3", "pypandoc", "rapidfuzz", "yaml")
SCRIPTS = Path(__file__).resolve().parents[1]


def require() -> None:
    """Goes on with `.venv`'s Python where this one lacks a package; without `.venv`, says how to make it."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if not missing:
        return
    own = SCRIPTS.parent / ".venv" / "bin" / "python"
    command = Path(sys.argv[0]).resolve()
    if command.parent == SCRIPTS and own.exists() and Path(sys.prefix).resolve() != own.parents[1].resolve():
        os.execv(own, [str(own), str(command), *sys.argv[1:]])
    raise SystemExit(f"{sys.executable} lacks {', '.join(missing)}.\nRun `make setup` in {SCRIPTS.parent} first.")
