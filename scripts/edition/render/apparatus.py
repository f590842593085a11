"""The apparatus at the end of a text's page: lost links, lines not carried, and what is known of the text."""

from __future__ import annotations

from ..model.source import Lines, Source
from ..text import shorten
from .citations import Typeset
from .markdown import escape, link
from .names import Names, link_to
from .words import Words


class Apparatus:
    """Writes what the editor decided about one source, so that a reader can check it."""

    def __init__(self, source: Source, typeset: Typeset, page: str, names: Names, words: Words) -> None:
        self.source = source
        self.typeset = typeset
        self.page = page
        self.names = names
        self.words = words

    def write(self) -> str:
        """The sections that the source needs, as Markdown."""
        return "\n\n".join(part for part in (self._lost(), self._not_carried(), self._about()) if part)

    def _lost(self) -> str:
        """The lost links, each with its decision and basis."""
        if not self.source.links:
            return ""
        rows = [
            "## Lost links { #lost-links .editorial }",
            '<div class="editorial lost-list" markdown="1">',
        ]
        rows.append(
            "The capture kept the words of these links and lost where they led. "
            "What is known is told with its basis; nothing is guessed."
        )
        items = []
        for lost in self.source.links:
            words = self.source.capture.text[lost.anchor[0] : lost.anchor[1]]
            goal = self.words.goal(lost)
            where = "unknown" if goal is None else link_to(self.page, goal, self._goal_name(lost.target))
            at = link(f"“{escape(words)}”", f"#{lost.block}")
            items.append(
                f'{lost.number}.  <span id="lost-{lost.number}"></span>{at}: {where} '
                f"({escape(lost.confidence)}). {escape(lost.basis)}"
            )
        rows += ["\n".join(items), "</div>"]
        return "\n\n".join(rows)

    def _goal_name(self, target: str) -> str:
        if "/" not in target:
            return self.typeset.labels.get((target, None), target)
        parts = target.split("/")
        return self.names.of.get(parts[1], target) if parts[0] == self.source.id else target

    def _not_carried(self) -> str:
        """Every line that the page leaves out, with its words and the reason."""
        if not self.source.omissions:
            return ""
        rows = [
            "## Lines not carried { #not-carried .editorial }",
            '<div class="editorial not-carried" markdown="1">',
        ]
        items = []
        for omission in self.source.omissions:
            words = " / ".join(
                filter(None, (self.source.capture.line(n).strip() for a, b in omission.lines for n in range(a, b + 1)))
            )
            of = f" of {_lines(omission.of)}" if omission.of else ""
            items.append(
                f"- {_lines(omission.lines)}, {omission.reason}{of}: “{escape(shorten(words, 120))}” "
                f"{escape(omission.basis)}".rstrip()
            )
        rows += ["\n".join(items), "</div>"]
        return "\n\n".join(rows)

    def _about(self) -> str:
        source, account = self.source, self.source.account
        facts = [
            escape(source.about, starts_block=True),
            f"Rights: {escape(source.rights)}",
            f"Of the capture’s {account.lines} lines {account.carried} are carried and {account.omitted} omitted "
            f"(blank lines among them); {len(account.unaccounted)} are unaccounted for.",
            f"Its passages are addressed by the line they begin in: <code>{escape(source.id)}/unit/pLINE</code>.",
        ]
        if source.url:
            facts.insert(1, f"Where it was published: {link(escape(source.url), source.url, '', 'outside')}")
        inside = "\n\n".join(filter(None, facts))
        head = "## About this text { #about-this-text .editorial }"
        return f'{head}\n\n<div class="editorial" markdown="1">\n\n{inside}\n\n</div>'


def _lines(lines: Lines) -> str:
    one = len(lines) == 1 and lines[0][0] == lines[0][1]
    return ("line " if one else "lines ") + ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in lines)
