"""A note takes a stance on claims that exist, and makes an argument that exists.

Bad (docs/annotations/thread/role.md):
    stance: {asserts: no-goal-behind-mask}
Good (docs/annotations/thread/role.md):
    stance: {asserts: no-goal-behind-the-mask}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..resolve.address import Unresolved, resolve
from ..resolve.joined import Joined
from ..text import Located

ID = "stance"


def check(joined: Joined) -> Iterator[Problem]:
    """Unknown claims under `stance`, an unknown argument under `argues`."""
    for note in joined.edition.annotations.values():
        named: list[tuple[str, Located]] = [("claim", claim) for _, claim in note.stances]
        if note.argues is not None:
            named.append(("argument", note.argues))
        for scheme, name in named:
            goal = resolve(joined.edition, f"{scheme}:{name}")
            if isinstance(goal, Unresolved):
                yield Problem(ID, name.place, goal.message, goal.hint.replace(f"`{scheme}:", "`"))
