"""The comments of a text at a glance: who answers whom, and the exchanges that a reader may want to follow."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.source import Source, Unit
from ..resolve.exchanges import exchanges
from ..text import number_of
from .items import Item, write_items
from .markdown import escape, link
from .names import Names, opening

DEEPEST = 12  # levels that are told apart by where they stand


class Thread:
    """Writes the list of one source's comments; `notes` are the names of the notes at each block."""

    def __init__(
        self, source: Source, names: Names, quotations: Mapping[str, object], notes: Mapping[str, list[str]]
    ) -> None:
        self.source = source
        self.names = names
        self.quotations = quotations
        self.notes = notes
        self.comments = [unit for unit in source.units if unit.kind == "comment"]
        self.answers = any(source.depths[unit.id] > 1 for unit in self.comments)
        years = {unit.published[:4] if unit.published else "" for unit in self.comments}
        self.year = f" {years.pop()}" if len(years) == 1 else ""

    def write(self) -> str:
        """The list, folded open: a nested one where it is known who answers whom, otherwise by opening words."""
        if len(self.comments) < 2:
            return ""
        items = [Item(min(self.source.depths[unit.id], DEEPEST), None, self._entry(unit)) for unit in self.comments]
        told = "Who answers whom" if self.answers else "The comments and how they begin"
        facts = " · ".join(self._facts())
        rows = [
            '<details class="thread-map editorial" open markdown="1">',
            f'<summary>{told} <span class="number">{facts}</span></summary>',
            write_items(items),
            self._exchanges(),
            "</details>",
        ]
        return "\n\n".join(row for row in rows if row)

    def _facts(self) -> list[str]:
        people = len({unit.author for unit in self.comments})
        facts = [f"{people} people" if people > 1 else escape(self.comments[0].author)]
        if self.answers:
            facts.append(f"{number_of(max(self.source.depths[unit.id] for unit in self.comments), 'level')} deep")
        return facts

    def _entry(self, unit: Unit) -> str:
        name = link(self._label(unit), f"#{unit.id}")
        notes = sum(len(self.notes[block.id]) for block in unit.blocks)
        return name + (f' <span class="number">{number_of(notes, "note")}</span>' if notes else "")

    def _label(self, unit: Unit) -> str:
        """The comment's name without what is the same for all of them."""
        begins = opening(self.source, unit, list(self.quotations), 60)
        if not self.answers and unit.published is None and begins:
            return escape(begins, starts_block=True)
        rest = self.names.of[unit.id].removeprefix(unit.author)
        short = rest.replace(self.year, "", 1) if unit.published else rest.replace("undated, ", "")
        return f'<span class="author">{escape(unit.author)}</span>{escape(short)}'

    def _exchanges(self) -> str:
        """Two people's exchanges, each by its first and its last comment."""
        items = []
        for run in exchanges(self.source):
            people = list(dict.fromkeys(unit.author for unit in run))
            first, last = (link(self._moment(unit), f"#{unit.id}") for unit in (run[0], run[-1]))
            pair = (
                f'<span class="author">{escape(people[0])}</span> and <span class="author">{escape(people[1])}</span>'
            )
            items.append(f"- {pair}, {number_of(len(run), 'comment')}: {first} to {last}")
        if not items:
            return ""
        told = '<p class="exchanges-head">Where two people answer each other at length</p>'
        return f'{told}\n\n<div class="exchanges" markdown="1">\n\n' + "\n".join(items) + "\n\n</div>"

    def _moment(self, unit: Unit) -> str:
        rest = self.names.of[unit.id].removeprefix(unit.author).removeprefix(", ")
        return escape(rest.replace(self.year, "", 1) if unit.published else rest.replace("undated, ", ""))
