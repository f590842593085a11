"""Accounts for a capture: every line is carried into the edition, or omitted with a reason, and either only once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..model.source import Account
from ..problem import Problem
from ..text import Document, Place
from .blocks import Carried, is_blank, last_line


def account(capture: Document, carried: Carried) -> Account:
    """How many lines are carried and omitted (blank ones among these), and which are neither."""
    unused = [line for line in range(1, last_line(capture) + 1) if line not in carried.used]
    lost = tuple(line for line in unused if not is_blank(capture.line(line)))
    omitted = sum(1 for role in carried.used.values() if role.startswith("omitted"))
    return Account(last_line(capture), len(carried.used) - omitted, omitted + len(unused) - len(lost), lost)


def account_problems(capture: Document, carried: Carried, counted: Account, decisions: str) -> list[Problem]:
    """Problems of rule `account`, one for each run of lines: used twice, or not at all."""
    problems = []
    twice: dict[tuple[str, str], list[int]] = defaultdict(list)
    for line, first, second in carried.twice:
        twice[first, second].append(line)
    for uses in sorted(twice):
        for run in _runs(twice[uses]):
            message = f"{_named(run)} used twice: as {uses[0]} and as {uses[1]}."
            problems.append(
                _problem(capture, run, message, f"Let each line stand in one unit or omission of {decisions}.")
            )
    for run in _runs(counted.unaccounted):
        it = "it" if run[0] == run[1] else "them"
        hint = f"Put {it} into a unit or into `omit` in {decisions}, with the basis."
        problems.append(_problem(capture, run, f"{_named(run)} neither carried nor omitted.", hint))
    return problems


def _runs(lines: Iterable[int]) -> list[tuple[int, int]]:
    """Consecutive lines as ranges, both ends included."""
    found: list[tuple[int, int]] = []
    for line in sorted(lines):
        if found and found[-1][1] >= line - 1:
            found[-1] = (found[-1][0], line)
        else:
            found.append((line, line))
    return found


def _named(run: tuple[int, int]) -> str:
    """`Line 5 is` or `Lines 5-9 are`."""
    return f"Line {run[0]} is" if run[0] == run[1] else f"Lines {run[0]}-{run[1]} are"


def _problem(capture: Document, run: tuple[int, int], message: str, hint: str) -> Problem:
    span = capture.line_span(run[0])
    return Problem("account", Place(capture, span.start, max(span.end, span.start + 1)), message, hint)
