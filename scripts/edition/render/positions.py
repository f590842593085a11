"""The ledger of positions, the cruxes and the open questions: the argument layer read as a whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from ..model.argument import Argument
from ..model.source import Source, Unit
from ..resolve.address import Goal, debate_page, text_page
from ..resolve.argumentation import Map
from ..resolve.joined import Joined
from ..resolve.positions import Holder, Position
from ..text import number_of, shorten
from .argument import ArgumentWriter
from .debate import people_of
from .markdown import escape, front_matter, link
from .names import Names, link_to, relative
from .said import Said, distinct

POSITIONS = "positions.md"
CRUXES = "cruxes.md"
OPEN = "open-questions.md"
# The readers of captures that show who answers whom: of others it can't be said that nobody replied.
THREADED = ("viewer-thread", "thread-witnesses")
_QUESTION = re.compile(r"(?<![^.!?…])[^.!?…]*\?(?=[\s\"”’')\]]|$)")


def write_positions(joined: Joined) -> dict[str, str]:
    """The three pages by path."""
    return {POSITIONS: ledger(joined), CRUXES: cruxes(joined), OPEN: open_questions(joined)}


def ledger(joined: Joined) -> str:
    """People by claims, debate by debate; each cell leads to the words."""
    rows = [
        front_matter(title="Positions", description="Who asserts, denies, doubts or concedes what, with the words."),
        "# Positions",
        "Who takes which stance on what. A word such as *asserts* leads to the words that do so, and each number after "
        "it to further words that do the same. Nothing here is typed by hand: it follows from notes tied to passages, "
        "and from who makes which argument.",
    ]
    for name, drawn in joined.argumentation.maps.items():
        debate = link_to(POSITIONS, Goal("", debate_page(name)), drawn.debate.name)
        rows += [f"## {debate} {{ #{name} }}", _table(joined, drawn)]
    return "\n\n".join(rows) + "\n"


def _table(joined: Joined, drawn: Map) -> str:
    said, layer = Said(joined, POSITIONS), joined.argumentation
    people = [holder for holder in people_of(joined, drawn) if _speaks(joined, drawn, holder)]
    others: dict[str, list[Position]] = defaultdict(list)
    cells: dict[tuple[str, Holder], list[Position]] = defaultdict(list)
    for claim in drawn.claims:
        for one in distinct(layer.positions[claim]):
            if one.holder.kind == "person":
                cells[claim, one.holder].append(one)
            else:
                others[claim].append(one)
    heads = [said.who(holder) for holder in people] + (["quoted from elsewhere"] if others else [])
    lines = ["| claim | " + " | ".join(heads) + " |", "|---|" + "---|" * len(heads)]
    for claim in drawn.claims:
        row = [said.claim(claim)] + [_cell(cells[claim, holder]) for holder in people]
        row += [_cell(others[claim])] if others else []
        lines.append("| " + " | ".join(row) + " |")
    return '<div class="ledger" markdown="1">\n\n' + "\n".join(lines) + "\n\n</div>"


def _speaks(joined: Joined, drawn: Map, holder: Holder) -> bool:
    return any(one.holder == holder for claim in drawn.claims for one in joined.argumentation.positions[claim])


def _cell(positions: list[Position]) -> str:
    """The stances of one holder on one claim in the order of time: a verb leads to its words, a number to more."""
    out: list[str] = []
    for verb, run in groupby(positions, key=lambda one: one.verb):
        for number, one in enumerate(run, 1):
            address = relative(POSITIONS, Goal("", text_page(one.anchor.source.id), one.anchor.segments[0].block.id))
            told = f"{one.holder.name}: “{shorten(one.anchor.words, 160)}”"
            marks = ("stance", verb) if number == 1 else ("again",)
            out.append(link(verb if number == 1 else str(number), address, told, *marks))
    return " ".join(out)


def cruxes(joined: Joined) -> str:
    """Claims on which named people stand against each other, those first on which most of the map hangs."""
    layer = joined.argumentation
    said = Said(joined, CRUXES)
    found = []
    for claim in joined.edition.claims:
        positive, negative = layer.opposed(claim)
        if positive and negative:
            claims, steps = layer.hanging(claim)
            denied = any(one.verb == "denies" for one in negative)
            found.append((not denied, -(len(claims) + len(steps)), claim, positive, negative, len(claims), len(steps)))
    found.sort(key=lambda one: one[:3])
    rows = [
        front_matter(title="Cruxes", description="Claims on which named people take opposite stances."),
        "# Cruxes",
        "Claims on which people take opposite stances, first those on which most hangs: the arguments that start from "
        "the claim, what these support, attack or undercut, and so on to the end.",
    ]
    for heading, weak in (("Asserted and denied", False), ("Asserted and doubted", True)):
        here = [one for one in found if one[0] is weak]
        if not here:
            continue
        rows.append(f"## {heading} {{ #{'doubted' if weak else 'denied'} }}")
        items = []
        for _, _, claim, positive, negative, claims, steps in here:
            parts = [
                f"**{said.claim(claim, whole=True)}**",
                f'<span class="facts">{_hangs(steps, claims)} · {said.debates("claim", claim)}</span>',
                *(said.position(one) for one in [*positive, *negative]),
            ]
            items.append("1.  " + "\n    <br>".join(parts))
        rows.append('<div class="cruxes" markdown="1">\n\n' + "\n".join(items) + "\n\n</div>")
    return "\n\n".join(rows) + "\n"


def _hangs(steps: int, claims: int) -> str:
    if not steps:
        return "nothing else hangs on it"
    return f"{number_of(steps, 'argument')} and {number_of(claims, 'claim')} hang on it"


def open_questions(joined: Joined) -> str:
    """Arguments that nobody answered, and questions that nobody replied to."""
    writer = ArgumentWriter(joined, OPEN)
    unanswered: list[Argument] = []
    countered: list[Argument] = []
    for argument in joined.edition.arguments.values():
        answers = joined.argumentation.answers(argument)
        if not answers:
            unanswered.append(argument)
        elif all(answer.kind == "countered" for answer in answers):
            countered.append(argument)
    rows = [
        front_matter(title="Open questions", description="What nobody in these texts has answered."),
        "# Open questions",
        "What was left without an answer in these texts. Answers may stand elsewhere: the captures are what there is.",
        "## Arguments nobody answers { #unanswered }",
        "No one else undercuts the step, attacks, denies or doubts a premise, or grants a premise or the conclusion.",
        *_by_debate(joined, writer, unanswered),
        "## Arguments met only from the other side { #countered }",
        "Somebody later argues for the opposite conclusion; nobody says what is wrong with this argument.",
        *_by_debate(joined, writer, countered),
        "## Questions without a reply { #questions }",
        "Questions in comments that nobody answers in the capture. Some may be rhetorical, and of texts that give one "
        "side of an exchange nothing can be said.",
    ]
    for source in joined.edition.sources.values():
        names = Names(source).of
        items = [
            f"- {link_to(OPEN, Goal('', text_page(source.id), unit.id), names[unit.id])}: “{escape(question)}”"
            for unit, question in questions(joined, source)
        ]
        if items:
            rows += [f"### {escape(source.title, starts_block=True)}", "\n".join(items)]
    return "\n\n".join(rows) + "\n"


def _by_debate(joined: Joined, writer: ArgumentWriter, arguments: list[Argument]) -> list[str]:
    """The arguments under the first debate that shows each."""
    said = writer.said
    groups: dict[str, list[Argument]] = defaultdict(list)
    for argument in arguments:
        groups[next(iter(joined.argumentation.debates_of.get(f"argument:{argument.id}", ())), "")].append(argument)
    rows = []
    for name in [*joined.argumentation.maps, ""]:
        if name not in groups:
            continue
        title = joined.edition.debates[name].name if name else "On no map"
        items = []
        for argument in groups[name]:
            makers = ", ".join(said.who(holder) for holder in joined.argumentation.makers(argument.id))
            does = f'<span class="does {argument.relation}">{argument.relation}</span>'
            aim = (
                said.argument(joined.edition.arguments[argument.conclusion])
                if argument.relation == "undercuts"
                else said.claim(argument.conclusion)
            )
            items.append(f"- **{said.argument(argument)}** ({makers}) {does} {aim}")
        rows += [f'<p class="side">{escape(title)}</p>', "\n".join(items)]
    return rows or ["None."]


def questions(joined: Joined, source: Source) -> Iterator[tuple[Unit, str]]:
    """The questions of a threaded text's units that nobody answers, in its order; quotations are others' questions."""
    if source.reader not in THREADED:
        return
    for unit in source.units:
        if unit.kind != "comment" or source.replies[unit.id]:
            continue
        for block in unit.blocks:
            if block.id not in joined.quotations[source.id]:
                for match in _QUESTION.finditer(source.text(block)):
                    yield unit, " ".join(match.group().split())
