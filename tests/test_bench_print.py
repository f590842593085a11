"""The benchmark of printing: it runs on a small edition, and what it says of a PDF and of a run is so."""

from __future__ import annotations

import re
import shutil
import sys
import time
from pathlib import Path

import pytest
from lxml import html

import tiny
from benches import engines
from benches.books import IMPRINT, book_of
from benches.given import given
from benches.hostile import AS_THEY_COME, fetched
from benches.measure import Limits, run
from benches.one_page import one_page
from benches.prints import measured
from edition.press.book import Book

CHEAP = [one for one in engines.ENGINES if one.name in ("Typst (ours)", "Chromium")]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.edition(tmp_path_factory.mktemp("bench") / "edition", tiny.DEBATE)


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    return book_of(root)


def test_the_page_that_others_print_has_each_note_once_and_no_dead_link(book: Book) -> None:
    tree = html.fromstring(one_page(book, IMPRINT)[0])
    notes = [one.get("id") for one in tree.iter("span") if "note" in one.get("class", "").split()]
    assert len(notes) == len(set(notes)) == len(book.notes) == 3
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    leads = {one.get("href") for one in tree.iter("a") if (one.get("href") or "").startswith("#")}
    assert leads
    assert leads <= {f"#{one}" for one in ids}


def test_the_page_that_others_print_holds_the_words_of_every_text(book: Book) -> None:
    said = "".join(html.fromstring(one_page(book, IMPRINT)[0]).itertext())
    for source in book.edition.sources.values():
        for unit in source.units:
            for block in unit.blocks:
                assert source.text(block) in said


def test_the_page_that_others_print_draws_each_map_once_and_links_its_boxes(book: Book) -> None:
    page, drawings = one_page(book, IMPRINT)
    tree = html.fromstring(page)
    assert [one.get("src") for one in tree.iter("img")] == list(drawings) == ["maps/1.svg"]
    assert drawings["maps/1.svg"].startswith("<svg")
    assert [one for one in tree.iter("a") if "box" in one.get("class", "").split()]


def test_a_run_reports_every_engine_and_download_side_by_side(root: Path) -> None:
    def larger(to: Path, size: int) -> None:
        shutil.copytree(root, to)

    absent = engines.Engine("Zip", lambda: None, lambda folder, file: ["/no/such/program"], makes="edition.zip")
    told = measured([1, 2], larger, 2, Limits(120, 4000), [*CHEAP, *engines.DOWNLOADS[:1], absent])
    costs, gifts, fetches = told.split("\n\n")
    assert costs.splitlines()[0] == "| engine | 1× | 2× | grew |"
    for name in ("edition to book", "Typst (ours)", "Chromium", "EPUB"):
        row = next(line for line in costs.splitlines() if line.startswith(f"| {name} |"))
        assert re.fullmatch(
            rf"\| {re.escape(name)} (\| [\d.]+ s \([\d.]+\), [\d,]+ MB, file [\d.]+ MB ){{2}}\| [\d.]+× \|", row
        )
    assert costs.splitlines()[-1].startswith("| Zip | not measured: /no/such/program: No such file")
    assert "| notes found, on the page of their mark | 3, 3 |" in gifts
    assert "| same bytes each time | yes |" in gifts
    assert "| Typst (ours) | nothing | nothing |" in fetches


def test_what_a_browser_fetches_is_noticed(tmp_path: Path) -> None:
    """Else “nothing” would prove nothing."""
    browser = next(one for one in AS_THEY_COME if one.name.startswith("Chromium"))
    got = fetched(browser, tmp_path / "hostile")
    assert "picture" in got.asked
    assert "style" in got.read


def test_an_engine_that_is_not_there_is_told_and_not_measured(root: Path) -> None:
    def larger(to: Path, size: int) -> None:
        shutil.copytree(root, to)

    absent = engines.Engine("Absent", lambda: "not installed", lambda folder, pdf: ["/no/such/program"])
    told = measured([1], larger, 1, Limits(60, 4000), [absent])
    assert "| Absent | not measured: not installed |" in told


def test_a_run_that_takes_too_long_is_stopped_with_what_it_started() -> None:
    begun = time.monotonic()
    done = run(["/bin/sh", "-c", "sleep 60 & wait"], Limits(seconds=0.5))
    assert done.fault is not None
    assert done.fault.startswith("stopped after")
    assert time.monotonic() - begun < 30


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is watched by /proc")
def test_a_run_that_takes_too_much_memory_is_stopped() -> None:
    hungry = (
        "import time\nheld = bytearray(300_000_000)\nfor at in range(0, len(held), 4096): held[at] = 1\ntime.sleep(60)"
    )
    done = run([sys.executable, "-c", hungry], Limits(seconds=60, megabytes=150))
    assert done.fault == "stopped: it took more than 0.15 GB"


def test_a_program_that_is_absent_or_fails_is_a_fault_and_no_traceback() -> None:
    assert run(["/no/such/program"], Limits()).fault == "/no/such/program: No such file or directory"
    assert run(["/bin/sh", "-c", "echo so it is >&2; exit 3"], Limits()).fault == "so it is"


def test_a_note_on_another_page_than_its_mark_is_told(tmp_path: Path) -> None:
    """Set by Chromium, which can be made to put a note onto the next page."""
    if engines.chromium() is None:
        pytest.fail("This test needs Chromium: install it, or name it in CHROMIUM.")
    page = (
        '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p>Words that stand before the mark'
        '<a class="mark" href="#n">1</a><span class="note" id="n" style="{}">The words of this note, not few.</span>'
        "</p></body></html>"
    )
    near = []
    for style in ("display: block", "display: block; break-before: page"):
        folder = tmp_path / style.replace(" ", "-")
        folder.mkdir()
        (folder / "book.html").write_text(page.format(style), encoding="utf-8")
        command = engines.ENGINES[2].command(folder, folder / "out.pdf")
        assert run(command, Limits(60)).fault is None
        got = given(folder / "out.pdf", page)
        near.append((got.notes, got.near))
    assert near == [(1, 1), (1, 0)]
