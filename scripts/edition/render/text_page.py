"""The page of one text: post and comments in order, with notes, quotations and everything the capture lost."""

from __future__ import annotations

from ..model.source import Block, Lacuna, Source, Unit
from ..resolve.address import Goal, person_page, text_page
from ..resolve.cross_purposes import SenseDifference
from ..resolve.joined import Joined
from ..text import number_of, shorten, slug
from .apparatus import Apparatus
from .attribution import attribution
from .backlinks import mentioned
from .citations import Typeset
from .cross_purposes import at_unit
from .forge import Forge
from .inline import passage_mark
from .items import Item, mark_item, write_items
from .margin import Margin
from .markdown import escape, front_matter, indent, link
from .names import Names, day, link_to, moment
from .note import NoteWriter
from .offered import Offered, offer
from .thread import Thread
from .words import Words


class TextPage:
    """Writes one source's page."""

    def __init__(
        self, joined: Joined, source: Source, typeset: Typeset, forge: Forge | None = None, pdf: Offered | None = None
    ) -> None:
        self.joined = joined
        self.source = source
        self.typeset = typeset
        self.page = text_page(source.id)
        self.pdf = pdf
        self.names = Names(source)
        self.words = Words(joined, source, self.page)
        self.note = NoteWriter(joined, source, typeset, self.page, self.names, forge)
        self.margin = Margin(joined, source, self.page)
        self.quotations = joined.quotations[source.id]
        self.differences: dict[str, list[SenseDifference]] = {}
        for one in joined.cross_purposes[source.id]:
            self.differences.setdefault(one.use.unit.id, []).append(one)
        self.gaps: dict[str, list[Lacuna]] = {}  # losses after a block, or after a unit
        for lacuna in source.lacunae:
            if lacuna.offset is None:
                # A speaker's name is missed at the head of a unit, everything else where it stood.
                key = f"head of {lacuna.unit}" if lacuna.kind == "speaker" else lacuna.block or lacuna.unit
                self.gaps.setdefault(key, []).append(lacuna)
        self.quoted_by: dict[str, list[tuple[Unit, Block]]] = {}
        for unit in source.units:
            for block in unit.blocks:
                quotation = self.quotations.get(block.id)
                for at in {quotation.quotes, quotation.origin} if quotation else ():
                    if at:
                        self.quoted_by.setdefault(at[1].id, []).append((unit, block))

    def write(self) -> str:
        """The whole page as Markdown."""
        source = self.source
        known = [*(name for name in source.authors if name not in source.title), day(source.published)]
        by = f" · {', '.join(filter(None, known))}" if any(known) else ""
        head = front_matter(title=source.title + by, description=shorten(source.about, 200) or None)
        # The title names author and day for search results and screen readers; the byline shows them to the eye.
        hidden = f'<small class="title-by">{escape(by)}</small>' if by else ""
        parts = [head, f"# {escape(source.title, starts_block=True)}{hidden} {{ #title }}", self._byline()]
        posts = [unit for unit in source.units if unit.kind == "post"]
        comments = [unit for unit in source.units if unit.kind == "comment"]
        first = [unit for unit in posts if unit.id == "post" or source.units.index(unit) == 0]
        parts += [self._unit(unit) for unit in first]
        if comments:
            parts.append(f"## {len(comments)} comments {{ #comments .editorial }}")
            parts.append(Thread(source, self.names, self.quotations, self.words.notes).write())
            parts += [self._unit(unit) for unit in source.units if unit not in first]
        parts.append(Apparatus(self.source, self.typeset, self.page, self.names, self.words).write())
        return "\n\n".join(part for part in parts if part) + "\n"

    def _byline(self) -> str:
        people = ", ".join(
            link_to(self.page, Goal("", person_page(slug(name))), name)
            if slug(name) in self.joined.edition.people
            else escape(name)
            for name in self.source.authors
        )
        published = self.source.published
        facts = [people, moment(published, day(published)) if published else "", self._statistics()]
        return '<div class="byline editorial" markdown="1">\n\n' + " · ".join(f for f in facts if f) + "\n\n</div>"

    def _statistics(self) -> str:
        notes = sum(len(names) for names in self.words.notes.values())
        minutes = number_of(max(1, round(self.source.words / 230)), "minute")
        pdf = f" · {offer(self.page, self.pdf, 'this text as PDF')}" if self.pdf else ""
        return f"about {minutes} · {number_of(notes, 'note')} · [about this text](#about-this-text){pdf}"

    def _unit(self, unit: Unit) -> str:
        depth = self.source.depths[unit.id]
        classes = f"unit {unit.kind} depth-{min(depth, 12)}"
        id_of_post = ' id="post"' if unit.id == "post" else ""
        rows = [f'<article class="{classes}"{id_of_post} markdown="1">']
        if unit.id != "post":
            level = "##" if unit.kind == "post" else "###"
            rows.append(f"{level} {self._unit_name(unit)} {{ #{unit.id} .unit-name }}")
            rows.append(self._answers(unit))
            rows.append(at_unit(self.page, self.names, self.differences.get(unit.id, ())))
        rows += [self._gap(lacuna.kind, lacuna.note) for lacuna in self.gaps.get(f"head of {unit.id}", ())]
        rows += self._blocks(unit, [block for block in unit.blocks if block.footnote is None])
        rows += self._footnotes(unit)
        rows += [self._gap(lacuna.kind, lacuna.note) for lacuna in self.gaps.get(unit.id, ())]
        mentions = self.joined.mentions.get(f"passage:{self.source.address(unit)}", [])
        rows += [mentioned(self.joined, self.typeset, self.page, mentions)] if mentions else []
        rows.append("</article>")
        return "\n\n".join(row for row in rows if row)

    def _unit_name(self, unit: Unit) -> str:
        """The unit's name with its author told from the rest, which is quieter and holds the moment as captured."""
        name = self.names.of[unit.id]
        rest = name.removeprefix(unit.author)
        author = f'<span class="author">{escape(name[: len(name) - len(rest)], starts_block=True)}</span>'
        if unit.published is None or not rest.startswith(", "):
            return author + escape(rest)
        return f"{author}, {moment(unit.published, rest[2:])}"

    def _answers(self, unit: Unit) -> str:
        """How deep in the thread the comment stands, what it answers and who answers it."""
        depth = self.source.depths[unit.id]
        facts = [f'<span class="level">level {depth}</span>'] if depth > 1 else []
        parent = self.source.unit.get(unit.reply_to or "")
        if parent is not None:
            name = "the post" if parent.id == "post" else self.names.of[parent.id]
            facts.append("answers " + link(escape(name), f"#{parent.id}", "", "parent"))
        replies = self.source.replies[unit.id]
        if replies:
            facts.append("answered by " + ", ".join(link(escape(reply.author), f"#{reply.id}") for reply in replies))
        if not facts:
            return ""
        inside = " · ".join(facts)
        return f'<div class="answers editorial" markdown="1">\n\n{inside}\n\n</div>'

    def _blocks(self, unit: Unit, blocks: list[Block]) -> list[str]:
        """Blocks in order; a run of list items or of quotations is one Markdown block, its notes after it."""
        rows: list[str] = []
        run: list[Block] = []
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            run.append(block)
            if following is not None and self._family(block) == self._family(following) != "alone":
                continue
            family = self._family(block)
            rows += self.margin.write(run)
            if family == "quotation":
                rows.append(self._quotation_run(run))
            elif family == "list":
                rows.append(self._list(run))
            else:
                rows.append(self._alone(block))
            rows += self._after(unit, run)
            run = []
        return rows

    def _family(self, block: Block) -> str:
        if block.id in self.quotations:
            return "quotation"
        return "list" if block.kind == "list item" else "alone"

    def _text(self, block: Block) -> str:
        return passage_mark(block.id) + self.words.write(block)

    def _alone(self, block: Block) -> str:
        if block.kind == "heading":
            title = self.words.write(block)
            return f"{'#' * block.level} {title} {{ #{block.id} }}"
        return self._text(block)

    def _list(self, run: list[Block]) -> str:
        return write_items([Item(block.level, block.number, self._text(block)) for block in run])

    def _quotation_run(self, run: list[Block]) -> str:
        parts: list[str] = []
        for block in run:
            quotation = self.quotations[block.id]
            mark = "> " * quotation.level
            item = mark_item(block.number) if block.kind == "list item" else ""
            inside = f"{item}{self._text(block)}\n\n{attribution(quotation, self.names, self.typeset, self.page)}"
            parts.append(indent(inside, mark))
        return "\n>\n".join(parts)

    def _after(self, unit: Unit, run: list[Block]) -> list[str]:
        """What follows a run of blocks: losses, notes, and who quotes or mentions its passages."""
        rows = [self._gap(lacuna.kind, lacuna.note) for block in run for lacuna in self.gaps.get(block.id, ())]
        rows += [self.note.write(name) for block in run for name in self.words.notes[block.id]]
        quoting: dict[str, list[str]] = {}  # the places in each unit
        for block in run:
            for quoter, other in self.quoted_by.get(block.id, ()):
                quoting.setdefault(quoter.id, []).append(other.id)
        if quoting:
            links = "; ".join(
                f"[{escape(self.names.of[unit])}](#{places[0]})" + "".join(f", [again](#{at})" for at in places[1:])
                for unit, places in quoting.items()
            )
            rows.append(f'<div class="quoted-by editorial" markdown="1">\n\nquoted by {links}\n\n</div>')
        keys = [f"passage:{self.source.address(unit, block)}" for block in run]
        mentions = [mention for key in keys for mention in self.joined.mentions.get(key, [])]
        return [*rows, mentioned(self.joined, self.typeset, self.page, mentions)] if mentions else rows

    def _gap(self, kind: str, note: str) -> str:
        words = {"reply": "a reply is lost", "other": "something is lost", "embed": "what was embedded here is lost"}
        told = words.get(kind, f"the {kind} is lost")
        return f'<p class="editorial lacuna">⟨{escape(told)}⟩ {escape(note)}</p>'

    def _footnotes(self, unit: Unit) -> list[str]:
        numbers = sorted({block.footnote for block in unit.blocks if block.footnote is not None})
        rows: list[str] = []
        if numbers:
            rows.append("## Footnotes { #footnotes .editorial }")
        for number in numbers:
            rows.append(f'<div class="footnote" id="fn{number}" markdown="1">')
            rows.append(
                f'<span class="editorial fn-number">{number}</span> <a class="fn-back" href="#fnref{number}" '
                f'aria-label="Back to the mark of note {number}">&#94;</a>'
            )
            rows += self._blocks(unit, [block for block in unit.blocks if block.footnote == number])
            rows.append("</div>")
        return rows
