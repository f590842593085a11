"""The timeline: everything dated in the texts, day by day, with who answers whom and where a mind changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise

from ..model.source import Source, Unit
from ..resolve.address import Goal, claim_page, text_page
from ..resolve.joined import Joined
from ..resolve.positions import Position
from ..text import number_of
from .markdown import escape, front_matter
from .names import Names, day, link_to, opening
from .names import time as clock
from .said import stance

TIMELINE = "timeline.md"
_Change = tuple[Position, Position]  # what somebody held of a claim, and what the same person held next


def timeline_page(joined: Joined) -> str:
    """The page; units without a date are counted at its end, since nothing says where they belong."""
    sources = list(joined.edition.sources.values())
    dated = [(source, unit) for source in sources for unit in source.units if unit.published]
    dated.sort(key=lambda pair: str(pair[1].published))
    changes: dict[tuple[str, str], list[_Change]] = defaultdict(list)
    for change in _changes(joined):
        changes[change[1].anchor.source.id, change[1].anchor.unit.id].append(change)
    names = {source.id: Names(source) for source in sources}
    rows = [
        front_matter(title="Timeline", description="Everything dated in the texts, day by day."),
        "# Timeline",
        "Posts and comments by the moment that the captures give, in universal time. Where somebody takes another "
        "stance on a claim than before, that stands under the words that show it.",
    ]
    for date, group in groupby(dated, lambda pair: str(pair[1].published)[:10]):
        here = list(group)
        rows.append(f"## {day(date)} {{ #d{date} }}")
        items = [_item(joined, names[source.id], source, unit, changes[source.id, unit.id]) for source, unit in here]
        rows.append('<div class="written timeline" markdown="1">\n\n' + "\n".join(items) + "\n\n</div>")
    return "\n\n".join([*rows, *_undated(sources)]) + "\n"


def _changes(joined: Joined) -> Iterator[_Change]:
    for positions in joined.argumentation.positions.values():
        by_holder: dict[object, list[Position]] = defaultdict(list)
        for one in sorted(positions, key=lambda position: position.when):
            if one.holder.kind == "person" and one.published:
                by_holder[one.holder].append(one)
        for held in by_holder.values():
            yield from ((before, after) for before, after in pairwise(held) if before.verb != after.verb)


def _item(joined: Joined, names: Names, source: Source, unit: Unit, changes: list[_Change]) -> str:
    label = link_to(TIMELINE, Goal("", text_page(source.id), unit.id), unit.author)
    parent = source.unit.get(unit.reply_to or "")
    facts = [clock(str(unit.published))]
    if unit.kind == "post":
        facts.append("the post" if unit.id == "post" else "a post")
    elif parent is not None:
        answered = "the post" if parent.id == "post" else names.of[parent.id]
        facts.append("answers " + link_to(TIMELINE, Goal("", text_page(source.id), parent.id), answered))
    told = " · ".join(filter(None, facts))
    words = escape(opening(source, unit, joined.quotations[source.id]))
    lines = [f'- **{label}** <span class="facts">{told}</span><br>\n    {words}']
    for before, after in changes:
        claim = joined.edition.claims[after.claim]
        goal = Goal("", text_page(source.id), after.anchor.segments[0].block.id)
        named = link_to(TIMELINE, Goal("", claim_page(claim.id)), claim.name)
        now = link_to(TIMELINE, goal, f"now {after.verb}")
        lines.append(f"<br>\n    {named}: {now}, before {stance(before.verb)}")
    return "".join(lines)


def _undated(sources: list[Source]) -> list[str]:
    """How much has no date, text by text."""
    items = []
    for source in sources:
        count = sum(1 for unit in source.units if not unit.published)
        if count:
            label = link_to(TIMELINE, Goal("", text_page(source.id)), source.title)
            items.append(f"- {label}: {number_of(count, 'comment')} without a date")
    return ["## Undated { #undated }", "\n".join(items)] if items else []
