"""Lets a person say which place they mean where words stand more than once, and adds what tells it from the others."""

from __future__ import annotations

from ..model.anchor import Anchor
from ..model.annotation import Target
from ..resolve.anchor import anchor
from ..resolve.joined import Joined
from ..resolve.search_text import Reading
from ..resolve.selectors import selectors
from ..text import Document, Located, Place, fold
from . import terminal

AROUND = 45  # characters of the passage shown on either side


def pointed_at(joined: Joined, reading: Reading, exact: str) -> dict[str, str] | None:
    """The fields of a selector for one place of the words; None where there is none, or none is chosen."""
    found = selectors(reading, exact)
    if not found:
        _not_there(reading, exact)
        return None
    if len(found) == 1:
        terminal.say(f"Found: {_where(joined, found[0][0])}.")
        chosen = found[0][1]
    else:
        terminal.say(f"These words stand {len(found)} times in {reading.source.id}:")
        for number, (place, _) in enumerate(found, 1):
            terminal.say(f"{number:4}  {_where(joined, place)}: {_around(place)}")
        numbers = [str(number) for number in range(1, len(found) + 1)]
        said = terminal.answer(f"which? [1-{len(found)}, Enter: other words] ", numbers)
        if said not in numbers:
            return None
        chosen = found[int(said) - 1][1]
    if chosen is None:
        terminal.say("No words around this place tell it from the others: quote more words.")
        return None
    return {"exact": exact} | {side: words for side, words in vars(chosen).items() if words}


def _where(joined: Joined, place: Anchor) -> str:
    """Who writes the words, and whom they quote with them: a stance would be taken for the other's."""
    first = place.segments[0].block
    quotation = joined.quotations[place.source.id].get(first.id)
    quoting = f" quoting {quotation.origin[0].author}" if quotation and quotation.origin else ""
    return f"{place.unit.author}{quoting}, line {first.lines[0]}"


def _around(place: Anchor) -> str:
    """The words with those before and after them in their passage."""
    text, first, last = place.source.capture.text, place.segments[0], place.segments[-1]
    before = fold(text[max(first.block.start, first.start - AROUND) : first.start])
    after = fold(text[last.end : min(last.block.end, last.end + AROUND)])
    return f"{before} [{place.words}] {after}".strip()


def _not_there(reading: Reading, exact: str) -> None:
    place = Place(Document("exact", exact), 0, max(1, len(exact)))
    _, problems = anchor(reading, Target(Located(reading.source.id, place), Located(exact, place)))
    for problem in problems:
        terminal.say(f"{problem.message}\n    hint: {problem.hint}")
