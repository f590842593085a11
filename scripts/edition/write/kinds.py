"""The kinds of record that can be written, and where each stands: one line for each kind of file."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import fields as f
from ..model.annotation import STANCES

Path = tuple[str, ...]  # of a field: `target` and `exact` for the words of a note


@dataclass(frozen=True)
class Kind:
    """One kind of record."""

    name: str  # the word on the command line
    article: str  # the same in a sentence
    table: tuple[f.Field, ...]
    folder: str
    wants_body: bool  # whether a file without text below its fields is refused
    named_by: tuple[Path, ...]  # the fields whose words make its id, best first
    note: bool = False  # whether a note is written with it: nobody holds a claim without one


ANNOTATION = Kind("annotation", "a note", f.ANNOTATION, "docs/annotations", True, (("target", "exact"),))
ENTRY = Kind("entry", "a glossary entry", f.ENTRY, "docs/glossary", True, (("lemma",),))
CLAIM = Kind("claim", "a claim", f.CLAIM, "docs/claims", False, (("title",), ("claim",)), note=True)
ARGUMENT = Kind("argument", "an argument", f.ARGUMENT, "docs/arguments", False, (("title",), ("made_at", "exact")))
DEBATE = Kind("debate", "a debate", f.DEBATE, "docs/debates", False, (("title",), ("debate", "question")))
SOURCE = Kind("source", "a text", f.SOURCE, "sources", False, (("title",),))
KINDS = (ANNOTATION, ENTRY, CLAIM, ARGUMENT, DEBATE, SOURCE)

# The note that comes with a claim: its stance names the claim, so only the verb is asked for.
_VERB = f.Field("verb", f.Choice(STANCES), "what the quoted words do with the claim")
_WORDS = tuple(field for field in f.ANNOTATION if field.name not in ("stance", "argues"))
HOLDING = (_WORDS[0], _VERB, *_WORDS[1:])

# Fields that a person is not asked for: the sum is counted, the decisions about a capture come in a file.
COUNTED = {("sha256",), ("structure",)}
