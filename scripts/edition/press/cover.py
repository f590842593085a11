"""Draws the cover as a picture: what shelves of books show of one that is not yet open."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import typst

from ..text import shorten
from .book import Book

_HERE = Path(__file__).parent
_PIXELS = 4 * 72  # to the inch: the page of 400 points becomes 1600 pixels wide


def cover(book: Book) -> bytes:
    """A PNG of 1600 by 2560 pixels with the edition's mask, the title and the authors.

    Shelves want a picture of points and not an SVG. Typst, which sets the PDF, can draw one; it sees a folder with the
    template and the mask, and the words come as values that it does not read as markup.
    """
    authors = ", ".join(book.authors)
    told = {"title": book.title, "subtitle": shorten(book.subtitle, 160), "authors": shorten(authors, 160)}
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        root = Path(folder)
        for name in ("cover.typ", "mask.svg"):
            shutil.copyfile(_HERE / name, root / name)
        none = str(root / "none")
        compiler = typst.Compiler(
            str(root / "cover.typ"), root=folder, ignore_system_fonts=True, sys_inputs=told,
            package_path=none, package_cache_path=none,
        )  # fmt: skip
        made = compiler.compile(format="png", ppi=_PIXELS)
    return made if isinstance(made, bytes) else made[0]
