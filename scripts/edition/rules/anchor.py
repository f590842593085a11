"""A quotation stands in its text, character for character.

Quotation marks, dashes, slips and letter case are those of the capture; only runs of white space count as one space.
A prefix or suffix that does not fit is the same fault. Similarity is used for the hint and never to anchor.

Bad (docs/annotations/thread/role.md):
      exact: "fully comitted to the role"
Good (docs/annotations/thread/role.md):
      exact: "fully committed to the role"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..problem import Problem
from ..resolve.joined import Joined
from .reading import found_in_reading

ID = "anchor"
NOTES_LIMIT = 500  # on one passage: each piece of it names all the notes that lie upon it
_not_found = found_in_reading(ID)


def check(joined: Joined) -> Iterator[Problem]:
    """Quotations that stand nowhere, and passages that bear more notes than a page can show."""
    yield from _not_found(joined)
    borne: Counter[tuple[str, str]] = Counter()
    for name, anchors in joined.anchors.items():
        for passage in {(one.source.id, segment.block.id) for one in anchors for segment in one.segments}:
            borne[passage] += 1
            if borne[passage] == NOTES_LIMIT + 1:
                message = f"More than {NOTES_LIMIT} notes stand on the passage {'/'.join(passage)}."
                place = joined.edition.annotations[name].place
                yield Problem(ID, place, message, "Join some of them.")
