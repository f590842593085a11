"""Says in plain words what PyYAML's parser objects to: its own words are for whoever writes parsers."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

QUOTE = 'Put text that holds ": ", "#", quotes or brackets between quotation marks.'


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
        (r"found character '\\t'", "A tab stands here.", "Indent with spaces."),
        (r"found character '.+' that cannot start", "A value can't begin with this character.", QUOTE),
        (r"found unexpected (end of stream|document sep)", "This quotation mark is not closed.", "Close it.", True),
        (r"found unknown escape|expected escape sequence", "This is no escape that YAML knows.",
         r"Write \\ for a backslash, or put the text between single quotation marks."),
        (r"expected alphabetic or numeric", "A value can't begin with & or *.", QUOTE),
        (r"could not find expected ':'", "A field is expected here: a name, a colon and a value.",
         "Write `name: value`, or indent the line if it goes on with the one above.", True),
        (r"expected ',' or '[\]}]'", "This bracket is not closed, or a comma is missing after it.",
         "Close it; put items that hold commas, colons or brackets between quotation marks.", True),
        (r"expected <block end>, but found '(<scalar>|\[|\{|,|\]|\})'", "This does not go with what stands before it.",
         "Put the whole value between quotation marks."),
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
            return here.index, "A second colon stands in this line.", QUOTE
        start = here.index - len(line.lstrip())
        hint = "Write each field as `name: value`, all in one column."
        return start, "The line above is no field, or this one is indented too far.", hint
    for known in _KNOWN:
        if re.search(known.pattern, problem):
            mark = (error.context_mark or here) if known.opening else here
            return mark.index if mark else 0, known.message, known.hint
    return here.index if here else 0, f"This is not YAML: {problem.rstrip('.')}.", QUOTE
