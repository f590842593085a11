"""Says who answers whom in a thread that is printed depth first, from the lists in which comments announce replies.

A reply stands inside what it answers, so the innermost list that is still open names the next comment: that is
certain where every reply announced is there. Where one is lost, or a comment may have swallowed its list, a comment
that could answer two others is the editor's to decide. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True)
class Heard:
    """What a capture tells of one comment's place in the thread."""

    id: str
    keys: tuple[str, ...]  # the names under which a list may announce it
    answers: bool  # an arrow: it answers a comment and not the post
    announces: tuple[str, ...]
    swallows: bool  # it announces nothing, and ends in a way that swallows a list of replies


@dataclass
class Thread:
    """What each comment answers, the replies that are lost (unit, name), and the comments that can't be placed."""

    parents: dict[str, str] = field(default_factory=dict)
    lost: list[tuple[str, str]] = field(default_factory=list)
    unplaced: dict[str, list[str]] = field(default_factory=dict)  # comment: the units that it could answer


@dataclass
class _Open:
    """A comment whose replies may still come: the innermost stands last."""

    comment: Heard
    names: list[str]


def place(comments: Sequence[Heard], decided: Mapping[str, str], lost: int) -> Thread:
    """Places the comments of a thread, `lost` of which are missing; `decided` are the editor's decisions."""
    starts = [number for number, comment in enumerate(comments) if number == 0 or not comment.answers]
    branches = [comments[start:end] for start, end in pairwise([*starts, len(comments)])]
    by_id = {comment.id: comment for comment in comments}
    # Announced and not printed, which is what is lost, unless a list that was swallowed announced some of the printed.
    missing = [
        sum(len(one.announces) for one in branch) - sum(_is_announced(one, decided, by_id) for one in branch)
        for branch in branches
    ]
    swallows = [any(one.swallows for one in branch) for branch in branches]
    elsewhere = sum(count for count, some in zip(missing, swallows, strict=True) if not some)
    thread = Thread()
    for branch, count, some in zip(branches, missing, swallows, strict=True):
        known = 0 if some and elsewhere == lost else None if some else count
        _Branch(thread, decided, known, -count if some else 0).place(branch)
    return thread


def _is_announced(comment: Heard, decided: Mapping[str, str], by_id: Mapping[str, Heard]) -> bool:
    if comment.id not in decided:
        return comment.answers
    parent = by_id.get(decided[comment.id])
    return parent is not None and any(key in parent.announces for key in comment.keys)


@dataclass
class _Branch:
    """A comment that answers the post, and all below it."""

    thread: Thread
    decided: Mapping[str, str]
    lost: int | None  # how many replies are lost in it, where that is known
    swallowed: int  # where none is lost: how many comments are announced by lists that were swallowed
    open: list[_Open] = field(default_factory=list)

    def place(self, branch: Sequence[Heard]) -> None:
        for comment in branch:
            parent = "post"
            if comment.id in self.decided:
                parent = self.decided[comment.id]
            elif comment.answers:
                choice = self.candidates(comment)
                parent = choice[0] if choice else "post"
                if len(choice) != 1:
                    self.thread.unplaced[comment.id] = choice
            self.thread.parents[comment.id] = parent
            self.take(comment, parent)
            self.open.append(_Open(comment, list(comment.announces)))
        self.close(0)

    def candidates(self, comment: Heard) -> list[str]:
        """The units that a comment could answer, the innermost first."""
        found = []
        for one in reversed(self.open):
            if any(key in one.names for key in comment.keys):
                found.append(one.comment.id)
            if one.comment.swallows and (self.lost != 0 or self.swallowed > 0):
                found.append(one.comment.id)
            if one.names and self.lost == 0:
                break  # what this list names must come first
        return found

    def take(self, comment: Heard, parent: str) -> None:
        """Takes a comment off its parent's list; lists inside that one are over."""
        depth = next((n for n, one in enumerate(self.open, 1) if one.comment.id == parent), 0)
        self.close(depth)
        names = self.open[-1].names if self.open else []
        key = next((key for key in comment.keys if key in names), None)
        if key is not None:
            names.remove(key)
        elif self.open and self.open[-1].comment.swallows:
            self.swallowed -= 1

    def close(self, depth: int) -> None:
        """Ends the lists inside a depth: what they still name is lost."""
        for one in reversed(self.open[depth:]):
            self.thread.lost += [(one.comment.id, name) for name in one.names]
        del self.open[depth:]
