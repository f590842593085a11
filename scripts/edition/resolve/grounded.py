"""What stands and what falls under grounded semantics, given what a reader accepts or rejects.

A map of claims and arguments becomes an abstract argumentation framework, after Dung (1995), by the attacks that
structured argumentation knows (Modgil and Prakken, 2014): an argument is attacked through a premise that falls
(undermined), by an argument for the opposite of its conclusion (rebutted), or at its inference (undercut). A claim
against which nothing speaks stands; one with unanswered arguments on both sides is open. Who accepts or rejects a claim
adds an unattacked node that attacks everything to the contrary. The grounded labelling is the least committed one there
is (Caminada, 2006). `assets/javascripts/what-if.js` does the same in the browser; a test holds the two together.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from ..model.argument import Argument

Label = Literal["in", "out", "undecided"]
READER = "reader"


@dataclass(frozen=True)
class Framework:
    """Nodes and attacks (attacker, attacked) between them: `claim:x`, `argument:y`, `not:x` and `reader`."""

    nodes: tuple[str, ...]
    attacks: tuple[tuple[str, str], ...]


def framework(
    claims: Iterable[str],
    arguments: Iterable[Argument],
    accepted: Collection[str] = (),
    rejected: Collection[str] = (),
) -> Framework:
    """The framework of a map; claims and arguments that an argument names and the map does not hold are left out."""
    known = list(dict.fromkeys(claims))
    steps = list(arguments)
    held, ids = set(known), {step.id for step in steps}
    nodes = [f"claim:{claim}" for claim in known] + [f"argument:{step.id}" for step in steps]
    attacks: list[tuple[str, str]] = []
    pro: dict[str, list[str]] = defaultdict(list)
    con: dict[str, list[str]] = defaultdict(list)
    denied: list[str] = []
    for step in steps:
        node = f"argument:{step.id}"
        for premise in dict.fromkeys(map(str, step.premises)):
            if premise in held:
                denied.append(premise)
                attacks.append((f"not:{premise}", node))
        if step.relation == "undercuts" and step.conclusion in ids:
            attacks.append((node, f"argument:{step.conclusion}"))
        elif step.relation in ("supports", "attacks") and step.conclusion in held:
            (pro if step.relation == "supports" else con)[step.conclusion].append(node)
    for premise in dict.fromkeys(denied):
        nodes.append(f"not:{premise}")
        attacks.append((f"claim:{premise}", f"not:{premise}"))
    for claim, against in con.items():
        attacks += [(node, f"claim:{claim}") for node in against]
        attacks += [pair for one in against for other in pro[claim] for pair in ((one, other), (other, one))]
    chosen = [claim for claim in known if claim in accepted or claim in rejected]
    if chosen:
        nodes.append(READER)
    for claim in chosen:
        contrary = con[claim] if claim in accepted else [f"claim:{claim}", *pro[claim]]
        attacks += [(READER, node) for node in contrary]
    return Framework(tuple(nodes), tuple(dict.fromkeys(attacks)))


def grounded(graph: Framework) -> dict[str, Label]:
    """The grounded labelling, in time proportional to nodes and attacks.

    What nothing attacks that may yet stand is in; what something attacks that is in is out; the rest is undecided.
    """
    attackers: dict[str, int] = dict.fromkeys(graph.nodes, 0)  # that are not out
    attacked: dict[str, list[str]] = defaultdict(list)
    for source, target in dict.fromkeys(graph.attacks):
        attackers[target] += 1
        attacked[source].append(target)
    labels: dict[str, Label] = {}
    ready = deque(node for node in graph.nodes if not attackers[node])
    while ready:
        node = ready.popleft()
        labels[node] = "in"
        for loser in attacked[node]:
            if loser in labels:
                continue
            labels[loser] = "out"
            for freed in attacked[loser]:
                attackers[freed] -= 1
                if not attackers[freed]:  # never of what is out: its attacker that is in stays
                    ready.append(freed)
    return {node: labels.get(node, "undecided") for node in graph.nodes}
