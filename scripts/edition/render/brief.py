"""Says in one line what a record is, with nothing live in it, for a comment on a forge.

Contributed words stand in code spans, and only there: a forge turns @names, #numbers, addresses and tags into links
even where they are escaped, but in code it leaves them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..model.anchor import Anchor
from ..model.annotation import Annotation, Target
from ..model.argument import Argument
from ..model.glossary import Sense
from ..model.reference import Reference
from ..problem import visible
from ..resolve.positions import Position
from ..text import number_of, shorten

WORDS = 160  # characters of a quotation, a definition or a name
FEW = 4  # targets or links of one note


def code(text: str) -> str:
    """Contributed words as a code span that they can't leave, whatever stands in them."""
    flat = shorten(visible(text), WORDS).replace("`", "ˋ")
    return f"`{flat}`" if flat else "(nothing)"


def listed(items: Iterable[str]) -> str:
    """`a, b and 3 more`."""
    rows = list(items)
    more = f" and {len(rows) - FEW:,} more" if len(rows) > FEW else ""
    return ", ".join(rows[:FEW]) + more


def note(id_: str, note: Annotation) -> str:
    """A note's name, its author, the words it is about, and what it links to."""
    told = f"{code(id_)} by {code(note.by)}, {code(note.motivation)}, on {words(note.targets)}"
    if note.stances:
        told += "; " + listed(f"{verb} {code(claim)}" for verb, claim in note.stances)
    if note.argues:
        told += f"; argues {code(note.argues)}"
    if note.body.links:
        told += "; links " + listed(f"{code(link.label)} to {code(link.target)}" for link in note.body.links)
    return told


def words(targets: Iterable[Target]) -> str:
    """A note's targets: the words, and of which text."""
    return listed(f"{code(one.exact)} in {code(one.source)}" for one in targets) or "nothing"


def place(anchor: Anchor) -> str:
    """The words that are anchored and the passage in which they begin."""
    return f"{code(anchor.words)} at {code(anchor.source.address(anchor.unit, anchor.segments[0].block))}"


def stance(position: Position) -> str:
    """Who takes which stance on which claim, and where."""
    return f"{code(position.holder.name)} {position.verb} {code(position.claim)}: {place(position.anchor)}"


def sense(id_: tuple[str, str], sense: Sense) -> str:
    """A sense by its address, with its definition."""
    return f"{code('#'.join(id_))}: {code(sense.definition)}"


def reference(key: str, reference: Reference) -> str:
    """A work by its key, with its title."""
    return f"{code(key)}: {code(str(reference.csl.get('title', '')))}"


def argument(id_: str, argument: Argument) -> str:
    """What an argument starts from and what it bears on."""
    premises = listed(map(code, argument.premises))
    return f"{code(id_)}: from {premises} it {argument.relation or 'bears on'} {code(argument.conclusion)}"


# The records that have a file each: where the edition keeps them, what the report calls them, how they are told.
KINDS: tuple[tuple[str, str, Callable[[str, Any], str]], ...] = (
    ("sources", "Texts", lambda id_, one: f"{code(id_)}: {code(one.title)}, {number_of(one.account.lines, 'line')}"),
    ("annotations", "Notes", note),
    ("entries", "Entries", lambda id_, one: f"{code(id_)}: {listed(map(code, one.all_forms))}"),
    ("claims", "Claims", lambda id_, one: f"{code(id_)}: {code(one.sentence)}"),
    ("arguments", "Arguments", argument),
    ("debates", "Debates", lambda id_, one: f"{code(id_)}: {code(one.question)}"),
)
