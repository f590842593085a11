"""Finds where two people in one exchange use a word in different senses: they may seem to disagree, and need not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..model.edition import Edition, person_id
from ..model.glossary import Entry, Sense
from ..model.source import Source, Unit
from .terms import Occurrence


@dataclass(frozen=True)
class Use:
    """A word in somebody's own words in one unit: the first use there, and every decided sense."""

    first: Occurrence
    senses: tuple[Sense, ...]

    @property
    def unit(self) -> Unit:
        """The post or comment in which somebody uses the word."""
        return self.first.unit

    @property
    def meant(self) -> tuple[str, frozenset[str]]:
        """Who means what."""
        return person_id(self.unit), frozenset(str(sense.id) for sense in self.senses)


@dataclass(frozen=True)
class SenseDifference:
    """In a unit a word has no sense that it has in the nearest unit above it in which somebody else uses the word."""

    entry: Entry
    source: Source
    use: Use
    other: Use

    @property
    def direct(self) -> bool:
        """Whether the other unit is the one that is answered, and not one further up."""
        return self.use.unit.reply_to == self.other.unit.id


@dataclass(frozen=True)
class _Heard:
    """What was said with one word above a unit: the last use, the last by somebody else, and what was told already."""

    last: Use | None = None
    before: Use | None = None
    told: frozenset[frozenset[tuple[str, frozenset[str]]]] = field(default_factory=frozenset)

    def by_another(self, person: str) -> Use | None:
        return next((one for one in (self.last, self.before) if one and one.meant[0] != person), None)


def find_differences(edition: Edition, occurrences: Iterable[Occurrence]) -> list[SenseDifference]:
    """Every difference, in the order of the texts; in one exchange the same two people's same two senses once.

    What a unit hears is handed down from the unit that it answers, so a long exchange is gone through once.
    """
    said = _own(occurrences)
    found: list[SenseDifference] = []
    for source in edition.sources.values():
        heard: dict[str, dict[str, _Heard]] = {}
        for unit in source.units:
            above = dict(heard.get(unit.reply_to or "", {}))
            for use in said.get((source.id, unit.id), ()):
                entry = use.first.entry
                above[entry.id], difference = _say(above.get(entry.id, _Heard()), use, source)
                found += [difference] if difference else []
            heard[unit.id] = above
    return found


def _own(occurrences: Iterable[Occurrence]) -> dict[tuple[str, str], list[Use]]:
    """The decided uses in everybody's own words, by text and unit, one for each entry."""
    uses: dict[tuple[str, str], dict[str, list[Occurrence]]] = defaultdict(lambda: defaultdict(list))
    for one in occurrences:
        if one.sense is not None and not one.quoted:
            uses[one.source.id, one.unit.id][one.entry.id].append(one)
    return {
        at: [
            Use(some[0], tuple({one.sense.id: one.sense for one in some if one.sense}.values())) for some in by.values()
        ]
        for at, by in uses.items()
    }


def _say(heard: _Heard, use: Use, source: Source) -> tuple[_Heard, SenseDifference | None]:
    """What is heard below a unit that uses a word, and the difference that it makes, if any."""
    person, senses = use.meant
    other = heard.by_another(person)
    told, difference = heard.told, None
    if other and not senses & other.meant[1]:
        pair = frozenset({use.meant, other.meant})
        if pair not in told:
            difference = SenseDifference(use.first.entry, source, use, other)
        told |= {pair}
    before = heard.before if heard.last and heard.last.meant[0] == person else heard.last
    return _Heard(use, before, told), difference
