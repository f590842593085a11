"""What stands and what falls: equal to what pygarg computes, and as a reader's choices should have it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygarg.dung import solver

from edition.model.argument import Argument
from edition.resolve.grounded import READER, Framework, Label, framework, grounded
from edition.resolve.joined import Joined
from maps import Drawn, random_framework, random_map, step

# The oracle: pygarg, which knows attacks and nothing else of ours


def by_pygarg(graph: Framework) -> dict[str, Label]:
    """The grounded labelling from pygarg's grounded extension: it is in, what it attacks is out."""
    args, attacks = list(graph.nodes), [list(pair) for pair in graph.attacks]
    standing = set(solver.compute_some_extension(args, attacks, "GR"))
    fallen = {target for source, target in graph.attacks if source in standing}
    assert not standing & fallen
    return {node: "in" if node in standing else "out" if node in fallen else "undecided" for node in graph.nodes}


@pytest.mark.parametrize("first", range(0, 1000, 100))
def test_labels_are_those_of_pygarg_on_a_thousand_random_graphs(first: int) -> None:
    for seed in range(first, first + 100):
        graph = random_framework(seed)
        assert grounded(graph) == by_pygarg(graph), f"seed {seed}"


def test_the_random_graphs_hold_what_they_should() -> None:
    """Each label in many graphs, graphs that attack themselves, graphs without an attack, small ones and large."""
    graphs = [random_framework(seed) for seed in range(1000)]
    for label in ("in", "out", "undecided"):
        assert sum(label in grounded(graph).values() for graph in graphs) > 200
    assert sum(any(a == b for a, b in graph.attacks) for graph in graphs) > 200
    assert sum(not graph.attacks for graph in graphs) > 20
    assert {len(graph.nodes) for graph in graphs} == set(range(1, 31))


def test_labels_are_the_smallest_complete_extension_that_pygarg_finds_by_sat() -> None:
    """Its grounded extension is found by iteration, as ours is; its complete ones by a SAT solver."""
    for seed in range(150):
        graph = random_framework(seed)
        if len(graph.nodes) <= 10:
            complete = solver.extension_enumeration(list(graph.nodes), [list(pair) for pair in graph.attacks], "CO")
            smallest = set.intersection(*map(set, complete))
            assert {node for node, label in grounded(graph).items() if label == "in"} == smallest


@pytest.mark.parametrize("first", range(0, 300, 100))
def test_maps_with_choices_are_labelled_as_pygarg_labels_them(first: int) -> None:
    for seed in range(first, first + 100):
        graph = drawn_framework(random_map(seed))
        assert grounded(graph) == by_pygarg(graph), f"seed {seed}"


def test_every_debate_is_labelled_as_pygarg_labels_it(joined: Joined) -> None:
    """With nothing assumed, with each listed claim accepted or rejected, and with many choices at once."""
    dice = random.Random(1)
    assert joined.argumentation.maps
    for name, drawn in joined.argumentation.maps.items():
        choices: list[tuple[tuple[str, ...], tuple[str, ...]]] = [((), ())]
        for claim in map(str, drawn.debate.claims):
            choices += [((claim,), ()), ((), (claim,))]
        for _ in range(5):
            some = dice.sample(drawn.claims, len(drawn.claims) // 3)
            choices.append((tuple(some[::2]), tuple(some[1::2])))
        for accepted, rejected in choices:
            graph = framework(drawn.claims, drawn.arguments, accepted, rejected)
            assert grounded(graph) == by_pygarg(graph), (name, accepted, rejected)


# A few maps, told in words

BOTH = "for: p supports c, against: q attacks c"
MAPS = [
    ("", "", ""),
    ("c", "", "c stands"),
    ("c p", "for: p supports c", "c stands, p stands, for stands"),
    ("c q", "against: q attacks c", "c falls, q stands, against stands"),
    ("c p q", BOTH, "c open, p stands, q stands, for open, against open"),
    # an undercut frees the other side, an undercut of the undercut binds it again, and so on
    ("c p q", BOTH + ", u: q undercuts for", "c falls, p stands, q stands, for falls, against stands, u stands"),
    ("c p q", BOTH + ", u: q undercuts for, v: p undercuts u",
     "c open, p stands, q stands, for open, against open, u falls, v stands"),
    ("c p q", BOTH + ", u: q undercuts for, v: p undercuts u, w: q undercuts v",
     "c falls, p stands, q stands, for falls, against stands, u stands, v falls, w stands"),
    # who undercut each other stay open, and what one of them bears on with them
    ("c p", "x: p attacks c, y: p undercuts x", "c stands, p stands, x falls, y stands"),
    ("p", "x: p undercuts y, y: p undercuts x", "p stands, x open, y open"),
    ("c p", "x: p undercuts y, y: p undercuts x, z: p attacks c, v: p undercuts z, w: p undercuts v",
     "c falls, p stands, x open, y open, z stands, v falls, w stands"),
    # an argument falls with its premise, and with one premise of several
    ("c p q", "against: q attacks p, for: p supports c", "c stands, p falls, q stands, against stands, for falls"),
    ("c p q r", "no: r attacks q, against: p q attacks c",
     "c stands, p stands, q falls, r stands, no stands, against falls"),
    # an argument against its own premise, or at its own inference, settles nothing; for its own premise it is idle
    ("p", "x: p attacks p", "p open, x open"),
    ("p", "x: p undercuts x", "p stands, x open"),
    ("p", "x: p supports p", "p stands, x stands"),
    # two claims, each the reason against the other; three in a ring
    ("p q", "x: p attacks q, y: q attacks p", "p open, q open, x open, y open"),
    ("p q r", "x: p attacks q, y: q attacks r, z: r attacks p", "p open, q open, r open, x open, y open, z open"),
    # names of nothing count for nothing
    ("c", "x: nowhere attacks c, y: c undercuts nobody", "c falls, x stands, y falls"),
    ("c", "x: c attacks nowhere", "c stands, x stands"),
    ("c", "x: c c attacks c", "c open, x open"),
]  # fmt: skip


def steps(told: str) -> list[Argument]:
    """`x: p q attacks c, y: …` as arguments."""
    made = []
    for one in filter(None, told.split(", ")):
        name, *premises, relation, aim = one.replace(":", "").split()
        made.append(step(name, " ".join(premises), relation, aim))
    return made


def standing(claims: str, arguments: str, accepted: str = "", rejected: str = "") -> str:
    """What becomes of each claim and argument, as a row."""
    graph = framework(claims.split(), steps(arguments), accepted.split(), rejected.split())
    words = {"in": "stands", "out": "falls", "undecided": "open"}
    labels = grounded(graph)
    nodes = [node for node in graph.nodes if node.startswith(("claim:", "argument:"))]
    return ", ".join(f"{node.partition(':')[2]} {words[labels[node]]}" for node in nodes)


@pytest.mark.parametrize(("claims", "arguments", "told"), MAPS)
def test_a_map_where_nothing_is_assumed(claims: str, arguments: str, told: str) -> None:
    assert standing(claims, arguments) == told


@pytest.mark.parametrize(
    ("accepted", "rejected", "told"),
    [
        ("c", "", "c stands, p stands, q stands, for stands, against falls"),
        ("", "c", "c falls, p stands, q stands, for falls, against stands"),
        ("c", "c", "c stands, p stands, q stands, for stands, against falls"),  # who says both is taken to accept
        ("", "p", "c falls, p falls, q stands, for falls, against stands"),
        ("", "q", "c stands, p stands, q falls, for stands, against falls"),
        ("", "p q", "c stands, p falls, q falls, for falls, against falls"),
        ("p", "", "c open, p stands, q stands, for open, against open"),
        ("nowhere", "nothing", "c open, p stands, q stands, for open, against open"),
    ],
)
def test_a_reader_accepts_and_rejects(accepted: str, rejected: str, told: str) -> None:
    assert standing("c p q", BOTH, accepted, rejected) == told


def test_a_claim_named_twice_is_one_node() -> None:
    assert framework(["c", "c"], steps("x: c undercuts x, y: c c attacks c")) == framework(
        ["c"], steps("x: c undercuts x, y: c attacks c")
    )


# What holds of every map, whatever the reader chooses


@st.composite
def drawn_maps(draw: st.DrawFn) -> Drawn:
    """Small maps with choices, each part of which can be left out when an example is made smaller."""
    claims = [f"c{number}" for number in range(draw(st.integers(0, 6)))]
    ids = [f"a{number}" for number in range(draw(st.integers(0, 7)))]
    arguments = []
    for name in ids:
        relation = draw(st.sampled_from(("supports", "attacks", "undercuts")))
        aim = draw(st.sampled_from([*(ids if relation == "undercuts" else claims), "nothing"]))
        premises = draw(st.lists(st.sampled_from([*claims, "none"]), max_size=3))
        arguments.append(step(name, " ".join(premises), relation, aim))
    some = st.lists(st.sampled_from(claims), unique=True) if claims else st.just([])
    return Drawn(tuple(claims), tuple(arguments), tuple(draw(some)), tuple(draw(some)))


def drawn_framework(drawn: Drawn) -> Framework:
    return framework(drawn.claims, drawn.arguments, drawn.accepted, drawn.rejected)


def labels_of(drawn: Drawn, **instead: tuple[str, ...]) -> dict[str, Label]:
    """The labels of claims and arguments."""
    labels = grounded(drawn_framework(replace(drawn, **instead)))
    return {node: label for node, label in labels.items() if node.startswith(("claim:", "argument:"))}


@given(drawn_maps())
def test_labels_are_legal(drawn: Drawn) -> None:
    """What is in has no attacker that is not out; what is out has one that is in; what is undecided has neither."""
    graph = drawn_framework(drawn)
    labels = grounded(graph)
    for node in graph.nodes:
        against = {labels[source] for source, target in graph.attacks if target == node}
        expected = "in" if against <= {"out"} else "out" if "in" in against else "undecided"
        assert labels[node] == expected
    assert labels == by_pygarg(graph)


@given(drawn_maps())
def test_what_a_reader_accepts_stands_and_what_they_reject_falls(drawn: Drawn) -> None:
    labels = labels_of(drawn)
    for claim in drawn.accepted:
        assert labels[f"claim:{claim}"] == "in"
    for claim in set(drawn.rejected) - set(drawn.accepted):
        assert labels[f"claim:{claim}"] == "out"


@given(drawn_maps())
def test_an_argument_stands_only_on_premises_that_stand_and_falls_with_any(drawn: Drawn) -> None:
    labels = labels_of(drawn)
    for argument in drawn.arguments:
        premises = {labels[f"claim:{premise}"] for premise in argument.premises if f"claim:{premise}" in labels}
        label = labels[f"argument:{argument.id}"]
        assert label == "out" if "out" in premises else label != "in" or premises <= {"in"}


@given(drawn_maps())
def test_what_stands_leaves_nothing_standing_that_it_speaks_against(drawn: Drawn) -> None:
    labels = labels_of(drawn)
    for argument in drawn.arguments:
        if labels[f"argument:{argument.id}"] == "in" and argument.relation != "supports":
            kind = "argument" if argument.relation == "undercuts" else "claim"
            assert labels.get(f"{kind}:{argument.conclusion}", "out") == "out"


@given(drawn_maps())
def test_arguments_for_and_against_a_claim_never_stand_together(drawn: Drawn) -> None:
    labels = labels_of(drawn)
    found: dict[str, set[str]] = {}
    for argument in drawn.arguments:
        known = f"claim:{argument.conclusion}" in labels and argument.relation != "undercuts"
        if known and labels[f"argument:{argument.id}"] == "in":
            found.setdefault(argument.conclusion, set()).add(argument.relation)
    assert all(len(relations) == 1 for relations in found.values())


@given(drawn_maps())
def test_to_accept_a_claim_that_nothing_attacks_changes_nothing(drawn: Drawn) -> None:
    attacked = {argument.conclusion for argument in drawn.arguments if argument.relation == "attacks"}
    free = tuple(claim for claim in drawn.claims if claim not in attacked and claim not in drawn.rejected)
    assert labels_of(drawn) == labels_of(drawn, accepted=drawn.accepted + free)


@given(drawn_maps())
def test_a_choice_that_goes_against_no_label_unsettles_nothing(drawn: Drawn) -> None:
    """To accept what stands or is open and reject what falls or is open keeps all that stands and all that falls."""
    free = labels_of(drawn, accepted=(), rejected=())
    accepted = tuple(claim for claim in drawn.accepted if free[f"claim:{claim}"] != "out")
    rejected = tuple(claim for claim in drawn.rejected if free[f"claim:{claim}"] != "in" and claim not in accepted)
    chosen = labels_of(drawn, accepted=accepted, rejected=rejected)
    assert {node: chosen[node] for node, label in free.items() if label != "undecided"} == {
        node: label for node, label in free.items() if label != "undecided"
    }


@given(drawn_maps())
def test_to_accept_what_stands_and_reject_what_falls_changes_nothing(drawn: Drawn) -> None:
    free = labels_of(drawn, accepted=(), rejected=())
    accepted = tuple(claim for claim in drawn.claims if free[f"claim:{claim}"] == "in")
    rejected = tuple(claim for claim in drawn.claims if free[f"claim:{claim}"] == "out")
    assert labels_of(drawn, accepted=accepted, rejected=rejected) == free


@given(drawn_maps(), st.randoms(use_true_random=False))
def test_names_and_order_make_no_difference(drawn: Drawn, dice: random.Random) -> None:
    names = [*drawn.claims, *(argument.id for argument in drawn.arguments)]
    others = dict(zip(names, dice.sample([f"n{number}" for number in range(99)], len(names)), strict=True))

    def renamed(argument: Argument) -> Argument:
        premises = " ".join(others.get(premise, "none") for premise in argument.premises)
        return step(others[argument.id], premises, argument.relation, others.get(argument.conclusion, "nothing"))

    def mixed(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dice.sample([others[name] for name in names], len(names)))

    arguments = [renamed(argument) for argument in drawn.arguments]
    dice.shuffle(arguments)
    other = Drawn(mixed(drawn.claims), tuple(arguments), mixed(drawn.accepted), mixed(drawn.rejected))
    expected = {
        f"{kind}:{others[name]}": label
        for (kind, _, name), label in ((node.partition(":"), label) for node, label in labels_of(drawn).items())
    }
    assert labels_of(other) == expected


def test_a_reader_who_chooses_nothing_is_no_node() -> None:
    assert READER not in framework(["c"], []).nodes
    assert READER in framework(["c"], [], accepted=["c"]).nodes


def test_a_chain_of_ten_thousand_undercuts_needs_no_stack() -> None:
    chain = [step(f"a{number}", "p", "undercuts", f"a{number + 1}") for number in range(10_000)]
    labels = grounded(framework(["p"], chain))
    assert [labels[f"argument:a{number}"] for number in range(4)] == ["in", "out", "in", "out"]
    assert labels["argument:a9999"] == "out"
