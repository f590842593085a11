"""What stands at the foot: the edition's notes, and the footnotes of a captured text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from .inline import Inline
from .literal import joined, strings
from .traits import marked

if TYPE_CHECKING:
    from .blocks import Blocks


def note(blocks: Blocks, one: HtmlElement) -> str:
    """A note as it stands at the foot of a page: what it is about runs into its number, who wrote it ends it."""
    head, *rest = one
    end = [part for part in rest if {"note-stances", "note-facts"} & set(part.get("class", "").split())]
    rows = [f"note-head({blocks.inline(head)})"]
    rows += [row for part in rest if part not in end for row in blocks.block(part)]
    told = []
    for part in end:
        written = Inline(blocks.around, breaks=False)
        for paragraph in part.iter("p"):
            written.inside(paragraph)
        told += [written.body()] if written.any else []
    rows += [f"pp(facts({joined(told, ' · ')}))"] if told else []
    return "{" + "; ".join(rows) + "}"


def footnote(blocks: Blocks, one: HtmlElement) -> str:
    """A footnote of the captured text."""
    head, *rest = one
    first = next((number for number, child in enumerate(rest, 1) if child.tag == "p"), len(rest))
    notes = [key for child in rest[:first] for key in marked(child)]
    beside, after = (
        "; ".join(row for child in children for row in blocks.block(child)) or "[]"
        for children in (rest[:first], rest[first:])
    )
    return f"fn({blocks.inline(head)}, {strings(notes)}, {{{beside}}}, {{{after}}})"
