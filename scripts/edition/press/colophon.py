"""What the last page of a book says of itself: which version it is, and the proof of what it was made from."""

from __future__ import annotations

import hashlib

from .book import Book
from .imprint import Imprint

_MONTHS = "January February March April May June July August September October November December".split()


def day(imprint: Imprint) -> str:
    """The date of a version, `21 November 2026`; empty if it is unknown."""
    return f"{imprint.date.day} {_MONTHS[imprint.date.month - 1]} {imprint.date.year}" if imprint.date else ""


def colophon(book: Book, imprint: Imprint) -> list[tuple[str, list[str]]]:
    """Headings, each with its lines."""
    sources = list(book.edition.sources.values())
    captures = [
        line
        for source in sources
        for line in (source.title, hashlib.sha256(source.capture.text.encode("utf-8")).hexdigest())
    ]
    rights = [f"{source.title}: {source.rights}" for source in sources]
    return [
        ("Version", [imprint.version or "unknown: made outside a repository", day(imprint) or "undated"]),
        ("Captures, by the SHA-256 of their bytes", captures),
        ("Rights in the texts", rights),
        (
            "Typefaces",
            [
                "Libertinus Serif, DejaVu Sans Mono and New Computer Modern Math, as Typst carries them; "
                "Edition Sans, three weights cut from Source Sans 3. All are free: SIL Open Font License 1.1, "
                "Bitstream Vera licence, GUST Font License.",
            ],
        ),
    ]
