"""What the commands have in common: where the edition is, and how its problems are counted."""

from __future__ import annotations

import argparse
from pathlib import Path

from .problem import Problem, errors
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


def count(problems: list[Problem]) -> str:
    """`2 problems, 1 warning`."""
    faults = len(errors(problems))
    warnings = len(problems) - faults
    return number_of(faults, "problem") + f", {number_of(warnings, 'warning')}" * bool(warnings)
