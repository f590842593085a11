"""Says what in a pull request only a maintainer may change, and what nobody may: contributed text needs neither."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edition import command
from edition.approval import judge
from edition.problem import render
from edition.read.changes import Repository
from edition.read.edition import macro_pages


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 nothing to object, 1 objections, 2 usage, or commits that can't be compared."""
    parser = argparse.ArgumentParser(prog="policy.py", description=__doc__)
    parser.add_argument("base", help="the commit that the pull request would be merged into")
    parser.add_argument("head", nargs="?", default="HEAD", help="the pull request's last commit (default: HEAD)")
    parser.add_argument("--approved", action="store_true", help="a maintainer has looked at exactly this commit")
    parser.add_argument("--root", type=Path, default=command.REPOSITORY, metavar="DIR", help="the repository")
    parser.add_argument("--format", choices=("text", "github"), default="text")
    parser.add_argument("--summary", metavar="FILE", help="with github: where all but the first ten are added")
    given = parser.parse_args(arguments)
    repository = Repository(given.root)
    try:
        changes = repository.changes(given.base, given.head)
        found = judge(changes, given.approved, macro_pages(given.root), repository.sizes(changes), repository.text)
        if given.format == "github":
            command.tell_github(found, 10, given.summary)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    if found and given.format == "text":
        print(f"{render(found, 'text', {})}\n\n{command.count(found)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
