"""The page of a claim: who takes which stance on it, when and in which words, and the arguments for and against."""

from __future__ import annotations

from itertools import product

from ..model.claim import Claim
from ..resolve.address import Goal, claim_page, text_page
from ..resolve.joined import Joined
from ..resolve.positions import Position
from ..resolve.site_address import built_page
from ..text import shorten
from .argument import ArgumentWriter
from .backlinks import mentioned
from .body import BodyWriter
from .citations import Typeset
from .markdown import escape, front_matter, link
from .names import relative

PAIRS = 6  # of people that are offered; any others can be kept and compared by hand


def write_claim(joined: Joined, typeset: Typeset, claim: Claim) -> str:
    """The page of a claim."""
    page = claim_page(claim.id)
    writer = ArgumentWriter(joined, page)
    said, layer = writer.said, joined.argumentation
    rows = [
        front_matter(title=f"Claim: {claim.name}", description=shorten(claim.sentence, 200)),
        f"# {escape(claim.name, starts_block=True)}",
        f'<p class="question">{escape(claim.sentence)}</p>' if claim.title else "",
    ]
    rows.append(said.byline("a claim", "claim", claim.id))
    body = BodyWriter(joined.edition, typeset, page).write(claim.body)
    rows += [body] if body else []
    rows += ["## Who holds what { #stances }", said.holders(layer.positions[claim.id])]
    rows.append(pairs(joined, page, claim.id))
    for title, anchor, steps in (
        ("Arguments for it", "for", layer.supporting.get(claim.id, [])),
        ("Arguments against it", "against", layer.attacking.get(claim.id, [])),
    ):
        rows.append(f"## {title} {{ #{anchor} }}")
        rows += [writer.outlines(steps)] if steps else ["None in these texts."]
    using = layer.using.get(claim.id, [])
    if using:
        rows.append("## What starts from it { #using }")
        rows.append("\n".join(f"- {said.argument(step)}" for step in using))
    mentions = joined.mentions.get(f"claim:{claim.id}", [])
    rows += [mentioned(joined, typeset, page, mentions)] if mentions else []
    return "\n\n".join(row for row in rows if row) + "\n"


def pairs(joined: Joined, page: str, claim: str) -> str:
    """Links that set the words of two people who stand against each other side by side.

    They lead to the passage of the first: without a script nothing stands beside it.
    """
    links = []
    for one, other in product(*joined.argumentation.opposed(claim)):
        if _passage(one) == _passage(other):
            continue
        goal = Goal("", text_page(one.anchor.source.id), one.anchor.segments[0].block.id)
        path, _, fragment = relative(page, goal).partition("#")
        asked = f"compare={_passage(one)},{_passage(other)}&on={built_page(page).removesuffix('.html')}"
        label = escape(f"{one.holder.name} and {other.holder.name}")
        links.append(link(label, f"{path}?{asked}#{fragment}", "", "compare"))
    if not links:
        return ""
    inside = "Side by side: " + " · ".join(links[:PAIRS])
    return f'<div class="compare-pairs" markdown="1">\n\n{inside}\n\n</div>'


def _passage(position: Position) -> str:
    """A passage as an address of a comparison names it."""
    return f"{text_page(position.anchor.source.id).removesuffix('.md')}:{position.anchor.segments[0].block.id}"
