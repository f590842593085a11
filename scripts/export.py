"""Writes the edition as data: W3C annotations, Argdown, AIF, SKOS, BibTeX and CSL-JSON."""

from __future__ import annotations

import sys
from pathlib import Path

from edition import command
from edition.render.exports import exports


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 written, 1 problems (nothing is written), 2 usage."""
    parser = command.parser("export.py", __doc__)
    parser.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="the folder to write into; made if absent"
    )
    given = command.parse(parser, arguments)
    if given.to.exists() and not given.to.is_dir():
        parser.error(f"{given.to} is no folder")
    joined = command.load_clean(given.root)
    if joined is None:
        return 1
    files = exports(joined)  # all of them, before the first is written
    try:
        for name, text in files.items():
            command.write_whole(given.to / name, text)
    except OSError as error:
        parser.error(f"{error.filename or given.to}: {error.strerror}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
