"""Reads a hand-written page of docs/ for the edition's own links; MkDocs checks the rest of it."""

from __future__ import annotations

import re

from ..model.page import Page
from ..problem import Problem
from ..text import Document, Located, Place
from .frontmatter import split
from .yaml import Mapping, Node, read_yaml

# Links of the edition's schemes, outside code: [words](term:mask). Code spans and fences are stepped over.
_CODE = re.compile(
    r"^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)", re.DOTALL | re.MULTILINE
)
LINK = re.compile(r"\]\((?P<target>(?:term|passage|claim|argument):[^)\s]*)\)")


def _unsafe(node: Node | None) -> list[Problem]:
    """Titles and descriptions go into a page's head as they are: no markup may stand in them."""
    found = []
    for name, value in node.items if isinstance(node, Mapping) else ():
        refused = {"title": "<>", "description": '<>"'}.get(name, "")
        if isinstance(value, Located) and any(sign in value for sign in refused):
            message = f"`{name}` holds a sign that a page’s head can’t carry safely."
            found.append(Problem("field", value.place, message, f"Write it without {' and '.join(refused)}."))
    return found


def read_page(path: str, document: Document, macros: bool) -> tuple[Page, list[Problem]]:
    """A page of docs/ (path relative to it), where it uses the edition's links, and what is wrong with its YAML.

    MkDocs reads front matter with a loader that expands aliases without limit, so ours looks first.
    """
    span, start = split(document)
    node, problems = read_yaml(document, *span) if span else (None, [])
    problems += _unsafe(node)
    code = [match.span() for match in _CODE.finditer(document.text, start)]
    links = tuple(
        Located(match["target"], Place(document, match.start("target"), match.end("target")))
        for match in LINK.finditer(document.text, start)
        if not any(a <= match.start() < b for a, b in code)
    )
    return Page(path, document, start, links, macros), problems
