"""The notes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): a collection with its one page.

A target names the frozen capture and selects in it twice: by its words with what stands around them, and by its place,
counted in code points from 0 as the Recommendation asks (4.2.4, 4.2.5).
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from ..model.anchor import Anchor
from ..model.annotation import Annotation
from ..resolve.joined import Joined
from .iri import capture_iri, record_iri

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points of prefix and suffix
Json = dict[str, Any]


def annotations(joined: Joined) -> str:
    """`annotations.jsonld`: every note that is anchored, by its id."""
    edition = joined.edition
    items = [_annotation(joined, note) for _, note in sorted(edition.annotations.items()) if joined.anchors[note.id]]
    page: Json = {
        "id": record_iri(edition, "collection", "annotations/1"),
        "type": "AnnotationPage",
        "partOf": record_iri(edition, "collection", "annotations"),
        "startIndex": 0,
        "items": items,
    }
    collection: Json = {
        "@context": CONTEXT,
        "id": record_iri(edition, "collection", "annotations"),
        "type": "AnnotationCollection",
        "label": f"Notes of {edition.name}" if edition.name else "Notes",
        "total": len(items),
        "first": page,
    }
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def _annotation(joined: Joined, note: Annotation) -> Json:
    return {
        "@context": CONTEXT,
        "id": record_iri(joined.edition, "annotation", note.id),
        "type": "Annotation",
        "motivation": str(note.motivation),
        "creator": {"type": "Person", "nickname": str(note.by)},
        "created": moment(note.created),
        "body": list(_bodies(joined, note)),
        "target": [target for anchor in joined.anchors[note.id] for target in _targets(anchor)],
    }


def moment(day: str) -> str:
    """A day or moment as the Recommendation wants it, with its zone: a day is its first second in UTC."""
    return day if "T" in day else f"{day}T00:00:00Z"


def _bodies(joined: Joined, note: Annotation) -> list[Json]:
    """The note as written; for each stance and argument what it says, and a link to the record it is about."""
    edition = joined.edition
    document = note.body.place.document
    written = document.text[note.body.place.start : note.body.place.end].strip()
    bodies: list[Json] = [_text(written, str(note.motivation), "text/markdown")]
    for verb, claim in note.stances:
        if claim in edition.claims:
            bodies.append(_text(f"{verb}: {edition.claims[claim].sentence}", "classifying", "text/plain"))
            bodies.append(_link(record_iri(edition, "claim", str(claim))))
    if note.argues in edition.arguments:
        argument = edition.arguments[str(note.argues)]
        bodies.append(_text(f"argues: {argument.name}", "classifying", "text/plain"))
        bodies.append(_link(record_iri(edition, "argument", argument.id)))
    return bodies


def _text(value: str, purpose: str, kind: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": kind, "language": "en", "purpose": purpose}


def _link(iri: str) -> Json:
    return {"type": "SpecificResource", "source": iri, "purpose": "linking"}


def _targets(anchor: Anchor) -> list[Json]:
    """One target, or one for each block where the reading order is not that of the capture."""
    segments = anchor.segments
    spans = [(one.start, one.end) for one in segments]
    if all(before < after for (_, before), (after, _) in pairwise(spans)):
        spans = [(spans[0][0], spans[-1][1])]
    text = anchor.source.capture.text
    return [
        {
            "type": "SpecificResource",
            "source": capture_iri(anchor.source),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - AROUND) : start],
                    "suffix": text[end : end + AROUND],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        }
        for start, end in spans
    ]
