"""The ways to print that were weighed, and the other downloads, as commands that make a file of a prepared folder.

The folder holds `book.html` with its style sheet, letters and drawings, and `edition`, the edition itself, which ours
reads. As a program this module is one run: `python engines.py NAME FOLDER FILE`.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

if TYPE_CHECKING:
    from edition.press.book import Book
    from edition.press.imprint import Imprint

DATE = datetime(2026, 11, 21, tzinfo=UTC)
LETTERS = (
    *(ROOT / "docs" / "assets" / "fonts" / name for name in ("newsreader.woff2", "newsreader-italic.woff2")),
    *(ROOT / "scripts/edition/press/fonts" / f"edition-sans-{name}.ttf" for name in ("regular", "semibold")),
)
# A browser that looks nothing up, whatever a page asks for: the benchmark needs no network and allows none.
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip


@dataclass(frozen=True)
class Engine:
    """One way to make a file: its name, what it lacks here (or None), its command, its style sheet, the file's name."""

    name: str
    missing: Callable[[], str | None]
    command: Callable[[Path, Path], list[str]]
    style: str | None = None
    makes: str = "out.pdf"


def own(what: str) -> Callable[[Path, Path], list[str]]:
    """The command that runs one of the functions below in a process of its own."""
    return lambda folder, pdf: [sys.executable, str(Path(__file__).resolve()), what, str(folder), str(pdf)]


def chromium() -> str | None:
    """The browser that the tests use too."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def _browse(folder: Path, pdf: Path) -> list[str]:
    settled = ["--no-pdf-header-footer", "--generate-pdf-document-outline", "--timeout=600000"]
    page = (folder / "book.html").as_uri()
    return [chromium() or "chromium", *QUIET, *settled, f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={pdf}", page]  # fmt: skip


def _exported(folder: Path, file: Path) -> list[str]:
    """From the edition on, which for the zip means to build the site."""
    export = str(ROOT / "scripts" / "export.py")
    return [sys.executable, export, "--root", str(folder / "edition"), "--to", str(file.parent), "--only", file.name]


def _needs(*modules: str) -> Callable[[], str | None]:
    def missing() -> str | None:
        absent = [name for name in modules if find_spec(name) is None]
        return f"{', '.join(absent)} not installed" if absent else None

    return missing


def _needs_weasyprint() -> str | None:
    if find_spec("weasyprint") is None:
        return "weasyprint is not installed (requirements-bench.txt)"
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        return f"WeasyPrint finds no Pango on this system ({str(error).splitlines()[0][:80]})"
    return None


ENGINES = (
    Engine("Typst (ours)", _needs("typst"), own("ours")),
    Engine("WeasyPrint", _needs_weasyprint, own("weasyprint"), "weasyprint.css"),
    Engine("Chromium", lambda: None if chromium() else "no chromium found", _browse, "chromium.css"),
    Engine("pandoc and Typst", _needs("typst", "pypandoc"), own("pandoc")),
)
DOWNLOADS = (
    Engine("EPUB", lambda: None, own("bound"), makes="edition.epub"),
    Engine("zip of the site", lambda: None, _exported, makes="edition-offline.zip"),
)


# --- what runs in a process of its own; each prints the seconds that count, by the clock and of the processor


def ours(folder: Path, pdf: Path) -> None:
    """From the book to the PDF; what it takes to have the edition as a book is another row of the table."""
    from edition.press.pdf import pdf as printed

    _of_book(folder, pdf, printed)


def bound(folder: Path, file: Path) -> None:
    """From the book to the EPUB."""
    from edition.press.epub import epub

    _of_book(folder, file, epub)


def _of_book(folder: Path, file: Path, make: Callable[[Book, Imprint], bytes]) -> None:
    from benches.books import IMPRINT, book_of

    book = book_of(folder / "edition")
    begun = time.perf_counter(), _spent()
    file.write_bytes(make(book, IMPRINT))
    print(json.dumps([time.perf_counter() - begun[0], _spent() - begun[1]]))


def weasyprint(folder: Path, pdf: Path) -> None:
    """With the standard that it can meet, and with a fetcher that gives nothing but the folder's own files."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    class Within(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> object:
            if not url.startswith(folder.resolve().as_uri() + "/") or ".." in url:
                raise ValueError("outside the folder")
            return super().fetch(url, headers)

    HTML(folder / "book.html", url_fetcher=Within()).write_pdf(pdf, pdf_variant="pdf/ua-1")


def weasyprint_open(folder: Path, pdf: Path) -> None:
    """As it comes, for what it fetches then."""
    from weasyprint import HTML

    HTML(folder / "book.html").write_pdf(pdf)


def pandoc(folder: Path, pdf: Path) -> None:
    """HTML to Typst by pandoc, with a filter for the notes, and Typst with the same standard as ours."""
    import subprocess

    import pypandoc
    import typst

    subprocess.run(
        [pypandoc.get_pandoc_path(), "--sandbox", "--from=html", "--to=typst", "--standalone",
         "--variable=papersize:a4", "--variable=lang:en", f"--lua-filter={HERE / 'notes.lua'}",
         "--output=book.typ", "book.html"],
        cwd=folder, check=True,
    )  # fmt: skip
    made = typst.Compiler(
        str(folder / "book.typ"), root=str(folder), ignore_system_fonts=True, package_path=str(folder / "none"),
        package_cache_path=str(folder / "none"),
    ).compile(format="pdf", pdf_standards="ua-1", timestamp=DATE)  # fmt: skip
    pdf.write_bytes(made)


def prepared(folder: Path, edition: Path) -> None:
    """The folder itself, from an edition."""
    from benches.books import book_of, prepare

    prepare(book_of(edition), folder, LETTERS)
    (folder / "edition").symlink_to(edition.resolve())


def told(folder: Path, pdf: Path) -> None:
    """What a PDF gives, as JSON."""
    from benches.given import given

    print(json.dumps(asdict(given(pdf, (folder / "book.html").read_text(encoding="utf-8")))))


def _spent() -> float:
    return sum(os.times()[:4])


if __name__ == "__main__":
    RUNS = (ours, bound, weasyprint, weasyprint_open, pandoc, prepared, told)
    {run.__name__: run for run in RUNS}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
