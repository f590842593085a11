"""Reads a person's comments captured one under another with nothing between them: the editor says where each begins."""

from __future__ import annotations

from ..model.source import Call, Unit
from ..problem import Problem
from ..text import Document, Place, shorten
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
        fits = [not beyond(document, omission, name, carried) for name in ("lines", "of")]
        carried.omit(document, lines, str(omission.get("reason", "")), str(omission.get("basis", "")), of)
        if omission.get("reason") == "duplicate" and all(fits):
            _check_duplicate(document, omission, each_line(document, lines), each_line(document, of), carried)


def _check_duplicate(document: Document, omission: Values, here: list[int], there: list[int], carried: Carried) -> None:
    place = omission.places.get("of", omission.place)
    if not there:
        message, hint = "A duplicate must say what it repeats.", "Add `of:` with the lines that read the same."
        carried.problems.append(Problem("structure", place, message, hint))
    elif len(here) != len(there):
        message = f"`lines` and `of` must name as many lines: they name {len(here)} and {len(there)}."
        carried.problems.append(Problem("structure", place, message, "Compare the two in capture.txt."))
    for ours, theirs in zip(here, there, strict=False):
        one, other = document.line(ours), document.line(theirs)
        if one != other:
            hint = f"Line {ours} reads “{shorten(one, 40)}”, line {theirs} “{shorten(other, 40)}”."
            carried.problems.append(Problem("structure", place, "These lines do not read the same.", hint))
            return


def beyond(document: Document, values: Values, name: str, carried: Carried) -> bool:
    """Whether lines named by the editor lie beyond the capture's end, which is a problem."""
    last = max((last for _, last in values.get(name, ())), default=0)
    if last <= last_line(document):
        return False
    message = f"The capture has {last_line(document)} lines; there is no line {last}."
    place = values.places.get(name, values.place)
    hint = f"The last line reads: {shorten(document.line(last_line(document)), 60)}"
    carried.problems.append(Problem("structure", place, message, hint))
    carried.partial = True
    return True


def read_units(document: Document, structure: Values | None, carried: Carried) -> None:
    """Makes the units that the editor gives, in their order."""
    decisions = Decisions.read(document, structure)
    seen: dict[str, Place] = {}
    for given in (structure or {}).get("units", ()):
        if "id" not in given:
            continue
        beyond(document, given, "lines", carried)
        place = given.places["id"]
        if given["id"] in seen:
            message = f"The unit `{given['id']}` is given twice; the first is in line {seen[given['id']].line}."
            carried.problems.append(Problem("structure", place, message, "Give each unit an id of its own."))
        seen.setdefault(given["id"], place)
        lines = each_line(document, given.get("lines", ()))
        for line in lines:
            if not is_blank(document.line(line)):
                carried.use(line, f"unit {given['id']}")
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
