"""Sets the bibliography and the in-text citations in Chicago author-date style, by one call of pandoc's citeproc."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ..model.reference import Reference
from .markdown import escape
from .pandoc import Node, as_cased, markdown, node, plain, run_pandoc, tuck_marks, words

Use = tuple[str, str | None]

API = [1, 23, 1]  # of pandoc's syntax tree
# Titles and names of places keep the capitals they were given: the style would write "Reward Is Not the …".
_CASED = ("title", "title-short", "container-title", "publisher", "collection-title")
_PAGE = re.compile(r"(?:pp?\.|pages?)\s*(\S.*)", re.IGNORECASE)
_SECTION = re.compile(r"(?:§{1,2}|secs?\.|sections?)\s*(\S.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Typeset:
    """`entries`: each reference as a Markdown paragraph, in the style's order. `labels`: plain text, no parentheses."""

    entries: dict[str, str]
    labels: dict[Use, str]


def typeset(references: dict[str, Reference], uses: Iterable[Use]) -> Typeset:
    """Every reference, and every use of one that exists; letters after years (2023a) follow from all together.

    A use is a key and a locator: `p. 5`, `pp. 5-7`, `§ 3`, `sec. 3`. A use of an unknown key has no label.
    """
    cited = [use for use in dict.fromkeys(uses) if use[0] in references]
    if not references:
        return Typeset({}, {})
    blocks = [node("Para", [_cite(key, locator)]) for key, locator in cited]
    meta = {
        "lang": node("MetaString", "en-US"),  # the style's own English: marks stand inside quotation marks
        "link-citations": node("MetaBool", False),
        "nocite": node("MetaInlines", [_cite("*", None)]),
        "references": node("MetaList", [_record(reference) for reference in references.values()]),
    }
    tree = run_pandoc({"pandoc-api-version": API, "meta": meta, "blocks": blocks}, "--citeproc")
    labels = (_label(block["c"]) for block in tree["blocks"] if block["t"] == "Para")
    return Typeset(_entries(tree["blocks"], references), dict(zip(cited, labels, strict=True)))


def _cite(key: str, locator: str | None) -> Node:
    suffix = words(", " + _locator(locator)) if locator else []
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": suffix,
        "citationMode": node("NormalCitation"),
        "citationNoteNum": 1,
        "citationHash": 0,
    }
    return node("Cite", [citation], [])


def _locator(written: str) -> str:
    """The locator with the label that citeproc knows."""
    if match := _PAGE.fullmatch(written.strip()):
        return f"p. {match[1]}"
    if match := _SECTION.fullmatch(written.strip()):
        return f"sec. {match[1]}"
    return written


def _record(reference: Reference) -> Node:
    """The CSL record in pandoc's own syntax, in which text is text: nothing in it is parsed as Markdown or HTML."""
    csl = dict(reference.csl)
    if csl["type"] == "paper-conference":
        csl["type"] = "chapter"  # Chicago treats it so; without an editor the style would take it for a journal
    if not csl.get("author"):
        _without_author(csl, reference)
    return node("MetaMap", {name: _value(name, value) for name, value in csl.items()})


def _without_author(csl: dict[str, Any], reference: Reference) -> None:
    """A record without an author goes by its title, and by its site (its owner, says Chicago) where it has none."""
    if "title" not in csl:
        host = urlsplit(reference.url or "").hostname
        csl["author"] = [{"literal": csl.pop("container-title", None) or csl.get("publisher") or host or reference.key}]
        return
    if csl["type"] == "webpage" and "container-title" in csl:
        # As its publisher: the style would name a container as the author, and "LessWrong 2023" says too little.
        csl.setdefault("publisher", csl.pop("container-title"))
    if ": " in str(csl["title"]):
        csl["title-short"] = str(csl["title"]).partition(": ")[0]


def _value(name: str, value: Any) -> Node:
    if isinstance(value, dict):
        return node("MetaMap", {key: _value(key, item) for key, item in value.items()})
    if isinstance(value, list):
        return node("MetaList", [_value("", item) for item in value])
    if name in ("id", "type") or isinstance(value, int):
        return node("MetaString", str(value))
    inlines = words(str(value))
    return node("MetaInlines", as_cased(inlines) if name in _CASED else inlines)


def _entries(blocks: list[Node], references: dict[str, Reference]) -> dict[str, str]:
    """The paragraphs of the div that citeproc adds, by key, in its order; then what it should have left out."""
    bibliography = next((block for block in blocks if block["t"] == "Div" and block["c"][0][0] == "refs"), None)
    entries = {}
    for division in bibliography["c"][1] if bibliography else []:
        inlines = [inline for block in division["c"][1] for inline in block["c"]]
        tuck_marks(inlines)
        key = division["c"][0][0].removeprefix("ref-")
        if key in references:
            entries[key] = _two_single_names(markdown(inlines), references[key])
    for key, reference in references.items():
        entries.setdefault(key, escape(str(reference.csl.get("title") or reference.url or key), starts_block=True))
    return entries


def _two_single_names(entry: str, reference: Reference) -> str:
    """Makes Hadshar and Lintz of "Hadshar, and Lintz": the comma belongs after a given name only."""
    authors: Any = reference.csl.get("author") or []
    if len(authors) != 2 or "given" in authors[0]:
        return entry
    first = markdown(words(authors[0].get("family") or authors[0].get("literal") or ""))
    return f"{first} and " + entry.removeprefix(f"{first}, and ") if entry.startswith(f"{first}, and ") else entry


def _label(inlines: list[Node]) -> str:
    return plain(inlines).strip().removeprefix("(").removesuffix(")")
