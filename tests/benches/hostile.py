"""What each way to print fetches when a page asks for things that are none of its business.

The page asks a server on this machine for a style sheet, a picture and a frame, and the disk for files beside its
folder: as a style sheet, a frame and an attachment. What the server was asked, and what of the files stands in the
PDF, is what was fetched.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf

import tiny

from .engines import ENGINES, Engine, chromium, own
from .measure import Limits, run

SECRET = "quincunx"
# Without what the benchmark adds: the fetcher of WeasyPrint, the browser's flags.
AS_THEY_COME = (
    Engine("WeasyPrint, as it comes", ENGINES[1].missing, own("weasyprint_open")),
    Engine(
        "Chromium, as it comes",
        ENGINES[2].missing,
        lambda folder, pdf: [chromium() or "", "--headless", "--no-sandbox", f"--user-data-dir={folder / 'profile'}",
                             f"--print-to-pdf={pdf}", (folder / "book.html").as_uri()],
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Fetched:
    """What a server was asked for, and which files outside the folder stand in the PDF; or why there is no PDF."""

    asked: tuple[str, ...]
    read: tuple[str, ...]
    fault: str | None = None


def fetched(engine: Engine, folder: Path) -> Fetched:
    """Gives an engine a hostile page (or, ours, a hostile edition) in an empty folder, and watches."""
    within = folder / "within"
    within.mkdir(parents=True)
    (folder / "secret.css").write_text(f'body::before {{ content: "{SECRET}-style" }}', encoding="utf-8")
    (folder / "secret.html").write_text(f"<!DOCTYPE html><p>{SECRET}-frame</p>", encoding="utf-8")
    (folder / "secret.txt").write_text(f"{SECRET}-attachment", encoding="utf-8")
    with _server() as (address, asked):
        (within / "book.html").write_text(_page(address, folder), encoding="utf-8")
        (within / "edition").mkdir()
        tiny.edition(within / "edition", {"docs/annotations/thread/under.md": _note(address, folder)})
        pdf = folder / "out.pdf"
        done = run(engine.command(within, pdf), Limits(seconds=60), environment={"HOME": str(folder)})
    read = _read(pdf) if pdf.exists() else ()
    shutil.rmtree(folder)
    return Fetched(tuple(sorted(asked)), read, done.fault)


def _page(address: str, folder: Path) -> str:
    beside = folder.resolve().as_uri()
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>x</title><link rel="stylesheet" href="{address}/style">'
        f'<link rel="stylesheet" href="{beside}/secret.css"><link rel="attachment" href="{beside}/secret.txt">'
        f'</head><body><h1>x</h1><p>Words. <a href="{address}/link">out</a> <img alt="p" src="{address}/picture">'
        f'</p><iframe src="{address}/frame"></iframe><iframe src="{beside}/secret.html"></iframe></body></html>'
    )


def _note(address: str, folder: Path) -> str:
    """A note with everything that HTML, Markdown and Typst could fetch by."""
    asks = [
        f"![p]({address}/picture) [out]({address}/link) <img src={address}/html>",
        f'#image("{address}/typst") #read("{folder}/secret.txt") #include "../secret.txt"',
    ]
    return tiny.NOTE + "\n" + "\n\n".join(asks) + "\n"


def _read(pdf: Path) -> tuple[str, ...]:
    said = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout
    with pikepdf.open(pdf) as file:
        said += b" ".join(one.get_file().read_bytes() for one in file.attachments.values())
    return tuple(one for one in ("style", "frame", "attachment") if f"{SECRET}-{one}".encode() in said)


@contextmanager
def _server() -> Iterator[tuple[str, set[str]]]:
    """A server on this machine that answers nothing and writes down what it was asked."""
    asked: set[str] = set()

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.add(self.path.strip("/"))
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()
