"""Somebody takes a stance on every claim: a note records one, or somebody makes an argument with it.

Bad (docs/annotations/thread/two.md):
    stance: {asserts: actor-plays-a-role}
Good (docs/annotations/thread/two.md):
    stance: {asserts: two-in-one-text}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..resolve.joined import Joined
from ..resolve.positions import committed, perhaps_named

ID = "unheld"


def check(joined: Joined) -> Iterator[Problem]:
    """Claims that no note and no argument of anybody's speaks of."""
    edition = joined.edition
    held = {str(claim) for note in edition.annotations.values() for _, claim in note.stances}
    argued = {str(note.argues) for note in edition.annotations.values()}
    for argument in edition.arguments.values():
        if argument.made_at or argument.id in argued:
            held |= {str(claim) for _, claim in committed(argument)}
    perhaps = perhaps_named(edition)
    for claim in edition.claims.values():
        if claim.id not in held and not perhaps(claim.id):
            stance = f"`stance: {{asserts: {claim.id}}}`, or denies, doubts or concedes,"
            hint = f"Add {stance} to a note on words that take one."
            yield Problem(ID, claim.sentence.place, "Nobody in the texts takes a stance on this claim.", hint)
