"""The edition as pages: `{path: Markdown}`, the same for MkDocs, for a folder on disk, and for print."""

from __future__ import annotations

from ..resolve.address import text_page
from ..resolve.joined import Joined, bodies
from .citations import Typeset, typeset
from .glossary import Glossary
from .guide import Guide
from .handwritten import with_links
from .lists import (
    BIBLIOGRAPHY,
    NOTES,
    TEXTS,
    argument_page,
    bibliography_page,
    claim_page,
    notes_page,
    texts_page,
)
from .people import People
from .text_page import TextPage


def set_citations(joined: Joined) -> Typeset:
    """Every reference and citation set once, in one call of the style's processor."""
    uses = [
        (str(c.key), str(c.locator) if c.locator else None)
        for _, _, body in bodies(joined.edition)
        for c in body.citations
    ]
    uses += [(key, None) for key in joined.edition.references]
    return typeset(joined.edition.references, uses)


def generated_pages(joined: Joined) -> dict[str, str]:
    """Every page that is made from records, by its path relative to docs/."""
    edition = joined.edition
    style = set_citations(joined)
    pages = {text_page(source.id): TextPage(joined, source, style).write() for source in edition.sources.values()}
    pages |= {
        TEXTS: texts_page(joined),
        NOTES: notes_page(joined, style),
        BIBLIOGRAPHY: bibliography_page(joined, style),
    }
    pages |= Glossary(joined, style).write()
    pages |= People(joined).write()
    pages |= Guide(joined).write()
    pages |= {f"claims/{claim.id}.md": claim_page(joined, style, claim) for claim in edition.claims.values()}
    pages |= {f"arguments/{one.id}.md": argument_page(joined, style, one) for one in edition.arguments.values()}
    return pages


def handwritten_pages(joined: Joined) -> dict[str, str]:
    """The pages of docs/ with the edition's links resolved; macros are left to whoever builds."""
    return {path: with_links(joined, page) for path, page in joined.edition.pages.items()}
