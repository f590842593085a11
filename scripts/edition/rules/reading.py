"""Rules that hold when a file is read: their problems are found there and told here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..problem import Problem
from ..resolve.joined import Joined


def found_in_reading(rule: str) -> Callable[[Joined], Iterator[Problem]]:
    """A check that tells the problems of one rule that reading or anchoring met."""

    def check(joined: Joined) -> Iterator[Problem]:
        for problem in (*joined.edition.problems, *joined.problems):
            if problem.rule == rule:
                yield problem

    return check
