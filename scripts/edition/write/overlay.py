"""Asks what `check` will say of new files before they are written, of a copy of the edition that has them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..load import load
from ..problem import Problem

PARTS = ("sources", "docs", "mkdocs.yml")  # what an edition is made of, and all that `load` looks at


@dataclass(frozen=True)
class Verdict:
    """The problems that new files cause, and those that are there without them."""

    caused: list[Problem]
    elsewhere: list[Problem]


def verdict(root: Path, before: list[Problem], files: Mapping[str, bytes]) -> Verdict:
    """What is said of the edition with these files (contents by path); `before` is what was said without them."""
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        copy = Path(folder)
        for part in PARTS:
            _copy(root / part, copy / part)
        for path, content in files.items():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            with (copy / path).open("xb") as file:  # never into bytes that the edition shares
                file.write(content)
        _, after = load(copy)
    known = {_place(problem) for problem in before}
    old = [_place(problem) in known for problem in after]
    return Verdict(
        caused=[problem for problem, was in zip(after, old, strict=True) if not was],
        elsewhere=[problem for problem, was in zip(after, old, strict=True) if was],
    )


def _place(problem: Problem) -> tuple[str, str, int]:
    """What makes a problem the same before and after: a message may count or quote what has been added."""
    return problem.rule, problem.place.document.path, problem.place.start


def _copy(one: Path, to: Path) -> None:
    """A file or folder with all in it. Links stay links, and bytes are shared where the disk allows it."""
    if one.is_symlink():
        os.symlink(os.readlink(one), to)
    elif one.is_dir():
        to.mkdir()
        for inside in os.scandir(one):
            _copy(Path(inside.path), to / inside.name)
    elif one.exists():
        try:
            os.link(one, to, follow_symlinks=False)
        except OSError:
            shutil.copyfile(one, to)
