"""The document model as JSON: what the readers made of each text, for tools and tests."""

from __future__ import annotations

from ..model.source import Block, Source, Unit
from ..resolve.joined import Joined
from ..resolve.quotations import Quotation


def document_model(joined: Joined) -> list[dict[str, object]]:
    """One record a text, in the form that the architecture page fixes; `text` is as captured."""
    return [_source(source, joined.quotations[source.id]) for source in joined.edition.sources.values()]


def _source(source: Source, quotations: dict[str, Quotation]) -> dict[str, object]:
    account = source.account
    return {
        "id": source.id,
        "title": source.title,
        "authors": list(source.authors),
        "published": source.published,
        "url": source.url,
        "units": [_unit(source, unit, quotations) for unit in source.units],
        "lacunae": [{"kind": lacuna.kind, "unit": lacuna.unit, "note": lacuna.note} for lacuna in source.lacunae],
        "account": {
            "lines": account.lines,
            "carried": account.carried,
            "omitted": account.omitted,
            "unaccounted": len(account.unaccounted),
        },
    }


def _unit(source: Source, unit: Unit, quotations: dict[str, Quotation]) -> dict[str, object]:
    return {
        "id": unit.id,
        "kind": unit.kind,
        "author": unit.author,
        "published": unit.published,
        "reply_to": unit.reply_to,
        "blocks": [_block(source, block, quotations.get(block.id)) for block in unit.blocks],
    }


def _block(source: Source, block: Block, quotation: Quotation | None) -> dict[str, object]:
    quotes = source.address(*quotation.quotes) if quotation and quotation.quotes else None
    return {
        "id": block.id,
        "kind": "quotation" if quotation else block.kind,
        "text": source.text(block),
        "quotes": quotes,
        "lines": list(block.lines),
    }
