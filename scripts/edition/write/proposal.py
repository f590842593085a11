"""Proposes a record's files, or says why `check` would refuse them: all of the way but the writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ..command import count
from ..problem import Problem, as_text, errors, visible
from ..resolve.joined import Joined
from .capture import folder_of, read_files
from .drafts import faults, files, fill_in
from .kinds import ANNOTATION, SOURCE
from .names import taken
from .overlay import verdict
from .publish import hindrance
from .record import Record
from .values import found, leaves

_HELD = 'or quote them with it: --source S --exact "…" --stance asserts --note "…" writes the note too.'


@dataclass
class Proposal:
    """Files by path in the edition, and what is said of them: refusals stop the writing, remarks do not."""

    files: dict[str, bytes] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def propose(joined: Joined, before: list[Problem], record: Record) -> Proposal:
    """The files of a record for an edition of which `before` is what is wrong with it already."""
    root = joined.edition.root
    fill_in(record, root)
    made = Proposal(refusals=[_told(*wrong) for wrong in faults(record)])
    if made.refusals:
        return made
    made.refusals += _unread(joined, record)
    if record.kind is SOURCE:
        read, problems = read_files(record)
        made.refusals += map(as_text, problems)
        made.files = folder_of(record, joined.edition, read)
    else:
        made.files = files(record, joined.edition)
    made.refusals += _names_taken(joined, record)
    if not made.refusals:
        made.refusals += filter(None, [hindrance(root, made.files)])
    if not made.refusals:
        _check(root, before, record, made)
    return made


def _check(root: Path, before: list[Problem], record: Record, made: Proposal) -> None:
    """What `check` says of the files."""
    said = verdict(root, before, made.files)
    wrong = errors(said.caused)
    made.refusals += map(as_text, wrong)
    if record.note and not record.note.values and any(problem.rule == "unheld" for problem in wrong):
        made.refusals[-1] += f"\n    hint: {_HELD}"
    made.remarks += [as_text(problem) for problem in said.caused if problem not in wrong]
    others = errors(said.elsewhere)
    if others:
        made.remarks.append(f"{count(others)} elsewhere in the edition, which this does not cause: `make check` tells.")


def _unread(joined: Joined, record: Record) -> Iterator[str]:
    """Quotations of a text that is there and can't be read: nobody can say whether their words stand in it."""
    paths = [leaf.path for part in record.parts for leaf in leaves(part.table) if leaf.path[-1] == "source"]
    named = {source for part in record.parts for path in paths for source in found(part.values, path)}
    for source in sorted(map(str, named)):
        if source not in joined.edition.sources and joined.edition.has_file(f"sources/{source}/source.yml"):
            yield _told(
                f"The text `{source}` has faults that keep it from being read, so nothing in it can be quoted yet.",
                f"See: python scripts/check.py sources/{source}",
            )


def _names_taken(joined: Joined, record: Record) -> Iterator[str]:
    """Names that a record of the same kind has: a note's is unique among the notes of all texts."""
    for part in record.parts:
        if part.name in taken(joined.edition, part.kind.folder) and (part.values or part is record.main):
            places = [path for path in joined.edition.documents if _is_at(path, part.kind.folder, part.name)]
            where = f": {places[0]}" if places else ", and is the page that lists them all" * (part.name == "index")
            flag = "--note-name" if part is record.note else "--name"
            what = "note" if part.kind is ANNOTATION else part.kind.name
            yield _told(f"The name `{part.name}` is taken by another {what}{where}.", f"Choose another {flag}.")


def _is_at(path: str, folder: str, name: str) -> bool:
    place = PurePosixPath(path)
    own = place.parent.name if folder == "sources" else place.stem
    return path.startswith(f"{folder}/") and own.lower() == name


def _told(message: str, hint: str) -> str:
    return visible(message) + f"\n    hint: {visible(hint)}" * bool(hint)
