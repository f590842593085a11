"""Sets a book as PDF, with Typst: tagged (PDF/UA-1), reproducible, and shut off from network and disk."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Literal

import pikepdf
import typst

from .book import Book
from .imprint import Imprint
from .setter import Setter

Paper = Literal["a4", "letter", "a5"]
_HERE = Path(__file__).parent
_PARTS = ("edition.typ", "mask.svg")
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)


def pdf(book: Book, imprint: Imprint, *, paper: Paper = "a4", plain: bool = False) -> bytes:
    """The book as PDF; with `plain`, its texts alone, for reading or for a booklet."""
    return compiled(Setter(book, imprint, plain=plain).write(), imprint, paper)


def compiled(source: str, imprint: Imprint, paper: Paper) -> bytes:
    """What a Setter wrote, as PDF.

    The compiler is given a folder that holds the source, the template and one picture. Nothing in the source names a
    file or a package, and packages would be sought in an empty folder of it.
    """
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        root = Path(folder)
        for name in _PARTS:
            shutil.copyfile(_HERE / name, root / name)
        main = root / "main.typ"
        main.write_text(source, encoding="utf-8")
        compiler = typst.Compiler(
            str(main),
            root=str(root),
            font_paths=[str(_HERE / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"paper": paper},
            package_path=str(root / "none"),
            package_cache_path=str(root / "none"),
        )
        made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=imprint.date or _UNDATED)
    assert isinstance(made, bytes)
    return _packed(made)


def _packed(made: bytes) -> bytes:
    """The same document with its objects packed in streams: of the tags of every word Typst writes each one apart."""
    out = BytesIO()
    with pikepdf.open(BytesIO(made)) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()
