"""Says in plain words what PyYAML's parser objects to: its own words are for whoever writes parsers."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from ..text import quoted

QUOTE = 'Put text that holds ": ", "#", quotes or brackets between quotation marks.'


WHOLE = "Put the whole value between quotation marks."
CLOSE = "Write the same mark at the end of the words."
HANDLE = "Write a handle without its @, or put the value between quotation marks."
FIELD = "Write `name: value`, or indent the line if it goes on with the one above."
_FIELD = re.compile(r"[ ]*(?:- )?(?P<name>[\w-]+):[ ]+(?P<value>.*\S)")
_UNSPACED = re.compile(r"[ ]*(?:- )?(?P<name>[\w-]+)(?::|\s*=\s*)(?P<value>\S.*)")
_SAFE = re.compile(r"""\w[^:#\[\]{}]*|"[^"\\]*"|'[^']*'""")  # as it is, to YAML too
_CURLY = re.compile("[“„‟«‘‚‹](.*)[”“»’›]")
_LONG = 200  # a longer value is not written out in a hint


@dataclass(frozen=True)
class _Known:
    """What a parser's message means; `opening` points at where the faulty thing began, not at where it failed."""

    pattern: str
    message: str
    hint: str
    opening: bool = False


_KNOWN = tuple(
    _Known(*row)
    for row in (
        (r"sequence entries are not allowed", "A list can't begin here.", "Begin it on a line of its own, indented."),
        (r"found character '\\t'", "A tab stands here.", "Write two spaces in its place."),
        (r"found character '@'", "A value can't begin with @.", HANDLE),
        (r"found character '.+' that cannot start", "A value can't begin with this character.", QUOTE),
        (r"found unexpected (end of stream|document sep)", "This quotation mark is not closed.",
         CLOSE, True),
        (r"found unknown escape|expected escape sequence", "This is no escape that YAML knows.",
         r"Write \\ for a backslash, or put the text between single quotation marks."),
        (r"expected alphabetic or numeric", "A value can't begin with & or *.", QUOTE),
        (r"could not find expected ':'", "A field is expected here: a name, a colon and a value.",
         FIELD, True),
        (r"expected ',' or '[\]}]'", "This bracket is not closed, or a comma is missing after it.",
         "Close it; put items that hold commas, colons or brackets between quotation marks.", True),
        (r"expected <block end>, but found '(<scalar>|\[|\{|,|\]|\})'", "This does not go with what stands before it.",
         WHOLE),
        (r"expected <block end>", "This does not go with what stands before it.",
         "Begin it in the same column as its neighbours."),
        (r"chomping or indentation|a comment or a line break", "Nothing can stand beside `|` or `>`.",
         "Begin the text on the next line, indented."),
        (r"expected the node content", "A value is missing here.", "Write it, or put it between quotation marks."),
        (r"found undefined tag", "YAML tags are not allowed.", "Delete the word that begins with `!`."),
    )
)  # fmt: skip


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    """The offset of a fault in a text, and a message and a hint for it."""
    problem = error.problem or "a fault"
    here = error.problem_mark or error.context_mark
    if here and "mapping values are not allowed" in problem:
        line = text[: here.index].rpartition("\n")[2]
        if ": " in line:
            return here.index, "A second colon stands in this line.", _whole(text, here.index) or QUOTE
        start = here.index - len(line.lstrip())
        hint = "Write each field as `name: value`, all in one column."
        return start, "The line above is no field, or this one is indented too far.", hint
    for known in _KNOWN:
        if re.search(known.pattern, problem):
            mark = (error.context_mark or here) if known.opening else here
            start = mark.index if mark else 0
            invisible = _no_break_space(text, start) if known.hint == FIELD else None
            return invisible or (start, known.message, _better(known, text, start) or known.hint)
    return here.index if here else 0, f"This is not YAML: {problem.rstrip('.')}.", QUOTE


def _better(known: _Known, text: str, at: int) -> str | None:
    """The very line to write, where it can be told from the one that stands there."""
    if known.hint == WHOLE:
        return _whole(text, at)
    if known.hint == CLOSE:
        below = text[at:].partition("\n")[2]
        return _whole(text, at) if not below or _FIELD.match(below) else None  # else the words go on there
    if known.hint == HANDLE:
        handle = re.fullmatch(r"[ ]*(?P<name>[\w-]+): +@(?P<value>[A-Za-z0-9][A-Za-z0-9-]*)\s*", _line(text, at))
        return f"Write: {handle['name']}: {handle['value'].lower()}" if handle else _whole(text, at)
    unspaced = _UNSPACED.fullmatch(_line(text, at)) if known.hint == FIELD else None
    if not unspaced or len(unspaced["value"]) > _LONG:
        return None
    value = unspaced["value"].rstrip()
    return f"Write: {unspaced['name']}: {value if _SAFE.fullmatch(value) else quoted(value)}"


def _whole(text: str, at: int) -> str | None:
    """The field of a line with its whole value between quotation marks."""
    field = _FIELD.fullmatch(_line(text, at).rstrip())
    if not field or len(field["value"]) > _LONG or re.fullmatch(r"\{.*\}|\[.*\]|[|>&*!].*", field["value"]):
        return None
    return f"Write: {field['name']}: {quoted(_meant(field['value']))}"


def _meant(value: str) -> str:
    """What a value says, without the quotation marks that were to hold all of it."""
    if curly := _CURLY.fullmatch(value):
        return curly[1]
    if value[0] in "\"'" and value.count(value[0]) == 1:
        return value[1:]
    inside = value[1:-1]
    if value[0] in "\"'" and value[-1] == value[0]:
        first = inside.find(value[0])
        # In "he said "so" there" the second mark opens; in "so" he said, "there" it closes what the first one opened.
        if value[0] == "'" or first < 1 or inside[first - 1] == " ":
            return inside
    return value


def _no_break_space(text: str, at: int) -> tuple[int, str, str] | None:
    """A no-break space in a field's line: it looks like a space and is none to YAML."""
    found = _line(text, at).find("\u00a0")
    if found < 0:
        return None
    start = text.rfind("\n", 0, at) + 1
    return start + found, "A no-break space stands here.", "Write an ordinary space in its place."


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    return text[start:].partition("\n")[0].rstrip("\r")
