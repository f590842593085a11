"""Says in a comment's length what a pull request changes in the edition, by comparing two checkouts of it."""

from __future__ import annotations

import sys
from pathlib import Path

from edition import command
from edition.load import load
from edition.render.report import report


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 written, however broken either edition is; 2 usage."""
    parser = command.parser("report.py", __doc__)
    parser.add_argument("--base", type=Path, required=True, metavar="DIR", help="the edition before the change")
    parser.add_argument("--to", type=Path, metavar="FILE", help="where to write it (default: on standard output)")
    given = command.parse(parser, arguments)
    if not given.base.is_dir():
        parser.error(f"{given.base}: there is no such folder")
    text = report(load(given.base), load(given.root))
    if given.to is None:
        sys.stdout.write(text)
        return 0
    try:
        command.write_whole(given.to, text)
    except OSError as error:
        parser.error(f"{given.to}: {error.strerror}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
