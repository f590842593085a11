"""The people of a sense are people who speak in the texts.

Bad (docs/glossary/mask.md):
        people: [bod]
Good (docs/glossary/mask.md):
        people: [bob]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..read.nearest import did_you_mean
from ..resolve.joined import Joined

ID = "person"


def check(joined: Joined) -> Iterator[Problem]:
    """Unknown people, and people who are given two senses of one entry."""
    people = joined.edition.people
    for entry in joined.edition.entries.values():
        taken: dict[str, str] = {}
        for sense in entry.senses:
            for person in sense.people:
                if person not in people:
                    if not joined.edition.all_texts_read:
                        continue  # whoever speaks in a text that can't be read is not known, and that is told
                    hint = did_you_mean(person, people, f"The people are: {', '.join(people)}.")
                    yield Problem(ID, person.place, f"Nobody called `{person}` speaks in the texts.", hint)
                elif person in taken:
                    yield Problem(
                        ID,
                        person.place,
                        f"`{person}` is given two senses: `{taken[person]}` and `{sense.id}`.",
                        "Keep the usual one; an attestation carries a single use in the other sense.",
                    )
                else:
                    taken[str(person)] = str(sense.id)
