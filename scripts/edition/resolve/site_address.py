"""Where everything stands on the site, `texts/x.html#p4`: for what names addresses and is not written as Markdown."""

from __future__ import annotations

from collections.abc import Callable

from .address import argument_page, claim_page, debate_page, entry_page, person_page, reference_goal, text_page

_PAGES: dict[str, Callable[[str], str]] = {
    "text": text_page,
    "term": entry_page,
    "claim": claim_page,
    "argument": argument_page,
    "debate": debate_page,
    "person": person_page,
}


def built_page(page: str) -> str:
    """The path on the site of a page (relative to docs/); a file that is no Markdown stands where it is."""
    return page.removesuffix(".md") + ".html" if page.endswith(".md") else page


def site_address(kind: str, id_: str, fragment: str = "") -> str:
    """Where a text, term, claim, argument, debate, person or reference stands, relative to the site, or a place in it.

    References stand on one page and have no places.
    """
    if kind == "reference":
        goal = reference_goal(id_)
        return f"{built_page(goal.page or '')}#{goal.fragment}"
    return built_page(_PAGES[kind](id_)) + (f"#{fragment}" if fragment else "")


def note_address(source: str, note: str) -> str:
    """The address of a note, which stands on the page of its first target's text."""
    return site_address("text", source, f"note-{note}")
