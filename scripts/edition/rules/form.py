"""A form belongs to one entry, so that a word in a text leads to one place.

Bad (docs/glossary/simulacrum.md):
    forms: [simulacra, masks]
Good (docs/glossary/simulacrum.md):
    forms: [simulacra]
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..resolve.joined import Joined
from ..resolve.terms import split

ID = "form"


def check(joined: Joined) -> Iterator[Problem]:
    """Forms that two entries claim, twice in one entry, or without a letter."""
    owners: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, str]] = {}
    for entry in joined.edition.entries.values():
        for form in entry.all_forms:
            key = split(form)
            if not key[0]:
                yield Problem(ID, form.place, f"`{form}` has no letter or digit.", "Write a word.")
            elif key in owners:
                owner, path = owners[key]
                what = "this entry already" if owner == entry.id else f"the entry `{owner}` ({path})"
                yield Problem(
                    ID,
                    form.place,
                    f"The form `{form}` belongs to {what}.",
                    "Forms are compared without regard to case. Keep it in one place.",
                )
            else:
                owners[key] = (entry.id, entry.place.document.path)
