"""The edition as pages: `{path: Markdown}`, the same for MkDocs, for a folder on disk, and for print."""

from __future__ import annotations

from ..resolve.address import argument_page, claim_page, debate_page, text_page
from ..resolve.joined import Joined, bodies
from .argument import write_argument
from .citations import Typeset, typeset
from .claim import write_claim
from .data import DATA, FOLDER, data_page
from .debate import write_debate
from .exports import exports
from .forge import Forge
from .glossary import Glossary
from .guide import Guide
from .handwritten import with_links
from .lists import (
    BIBLIOGRAPHY,
    NOTES,
    TEXTS,
    bibliography_page,
    notes_page,
    texts_page,
)
from .moved import with_moves
from .panel import PANEL, panel_data
from .people import People
from .positions import write_positions
from .statements import write_statements
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


def generated_pages(joined: Joined, forge: Forge | None = None) -> dict[str, str]:
    """Every page that is made from records, by its path relative to docs/; with a forge, each note can be edited."""
    edition = joined.edition
    style = set_citations(joined)
    pages = {text_page(one.id): TextPage(joined, one, style, forge).write() for one in edition.sources.values()}
    pages |= {
        TEXTS: texts_page(joined),
        NOTES: notes_page(joined, style),
        BIBLIOGRAPHY: bibliography_page(joined, style),
    }
    pages |= Glossary(joined, style).write()
    pages |= People(joined).write()
    pages |= Guide(joined).write()
    pages |= {debate_page(one.id): write_debate(joined, style, one) for one in edition.debates.values()}
    pages |= {claim_page(one.id): write_claim(joined, style, one) for one in edition.claims.values()}
    pages |= {argument_page(one.id): write_argument(joined, style, one) for one in edition.arguments.values()}
    pages |= write_positions(joined)
    pages[DATA] = data_page()
    pages |= write_statements(joined)
    return with_moves(joined, pages)


def downloads(joined: Joined, forge: Forge | None = None) -> dict[str, str]:
    """What is no page, by path relative to docs/: the edition as data, and what the panel knows of it."""
    files = {f"{FOLDER}/{name}": text for name, text in exports(joined).items()}
    return files | {PANEL: panel_data(joined, forge)}


def handwritten_pages(joined: Joined) -> dict[str, str]:
    """The pages of docs/ with the edition's links resolved; macros are left to whoever builds."""
    return {path: with_links(joined, page) for path, page in joined.edition.pages.items()}
