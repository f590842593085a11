"""Every link leads somewhere: to an entry, a passage, a claim, an argument, or a web address.

Links to the edition's own things are written by their ids, `[mask](term:mask)`, and never by file paths, so that they
can be checked and nothing breaks when pages move. Other schemes, such as `javascript:` or `data:`, are refused.

Bad (docs/annotations/thread/role.md):
    A note: compare [mask](term:maks).
Good (docs/annotations/thread/role.md):
    A note: compare [mask](term:mask).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Problem
from ..resolve.address import WEB, Unresolved, resolve
from ..resolve.joined import Joined, bodies

ID = "link"
_ADDRESS = re.compile(r"(?:https?://[^\s<>\"'`{}\\]+|mailto:[^\s<>\"'`{}\\@]+@[^\s<>\"'`{}\\@]+)", re.I)


def check(joined: Joined) -> Iterator[Problem]:
    """Links of bodies and hand-written pages that lead nowhere or are not allowed."""
    links = [link.target for _, _, body in bodies(joined.edition) for link in body.links]
    links += [link for page in joined.edition.pages.values() for link in page.links]
    for target in links:
        goal = resolve(joined.edition, target)
        if isinstance(goal, Unresolved):
            yield Problem(ID, target.place, goal.message, goal.hint)
        elif target.lower().startswith(WEB) and not _ADDRESS.fullmatch(target):
            yield Problem(
                ID,
                target.place,
                "This web address holds characters that an address can't have.",
                "Copy it anew from the browser's address bar.",
            )
