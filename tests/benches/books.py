"""An edition as a book, and the folder that every way to print is given: the same for all of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from edition.load import load
from edition.press.book import Book, whole
from edition.press.imprint import Imprint
from edition.press.markup import Pages
from edition.press.paper import Leaves

from .one_page import one_page

IMPRINT = Imprint("benchmark", datetime(2026, 11, 21, tzinfo=UTC))


def book_of(root: Path) -> Book:
    """The whole edition at `root` as a book."""
    joined, _ = load(root)
    return whole(joined, Leaves(Pages(joined)))


def prepare(book: Book, folder: Path, letters: Iterable[Path]) -> None:
    """Writes the book as one page into a new folder, with its drawings, the letters named here, and no style."""
    page, drawings = one_page(book, IMPRINT)
    folder.mkdir(parents=True)
    (folder / "book.html").write_text(page, encoding="utf-8")
    (folder / "style.css").touch()
    for path, drawing in drawings.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(drawing, encoding="utf-8")
    for letter in letters:
        shutil.copyfile(letter, folder / letter.name)
