"""Loads an edition: reads every file, joins the records, runs every rule; or as much of that as a few files need."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from .problem import Problem
from .read.edition import read_edition
from .read.neighbours import Neighbours
from .resolve.joined import Joined, join
from .rules import check, marker, undecided

# A check of a part is never of a capture, for to say what its words mean takes every entry.
TOLD_IN_CAPTURES = (marker, undecided)


def load(root: Path) -> tuple[Joined, list[Problem]]:
    """The joined edition at `root` and all its problems, by path and place; it never raises for what files hold."""
    with _uncollected():
        joined = join(read_edition(root))
        return joined, check(joined)


def problems_in(root: Path, paths: Collection[str]) -> list[Problem]:
    """The problems in some files and folders (paths relative to `root`, `.` for all): those of `load`, and no others.

    For files it reads these, and whatever else can bear on what is told of them.
    """
    with _uncollected():
        found = None if "." in paths else _of_a_part(root, paths)
    if found is None:
        _, found = load(root)
    return [problem for problem in found if any(_covers(path, problem.place.document.path) for path in paths)]


def _of_a_part(root: Path, paths: Collection[str]) -> list[Problem] | None:
    """Problems among which all those in some files are; None where the whole edition is to be read for them."""
    neighbours = Neighbours(root)
    wanted: set[str] = set()
    for path in paths:
        more = neighbours.of(path)
        if more is None:
            return None
        wanted |= more
    while True:
        found = check(join(read_edition(root, wanted)), TOLD_IN_CAPTURES)
        if any(problem.rule == "support-cycle" for problem in found):
            return None  # where a circle is told depends on all arguments and when they were made
        told = [problem for problem in found if problem.place.document.path in paths]
        more = set().union(*map(neighbours.told, told)) - wanted
        if not more:
            return told
        wanted |= more


def _covers(wanted: str, path: str) -> bool:
    return wanted in (".", path) or path.startswith(wanted + "/")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rests the garbage collector: all that is read stays, and to walk it again and again grew faster than it did."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
