"""A citation names a reference, with a page or section as its locator.

Bad (docs/annotations/thread/aside.md):
    See [@smith2020token, p. 5].
Good (docs/annotations/thread/aside.md):
    See [@smith2020tokens, p. 5].
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Problem
from ..read.nearest import did_you_mean
from ..resolve.address import is_reference
from ..resolve.joined import Joined, bodies
from .reading import found_in_reading

ID = "citation"
LOCATOR = re.compile(
    r"(?:pp?\.|§§?|secs?\.) ?[0-9A-Za-z][0-9A-Za-z.]*(?:[-–][0-9A-Za-z.]+)?(?:, ?[0-9A-Za-z.]+(?:[-–][0-9A-Za-z.]+)?)*"
)
_unreadable = found_in_reading(ID)


def check(joined: Joined) -> Iterator[Problem]:
    """Unknown keys, and locators that are neither page nor section."""
    yield from _unreadable(joined)
    known = joined.edition.references
    for _, _, body in bodies(joined.edition):
        for citation in body.citations:
            if not is_reference(joined.edition, citation.key):
                hint = did_you_mean(citation.key, known, "Add the work to sources/references.bib first.", "@")
                yield Problem(ID, citation.key.place, f"There is no reference `{citation.key}`.", hint)
            if citation.locator and not LOCATOR.fullmatch(citation.locator):
                yield Problem(
                    ID,
                    citation.locator.place,
                    f"`{citation.locator[:40]}` is neither a page nor a section.",
                    "Write `p. 5`, `pp. 5-7`, `§ 3` or `sec. 3`.",
                )
