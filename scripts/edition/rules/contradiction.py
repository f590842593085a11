"""Nobody both asserts and denies a claim, unless a note records how their mind changed.

Whoever makes an argument asserts its premises, and asserts or denies its conclusion. If a mind changed, a note on the
words that give way says so: `concedes` a claim that was denied, `doubts` one that was asserted. If it did not, the
claim is read too widely, and is really two.

Bad (docs/annotations/thread/role.md):
    stance: {denies: actor-has-no-goal}
Good (docs/annotations/thread/role.md):
    stance: {asserts: no-goal-behind-the-mask}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ..problem import Problem
from ..resolve.joined import Joined
from ..resolve.positions import Holder, Position, may_follow
from ..text import shorten

ID = "contradiction"

_GIVES_WAY = {"asserts": "doubts", "denies": "concedes"}


def check(joined: Joined) -> Iterator[Problem]:
    """For each person and claim the first change of side that nothing records, told where the later one is typed."""
    taken: dict[tuple[Holder, str], list[Position]] = defaultdict(list)
    for position in joined.positions:
        if position.holder.kind == "person":  # two unnamed writers may be two people
            taken[position.holder, position.claim].append(position)
    for positions in taken.values():
        sides = [one for one in positions if one.verb in _GIVES_WAY]
        sides.sort(key=lambda one: (one.when, one.note is not None))
        for earlier, later in pairwise(sides):
            if earlier.verb != later.verb and not _recorded(earlier, later, positions):
                yield _contradiction(earlier, later)
                break


def _recorded(earlier: Position, later: Position, positions: list[Position]) -> bool:
    """Whether the claim is conceded after its denial, or doubted between its assertion and its denial."""
    denial = later if later.verb == "denies" else earlier
    if any(one.verb == "concedes" and may_follow(one, denial) for one in positions):
        return True
    doubts = [one for one in positions if one.verb == "doubts"]
    return denial is later and any(may_follow(one, earlier) and may_follow(later, one) for one in doubts)


def _contradiction(earlier: Position, later: Position) -> Problem:
    claim = later.claim
    then = "" if may_follow(earlier, later) else "later "
    message = (
        f"{later.holder.name} {earlier.verb} `{claim}` in {_where(earlier)}, and {then}{later.verb} it in "
        f"{_where(later)}: a change of mind, or a contradiction to resolve."
    )
    stance = f"`stance: {{{_GIVES_WAY[earlier.verb]}: {claim}}}`"
    hint = f"If the mind changed, put {stance} into a note on the words that say so; else make two claims of this one."
    return Problem(ID, later.named.place, message, hint)


def _where(position: Position) -> str:
    """The passage, its day, its words, and what records it, for one side of a contradiction."""
    anchor = position.anchor
    passage = anchor.source.address(anchor.unit, anchor.segments[0].block)
    day = f"{position.published[:10]}, " if position.published else ""
    recorded = f"note `{position.note}`" if position.note else f"argument `{position.argument}`"
    return f"{passage} ({day}“{shorten(anchor.words, 60)}”, {recorded})"
