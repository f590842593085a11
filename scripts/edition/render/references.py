"""The bibliography as files: CSL-JSON, and BibTeX without what could not be verified."""

from __future__ import annotations

import json
import re

import bibtexparser
from bibtexparser.model import Entry, Field

from ..read.bibtex import read_records
from ..resolve.joined import Joined

UNVERIFIED = "x-unverified"


def csl_json(joined: Joined) -> str:
    """`references.csl.json`: every record, by its key."""
    records = [reference.csl for _, reference in sorted(joined.edition.references.items())]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def bibtex(joined: Joined) -> str:
    """`references.bib`: every record with its fields, macros spelt out, without those named x-unverified."""
    document = joined.edition.documents.get("sources/references.bib")
    library = bibtexparser.Library()
    records = read_records(document)[0] if document else []
    for record in sorted(records, key=lambda one: str(one.key)):
        fields = [
            Field(str(name), _enclosed(value))
            for name, value in record.fields.items()
            if not name.startswith(UNVERIFIED)
        ]
        library.add(Entry(str(record.type), str(record.key), fields))
    return bibtexparser.write_string(library, unparse_stack=[])


def _enclosed(value: str) -> str:
    """A value in braces; in quotation marks, as it must have been written, if its own braces don't pair."""
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    return f'"{value}"' if depth else f"{{{value}}}"
