"""The glossary as SKOS (https://www.w3.org/TR/skos-reference/): an entry is a concept, a sense a narrower one."""

from __future__ import annotations

import json
from typing import Any

from ..model.anchor import Anchor
from ..model.glossary import Entry, Sense
from ..resolve.joined import Joined
from .iri import capture_iri, record_iri

Json = dict[str, Any]
CONTEXT: Json = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "value": {"@id": "rdf:value", "@language": "en"},
    "source": {"@id": "dct:source", "@type": "@id"},
    "identifier": "dct:identifier",
    "title": {"@id": "dct:title", "@language": "en"},
    "prefLabel": {"@id": "skos:prefLabel", "@language": "en"},
    "altLabel": {"@id": "skos:altLabel", "@language": "en"},
    "definition": {"@id": "skos:definition", "@language": "en"},
    "note": {"@id": "skos:note", "@language": "en"},
    "example": {"@id": "skos:example"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "topConceptOf": {"@id": "skos:topConceptOf", "@type": "@id"},
    "hasTopConcept": {"@id": "skos:hasTopConcept", "@type": "@id"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "narrower": {"@id": "skos:narrower", "@type": "@id"},
    "related": {"@id": "skos:related", "@type": "@id"},
}


def glossary(joined: Joined) -> str:
    """`glossary.jsonld`: the scheme, then each entry with its senses."""
    edition = joined.edition
    scheme = record_iri(edition, "scheme", "glossary")
    tops = [record_iri(edition, "entry", entry) for entry in edition.entries]
    graph: list[Json] = [
        {
            "@id": scheme,
            "@type": "skos:ConceptScheme",
            "title": f"Glossary of {edition.name}" if edition.name else "Glossary",
            "hasTopConcept": tops,
        }
    ]
    for entry in edition.entries.values():
        graph.append(_entry(joined, entry, scheme))
        graph += [_sense(joined, entry, sense, scheme) for sense in entry.senses]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def _entry(joined: Joined, entry: Entry, scheme: str) -> Json:
    edition = joined.edition
    forms = [str(form) for form in dict.fromkeys(entry.forms) if form != entry.lemma]
    # A relation is symmetric in SKOS: it is told from both sides, whichever entry names it.
    others = {str(other) for other in entry.related}
    others |= {other.id for other in edition.entries.values() if entry.id in other.related}
    related = [record_iri(edition, "entry", other) for other in sorted(others - {entry.id}) if other in edition.entries]
    return {
        "@id": record_iri(edition, "entry", entry.id),
        "@type": "skos:Concept",
        "identifier": entry.id,
        "prefLabel": str(entry.lemma),
        "altLabel": forms,
        "narrower": [record_iri(edition, "sense", f"{entry.id}#{sense.id}") for sense in entry.senses],
        "related": related,
        "inScheme": scheme,
        "topConceptOf": scheme,
    }


def _sense(joined: Joined, entry: Entry, sense: Sense, scheme: str) -> Json:
    edition = joined.edition
    people = [edition.people[person] for person in sense.people if person in edition.people]
    return {
        "@id": record_iri(edition, "sense", f"{entry.id}#{sense.id}"),
        "@type": "skos:Concept",
        "identifier": f"{entry.id}#{sense.id}",
        "prefLabel": f"{entry.lemma} ({sense.id.replace('-', ' ')})",
        "definition": str(sense.definition),
        "note": [f"So meant by {', '.join(people)}."] if people else [],
        "example": [
            {"value": anchor.words, "source": capture_iri(anchor.source), "identifier": _passage(anchor)}
            for anchor in joined.attestations.get((entry.id, str(sense.id)), [])
        ],
        "broader": record_iri(edition, "entry", entry.id),
        "inScheme": scheme,
    }


def _passage(anchor: Anchor) -> str:
    return anchor.source.address(anchor.unit, anchor.segments[0].block)
