"""Leads readers on who come by an address that was given up: a line where it was, or a page in its place."""

from __future__ import annotations

import posixpath

from ..model.published import Move
from ..resolve.joined import Joined
from .markdown import attribute, escape, front_matter, link


def with_moves(joined: Joined, pages: dict[str, str]) -> dict[str, str]:
    """The pages (by path relative to docs/) with a line for each moved place, and a page for each moved page."""
    by_page: dict[str, list[Move]] = {}
    for move in joined.edition.published.moves:
        by_page.setdefault(_page(str(move.old)), []).append(move)
    made = dict(pages)
    for page, moves in by_page.items():
        if page in joined.edition.pages:
            continue  # hand-written: its headings are no permanent addresses
        lines = "\n\n".join(_line(page, move) for move in moves)
        told = f'<div class="moved editorial" markdown="1">\n\n{lines}\n\n</div>\n'
        if page in made:
            made[page] = f"{made[page]}\n{told}"
        else:
            head = front_matter(title="Moved", description="What stood here has another address now.")
            made[page] = f"{head}\n\n# Moved {{ #moved }}\n\n{told}"
    return made


def moved_to(joined: Joined, page: str) -> str | None:
    """Where a page that has moved as a whole is now, relative to it; None for any other."""
    for move in joined.edition.published.moves:
        if _page(str(move.old)) == page and "#" not in move.old:
            return _relative(page, str(move.new))
    return None


def _page(address: str) -> str:
    return address.partition("#")[0].removesuffix(".html") + ".md"


def _relative(page: str, address: str) -> str:
    return posixpath.relpath(address, posixpath.dirname(page) or ".")


def _line(page: str, move: Move) -> str:
    fragment = str(move.old).partition("#")[2]
    anchor = f'<span id="{attribute(fragment)}"></span>' if fragment else ""
    target, _, at = str(move.new).partition("#")
    href = _relative(page, _page(target)) + (f"#{at}" if at else "")
    return f"{anchor}What had the address {escape(move.old)} is now at {link(escape(move.new), href)}."
