"""The boxes of a map: what each says, in lines as wide as its column, and how high that makes it.

A claim has a round box, an argument a square one with its relation spelt out.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.argument import Argument
from ..resolve.address import Goal, argument_page, claim_page
from ..resolve.argumentation import Argumentation
from ..resolve.positions import Verb
from .markdown import attribute, escape
from .names import built
from .typeface import wrap

SIZE, LEADING = 13, 16  # of titles, in pixels
SMALL, SMALL_LEADING = 11, 14  # of the lines that say who
PAD = 8
ROOM = 1160  # what a page offers at 1366 pixels
NARROWEST, WIDEST = 156, 216  # a box
GAP = 34  # between columns, at least
MARK = 11  # from one line's mark to the next, at least

RELATION = {"supports": "for", "attacks": "against", "undercuts": "undercuts"}
STANCE: tuple[tuple[str, tuple[Verb, ...]], ...] = (
    ("For", ("asserts",)),
    ("Granted by", ("concedes",)),
    ("Against", ("denies",)),
    ("In doubt", ("doubts",)),
)


@dataclass(frozen=True)
class Columns:
    """How wide each column of boxes is, and from the left of one to the left of the next, in pixels."""

    width: int
    step: int

    @classmethod
    def of(cls, count: int) -> Columns:
        """As wide as that many columns can be in the room of a page; a map of more is wider than the page."""
        width = max(NARROWEST, min(WIDEST, (ROOM + GAP) // count - GAP))
        if count == 1:
            return cls(width, width)
        return cls(width, max(width + GAP, min((ROOM - width) // (count - 1), width + 3 * GAP)))

    def left(self, layer: float) -> float:
        """Where the boxes of a layer begin."""
        return 2 + layer * self.step


@dataclass(frozen=True)
class Box:
    """A node before it is placed: what it links to, its lines and their classes, and its size."""

    id: str  # `claim:x` or `argument:y`
    kind: str
    href: str
    told: str  # the whole of it, for a tooltip
    lines: tuple[tuple[str, str], ...]  # (class, words)
    meeting: int = 0  # how many lines meet it on one side

    @property
    def words(self) -> int:
        """The height of its lines."""
        return sum(LEADING if kind == "t" else SMALL_LEADING for kind, _ in self.lines)

    @property
    def height(self) -> int:
        """What its words need, and the marks of the lines that meet it, which must not lie on one another."""
        return max(2 * PAD + self.words, MARK * self.meeting + 10)

    def write(self, columns: Columns, layer: int, middle: float) -> str:
        """The box as a link of the SVG, its middle so many pixels from the top."""
        x, at = columns.left(layer), middle - self.words / 2
        radius = 10 if self.kind.startswith("claim") else 0
        texts = []
        for kind, words in self.lines:
            leading = LEADING if kind == "t" else SMALL_LEADING
            baseline = at + leading * 0.76
            at += leading
            texts.append(f'<text class="{kind}" x="{x + PAD + 1:g}" y="{baseline:.1f}">{escape(words)}</text>')
        return (
            f'<a id="map-{self.id.replace(":", "-")}" class="node {self.kind}" href="{attribute(self.href)}" '
            f'data-node="{attribute(self.id)}"><title>{escape(self.told)}</title>'
            f'<rect x="{x:g}" y="{middle - self.height / 2:.1f}" width="{columns.width}" height="{self.height}" '
            f'rx="{radius}"></rect>{" ".join(texts)}</a>'
        )


class BoxWriter:
    """Says what stands in the boxes of a map on a page (relative to docs/), in columns of a width in pixels."""

    def __init__(self, argumentation: Argumentation, page: str, width: int) -> None:
        self.argumentation = argumentation
        self.page = page
        self.room = width - 2 * PAD - 2

    def claim(self, claim: str, listed: bool, meeting: int) -> Box:
        """A claim's box: its words, and who takes which stance; one that the debate does not list looks otherwise."""
        record = self.argumentation.edition.claims[claim]
        lines = self._title(record.name)
        latest = self.argumentation.latest(claim)
        told = [str(record.sentence)]
        for word, verbs in STANCE:
            names = dict.fromkeys(holder.name for holder, verb in latest.items() if verb in verbs)
            if names:
                told.append(f"{word}: {', '.join(names)}.")
                lines += self._small(f"{word} {', '.join(names)}", f"s {verbs[0]}")
        href = built(self.page, Goal("", claim_page(claim)))
        kind = "claim" if listed else "claim from-elsewhere"
        return Box(f"claim:{claim}", kind, href, " ".join(told), tuple(lines), meeting)

    def argument(self, step: Argument, meeting: int) -> Box:
        """An argument's box: what it does, what it is called, and who makes it."""
        lines = [("k", RELATION.get(step.relation, "")), *self._title(step.name)]
        makers = ", ".join(dict.fromkeys(holder.name for holder in self.argumentation.makers(step.id)))
        lines += self._small(makers, "s makers") if makers else []
        told = f"Argument: {step.name}. Made by {makers or 'nobody'}."
        href = built(self.page, Goal("", argument_page(step.id)))
        return Box(f"argument:{step.id}", f"argument {step.relation}", href, told, tuple(lines), meeting)

    def _title(self, words: str) -> list[tuple[str, str]]:
        return [("t", line) for line in wrap(words, SIZE, self.room, 6)]

    def _small(self, words: str, kind: str) -> list[tuple[str, str]]:
        return [(kind, line) for line in wrap(words, SMALL, self.room, 2)]
