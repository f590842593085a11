"""What a page is made from: the file that whoever wants to change it edits, and the record that it is a page of."""

from __future__ import annotations

from typing import Any

from ..resolve.joined import Joined

# The lists and tables among the generated pages, with where their rows come from; a folder's name ends in `/`.
_FROM = {
    "texts/index.md": "sources/",
    "people/index.md": "sources/",
    "notes.md": "docs/annotations/",
    "bibliography.md": "sources/references.bib",
    "glossary/index.md": "docs/glossary/",
    "claims.md": "docs/claims/",
    "arguments.md": "docs/arguments/",
    "debates/index.md": "docs/debates/",
    "positions.md": "docs/annotations/",
    "cruxes.md": "docs/annotations/",
    "open-questions.md": "docs/annotations/",
    "timeline.md": "sources/",
    "latest.md": "docs/annotations/",
    "data.md": "scripts/edition/render/",
    "find.md": "scripts/edition/render/",
    "contributing/fields.md": "scripts/edition/model/fields.py",
    "contributing/rules.md": "scripts/edition/rules/",
}
_RECORDS = {"glossary": "entry", "claims": "claim", "arguments": "argument", "debates": "debate"}


def origin(joined: Joined, page: str) -> str:
    """The file, relative to the edition, that a page (relative to docs/) is made from, or a folder that ends in `/`."""
    folder, _, name = page.rpartition("/")
    if page in joined.edition.pages:
        return f"docs/{page}"
    if page in _FROM:
        return _FROM[page]
    if folder == "texts":
        return f"sources/{name.removesuffix('.md')}/source.yml"
    if folder == "people":
        return "sources/"
    return f"docs/{page}"


def record(joined: Joined, page: str) -> dict[str, Any]:
    """What the page's own script knows of it: its kind, its id, and of a text how it is cited."""
    folder, _, name = page.rpartition("/")
    id_ = name.removesuffix(".md")
    if folder == "texts" and id_ in joined.edition.sources:
        source = joined.edition.sources[id_]
        facts = {"title": source.title, "authors": list(source.authors), "published": source.published}
        return {"kind": "text", "id": id_, "url": source.url, "edition": joined.edition.name, **facts}
    if folder in _RECORDS and page not in joined.edition.pages and page not in _FROM:
        return {"kind": _RECORDS[folder], "id": id_}
    return {"kind": "page", "id": page}
