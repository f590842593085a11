"""Which version of an edition a download was made from: its commit and its day, so that copies can be told apart."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

CHANGED = ", with changes that are not committed"
# What an edition is made from. Whatever else lies beside it (a site, an environment) is not asked about.
_PARTS = ("docs", "mkdocs.yml", "requirements.txt", "scripts", "sources", "theme")
# A repository's own configuration can name programs for git to run: none is asked for, and none is fetched from.
_SAFE = (
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"),
    *("--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs"),
)
_SECONDS = 20


@dataclass(frozen=True)
class Imprint:
    """A version (empty if unknown) and its date, in UTC."""

    version: str
    date: datetime | None


def imprint(root: Path) -> Imprint:
    """The version of the edition at `root`: the first ten digits of its commit, what was changed since, and the date.

    Where git is absent, or refuses, or knows nothing of this folder, there is no version, and the date is that of
    SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) or unknown.

    `git status` would run the filters that a repository's configuration names. So git is asked only for what it has
    stored, and the files are compared with that here.
    """
    commit = _ask(root, "rev-parse", "--verify", "HEAD^{commit}").decode("ascii", "replace").strip()
    stored = _stored(root) if commit else {}
    told = (
        re.search(rb"^committer .* (\d+) [+-]\d{4}$", _ask(root, "cat-file", "commit", commit), re.M)
        if stored
        else None
    )
    if told is None:
        return Imprint("", _moment(os.environ.get("SOURCE_DATE_EPOCH", "")))
    changed = CHANGED if dict(_present(root, stored)) != stored else ""
    return Imprint(commit[:10] + changed, _moment(told[1].decode("ascii")))


def _moment(seconds: str) -> datetime | None:
    """Seconds since 1970 as a moment; None where they are none."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC) if re.fullmatch(r"[0-9]{1,12}", seconds) else None
    except (ValueError, OverflowError, OSError):
        return None


def _stored(root: Path) -> dict[str, str]:
    """The names of the contents of the edition's files in the last commit, by path relative to the edition."""
    rows = _ask(root, "ls-tree", "-r", "-z", "HEAD", "--", *_PARTS).split(b"\0")
    pairs = (row.split(b"\t", 1) for row in rows if row)
    return {os.fsdecode(path): facts.split()[2].decode("ascii") for facts, path in pairs}


def _present(root: Path, stored: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The same of the files on disk. Others that are hidden or compiled by Python are no part of an edition."""
    named = hashlib.sha1 if len(next(iter(stored.values()))) == 40 else hashlib.sha256
    for part in _PARTS:
        start = root / part
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            inside = path.relative_to(root)
            name = inside.as_posix()
            if name not in stored and any(one.startswith(".") or one == "__pycache__" for one in inside.parts):
                continue
            if path.is_symlink():
                content = os.fsencode(os.readlink(path))
            elif path.is_file():
                content = path.read_bytes()
            else:
                continue
            yield name, named(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _ask(root: Path, *arguments: str) -> bytes:
    """What git says; nothing where it is absent or objects."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", os.fspath(root), *_SAFE, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
            env=plain | {"GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}, timeout=_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 else b""
