"""The argument layer as a graph: what bears on what, who makes it, what answers it, and what hangs on a claim."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..model.anchor import Anchor
from ..model.argument import Argument
from ..model.debate import Debate
from ..model.edition import Edition
from .positions import AGAINST, FOR, Holder, Position, Spoken, Verb, holder_of, may_follow
from .quotations import Quotation


@dataclass(frozen=True)
class Making:
    """One place where somebody makes an argument."""

    holder: Holder
    anchor: Anchor
    published: str | None

    @property
    def when(self) -> tuple[str, str, int]:
        """Sorts as positions do: dated before undated, then in the order of the text."""
        return self.published or "~", self.anchor.source.id, self.anchor.segments[0].start


@dataclass(frozen=True)
class Answer:
    """What meets an argument: another argument, or somebody's stance on one of its claims.

    `undercut`: its inference is hit; `premise`: a premise is attacked, denied or doubted; `granted`: a premise or the
    conclusion is conceded; `countered`: only the opposite of its conclusion is argued, by others and afterwards.
    """

    kind: Literal["undercut", "premise", "granted", "countered"]
    argument: str | None = None
    position: Position | None = None
    claim: str | None = None  # the premise or conclusion that is met


@dataclass(frozen=True)
class Map:
    """What a debate's map shows: its claims, what bears on them, and the premises that these bring with them."""

    debate: Debate
    claims: tuple[str, ...]  # those of the debate first
    arguments: tuple[Argument, ...]


class Argumentation:
    """Looks up, for claims and arguments by id, everything that is joined to them; names of nothing are left out."""

    def __init__(
        self,
        edition: Edition,
        positions: Iterable[Position],
        made: dict[str, tuple[Anchor, ...]],
        quotations: Mapping[str, dict[str, Quotation]],
    ) -> None:
        self.edition = edition
        self.positions: dict[str, list[Position]] = defaultdict(list)  # by claim, by time
        for position in sorted(positions, key=lambda one: one.when):
            self.positions[position.claim].append(position)
        self.making = {
            name: sorted((_said(edition, anchor, quotations) for anchor in anchors), key=lambda one: one.when)
            for name, anchors in made.items()
        }
        self.supporting: dict[str, list[Argument]] = defaultdict(list)
        self.attacking: dict[str, list[Argument]] = defaultdict(list)
        self.undercutting: dict[str, list[Argument]] = defaultdict(list)
        self.using: dict[str, list[Argument]] = defaultdict(list)  # the arguments that start from a claim
        by_relation = {"supports": self.supporting, "attacks": self.attacking, "undercuts": self.undercutting}
        for argument in sorted(edition.arguments.values(), key=self._first_made):
            if argument.relation:
                by_relation[argument.relation][argument.conclusion].append(argument)
            for premise in dict.fromkeys(map(str, argument.premises)):
                self.using[premise].append(argument)
        maps = [self._map(debate) for debate in edition.debates.values()]
        # Wherever debates are listed, they stand in the order in which their questions come up in the texts.
        self.maps = {one.debate.id: one for one in sorted(maps, key=self._opened)}
        self.debates_of: dict[str, list[str]] = defaultdict(list)  # by `claim:x` and `argument:y`
        for name, one in self.maps.items():
            for node in [f"claim:{claim}" for claim in one.claims] + [f"argument:{a.id}" for a in one.arguments]:
                self.debates_of[node].append(name)

    def _first_made(self, argument: Argument) -> tuple[str, str, int, str]:
        first = next((one.when for one in self.making[argument.id]), ("~~", "", 0))
        return (*first, argument.id)

    def _map(self, debate: Debate) -> Map:
        listed = [str(claim) for claim in dict.fromkeys(debate.claims) if claim in self.edition.claims]
        steps = [step for claim in listed for step in self.supporting[claim] + self.attacking[claim]]
        for step in steps:  # grows as it goes: what undercuts an undercut is drawn too; each bears on one thing only
            steps += self.undercutting[step.id]
        premises = [str(p) for step in steps for p in step.premises if p in self.edition.claims]
        return Map(debate, tuple(dict.fromkeys([*listed, *premises])), tuple(steps))

    def _opened(self, drawn: Map) -> tuple[tuple[str, str, int], str]:
        """When somebody first takes a stance on the claim that a debate turns on."""
        first = [one.when for claim in drawn.claims[:1] for one in self.positions[claim]]
        return min(first, default=("~~", "", 0)), drawn.debate.id

    def makers(self, argument: str) -> list[Holder]:
        """Who makes an argument, in the order of time, each once."""
        return list(dict.fromkeys(one.holder for one in self.making[argument]))

    def latest(self, claim: str) -> dict[Holder, Verb]:
        """The last stance of each holder on a claim."""
        return {position.holder: position.verb for position in self.positions[claim]}

    def answers(self, argument: Argument) -> list[Answer]:
        """What others than its makers say to an argument: what meets its step or its premises first."""
        makers = set(self.makers(argument.id))

        def by_others(steps: list[Argument]) -> list[Argument]:
            return [step for step in steps if not makers.issuperset(self.makers(step.id))]

        found = [Answer("undercut", step.id) for step in by_others(self.undercutting[argument.id])]
        for premise in dict.fromkeys(map(str, argument.premises)):
            against = by_others(self.attacking[premise])
            found += [Answer("premise", step.id, claim=premise) for step in against]
            told = {step.id for step in against}
            found += [
                Answer("granted" if one.verb == "concedes" else "premise", position=one, claim=premise)
                for one in self.positions[premise]
                if one.holder not in makers
                and one.verb != "asserts"
                and one.argument not in told
                and self._after(one, argument)
            ]
        if argument.relation in ("supports", "attacks"):
            granting = [one for one in self.positions[argument.conclusion] if one.verb == "concedes"]
            if argument.relation == "supports":
                found += [
                    Answer("granted", position=one, claim=argument.conclusion)
                    for one in granting
                    if one.holder not in makers and self._after(one, argument)
                ]
            opposite = self.attacking if argument.relation == "supports" else self.supporting
            found += [
                Answer("countered", step.id, claim=argument.conclusion)
                for step in by_others(opposite[argument.conclusion])
                if any(self._after(one, argument) for one in self.making[step.id])
            ]
        return found

    def _after(self, words: Spoken, argument: Argument) -> bool:
        """Whether words may come after some place where the argument is made."""
        return any(may_follow(words, making) for making in self.making[argument.id])

    def opposed(self, claim: str) -> tuple[list[Position], list[Position]]:
        """The last stances of named people for and against a claim; a crux has both."""
        last = {one.holder: one for one in self.positions[claim] if one.holder.kind == "person"}
        return [p for p in last.values() if p.verb in FOR], [p for p in last.values() if p.verb in AGAINST]

    def hanging(self, claim: str) -> tuple[set[str], set[str]]:
        """The claims and arguments that rest on a claim: through premises, conclusions and undercuts, to the end."""
        claims: set[str] = {claim}
        steps: set[str] = set()
        waiting: deque[Argument] = deque(self.using[claim])
        while waiting:
            step = waiting.popleft()
            if step.id in steps:
                continue
            steps.add(step.id)
            if step.relation == "undercuts":
                if step.conclusion in self.edition.arguments:
                    waiting.append(self.edition.arguments[step.conclusion])
            elif step.conclusion in self.edition.claims and step.conclusion not in claims:
                claims.add(step.conclusion)
                waiting.extend(self.using[step.conclusion])
        return claims - {claim}, steps


def _said(edition: Edition, anchor: Anchor, quotations: Mapping[str, dict[str, Quotation]]) -> Making:
    holder, published = holder_of(edition, anchor, quotations)
    return Making(holder, anchor, published)
