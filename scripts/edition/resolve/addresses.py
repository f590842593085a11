"""Every address that the edition promises to keep: of texts, passages, notes, senses, claims, arguments, works."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.edition import Edition
from .address import argument_page, claim_page, debate_page, entry_page, person_page, reference_goal, text_page


def addresses(edition: Edition) -> Iterator[str]:
    """Addresses relative to the site, `texts/x.html#p4`, in a fixed order, each once.

    Headings are not among them: their ids follow their words, and words may be mended.
    """
    for page in sorted(edition.pages):
        yield _built(page)
    notes: dict[str, list[str]] = {}
    for note in edition.annotations.values():
        if note.targets:
            notes.setdefault(str(note.targets[0].source), []).append(note.id)
    for source in edition.sources.values():
        page = _built(text_page(source.id))
        yield page
        for unit in source.units:
            yield f"{page}#{unit.id}"
            yield from (f"{page}#{block.id}" for block in unit.blocks)
        yield from (f"{page}#note-{note}" for note in sorted(notes.get(source.id, ())))
    for entry in edition.entries.values():
        page = _built(entry_page(entry.id))
        yield page
        yield from (f"{page}#{sense.id}" for sense in entry.senses)
    yield from map(_built, map(claim_page, edition.claims))
    yield from map(_built, map(argument_page, edition.arguments))
    yield from map(_built, map(debate_page, edition.debates))
    yield from map(_built, map(person_page, edition.people))
    for key in edition.references:
        goal = reference_goal(key)
        yield f"{_built(goal.page or '')}#{goal.fragment}"


def _built(page: str) -> str:
    return page.removesuffix(".md") + ".html"
