"""Puts new files into an edition: all of them or none, and never in the place of one that is there."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


class Refused(Exception):
    """Why nothing is written, in a sentence that a person can act on."""


def hindrance(root: Path, files: Mapping[str, bytes]) -> str:
    """What stands in the way of the folders of these files, in a sentence; empty where nothing does."""
    for path in files:
        for above in (root / path).relative_to(root).parents:
            if (root / above).is_symlink() and above != Path("."):
                return f"{above.as_posix()} is a symbolic link: the edition follows none."
            if os.path.lexists(root / above) and not (root / above).is_dir():
                return f"{above.as_posix()} is no folder."
    return ""


def publish(root: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files (contents by path). Raises `Refused` or OSError with nothing written.

    They are made whole in a folder beside the others first, then each takes its place in one step that fails where a
    file has come to stand there meanwhile; then those that were placed are taken away again.
    """
    stage = Path(tempfile.mkdtemp(dir=root, prefix=".new."))
    placed: list[Path] = []
    made: list[Path] = []
    try:
        staged = {root / path: stage / str(number) for number, path in enumerate(files)}
        for content, new in zip(files.values(), staged.values(), strict=True):
            new.write_bytes(content)
            new.chmod(0o644)
        for path, new in staged.items():
            _make_folders(path.parent, made)
            _place(new, path)
            placed.append(path)
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):  # somebody else has put a file there meanwhile
                folder.rmdir()
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Makes a folder and those above it, and notes which were not there."""
    if not folder.is_dir():
        _make_folders(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _place(new: Path, path: Path) -> None:
    try:
        os.link(new, path)
    except FileExistsError:
        raise Refused(f"{path.name} exists already: somebody has just written it.") from None
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            raise Refused(f"{path.name} exists already: somebody has just written it.") from None
        os.replace(new, path)
