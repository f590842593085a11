"""A file's name is its record's id: lower-case letters, digits and single hyphens, unique among its kind.

Ids are permanent addresses, so they must look the same on every file system and in every link. A page of docs/ can't
take a name that the edition gives to a page of its own, such as notes.md or texts/.

Bad (docs/annotations/thread/The_Role.md):
    by: ana
Good (docs/annotations/thread/role.md):
    by: ana
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..resolve.address import RESERVED
from ..resolve.joined import Joined
from ..text import Place
from .reading import found_in_reading

ID = "name"
_misnamed = found_in_reading(ID)


def check(joined: Joined) -> Iterator[Problem]:
    """Names that are no ids, names taken twice, and pages in the place of generated ones."""
    yield from _misnamed(joined)
    for path, page in joined.edition.pages.items():
        if path.lower().startswith(RESERVED):
            message = f"The edition makes docs/{path} itself, or others beside it."
            yield Problem(ID, Place(page.document, 0, 1), message, "Give the page another name or folder.")
    for records in (joined.edition.entries, joined.edition.debates):
        if "index" in records:
            message = "The list of all of them stands at this address."
            yield Problem(ID, records["index"].place, message, "Give the file another name.")
