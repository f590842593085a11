"""Backlinks: who mentions a passage, a term or a reference, each with the words that do."""

from __future__ import annotations

from ..resolve.address import Goal
from ..resolve.joined import Joined, Mention
from ..text import around, number_of, shorten
from .body import in_words
from .citations import Typeset
from .markdown import escape
from .names import link_to


def mentioned(joined: Joined, typeset: Typeset, page: str, mentions: list[Mention]) -> str:
    """Backlinks: who mentions this, each with the words around the link."""
    items = []
    for mention in mentions:
        goal = Goal("", mention.page, mention.fragment)
        before, after = mention.paragraph[: mention.at], mention.paragraph[mention.at :]
        words = escape(around(in_words(before, typeset), in_words(after, typeset)))
        items.append(f"- {link_to(page, goal, mention_name(joined, mention))}: {words}")
    inside = "\n".join(items)
    count = number_of(len(mentions), "mention")
    opening = '<details class="mentions editorial" markdown="1">'
    return f"{opening}\n<summary>{count}</summary>\n\n{inside}\n\n</details>"


def mention_name(joined: Joined, mention: Mention) -> str:
    """What a mentioning record is called."""
    if mention.kind == "entry":
        return f"Glossary: {joined.edition.entries[mention.id].lemma}"
    if mention.kind == "note":
        note = joined.edition.annotations[mention.id]
        return f"Note on “{shorten(note.targets[0].exact, 50)}”"
    if mention.kind == "claim":
        return f"Claim: {joined.edition.claims[mention.id].sentence}"
    if mention.kind == "debate":
        return f"Debate: {joined.edition.debates[mention.id].name}"
    return f"Argument: {joined.edition.arguments[mention.id].name}"
