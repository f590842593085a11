"""Arguments: the page of each, and the outline of one as it stands on the pages of claims and debates."""

from __future__ import annotations

from ..model.argument import Argument
from ..resolve.address import argument_page
from ..resolve.argumentation import Answer
from ..resolve.joined import Joined
from ..text import shorten
from .backlinks import mentioned
from .body import BodyWriter
from .citations import Typeset
from .markdown import escape, front_matter, indent
from .said import Said

DOES = {"supports": "supports", "attacks": "speaks against", "undercuts": "undercuts the argument"}
DEEPEST = 4  # how deep undercuts of undercuts are told in place; what lies deeper stands on its own page
NOBODY = '<span class="unanswered">Nobody in these texts answers it.</span>'


class ArgumentWriter:
    """Writes arguments for one page (relative to docs/)."""

    def __init__(self, joined: Joined, page: str) -> None:
        self.joined = joined
        self.said = Said(joined, page)
        self.layer = joined.argumentation

    def outlines(self, arguments: list[Argument]) -> str:
        """Several arguments as one list."""
        inside = "\n\n".join(self.outline(one) for one in arguments)
        return f'<div class="outline" markdown="1">\n\n{inside}\n\n</div>'

    def outline(self, argument: Argument, *, above: tuple[str, ...] = ()) -> str:
        """A list item: the argument, who makes it in which words, its premises, and under them what meets it.

        `above` are the arguments in whose outline this one stands: an undercut of an undercut ends there.
        """
        rows = [f'**{self.said.argument(argument)}** <span class="does {argument.relation}">{argument.relation}</span>']
        rows += [self.said.making(one) for one in self.layer.making[argument.id]]
        rows += self.premises(argument)
        rows += self.answers(argument, above)
        return "-   " + indent("\n\n".join(rows), "    ")[4:]

    def premises(self, argument: Argument) -> list[str]:
        """The premises as a line."""
        known = [self.said.claim(str(p), whole=True) for p in argument.premises if p in self.said.edition.claims]
        together = ' <span class="label">and</span> '.join(known)
        return [f'<span class="label">Because</span> {together}'] if known else []

    def answers(self, argument: Argument, above: tuple[str, ...] = ()) -> list[str]:
        """What others say to it: a line each, an undercut with its own words and what meets it in turn."""
        found = self.layer.answers(argument)
        met = [answer for answer in found if answer.kind != "countered"]
        rows = []
        items = [self.answer(answer, (*above, argument.id)) for answer in met]
        if items:
            rows += ['<span class="label">Answered</span>', "\n\n".join(items)]
        opposite = [self.joined.edition.arguments[str(one.argument)] for one in found if one.kind == "countered"]
        if opposite:
            links = ", ".join(self.said.argument(step) for step in opposite)
            label = (
                '<span class="label">For the opposite</span>'
                if items
                else '<span class="unanswered">Met only by arguments for the opposite:</span>'
            )
            rows.append(f"{label} {links}")
        if not found:
            rows.append(NOBODY)
        return rows + self.own_objections(argument, above)

    def own_objections(self, argument: Argument, above: tuple[str, ...]) -> list[str]:
        """What undercuts it though nobody else makes it: an objection of its makers to themselves."""
        answers = {answer.argument for answer in self.layer.answers(argument)}
        own = [one for one in self.layer.undercutting.get(argument.id, []) if one.id not in {*answers, *above}]
        if not own or len(above) >= DEEPEST:
            return []
        inside = "\n\n".join(self.outline(one, above=(*above, argument.id)) for one in own)
        return ['<span class="label">An objection of the same writer</span>', inside]

    def answer(self, answer: Answer, above: tuple[str, ...]) -> str:
        """An answer as an item of a list; an undercut that is not above it already brings its own answers."""
        if answer.argument:
            step = self.joined.edition.arguments[answer.argument]
            if answer.kind == "undercut" and step.id not in above and len(above) < DEEPEST:
                return self.outline(step, above=above)
            makings = "; ".join(self.said.making(one) for one in self.layer.making[step.id])
            what = f"against the premise {self.said.claim(str(answer.claim))}" if answer.claim else "undercuts it"
            return f"-   **{self.said.argument(step)}** {what}. {makings}"
        assert answer.position is not None
        part = "the conclusion" if answer.claim == above_conclusion(self.joined, above) else "the premise"
        return f"-   {self.said.position(answer.position)} · {part} {self.said.claim(str(answer.claim))}"


def above_conclusion(joined: Joined, above: tuple[str, ...]) -> str:
    """The conclusion of the argument that is being answered."""
    return joined.edition.arguments[above[-1]].conclusion


def write_argument(joined: Joined, typeset: Typeset, argument: Argument) -> str:
    """The page of an argument."""
    page = argument_page(argument.id)
    writer = ArgumentWriter(joined, page)
    said, layer = writer.said, joined.argumentation
    rows = [
        front_matter(title=f"Argument: {argument.name}", description=shorten(argument.name, 200)),
        f"# {escape(argument.name, starts_block=True)}",
    ]
    makers = ", ".join(said.who(holder) for holder in layer.makers(argument.id))
    rows.append(said.byline(f"an argument made by {makers}" if makers else "an argument", "argument", argument.id))
    rows += ['<div class="step" markdown="1">', *writer.premises(argument), aim(said, argument), "</div>"]
    body = BodyWriter(joined.edition, typeset, page).write(argument.body)
    rows += [body] if body else []
    rows.append("## In these words { #made-at }")
    rows += [f"- {said.making(one)}" for one in layer.making[argument.id]]
    rows.append("## What was said to it { #answers }")
    rows += writer.answers(argument)
    weakly = [one for p in argument.premises for one in layer.supporting.get(str(p), ())]
    if weakly:
        rows.append("## What its premises rest on { #premises }")
        rows.append("\n".join(f"- {said.argument(step)}, for {said.claim(step.conclusion)}" for step in weakly))
    mentions = joined.mentions.get(f"argument:{argument.id}", [])
    rows += [mentioned(joined, typeset, page, mentions)] if mentions else []
    return "\n\n".join(row for row in rows if row) + "\n"


def aim(said: Said, argument: Argument) -> str:
    """The conclusion line: what the argument does to which claim or argument."""
    edition = said.edition
    does = f'<span class="label">{DOES.get(argument.relation, "")}</span>'
    if argument.relation == "undercuts":
        other = edition.arguments.get(argument.conclusion)
        return f"{does} {said.argument(other)}" if other else ""
    if argument.conclusion in edition.claims:
        return f"{does} {said.claim(argument.conclusion, whole=True)}"
    return ""
