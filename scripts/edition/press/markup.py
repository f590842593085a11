"""Pages as trees: the HTML that the site is made of, from the same Markdown, extensions and fence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import html
from lxml.html import HtmlElement
from markdown import Markdown

from ..read.edition import configuration
from ..read.frontmatter import split
from ..render.handwritten import without_templates
from ..render.html import clean
from ..render.site import generated_pages
from ..resolve.joined import Joined
from ..text import Document

# What an edition without mkdocs.yml is read with: without these its pages would lose their addresses.
PLAINEST = ("attr_list", "md_in_html", "sane_lists", "tables", "toc")
# What MkDocs adds of itself.
_ALWAYS = ("toc", "tables", "fenced_code")


class Pages(Mapping[str, HtmlElement]):
    """Every page by its path relative to docs/ (`texts/x.md`), as a tree that is made when it is first asked for.

    The root of a tree is a `div` that holds the page; links are as written, relative and to `.md` files.
    """

    def __init__(self, joined: Joined) -> None:
        edition = joined.edition
        self._markdown = {path: without_templates(joined, page) for path, page in edition.pages.items()}
        self._markdown |= generated_pages(joined)
        self._reader = reader(edition.root)
        self._trees: dict[str, HtmlElement] = {}

    def __getitem__(self, path: str) -> HtmlElement:
        if path not in self._trees:
            self._trees[path] = self._tree(path)
        return self._trees[path]

    def __iter__(self):
        return iter(self._markdown)

    def __len__(self) -> int:
        return len(self._markdown)

    def _tree(self, path: str) -> HtmlElement:
        text = self._markdown[path]
        _, start = split(Document(path, text))
        self._reader.reset()
        made = clean(self._reader.convert(text[start:]), drawing=path.startswith("debates/"))
        return html.fragment_fromstring(made, create_parent="div")


def reader(root: Path) -> Markdown:
    """Python-Markdown as mkdocs.yml sets it up, without the links that only a screen needs."""
    names: list[str] = list(_ALWAYS)
    options: dict[str, dict[str, Any]] = {}
    for one in configuration(root).get("markdown_extensions") or PLAINEST:
        name, given = next(iter(one.items())) if isinstance(one, dict) else (one, None)
        names.append(name)
        options[name] = dict(given or {})
    options["toc"] = {key: value for key, value in options.get("toc", {}).items() if key == "slugify"}
    if "pymdownx.superfences" in names:
        names.remove("fenced_code")
    return Markdown(extensions=list(dict.fromkeys(names)), extension_configs=options)
