"""Reads the names of a BibTeX author or editor field as CSL names; LaTeX is decoded after names are split."""

from __future__ import annotations

import re

from bibtexparser.middlewares.names import (
    InvalidNameError,
    NameParts,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from .latex import decode

# How BibTeX writes "et al."; pandoc's own BibTeX reader hands it on as a name of this one literal word, and its
# citeproc sets the list as "First, Second, et al." wherever that name is the last.
OTHERS = {"literal": "others"}

Name = dict[str, str]


class NameFault(ValueError):
    """A name that can't be read, and why."""


def read_names(value: str) -> list[Name]:
    """The names joined by `and`: in braces a literal, otherwise family, given, particle and suffix."""
    return [_name(name) for name in split_multiple_persons_names(value)]


def _name(written: str) -> Name:
    if not written.strip() or re.search(r"^and\s|\sand$", written):
        raise NameFault("a name is missing beside `and`")
    if not re.sub(r"[\s{},]", "", written):
        raise NameFault(f"`{written}` is no name")
    if written == "others":
        return OTHERS
    if _one_group(written):
        return {"literal": decode(written).text}
    try:
        parts: NameParts = parse_single_name_into_parts(written, strict=True)
    except InvalidNameError as error:
        raise NameFault(f"`{written}`: {error.reason[:1].lower()}{error.reason[1:]}") from None
    fields = {"family": parts.last, "given": parts.first, "non-dropping-particle": parts.von, "suffix": parts.jr}
    name = {field: decode(" ".join(words)).text for field, words in fields.items() if words}
    return {field: text for field, text in name.items() if text}


def _one_group(name: str) -> bool:
    """Whether one pair of braces spans the whole name: `{GiveWell Team}`, and not `{A} {B}`."""
    depth = 0
    for mark in re.finditer(r"\\.|[{}]", name, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
        if depth == 0:
            return name.startswith("{") and mark.end() == len(name)
    return False
