"""What the commands have in common: where the edition is, and how its problems are counted."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from .load import load
from .problem import Problem, as_summary, errors, render
from .resolve.joined import Joined
from .rules import summaries
from .text import number_of

REPOSITORY = Path(__file__).resolve().parents[2]


def parser(name: str, about: str | None) -> argparse.ArgumentParser:
    """A command's parser with `--root DIR`, by default the repository that the command stands in."""
    made = argparse.ArgumentParser(prog=name, description=about)
    made.add_argument(
        "--root",
        type=Path,
        default=REPOSITORY,
        metavar="DIR",
        help="the edition: a folder with sources/ and docs/ (default: this repository)",
    )
    return made


def parse(made: argparse.ArgumentParser, arguments: list[str] | None) -> argparse.Namespace:
    """The arguments; a root that is no edition is a mistake of usage (exit status 2)."""
    given = made.parse_args(arguments)
    if not (given.root / "sources").is_dir() and not (given.root / "docs").is_dir():
        made.error(f"{given.root} is no edition: it has neither sources/ nor docs/")
    return given


def load_clean(root: Path) -> Joined | None:
    """The edition, if it holds no error; otherwise its errors are printed and nothing is to be written."""
    joined, problems = load(root)
    faults = errors(problems)
    if not faults:
        return joined
    print(render(faults, "text", summaries()), file=sys.stderr)
    print(f"\n{count(faults)}; nothing was written", file=sys.stderr)
    return None


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a file (a text as UTF-8), all of it or nothing; its folder is made if absent."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def count(problems: list[Problem]) -> str:
    """`2 problems, 1 warning`."""
    faults = len(errors(problems))
    warnings = len(problems) - faults
    return number_of(faults, "problem") + f", {number_of(warnings, 'warning')}" * bool(warnings)


def tell_github(problems: list[Problem], most: int | None, summary: str | None) -> None:
    """Prints the first problems as annotations; the others go to the summary, or are at least counted."""
    shown = len(problems) if most is None else max(0, most)
    if told := render(problems[:shown], "github", {}):
        print(told)
    rest = problems[shown:]
    if not rest:
        return
    print(f"{count(rest)} more")
    if summary is not None:
        with open(summary, "a", encoding="utf-8", errors="replace") as file:
            file.write(as_summary(rest, f"{count(rest)} not shown on the lines"))
