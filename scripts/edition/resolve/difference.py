"""Compares two states of the edition, record by record, for whoever is to judge a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from ..model.anchor import Anchor
from ..model.annotation import Annotation, Target
from ..model.edition import Edition
from ..model.glossary import Sense
from ..model.source import Source
from .anchor import anchor
from .joined import Joined
from .positions import Position

_FOLDERS = {
    "sources/": "sources",
    "docs/annotations/": "annotations",
    "docs/glossary/": "entries",
    "docs/claims/": "claims",
    "docs/arguments/": "arguments",
    "docs/debates/": "debates",
}


@dataclass(frozen=True)
class Difference:
    """What came, what differs (before and after) and what went, by id."""

    added: dict[Any, Any]
    changed: dict[Any, tuple[Any, Any]]
    removed: dict[Any, Any]


def difference(
    before: Mapping[Any, Any], after: Mapping[Any, Any], content: Callable[[Any], object] = lambda one: one
) -> Difference:
    """Compares records by id; two of one id are the same where their `content` is equal."""
    return Difference(
        {id_: one for id_, one in after.items() if id_ not in before},
        {
            id_: (before[id_], one)
            for id_, one in after.items()
            if id_ in before and content(before[id_]) != content(one)
        },
        {id_: one for id_, one in before.items() if id_ not in after},
    )


def path(record: Any) -> str:
    """The path of the file that a record is made from."""
    return record.document.path if isinstance(record, Source) else record.place.document.path


def file(record: Any) -> tuple[str, ...]:
    """The path and the text of what a record is made from."""
    if isinstance(record, Source):
        return record.document.path, record.document.text, record.capture.text
    return path(record), record.place.document.text


def records(base: Joined, head: Joined, kind: str) -> Difference:
    """The difference between the records of one kind (a field of Edition).

    A record whose file the other side holds and could not read neither came nor went: nothing is known of it.
    """
    before, after = getattr(base.edition, kind), getattr(head.edition, kind)
    found = difference(before, after, file)
    added = {id_: one for id_, one in found.added.items() if not base.edition.has_file(path(one))}
    removed = {id_: one for id_, one in found.removed.items() if not head.edition.has_file(path(one))}
    return Difference(added, found.changed, removed)


def unread(*sides: Joined) -> set[str]:
    """The paths, on either side, of files of records in which none could be read."""
    found: set[str] = set()
    for edition in (joined.edition for joined in sides):
        made = {path(one) for kind in _FOLDERS.values() for one in getattr(edition, kind).values()}
        found |= {
            name
            for name in edition.documents.keys() - made
            if name.startswith(tuple(_FOLDERS)) and name.endswith((".md", "/source.yml"))
        }
    return found


def note_changes(before: Annotation, after: Annotation) -> list[str]:
    """The parts in which two states of a note differ, in words."""

    def parts(note: Annotation) -> dict[str, object]:
        links = [(link.label, link.target) for link in note.body.links]
        return {
            "words": [(one.source, one.exact, one.prefix, one.suffix) for one in note.targets],
            "motivation": note.motivation,
            "author": note.by,
            "day": note.created,
            "stance": note.stances,
            "argument": note.argues,
            "text": (note.body.paragraphs, links),
            "folder": path(note),
        }

    old, new = parts(before), parts(after)
    return [name for name in old if old[name] != new[name]] or ["form"]


def senses(joined: Joined) -> dict[tuple[str, str], Sense]:
    """Every sense by its entry's id and its own."""
    return {(id_, str(one.id)): one for id_, entry in joined.edition.entries.items() for one in entry.senses}


def sense_content(sense: Sense) -> object:
    """What a sense says, without where in its file it says so: equal where nothing has changed."""
    return sense.definition, sense.people, [(one.source, one.exact) for one in sense.attestations]


def stances(joined: Joined) -> dict[tuple[str, ...], Position]:
    """Every stance by claim, verb, holder and passage: a longer quotation of one passage is no other stance."""
    return {
        (
            one.claim,
            one.verb,
            one.holder.id,
            one.anchor.source.address(one.anchor.unit, one.anchor.segments[0].block),
        ): one
        for one in joined.positions
    }


def moved(base: Joined, head: Joined) -> Iterator[tuple[tuple[str, str], Anchor, Anchor | None]]:
    """The anchors of records that stand on both sides and are now elsewhere, or nowhere (None)."""
    before = dict(_targets(base.edition))
    for name, targets in _targets(head.edition):
        if name not in before:
            continue
        for old, new in zip_longest(before[name], targets):
            was, now = _anchor(base, old), _anchor(head, new)
            if was is not None and (now is None or _where(was) != _where(now)):
                yield name, was, now


def _targets(edition: Edition) -> Iterator[tuple[tuple[str, str], tuple[Target, ...]]]:
    """The selectors of each record, by its kind and id."""
    for id_, note in edition.annotations.items():
        yield ("note", id_), note.targets
    for id_, entry in edition.entries.items():
        for sense in entry.senses:
            yield ("sense", f"{id_}#{sense.id}"), sense.attestations
    for id_, argument in edition.arguments.items():
        yield ("argument", id_), argument.made_at


def _anchor(joined: Joined, target: Target | None) -> Anchor | None:
    if target is None or target.source not in joined.readings:
        return None
    return anchor(joined.readings[target.source], target)[0]


def _where(found: Anchor) -> tuple[str, str, str]:
    return found.source.id, found.segments[0].block.id, found.words
