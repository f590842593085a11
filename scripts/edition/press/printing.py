"""Makes several editions at once, each PDF in processes of its own (rounds.py).

Python's process pools were weighed: one that forks loses the compiler's threads, one that does not can't find the
edition's modules from within MkDocs, which takes a hook's folder off the path again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from ..resolve.joined import Joined
from .book import part_of, whole
from .editions import EDITIONS, EPUB, ZIP, pages, paths
from .epub import epub
from .imprint import Imprint
from .markup import Pages
from .paper import Leaves
from .pdf import compiled
from .rounds import Paper
from .setter import Setter

AT_ONCE = 4  # processes at most: one may need a gigabyte

Source = tuple[str, Paper]  # what the compiler is given, and the paper


def printed(joined: Joined, imprint: Imprint, wanted: Iterable[str] | None = None) -> dict[str, bytes]:
    """The editions of these paths, by default of all but the zip, which is made of a site that is built.

    Raises RuntimeError, with the path, for one that could not be made: nothing in a record should bring that about.
    """
    order = [path for path in (paths(joined) if wanted is None else wanted) if path != ZIP]
    leaves = Leaves(Pages(joined))
    sources = _sources(joined, leaves, imprint, order)
    with ThreadPoolExecutor(max(1, min(os.cpu_count() or 1, AT_ONCE))) as threads:
        longest_first = sorted(sources, key=lambda path: -len(sources[path][0]))
        begun = {path: threads.submit(_set, path, sources[path], imprint) for path in longest_first}
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


def _set(path: str, source: Source, imprint: Imprint) -> bytes:
    """One PDF."""
    try:
        return compiled(source[0], imprint, source[1])
    except RuntimeError as error:
        raise RuntimeError(f"{path} could not be made: {error}") from error
