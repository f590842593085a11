"""On a page where macros run, template syntax is the call of one of the edition's macros and nothing else.

The macros plugin runs whatever a template says, as whoever builds the site. So a page that `mkdocs.yml` names under
`extra.macro_pages` may call a macro by its name, without arguments, and hold no other template syntax, in code neither.

Bad (docs/index.md):
    It holds {{ config.site_name }} and {{ count_notes() }} notes.
Good (docs/index.md):
    It holds {{ count_notes() }} notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.macros import MACROS
from ..problem import Problem
from ..read.nearest import did_you_mean
from ..resolve.joined import Joined
from ..text import Document, Place

ID = "macro"
_SYNTAX = re.compile(r"\{[{%#]|[}%#]\}")
_CLOSED = re.compile(r"\{([{%#])[^\n]*?[}%#]\}")
_CALL = re.compile(r"\{\{ (?P<name>[a-z_]+)\(\) \}\}")


def check(joined: Joined) -> Iterator[Problem]:
    """Template syntax that is no call of a macro, on the pages on which macros run."""
    for page in joined.edition.pages.values():
        if page.macros:
            yield from _faults(page.document)


def _faults(document: Document) -> Iterator[Problem]:
    text, seen = document.text, 0  # where what has been looked at ends
    for sign in _SYNTAX.finditer(text):
        if sign.start() < seen:
            continue
        call = _CALL.match(text, sign.start())
        whole = call or _CLOSED.match(text, sign.start()) or sign
        seen = whole.end()
        if call and call["name"] in MACROS:
            continue
        otherwise = (
            "Delete it. Macros are called without arguments, as {{ texts() }}; templates are shown on other pages."
        )
        yield Problem(
            ID,
            Place(document, *whole.span()),
            "This page runs macros, and this calls none of the edition's.",
            did_you_mean(call["name"], MACROS, otherwise, "{{ ", "() }}") if call else otherwise,
        )
