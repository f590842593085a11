"""The edition as pages: `{path: Markdown}`, the same for MkDocs, for a folder on disk, and for print."""

from __future__ import annotations

from collections.abc import Mapping

from ..resolve.address import argument_page, claim_page, debate_page, text_page
from ..resolve.joined import Joined, bodies
from .argument import write_argument
from .citations import Typeset, typeset
from .claim import write_claim
from .data import DATA, FOLDER, data_page
from .debate import write_debate
from .exports import exports
from .feed import FEED, LATEST, feed, latest_page
from .find import FIND, Findables, find_page
from .find_index import index
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
from .llms import LLMS, llms
from .moved import with_moves
from .offered import Offered
from .panel import PANEL, panel_data
from .people import People
from .positions import write_positions
from .previews import Previews
from .shards import shards
from .statements import write_statements
from .text_page import TextPage
from .timeline import TIMELINE, timeline_page


def set_citations(joined: Joined) -> Typeset:
    """Every reference and citation set once, in one call of the style's processor."""
    uses = [
        (str(c.key), str(c.locator) if c.locator else None)
        for _, _, body in bodies(joined.edition)
        for c in body.citations
    ]
    uses += [(key, None) for key in joined.edition.references]
    return typeset(joined.edition.references, uses)


def generated_pages(
    joined: Joined,
    forge: Forge | None = None,
    style: Typeset | None = None,
    offered: Mapping[str, Offered] | None = None,
) -> dict[str, str]:
    """Every page that is made from records, by its path relative to docs/; with a forge, each note can be edited.

    Links lead to what is `offered` for download, by path; a build that makes no editions offers none.
    """
    edition = joined.edition
    offered = offered or {}
    pdf = {path.removesuffix(".pdf") + ".md": one for path, one in offered.items()}
    style = style or set_citations(joined)
    pages = {
        page: TextPage(joined, one, style, forge, pdf.get(page)).write()
        for one in edition.sources.values()
        if (page := text_page(one.id))
    }
    pages |= {
        TEXTS: texts_page(joined),
        NOTES: notes_page(joined, style),
        BIBLIOGRAPHY: bibliography_page(joined, style),
    }
    pages |= Glossary(joined, style).write()
    pages |= People(joined).write()
    pages |= Guide(joined).write()
    pages |= {
        page: write_debate(joined, style, one, pdf.get(page))
        for one in edition.debates.values()
        if (page := debate_page(one.id))
    }
    pages |= {claim_page(one.id): write_claim(joined, style, one) for one in edition.claims.values()}
    pages |= {argument_page(one.id): write_argument(joined, style, one) for one in edition.arguments.values()}
    pages |= write_positions(joined)
    pages[DATA] = data_page(offered)
    pages[FIND] = find_page()
    pages[LATEST] = latest_page(joined, style)
    pages[TIMELINE] = timeline_page(joined)
    pages |= write_statements(joined)
    return with_moves(joined, pages)


def downloads(
    joined: Joined, forge: Forge | None = None, style: Typeset | None = None, site: str | None = None
) -> dict[str, str]:
    """What is no page, by path relative to docs/: data, previews, the feed, and what the panel knows of the edition.

    `site` is the address at which the site stands, where that is known.
    """
    style = style or set_citations(joined)
    files = {f"{FOLDER}/{name}": text for name, text in exports(joined).items()}
    files |= shards(Previews(joined, style).write())
    files |= search(joined, style)
    files |= {FEED: feed(joined, style, site), LLMS: llms(joined, site)}
    return files | {PANEL: panel_data(joined, forge)}


def search(joined: Joined, style: Typeset) -> dict[str, str]:
    """The index of the search, of all records and of the pages that are none."""
    prose = handwritten_pages(joined) | Guide(joined).write()
    titles = {source.id: source.title for source in joined.edition.sources.values()}
    return index(Findables(joined, style, prose).write(), joined.edition.people, titles)


def handwritten_pages(joined: Joined) -> dict[str, str]:
    """The pages of docs/ with the edition's links resolved; macros are left to whoever builds."""
    return {path: with_links(joined, page) for path, page in joined.edition.pages.items()}
