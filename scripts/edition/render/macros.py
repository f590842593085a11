"""The macros of hand-written pages: lists and figures of the edition, as Markdown."""

from __future__ import annotations

from collections.abc import Callable

from ..resolve.joined import Joined
from .lists import texts
from .statements import debates


def macros(joined: Joined, page: str) -> dict[str, Callable[[], str]]:
    """The functions that a page (relative to docs/) may call; their results are not rendered again."""
    edition = joined.edition

    def figure(number: int) -> Callable[[], str]:
        return lambda: f"{number:,}"

    return {
        "texts": lambda: texts(joined, page, brief=True),
        "debates": lambda: debates(joined, page),
        "count_debates": figure(len(edition.debates)),
        "count_claims": figure(len(edition.claims)),
        "count_arguments": figure(len(edition.arguments)),
        "count_stances": figure(sum(len(note.stances) for note in edition.annotations.values())),
        "count_texts": figure(len(edition.sources)),
        "count_notes": figure(len(edition.annotations)),
        "count_entries": figure(len(edition.entries)),
        "count_senses": figure(sum(len(entry.senses) for entry in edition.entries.values())),
        "count_people": figure(len(edition.people)),
        "count_references": figure(len(edition.references)),
        "count_lines": figure(sum(source.account.lines for source in edition.sources.values())),
        "count_unaccounted": figure(sum(len(source.account.unaccounted) for source in edition.sources.values())),
        "count_quotations": figure(sum(len(found) for found in joined.quotations.values())),
    }
