"""Says where two people in one exchange use a word in different senses: at the later comment, and at the entry.

It says that senses differ, and not that anyone is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..resolve.address import Goal, entry_page, text_page
from ..resolve.cross_purposes import SenseDifference, Use
from .markdown import escape
from .names import Names, link_to


def at_unit(page: str, names: Names, found: Iterable[SenseDifference]) -> str:
    """The lines at a comment, one for each word; empty where nothing differs."""
    lines = []
    for one in found:
        own = escape(one.use.unit.author)
        lines.append(f"<em>{escape(one.entry.lemma)}</em>: {own} {_means(page, one.use)}; {_other(page, names, one)}.")
    if not lines:
        return ""
    label = f'<span class="label">{"A word" if len(lines) == 1 else "Words"} in different senses</span>'
    inside = "<br>\n".join([label, *lines])
    return f'<div class="senses-differ editorial" markdown="1">\n\n{inside}\n\n</div>'


def at_entry(page: str, names: dict[str, Names], found: Iterable[SenseDifference]) -> list[str]:
    """The section of an entry's page; nothing where no exchange holds the word in different senses."""
    items = []
    for one in found:
        own = f"{escape(one.use.unit.author)} ({_where(page, names[one.source.id], one.use)})"
        items.append(f"- {own} {_means(page, one.use)}; {_other(page, names[one.source.id], one)}.")
    if not items:
        return []
    return [
        "## In different senses in one exchange { #differing }",
        "Here two people who answer one another use the word in different senses, which is no fault of either. The "
        "same two senses of the same two people are told once in an exchange.",
        '<div class="written" markdown="1">\n\n' + "\n".join(items) + "\n\n</div>",
    ]


def _means(page: str, use: Use) -> str:
    entry = use.first.entry
    senses = (
        link_to(page, Goal("", entry_page(entry.id), str(sense.id)), sense.name, sense.definition)
        for sense in use.senses
    )
    return "means " + " and ".join(senses)


def _other(page: str, names: Names, one: SenseDifference) -> str:
    """Who else uses the word, where, and what they mean."""
    answered = "who is answered" if one.direct else "further up"
    return f"{escape(one.other.unit.author)}, {answered} ({_where(page, names, one.other)}), {_means(page, one.other)}"


def _where(page: str, names: Names, use: Use) -> str:
    """The passage with the first use, by the day of its unit."""
    unit = use.unit
    label = "the post" if unit.id == "post" else names.of[unit.id].removeprefix(unit.author).lstrip(",: ") or unit.id
    return link_to(page, Goal("", text_page(names.source.id), use.first.block.id), label)
