"""Says what in a .bib file can't be read as records, where, and what to type instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bibtexparser.exceptions import BlockAbortedException
from bibtexparser.model import Block, ImplicitComment, ParsingFailedBlock, Preamble, String

from ..problem import Problem
from ..text import Located, Place, shorten

RULE = "bibliography"
VALUE_LIMIT = 10_000  # code points of a value: to set a longer one, pandoc takes the memory of a machine
UNREAD = "x-unverified"  # what rests on memory alone: it must not reach the edition


def field_fault(name: Located, key: str, value: Located, written: str, bare: bool, twice: bool) -> Problem | None:
    """What keeps a field from being read; `written` is its value with its braces, `bare` says that it has none."""
    shown = shorten(name, 40)
    if twice:
        return Problem(RULE, name.place, f"The record `{key}` has the field `{shown}` twice.", "Delete one of them.")
    if len(value) > VALUE_LIMIT:
        message = f"`{shown}` is {len(value):,} characters long; the limit is {VALUE_LIMIT:,}."
        return Problem(RULE, name.place, message, "Shorten it.")
    if name.lower() == UNREAD or (bare and name.lower() == "month"):
        return None
    if not value.strip():
        return Problem(RULE, name.place, f"`{shown}` is empty.", "Fill it in, or delete the field.")
    if not bare:
        return None
    if "#" in written:
        message = f"`{shown}` is joined with `#`, which is not resolved."
        return Problem(RULE, value.place, message, "Write the whole value between one pair of braces.")
    if written[0] in '{"':
        message = f"The value of `{shown}` doesn't end where its braces or quotation marks end."
        return Problem(RULE, value.place, message, "Write a comma after it.")
    message = f"`{shown}` names the macro `{shorten(written, 40)}`, which no @string defines."
    return Problem(RULE, value.place, message, f"Write the words themselves in braces: {shown} = {{…}}.")


def block_faults(place: Place, block: Block, after_broken: bool) -> Iterator[Problem]:
    """What is wrong with a block that is no record; words after a broken record are its debris, and told already."""
    if isinstance(block, Preamble):
        yield Problem(RULE, place, "A @preamble is TeX code, which is never run.", "Delete it.")
    elif isinstance(block, ImplicitComment) and not after_broken:
        yield from _outside(place, block.comment)
    elif isinstance(block, ParsingFailedBlock) and isinstance(block.ignore_error_block, String):
        name = shorten(block.ignore_error_block.key, 40)
        yield Problem(RULE, place, f"The macro `{name}` is defined twice.", "Delete one of the two @string.")
    elif isinstance(block, ParsingFailedBlock):
        yield _syntax(place, block)


def _outside(place: Place, comment: str) -> Iterator[Problem]:
    for line in re.finditer(r"[^\s%][^\n]*|%[^\n]*", comment):
        if not line.group().startswith("%"):
            where = Place(place.document, place.start + line.start(), place.start + line.end())
            hint = "Begin a record with `@misc{key,`, and a remark with `%`."
            yield Problem(RULE, where, "This stands outside every record, so it would be lost.", hint)
            return


def _syntax(place: Place, block: ParsingFailedBlock) -> Problem:
    """A block that bibtexparser gave up on."""
    document, text = place.document, place.document.text
    opening = re.compile(r"@\w*[ \t]*[{(]\s*([^\s,{}=\"]*)").match(text, place.start)
    name = f"`{shorten(opening[1], 40)}`" if opening and opening[1] else "that begins here"
    head = Place(document, place.start, opening.end() if opening else place.start + 1)
    error = block.error
    reason = error.abort_reason if isinstance(error, BlockAbortedException) else str(error)
    if "end of file" in reason or "block start" in reason:
        until = "the file ends" if "end of file" in reason else "the next record begins"
        hint = 'Each { needs its }, and each " its "; count them from here on.'
        return Problem(RULE, head, f"The record {name} is not closed before {until}.", hint)
    if "comma after entry key" in reason:
        message = f"The key of the record {name} is not followed by a comma."
        return Problem(RULE, head, message, "Write `@misc{key,` and then the fields.")
    dangling = re.search(r"entry key `(.+?)`, but found the end", reason, re.DOTALL)
    stop = text.rfind(dangling[1], place.start, place.end) if dangling else min(place.end, max(0, len(text) - 1))
    where = Place(document, max(stop, 0), max(stop, 0) + (len(dangling[1]) if dangling else 1))
    message = f"The record {name} can't be read from here on: a field's name and `=` are expected."
    hint = "Write each field as name = {value}, with a comma after it."
    return Problem(RULE, where, message, hint)
