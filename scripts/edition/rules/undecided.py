"""Where an entry has several senses, each use of the word has one: by an attestation or by who speaks.

This is a warning: the page links the word to the entry until an editor decides.

Bad (docs/glossary/mask.md):
        people: [ann]
Good (docs/glossary/mask.md):
        people: [ann, cleo]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..resolve.joined import Joined
from ..text import Place

ID = "undecided"


def check(joined: Joined) -> Iterator[Problem]:
    """The first undecided use of each entry in each unit, quotations aside."""
    seen = set()
    for use in joined.occurrences:
        key = (use.entry.id, use.source.id, use.unit.id)
        if use.sense is not None or use.quoted or key in seen or len(use.entry.senses) < 2:
            continue
        seen.add(key)
        senses = ", ".join(str(sense.id) for sense in use.entry.senses)
        yield Problem(
            ID,
            Place(use.source.capture, use.start, use.end),
            f"It is undecided in which sense {use.unit.author} says “{use.source.capture.text[use.start : use.end]}”.",
            f"Name `{use.speaker}` under `people` of one sense in {use.entry.place.document.path} ({senses}), "
            "or attest this passage there.",
            "warning",
        )
