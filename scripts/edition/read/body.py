"""Reads the Markdown of a note, an entry or a claim: CommonMark in which raw HTML is text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ..model.body import Body, BodyLink, Citation
from ..problem import Problem
from ..text import Document, Located, Place, fold, hidden

# [@key], [@key, p. 5], [@one; @two]: Pandoc's citation syntax without its prefixes.
CITATION = re.compile(r"\[(@[^\[\]\n]+)\]")
_ONE = re.compile(r"\s*@(?P<key>[^\s,;@]+)\s*(?:,\s*(?P<locator>[^;@\s](?:[^;@]*[^;@\s])?))?\s*")

_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,30});")

# markdown-it leaves out, without a word, what is nested deeper than this: so it must be told.
NESTING = 12
USES_LIMIT = 400  # links and citations of one note: each is looked up, and hints for those that lead nowhere take long


def _citation(state: StateInline, silent: bool) -> bool:
    """An inline rule of markdown-it: makes one `citation` token of a bracket that begins with @."""
    match = CITATION.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match.group(1)
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": NESTING})
    parser.disable(["image", "html_block", "html_inline", "reference"])
    parser.inline.ruler.before("link", "citation", _citation)
    # Which schemes are allowed is the rule `link`'s to say, with a place and a hint; nothing is dropped silently.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


def cited(content: str) -> list[tuple[str, str | None]] | None:
    """Keys and locators of a citation's inside (`@a, p. 5; @b`); None where it can't be read."""
    found = []
    for part in content.split(";"):
        match = _ONE.fullmatch(part)
        if not match:
            return None
        found.append((match["key"], match["locator"]))
    return found


def read_body(document: Document, start: int, *, required: bool = True) -> tuple[Body, list[Problem]]:
    """The body that begins at an offset of a document, and what can't be read in it (rules `body` and `citation`)."""
    text = document.text[start:]
    tokens = _PARSER.parse(text)
    finder = _Finder(document, start)
    links: list[BodyLink] = []
    citations: list[Citation] = []
    paragraphs: list[str] = []
    problems: list[Problem] = []
    for token in tokens:
        problems += _too_deep(document, start, token)
        if token.type != "inline":
            continue
        number = len(paragraphs)
        paragraphs.append(fold(plain(token.children or [])))
        if token.map:
            finder.advance(token.map[0])
        problems += _spelt(document, finder.at, paragraphs[-1])
        for label, child, at in _uses(token.children or []):
            if child.type == "citation":
                read, more = _citations(finder, child.content, number, at)
                citations += read
                problems += more
            else:
                href = str(child.attrGet("href") or "")
                links.append(BodyLink(Located(href, finder.find_link(href)), label, number, at))
    places = [*(link.target.place for link in links), *(one.key.place for one in citations)]
    if len(places) > USES_LIMIT:
        message = f"A text holds at most {USES_LIMIT} links and citations."
        problems = [Problem("body", sorted(places, key=_start)[USES_LIMIT], message, "Leave some out.")]
        links, citations = [], []
    if required and not fold(text):
        end = Place(document, max(0, len(document.text) - 1), max(1, len(document.text)))
        problems.append(
            Problem("body", end, "There is no text after the fields.", "Write the note below the second `---`.")
        )
    whole = Place(document, start, len(document.text))
    return Body(whole, tuple(tokens), tuple(links), tuple(citations), tuple(paragraphs)), problems


def _too_deep(document: Document, start: int, token: Token) -> Iterator[Problem]:
    """A list or quotation that begins inside more others than pages can show."""
    if token.type in ("blockquote_open", "list_item_open") and token.level >= NESTING - 1 and token.map:
        span = document.line_span(min(document.position(start)[0] + token.map[0], document.line_count))
        place = Place(document, span.start, max(span.end, span.start + 1))
        yield Problem("body", place, "Lists and quotations are nested too deep here.", "Use fewer levels.")


def _citations(finder: _Finder, content: str, number: int, at: int) -> tuple[list[Citation], list[Problem]]:
    """The works of one citation, `@a, p. 5; @b`, that stands at an offset of a paragraph; or that it can't be read."""
    place = finder.find(f"[{content}]")
    inside = cited(content)
    if inside is None:
        message = f"The citation [{content}] can't be read."
        return [], [Problem("citation", place, message, "Write [@key], [@key, p. 5] or [@one; @two].")]
    found = []
    for key, locator in inside:
        named = Located(key, finder.within(place, "@" + key, 1))
        where = finder.within(place, locator, 0) if locator else None
        found.append(Citation(named, Located(locator, where) if locator and where else None, number, at))
    return found, []


def _start(place: Place) -> int:
    return place.start


def _spelt(document: Document, start: int, words: str) -> Iterator[Problem]:
    """Invisible characters that a block's references spell (`&#x202e;`); those in the file itself are told."""
    for at in hidden(words):
        if words[at] in document.text:
            continue
        reference = next((m for m in _REFERENCE.finditer(document.text, start) if words[at] in unescape(m[0])), None)
        place = Place(document, *(reference.span() if reference else (start, start + 1)))
        message = f"An invisible character, U+{ord(words[at]):04X}, is spelt here."
        yield Problem("body", place, message, "Delete it: it changes what is read.")
        return


def _uses(children: list[Token]) -> Iterator[tuple[str, Token, int]]:
    """Links with their labels, and citations, in order, each with where it begins in the block's plain words."""
    for index, child in enumerate(children):
        if child.type == "citation":
            yield "", child, len(fold(plain(children[:index])))
        elif child.type == "link_open":
            inside = []
            for later in children[index + 1 :]:
                if later.type == "link_close":
                    break
                inside.append(later)
            yield fold(plain(inside)), child, len(fold(plain(children[:index])))


def plain(tokens: list[Token]) -> str:
    """The words of inline tokens."""
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "citation":
            parts.append(f"[{token.content}]")
        else:
            parts.append(token.content)
    return "".join(parts)


class _Finder:
    """Finds the places of links one after another: inline tokens know their line and not their column."""

    def __init__(self, document: Document, start: int) -> None:
        self.document = document
        self.first_line = document.position(start)[0]
        self.at = start

    def advance(self, line: int) -> None:
        number = min(self.first_line + line, self.document.line_count)
        self.at = max(self.at, self.document.starts[number - 1])

    def find(self, needle: str) -> Place:
        found = self.document.text.find(needle, self.at)
        if found < 0:  # written with escapes or entities: its block is the best that can be said
            return Place(self.document, self.at, self.at + 1)
        self.at = found + len(needle)
        return Place(self.document, found, found + len(needle))

    def find_link(self, href: str) -> Place:
        text = self.document.text
        for opening in ("](", "](<"):
            found = text.find(opening + href, self.at)
            if found >= 0:
                start = found + len(opening)
                self.at = start + len(href)
                return Place(self.document, start, max(self.at, start + 1))
        return self.find(href) if href else Place(self.document, self.at, self.at + 1)

    def within(self, place: Place, needle: str, skip: int) -> Place:
        found = self.document.text.find(needle, place.start, place.end)
        if found < 0:
            return place
        return Place(self.document, found + skip, found + len(needle))
