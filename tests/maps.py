"""Argument layers made on the spot: read from what a test says in a few words, or drawn at random from a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tiny
from edition.model.argument import Argument
from edition.model.body import Body
from edition.model.edition import Edition
from edition.model.source import DeclaredQuotation, Source
from edition.read.annotation import read_annotation
from edition.read.argument import read_argument
from edition.read.claim import read_claim
from edition.read.debate import read_debate
from edition.resolve.argumentation import Argumentation
from edition.resolve.grounded import Framework
from edition.resolve.joined import Joined, join
from edition.text import Document

RELATIONS = ("supports", "attacks", "undercuts")


def step(name: str, premises: str, relation: str = "", aim: str = "", title: str = "") -> Argument:
    """An argument that nobody makes; `premises` are ids apart by spaces."""
    return Argument(
        id=name,
        place=tiny.located(name).place,
        title=tiny.located(title) if title else None,
        premises=tuple(map(tiny.located, premises.split())),
        conclusions=((relation, tiny.located(aim)),) if relation else (),
        made_at=(),
        body=Body(tiny.located(name).place, (), (), (), ()),
    )


# A layer in a few words


def thread(name: str, *said: tuple[str, str | None, str], quoting: Mapping[str, tuple[str, str]] = {}) -> Source:
    """A text of (author, moment or None, lines); each unit answers the one before it.

    `quoting` declares quotations: for the block that begins with some words, what it quotes and whom it names.
    """
    source = replace(tiny.text("\n\n".join(lines for _, _, lines in said), thread=True), id=name)
    units = [
        replace(unit, author=author, published=published)
        for unit, (author, published, _) in zip(source.units, said, strict=True)
    ]
    blocks = [block for unit in units for block in unit.blocks]
    declared = [
        DeclaredQuotation(block.id, tiny.located(quotes), speaker or None, "made so")
        for words, (quotes, speaker) in quoting.items()
        for block in blocks
        if source.text(block).startswith(words)
    ]
    assert len(declared) == len(quoting)
    return replace(source, units=tuple(units), quotations=tuple(declared))


def layer(
    *sources: Source,
    claims: str = "",
    arguments: Mapping[str, tuple[str, str, Sequence[str]]] = {},
    notes: Sequence[Mapping[str, Any]] = (),
    debates: Mapping[str, str] = {},
) -> Joined:
    """An edition of some texts with its argument layer, joined; ids are apart by spaces.

    An argument is (`premises`, `relation aim`, the words that make it); a note has a `stance` or `argues`, and a list
    of words as its `target`. Words are sought in the first text; `other: words` are those of the text `other`.
    """

    def target(words: str) -> dict[str, str]:
        name, colon, rest = words.partition(": ")
        known = bool(colon) and name in {source.id for source in sources}
        return {"source": name if known else sources[0].id, "exact": rest if known else words}

    def read(reader: Any, name: str, **fields: object) -> Any:
        record, problems = reader(name, Document(f"docs/{name}.md", f"---\n{json.dumps(fields)}\n---\nA body.\n"))
        assert problems == []
        return record

    edition = Edition(Path("."), sources={source.id: source for source in sources})
    for name in claims.split():
        edition.claims[name] = read(read_claim, name, claim=f"The claim {name} is true.")
    for name, (premises, bearing, words) in arguments.items():
        relation, _, aim = bearing.partition(" ")
        inner = {"premises": premises.split(), relation: aim}
        edition.arguments[name] = read(read_argument, name, argument=inner, made_at=[target(one) for one in words])
    common = {"motivation": "commenting", "by": "ed", "created": "2026-11-21"}
    for number, note in enumerate(notes, 1):
        fields = common | {**note, "target": [target(words) for words in note["target"]]}
        edition.annotations[f"n{number}"] = read(read_annotation, f"n{number}", **fields)
    for name, listed in debates.items():
        inner = {"question": f"What of {name}?", "claims": listed.split()}
        edition.debates[name] = read(read_debate, name, debate=inner)
    joined = join(edition)
    assert joined.problems == (), [problem.message for problem in joined.problems]
    return joined


def bare(claims: str, arguments: Sequence[Argument], debates: Mapping[str, str] = {}) -> Argumentation:
    """The graph of arguments that nobody makes."""
    edition = layer(tiny.text("Nobody knows."), claims=claims, debates=debates).edition
    edition.arguments.update((argument.id, argument) for argument in arguments)
    return join(edition).argumentation


# Drawn at random, the same for the same seed on every machine


@dataclass(frozen=True)
class Drawn:
    """A map and a reader's choices."""

    claims: tuple[str, ...]
    arguments: tuple[Argument, ...]
    accepted: tuple[str, ...]
    rejected: tuple[str, ...]


def random_map(seed: int, most: int = 15) -> Drawn:
    """Up to `most` claims and as many arguments: cycles of every kind, undercuts of undercuts, ids of nothing."""
    dice = random.Random(seed)
    claims = [f"c{number}" for number in range(dice.randint(0, most))]
    ids = [f"a{number}" for number in range(dice.randint(0, most))]
    arguments = []
    for name in ids:
        relation = dice.choice((*RELATIONS, "attacks", "undercuts"))
        known = ids if relation == "undercuts" else claims
        aim = dice.choice(known) if known and dice.random() < 0.95 else "nothing"
        of = [*claims * 10, "none"]
        premises = [dice.choice(of) for _ in range(dice.randint(0, 3))]
        arguments.append(step(name, " ".join(premises), relation if dice.random() < 0.98 else "", aim))
    choices = [dice.choice(("", "", "accepted", "rejected", "both")) for _ in claims] if dice.random() < 0.7 else []
    accepted = tuple(claim for claim, choice in zip(claims, choices, strict=False) if choice in ("accepted", "both"))
    rejected = tuple(claim for claim, choice in zip(claims, choices, strict=False) if choice in ("rejected", "both"))
    return Drawn(tuple(claims), tuple(arguments), accepted, rejected)


def random_framework(seed: int) -> Framework:
    """1 to 30 nodes with none to many attacks between them, self-attacks and cycles included."""
    dice = random.Random(seed)
    nodes = [f"n{number}" for number in range(dice.randint(1, 30))]
    count = dice.choice((0, len(nodes) // 2, len(nodes), 2 * len(nodes), 5 * len(nodes)))
    attacks = {(dice.choice(nodes), dice.choice(nodes)): None for _ in range(count)}
    if dice.random() < 0.3:  # a ring through some of the nodes, odd or even
        ring = dice.sample(nodes, dice.randint(1, len(nodes)))
        attacks |= dict.fromkeys(zip(ring, [*ring[1:], ring[0]], strict=True))
    return Framework(tuple(nodes), tuple(attacks))
