"""What a page tells reference managers (Highwire tags), link previews (OpenGraph) and search engines (schema.org).

Nothing is told that does not stand on the page. Addresses are absolute where it is known at which address the site
stands (`site_url`), and relative to the page where it is not.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model.source import Source
from ..resolve.address import text_page
from ..resolve.joined import Joined
from ..resolve.site_address import built_page
from .iri import record_iri

CARD = "assets/card.png"  # the picture of link previews
_CARD_SIZE = (1200, 630)


@dataclass(frozen=True)
class Metadata:
    """Tags as (attribute that names it, name, content), and a description in JSON-LD."""

    tags: tuple[tuple[str, str, str], ...]
    described: str


def metadata(joined: Joined, page: str, title: str, description: str, site: str | None) -> Metadata:
    """The metadata of a page (relative to docs/), by its title and description; `site` is where the site stands."""
    writer = _Writer(joined, page, title, description, site)
    described = [one for one in (writer.subject(), writer.trail()) if one]
    text = json.dumps({"@context": "https://schema.org", "@graph": described}, ensure_ascii=False, indent=None)
    return Metadata(tuple(writer.tags()), text.replace("<", "\\u003c"))


class _Writer:
    def __init__(self, joined: Joined, page: str, title: str, description: str, site: str | None) -> None:
        self.joined = joined
        self.edition = joined.edition
        self.page = page
        self.title = self.edition.name if page == "index.md" else title
        self.description = description
        self.site = site and site.rstrip("/") + "/"
        folder, _, name = page.rpartition("/")
        self.folder, self.id = folder, name.removesuffix(".md")
        self.source = self.edition.sources.get(self.id) if folder == "texts" else None

    def address(self, page: str, fragment: str = "") -> str:
        """The address of a page or a place in it."""
        built = built_page(page)
        start = self.site or ""
        shown = start + built if start else posixpath.relpath(built, self.folder or ".")
        return f"{shown}#{fragment}" if fragment else shown

    def tags(self) -> Iterator[tuple[str, str, str]]:
        if self.source is not None:
            yield from self._highwire(self.source)
        yield "property", "og:type", "article" if self.folder else "website"
        yield "property", "og:title", self.title
        if self.description:
            yield "property", "og:description", self.description
        yield "property", "og:site_name", self.edition.name
        yield "property", "og:locale", "en_GB"
        if self.site:
            yield "property", "og:url", self.address(self.page)
            yield "property", "og:image", self.address(CARD)
            yield "property", "og:image:alt", self.edition.name
            yield from (
                ("property", f"og:image:{side}", str(size))
                for side, size in zip(("width", "height"), _CARD_SIZE, strict=True)
            )
            yield "name", "twitter:card", "summary_large_image"

    def _highwire(self, source: Source) -> Iterator[tuple[str, str, str]]:
        """As Zotero and Google Scholar read them; an author or a day that is not known is not told."""
        yield "name", "citation_title", source.title
        yield from (("name", "citation_author", author) for author in source.authors)
        if source.published:
            yield "name", "citation_publication_date", source.published[:10].replace("-", "/")
        yield "name", "citation_language", "en"
        yield "name", "citation_inbook_title", self.edition.name
        if self.site:
            yield "name", "citation_public_url", self.address(self.page)
            yield "name", "citation_pdf_url", self.address(self.page.removesuffix(".md") + ".pdf")

    def subject(self) -> dict[str, Any] | None:
        """The thing that the page is about."""
        edition = self.edition
        if self.source is not None:
            return self._text(self.source)
        if self.page == "index.md":
            return {"@type": "WebSite", "name": edition.name, "description": self.description, "inLanguage": "en-GB"}
        if self.folder == "claims" and self.id in edition.claims:
            return self._claim()
        if self.folder == "debates" and self.id in edition.debates:
            debate = edition.debates[self.id]
            return self._named("Question", "debate", name=debate.name, text=str(debate.question))
        if self.folder == "arguments" and self.id in edition.arguments:
            return self._named("CreativeWork", "argument", name=edition.arguments[self.id].name)
        if self.folder == "glossary" and self.id in edition.entries:
            return self._entry()
        if self.folder == "people" and self.id in edition.people:
            return {"@type": "ProfilePage", "mainEntity": {"@type": "Person", "name": edition.people[self.id]}}
        return None

    def _named(self, kind: str, record: str, **more: Any) -> dict[str, Any]:
        identifier = record_iri(self.edition, record, self.id)
        return {"@type": kind, "@id": identifier, "url": self.address(self.page), **more}

    def _text(self, source: Source) -> dict[str, Any]:
        comments = [unit for unit in source.units if unit.kind == "comment"]
        told: dict[str, Any] = {
            "@type": "DiscussionForumPosting",
            "headline": source.title,
            "url": self.address(self.page),
            "author": [{"@type": "Person", "name": author} for author in source.authors],
            "inLanguage": "en",
            "commentCount": len(comments),
            "comment": [
                {
                    "@type": "Comment",
                    "url": self.address(self.page, unit.id),
                    "author": {"@type": "Person", "name": unit.author},
                    **({"dateCreated": unit.published} if unit.published else {}),
                }
                for unit in comments
            ],
        }
        if source.published:
            told["datePublished"] = source.published
        if source.url:
            told["isBasedOn"] = source.url
        return told

    def _claim(self) -> dict[str, Any]:
        claim = self.edition.claims[self.id]
        places = dict.fromkeys(
            self.address(text_page(one.anchor.source.id), one.anchor.segments[0].block.id)
            for one in self.joined.argumentation.positions[self.id]
        )
        appearing = [{"@type": "CreativeWork", "url": place} for place in places]
        return self._named("Claim", "claim", name=claim.name, text=str(claim.sentence), appearance=appearing)

    def _entry(self) -> dict[str, Any]:
        entry = self.edition.entries[self.id]
        glossary = {"@type": "DefinedTermSet", "name": f"{self.edition.name}: glossary"}
        terms = [
            {
                "@type": "DefinedTerm",
                "@id": record_iri(self.edition, "sense", f"{entry.id}#{sense.id}"),
                "name": str(entry.lemma),
                "description": str(sense.definition),
                "url": self.address(self.page, str(sense.id)),
            }
            for sense in entry.senses
        ]
        return {**glossary, "url": self.address("glossary/index.md"), "hasDefinedTerm": terms}

    def trail(self) -> dict[str, Any] | None:
        """The way from the home page to this one."""
        lists = {"claims": "claims.md", "arguments": "arguments.md"}
        if not self.folder or self.id == "index":
            return None
        above = lists.get(self.folder, f"{self.folder}/index.md")
        steps = [(self.edition.name, "index.md"), (self.folder.capitalize(), above), (self.title, self.page)]
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": name, "item": self.address(page)}
                for number, (name, page) in enumerate(steps, 1)
            ],
        }
