"""The edition as data, in the formats of its field: one table of file names and functions."""

from __future__ import annotations

from collections.abc import Callable

from ..resolve.joined import Joined
from . import aif, argdown
from .references import bibtex, csl_json
from .skos import glossary
from .web_annotation import annotations

EXPORTS: dict[str, Callable[[Joined], str]] = {
    "annotations.jsonld": annotations,
    "arguments.argdown": argdown.arguments,
    "arguments.aif.json": aif.arguments,
    "glossary.jsonld": glossary,
    "references.bib": bibtex,
    "references.csl.json": csl_json,
}


def exports(joined: Joined) -> dict[str, str]:
    """Every export of an edition without errors, by the name of its file."""
    return {name: write(joined) for name, write in EXPORTS.items()}
