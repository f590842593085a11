"""Asks for what has not been given, field by field in the order of the table."""

from __future__ import annotations

from typing import Any

from ..model import fields as f
from ..model.argument import RELATIONS
from ..resolve.joined import Joined
from . import terminal
from .again import FILES, SIDES, to_change
from .drafts import DEFAULTS
from .faults import clean
from .handle import likely, remembered
from .kinds import COUNTED, SOURCE, Path
from .places import pointed_at
from .publish import Refused
from .questions import question
from .record import Part, Record
from .rest import ask_body, ask_files, ask_name
from .values import Leaf, drop, inner
from .vocabulary import handles, known

_SUGGESTED = {"made_at"}  # optional in the table, but `check` wants them of somebody
_NOTE = "\nA claim needs somebody who takes a stance on it. Quote their words now?"


class Asker:
    """One conversation about one record; what was asked once, and left empty, is not asked again."""

    def __init__(self, joined: Joined, record: Record) -> None:
        self.joined = joined
        self.record = record
        self.asked: set[tuple[int, str]] = set()
        self.before = ""  # a body that the person wants to change

    def fill(self) -> None:
        """Asks for everything that is still open."""
        for part in self.record.parts:
            if part is self.record.note and not part.begun and not self.wants_note(part):
                continue
            self.table(part.values, part.table, ())
            if part.kind is SOURCE:
                ask_files(self.record)
            else:
                ask_body(part, self.before)
            ask_name(part, self.joined.edition)

    def wants_note(self, part: Part) -> bool:
        """Whether the person wants to write a note too; it is not asked where that is settled."""
        return not self.is_done(part.values, "note") and terminal.yes(_NOTE, True)

    def change(self) -> bool:
        """Takes away what the person wants to give anew; False where there is nothing."""
        chosen = to_change(self.record)
        if chosen:
            self.forget(*chosen)
        return chosen is not None

    def forget(self, part: Part, path: Path) -> None:
        """Makes a field, the body or the name open again; what follows from the words quoted goes with them."""
        if path == ("body",):
            self.before, part.body = part.body or "", None
        elif path == ("name",):
            part.name = None
        elif path[0] in FILES:
            setattr(self.record, path[0], None)
        else:
            for name in (path[-1], *(SIDES if path[-1] in ("exact", "source") else ())):
                drop(part.values, (*path[:-1], name))
        self.asked = {(at, name) for at, name in self.asked if name not in (*path, "place")}

    def table(self, values: dict[str, Any], table: tuple[f.Field, ...], above: Path) -> None:
        """The open fields of one table; a sense's id comes last, when there is something to name."""
        for field in sorted(table, key=lambda one: above == ("senses",) and one.name == "id"):
            path = (*above, field.name)
            inside = inner(field.kind)
            if path in COUNTED or field.name in SIDES:
                continue
            if inside:
                self.tables(values, field, inside, path)
            elif field.name in RELATIONS:
                if not any(name in values for name in RELATIONS):
                    self.relation(values, table, above)
            elif field.name == "exact":
                self.words(values, Leaf(path, field))
            elif field.name not in values:
                self.leaf(values, Leaf(path, field))

    def tables(self, values: dict[str, Any], field: f.Field, inside: tuple[f.Field, ...], path: Path) -> None:
        """A table, or as many of a list as the person has."""
        begun = values.get(field.name)
        if not begun and not field.required:
            wanted = f"\n{field.name}: {field.note}. Give any?"
            if self.is_done(values, field.name) or not terminal.yes(wanted, field.name in _SUGGESTED):
                return
        if not isinstance(field.kind, f.ListOf):
            self.table(values.setdefault(field.name, {}), inside, path)
            return
        items = values.setdefault(field.name, [{}])
        for item in items:
            self.table(item, inside, path)
        while not begun and terminal.yes(f"\nOne more under `{field.name}`?", False):
            items.append({})
            self.table(items[-1], inside, path)

    def is_done(self, values: dict[str, Any], name: str) -> bool:
        """Whether something was asked for already; from now on it was."""
        done = (id(values), name) in self.asked
        self.asked.add((id(values), name))
        return done

    def leaf(self, values: dict[str, Any], leaf: Leaf) -> None:
        """One field, unless the edition has nothing that it could name."""
        name, edition = leaf.path[-1], self.joined.edition
        words = known(edition, leaf)
        if words == () and leaf.field.required:
            raise Refused(f"`{name}` names what the edition has none of yet: write that first.")
        if words == () or (self.is_done(values, name) and not leaf.field.required):
            return
        default = DEFAULTS[name]() if name in DEFAULTS else ""
        if name == "by":
            default = remembered(edition.root) or likely(edition.root)
        said = question(leaf, words, default, handles(edition) if name == "by" else ())
        if said:
            values[name] = said if leaf.many else said[0]

    def relation(self, values: dict[str, Any], table: tuple[f.Field, ...], above: Path) -> None:
        """Which one thing an argument does, and to what."""
        does = f.Field("relation", f.Choice(RELATIONS), "what the argument does: an undercut hits an inference", True)
        (said,) = question(Leaf(("relation",), does), RELATIONS, RELATIONS[0])
        field = next(one for one in table if one.name == said)
        self.leaf(values, Leaf((*above, said), f.Field(said, field.kind, field.note, True)))

    def words(self, values: dict[str, Any], leaf: Leaf) -> None:
        """The words quoted: asked for until they stand in the text, at a place that the person has pointed at."""
        reading = self.joined.readings.get(values.get("source", ""))
        while True:
            if "exact" not in values:
                self.leaf(values, leaf)
            elif self.is_done(values, "place"):
                return
            if reading is None or values.get("prefix") or values.get("suffix"):
                return
            pointed = pointed_at(self.joined, reading, clean(leaf.kind, values["exact"]))
            self.is_done(values, "place")
            if pointed:
                values.update(pointed)
                return
            del values["exact"]
