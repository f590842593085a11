"""What a search can find: every passage, note, claim and other record as a thing of its own, with its own address.

A search over pages would answer with the longest page; here the answer is the very passage, with who wrote it and when.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.body import Body
from ..model.edition import person_id
from ..model.source import Block, Source, Unit
from ..resolve.joined import Joined
from ..resolve.site_address import built_page, note_address, site_address
from ..text import fold, number_of
from .body import in_words
from .citations import Typeset
from .find_pages import LISTS, plain, sections
from .markdown import front_matter

FIND = "find.md"
# Every kind of thing with what several are called, in the order in which results are grouped below the best.
KINDS = (
    ("passage", "Passages"),
    ("term", "Terms"),
    ("claim", "Claims"),
    ("argument", "Arguments"),
    ("debate", "Debates"),
    ("note", "Notes"),
    ("reference", "References"),
    ("person", "People"),
    ("text", "Texts"),
    ("page", "Pages"),
)


@dataclass(frozen=True)
class Findable:
    """One thing to find. `head` is what it is called; of a passage, which has no name, it is empty.

    `by` is the id of whoever wrote the words and `day` when, empty where that is not known or the edition speaks; an
    annotator's begins with @, for a person of the texts may bear the same name. `said` tells of quoted words who quotes
    them. `source` is the text that it belongs to. `origin` is the address at which the quoted words were first written.
    """

    kind: str
    address: str
    head: str
    words: str
    by: str = ""
    day: str = ""
    source: str = ""
    said: str = ""
    origin: str = ""


class Findables:
    """Gathers what can be found, kind by kind; `pages` are those in Markdown that are no records, by path."""

    def __init__(self, joined: Joined, typeset: Typeset, pages: dict[str, str]) -> None:
        self.joined = joined
        self.edition = joined.edition
        self.typeset = typeset
        self.pages = pages

    def write(self) -> list[Findable]:
        """All of them, those of a kind together, in the order of KINDS."""
        order = {kind: number for number, (kind, _) in enumerate(KINDS)}
        return sorted(self._all(), key=lambda one: order[one.kind])

    def _all(self) -> Iterator[Findable]:
        for source in self.edition.sources.values():
            authors = ", ".join(source.authors)
            yield Findable("text", site_address("text", source.id), source.title, f"{authors}. {fold(source.about)}")
            for unit in source.units:
                for block in unit.blocks:
                    yield self._passage(source, unit, block)
        yield from self._notes()
        yield from self._terms()
        yield from self._statements()
        yield from self._references()
        yield from self._people()
        for path, (title, words) in LISTS.items():
            yield Findable("page", built_page(path), title, words)
        for path, text in self.pages.items():
            for title, anchor, words in sections(text):
                yield Findable("page", built_page(path) + (f"#{anchor}" if anchor else ""), title, words)

    def _passage(self, source: Source, unit: Unit, block: Block) -> Findable:
        """A passage; quoted words are those of whoever wrote them first, and whoever quotes them is told."""
        quotation = self.joined.quotations[source.id].get(block.id)
        by, when, said, first = person_id(unit), unit.published or "", "", ""
        if quotation is not None:
            said = f"quoted by {unit.author}"
            origin = quotation.origin[0] if quotation.origin else None
            by, when = (person_id(origin), origin.published or "") if origin else ("", "")
            first = site_address("text", source.id, quotation.origin[1].id) if quotation.origin else ""
            if origin is None:
                work = self.typeset.labels.get((quotation.reference or "", None))
                said = f"{work or quotation.speaker or 'somebody unnamed'}, {said}"
        at = site_address("text", source.id, block.id)
        return Findable("passage", at, "", fold(source.text(block)), by, when[:10], source.id, said, first)

    def _notes(self) -> Iterator[Findable]:
        for note in self.edition.annotations.values():
            if not (anchors := self.joined.anchors[note.id]):
                continue
            source = anchors[0].source.id
            head = f"On “{fold(note.targets[0].exact)}”"
            yield Findable(
                "note",
                note_address(source, note.id),
                head,
                self._words(note.body),
                f"@{note.by}",
                note.created[:10],
                source,
            )

    def _terms(self) -> Iterator[Findable]:
        for entry in self.edition.entries.values():
            at, lemma = site_address("term", entry.id), str(entry.lemma)
            others = [str(form) for form in entry.forms if form != entry.lemma]
            head = f"{lemma} ({', '.join(others)})" if others else lemma
            yield Findable("term", at, head, self._words(entry.body))
            for sense in entry.senses:
                people = [self.edition.people[one] for one in sense.people if one in self.edition.people]
                meant = f" So meant by {', '.join(people)}." if people else ""
                named = f"{lemma}: {str(sense.id).replace('-', ' ')}"
                yield Findable("term", site_address("term", entry.id, sense.id), named, f"{sense.definition}{meant}")

    def _statements(self) -> Iterator[Findable]:
        edition = self.edition
        for claim in edition.claims.values():
            yield Findable("claim", site_address("claim", claim.id), str(claim.sentence), self._words(claim.body))
        for argument in edition.arguments.values():
            at = site_address("argument", argument.id)
            yield Findable("argument", at, argument.name, self._words(argument.body))
        for debate in edition.debates.values():
            words = f"{debate.question} {self._words(debate.body)}" if debate.title else self._words(debate.body)
            yield Findable("debate", site_address("debate", debate.id), debate.name, words)

    def _references(self) -> Iterator[Findable]:
        for key, entry in self.typeset.entries.items():
            issued = self.edition.references[key].csl.get("issued")
            parts = issued.get("date-parts") if isinstance(issued, dict) else None
            day = "-".join(f"{part:02d}" for part in parts[0]) if parts else ""
            yield Findable(
                "reference", site_address("reference", key), self.typeset.labels[key, None], plain(entry), day=day
            )

    def _people(self) -> Iterator[Findable]:
        for person, name in self.edition.people.items():
            wrote = Counter(source.title for source, _ in self.edition.written_by[person])
            told = "; ".join(f"{number_of(count, 'contribution')} to {title}" for title, count in wrote.items())
            yield Findable("person", site_address("person", person), name, re.sub(r"\.?$", ".", told, count=1))

    def _words(self, body: Body) -> str:
        return fold(" ".join(in_words(one, self.typeset) for one in body.paragraphs))


def find_page() -> str:
    """The page of the search. Scripts put the search in place of the lists, which are for whoever has none."""
    rows = [
        front_matter(title="Search", description="Search the passages, notes, claims and terms.", hide=["toc"]),
        "# Search",
        '<div id="search" markdown="1">',
        "The search needs this site’s JavaScript, which does not run here. These lists lead to everything, and your "
        "browser’s own search finds words on each page:",
        "- [Texts](texts/index.md), every passage of which stands on the page of its text\n"
        "- [Notes](notes.md), by text\n"
        "- [Glossary](glossary/index.md)\n"
        "- [Debates](debates/index.md), with all [claims](claims.md) and [arguments](arguments.md)\n"
        "- [People](people/index.md)\n"
        "- [Bibliography](bibliography.md)\n"
        "- [Data](data.md), the whole edition as files to search with other tools",
        "</div>",
    ]
    return "\n\n".join(rows) + "\n"
