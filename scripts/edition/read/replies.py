"""Says who answers whom in a thread that is printed depth first, from the lists in which comments announce replies.

A reply stands inside what it answers, so the innermost list that is still open names the next comment. That holds
where every reply announced is there; where one is lost, or a list may have been swallowed, a comment that could
answer two others is the editor's to decide: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heard:
    """What a capture tells of one comment's place in the thread."""

    id: str
    keys: tuple[str, ...]  # the names under which a list may announce it
    answers: bool  # an arrow: it answers a comment and not the post
    announces: tuple[str, ...]
    swallows: bool  # it announces nothing, and ends in a way that can swallow its list of replies


@dataclass
class Thread:
    """What each comment answers, the replies that are lost (unit, name), and the comments that can't be placed."""

    parents: dict[str, str] = field(default_factory=dict)
    lost: list[tuple[str, str]] = field(default_factory=list)
    unplaced: dict[str, list[str]] = field(default_factory=dict)  # comment: the units that it could answer


def place(comments: Sequence[Heard], decided: Mapping[str, str]) -> Thread:
    """Places the comments of a thread; `decided` are the editor's decisions."""
    thread = Thread()
    starts = [number for number, comment in enumerate(comments) if number == 0 or not comment.answers]
    for start, end in zip(starts, [*starts[1:], len(comments)], strict=True):
        _place_branch(comments[start:end], decided, thread)
    return thread


def _place_branch(branch: Sequence[Heard], decided: Mapping[str, str], thread: Thread) -> None:
    """Places a comment that answers the post, and all below it."""
    announced = sum(len(comment.announces) for comment in branch)
    whole = announced == sum(comment.answers for comment in branch) and not any(c.swallows for c in branch)
    open_lists: list[tuple[str, list[str]]] = []  # unit, names still to come; the innermost last
    previous: Heard | None = None
    for comment in branch:
        if comment.answers or comment.id in decided:
            choice = _candidates(comment, open_lists, previous, whole)
            if comment.id in decided:
                choice = [decided[comment.id]]
            elif len(choice) != 1:
                thread.unplaced[comment.id] = choice
            parent = choice[0] if choice else "post"
            _close(parent, comment, open_lists, thread)
        else:
            parent = "post"
        thread.parents[comment.id] = parent
        if comment.announces:
            open_lists.append((comment.id, list(comment.announces)))
        previous = comment
    thread.lost += [(unit, name) for unit, names in open_lists for name in names]


def _candidates(
    comment: Heard, open_lists: list[tuple[str, list[str]]], previous: Heard | None, whole: bool
) -> list[str]:
    """The units that a comment could answer, the innermost first."""
    waiting = [(unit, names) for unit, names in reversed(open_lists) if names]
    if whole:
        waiting = waiting[:1]
    swallowed = [previous.id] if previous and previous.swallows else []
    return swallowed + [unit for unit, names in waiting if any(key in names for key in comment.keys)]


def _close(parent: str, comment: Heard, open_lists: list[tuple[str, list[str]]], thread: Thread) -> None:
    """Takes the comment off its parent's list; lists inside that one are over, and what they still name is lost."""
    ancestors = [parent]
    while ancestors[-1] in thread.parents:
        ancestors.append(thread.parents[ancestors[-1]])
    while open_lists and open_lists[-1][0] not in ancestors:
        unit, names = open_lists.pop()
        thread.lost += [(unit, name) for name in names]
    if open_lists and open_lists[-1][0] == parent:
        names = open_lists[-1][1]
        for key in comment.keys:
            if key in names:
                names.remove(key)
                break
