"""The index of an EPUB: terms and people, each with links to where they occur, text by text."""

from __future__ import annotations

import re

from ..text import shorten
from .epub_plan import Plan
from .epub_sheet import Sheet
from .epub_words import Words
from .epub_xml import Element, add, element
from .index import Row

NAME = "index-of-terms.xhtml"


def index_page(plan: Plan, rows: list[Row]) -> list[Element]:
    """A line for each term and person.

    A passage or comment is named by its address, a note by its number, any other paragraph by its place on its page;
    of an entry, which is short, the whole is meant.
    """
    words = Words(plan, Sheet(NAME, plan.book.parts[0], False))
    title = element("h1", {}, "Index of terms and people")
    shown = {"class": "index", "epub:type": "index", "role": "doc-index"}
    return [element("section", shown, title, element("ul", {}, *(_line(plan, words, row) for row in rows)))]


def _line(plan: Plan, words: Words, row: Row) -> Element:
    line = element("li", {}, element("b", {}, row.name))
    for key in row.homes:
        if "#" not in key and (to := words.led(key)):
            add(line, ", ")
            line.append(element("a", {"href": to}, "entry" if key.startswith("glossary/") else "person"))
    units = [key for key in row.homes if "#" in key]
    for path, labels in _by_chapter(plan, [*units, *row.places]).items():
        name = next((shorten(one.leaf.name, 40) for one in plan.book.chapters if one.key == path), path)
        add(line, "; ")
        if path.startswith("glossary/"):
            line.append(element("a", {"href": words.led(path)}, name))
            continue
        add(line, f"{name}: ")
        for number, (label, key) in enumerate(labels.items()):
            add(line, ", " if number else None)
            line.append(element("a", {"href": words.led(key)}, label))
    return line


def _by_chapter(plan: Plan, keys: list[str]) -> dict[str, dict[str, str]]:
    """The places that are in this book by the page that they stand on: the first key of each label."""
    found: dict[str, dict[str, str]] = {}
    for key in keys:
        if key in plan.places:
            found.setdefault(key.partition("#")[0], {}).setdefault(_label(plan, key), key)
    return found


def _label(plan: Plan, key: str) -> str:
    fragment = key.partition("#")[2]
    note = re.sub(r"par-\d+$", "", key)  # a paragraph of a note is called after the note
    if note in plan.numbers:
        return f"note {plan.numbers[note]}"
    number = re.fullmatch(r"par-(\d+)", fragment)
    return f"¶{number[1]}" if number else fragment or "¶"
