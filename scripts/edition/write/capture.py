"""Makes a text's folder: the capture byte for byte, its check letters, and source.yml with its sum."""

from __future__ import annotations

import os
from pathlib import Path

from ..model.edition import Edition
from ..model.fields import SOURCE, STRUCTURE
from ..problem import Problem
from ..read.files import CAPTURE_LIMIT, SOURCE_LIMIT, read_text
from ..read.pins import digest, sums
from ..read.record import Reader
from ..read.yaml import read_yaml
from ..render.draft import fields
from .drafts import proposal
from .record import Record

_SCHEMA = "# yaml-language-server: $schema=../../.vscode/schemas/source.json\n"  # for who edits it in an editor


def read_files(record: Record) -> tuple[dict[str, bytes], list[Problem]]:
    """The capture and its check letters by file name, with what is wrong in it or in the file of decisions.

    The sum and the decisions become values of the record.
    """
    assert record.capture is not None
    path = Path(record.capture)
    document, problems = read_text(_itself(path), path.as_posix(), CAPTURE_LIMIT)
    record.main.values |= {"sha256": digest(document.text), "structure": None}
    if record.structure:
        problems += _read_structure(record, Path(record.structure))
    if problems:
        return {}, problems
    return {"capture.txt": document.text.encode("utf-8"), "capture.sums": sums(document.text).encode("ascii")}, []


def _itself(path: Path) -> Path:
    """What a path of the person's own leads to: they may keep a capture behind a link, the edition may not."""
    return Path(os.path.realpath(path))


def _read_structure(record: Record, path: Path) -> list[Problem]:
    document, problems = read_text(_itself(path), path.as_posix(), SOURCE_LIMIT)
    node, more = read_yaml(document, 0, len(document.text))
    problems += more
    if node is not None and not problems:
        reader = Reader()
        record.main.values["structure"] = reader.table(node, STRUCTURE, "The structure of a text")
        problems += reader.problems
    return problems


def folder_of(record: Record, edition: Edition, read: dict[str, bytes]) -> dict[str, bytes]:
    """The three files of a new text by their paths in the edition."""
    record.main.name = record.main.name or proposal(record.main, edition)
    made = read | {"source.yml": (_SCHEMA + fields(SOURCE, record.main.values)).encode("utf-8")}
    return {f"sources/{record.main.name}/{name}": content for name, content in made.items()}
