"""Loads an edition: reads every file, joins the records, runs every rule."""

from __future__ import annotations

import gc
from pathlib import Path

from .problem import Problem
from .read.edition import read_edition
from .resolve.joined import Joined, join
from .rules import check


def load(root: Path) -> tuple[Joined, list[Problem]]:
    """The joined edition at `root` and all its problems, by path and place; it never raises for what files hold."""
    collecting = gc.isenabled()
    gc.disable()  # all that is read stays: to walk it again and again made loading grow faster than the edition
    try:
        joined = join(read_edition(root))
        return joined, check(joined)
    finally:
        if collecting:
            gc.enable()
