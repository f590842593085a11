"""Proposes the id of a new record, which is its address for good, from words of its own."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..model.edition import Edition
from ..text import slug
from .vocabulary import ids

LONGEST = 50  # an id of more characters is cut at a word; people may choose a longer one


def proposed(words: str, taken: Collection[str], otherwise: str) -> str:
    """The words as an id that is not taken; `otherwise` where they hold no Latin letters and no digits."""
    parts = slug(re.sub("['’]", "", words)).split("-")  # `isnt` reads better than `isn-t`
    name = parts[0][:LONGEST]
    for part in parts[1:]:
        if len(name) + 1 + len(part) > LONGEST:
            break
        name += f"-{part}"
    name = name or otherwise
    number = 2
    free = name
    while free in taken:
        free = f"{name}-{number}"
        number += 1
    return free


def taken(edition: Edition, folder: str) -> set[str]:
    """The ids below a folder of the edition, as file systems compare them, and `index`, which is a page's name."""
    return {name.lower() for name in ids(edition, folder)} | {"index"}
