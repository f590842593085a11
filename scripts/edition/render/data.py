"""The page of downloads: editions to print and to keep, every export with what it is, and how to cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..resolve.address import Goal
from .markdown import front_matter
from .names import link_to
from .offered import Offered, in_words, offer

DATA = "data.md"
FOLDER = "data"
# What each file is, its standard, and what there is to know; in the order of the page.
FILES = (
    (
        "annotations.jsonld",
        "Notes",
        "[W3C Web Annotations](https://www.w3.org/TR/annotation-model/), one collection. Each target names a capture "
        "by its bytes (`ni:///sha-256;…`, RFC 6920) and selects in it by its words with what stands around them, and "
        "by its place, counted in code points from 0. Stances and arguments that the quoted words take or make are "
        "further bodies. A day without a time is given as its first second in UTC.",
    ),
    (
        "arguments.argdown",
        "Claims and arguments",
        "[Argdown](https://argdown.org/syntax/). A premise supports its argument; an argument supports or attacks a "
        "claim, or undercuts another argument. Who says so stands in comments.",
    ),
    (
        "arguments.aif.json",
        "Claims and arguments with their speakers",
        "The Argument Interchange Format as JSON. Claims are information nodes, arguments inferences or conflicts (an "
        "undercut is a conflict with an inference); each stance and each place where an argument is made is a locution "
        "with its words, day and passage.",
    ),
    (
        "glossary.jsonld",
        "Glossary",
        "[SKOS](https://www.w3.org/TR/skos-reference/). An entry is a concept and each of its senses a narrower one, "
        "with definition, people and quotations.",
    ),
    ("references.bib", "Bibliography", "BibTeX, without fields that could not be verified."),
    ("references.csl.json", "Bibliography", "CSL-JSON, the same records."),
)


# What the site's own page says of its zip, and the page inside the zip does not.
OUTSIDE, SIZE = "outside", "size"
_OUTSIDE = re.compile(rf'<div class="{OUTSIDE}">.*?</div>', re.DOTALL)
_SIZE = f'<span class="{SIZE}"></span>'


def data_page(offered: Mapping[str, Offered]) -> str:
    """The page, with the editions that are `offered`; the records as data stand in a folder beside it."""
    rows = [
        front_matter(
            title="Downloads", description="The edition to print and to keep, and its records in open formats."
        ),
        "# Downloads",
        *_editions(offered),
        "## The records as data { #records }",
        "The edition in the formats of its field, made from the same records as the pages. Names in it never change: a "
        "record is a `urn:uuid` made of the edition’s name, the kind of record and its id (version 5, RFC 9562); a "
        "passage is `text/unit/block`, which stays what it is because captures are frozen.",
    ]
    for name, title, told in FILES:
        rows += [f"### {title}: {link_to(DATA, Goal('', f'{FOLDER}/{name}'), name)}", told]
    rows += [
        "## How to cite { #cite }",
        "A passage is cited by its address, `text/unit/block`, for example "
        "`no-really-it-predicts-next-tokens/c15/p159`. The number is the line of the frozen capture on which the "
        "passage begins. "
        "Words in it are named for machines by the capture’s name (`ni:///sha-256;…`) and the words themselves, or "
        "their first and last offset in code points, as `annotations.jsonld` does.",
    ]
    rows.append("`scripts/export.py --to DIR` writes the same files.")
    return "\n\n".join(row for row in rows if row) + "\n"


def _editions(offered: Mapping[str, Offered]) -> Iterator[str]:
    """The sections of editions: the whole ones, the zip of the site apart from them, and each text and debate."""
    whole = [one for one in offered.values() if one.path.startswith(f"{FOLDER}/")]
    if not whole:
        return
    yield "## To print and to keep { #editions }"
    yield "\n".join(_edition(one) for one in whole if one.size is not None)
    for one in whole:
        if one.size is None:
            size = _edition(one, f' (<span class="{SIZE}"></span>)')
            yield f'<div class="{OUTSIDE}" markdown="1">\n\n{size}\n\n</div>'
    yield "### One text or debate { #parts }"
    yield "Each as a book of its own, with the claims, arguments, entries and works that it leads to."
    yield "\n".join(f"- {offer(DATA, one, one.title)}, {one.kind}" for one in offered.values() if one not in whole)


def _edition(one: Offered, size: str = "") -> str:
    return f"- {offer(DATA, one, one.title)}{size}, {one.kind}. {one.about}"


def inside(html: str) -> str:
    """The built page as it stands in the zip: without what it says of the zip."""
    return _OUTSIDE.sub("", html)


def outside(html: str, zip_: bytes) -> str:
    """The built page as it stands on the site, where the size of the zip is known."""
    return html.replace(_SIZE, in_words(len(zip_)))
