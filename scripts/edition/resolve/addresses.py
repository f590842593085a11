"""Every address that the edition promises to keep: of texts, passages, notes, senses, claims, arguments, works."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.edition import Edition
from .site_address import built_page, note_address, site_address


def addresses(edition: Edition) -> Iterator[str]:
    """Addresses relative to the site, `texts/x.html#p4`, in a fixed order, each once.

    Headings are not among them: their ids follow their words, and words may be mended.
    """
    for page in sorted(edition.pages):
        yield built_page(page)
    notes: dict[str, list[str]] = {}
    for note in edition.annotations.values():
        if note.targets:
            notes.setdefault(str(note.targets[0].source), []).append(note.id)
    for source in edition.sources.values():
        yield site_address("text", source.id)
        for unit in source.units:
            yield site_address("text", source.id, unit.id)
            yield from (site_address("text", source.id, block.id) for block in unit.blocks)
        yield from (note_address(source.id, note) for note in sorted(notes.get(source.id, ())))
    for entry in edition.entries.values():
        yield site_address("term", entry.id)
        yield from (site_address("term", entry.id, sense.id) for sense in entry.senses)
    kinds = {
        "claim": edition.claims,
        "argument": edition.arguments,
        "debate": edition.debates,
        "person": edition.people,
    }
    for kind, ids in (kinds | {"reference": edition.references}).items():
        yield from (site_address(kind, one) for one in ids)
