"""Reads sources/<source>/: the frozen capture, and source.yml with the editor's decisions about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ..model.fields import SOURCE
from ..model.source import Account, Block, Call, DeclaredQuotation, Lacuna, Link, Omission, Source, Unit
from ..problem import Problem
from ..text import Document, Located, Place
from . import comment_list, thread_witnesses, viewer_thread
from .blocks import Carried, is_blank, last_line
from .files import CAPTURE_LIMIT, SOURCE_LIMIT, read_text
from .pins import check_pins
from .record import Reader, Values, nearest
from .yaml import read_yaml

CaptureReader = Callable[[Document, Values | None], tuple[Carried, list[Call]]]

# A new form of capture is one new module and one line here.
READERS: dict[str, CaptureReader] = {
    "viewer-thread": viewer_thread.read,
    "comment-list": comment_list.read,
    "thread-witnesses": thread_witnesses.read,
}


@dataclass
class _Joined:
    """The blocks of a capture by line, while the editor's decisions are tied to them."""

    capture: Document
    units: tuple[Unit, ...]
    problems: list[Problem]

    @cached_property
    def by_line(self) -> dict[int, tuple[Unit, Block]]:
        return {
            line: (unit, block)
            for unit in self.units
            for block in unit.blocks
            for line in range(block.lines[0], block.lines[1] + 1)
        }

    def at(self, line: int, place: Place) -> tuple[Unit, Block] | None:
        """The unit and block that carry a line; a problem where none does."""
        if line in self.by_line:
            return self.by_line[line]
        last = last_line(self.capture)
        hint = f"The capture has {last} lines." if line > last else f"Line {line} reads: {self.capture.line(line)[:80]}"
        self.fault(place, f"No passage stands in line {line}.", hint)
        return None

    def fault(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem("structure", place, message, hint))

    def find(self, words: Located, block: Block, start: int) -> int | None:
        """Where words stand in a block, from an offset on; a problem where they don't."""
        found = self.capture.text.find(words, start, block.end)
        if found >= 0:
            return found
        text = self.capture.text[block.start : block.end]
        guess = nearest(words, _windows(text, len(words.split())))
        hint = f"did you mean “{guess}”?" if guess else f"The line reads: {text[:100]}"
        self.fault(words.place, f"“{words}” does not stand in line {block.lines[1]}.", hint)
        return None


def _windows(text: str, size: int) -> list[str]:
    words = text.split(" ")
    return [" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1))]


def read_source(folder: Path, name: str) -> tuple[Source | None, list[Problem], list[Document]]:
    """One source of an edition, where enough of it could be read; its problems; and the documents read."""
    document, problems = read_text(folder / "source.yml", f"sources/{name}/source.yml", SOURCE_LIMIT)
    capture, more = read_text(folder / "capture.txt", f"sources/{name}/capture.txt", CAPTURE_LIMIT)
    documents = [document, capture]
    problems += more
    node, more = read_yaml(document, 0, len(document.text))
    problems += more
    if node is None:
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
    source, more = join(name, document, capture, values)
    return source, problems + more, documents


def join(name: str, document: Document, capture: Document, values: Values) -> tuple[Source, list[Problem]]:
    """Runs the capture's reader and ties the editor's decisions to its blocks."""
    structure = values.get("structure")
    carried, calls = READERS[values["reader"]](capture, structure)
    joined = _Joined(capture, tuple(carried.units), list(carried.problems))
    lacunae = [Lacuna(kind, unit, note) for kind, unit, note in carried.lacunae]
    if structure is not None:
        lacunae += _lacunae(joined, structure)
        _check_lines(joined, structure)
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
        links=tuple(_links(joined, structure)) if structure else (),
        quotations=tuple(_quotations(joined, structure)) if structure else (),
        account=_account(capture, carried),
    )
    return source, joined.problems


def _account(capture: Document, carried: Carried) -> Account:
    total = last_line(capture)
    lost = tuple(line for line in range(1, total + 1) if line not in carried.used and not is_blank(capture.line(line)))
    blank = sum(1 for line in range(1, total + 1) if line not in carried.used and is_blank(capture.line(line)))
    omitted = sum(1 for role in carried.used.values() if role.startswith("omitted"))
    return Account(total, len(carried.used) - omitted, omitted + blank, lost)


def _check_lines(joined: _Joined, structure: Values) -> None:
    """A heading, list or reply that the editor decides must meet a block or a comment of the text."""
    for heading in structure.get("headings", ()):
        if "line" in heading:
            joined.at(heading["line"], heading.places["line"])
    for items in structure.get("lists", ()):
        for first, last in items.get("lines", ()):
            for line in {first, last}:
                joined.at(line, items.places["lines"])
    units = {unit.id for unit in joined.units}
    for reply in structure.get("replies", ()):
        for name in ("unit", "to"):
            if name in reply and reply[name] not in units:
                joined.fault(
                    reply[name].place, f"There is no unit `{reply[name]}`.", "Units are post, c01, c02 and so on."
                )


def _lacunae(joined: _Joined, structure: Values) -> list[Lacuna]:
    found: list[Lacuna] = []
    for given in structure.get("lacunae", ()):
        if "line" not in given or "lost" not in given:
            continue
        at = joined.at(given["line"], given.places["line"])
        if at is None:
            continue
        unit, block = at
        lacuna = Lacuna(str(given["lost"]), unit.id, str(given.get("basis", "")), block.id)
        if "after" in given:
            words = given["after"]
            start = joined.find(words, block, block.start)
            if start is None:
                continue
            if joined.capture.text.find(words, start + 1, block.end) >= 0:
                joined.fault(
                    words.place,
                    f"“{words}” stands more than once in line {given['line']}.",
                    "Give more words before the gap.",
                )
                continue
            lacuna = replace(lacuna, offset=start + len(words))
        found.append(lacuna)
    return found


def _links(joined: _Joined, structure: Values) -> list[Link]:
    found: list[Link] = []
    reached: dict[str, int] = {}
    for given in structure.get("links", ()):
        if "line" not in given or "anchor" not in given or "target" not in given:
            continue
        at = joined.at(given["line"], given.places["line"])
        if at is None:
            continue
        unit, block = at
        anchor, marker = given["anchor"], given.get("marker")
        words = Located(f"{anchor} {marker}", anchor.place) if marker else anchor
        start = joined.find(words, block, reached.get(block.id, block.start))
        if start is None:
            continue
        end = start + len(words)
        reached[block.id] = end
        where = (end - len(marker), end) if marker else None
        found.append(
            Link(
                len(found) + 1,
                unit.id,
                block.id,
                (start, start + len(anchor)),
                where,
                given["target"],
                str(given.get("confidence", "unknown")),
                str(given.get("basis", "")),
            )
        )
    return found


def _quotations(joined: _Joined, structure: Values) -> list[DeclaredQuotation]:
    found = []
    for given in structure.get("quotations", ()):
        if "line" not in given or "quotes" not in given:
            continue
        at = joined.at(given["line"], given.places["line"])
        if at is not None:
            speaker = str(given["speaker"]) if "speaker" in given else None
            found.append(DeclaredQuotation(at[1].id, given["quotes"], speaker, str(given.get("basis", ""))))
    return found
