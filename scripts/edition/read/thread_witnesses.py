"""Reads one thread captured twice: the first pass is carried, the second collated with it line by line.

What both passes have is carried once; what only the second has is carried at its collated place, which the editor's
units must respect; so nothing that either witness holds is lost.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from ..model.source import Call
from ..problem import Problem
from ..text import Document
from .blocks import Carried, each_line, is_blank
from .comment_list import beyond, omit_decided, read_units
from .record import Values

WITNESS_LINES = 5_000  # collation can take the square of this


def collate(document: Document, first: list[int], second: list[int]) -> tuple[list[int], dict[int, int]]:
    """The lines of both witnesses in reading order, and for each line of the second its equal in the first."""
    matcher = SequenceMatcher(
        None, [document.line(line) for line in first], [document.line(line) for line in second], autojunk=False
    )
    order: list[int] = []
    equal: dict[int, int] = {}
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            equal.update(zip(second[c:d], first[a:b], strict=True))
            order += first[a:b]
        else:  # a line of one witness only; where both differ, the second's reading comes first
            order += second[c:d] + first[a:b]
    return order, equal


def read(document: Document, structure: Values | None) -> tuple[Carried, list[Call]]:
    """Units and account of a capture in this form; problems of rules `structure`, `thread` and `account`."""
    carried = Carried()
    witnesses = [w for w in (structure or {}).get("witnesses", ()) if "lines" in w]
    if structure is None or len(witnesses) != 2 or any(beyond(document, w, "lines", carried) for w in witnesses):
        if structure is not None and not carried.problems:
            message = "A text of this form needs two witnesses."
            hint = "witnesses: [{lines: 1-43, basis: …}, {lines: 44-78, basis: …}]"
            carried.problems.append(Problem("structure", structure.place, message, hint))
        return carried, []
    first, second = (each_line(document, w["lines"]) for w in witnesses)
    if max(len(first), len(second)) > WITNESS_LINES:
        message = f"A witness of more than {WITNESS_LINES:,} lines can't be collated."
        hint = "Make several texts of the thread."
        carried.problems.append(Problem("structure", structure.places["witnesses"], message, hint))
        return carried, []
    order, equal = collate(document, first, second)
    standing = set(order)
    _omit_equal(document, equal, carried)
    omit_decided(document, structure, carried)
    read_units(document, structure, carried)
    given = [
        line
        for unit in structure.get("units", ())
        for line in each_line(document, unit.get("lines", ()))
        if line in standing and not is_blank(document.line(line))
    ]
    # A line of the second witness alone may stand anywhere between its neighbours in that witness.
    if not _respects(given, first) or not _respects(given, [equal.get(line, line) for line in second]):
        message = "The units do not follow the order of both witnesses."
        hint = "In reading order the lines are: " + ", ".join(map(str, order))
        carried.problems.append(Problem("structure", structure.places["units"], message, hint))
    return carried, []


def _respects(given: list[int], witness: list[int]) -> bool:
    """Whether the lines of one witness stand in its order."""
    rank = {line: number for number, line in enumerate(witness)}
    ranks = [rank[line] for line in given if line in rank]
    return ranks == sorted(ranks)


def _omit_equal(document: Document, equal: dict[int, int], carried: Carried) -> None:
    """Leaves out the second witness's equal lines, in runs that are consecutive in both."""
    runs: list[list[int]] = []  # first and last line of the second, first and last of the first
    for line, other in equal.items():
        if runs and runs[-1][1] == line - 1 and runs[-1][3] == other - 1:
            runs[-1][1], runs[-1][3] = line, other
        else:
            runs.append([line, line, other, other])
    for start, end, of, to in runs:
        carried.omit(document, ((start, end),), "duplicate", "Both witnesses have these lines.", ((of, to),))
