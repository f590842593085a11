"""Says everything that is wrong with an edition: `path:line:col: message [rule]`, the line, a caret and a hint."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edition import command
from edition.load import load
from edition.problem import errors, render
from edition.rules import summaries


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 clean (warnings allowed), 1 problems, 2 usage."""
    parser = command.parser("check.py", __doc__)
    parser.add_argument("--format", choices=("text", "github", "json", "sarif"), default="text")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="tell only the problems in these files and folders")
    given = command.parse(parser, arguments)
    wanted = [_inside(given.root, path, parser) for path in given.paths]
    _, problems = load(given.root)
    told = [p for p in problems if not wanted or any(_covers(path, p.place.document.path) for path in wanted)]
    text = render(told, given.format, summaries())
    if text:
        print(text)
    if told and given.format == "text":
        print(f"\n{command.count(told)}")
    return 1 if errors(told) else 0


def _inside(root: Path, path: str, parser: argparse.ArgumentParser) -> str:
    """A path as problems name it: relative to the edition, with slashes."""
    for base in (Path.cwd(), root):
        named = base / path
        # A link is itself meant, and not what it points at: it is told of, never followed.
        full = named.parent.resolve() / named.name if named.is_symlink() else named.resolve()
        if (full.is_symlink() or full.exists()) and full.is_relative_to(root.resolve()):
            return full.relative_to(root.resolve()).as_posix()
    parser.error(f"{path}: there is no such file or folder in {root}")


def _covers(wanted: str, path: str) -> bool:
    return wanted in (".", path) or path.startswith(wanted + "/")


if __name__ == "__main__":
    sys.exit(main())
