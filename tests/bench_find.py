"""Measures the search on larger editions: what its index costs to build and to keep, and how soon it answers.

The index of the larger edition takes the place of this edition's in a built site, which a browser then opens as a new
reader would: nothing is cached. Each wait is the median of several; the memory is what the page's heap has grown by
when the query is answered and what is no longer needed has been given back. Editions are multiplied as bench.py does
it; 20 times this one has ten thousand passages.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import bench
from conftest import executable
from playwright.sync_api import Browser, Page, Route, sync_playwright

import tiny
from browse import server
from edition.load import load
from edition.render.site import search, set_citations

Wait = Callable[[Page, str, str], float]
SIZES = (1, 20)
QUERIES = ("simulacra", "committed to the role", '"the mask"', "that-which-predicts", "of the to and", "co")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench_find.py", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many times this edition")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="how often each query is asked")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = tiny.built(tiny.ROOT, Path(folder) / "site")
        browser = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox", "--disable-gpu"])
        for size in given.sizes:
            root = Path(folder) / str(size)
            bench.larger(root, size)
            print("\n".join(built(root, site, size)))
            print("\n".join(answered(browser, site, given.repeat)), flush=True)
            shutil.rmtree(root)
        browser.close()
    return 0


def built(root: Path, site: Path, size: int) -> list[str]:
    """Makes the index of an edition in place of the site's own; what that cost, and how large it is."""
    joined, _ = load(root)
    style = set_citations(joined)
    start = time.process_time()
    files = search(joined, style)
    spent = time.process_time() - start
    shutil.rmtree(site / "assets/find")
    (site / "assets/find").mkdir()
    for path, text in files.items():
        (site / path).write_text(text, encoding="utf-8")
    passages = sum(len(source.passages) for source in joined.edition.sources.values())
    rows = [
        f"\n{size}×: {passages:,} passages, index built in {spent:.2f} s\n",
        "| part | scripts | kB | gzip kB |",
        "|---|---|---|---|",
    ]
    for part in ("index", "words", "things"):
        some = [text.encode() for path, text in files.items() if Path(path).name.startswith(part)]
        sizes = sum(map(len, some)), sum(len(gzip.compress(one)) for one in some)
        rows.append(f"| {part} | {len(some)} | {sizes[0] / 1000:,.0f} | {sizes[1] / 1000:,.0f} |")
    return rows


def answered(browser: Browser, site: Path, repeat: int) -> list[str]:
    """How long a new reader waits for each query, what is sent for it, and what it leaves in memory."""
    rows = [
        "\n| query | on an open page, served | from disk | page and all, served | from disk | sent, kB | heap, MB |",
        "|---|---|---|---|---|---|---|",
    ]
    with server(site) as (address, _):
        for query in QUERIES:
            cells = []
            sent: list[int] = []
            for wait in (asked, opened):
                for start in (address, site.as_uri()):
                    waits = []
                    for _ in range(repeat):
                        sent = []
                        waits.append(in_new_page(browser, site, sent, wait, start, query))
                    cells.append(f"{statistics.median(waits):.2f} s")
            grown = in_new_page(browser, site, [], kept, address, query)
            rows.append(f"| {query} | {' | '.join(cells)} | {sum(sent) / 1000:,.0f} | {grown:.1f} |")
    return rows


def in_new_page(browser: Browser, site: Path, sent: list[int], wait: Wait, start: str, query: str) -> float:
    """Seconds of a wait in a page that has nothing cached; the scripts of the index that it loads are counted."""
    context = browser.new_context()
    page = context.new_page()

    def count(route: Route) -> None:
        sent.append((site / "assets/find" / route.request.url.rpartition("/")[2]).stat().st_size)
        route.continue_()

    page.route("**/assets/find/*.js", count)
    waited = wait(page, start, query)
    context.close()
    return waited


def asked(page: Page, start: str, query: str) -> float:
    """From the words in the header's field to the first results below it; nothing of the search is loaded before."""
    page.goto(f"{start}/about.html")
    milliseconds = page.evaluate(
        """async query => {
            const start = performance.now();
            const { find } = window.edition;
            await find.ready();
            const { things } = await find.search(find.parse(query));
            await Promise.all(things.slice(0, 7).map(find.thing));
            return performance.now() - start;
        }""",
        query,
    )
    return milliseconds / 1000


def kept(page: Page, start: str, query: str) -> float:
    """Megabytes by which the heap has grown."""
    page.goto(f"{start}/about.html")
    session = page.context.new_cdp_session(page)

    def heap() -> float:
        session.send("HeapProfiler.collectGarbage")
        return session.send("Runtime.getHeapUsage")["usedSize"] / 1e6

    before = heap()
    page.evaluate(
        """async query => {
            const { find } = window.edition;
            await find.ready();
            await find.search(find.parse(query));
        }""",
        query,
    )
    return heap() - before


def opened(page: Page, start: str, query: str) -> float:
    """From the call of the search's page to its first result."""
    begun = time.monotonic()
    page.goto(f"{start}/find.html?q={query}", wait_until="commit")
    page.locator("a.found").first.wait_for()
    return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
