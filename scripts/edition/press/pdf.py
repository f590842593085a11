"""Sets a book as PDF, with Typst: tagged (PDF/UA-1), reproducible, and shut off from network and disk."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf

from .book import Book
from .imprint import Imprint
from .rounds import Paper, set_in_rounds
from .setter import Setter

_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)


def pdf(book: Book, imprint: Imprint, *, paper: Paper = "a4", plain: bool = False) -> bytes:
    """The book as PDF; with `plain`, its texts alone, for reading or for a booklet.

    Raises RuntimeError where it can't be set: nothing in a record should bring that about.
    """
    return compiled(Setter(book, imprint, plain=plain).write(), imprint, paper)


def compiled(source: str, imprint: Imprint, paper: Paper) -> bytes:
    """What a Setter wrote, as PDF, its objects packed in streams: of the tags of every word Typst writes each apart."""
    made, across = set_in_rounds(source, paper, imprint.date or _UNDATED)
    out = BytesIO()
    with pikepdf.open(BytesIO(made)) as document:
        for number in across:
            document.pages[number - 1].Rotate = 90
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()
