"""What pages tell of an edition that can be downloaded, before it is fetched: its kind, and its size."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..resolve.address import Goal
from .names import link_to

_NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Offered:
    """A file of the site: its path, its title, its kind, what it is for, and its size in bytes once that is known."""

    path: str
    title: str
    kind: str
    about: str = ""
    size: int | None = None

    def of(self, content: bytes) -> Offered:
        """The same with the size of its content, in bytes."""
        return replace(self, size=len(content))


def in_words(size: int) -> str:
    """A size as people say it, in powers of ten: `2.4 MB`, `364 kB`."""
    if size < 999_500:
        return f"{max(1, round(size / 1000))}{_NO_BREAK}kB"
    megabytes = f"{size / 1_000_000:.1f}" if size < 99_950_000 else f"{round(size / 1_000_000)}"
    return f"{megabytes}{_NO_BREAK}MB"


def offer(page: str, one: Offered, label: str) -> str:
    """A link to the file, with its size, for `page`; `label` is plain text."""
    link = link_to(page, Goal("", one.path), label)
    return link if one.size is None else f"{link}{_NO_BREAK}({in_words(one.size)})"
