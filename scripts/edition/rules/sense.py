"""The senses of an entry have ids of their own, and an attestation holds the word it attests.

Bad (docs/glossary/mask.md):
          - {source: thread, exact: "It is a thing of legend"}
Good (docs/glossary/mask.md):
          - {source: thread, exact: "another way of saying mask"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..resolve.joined import Joined
from ..resolve.terms import Lexicon

ID = "sense"


def check(joined: Joined) -> Iterator[Problem]:
    """Senses with one id, and attestations without any form of their entry."""
    astray = {problem.place for problem in joined.problems}  # words that do not stand in the text, and are told
    for entry in joined.edition.entries.values():
        seen: dict[str, int] = {}
        lexicon = Lexicon([entry])
        for sense in entry.senses:
            if sense.id in seen:
                yield Problem(
                    ID,
                    sense.id.place,
                    f"Two senses are called `{sense.id}`; the first is in line {seen[sense.id]}.",
                    "Give each sense an id of its own.",
                )
            seen.setdefault(str(sense.id), sense.id.place.line)
            for attestation in sense.attestations:
                if attestation.exact.place not in astray and not lexicon.find(attestation.exact):
                    yield Problem(
                        ID,
                        attestation.exact.place,
                        f"These words hold no form of {entry.lemma}.",
                        f"Quote words with one of its forms ({', '.join(entry.all_forms)}), or add a form.",
                    )
