"""A note as it stands on a text's page: folded, its summary quoting the words it is about."""

from __future__ import annotations

from ..model.anchor import Anchor
from ..model.annotation import Annotation, Target
from ..model.source import Source
from ..resolve.address import Goal, text_page
from ..resolve.joined import Joined
from ..text import shorten
from .body import BodyWriter
from .citations import Typeset
from .forge import Forge
from .markdown import escape, link
from .names import Names, day, link_to
from .said import Said, stance


class NoteWriter:
    """Writes the notes of one source's page."""

    def __init__(
        self, joined: Joined, source: Source, typeset: Typeset, page: str, names: Names, forge: Forge | None
    ) -> None:
        self.joined = joined
        self.source = source
        self.page = page
        self.forge = forge
        self.names = names
        self.said = Said(joined, page)
        self.body = BodyWriter(joined.edition, typeset, page)

    def write(self, name: str) -> str:
        """A note, folded: its summary quotes the words it is about."""
        note = self.joined.edition.annotations[name]
        anchors = self.joined.anchors[name]
        about = " … ".join(f"“{escape(shorten(target.exact, 60))}”" for target in note.targets)
        verbs = "".join(f" · {stance(verb)}" for verb in dict.fromkeys(verb for verb, _ in note.stances))
        rows = [
            '<details class="note" markdown="1">',
            f'<summary><span class="note-kind">{escape(note.motivation)}{verbs}</span> '
            f'<span class="note-about">{about}</span></summary>',
            f'<div class="note-body editorial" id="note-{name}" markdown="1">',
            self.body.write(note.body),
        ]
        if len(anchors) > 1:
            pairs = zip(note.targets, anchors, strict=True)
            rows.append("On: " + "; ".join(self._target(target, anchor) for target, anchor in pairs))
        rows += self._takes(note)
        facts = [escape(f"{note.by}, {day(note.created)}"), link("permanent link", f"#note-{name}", "", "permalink")]
        facts += [link("edit", self.forge.edit(note.place.document.path), "", "edit")] if self.forge else []
        rows += ['<div class="note-facts" markdown="1">', " · ".join(facts), "</div>", "</div>", "</details>"]
        return "\n\n".join(rows)

    def _takes(self, note: Annotation) -> list[str]:
        """Which stances the quoted words take, and which argument they make."""
        edition = self.joined.edition
        told = [f"{stance(verb)} {self.said.claim(claim)}" for verb, claim in note.stances if claim in edition.claims]
        if note.argues in edition.arguments:
            told.append(f"{stance('argues')} {self.said.argument(edition.arguments[str(note.argues)])}")
        return ['<div class="note-stances" markdown="1">\n\n' + "<br>\n".join(told) + "\n\n</div>"] if told else []

    def _target(self, target: Target, anchor: Anchor) -> str:
        source = anchor.source
        name = self.names if source.id == self.source.id else Names(source)
        where = "" if source.id == self.source.id else f" in {source.title}"
        goal = Goal("", text_page(source.id), anchor.segments[0].block.id)
        words = link_to(self.page, goal, f"“{shorten(target.exact, 40)}”")
        return f"{words} ({escape(name.of[anchor.unit.id] + where)})"
