"""Reads a hand-written page of docs/ for the edition's own links; MkDocs checks the rest of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from ..model.fields import ANNOTATION, ARGUMENT, CLAIM, DEBATE, ENTRY
from ..model.page import Page
from ..problem import Problem
from ..text import Document, Located, Place
from .forms import is_id
from .frontmatter import split
from .yaml import Mapping, Node, Sequence, read_yaml

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}+(?![^\n]*`)|~~~+)")
_TICKS = re.compile(r"`+")
# Links of the edition's schemes: [words](term:mask).
LINK = re.compile(r"\]\((?P<target>(?:term|passage|claim|argument|debate):[^)\s]{0,400})\)")

# What MkDocs also takes for front matter, and we don't: YAML that ends in `...`, and fields without a fence.
_DOTS = re.compile(r"^\.\.\.[ \t]*\n", re.MULTILINE)
_BARE = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:")
_GAP = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r"^[ >]*(?:#|=+[ ]*$|-+[ ]*$)", re.MULTILINE)
_OPEN = re.compile(r"<[A-Za-z/!?]")
# What Python-Markdown does in a second: its time grows with the square of these.
BRACKETS_LIMIT = 4_000_000  # the brackets of each paragraph times its characters, all together
HEADINGS_LIMIT = 300
TAGS_LIMIT = 1_000
_RECORDS = (
    ("docs/annotations/<source>", "an annotation", ANNOTATION),
    ("docs/glossary", "a glossary entry", ENTRY),
    ("docs/claims", "a claim", CLAIM),
    ("docs/arguments", "an argument", ARGUMENT),
    ("docs/debates", "a debate", DEBATE),
)


def code_spans(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Code between fences (whole lines) or backticks, from an offset on, in order; the time grows as the text does."""
    found: list[tuple[int, int]] = []
    fence: tuple[str, int] | None = None
    open_ticks: dict[int, int] = {}  # length of a run of backticks: where its span begins, within a paragraph
    for found_line in _LINE.finditer(text, start):
        line, at = found_line.group(), found_line.start()
        mark = _FENCE.match(line)
        if fence and mark and mark["fence"].startswith(fence[0]) and not line[mark.end("fence") :].strip():
            found.append((fence[1], at + len(line)))
            fence = None
        elif not fence and mark:
            fence = mark["fence"], at
        elif not fence:
            if not line.strip():
                open_ticks.clear()
            for ticks in _TICKS.finditer(line):
                size = len(ticks.group())
                if size in open_ticks:
                    found.append((open_ticks[size], at + ticks.end()))
                    open_ticks.clear()
                else:
                    open_ticks[size] = at + ticks.start()
    return [*found, (fence[1], len(text))] if fence else found


def _unfenced(document: Document, span: tuple[int, int] | None) -> list[Problem]:
    """Fields that MkDocs would read and that are not checked here."""
    text = document.text
    hint = "Put the fields between two lines `---`; a page without fields begins with an empty line."
    dots = _DOTS.search(text, 0, span[1] if span else len(text)) if text.startswith("---") else None
    bare = _BARE.match(text) if span is None and not text.startswith("---") else None
    for fault in filter(None, (dots, bare)):
        place = Place(document, fault.start(), fault.end())
        return [Problem("yaml", place, "MkDocs would take what stands here for the page’s fields.", hint)]
    return []


def _unsafe(node: Node | None) -> list[Problem]:
    """Titles and descriptions go into a page's head as they are: no markup may stand in them."""
    found = []
    for name, value in node.items if isinstance(node, Mapping) else ():
        refused = {"title": "<>", "description": '<>"'}.get(name, "")
        if isinstance(value, Located) and any(sign in value for sign in refused):
            message = f"`{name}` holds a sign that a page’s head can’t carry safely."
            found.append(Problem("field", value.place, message, f"Write it without {' and '.join(refused)}."))
    return found


def _record(document: Document, node: Node | None) -> list[Problem]:
    """The fields of a note or another record, which belongs into a folder of its own."""
    values = {str(name): value for name, value in node.items} if isinstance(node, Mapping) else {}
    for folder, what, table in _RECORDS:
        if values.keys() >= {field.name for field in table if field.required}:
            name = document.path.rpartition("/")[2]
            message = f"This is {what}, and does not stand where one is looked for."
            hint = f"Move the file to {folder.replace('<source>', _quoted_text(values.get('target')))}/{name}."
            return [Problem("name", Place(document, 0, 3), message, hint)]
    return []


def _quoted_text(target: Node | None) -> str:
    """The id of the text that a note quotes first, as far as it can be told."""
    first = target.items[0] if isinstance(target, Sequence) and target.items else target
    named = dict(first.items).get("source") if isinstance(first, Mapping) else None
    return named if isinstance(named, Located) and is_id(named) else "<source>"


def _too_much(document: Document) -> Iterator[Problem]:
    """Where a page would keep Markdown busy: a bracket costs its paragraph’s length, a heading the number of all."""
    text, cost, start = document.text, 0, 0
    for end in (*(gap.end() for gap in _GAP.finditer(text)), len(text)):
        cost += (end - start) * text.count("[", start, end)
        start, begun = end, start
        if cost > BRACKETS_LIMIT:
            place = Place(document, begun, begun + 1)
            message = "This page has too many brackets in paragraphs that are too long."
            yield Problem("file", place, message, "Make several paragraphs, or several pages, of it.")
            break
    for limit, pattern, what in ((HEADINGS_LIMIT, _HEADING, "headings"), (TAGS_LIMIT, _OPEN, "tags")):
        beyond = next(islice(pattern.finditer(text), limit, None), None)
        if beyond:
            place = Place(document, beyond.start(), beyond.start() + 1)
            yield Problem("file", place, f"A page holds at most {limit:,} {what}.", "Make several pages of it.")


def read_page(path: str, document: Document, macros: bool) -> tuple[Page, list[Problem]]:
    """A page of docs/ (path relative to it), where it uses the edition's links, and what is wrong with its YAML.

    MkDocs reads front matter with a loader that expands aliases without limit, so ours looks first.
    """
    span, start = split(document)
    node, problems = read_yaml(document, *span) if span else (None, [])
    problems += [*_unfenced(document, span), *_unsafe(node), *_record(document, node), *_too_much(document)]
    code = code_spans(document.text, start)
    links = tuple(
        Located(match["target"], Place(document, match.start("target"), match.end("target")))
        for match in LINK.finditer(document.text, start)
        if not _within(match.start(), code)
    )
    return Page(path, document, start, links, macros), problems


def _within(offset: int, spans: list[tuple[int, int]]) -> bool:
    before = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return before >= 0 and offset < spans[before][1]
