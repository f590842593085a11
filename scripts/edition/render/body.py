"""Writes a parsed body as Markdown again: the same structure, every word escaped, every link resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from ..model.body import Body
from ..model.edition import Edition
from ..read.body import CITATION, cited
from ..resolve.address import Goal, reference_goal, resolve
from .citations import Typeset
from .definition import definition_at
from .markdown import code, code_block, escape, indent, link
from .names import relative


def in_words(paragraph: str, typeset: Typeset) -> str:
    """The plain words of a body's block with its citations spelt out, for lists that quote it."""

    def spelt(match: re.Match[str]) -> str:
        labels = [typeset.labels.get(use, use[0]) for use in cited(match.group(1)) or ()]
        return f"({'; '.join(labels)})" if labels else match.group()

    return CITATION.sub(spelt, paragraph)


class BodyWriter:
    """Writes bodies for one page (a path relative to docs/)."""

    def __init__(self, edition: Edition, typeset: Typeset, page: str) -> None:
        self.edition = edition
        self.typeset = typeset
        self.page = page
        self.headings = False

    def write(self, body: Body) -> str:
        """The body as Markdown blocks."""
        return "\n\n".join(self.blocks(iter(body.tokens)))

    def sections(self, body: Body) -> tuple[str, str]:
        """What stands before the first heading, and the rest with its headings as sections of the page."""
        tokens = list(body.tokens)
        first = next(
            (n for n, token in enumerate(tokens) if token.type == "heading_open" and not token.level), len(tokens)
        )
        self.headings = True
        lead, rest = self.blocks(iter(tokens[:first])), self.blocks(iter(tokens[first:]))
        self.headings = False
        return "\n\n".join(lead), "\n\n".join(rest)

    def blocks(self, tokens: Iterator[Token], until: str = "") -> list[str]:
        """The blocks up to a token of the type `until`, or all, each as Markdown of its own."""
        found: list[str] = []
        for token in tokens:
            if token.type == until:
                break
            if token.type in ("paragraph_open", "heading_open"):
                inline = next(tokens)
                text = self.inline(inline.children or [])
                # A heading inside a note would break the page's outline: it is set as a strong line.
                mark = "## " if self.headings and not token.level else "**"
                found.append(f"{mark}{text}{mark.strip('# ')}" if token.type == "heading_open" else text)
                next(tokens)
            elif token.type == "blockquote_open":
                found.append(indent("\n\n".join(self.blocks(tokens, "blockquote_close")), "> "))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                found.append(self.list(tokens, token))
            elif token.type in ("fence", "code_block"):
                found.append(code_block(token.content))
            elif token.type == "hr":
                found.append("* * *")
        return found

    def list(self, tokens: Iterator[Token], opening: Token) -> str:
        """A list with all its items, up to the token that closes it."""
        close = opening.type.replace("open", "close")
        start = int(opening.attrGet("start") or 1)
        items: list[str] = []
        for token in tokens:
            if token.type == close:
                break
            if token.type == "list_item_open":
                mark = f"{start + len(items)}. " if opening.type.startswith("ordered") else "- "
                inside = "\n\n".join(self.blocks(tokens, "list_item_close")) or "<span></span>"
                lines = indent(inside, "    ").split("\n")
                items.append("\n".join([mark.ljust(4) + lines[0][4:], *lines[1:]]))
        return "\n\n".join(items)

    def inline(self, children: list[Token]) -> str:
        """What stands in a paragraph: every word escaped, every link resolved."""
        out: list[str] = []
        open_links: list[int] = []
        for child in children:
            kind = child.type
            if kind == "text":
                out.append(escape(child.content, starts_block=not out))
            elif kind in ("softbreak", "hardbreak"):
                out.append("\n" if kind == "softbreak" else "<br>\n")
            elif kind == "code_inline":
                out.append(f"<code>{code(child.content)}</code>")
            elif kind == "em_open":
                out.append("<em>")
            elif kind == "em_close":
                out.append("</em>")
            elif kind == "strong_open":
                out.append("<strong>")
            elif kind == "strong_close":
                out.append("</strong>")
            elif kind == "link_open":
                open_links.append(len(out))
                out.append(str(child.attrGet("href") or ""))
            elif kind == "link_close":
                at = open_links.pop()
                label = "".join(out[at + 1 :])
                out[at:] = [self.link(out[at], label)]
            elif kind == "citation":
                out.append(self.citation(child.content))
        return "".join(out)

    def link(self, target: str, label: str) -> str:
        """A link of the body, or its words alone where it leads nowhere."""
        goal = resolve(self.edition, target)
        if not isinstance(goal, Goal):
            return label  # the rule `link` has refused it
        kind = "term" if goal.key.startswith("term:") else "outside" if goal.url else ""
        return link(label, relative(self.page, goal), definition_at(self.edition, goal), *([kind] if kind else []))

    def citation(self, content: str) -> str:
        """References in parentheses, each a link to the bibliography."""
        parts = []
        for key, locator in cited(content) or ():
            label = escape(self.typeset.labels.get((key, locator), key))
            known = key in self.edition.references
            parts.append(link(label, relative(self.page, reference_goal(key)), "", "citation") if known else label)
        return f"({'; '.join(parts)})"
