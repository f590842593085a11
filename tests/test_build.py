"""mkdocs build and mkdocs serve: a broken edition is told in one clean error and never built."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import tiny

# One letter changed: the file, what stood there, what stands there now, and the problem that is told.
BROKEN = {
    "a capture": (
        "sources/thread/capture.txt", "It does, for now.", "It does. for now.",
        "sources/thread/capture.txt:12:4: The capture was changed here: it is frozen, slips and all. [capture]",
    ),
    "a selector": (
        "docs/annotations/thread/under.md", "under the mask", "under the mast",
        "docs/annotations/thread/under.md:2:33: These words do not stand in thread. [anchor]",
    ),
    "a citation key": (
        "docs/annotations/thread/under.md", "@smith2020tokens", "@smith2020token",
        "docs/annotations/thread/under.md:7:41: There is no reference `smith2020token`. [citation]",
    ),
    "a term": (
        "docs/annotations/thread/under.md", "term:mask", "term:maks",
        "docs/annotations/thread/under.md:7:22: There is no glossary entry `maks`. [link]",
    ),
    "an id": (
        "docs/glossary/mask.md", "passage:thread/post/p3", "passage:thread/post/p33",
        "docs/glossary/mask.md:11:34: `thread/post` has no passage `p33`. [link]",
    ),
    "a person": (
        "docs/glossary/mask.md", "[ann, bob]", "[ann, bop]",
        "docs/glossary/mask.md:7:19: Nobody called `bop` speaks in the texts. [person]",
    ),
}  # fmt: skip


def broken(root: Path, what: str) -> str:
    """Breaks one letter of the small edition; what is told of it."""
    path, before, after, told = BROKEN[what]
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(before) == 1
    (root / path).write_text(text.replace(before, after), encoding="utf-8")
    return told


def files(folder: Path) -> dict[str, tuple[bytes, float]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("what", BROKEN)
def test_one_letter_changed_stops_the_build_with_one_clean_error(tmp_path: Path, what: str) -> None:
    root = tiny.edition(tmp_path / "edition")
    told = broken(root, what)
    done = tiny.mkdocs(root, tmp_path / "site")
    assert done.returncode == 1
    error = done.stderr[done.stderr.index("ERROR") :]
    assert error.startswith("ERROR   -  The edition has 1 problem; nothing was built.\n\n" + told)
    line, caret, hint = error.split("\n\n", 1)[1].split("\n")[1:4]
    assert line.startswith("    ")
    assert set(caret) == {" ", "^"}
    assert hint.startswith("    hint: ")
    assert "Traceback" not in done.stderr + done.stdout
    assert not (tmp_path / "site").exists()


def test_a_site_that_was_built_before_is_left_alone(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    before = files(tiny.built(root, tmp_path / "site"))
    broken(root, "a term")
    assert tiny.mkdocs(root, tmp_path / "site").returncode == 1
    assert files(tmp_path / "site") == before


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    told = [broken(root, what) for what in BROKEN if what != "a selector"]
    done = tiny.mkdocs(root, tmp_path / "site")
    assert f"The edition has {len(told)} problems; nothing was built." in done.stderr
    assert all(f"\n{one}" in done.stderr for one in told)


def test_check_says_the_same_and_exits_with_1(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    assert tiny.run(tiny.ROOT / "scripts" / "check.py", "--root", root).returncode == 0
    told = broken(root, "an id")
    done = tiny.run(tiny.ROOT / "scripts" / "check.py", "--root", root)
    assert done.returncode == 1
    assert done.stdout.startswith(told)
    assert "Traceback" not in done.stderr


def test_a_warning_does_not_stop_a_build(tmp_path: Path) -> None:
    more = "  - {id: other, definition: Something else.}\n  - {id: third, definition: A third.}\n"
    entry = tiny.ENTRY.replace("people: [ann, bob]", "people: [ann]").replace("---\nBoth", f"{more}---\nBoth")
    root = tiny.edition(tmp_path / "edition", {"docs/glossary/mask.md": entry})
    assert "[undecided]" in tiny.run(tiny.ROOT / "scripts" / "check.py", "--root", root).stdout
    tiny.built(root, tmp_path / "site")


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    first, second = (files(tiny.built(root, tmp_path / name)) for name in ("one", "two"))
    dated = {"sitemap.xml", "sitemap.xml.gz"}  # MkDocs writes the day of the build into them
    assert sorted(first) == sorted(second)
    assert {path for path in first if path not in dated and first[path][0] != second[path][0]} == set()


def test_it_builds_from_any_directory(tmp_path: Path) -> None:
    tiny.edition(tmp_path / "edition")
    done = tiny.run("-m", "mkdocs", "build", "-q", "-f", "edition/mkdocs.yml", "-d", tmp_path / "site", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/texts/thread.html").is_file()


# Serving


class Server:
    """`mkdocs serve` of an edition, with what it says."""

    def __init__(self, root: Path, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.log = log
        command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(root / "mkdocs.yml"), "--dev-addr", self.address]
        with log.open("w") as out:
            self.process = subprocess.Popen(
                command, stdout=out, stderr=subprocess.STDOUT, cwd=root,
                env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
            )  # fmt: skip

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=10) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def until(self, what: Callable[[], bool], seconds: float = 60) -> None:
        """Waits until something is so; the server may not stop meanwhile."""
        end = time.monotonic() + seconds
        while not what():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.1)


@contextmanager
def serving(root: Path, log: Path) -> Iterator[Server]:
    server = Server(root, log)
    try:
        server.until(lambda: "Serving on" in server.said())
        yield server
    finally:
        server.process.send_signal(signal.SIGINT)
        try:
            server.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.process.kill()


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_serve_shows_an_edited_note_entry_source_and_reference_without_a_restart(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    with serving(root, tmp_path / "log") as server:
        assert "A note on the" in server.page("texts/thread.html")
        change(root / "docs/annotations/thread/under.md", "A note on the", "An edited note on the")
        server.until(lambda: "An edited note on the" in server.page("texts/thread.html"))
        change(root / "docs/glossary/mask.md", "The character whose words", "The figure whose words")
        server.until(lambda: "The figure whose words" in server.page("glossary/mask.html"))
        assert "The figure whose words" in server.page("texts/thread.html")  # and what is shown on hover
        change(root / "sources/thread/source.yml", "Made for a test.", "Made anew for a test.")
        server.until(lambda: "Made anew for a test." in server.page("texts/thread.html"))
        change(root / "sources/references.bib", "{{Tokens}}", "{{Counters}}")
        server.until(lambda: "Counters" in server.page("bibliography.html"))
        (root / "docs/annotations/thread/new.md").write_text(tiny.NOTE.replace("A note", "A second note"))
        server.until(lambda: "A second note on the" in server.page("texts/thread.html"))


def test_serve_tells_an_error_keeps_the_last_good_pages_and_recovers_when_it_is_mended(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    note = root / "docs/annotations/thread/under.md"
    with serving(root, tmp_path / "log") as server:
        told = broken(root, "a term")
        server.until(lambda: told in server.said())
        server.until(lambda: "An error happened during the rebuild" in server.said())
        assert "The edition has 1 problem; nothing was built." in server.said()
        assert "Traceback" not in server.said()
        change(note, "term:maks", "term:mask")
        change(note, "A note on the", "A mended note on the")
        server.until(lambda: "A mended note on the" in server.page("texts/thread.html"))
