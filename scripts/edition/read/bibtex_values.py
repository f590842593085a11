"""Reads the values of one BibTeX record (words, names, dates, addresses), gathering what is wrong with them."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from ..problem import Problem
from ..text import Place, shorten
from .bibtex import Record, within
from .bibtex_faults import RULE
from .latex import Leftover, decode
from .names import Name, NameFault, read_names

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

LEFTOVERS = 20  # commands of one value that are told
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TAG = re.compile(r"<\s*[/!?]?[a-zA-Z][^>\n]{0,80}>?|<!--")
_HARMLESS = r"[^\s<>\"`{}\\|^\x00-\x1f\x7f-\x9f\ud800-\udfff]"
_URL = re.compile(rf"https?://(?!/){_HARMLESS}+")
# Some DOIs hold angle brackets: 10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2
_DOI = re.compile(rf"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{{4,9}}/(?:{_HARMLESS}|[<>])+)", re.IGNORECASE)
_NUMBER = re.compile(r"[\w.:/-]+", re.ASCII)


def is_url(text: str) -> bool:
    """Whether a text is a web address and nothing else."""
    return _URL.fullmatch(text) is not None


class ValueReader:
    """Reads values by field name; one with a fault comes back as None, or empty, and its problems are kept."""

    def __init__(self, record: Record) -> None:
        self.fields = record.fields
        self.problems: list[Problem] = []

    def fault(self, place: Place, message: str, hint: str) -> None:
        """Keeps a problem of the rule `bibliography`."""
        self.problems.append(Problem(RULE, place, message, hint))

    def text(self, field: str) -> str | None:
        """A field's plain words; what isn't words (control characters, tags, commands) is a problem."""
        value = self.fields.get(field)
        if value is None:
            return None
        before = len(self.problems)
        for match in islice(_CONTROL.finditer(value), LEFTOVERS):
            where = within(value, match.start(), match.end())
            self.fault(where, f"`{field}` holds the control character U+{ord(match.group()):04X}.", "Delete it.")
        if tag := _TAG.search(value):
            where = within(value, tag.start(), tag.end())
            hint = "Leave the tag out; a less-than sign is written {\\textless}."
            self.fault(where, f"`{field}` holds an HTML tag: {shorten(tag.group(), 40)}", hint)
        decoded = decode(value)
        for left in decoded.leftovers[:LEFTOVERS]:
            self.fault(within(value, left.start, left.end), *_leftover(field, left))
        return None if len(self.problems) > before else decoded.text or None

    def names(self, field: str) -> list[Name]:
        """The people of a field; none, and a problem, where they cannot be told apart."""
        if self.text(field) is None:
            return []
        value = self.fields[field]
        try:
            return read_names(value)
        except NameFault as error:
            hint = "Write Family, Given and Family, Given; a name of another shape stands in braces: {GiveWell Team}."
            self.fault(value.place, f"`{field}` can't be read as names: {shorten(str(error), 80)}.", hint)
            return []

    def url(self) -> str | None:
        """The web address; None where there is none, or a problem."""
        hint = "It begins with https:// or http:// and holds no white space."
        return self.as_it_stands("url", _URL, "must be a web address.", hint)

    def doi(self) -> str | None:
        """The DOI without an address before it; None where there is none, or a problem."""
        return self.as_it_stands("doi", _DOI, "is no DOI.", "Write it as 10.1037/0022-3514.65.2.221.")

    def eprint(self) -> str | None:
        """The number in an archive such as arXiv; None where there is none, or a problem."""
        return self.as_it_stands("eprint", _NUMBER, "is no number of an archive.", "Write it as 1906.01820.")

    def as_it_stands(self, field: str, shape: re.Pattern[str], wrong: str, hint: str) -> str | None:
        """A value that isn't LaTeX, but for the escapes that exporters put before _, %, #, & and ~."""
        value = self.fields.get(field)
        if value is None:
            return None
        match = shape.fullmatch(re.sub(r"\\([_%#&~])", r"\1", value.strip()))
        if match is None:
            self.fault(value.place, f"`{field}` {wrong}", hint)
            return None
        return match.group(match.lastindex or 0)

    def issued(self) -> list[int] | None:
        """Year, month and day as far as `date`, or `year` and `month`, give them."""
        written, year = self.fields.get("date"), self.fields.get("year")
        hint = "Write date = {2023-04-18}, {2023-04} or {2023}; leave the field out where it isn't known."
        parts = _date_parts(written.strip()) if written is not None else None
        if written is not None and parts is None:
            self.fault(written.place, f"`date` is no date: {shorten(written, 40)}.", hint)
        if year is None:
            return parts
        if not re.fullmatch(r"\d{4}", year.strip(), re.ASCII):
            self.fault(year.place, f"`year` is no year of four digits: {shorten(year, 40)}.", hint)
            return parts
        if parts and written is not None and parts[0] != int(year):
            message = f"`year` is {year.strip()}, but `date` is {shorten(written, 40)}."
            self.fault(year.place, message, "Let the two agree, or leave `year` out.")
        return [int(year), *self.month()] if written is None else parts

    def month(self) -> list[int]:
        """The month as a list of its number, for a CSL date; empty where there is none, or a problem."""
        value = self.fields.get("month")
        if value is None:
            return []
        word = value.strip().lower()
        if re.fullmatch(r"0?[1-9]|1[0-2]", word, re.ASCII):
            return [int(word)]
        if word[:3] in MONTHS and word.isalpha():
            return [MONTHS.index(word[:3]) + 1]
        hint = "Write a number from 1 to 12, or date = {2023-04} in place of both."
        self.fault(value.place, f"`month` is no month: {shorten(value, 40)}.", hint)
        return []


def _leftover(field: str, left: Leftover) -> tuple[str, str]:
    """Message and hint for a command that decoding didn't know."""
    if left.command.startswith("$"):
        hint = "Write the formula in plain characters; a dollar sign is written \\$."
        return f"`{field}` holds LaTeX mathematics, which is not read.", hint
    hint = "Write the character itself, or leave the command out."
    return f"`{field}` holds the LaTeX command {shorten(left.command, 40)}, which is not run.", hint


def _date_parts(written: str) -> list[int] | None:
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", written, re.ASCII):
        return None
    parts = [int(part) for part in written.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return parts
