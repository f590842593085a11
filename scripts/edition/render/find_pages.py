"""Pages that are no records, cut at their headings: so that a search leads to the section and not to the page's top."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.extensions.toc import slugify, unique
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..text import fold

# Pages that are lists of records, by what is said of them: their items are found themselves.
LISTS = {
    "positions.md": (
        "Positions",
        "Who asserts, denies, doubts or concedes which claim, by whose words, in order of time.",
    ),
    "cruxes.md": ("Cruxes", "The claims on which the latest stances of people are opposed."),
    "open-questions.md": ("Open questions", "Arguments that nobody answers and claims that nobody argues for."),
    "claims.md": ("Claims", "Every claim, with who holds it and who does not."),
    "arguments.md": ("Arguments", "Every argument, with what it supports, attacks or undercuts."),
    "debates/index.md": ("Debates", "Every debate with its question and its map."),
    "notes.md": ("Notes", "Every note, by text, in the order of the words."),
    "glossary/index.md": ("Glossary", "Every term with its senses."),
    "people/index.md": ("People", "Everyone who wrote a post or a comment."),
    "bibliography.md": ("Bibliography", "Every work that texts and notes refer to."),
    "texts/index.md": ("Texts", "Every text with its authors, its length and its notes."),
    "timeline.md": ("Timeline", "What was written when."),
    "latest.md": ("Latest notes", "What was added lately, also as a feed."),
    "data.md": ("Downloads", "The edition as files: PDF, EPUB, and open formats."),
}
_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
_ATTRIBUTES = re.compile(r"[ ]*\{:?[ ]*(?P<inside>[^{}\n]*)\}[ ]*$")
_ID = re.compile(r"(?:^|\s)#(?P<id>[\w-]+)")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_CLASS = re.compile(r"\{:?[ ]*[.#][^{}\n]*\}")  # as Python-Markdown's attr_list has it, after a link or a line
# Macros stand for lists of records, which are found themselves; a scheme's link is found by its words.
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def plain(markdown: str) -> str:
    """The words of some Markdown, without its marks."""
    return fold(" ".join(_words(token) for token in _PARSER.parse(markdown) if token.type == "inline"))


def sections(markdown: str) -> Iterator[tuple[str, str, str]]:
    """Title, anchor and words of each section of a page; the first has no anchor, for it is the page.

    Anchors are those that Python-Markdown gives to headings.
    """
    title, anchor, words = "", "", []
    heading = False
    used: set[str] = set()
    for token in _PARSER.parse(_FRONT.sub("", markdown)):
        if token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type == "inline" and heading:
            if title:
                yield title, anchor, fold(" ".join(words))
            first = not title
            attributes = _ATTRIBUTES.search(token.content)
            named = _ID.search(attributes["inside"]) if attributes else None
            title = fold(_words(token))
            anchor = unique(named["id"] if named else slugify(title, "-"), used)
            anchor, words = "" if first else anchor, []
        elif token.type == "inline":
            words.append(_words(token))
    if title:
        yield title, anchor, fold(" ".join(words))


def _words(inline: Token) -> str:
    """The words of a paragraph or heading; what stands between tags stays, and tags go."""
    kept = []
    for child in inline.children or ():
        if child.type in ("text", "code_inline"):
            kept.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            kept.append(" ")
    return _CLASS.sub("", _MACRO.sub("", "".join(kept)))
