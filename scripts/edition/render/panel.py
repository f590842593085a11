"""What the panel for contributions knows of the edition: its ids for suggestions, and where its repository is.

A script and no JSON, since a page that is opened from disk may fetch nothing; it is loaded when the panel is opened.
"""

from __future__ import annotations

from typing import Any

from ..model.annotation import MOTIVATIONS, STANCES
from ..model.fields import ENTRY, SENSE, TARGET, Field, Label, ListOf, Text
from ..model.reference import Reference
from ..model.source import CONFIDENCES, Link, Source
from ..read.files import NOTE_LIMIT
from ..resolve.joined import Joined
from ..text import HIDDEN, shorten
from .forge import Forge
from .script import as_script

PANEL = "assets/edition.js"


def panel_data(joined: Joined, forge: Forge | None) -> str:
    """The script that puts what follows into `window.edition.data`."""
    edition = joined.edition
    data: dict[str, Any] = {
        "forge": forge.for_panel() if forge else None,
        "motivations": MOTIVATIONS,
        "stances": STANCES,
        "confidences": CONFIDENCES,
        "limits": {"file": NOTE_LIMIT, **_limits("", TARGET), **_limits("", ENTRY), **_limits("", SENSE)},
        "hidden": HIDDEN.pattern,
        "texts": {source.id: source.title for source in edition.sources.values()},
        "people": edition.people,
        "notes": sorted(edition.annotations),
        "claims": {claim.id: claim.sentence for claim in edition.claims.values()},
        "arguments": {argument.id: argument.name for argument in edition.arguments.values()},
        "debates": {debate.id: debate.name for debate in edition.debates.values()},
        "entries": {
            entry.id: {"lemma": entry.lemma, "senses": {sense.id: sense.definition for sense in entry.senses}}
            for entry in edition.entries.values()
        },
        "references": {key: _work(one) for key, one in edition.references.items()},
        "links": {
            source.id: [_lost(source, link) for link in source.links]
            for source in edition.sources.values()
            if source.links
        },
    }
    return f"window.edition = window.edition || {{}};\nwindow.edition.data = {as_script(data)};\n"


def _work(reference: Reference) -> str:
    """A work in a few words, for a list to choose from."""
    return shorten(str(reference.csl.get("title", reference.key)), 80)


def _lost(source: Source, link: Link) -> dict[str, Any]:
    """A lost link as its editor's decision stands in source.yml."""
    text = source.capture.text
    words = {"anchor": text[slice(*link.anchor)], "line": source.capture.position(link.anchor[0])[0]}
    marker = {"marker": text[slice(*link.marker)]} if link.marker else {}
    decision = {"target": str(link.target), "confidence": link.confidence, "basis": link.basis}
    return words | marker | decision | {"at": link.target.place.line}


def _limits(prefix: str, table: tuple[Field, ...]) -> dict[str, int]:
    kinds = ((field.name, field.kind.kind if isinstance(field.kind, ListOf) else field.kind) for field in table)
    return {prefix + name: kind.most for name, kind in kinds if isinstance(kind, (Text, Label))}
