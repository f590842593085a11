"""Hand-written pages of docs/: their links of the edition's schemes become paths; the rest is left as it is."""

from __future__ import annotations

import re

from jinja2.sandbox import SandboxedEnvironment

from ..model.page import Page
from ..read.frontmatter import split
from ..read.page import code_spans
from ..resolve.address import Goal, resolve
from ..resolve.joined import Joined
from .definition import definition_at
from .macros import macros
from .markdown import attribute, code, code_block
from .names import relative

_TEMPLATE = re.compile(r"\{[{%#]")


def with_links(joined: Joined, page: Page) -> str:
    """The page's Markdown with links of our schemes as paths; macros not yet run."""
    text = page.document.text
    out: list[str] = []
    at = 0
    for target in page.links:
        goal = resolve(joined.edition, target)
        if not isinstance(goal, Goal):
            continue  # the rule `link` has refused it
        told = attribute(definition_at(joined.edition, goal))
        out += [text[at : target.place.start], relative(page.path, goal) + (f' "{told}"' if told else "")]
        at = target.place.end
    return "".join([*out, text[at:]])


def without_templates(joined: Joined, page: Page) -> str:
    """The page as another generator can read it: macros run where our configuration names the page, else spelt out.

    The sandbox is a second fence: only pages of ours come here, named in mkdocs.yml.
    """
    text = with_links(joined, page)
    if page.macros:
        head, start = split(page.document)
        front = text[:start] if head else ""
        body = text[start:] if head else text
        environment = SandboxedEnvironment(keep_trailing_newline=True)
        return front + environment.from_string(body).render(macros(joined, page.path))
    return _spelt_out(text)


def _spelt_out(text: str) -> str:
    """Template syntax as character references; code that holds any as HTML, since references mean nothing in code."""
    out: list[str] = []
    at = 0
    for start, end in code_spans(text, 0):
        if _TEMPLATE.search(text, start, end):
            out += [_outside_code(text[at:start]), _as_html(text[start:end])]
            at = end
    return "".join([*out, _outside_code(text[at:])])


def _as_html(written: str) -> str:
    """A code span or a fenced block as HTML."""
    first, _, rest = written.strip("\n").partition("\n")
    if first.lstrip(" ").startswith(("```", "~~~")) and rest:
        return code_block(rest.rpartition("\n")[0]) + "\n"
    return f"<code>{code(written.strip('`').strip())}</code>"


def _outside_code(text: str) -> str:
    return _TEMPLATE.sub(lambda match: match.group().replace("{", "&#123;"), text)
