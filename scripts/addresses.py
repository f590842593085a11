"""Adds the addresses that are new to the list of published ones, docs/assets/addresses.txt; takes none away."""

from __future__ import annotations

import sys

from edition import command
from edition.model.published import ADDRESSES
from edition.resolve.addresses import addresses

HEAD = (
    "# Every address that has been published. `make addresses` adds new ones; none is ever taken out.\n"
    "# One that no longer exists is told in moved.txt, with the one that took its place.\n"
)


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 written, 1 problems (nothing is written), 2 usage."""
    parser = command.parser("addresses.py", __doc__)
    given = command.parse(parser, arguments)
    joined = command.load_clean(given.root)
    if joined is None:
        return 1
    listed = {str(address) for address in joined.edition.published.addresses}
    new = set(addresses(joined.edition)) - listed
    try:
        command.write_whole(given.root / ADDRESSES, HEAD + "".join(f"{one}\n" for one in sorted(listed | new)))
    except OSError as error:
        parser.error(f"{error.filename}: {error.strerror}")
    print(f"{len(new)} new of {len(listed) + len(new)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
