"""Writes the edition for elsewhere: as data in open formats, as PDF and EPUB, and its site as a zip."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edition import command
from edition.press.editions import EDITIONS, pages
from edition.press.exported import exported, lacks_site
from edition.render.exports import EXPORTS
from edition.resolve.joined import Joined

OFFLINE = "edition-offline.zip"
BY_DEFAULT = (*EXPORTS, "edition.pdf", "edition.epub", OFFLINE)
OTHERS = tuple(one.name for one in EDITIONS if one.name not in BY_DEFAULT)


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 written, 1 problems (nothing is written), 2 usage."""
    parser = command.parser("export.py", __doc__)
    parser.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="the folder to write into; made if absent"
    )
    parser.add_argument(
        "--only",
        nargs="+",
        metavar="NAME",
        help=f"only these: {', '.join((*BY_DEFAULT, *OTHERS))}, or the PDF of a text or debate, such as texts/x.pdf",
    )
    given = command.parse(parser, arguments)
    if given.to.exists() and not given.to.is_dir():
        parser.error(f"{given.to} is no folder")
    joined = command.load_clean(given.root)
    if joined is None:
        return 1
    names = wanted(parser, joined, given.only)
    try:
        files = exported(joined, names)  # all of them, before the first is written
    except RuntimeError as error:
        print(f"{error}\n\nNothing was written", file=sys.stderr)
        return 1
    try:
        for name, content in files.items():
            command.write_whole(given.to / name, content)
    except OSError as error:
        parser.error(f"{error.filename or given.to}: {error.strerror}")
    return 0


def wanted(parser: argparse.ArgumentParser, joined: Joined, only: list[str] | None) -> list[str]:
    """The files to write, in order. An edition that has no site goes without its zip, and is told so."""
    known = [*BY_DEFAULT, *OTHERS, *pages(joined)]
    for name in only or ():
        if name not in known:
            parser.error(f"there is no file {name} to write: see --help")
    names = [name for name in known if name in (BY_DEFAULT if only is None else only)]
    lacking = lacks_site(joined.edition.root)
    if OFFLINE in names and lacking:
        told = f"{OFFLINE} is the site in a zip, and {lacking}"
        if only is not None:
            parser.error(told)
        print(f"{told}: it is left out.", file=sys.stderr)
        names.remove(OFFLINE)
    return names


if __name__ == "__main__":
    sys.exit(main())
