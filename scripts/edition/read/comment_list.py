"""Reads a person's comments captured one under another with nothing between them: the editor says where each begins."""

from __future__ import annotations

from ..model.source import Call, Unit
from ..problem import Problem
from ..text import Document, Place
from .blocks import Carried, Decisions, each_line, is_blank, last_line, read_blocks
from .record import Values


def read(document: Document, structure: Values | None) -> tuple[Carried, list[Call]]:
    """Units and account as `structure` gives them; problems of rules `structure` and `account`."""
    carried = Carried()
    omit_decided(document, structure, carried)
    read_units(document, structure, carried)
    return carried, []


def omit_decided(document: Document, structure: Values | None, carried: Carried) -> None:
    """Leaves out the lines that the editor leaves out; a duplicate must repeat what it is said to repeat."""
    for omission in (structure or {}).get("omit", ()):
        lines, of = omission.get("lines", ()), omission.get("of", ())
        if beyond(document, omission, "lines", carried) or beyond(document, omission, "of", carried):
            continue
        carried.omit(document, lines, str(omission.get("reason", "")), str(omission.get("basis", "")), of)
        if omission.get("reason") != "duplicate":
            continue
        here, there = each_line(lines), each_line(of)
        same = len(here) == len(there) and all(
            document.line(a) == document.line(b) for a, b in zip(here, there, strict=True)
        )
        if not same:
            message = "These lines are not a duplicate: they differ from the lines in `of`."
            carried.problems.append(Problem("structure", omission.place, message, "Compare the two in capture.txt."))


def beyond(document: Document, values: Values, name: str, carried: Carried) -> bool:
    """Whether lines named by the editor lie beyond the capture's end, which is a problem."""
    named = values.get(name, ())
    lines = [named] if isinstance(named, int) else each_line(named)
    if not lines or max(lines) <= last_line(document):
        return False
    message = f"The capture has {last_line(document)} lines; there is no line {max(lines)}."
    place = values.places.get(name, values.place)
    carried.problems.append(Problem("structure", place, message, "Lines count from 1."))
    return True


def read_units(document: Document, structure: Values | None, carried: Carried) -> None:
    """Makes the units that the editor gives, in their order."""
    decisions = Decisions.read(structure)
    seen: dict[str, Place] = {}
    for given in (structure or {}).get("units", ()):
        if "id" not in given or "lines" not in given or beyond(document, given, "lines", carried):
            continue
        place = given.places["id"]
        if given["id"] in seen:
            message = f"The unit `{given['id']}` is given twice; the first is in line {seen[given['id']].line}."
            carried.problems.append(Problem("structure", place, message, "Give each unit an id of its own."))
            continue
        seen[given["id"]] = place
        lines = each_line(given["lines"])
        for line in lines:
            if not is_blank(document.line(line)):
                carried.use(document, line, f"unit {given['id']}")
        reply_to = given.get("reply_to")
        if reply_to is not None and reply_to not in seen:
            message = f"The unit `{given['id']}` answers `{reply_to}`, which is no unit before it."
            place = given.places["reply_to"]
            carried.problems.append(Problem("thread", place, message, f"The units so far: {', '.join(seen)}."))
            reply_to = None
        blocks = tuple(read_blocks(document, lines, decisions))
        kind = "post" if given.get("kind") == "post" else "comment"
        carried.units.append(
            Unit(
                str(given["id"]),
                kind,
                str(given.get("author", "")),
                given.get("published"),
                str(reply_to) if reply_to else None,
                blocks,
                given.get("title"),
                str(given.get("basis", "")),
            )
        )
