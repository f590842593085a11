"""An argument is made somewhere: by words that it names under `made_at`, or that a note says make it.

Bad (docs/arguments/nobody-wears-it.md):
    made_at: []
Good (docs/arguments/nobody-wears-it.md):
    made_at: {source: thread, exact: "Nobody wears the mask"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..resolve.joined import Joined
from ..resolve.positions import perhaps_named

ID = "unmade"


def check(joined: Joined) -> Iterator[Problem]:
    """Arguments that nobody in the texts makes; words that can't be found are another rule's."""
    edition = joined.edition
    argued = {str(note.argues) for note in edition.annotations.values()}
    perhaps = perhaps_named(edition)
    for argument in edition.arguments.values():
        if argument.made_at or argument.id in argued or perhaps(argument.id):
            continue
        if not edition.has_fault_at(argument.place.document.path):
            hint = 'Add `made_at: {source: …, exact: "…"}` with the words in which somebody makes it.'
            yield Problem(ID, argument.place, "Nobody in the texts makes this argument.", hint)
