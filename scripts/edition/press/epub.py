"""Binds a book as EPUB 3: its leaves as XHTML with pop-up notes, navigation, a cover, and nothing from elsewhere.

The three files that make a zip an EPUB are written here, with zipfile and lxml. EbookLib was weighed: it has a clock of
its own and a licence that would bind the edition's. Pandoc would lose marks, asides and the addresses of passages.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from ..read.edition import configuration
from .book import Book
from .cover import cover
from .epub_index import index_page
from .epub_nav import Line, contents, landmarks, navigation
from .epub_package import CONTAINER, is_language, package
from .epub_pages import colophon_page, cover_page, sheet_page, title_page, usage_page
from .epub_plan import Plan
from .epub_sheet import Sheet
from .epub_xml import Element, document, package_file
from .imprint import Imprint
from .index import rows

_HERE = Path(__file__).parent
_FONTS = ("edition-sans-regular.ttf", "edition-sans-semibold.ttf", "LICENSE.txt")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the time of every file in the zip: the oldest that a zip can hold

Pages = dict[str, tuple[str, list[Element]]]  # by file name: a title, and what stands in the body


def epub(book: Book, imprint: Imprint) -> bytes:
    """The book as an EPUB; the same book and imprint give the same bytes.

    Ids, classes and file names follow from the edition's own keys. Whatever a text or note holds becomes words: a link
    that leads nowhere in this book loses its link, an image is told by its alternative text, and an address that no URL
    can be made of is no link.
    """
    language = _language(book)
    pages = _pages(book, imprint)
    files = {name: document(title, language, body) for name, (title, body) in pages.items()}
    files["book.css"] = (_HERE / "book.css").read_bytes()
    files["cover.png"] = cover(book)
    files |= {f"fonts/{name}": (_HERE / "fonts" / name).read_bytes() for name in _FONTS}
    listed = package_file(package(book, imprint, language, files, list(pages)))
    inside = {f"book/{name}": content for name, content in files.items()}
    return _zipped({"META-INF/container.xml": CONTAINER, "book/package.opf": listed} | inside)


def _pages(book: Book, imprint: Imprint) -> Pages:
    """Every page in the order of reading."""
    index = rows(book)  # gives paragraphs the keys that it leads to, and so comes before the plan
    plan = Plan(book)
    before: Pages = {
        "cover.xhtml": ("Cover", cover_page(f"Cover: {book.title}")),
        "title.xhtml": (book.title, title_page(plan, imprint)),
        "nav.xhtml": ("Contents", []),
        "usage.xhtml": ("How to use this book", usage_page(plan)),
    }
    inside: Pages = {sheet.name: (_title(sheet), sheet_page(plan, sheet)) for sheet in plan.sheets}
    after: Pages = {"colophon.xhtml": ("Colophon", colophon_page(plan, imprint))}
    if index:
        after = {"index-of-terms.xhtml": ("Index of terms and people", index_page(plan, index))} | after
    ends = [Line(title, name) for name, (title, _) in after.items()]
    lines = [Line("How to use this book", "usage.xhtml"), *contents(plan), *ends]
    known = [
        ("cover", "Cover", "cover.xhtml"),
        ("titlepage", "Title page", "title.xhtml"),
        ("toc", "Contents", "nav.xhtml#toc"),
        *landmarks(plan),
        *(
            ("index" if index and name.startswith("index") else "colophon", title, name)
            for name, (title, _) in after.items()
        ),
    ]
    before["nav.xhtml"] = ("Contents", navigation(lines, known))
    return before | inside | after


def _title(sheet: Sheet) -> str:
    """What the title bar shows: the chapter of a file that holds one, else the part."""
    alone = len(sheet.pieces) == 1 and sheet.pieces[0].chapter is not sheet.part.opening
    return sheet.pieces[0].chapter.leaf.name if alone else sheet.part.title


def _language(book: Book) -> str:
    """The language of the edition, as the site's theme is told it."""
    theme = configuration(book.edition.root).get("theme")
    said = theme.get("language") if isinstance(theme, dict) else None
    return said if isinstance(said, str) and is_language(said) else "en"


def _zipped(files: dict[str, bytes]) -> bytes:
    """The container: its type first and uncompressed, so that it can be read off the first bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in ({"mimetype": b"application/epub+zip"} | files).items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(info, content, compresslevel=9)
    return out.getvalue()
