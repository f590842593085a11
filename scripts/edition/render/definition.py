"""What a reader is told of a term on hover or focus, wherever a link to it stands."""

from __future__ import annotations

from ..model.edition import Edition
from ..model.glossary import Entry, Sense
from ..resolve.address import Goal


def definition(entry: Entry, sense: Sense | None) -> str:
    """The meaning in a text; `sense` is None where it is undecided."""
    if sense is not None:
        return f"{entry.lemma}: {sense.definition}"
    return f"{entry.lemma}: used in {len(entry.senses)} senses; which one is meant here is undecided."


def definition_at(edition: Edition, goal: Goal) -> str:
    """The meaning to which somebody's own link leads; empty where it leads to no term."""
    scheme, _, rest = goal.key.partition(":")
    if scheme != "term":
        return ""
    name, _, sense = rest.partition("#")
    entry = edition.entries[name]
    senses = [one for one in entry.senses if not sense or one.id == sense]
    return definition(entry, senses[0]) if len(senses) == 1 else f"{entry.lemma}: {len(senses)} senses"
