"""The rules, one module each: an id, a docstring that documents it, and a check that yields problems.

The list is written by hand, in the order of the guide. Each rule's Bad and Good examples are run by the tests.
"""

from __future__ import annotations

from collections.abc import Collection
from types import ModuleType

from ..problem import Problem, in_order
from ..resolve.joined import Joined
from . import (
    account,
    address,
    anchor,
    anchor_unique,
    argument,
    bibliography,
    body,
    capture,
    citation,
    contradiction,
    debate,
    field,
    file,
    form,
    link,
    lost_link,
    macro,
    marker,
    markup,
    name,
    person,
    quotation,
    related,
    sense,
    sentence,
    source,
    stance,
    structure,
    support_cycle,
    thread,
    undecided,
    unheld,
    unmade,
    yaml,
)

RULES: tuple[ModuleType, ...] = (
    file,
    yaml,
    field,
    name,
    body,
    source,
    anchor,
    anchor_unique,
    link,
    markup,
    macro,
    citation,
    stance,
    sentence,
    argument,
    support_cycle,
    debate,
    unheld,
    unmade,
    contradiction,
    form,
    sense,
    person,
    related,
    undecided,
    bibliography,
    capture,
    account,
    structure,
    thread,
    marker,
    lost_link,
    quotation,
    address,
)


def check(joined: Joined, leave_out: Collection[ModuleType] = ()) -> list[Problem]:
    """Every problem of the edition, all at once, by path and place; but for those of rules that nobody asks about."""
    return in_order(problem for rule in RULES if rule not in leave_out for problem in rule.check(joined))


def summaries() -> dict[str, str]:
    """The first sentence of each rule's documentation."""
    return {rule.ID: (rule.__doc__ or "").strip().splitlines()[0] for rule in RULES}
