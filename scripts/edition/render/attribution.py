"""The line under a quotation: who is quoted, when, how exactly, and a link to the words."""

from __future__ import annotations

from ..resolve.address import reference_goal
from ..resolve.quotations import Quotation
from .citations import Typeset
from .markdown import attribute, escape, link
from .names import Names, link_to

_HOW = {
    "verbatim": ("", "Quoted word for word."),
    "partial": (", in part", "Part of the passage, word for word."),
    "elided": (", shortened", "Word for word but for what the marks of elision leave out."),
    "altered": (", altered", "The words differ from the passage, or what is left out turns its sense."),
    "unresolved": ("", "Not found in this edition."),
}


def attribution(quotation: Quotation, names: Names, typeset: Typeset, page: str) -> str:
    """Who is quoted, when, how exactly, and a link to the words."""
    how, told = _HOW[quotation.label]
    if quotation.origin and quotation.quotes:
        origin, block = quotation.origin
        name = ("the post, " if origin.id == "post" else "") + (
            names.of[origin.id] if origin.published else origin.author
        )
        if quotation.quotes[0].id != origin.id:
            told += f" Requoted from {names.of[quotation.quotes[0].id]}."
        return link(escape(f"— {name}{how}"), f"#{block.id}", told, "quote-source", quotation.label)
    if quotation.reference:
        goal = reference_goal(quotation.reference)
        label = typeset.labels.get((quotation.reference, None), quotation.reference)
        return link_to(page, goal, f"— {label}", quotation.basis, "quote-source", "unresolved")
    speaker = quotation.speaker or "source unknown"
    title = f' title="{attribute(quotation.basis)}"' if quotation.basis else ""
    return f'<span class="quote-source editorial"{title}>— {escape(speaker)}</span>'
