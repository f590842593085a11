"""Writes what a pull request changes in the edition, as a comment for it: short, and with nothing live in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..problem import Problem, as_summary, errors
from ..resolve.difference import (
    Difference,
    difference,
    moved,
    note_changes,
    records,
    sense_content,
    senses,
    stances,
    unread,
)
from ..resolve.joined import Joined
from ..text import number_of
from .brief import KINDS, code, place, reference, sense, stance

LIMIT = 60_000  # characters; GitHub refuses a comment of more than 65,536
ROWS = (60, 25, 10, 4, 0)  # of each section: the most that keep the report within its limit
PROBLEMS, PROBLEMS_LIMIT = 20, 20_000  # how many are told, and in how many bytes

NOTHING = "Nothing: every text, note, entry, claim, argument, debate, reference and page is as it was.\n"

Loaded = tuple[Joined, list[Problem]]


@dataclass(frozen=True)
class Section:
    """A heading and its rows, each of which is one line of Markdown."""

    heading: str
    rows: list[str]

    def written(self, most: int) -> str:
        """The section with at most so many rows; with none, its heading still says how many there are."""
        shown = [f"- {row}" for row in self.rows[:most]]
        left = len(self.rows) - len(shown)
        if left and shown:
            shown.append(f"- and {left:,} more")
        return "\n".join([f"#### {self.heading} ({len(self.rows):,})", "", *shown]).rstrip() + "\n"


def report(base: Loaded, head: Loaded) -> str:
    """What differs between two states of the edition, as Markdown of at most LIMIT characters.

    A file that could not be read on one side is named as such, and is not taken for a record that came or went.
    """
    sections = [section for section in _sections(base[0], head[0]) if section.rows]
    summary = _counts(base[0], head[0]) if sections else NOTHING
    opening = f"### What this changes in the edition\n\n{summary}"
    problems = _problems(base[1], head[1])
    for most in ROWS:
        parts = [opening, *(section.written(most) for section in sections), *([problems] if problems else [])]
        text = "\n".join(parts)
        if len(text) <= LIMIT:
            break
    return text


def _sections(base: Joined, head: Joined) -> Iterator[Section]:
    for kind, title, tell in KINDS:
        found = records(base, head, kind)
        if kind == "annotations":
            yield from _notes(found, tell)
        else:
            yield from _three(title, found, tell)
    anchors = [
        f"{kind} {code(id_)}: {place(was)}, now {place(now) if now else 'nowhere'}"
        for (kind, id_), was, now in moved(base, head)
    ]
    yield Section("Anchors changed or lost", anchors)
    yield from _three("Senses", difference(senses(base), senses(head), sense_content), sense)
    taken = difference(stances(base), stances(head), lambda one: one.claim)
    yield from _three("Stances", taken, lambda _, position: stance(position))
    yield from _three("People", difference(base.edition.people, head.edition.people), lambda _, name: code(name))
    works = difference(base.edition.references, head.edition.references, lambda one: (one.csl, one.evidence))
    yield from _three("References", works, reference)
    pages = difference(base.edition.pages, head.edition.pages, lambda one: one.document.text)
    yield from _three("Pages", pages, lambda path, _: code(path))
    yield Section("Not compared, for they can't be read", [code(path) for path in sorted(unread(base, head))])


def _three(title: str, found: Difference, tell: Callable[[Any, Any], str]) -> Iterator[Section]:
    yield Section(f"{title} added", [tell(id_, one) for id_, one in found.added.items()])
    yield Section(f"{title} changed", [tell(id_, after) for id_, (_, after) in found.changed.items()])
    yield Section(f"{title} removed", [tell(id_, one) for id_, one in found.removed.items()])


def _notes(found: Difference, tell: Callable[[Any, Any], str]) -> Iterator[Section]:
    """The notes, and of those that changed what changed in them."""
    added, changed, removed = _three("Notes", found, tell)
    what = (", ".join(note_changes(before, after)) for before, after in found.changed.values())
    rows = [f"{row} (changed: {parts})" for row, parts in zip(changed.rows, what, strict=True)]
    yield from (added, Section(changed.heading, rows), removed)


def _counts(base: Joined, head: Joined) -> str:
    """A table of how many there were of each kind and how many there are."""

    def counts(joined: Joined) -> dict[str, int]:
        edition = joined.edition
        kinds = {title: len(getattr(edition, kind)) for kind, title, _ in KINDS}
        return kinds | {
            "Senses": len(senses(joined)),
            "Stances": len(stances(joined)),
            "People": len(edition.people),
            "References": len(edition.references),
        }

    before, after = counts(base), counts(head)
    rows = [f"| {title} | {number:,} | {after[title]:,} |" for title, number in before.items()]
    return "\n".join(["| | before | now |", "|---|---:|---:|", *rows, ""])


def _problems(before: list[Problem], after: list[Problem]) -> str:
    """The errors there are, and the warnings that are new, as `check.py` tells them."""

    def known(problem: Problem) -> tuple[str, str, str]:
        return problem.rule, problem.place.document.path, problem.message

    old = {known(problem) for problem in before}
    told = errors(after) + [one for one in after if one.severity == "warning" and known(one) not in old]
    if not told:
        return ""
    heading = number_of(len(told), "problem") + f", the first {PROBLEMS} of them" * (len(told) > PROBLEMS)
    return as_summary(told[:PROBLEMS], heading, PROBLEMS_LIMIT)
