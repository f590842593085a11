"""The package of an EPUB: what it is, in the words of libraries, and every file in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from lxml import etree

from ..render.iri import capture_iri, record_iri
from ..resolve.address import text_page
from .book import Book
from .epub_xml import Element, element, legal
from .imprint import Imprint

_OPF, _DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
_TYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "png": "image/png",
    "ttf": "font/ttf",
    "txt": "text/plain",
}
CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
# What schema.org says of the accessibility of a book. A conformance is not claimed: nobody has certified one.
_ACCESS = [
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "visual"),
    ("schema:accessModeSufficient", "textual"),
    *(
        ("schema:accessibilityFeature", feature)
        for feature in "alternativeText displayTransformability index readingOrder structuralNavigation "
        "tableOfContents".split()
    ),
    ("schema:accessibilityHazard", "none"),
    (
        "schema:accessibilitySummary",
        "All of it is text that follows the reader’s settings, with headings, a table of contents, an index, and notes "
        "that are marked as such. Maps of debates are drawings whose boxes are named links; the tables and lists under "
        "each map tell in words what it shows. Passages can be cited by addresses that never change.",
    ),
]


def package(book: Book, imprint: Imprint, language: str, files: Mapping[str, bytes], spine: Sequence[str]) -> Element:
    """The package document; `files` are all that lie beside it, by name."""
    root = etree.Element(f"{{{_OPF}}}package", nsmap={None: _OPF, "dc": _DC})
    root.set("version", "3.0")
    root.set("unique-identifier", "id")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    root.append(_metadata(book, imprint, language))
    manifest = _opf("manifest", {})
    for name, content in files.items():
        properties = [word for word, has in _properties(name, content) if has]
        item = {"id": _item(name), "href": name, "media-type": _TYPES[name.rpartition(".")[2]]}
        manifest.append(_opf("item", item | ({"properties": " ".join(properties)} if properties else {})))
    root.append(manifest)
    root.append(_opf("spine", {}, *(_opf("itemref", {"idref": _item(name)}) for name in spine)))
    return root


def _metadata(book: Book, imprint: Imprint, language: str) -> Element:
    date = imprint.date or _UNDATED
    at = date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    edition = book.edition
    held = {chapter.key for chapter in book.chapters}
    every = list(edition.sources.values())
    sources = [source for source in every if text_page(source.id) in held] or every
    told = [
        _dc("identifier", record_iri(edition, "book", book.key), id="id"),
        _dc("title", book.title, id="title"),
        _dc("language", language),
        *(_dc("creator", author) for author in book.authors),
        *([_dc("description", book.subtitle)] if book.subtitle else []),
        *([_dc("date", at.strftime("%Y-%m-%d"))] if imprint.date else []),
        *(_dc("source", capture_iri(source)) for source in sources),
        *(_dc("rights", f"{source.title}: {source.rights}") for source in sources if source.rights),
        _meta("dcterms:modified", at.strftime("%Y-%m-%dT%H:%M:%SZ")),
        *([_meta("schema:version", imprint.version)] if imprint.version else []),
        *(_meta(name, value) for name, value in _ACCESS),
    ]
    return _opf("metadata", {}, *told)


def _properties(name: str, content: bytes) -> Iterator[tuple[str, bool]]:
    yield "nav", name == "nav.xhtml"
    yield "cover-image", name == "cover.png"
    yield "svg", name.endswith(".xhtml") and b"<svg" in content


def _item(name: str) -> str:
    return "item-" + name.replace("/", "-")


def _opf(tag: str, attributes: Mapping[str, str], *content: Element | str) -> Element:
    return element(tag, attributes, *content, space=_OPF)


def _dc(tag: str, words: str, **attributes: str) -> Element:
    return element(tag, attributes, " ".join(words.split()) or "untitled", space=_DC)


def _meta(name: str, value: str) -> Element:
    return _opf("meta", {"property": name}, legal(value))


def is_language(tag: str) -> bool:
    """Whether a word may be the tag of a language (`en`, `pt-BR`)."""
    return re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) is not None
