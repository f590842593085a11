"""Reads the examples in a rule's docstring, so that the tests can run them and the guide can print them."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

_EXAMPLE = re.compile(
    r"^(?P<kind>Bad|Good) \((?P<path>[^)]+)\):\n(?P<lines>(?:[ \t]+.*\n|\n)*(?:[ \t]+.*\n?))", re.MULTILINE
)


@dataclass(frozen=True)
class Example:
    """Lines of a file that keep (`good`) or break (`bad`) a rule."""

    good: bool
    path: str
    lines: str


def examples(docstring: str) -> list[Example]:
    """The `Bad (path):` and `Good (path):` examples of a docstring, in order, without their indentation."""
    return [
        Example(match["kind"] == "Good", match["path"], textwrap.dedent(match["lines"]).strip("\n"))
        for match in _EXAMPLE.finditer(textwrap.dedent(docstring) + "\n")
    ]


def prose(docstring: str) -> str:
    """The docstring without its examples."""
    return _EXAMPLE.sub("", textwrap.dedent(docstring) + "\n").strip()
