"""A hand-written page of docs/."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Document, Located


@dataclass(frozen=True)
class Page:
    """`path` is relative to docs/; `links` are the edition's own link schemes used on it."""

    path: str
    document: Document
    text_start: int  # where the Markdown begins, after the front matter
    links: tuple[Located, ...]
    macros: bool  # named in mkdocs.yml as a page on which macros run
