"""The Markdown of a note, an entry or a claim, with its links and citations located."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it.token import Token

from ..text import Located, Place


@dataclass(frozen=True)
class BodyLink:
    """`[label](target)` in a body; `paragraph` counts its blocks from 0, `at` code points of a block's plain words."""

    target: Located
    label: str
    paragraph: int
    at: int


@dataclass(frozen=True)
class Citation:
    """`[@key]` or `[@key, p. 5]` in a body: a use of a reference, with a page or section as locator."""

    key: Located
    locator: Located | None
    paragraph: int
    at: int


@dataclass(frozen=True)
class Body:
    """Parsed CommonMark: raw HTML in it is text, never markup."""

    place: Place
    tokens: tuple[Token, ...]
    links: tuple[BodyLink, ...]
    citations: tuple[Citation, ...]
    paragraphs: tuple[str, ...]  # the plain words of each block, citations as written
