"""What a reader is shown of a place before going there: for every address of the edition, its words and who says them.

A preview is one small record, the same for all kinds of place, so that one script can show it. Words are plain text.

- `k`: what the place is: passage, comment, post, note, term, claim, argument, debate, reference, person or text
- `t`: its title or who speaks; `f`: when, where; both may be missing
- `w`: its paragraphs; one that quotes somebody is a list, the words and whose they are
- `l`: lines of a label, words and perhaps the address of what is meant
- `s`: of a term, its senses: id, definition, and the names of those who mean it
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..model.annotation import Annotation
from ..model.argument import Argument
from ..model.debate import Debate
from ..model.glossary import Entry
from ..model.source import Block, Source, Unit
from ..resolve.joined import Joined
from ..resolve.site_address import note_address, site_address
from ..text import fold, number_of, shorten
from .body import in_words
from .citations import Typeset
from .find_pages import plain
from .names import Names, day

LONGEST = 6000  # characters of words that a preview holds; what is longer is read at its place
Record = dict[str, Any]


class Previews:
    """Makes the preview of every address."""

    def __init__(self, joined: Joined, typeset: Typeset) -> None:
        self.joined = joined
        self.edition = joined.edition
        self.layer = joined.argumentation
        self.typeset = typeset

    def write(self) -> Iterator[tuple[str, Record]]:
        """Addresses relative to the site, `texts/x.html#p4`, with what is shown of each."""
        edition = self.edition
        for source in edition.sources.values():
            yield from self._text(source)
        for note in edition.annotations.values():
            if anchors := self.joined.anchors[note.id]:
                yield note_address(anchors[0].source.id, note.id), self._note(note)
        for entry in edition.entries.values():
            yield site_address("term", entry.id), self._entry(entry)
        for claim in edition.claims:
            yield site_address("claim", claim), self._claim(claim)
        for argument in edition.arguments.values():
            yield site_address("argument", argument.id), self._argument(argument)
        for debate in edition.debates.values():
            yield site_address("debate", debate.id), self._debate(debate)
        yield from self._people()
        for key, entry_words in self.typeset.entries.items():
            yield site_address("reference", key), {"k": "reference", "w": [plain(entry_words)]}

    def _text(self, source: Source) -> Iterator[tuple[str, Record]]:
        page, names = site_address("text", source.id), Names(source)
        facts = ", ".join(filter(None, [*source.authors, day(source.published)]))
        yield page, {"k": "text", "t": source.title, "f": facts, "w": _cut([source.about])}
        for unit in source.units:
            when = names.of[unit.id].removeprefix(unit.author).lstrip(",: ")
            head = {"t": unit.author, "f": " · ".join(filter(None, [when, source.title]))}
            blocks = [self._words(source, block, names) for block in unit.blocks]
            to = source.unit.get(unit.reply_to or "")
            above = [["answers", to.author, f"{page}#{to.id}"]] if to else []
            yield f"{page}#{unit.id}", {"k": unit.kind, **head, "w": _cut(blocks), **_lines(above)}
            for block, words in zip(unit.blocks, blocks, strict=True):
                lines = self._carried(source, block)
                yield f"{page}#{block.id}", {"k": "passage", **head, "w": _cut([words]), **_lines(lines)}

    def _words(self, source: Source, block: Block, names: Names) -> str | list[str]:
        words, quotation = fold(source.text(block)), self.joined.quotations[source.id].get(block.id)
        if quotation is None:
            return words
        if quotation.origin:
            return [words, _named(quotation.origin[0], names)]
        known = self.typeset.labels.get((quotation.reference, None)) if quotation.reference else quotation.speaker
        return [words, known or "source unknown"]

    def _carried(self, source: Source, block: Block) -> list[list[str]]:
        """The stances and arguments of a passage, each once."""
        marks = dict.fromkeys(self.joined.borne[source.id].get(block.id, ()))
        return [[verb, *self._statement(kind, name)] for verb, kind, name in marks]

    def _statement(self, kind: str, name: str) -> list[str]:
        records = self.edition.claims if kind == "claim" else self.edition.arguments
        return [records[name].name, site_address(kind, name)]

    def _note(self, note: Annotation) -> Record:
        about = " … ".join(f"“{shorten(target.exact, 120)}”" for target in note.targets)
        lines = [["on", about]]
        lines += [
            [verb, *self._statement("claim", claim)] for verb, claim in note.stances if claim in self.edition.claims
        ]
        if note.argues in self.edition.arguments:
            lines.append(["argues", *self._statement("argument", str(note.argues))])
        words = [fold(in_words(one, self.typeset)) for one in note.body.paragraphs]
        facts = f"{note.motivation} · {day(note.created)}"
        return {"k": "note", "t": str(note.by), "f": facts, "w": _cut(words), **_lines(lines)}

    def _entry(self, entry: Entry) -> Record:
        people = self.edition.people
        senses = [
            [str(sense.id), str(sense.definition), [people[one] for one in sense.people if one in people]]
            for sense in entry.senses
        ]
        return {"k": "term", "t": str(entry.lemma), "s": senses}

    def _claim(self, name: str) -> Record:
        claim = self.edition.claims[name]
        verbs: dict[str, list[str]] = {}
        for holder, verb in self.layer.latest(name).items():
            verbs.setdefault(verb, []).append(holder.name)
        lines = [[verb, ", ".join(dict.fromkeys(names))] for verb, names in verbs.items()]
        title = {"t": str(claim.title)} if claim.title else {}
        return {"k": "claim", **title, "w": [str(claim.sentence)], **_lines(lines)}

    def _argument(self, argument: Argument) -> Record:
        claims = self.edition.claims
        lines = [
            ["because", str(claims[p].sentence), site_address("claim", p)] for p in argument.premises if p in claims
        ]
        if argument.relation == "undercuts" and argument.conclusion in self.edition.arguments:
            lines.append([argument.relation, *self._statement("argument", argument.conclusion)])
        elif argument.conclusion in claims:
            conclusion = str(claims[argument.conclusion].sentence)
            lines.append([argument.relation, conclusion, site_address("claim", argument.conclusion)])
        makers = ", ".join(holder.name for holder in self.layer.makers(argument.id))
        return {"k": "argument", "t": argument.name, "f": f"made by {makers}" if makers else "", **_lines(lines)}

    def _debate(self, debate: Debate) -> Record:
        drawn = self.layer.maps[debate.id]
        facts = f"{number_of(len(drawn.claims), 'claim')}, {number_of(len(drawn.arguments), 'argument')}"
        turns = [
            ["turns on", *self._statement("claim", one)]
            for one in map(str, debate.claims[:1])
            if one in self.edition.claims
        ]
        return {"k": "debate", "t": debate.name, "f": facts, "w": [str(debate.question)], **_lines(turns)}

    def _people(self) -> Iterator[tuple[str, Record]]:
        for person, name in self.edition.people.items():
            wrote = Counter(source.title for source, _ in self.edition.written_by[person])
            lines = [["wrote", f"{title} ({count})" if count > 1 else title] for title, count in wrote.items()]
            yield site_address("person", person), {"k": "person", "t": name, **_lines(lines)}


def _named(unit: Unit, names: Names) -> str:
    return ("the post, " if unit.id == "post" else "") + (names.of[unit.id] if unit.published else unit.author)


def _lines(lines: list[list[str]]) -> Record:
    return {"l": lines} if lines else {}


def _cut(blocks: list[Any]) -> list[Any]:
    """The paragraphs up to a length that a script may hold; `…` says that there is more."""
    kept, left = [], LONGEST
    for block in blocks:
        words = block if isinstance(block, str) else block[0]
        if len(words) > left:
            short = shorten(words, left) if left > 100 else "…"
            return [*kept, short if isinstance(block, str) else [short, *block[1:]]]
        kept.append(block)
        left -= len(words)
    return [one for one in kept if one]
