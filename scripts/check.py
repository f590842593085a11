"""Says everything that is wrong with an edition: `path:line:col: message [rule]`, the line, a caret and a hint."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from edition import command
from edition.load import problems_in
from edition.problem import changed_first, errors, render
from edition.read.listing import printed
from edition.rules import summaries


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 clean (warnings allowed), 1 problems, 2 usage."""
    parser = command.parser("check.py", __doc__)
    parser.add_argument("--format", choices=("text", "github", "json", "sarif"), default="text")
    github = parser.add_argument_group("with --format github, which shows few problems of a step")
    github.add_argument("--changed", metavar="FILE", help="a list of paths whose problems come first (- for input)")
    github.add_argument("--most", type=int, metavar="N", help="tell at most N of the problems")
    github.add_argument("--summary", metavar="FILE", help="where the others are added, as Markdown")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="tell only the problems in these files and folders")
    given = command.parse(parser, arguments)
    if given.format != "github" and (given.changed, given.most, given.summary) != (None, None, None):
        parser.error("--changed, --most and --summary go with --format github")
    changed = _listed(given.changed, parser)
    wanted = [_inside(given.root, path, parser) for path in given.paths]
    told = problems_in(given.root, wanted or ["."])
    if given.format == "github":
        try:
            command.tell_github(changed_first(told, changed), given.most, given.summary)
        except OSError as error:
            parser.error(f"{given.summary}: {error.strerror}")
    elif text := render(told, given.format, summaries()):
        print(text)
    if told and given.format == "text":
        print(f"\n{command.count(told)}")
    return 1 if errors(told) else 0


def _listed(file: str | None, parser: argparse.ArgumentParser) -> frozenset[str]:
    """The paths of a list, as `git diff --name-only` writes it: each ended by NUL (with -z) or by a line end."""
    if file is None:
        return frozenset()
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        parser.error(f"{file}: {error.strerror}")
    names = data.split(b"\0") if b"\0" in data else data.splitlines()
    return frozenset(printed(os.fsdecode(name)) for name in names)


def _inside(root: Path, path: str, parser: argparse.ArgumentParser) -> str:
    """A path as problems name it: relative to the edition, with slashes."""
    for base in (Path.cwd(), root):
        named = base / path
        # A link is itself meant, and not what it points at: it is told of, never followed.
        full = named.parent.resolve() / named.name if named.is_symlink() else named.resolve()
        if (full.is_symlink() or full.exists()) and full.is_relative_to(root.resolve()):
            return full.relative_to(root.resolve()).as_posix()
    parser.error(f"{path}: there is no such file or folder in {root}")


if __name__ == "__main__":
    sys.exit(main())
