"""Reads from git what a pull request changes, as data: nothing of it is checked out, and nothing of it runs."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .files import SOURCE_LIMIT


@dataclass(frozen=True)
class Change:
    """One line of `git diff --raw`: the modes and blobs before and after, what happened, and the path.

    A mode of 000000 and a blob of zeros mean that there is no such file on that side.
    """

    old_mode: str
    new_mode: str
    old_blob: str
    new_blob: str
    status: str  # A, D, M, T …
    path: str


def read_changes(raw: bytes) -> list[Change]:
    """The output of `git diff-tree --raw -z --no-abbrev --no-renames`; ValueError where it is none.

    Each change is a field of modes and blobs, ended by NUL, and its path, ended by NUL: no byte of a name can end it.
    """
    fields = raw.split(b"\0")
    if fields.pop() != b"" or len(fields) % 2:
        raise ValueError("the list of changes is cut off")
    found = []
    for about, path in zip(fields[::2], fields[1::2], strict=True):
        match = re.fullmatch(rb":(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([ADMT])", about)
        if not match or not path:
            raise ValueError(f"this is no change: {about!r}")
        found.append(Change(*(part.decode("ascii") for part in match.groups()), os.fsdecode(path)))
    return found


class Repository:
    """Git's answers about one repository; what git can't do is a ValueError with git's own words."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def changes(self, base: str, head: str) -> list[Change]:
        """What merging `head` would change in `base`: the outcome, so that no course of history can hide any of it."""
        ours, theirs = self._commit(base), self._commit(head)
        merged = self._ask("merge-tree", "--write-tree", "--no-messages", "-z", ours, theirs, allow=(0, 1))
        tree, _, conflicts = merged.partition(b"\0")
        if conflicts:
            raise ValueError(f"{head} conflicts with {base}: merge {base} into it first")
        plain = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--ignore-submodules=none")
        return read_changes(self._ask("diff-tree", "-r", *plain, ours, tree.decode("ascii")))

    def sizes(self, changes: Iterable[Change]) -> dict[str, int]:
        """The sizes in bytes of what the changes put there, by blob; a submodule's has none."""
        wanted = "".join(f"{change.new_blob}\n" for change in changes)
        told = self._ask("cat-file", "--batch-check=%(objectname) %(objectsize)", given=wanted.encode("ascii"))
        pairs = (line.split() for line in told.decode("ascii").splitlines())
        return {blob: int(size) for blob, size in pairs if size.isdecimal()}

    def text(self, blob: str) -> bytes:
        """The bytes of a blob; none of one that is too large to be read."""
        return self._ask("cat-file", "blob", blob) if int(self._ask("cat-file", "-s", blob)) <= SOURCE_LIMIT else b""

    def _commit(self, name: str) -> str:
        """The commit that a name means, which can then be taken for no option of git's."""
        told = self._ask("rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
        return told.decode("ascii").strip()

    def _ask(self, *arguments: str, allow: tuple[int, ...] = (0,), given: bytes = b"") -> bytes:
        done = subprocess.run(["git", *arguments], cwd=self.root, input=given, capture_output=True, check=False)
        if done.returncode not in allow:
            told = done.stderr.decode("utf-8", "replace").strip()
            raise ValueError(told or f"git {arguments[0]} ended with status {done.returncode}")
        return done.stdout
