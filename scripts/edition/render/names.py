"""What units, people and days are called on pages, and how one page links to another."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Collection
from datetime import date, datetime

from ..model.source import Source, Unit
from ..resolve.address import Goal
from ..text import shorten
from .markdown import attribute, escape, link

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day(moment: str | None) -> str:
    """`2023-04-18T03:47:21.797Z` as `18 April 2023`; empty where nothing is known."""
    if not moment:
        return ""
    when = date.fromisoformat(moment[:10])
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def time(moment: str) -> str:
    """The time of day, `03:47`, of a moment that has one."""
    return datetime.fromisoformat(moment).strftime("%H:%M") if "T" in moment else ""


def moment(published: str, shown: str) -> str:
    """A day as shown, with the moment as the capture gives it for machines and for the curious."""
    exact = attribute(published)
    return f'<time datetime="{exact}" title="{exact}">{escape(shown)}</time>'


class Names:
    """Names of a source's units: author and day, with the time where a person wrote more than once that day."""

    def __init__(self, source: Source) -> None:
        self.source = source
        numbers: Counter[str] = Counter()
        plain: dict[str, str] = {}
        for unit in source.units:
            numbers[unit.kind] += 1
            plain[unit.id] = _plain(unit, numbers[unit.kind])
        often = Counter(plain.values())
        self.of: dict[str, str] = {}
        for unit in source.units:
            name = plain[unit.id]
            if often[name] > 1 and unit.published and time(unit.published):
                name += f", {time(unit.published)}"
            self.of[unit.id] = name


def _plain(unit: Unit, number: int) -> str:
    if unit.title:
        return f"{unit.author}: {unit.title}"
    if unit.published:
        return f"{unit.author}, {day(unit.published)}"
    return f"{unit.author}, undated, no. {number}"


def opening(source: Source, unit: Unit, quotations: Collection[str], limit: int = 90) -> str:
    """The first words of a unit that are its author's own; `quotations` are the blocks that quote others."""
    own = [block for block in unit.blocks if block.id not in quotations] or list(unit.blocks)
    return shorten(source.text(own[0]), limit) if own else ""


def relative(page: str, goal: Goal) -> str:
    """The goal's address as written on `page` (both relative to docs/)."""
    if goal.url:
        return goal.url
    fragment = f"#{goal.fragment}" if goal.fragment else ""
    if goal.page == page:
        return fragment or f"{posixpath.basename(page)}"
    return posixpath.relpath(str(goal.page), posixpath.dirname(page) or ".") + fragment


def built(page: str, goal: Goal) -> str:
    """The goal's address for raw HTML, in which no generator turns a Markdown file's path into its page's."""
    address, mark, fragment = relative(page, goal).partition("#")
    return address.removesuffix(".md") + ".html" * address.endswith(".md") + mark + fragment


def link_to(page: str, goal: Goal, label: str, title: str = "", *classes: str) -> str:
    """A Markdown link from `page` to a goal; `label` is plain text."""
    return link(escape(label), relative(page, goal), title, *classes)
