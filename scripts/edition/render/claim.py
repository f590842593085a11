"""The page of a claim: who takes which stance on it, when and in which words, and the arguments for and against."""

from __future__ import annotations

from ..model.claim import Claim
from ..resolve.address import claim_page
from ..resolve.joined import Joined
from ..text import shorten
from .argument import ArgumentWriter
from .backlinks import mentioned
from .body import BodyWriter
from .citations import Typeset
from .markdown import escape, front_matter


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
    rows += ["## Who holds what { #stances data-search-exclude }", said.holders(layer.positions[claim.id])]
    for title, anchor, steps in (
        ("Arguments for it", "for", layer.supporting.get(claim.id, [])),
        ("Arguments against it", "against", layer.attacking.get(claim.id, [])),
    ):
        rows.append(f"## {title} {{ #{anchor} data-search-exclude }}")
        rows += [writer.outlines(steps)] if steps else ["None in these texts."]
    using = layer.using.get(claim.id, [])
    if using:
        rows.append("## What starts from it { #using data-search-exclude }")
        rows.append("\n".join(f"- {said.argument(step)}" for step in using))
    mentions = joined.mentions.get(f"claim:{claim.id}", [])
    rows += [mentioned(joined, typeset, page, mentions)] if mentions else []
    return "\n\n".join(row for row in rows if row) + "\n"
