"""No claim supports itself, however long the way round.

Bad (docs/arguments/role-leaves-no-goal.md):
    argument: {premises: [actor-plays-a-role, no-goal-behind-the-mask], supports: actor-has-no-goal}
Good (docs/arguments/role-leaves-no-goal.md):
    argument: {premises: [actor-plays-a-role], supports: actor-has-no-goal}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.argument import Argument
from ..problem import Problem
from ..resolve.joined import Joined

ID = "support-cycle"

_MOST = 6  # arguments that a message names


def check(joined: Joined) -> Iterator[Problem]:
    """A cycle for each support that closes one; an argument from p to p is for the rule `argument`."""
    using = joined.argumentation.using
    state: dict[str, str] = {}  # of claims: open while what they support is being followed, then closed
    for start in joined.edition.claims:
        if start in state:
            continue
        state[start] = "open"
        path: list[tuple[str, Iterator[Argument]]] = [(start, iter(using[start]))]
        came: list[Argument] = []  # the argument by which each further claim of the path was reached
        while path:
            step = next(path[-1][1], None)
            if step is None:
                state[path.pop()[0]] = "closed"
                if came:
                    came.pop()
                continue
            conclusion = step.conclusion
            if step.relation != "supports" or conclusion not in joined.edition.claims or conclusion in step.premises:
                continue
            if state.get(conclusion) == "open":
                first = next(number for number, (claim, _) in enumerate(path) if claim == conclusion)
                yield _cycle([*came[first:], step])
            elif conclusion not in state:
                state[conclusion] = "open"
                path.append((conclusion, iter(using[conclusion])))
                came.append(step)


def _cycle(steps: list[Argument]) -> Problem:
    """Told where the last support is typed; of a long way round, the first steps and the last are named."""
    last = steps[-1]
    named = [f"through `{step.id}` to `{step.conclusion}`" for step in steps]
    if len(named) > _MOST:
        named = [*named[: _MOST - 2], f"through {len(named) - _MOST + 1} more arguments", named[-1]]
    message = f"`{last.conclusion}` supports itself: {', '.join(named)}."
    hint = "Take a premise out of one of these arguments, or say with `attacks` or `undercuts` what it really does."
    return Problem(ID, last.conclusions[0][1].place, message, hint)
