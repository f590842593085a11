"""The pages of the glossary: an entry with its senses, attestations and concordance, and the list of entries."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from ..model.anchor import Anchor
from ..model.glossary import Entry, Sense
from ..model.source import Source
from ..resolve.address import Goal, entry_page, person_page, text_page
from ..resolve.cross_purposes import SenseDifference
from ..resolve.joined import Joined
from ..resolve.terms import Occurrence
from ..text import number_of, shorten
from .backlinks import mentioned
from .body import BodyWriter
from .citations import Typeset
from .cross_purposes import at_entry
from .markdown import attribute, escape, front_matter
from .names import Names, link_to

INDEX = "glossary/index.md"
AROUND = 60  # characters of context on each side of a word in a concordance


class Glossary:
    """Writes every entry; what all entries need is gathered once."""

    def __init__(self, joined: Joined, typeset: Typeset) -> None:
        self.joined = joined
        self.typeset = typeset
        self.uses: dict[str, list[Occurrence]] = defaultdict(list)
        for use in joined.occurrences:
            self.uses[use.entry.id].append(use)
        self.differences: dict[str, list[SenseDifference]] = defaultdict(list)
        for text in joined.cross_purposes.values():
            for one in text:
                self.differences[one.entry.id].append(one)
        self.names = {source.id: Names(source) for source in joined.edition.sources.values()}

    def write(self) -> dict[str, str]:
        """Pages by path."""
        pages = {entry_page(entry.id): self.entry(entry) for entry in self.joined.edition.entries.values()}
        return {INDEX: self.index(), **pages}

    def index(self) -> str:
        """The list of all entries with their senses."""
        rows = [
            front_matter(title="Glossary"),
            "# Glossary",
            "Words of the debate, in the senses its people give them. In the texts each word leads to the sense "
            "its author means; the entry shows the others, and every place where the word is used.",
        ]
        entries = sorted(self.joined.edition.entries.values(), key=lambda entry: entry.lemma.casefold())
        items = []
        for entry in entries:
            label = link_to(INDEX, Goal("", entry_page(entry.id)), entry.lemma)
            told = escape(entry.senses[0].definition)
            if len(entry.senses) > 1:
                told += f" <em>And {len(entry.senses) - 1} more sense{'s' * (len(entry.senses) > 2)}.</em>"
            items.append(f"- **{label}**: {told}")
        rows.append('<div class="entries" markdown="1">\n\n' + "\n".join(items) + "\n\n</div>")
        return "\n\n".join(rows) + "\n"

    def entry(self, entry: Entry) -> str:
        """An entry's page: its senses, its discussion, and every place where the word is used."""
        page = entry_page(entry.id)
        uses = self.uses[entry.id]
        first = shorten(entry.senses[0].definition, 200)
        rows = [
            front_matter(title=f"{entry.lemma} (glossary)", description=first),
            f"# {escape(entry.lemma, starts_block=True)}",
        ]
        facts = [f"also: {', '.join(f'<em>{escape(form)}</em>' for form in entry.forms)}"] if entry.forms else []
        facts.append(f"{number_of(len(uses), 'use')} in the texts")
        rows.append('<div class="byline" markdown="1">\n\n' + " · ".join(facts) + "\n\n</div>")
        rows += [self.sense(page, entry, sense, number) for number, sense in enumerate(entry.senses, 1)]
        rows += ["## Discussion { #discussion }", BodyWriter(self.joined.edition, self.typeset, page).write(entry.body)]
        if entry.related:
            others = [
                self.joined.edition.entries[other] for other in entry.related if other in self.joined.edition.entries
            ]
            links = ", ".join(link_to(page, Goal("", entry_page(other.id)), other.lemma) for other in others)
            rows.append(f"See also: {links}")
        rows += at_entry(page, self.names, self.differences[entry.id])
        keys = [f"term:{entry.id}", *(f"term:{entry.id}#{sense.id}" for sense in entry.senses)]
        mentions = [mention for key in keys for mention in self.joined.mentions.get(key, [])]
        unique = list({(m.kind, m.id, m.paragraph): m for m in mentions}.values())
        if unique:
            rows += [
                "## Mentioned in { #mentioned }",
                mentioned(self.joined, self.typeset, page, unique),
            ]
        rows += self.concordance(page, uses)
        return "\n\n".join(rows) + "\n"

    def sense(self, page: str, entry: Entry, sense: Sense, number: int) -> str:
        """A sense with its definition, who means it, and the words that attest it."""
        people = self.joined.edition.people
        count = f"{number}. " if len(entry.senses) > 1 else ""
        title = escape(sense.name)
        rows = [f"## {count}{title} {{ #{sense.id} .sense }}", escape(sense.definition, starts_block=True)]
        if sense.people:
            links = [link_to(page, Goal("", person_page(p)), people[p]) for p in sense.people if p in people]
            rows.append(f"So meant by {', '.join(links)}.")
        for anchor in self.joined.attestations.get((entry.id, str(sense.id)), []):
            rows.append(self.attestation(page, anchor))
        return "\n\n".join(rows)

    def attestation(self, page: str, anchor: Anchor) -> str:
        """The words in which somebody uses the word in a sense, as a quotation that leads to them."""
        source = anchor.source
        goal = Goal("", text_page(source.id), anchor.segments[0].block.id)
        name = self.names[source.id].of[anchor.unit.id]
        return (
            f"> {escape(anchor.words, starts_block=True)}\n>\n> {link_to(page, goal, f'— {name}', '', 'quote-source')}"
        )

    def concordance(self, page: str, uses: list[Occurrence]) -> list[str]:
        """Every occurrence in its context, by text."""
        if not uses:
            return []
        rows = ["## Concordance { #concordance }"]
        for _, group in groupby(uses, key=lambda use: use.source.id):  # uses come text by text
            here = list(group)
            source = here[0].source
            items = "\n".join(self.line(page, source, use) for use in here)
            rows.append(
                f'<details class="concordance" markdown="1">\n<summary>{escape(source.title)}: '
                f"{len(here)}</summary>\n\n{items}\n\n</details>"
            )
        return rows

    def line(self, page: str, source: Source, use: Occurrence) -> str:
        """A use of the word with some words on either side, and the sense that it has there."""
        text, block = source.capture.text, use.block
        before, after = text[block.start : use.start].lstrip(), text[use.end : block.end].rstrip()
        if len(before) > AROUND:
            before = "…" + (before[-AROUND - 1 :].partition(" ")[2] or before[-AROUND:])
        if len(after) > AROUND:
            after = (after[: AROUND + 1].rpartition(" ")[0] or after[:AROUND]) + "…"
        goal = Goal("", text_page(source.id), block.id)
        name = self.names[source.id].of[use.unit.id] + (" (quoting)" if use.quoted else "")
        several = len(use.entry.senses) > 1
        sense = f' <span class="in-sense">{escape(use.sense.name)}</span>' if use.sense and several else ""
        words = (
            f'{escape(before)}<strong title="{attribute(use.sense.name if use.sense else "undecided")}">'
            f"{escape(text[use.start : use.end])}</strong>{escape(after)}"
        )
        return f"- {link_to(page, goal, name)}: {words}{sense}"
