"""Reads sources/references.bib: every record as CSL data, and everything that is wrong with it, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..model.reference import Reference
from ..problem import Problem
from ..text import Document, slug
from .bibtex import Record, read_records
from .bibtex_faults import RULE
from .csl import FIELDS, TYPES, read_csl
from .nearest import did_you_mean, nearest

# Fields that other tools write and the edition has no use for.
_OTHERS = ("abstract", "annote", "chapter", "eid", "file", "issn", "keywords", "language", "note", "urldate")
FAULTS_LIMIT = 1_000  # told at once: a file of nothing else holds a hundred thousand
RECORDS_LIMIT = 1_000  # what pandoc sets in some seconds
_KEY = re.compile(r"[A-Za-z0-9_:.-]+")


def read_references(document: Document) -> tuple[dict[str, Reference], list[Problem]]:
    """The references by key, and every fault of the file (rule `bibliography`).

    A record with a fault stays in the result without the faulty value, so that one fault is one problem and what
    cites the record doesn't seem to cite nothing. Of two records with one key the first stays.
    """
    records, problems = read_records(document)
    references: dict[str, Reference] = {}
    seen: dict[str, Record] = {}
    for record in records:
        csl, evidence, faults = read_csl(record)
        problems += [*_key_faults(record, seen.get(record.key.lower())), *_record_faults(record), *faults]
        seen.setdefault(record.key.lower(), record)
        url = csl.get("URL") or (f"https://doi.org/{csl['DOI']}" if "DOI" in csl else None)
        key = str(record.key)
        if key:
            references.setdefault(key, Reference(key, record.key.place, csl, str(url) if url else None, evidence))
    if len(references) > RECORDS_LIMIT:
        extra = list(references.values())[RECORDS_LIMIT]
        message = f"More than {RECORDS_LIMIT:,} records can't be set: from here on there are too many."
        problems.append(Problem(RULE, extra.place, message, "Delete those that nothing cites."))
    return references, problems[:FAULTS_LIMIT] + [_and_more(one) for one in problems[FAULTS_LIMIT : FAULTS_LIMIT + 1]]


def _and_more(problem: Problem) -> Problem:
    return replace(problem, message="More faults follow, and are not told.", hint="Mend those before this one.")


def _key_faults(record: Record, twin: Record | None) -> Iterator[Problem]:
    key = record.key
    if not key:
        yield Problem(RULE, key.place, "The record has no key.", "Write one, such as janus2022simulators.")
    elif not _KEY.fullmatch(key):
        guess = slug(key) if len(key) < 80 else ""
        hint = f"did you mean `{guess}`?" if guess else "Write a key such as janus2022simulators."
        yield Problem(RULE, key.place, "A key holds letters from a to z, digits, and - _ : . only.", hint)
    elif twin is not None:
        line = twin.key.place.line
        message = f"The key `{key}` differs from `{twin.key}` on line {line} in its capitals only."
        if twin.key == key:
            message = f"The key `{key}` stands on line {line} already."
        yield Problem(RULE, key.place, message, "Give this record another key.")


def _record_faults(record: Record) -> Iterator[Problem]:
    if record.type not in TYPES:
        hint = did_you_mean(record.type, TYPES, f"Write one of: {', '.join(TYPES)}.", "@", cutoff=70)
        yield Problem(RULE, record.type.place, f"There is no record type `@{record.type}`.", hint)
    for name in record.fields:
        guess = None if name in (*FIELDS, *_OTHERS) else nearest(name, FIELDS, 85)
        if guess:
            message = f"The record `{record.key}` has the field `{name}`, which is not read."
            yield Problem(RULE, name.place, message, f"did you mean `{guess}`?")
    named = record.given & {"author", "editor", "howpublished", "journal"}
    if "title" not in record.given and not ("url" in record.given and named):
        message = f"The record `{record.key}` has neither a title, nor a url with an author or a site."
        hint = "Add title = {…}, or the url and the author or howpublished."
        yield Problem(RULE, record.key.place, message, hint)
