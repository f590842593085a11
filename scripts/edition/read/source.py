"""Reads sources/<source>/: the frozen capture, and source.yml with the editor's decisions about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..model.fields import SOURCE
from ..model.source import Call, Lacuna, Omission, Source
from ..problem import Problem
from ..text import Document, Place
from . import comment_list, thread_witnesses, viewer_thread
from .account import account, account_problems
from .blocks import Carried, each_line
from .decisions import Tied, check_lines, lacunae_of, links_of, quotations_of
from .files import CAPTURE_LIMIT, CAPTURE_LINES, LINE_LIMIT, SOURCE_LIMIT, read_text
from .pins import check_pins
from .record import Reader, Values
from .yaml import read_yaml

LINES_NAMED = 20  # how many times the editor's decisions may name a capture's lines, on average
CaptureReader = Callable[[Document, Values | None], tuple[Carried, list[Call]]]

# A new form of capture is one new module and one line here.
READERS: dict[str, CaptureReader] = {
    "viewer-thread": viewer_thread.read,
    "comment-list": comment_list.read,
    "thread-witnesses": thread_witnesses.read,
}


def read_source(folder: Path, name: str) -> tuple[Source | None, list[Problem], list[Document]]:
    """One source of an edition, where enough of it could be read; its problems; and the documents read."""
    document, problems = read_text(folder / "source.yml", f"sources/{name}/source.yml", SOURCE_LIMIT)
    at = f"sources/{name}/capture.txt"
    capture, more = read_text(folder / "capture.txt", at, CAPTURE_LIMIT, line=LINE_LIMIT, lines=CAPTURE_LINES)
    documents = [document, capture]
    problems += more
    node, more = read_yaml(document, 0, len(document.text))
    problems += more
    if node is None:
        if not problems:
            place = Place(document, 0, 1)
            problems.append(Problem("yaml", place, "A source has no fields.", "Add `title:` and the others."))
        return None, problems, documents
    reader = Reader()
    values = reader.table(node, SOURCE, "A source")
    problems += reader.problems
    if values is None or "reader" not in values or "title" not in values or not capture.text:
        return None, problems, documents
    pinned = None
    if (folder / "capture.sums").exists():
        pinned, more = read_text(folder / "capture.sums", f"sources/{name}/capture.sums", CAPTURE_LIMIT)
        documents.append(pinned)
        problems += more
    problems += check_pins(capture, values.get("sha256"), pinned)
    half_read = any(problem.rule in ("yaml", "field") for problem in problems)
    source, more = join(name, document, capture, values, half_read)
    return (source if source.units or not more else None), problems + more, documents


def _named_too_often(capture: Document, structure: Values | None) -> Problem | None:
    """Decisions that name each line over and over: thousands of them over thousands of lines would take hours."""
    named = 0
    for decisions in (structure or {}).values():
        for decision in decisions:
            for name in ("lines", "of"):
                named += len(each_line(capture, decision.get(name, ())[:LINES_NAMED]))
                if named > LINES_NAMED * (capture.line_count + 10):
                    message = f"From here on the decisions name more than {LINES_NAMED} times the lines that there are."
                    return Problem("structure", decision.place, message, "Name each line once.")
    return None


def join(
    name: str, document: Document, capture: Document, values: Values, half_read: bool
) -> tuple[Source, list[Problem]]:
    """Runs the capture's reader and ties the editor's decisions to its blocks.

    Where some of these could not be read, that is told, and what would follow from it in the capture is not.
    """
    structure = values.get("structure")
    too_often = _named_too_often(capture, structure)
    carried, calls = (Carried(problems=[too_often]), []) if too_often else READERS[values["reader"]](capture, structure)
    counted = account(capture, carried)
    problems = [problem for problem in carried.problems if not half_read or problem.place.document is document]
    if not half_read and not carried.partial and (carried.units or not carried.problems):
        problems += account_problems(capture, carried, counted, document.path)
    tied = Tied(capture, tuple(carried.units), counted, problems)
    lacunae = [Lacuna(kind, unit, note) for kind, unit, note in carried.lacunae]
    if structure is not None:
        lacunae += lacunae_of(tied, structure)
        check_lines(tied, structure)
    source = Source(
        id=name,
        title=str(values["title"]),
        reader=str(values["reader"]),
        authors=tuple(map(str, values.get("authors", ()))),
        published=values.get("published"),
        url=values.get("url"),
        rights=str(values.get("rights", "")),
        about=str(values.get("about", "")),
        capture=capture,
        document=document,
        units=tuple(carried.units),
        calls=tuple(calls),
        omissions=tuple(Omission(lines, reason, basis, of) for lines, reason, basis, of in carried.omissions),
        lacunae=tuple(lacunae),
        links=tuple(links_of(tied, structure)) if structure else (),
        quotations=tuple(quotations_of(tied, structure)) if structure else (),
        account=counted,
    )
    return source, tied.problems
