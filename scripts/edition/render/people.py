"""The pages of people: everything someone wrote, whom they answer, and the senses in which they use words."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from ..model.edition import person_id
from ..model.source import Source, Unit
from ..resolve.address import Goal, debate_page, entry_page, person_page, text_page
from ..resolve.joined import Joined
from ..resolve.positions import FOR, Position
from ..resolve.terms import Occurrence
from ..text import number_of
from .markdown import escape, front_matter
from .names import Names, link_to, opening
from .said import Said, distinct

INDEX = "people/index.md"


class People:
    """Writes a page for everyone who wrote a unit, and the list of them."""

    def __init__(self, joined: Joined) -> None:
        self.joined = joined
        self.names = {source.id: Names(source) for source in joined.edition.sources.values()}
        self.units = joined.edition.written_by
        self.uses: dict[str, list[Occurrence]] = defaultdict(list)
        for use in joined.occurrences:
            if use.speaker and not use.quoted:
                self.uses[use.speaker].append(use)
        self.positions: dict[str, dict[str, list[Position]]] = defaultdict(lambda: defaultdict(list))
        for positions in joined.argumentation.positions.values():
            for one in positions:
                if one.holder.kind == "person":
                    self.positions[one.holder.id][one.claim].append(one)
        self.notes: dict[tuple[str, str], int] = defaultdict(int)
        for anchors in joined.anchors.values():
            for key in {(anchor.source.id, anchor.unit.id) for anchor in anchors}:
                self.notes[key] += 1

    def write(self) -> dict[str, str]:
        """Pages by path."""
        return {INDEX: self.index(), **{person_page(person): self.person(person) for person in self.units}}

    def index(self) -> str:
        """The list of everyone, with how much they wrote."""
        rows = [
            front_matter(title="People"),
            "# People",
            "Everyone whose words stand in the texts, as the captures name them.",
        ]
        people = self.joined.edition.people
        items = []
        for person in sorted(self.units, key=lambda p: people[p].casefold()):
            written = self.units[person]
            words = sum(self._words(source, unit) for source, unit in written)
            label = link_to(INDEX, Goal("", person_page(person)), people[person])
            items.append(f'- {label} <span class="facts">{_count(written)}, {words:,} words</span>')
        return "\n\n".join([*rows, '<div class="people" markdown="1">', "\n".join(items), "</div>"]) + "\n"

    def _words(self, source: Source, unit: Unit) -> int:
        quotations = self.joined.quotations[source.id]
        return sum(len(source.text(b).split()) for b in unit.blocks if b.id not in quotations)

    def person(self, person: str) -> str:
        """A person's page."""
        page = person_page(person)
        name = self.joined.edition.people[person]
        written = self.units[person]
        rows = [
            front_matter(title=name, description=f"What {name} wrote in the texts of this edition."),
            f"# {escape(name, starts_block=True)}",
            f"{_count(written)} in this edition.",
        ]
        rows += self._exchanges(page, person)
        rows += self._positions(page, person)
        for _, group in groupby(written, key=lambda pair: pair[0].id):  # text by text
            here = list(group)
            source = here[0][0]
            heading = f"## {escape(source.title, starts_block=True)}"
            rows += [heading, self._units(page, source, [unit for _, unit in here])]
        rows += self._senses(page, person)
        return "\n\n".join(rows) + "\n"

    def _units(self, page: str, source: Source, units: list[Unit]) -> str:
        items = []
        for unit in units:
            goal = Goal("", text_page(source.id), unit.id)
            notes = self.notes[source.id, unit.id]
            told = f" ({number_of(notes, 'note')})" if notes else ""
            to = source.unit.get(unit.reply_to or "")
            answers = f", answering {escape(to.author)}" if to and to.id != "post" else ""
            items.append(
                f"- {link_to(page, goal, self.names[source.id].of[unit.id])}{answers}{told}: "
                f"{escape(opening(source, unit, self.joined.quotations[source.id]))}"
            )
        return '<div class="written" markdown="1">\n\n' + "\n".join(items) + "\n\n</div>"

    def _exchanges(self, page: str, person: str) -> list[str]:
        """How often this person answers others, and is answered by them."""
        people = self.joined.edition.people
        to: dict[str, int] = defaultdict(int)
        by: dict[str, int] = defaultdict(int)
        for source, unit in self.units[person]:
            parent = source.unit.get(unit.reply_to or "")
            if parent is not None:
                to[person_id(parent)] += 1
            for reply in source.replies[unit.id]:
                by[person_id(reply)] += 1
        rows = []
        for what, counts in (("Answers", to), ("Answered by", by)):
            if counts:
                ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
                links = ", ".join(
                    link_to(page, Goal("", person_page(other)), people[other]) + (f" ({n})" if n > 1 else "")
                    for other, n in ranked
                )
                rows.append(f"{what} {links}.")
        return rows

    def _positions(self, page: str, person: str) -> list[str]:
        """What this person holds, debate by debate, and first of all what they changed their mind about."""
        theirs = self.positions[person]
        if not theirs:
            return []
        said, layer = Said(self.joined, page), self.joined.argumentation
        changed = {claim for claim, some in theirs.items() if len({one.verb in FOR for one in some}) > 1}
        groups: dict[str, list[str]] = defaultdict(list)
        for claim, some in sorted(theirs.items(), key=lambda pair: (pair[0] not in changed, pair[1][0].when)):
            mark = '<span class="label">changed</span> ' if claim in changed else ""
            held = said.held(distinct(some), named=False)
            home = next(iter(layer.debates_of.get(f"claim:{claim}", ())), "")
            groups[home].append(f"- {mark}{said.claim(claim, whole=True)}<br>\n    {held}")
        rows = ["## Positions { #positions }"]
        for debate in [*self.joined.argumentation.maps, ""]:
            if debate in groups:
                goal = Goal("", debate_page(debate))
                title = link_to(page, goal, self.joined.edition.debates[debate].name) if debate else "On no map"
                rows += [f"### {title}"]
                rows.append('<div class="positions" markdown="1">\n\n' + "\n".join(groups[debate]) + "\n\n</div>")
        return rows

    def _senses(self, page: str, person: str) -> list[str]:
        """The terms this person uses and in which sense, the most used first."""
        grouped: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
        for use in self.uses[person]:
            grouped[use.entry.id, str(use.sense.id) if use.sense else ""].append(use)
        if not grouped:
            return []
        items = []
        for (entry_id, sense_id), uses in sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            entry, sense = uses[0].entry, uses[0].sense
            label = link_to(page, Goal("", entry_page(entry_id), sense_id), entry.lemma)
            told = escape(sense.definition) if sense else "in a sense that is undecided"
            items.append(f"- {label} ({len(uses)}): {told}")
        return ["## Words and senses { #senses }", "\n".join(items)]


def _count(written: list[tuple[Source, Unit]]) -> str:
    posts = sum(1 for _, unit in written if unit.kind == "post")
    comments = len(written) - posts
    parts = [number_of(n, word) for n, word in ((posts, "post"), (comments, "comment")) if n]
    return " and ".join(parts)
