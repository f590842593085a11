"""Who says something, when, and in which words: what the pages of claims, arguments and people are made of."""

from __future__ import annotations

from itertools import groupby

from ..model.anchor import Anchor
from ..model.argument import Argument
from ..resolve.address import (
    Goal,
    argument_page,
    claim_page,
    debate_page,
    person_page,
    reference_goal,
    text_page,
)
from ..resolve.argumentation import Making
from ..resolve.joined import Joined
from ..resolve.positions import Holder, Position
from ..text import shorten
from .markdown import escape
from .names import day, link_to, moment


class Said:
    """Writes for one page (relative to docs/) who says what; everything links to the words."""

    def __init__(self, joined: Joined, page: str) -> None:
        self.joined = joined
        self.edition = joined.edition
        self.layer = joined.argumentation
        self.page = page

    def who(self, holder: Holder) -> str:
        """A holder's name with a link to what is known of them."""
        if holder.kind == "person":
            return link_to(self.page, Goal("", person_page(holder.id)), holder.name)
        if holder.kind == "work":
            return link_to(self.page, reference_goal(holder.id), holder.name)
        return escape(holder.name)

    def words(self, anchor: Anchor, most: int = 240) -> str:
        """The anchored words as captured, between quotation marks, linked to their passage."""
        goal = Goal("", text_page(anchor.source.id), anchor.segments[0].block.id)
        return link_to(self.page, goal, f"“{shorten(anchor.words, most)}”", "", "words")

    def when(self, published: str | None) -> str:
        """The day as a page shows it, with the exact moment; “undated” where none is known."""
        return moment(published, day(published)) if published else "undated"

    def claim(self, claim: str, *, whole: bool = False) -> str:
        """A claim by its name (its sentence if `whole`), linked."""
        record = self.edition.claims[claim]
        label = str(record.sentence) if whole else record.name
        title = "" if whole or label == record.sentence else str(record.sentence)
        return link_to(self.page, Goal("", claim_page(claim)), label, title, "claim-link")

    def argument(self, argument: Argument) -> str:
        """A link to an argument by its name."""
        return link_to(self.page, Goal("", argument_page(argument.id)), argument.name, "", "argument-link")

    def byline(self, what: str, kind: str, name: str) -> str:
        """What a page is of, and on which maps that stands."""
        debates = self.debates(kind, name)
        inside = what + (f" · on the map of {debates}" if debates else "")
        return f'<div class="byline" markdown="1">\n\n{inside}\n\n</div>'

    def debates(self, kind: str, name: str) -> str:
        """The debates on whose maps a claim or an argument stands, each linked to its box."""
        found = self.layer.debates_of.get(f"{kind}:{name}", ())
        return ", ".join(
            link_to(self.page, Goal("", debate_page(debate), f"map-{kind}-{name}"), self.edition.debates[debate].name)
            for debate in found
        )

    def held(self, positions: list[Position], *, named: bool = True, brief: bool = False) -> str:
        """The stances of one holder on one claim, in the order of time: each verb with its days and words.

        If `brief`, arguments are named without the words in which they are made.
        """
        out = [f"**{self.who(positions[0].holder)}**"] * named
        for verb, some in groupby(positions, key=lambda one: one.verb):
            run = list(some)
            parts = [
                f"{self.facts(one.published)} {self.words(one.anchor)}{self.via(one)}"
                for one in run
                if not (brief and one.argument)
            ]
            steps = dict.fromkeys(one.argument for one in run if brief and one.argument)
            if steps:
                parts.append("arguing " + ", ".join(self.argument(self.edition.arguments[str(one)]) for one in steps))
            first = len(out) == named
            out.append(("" if first else "<br>\n    then ") + stance(verb) + " " + "<br>\n    and ".join(parts))
        return " ".join(out)

    def position(self, position: Position) -> str:
        """Who takes a stance, when, in which words, and what records it."""
        return self.held([position])

    def holders(self, positions: list[Position], *, brief: bool = False) -> str:
        """The stances on one claim as a list, an item for each holder, in the order in which they first speak."""
        theirs: dict[Holder, list[Position]] = {}
        for one in distinct(positions):
            theirs.setdefault(one.holder, []).append(one)
        items = "\n".join(f"- {self.held(some, brief=brief)}" for some in theirs.values())
        return f'<div class="positions" markdown="1">\n\n{items}\n\n</div>' if items else ""

    def via(self, position: Position) -> str:
        """What records a stance: a note, or the argument that it is part of."""
        if position.argument:
            return f" (arguing {self.argument(self.edition.arguments[position.argument])})"
        if position.note is None:
            return ""
        home = self.joined.anchors[position.note][0].source.id
        goal = Goal("", text_page(home), f"note-{position.note}")
        return f" ({link_to(self.page, goal, 'note')})"

    def facts(self, published: str | None) -> str:
        """When something was said, before the words themselves."""
        return f'<span class="facts">{self.when(published)}:</span>'

    def making(self, making: Making) -> str:
        """Who makes an argument, when and in which words."""
        return f"**{self.who(making.holder)}**, {self.facts(making.published)} {self.words(making.anchor)}"


def stance(verb: str) -> str:
    """A verb as a mark that is told by its word as well as by its colour."""
    return f'<span class="stance {verb}">{verb}</span>'


def distinct(positions: list[Position]) -> list[Position]:
    """The positions without repeats: the same person, verb and words count once, a note's before an argument's."""
    kept: dict[object, Position] = {}
    for one in sorted(positions, key=lambda one: one.argument is not None):
        kept.setdefault((one.claim, one.verb, one.holder, one.anchor.source.id, one.anchor.words), one)
    return sorted(kept.values(), key=lambda one: one.when)
