"""Makes several editions at once, each PDF in a process of its own.

A PDF of the whole edition takes the compiler seconds and gigabytes, and within one process it would keep them. Python's
process pools were weighed: one that forks loses the compiler's threads, one that does not can't find the edition's
modules from within MkDocs, which takes a hook's folder off the path again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ..resolve.joined import Joined
from .book import part_of, whole
from .editions import EDITIONS, EPUB, ZIP, pages, paths
from .epub import epub
from .imprint import Imprint
from .markup import Pages
from .paper import Leaves
from .setter import Setter

AT_ONCE = 4  # processes at most: one may need two gigabytes and a half
_SCRIPTS = Path(__file__).resolve().parents[2]

Source = tuple[str, str]  # what the compiler is given, and the paper


def printed(joined: Joined, imprint: Imprint, wanted: Iterable[str] | None = None) -> dict[str, bytes]:
    """The editions of these paths, by default of all but the zip, which is made of a site that is built.

    Raises RuntimeError, with the path, for one that could not be made: nothing in a record should bring that about.
    """
    order = [path for path in (paths(joined) if wanted is None else wanted) if path != ZIP]
    leaves = Leaves(Pages(joined))
    sources = _sources(joined, leaves, imprint, order)
    with ThreadPoolExecutor(max(1, min(os.cpu_count() or 1, AT_ONCE))) as threads:
        longest_first = sorted(sources, key=lambda path: -len(sources[path][0]))
        begun = {path: threads.submit(_apart, path, sources[path], imprint) for path in longest_first}
        made = {EPUB: epub(whole(joined, leaves), imprint)} if EPUB in order else {}
        try:
            made |= {path: one.result() for path, one in begun.items()}
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
    return {path: made[path] for path in order}


def _sources(joined: Joined, leaves: Leaves, imprint: Imprint, order: list[str]) -> dict[str, Source]:
    """For each PDF what the compiler is given."""
    own = pages(joined)
    made = {
        path: (Setter(part_of(joined, leaves, own[path][0]), imprint).write(), "a4") for path in order if path in own
    }
    books = [one for one in EDITIONS if one.paper and one.path in order]
    for plain in {one.plain for one in books}:
        source = Setter(whole(joined, leaves), imprint, plain=plain).write()
        made |= {one.path: (source, one.paper) for one in books if one.plain == plain and one.paper}
    return made


def _apart(path: str, source: Source, imprint: Imprint) -> bytes:
    """One PDF from a process of its own."""
    given = {"source": source[0], "paper": source[1], "date": imprint.date and imprint.date.isoformat()}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "edition.press"],
        input=json.dumps(given).encode("ascii"),
        capture_output=True,
        env=os.environ | {"PYTHONPATH": os.fspath(_SCRIPTS)},
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RuntimeError(
            f"{path} could not be made: {said[-1] if said else f'its process ended with {done.returncode}'}"
        )
    return done.stdout
