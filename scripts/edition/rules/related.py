"""Related entries exist.

Bad (docs/glossary/mask.md):
    related: [simulacra]
Good (docs/glossary/mask.md):
    related: [simulacrum]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..read.nearest import did_you_mean
from ..resolve.joined import Joined

ID = "related"


def check(joined: Joined) -> Iterator[Problem]:
    """Unknown entries under `related`, and an entry related to itself."""
    known = joined.edition.entries
    for entry in known.values():
        for other in entry.related:
            if other not in known and not joined.edition.has_file(f"docs/glossary/{other}.md"):
                hint = did_you_mean(other, known, f"The entries are: {', '.join(known)}.")
                yield Problem(ID, other.place, f"There is no glossary entry `{other}`.", hint)
            elif other == entry.id:
                yield Problem(ID, other.place, "An entry is not related to itself.", "Delete it.")
