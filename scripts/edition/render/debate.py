"""The page of a debate: its question, its map, the same in words, and what would follow from what a reader accepts."""

from __future__ import annotations

import json

from ..model.debate import Debate
from ..resolve.address import Goal, argument_page, claim_page, debate_page
from ..resolve.argumentation import Map
from ..resolve.grounded import Label, framework, grounded
from ..resolve.joined import Joined
from ..resolve.positions import Holder
from ..text import number_of, shorten
from .argument import ArgumentWriter
from .backlinks import mentioned
from .body import BodyWriter
from .citations import Typeset
from .map import MapDrawing
from .markdown import attribute, escape, front_matter
from .names import link_to
from .offered import Offered, offer

LABELS: dict[Label, str] = {"in": "stands", "out": "falls", "undecided": "open"}
LEGEND = (
    '<p class="map-legend"><span class="key claim">claim</span> <span class="key argument">argument</span> '
    '<span class="key supports">supports</span> <span class="key attacks">attacks</span> '
    '<span class="key undercuts">undercuts a step</span> <span class="key premise">premise</span> '
    "Read from left to right: what is claimed, what bears on it, what that rests on. Each box leads to its page.</p>"
)


def write_debate(joined: Joined, typeset: Typeset, debate: Debate, pdf: Offered | None = None) -> str:
    """The page of a debate."""
    page = debate_page(debate.id)
    drawn = joined.argumentation.maps[debate.id]
    mentions = joined.mentions.get(f"debate:{debate.id}", [])
    lead, rest = BodyWriter(joined.edition, typeset, page).sections(debate.body)
    rows = [
        front_matter(title=debate.name, description=shorten(debate.question, 200)),
        f"# {escape(debate.name, starts_block=True)}",
        f'<p class="question">{escape(debate.question)}</p>' if debate.question != debate.name else "",
        f'<div class="byline" markdown="1">\n\n{_facts(joined, drawn, page, pdf)}\n\n</div>',
        lead,
        "## The map { #map }",
        _figure(joined, drawn, page),
        *_what_if(joined, drawn, page),
        rest,
        "## In words { #outline }",
        *_outline(joined, drawn, page),
        mentioned(joined, typeset, page, mentions) if mentions else "",
    ]
    return "\n\n".join(row for row in rows if row) + "\n"


def _facts(joined: Joined, drawn: Map, page: str, pdf: Offered | None) -> str:
    people = people_of(joined, drawn)
    counts = f"{number_of(len(drawn.claims), 'claim')}, {number_of(len(drawn.arguments), 'argument')}"
    as_pdf = f" · {offer(page, pdf, 'this debate as PDF')}" if pdf else ""
    return f"{counts} · {', '.join(escape(holder.name) for holder in people)}{as_pdf}"


def people_of(joined: Joined, drawn: Map) -> list[Holder]:
    """Everyone who takes a stance on a claim of a map or makes one of its arguments; who does so most often first."""
    layer = joined.argumentation
    counts: dict[Holder, int] = {}
    for claim in drawn.claims:
        for one in layer.positions[claim]:
            counts[one.holder] = counts.get(one.holder, 0) + 1
    for step in drawn.arguments:
        for holder in layer.makers(step.id):
            counts[holder] = counts.get(holder, 0) + 1
    return sorted((h for h in counts if h.kind == "person"), key=lambda holder: -counts[holder])


def _figure(joined: Joined, drawn: Map, page: str) -> str:
    """The drawing in a frame that scrolls where it is larger than the page."""
    drawing = MapDrawing(joined.argumentation, drawn, page)
    return (
        f'<figure class="map">\n<div class="map-view" tabindex="0" role="region" aria-label="Map, scrolls">\n'
        f"{drawing.write()}\n</div>\n{drawing.write_sheets()}\n<figcaption>{LEGEND}</figcaption>\n</figure>"
    )


def _outline(joined: Joined, drawn: Map, page: str) -> list[str]:
    """The map in words: each claim with its stances, what speaks for it and against it, and what met that."""
    writer = ArgumentWriter(joined, page)
    said, layer = writer.said, joined.argumentation
    rows = []
    for claim in drawn.claims:
        if claim not in drawn.debate.claims:
            continue  # a premise that is argued about elsewhere, if at all: it stands in what starts from it
        supporting, attacking = layer.supporting.get(claim, []), layer.attacking.get(claim, [])
        rows.append(f"### {said.claim(claim, whole=True)} {{ #claim-{claim} .claim-title }}")
        rows.append(said.holders(layer.positions[claim], brief=True))
        for label, steps in (("For", supporting), ("Against", attacking)):
            if steps:
                rows.append(f'<p class="side {label.lower()}">{label}</p>')
                rows.append(writer.outlines(steps))
    return rows


def _what_if(joined: Joined, drawn: Map, page: str) -> list[str]:
    """Every claim with what becomes of it where nothing is assumed; a script lets the reader accept and reject."""
    labels = grounded(framework(drawn.claims, drawn.arguments))
    edition = joined.edition
    graph = {
        "claims": list(drawn.claims),
        "arguments": [
            {"id": one.id, "premises": list(map(str, one.premises)), "relation": one.relation, "aim": one.conclusion}
            for one in drawn.arguments
        ],
    }
    claims = ["| claim | what follows |", "|---|---|"]
    for claim in drawn.claims:
        name = link_to(page, Goal("", claim_page(claim)), edition.claims[claim].name)
        claims.append(f"| {name} | {_label(f'claim:{claim}', labels)} |")
    steps = ["| argument | what follows |", "|---|---|"]
    for step in drawn.arguments:
        name = link_to(page, Goal("", argument_page(step.id)), step.name)
        steps.append(f"| {name} | {_label(f'argument:{step.id}', labels)} |")
    shown = [labels[f"claim:{claim}"] for claim in drawn.claims]
    shown += [labels[f"argument:{step.id}"] for step in drawn.arguments]
    counts = f"{shown.count('in')} stand, {shown.count('out')} fall, {shown.count('undecided')} are open"
    return [
        "## What if? { #what-if }",
        "What follows if a claim is accepted or rejected; nobody’s verdict. A claim stands if no argument that is left "
        "standing speaks against it, and falls if one does; where arguments that nobody has answered meet on both "
        "sides, it is open. An argument falls with a premise, or where its step is undercut. So whoever has the last "
        "word in the captures is often left standing, and where only one side speaks, that side. This is called "
        f"grounded semantics{_more(joined, page)}.",
        f'<div class="what-if" data-graph="{attribute(json.dumps(graph, separators=(",", ":")))}" markdown="1">',
        f'<p class="what-if-state">Nothing is assumed: {counts}.</p>',
        '<details class="what-if-tables" markdown="1">\n<summary>Claims and arguments</summary>',
        "\n".join(claims),
        "\n".join(steps),
        "</details>",
        "</div>",
    ]


def _more(joined: Joined, page: str) -> str:
    """A way to the explanation, in an edition that has one."""
    if "how-to-read.md" not in joined.edition.pages:
        return ""
    return f"; {link_to(page, Goal('', 'how-to-read.md', 'what-if'), 'how it is computed')}"


def _label(node: str, labels: dict[str, Label]) -> str:
    word = LABELS[labels[node]]
    return f'<span class="label-of {word}" data-node="{attribute(node)}">{word}</span>'
