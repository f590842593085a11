"""Runs pandoc on its own JSON syntax tree, shut off from disk and network, and writes such trees as Markdown."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

import pypandoc

from ..problem import visible
from .markdown import escape, link

Node = dict[str, Any]
TIMEOUT = 60  # seconds; a bibliography of a hundred records takes a fifth of one
_SHORTEN = "Nothing was written. Shorten the records, or delete those that nothing cites."
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_WORD = re.compile(r"(\s+)|([^\s“”]+|[“”])")


def run_pandoc(tree: Node, *options: str) -> Node:
    """The tree as pandoc gives it back; nothing is read but standard input and pandoc's own built-in data."""
    command = [
        pypandoc.get_pandoc_path(), "+RTS", "-M1G", "-RTS", "--sandbox", f"--data-dir={os.devnull}",
        "--from=json", "--to=json", *options,
    ]  # fmt: skip
    given = json.dumps(tree).encode()
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        raise SystemExit(f"sources/references.bib: pandoc was stopped after {TIMEOUT} seconds. {_SHORTEN}") from None
    if done.returncode != 0:
        said = visible(done.stderr.decode(errors="replace").strip()[:500])
        raise SystemExit(f"sources/references.bib: pandoc gave up ({said}). {_SHORTEN}")
    result: Node = json.loads(done.stdout)
    return result


def node(kind: str, *content: Any) -> Node:
    """A node of the tree: without content, with one, or with several in a list."""
    return {"t": kind} if not content else {"t": kind, "c": content[0] if len(content) == 1 else list(content)}


def words(text: str) -> list[Node]:
    """Plain text as inlines; “…” becomes a quotation, so that a style can set it as ‘…’ within another."""
    stack: list[list[Node]] = [[]]
    for match in _WORD.finditer(text):
        if match[2] == "“":
            stack.append([])
        elif match[2] == "”" and len(stack) > 1:
            inside = stack.pop()
            stack[-1].append(node("Quoted", node("DoubleQuote"), inside))
        else:
            stack[-1].append(node("Space") if match[1] else node("Str", match[2]))
    while len(stack) > 1:
        inside = stack.pop()
        stack[-1] += [node("Str", "“"), *inside]
    return stack[0]


def as_cased(inlines: list[Node]) -> list[Node]:
    """The inlines with the capitals they have: no style may change them."""
    return [node("Span", ["", ["nocase"], []], inlines)]


def tuck_marks(inlines: list[Node]) -> None:
    """Moves a full stop or comma inside the quotation mark before it, as the style's English has it.

    Citeproc does so for a title in quotation marks, and not where such a title ends in a quotation of its own.
    """
    leaves = list(_leaves(inlines))
    for mark, stop in pairwise(leaves):
        if mark.get("c") in ("’", "”") and stop.get("c") in (".", ","):
            mark["c"], stop["c"] = stop["c"], mark["c"]


def _leaves(inlines: list[Node]) -> Iterator[Node]:
    for inline in inlines:
        inside = inline.get("c")
        if inline["t"] in ("Span", "Link", "Cite", "Quoted"):
            yield from _leaves(inside[1])
        elif inline["t"] in ("Emph", "Strong", "SmallCaps", "Superscript", "Subscript", "Underline", "Strikeout"):
            yield from _leaves(inside)
        else:
            yield inline


def plain(inlines: Iterable[Node]) -> str:
    """The words of inlines."""
    return "".join(_walk(inlines, lambda text: text, lambda _, inside: inside, lambda inside, _: inside))


def markdown(inlines: Iterable[Node]) -> str:
    """Inlines as one Markdown paragraph in which no character of a record can be read as syntax."""
    first = [True]

    def text(raw: str) -> str:
        starts, first[0] = first[0], False
        return escape(raw, starts_block=starts)

    def linked(inside: str, target: str) -> str:
        # `link` leaves an ampersand alone, and `&lt;` in an address would be read as a character.
        return link(inside, target.replace("&", "&amp;")) if re.match(r"https?://[^/]", target) else inside

    return "".join(_walk(inlines, text, _marked, linked)).strip()


def _marked(mark: str, inside: str) -> str:
    """Emphasis around words; a mark must stand against a word, never against white space."""
    core = inside.strip()
    if not core:
        return inside
    before, _, after = inside.partition(core)
    return f"{before}{mark}{core}{mark}{after}"


def _walk(
    inlines: Iterable[Node],
    text: Callable[[str], str],
    marked: Callable[[str, str], str],
    linked: Callable[[str, str], str],
) -> Iterator[str]:
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind == "Str":
            yield text(content)
        elif kind in ("Code", "Math", "RawInline"):
            yield text(content[1])
        elif kind == "Quoted":
            opening, closing = _QUOTES[content[0]["t"]]
            yield text(opening) + "".join(_walk(content[1], text, marked, linked)) + closing
        elif kind == "Link":
            yield linked("".join(_walk(content[1], text, marked, linked)), content[2][0])
        elif kind in ("Emph", "Strong"):
            mark = "*" if kind == "Emph" else "**"
            yield marked(mark, "".join(_walk(content, text, marked, linked)))
        elif kind in ("Span", "Cite"):
            yield from _walk(content[1], text, marked, linked)
        elif kind != "Note":
            yield from _walk(content or (), text, marked, linked)
