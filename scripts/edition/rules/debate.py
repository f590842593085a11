"""A debate has claims, and each of them exists.

Bad (docs/debates/behind-the-mask.md):
      claims: [no-goal-behind-mask, mask-can-be-taken-off]
Good (docs/debates/behind-the-mask.md):
      claims: [no-goal-behind-the-mask, mask-can-be-taken-off]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..resolve.address import Unresolved, resolve
from ..resolve.joined import Joined

ID = "debate"


def check(joined: Joined) -> Iterator[Problem]:
    """No claim at all, a claim named twice, an argument for a claim, unknown claims."""
    for debate in joined.edition.debates.values():
        if not debate.claims and not joined.edition.has_fault_at(debate.place.document.path):
            hint = "Name the claim it turns on, below the question: `claims: [a-claim]`."
            yield Problem(ID, debate.question.place, "A debate needs a claim.", hint)
        for number, claim in enumerate(debate.claims):
            goal = resolve(joined.edition, f"claim:{claim}")
            if claim in debate.claims[:number]:
                yield Problem(ID, claim.place, f"The claim `{claim}` is named twice.", "Delete one of them.")
            elif isinstance(goal, Unresolved) and claim in joined.edition.arguments:
                message = f"A debate names claims, and `{claim}` is an argument."
                yield Problem(ID, claim.place, message, "Name the claim it bears on: the map then shows both.")
            elif isinstance(goal, Unresolved):
                yield Problem(ID, claim.place, goal.message, goal.hint.replace("`claim:", "`"))
