"""The margin of a text: which stance or argument the words beside it carry, each with a way to the map."""

from __future__ import annotations

from ..model.source import Block, Source
from ..resolve.address import Goal, argument_page, claim_page, debate_page
from ..resolve.joined import Joined
from .markdown import escape, link
from .names import relative


class Margin:
    """Writes the marks of one source's passages for its page."""

    def __init__(self, joined: Joined, source: Source, page: str) -> None:
        self.joined = joined
        self.page = page
        self.borne = joined.borne[source.id]

    def write(self, run: list[Block]) -> list[str]:
        """The marks of a run of blocks, each stance and argument once, as one element to stand before their words."""
        marks: dict[tuple[str, str, str], None] = {}
        for block in run:
            marks.update(dict.fromkeys(self.borne.get(block.id, ())))
        links = [self._mark(*mark) for mark in marks]
        if not links:
            return []
        inside = "\n".join(links)
        return [f'<div class="margin editorial" markdown="1">\n\n{inside}\n\n</div>']

    def _mark(self, verb: str, kind: str, name: str) -> str:
        edition = self.joined.edition
        record = edition.claims[name] if kind == "claim" else edition.arguments[name]
        told = str(edition.claims[name].sentence) if kind == "claim" else ""
        label = f'<span class="verb">{verb}</span> <span class="what">{escape(record.name)}</span>'
        return link(label, relative(self.page, self._goal(kind, name)), told, "stance", verb)

    def _goal(self, kind: str, name: str) -> Goal:
        """The box on the map of the first debate that shows it; where none does, its own page."""
        for debate in self.joined.argumentation.debates_of.get(f"{kind}:{name}", ()):
            return Goal("", debate_page(debate), f"map-{kind}-{name}")
        return Goal("", claim_page(name) if kind == "claim" else argument_page(name))
