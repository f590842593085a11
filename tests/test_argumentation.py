"""The argument layer as a graph: makers, answers, cruxes, what hangs on a claim, and what a debate's map shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tiny
from edition.model.argument import Argument
from edition.model.edition import Edition
from edition.resolve.argumentation import Answer
from edition.resolve.joined import Joined, join
from edition.rules import argument as argument_rule
from edition.rules import check, support_cycle
from maps import bare, layer, random_map, step, thread

DAYS = [f"2023-04-{day:02}T10:00:00.000Z" for day in range(18, 28)]
TALK = thread(
    "talk",
    ("Ann", DAYS[0], "Ann one.\nAnn two."),
    ("Bob", DAYS[1], "Bob one.\nBob two."),
    ("Ann", DAYS[2], "Ann three.\nAnn four."),
    ("Cleo", DAYS[3], "Cleo one.\nCleo two."),
)
Steps = dict[str, tuple[str, str, Sequence[str]]]


def told(answer: Answer) -> str:
    """`kind by what (on which claim)`."""
    position = answer.position
    by = answer.argument or (f"{position.holder.name} {position.verb}" if position else "")
    return f"{answer.kind} by {by}" + (f" on {answer.claim}" if answer.claim else "")


def answers(arguments: Steps, *notes: tuple[str, str, str]) -> list[str]:
    """What meets the argument `a` among these arguments and notes (verb, claim, words)."""
    taken = [{"stance": {verb: claim}, "target": [words]} for verb, claim, words in notes]
    joined = layer(TALK, claims="p q c d", arguments=arguments, notes=taken)
    return [told(one) for one in joined.argumentation.answers(joined.edition.arguments["a"])]


FOR: Steps = {"a": ("p", "supports c", ["Ann two."])}
AGAINST: Steps = {"a": ("p", "attacks c", ["Ann two."])}

# Answers


def test_an_argument_that_nobody_meets_has_no_answer() -> None:
    assert answers(FOR | {"b": ("q", "supports d", ["Bob one."])}) == []


@pytest.mark.parametrize("words", ["Bob one.", "Cleo one."], ids=["before", "after"])
def test_an_undercut_names_what_it_meets_whenever_it_was_made(words: str) -> None:
    later: Steps = {"a": ("p", "supports c", ["Ann three."])}
    assert answers(later | {"b": ("q", "undercuts a", [words])}) == ["undercut by b"]
    assert answers(later | {"b": ("q", "attacks p", [words])}) == ["premise by b on p"]


def test_who_made_an_argument_does_not_answer_it() -> None:
    own: Steps = {
        "b": ("q", "undercuts a", ["Ann three."]),
        "e": ("q", "attacks p", ["Ann three."]),
        "f": ("q", "attacks c", ["Ann three."]),
    }
    notes = [("doubts", "p", "Ann four."), ("concedes", "p", "Ann four."), ("concedes", "c", "Ann four.")]
    assert answers(FOR | own, *notes) == []


def test_an_answer_that_its_maker_shares_with_another_is_an_answer() -> None:
    assert answers(FOR | {"b": ("q", "undercuts a", ["Ann three.", "Bob one."])}) == ["undercut by b"]


def test_an_argument_that_two_people_make_is_answered_by_a_third() -> None:
    both: Steps = {"a": ("p", "supports c", ["Ann two.", "Bob one."])}
    assert answers(both | {"b": ("q", "undercuts a", ["Bob two."])}) == []
    assert answers(both | {"b": ("q", "undercuts a", ["Cleo one."])}) == ["undercut by b"]


def test_an_answer_that_nobody_makes_is_none() -> None:
    assert (
        answers(FOR | {"b": ("q", "undercuts a", []), "e": ("q", "attacks c", []), "f": ("q", "attacks p", [])}) == []
    )


def test_an_attack_on_a_premise_is_told_once_with_the_premise() -> None:
    assert answers(FOR | {"b": ("q", "attacks p", ["Bob one."])}) == ["premise by b on p"]


def test_a_premise_that_another_argument_takes_for_false_is_told_by_stance() -> None:
    """Who attacks with a premise asserts it: only a denial meets a premise, not another use of it."""
    assert answers(FOR | {"b": ("p", "supports d", ["Bob one."])}) == []


@pytest.mark.parametrize(
    ("verb", "told"),
    [("denies", ["premise by Bob denies on p"]), ("doubts", ["premise by Bob doubts on p"]),
     ("concedes", ["granted by Bob concedes on p"]), ("asserts", [])],
)  # fmt: skip
def test_a_stance_on_a_premise_meets_the_argument(verb: str, told: list[str]) -> None:
    assert answers(FOR, (verb, "p", "Bob one.")) == told


def test_a_stance_that_was_taken_before_the_argument_was_made_does_not_meet_it() -> None:
    later: Steps = {"a": ("p", "supports c", ["Ann three."])}
    assert answers(later, ("denies", "p", "Bob one."), ("concedes", "c", "Bob two.")) == []
    assert answers(later, ("denies", "p", "Cleo one.")) == ["premise by Cleo denies on p"]


def test_a_stance_meets_an_argument_that_was_made_before_and_after_it() -> None:
    twice: Steps = {"a": ("p", "supports c", ["Ann one.", "Ann three."])}
    assert answers(twice, ("denies", "p", "Bob one.")) == ["premise by Bob denies on p"]


def test_who_concedes_the_conclusion_grants_an_argument_for_it_and_none_against_it() -> None:
    assert answers(FOR, ("concedes", "c", "Bob one.")) == ["granted by Bob concedes on c"]
    assert answers(AGAINST, ("concedes", "c", "Bob one.")) == []


@pytest.mark.parametrize(
    ("argument", "opposite"), [(FOR, "attacks c"), (AGAINST, "supports c")], ids=["for", "against"]
)
def test_the_opposite_argued_afterwards_by_others_counters(argument: Steps, opposite: str) -> None:
    assert answers(argument | {"b": ("q", opposite, ["Bob one."])}) == ["countered by b on c"]


def test_the_opposite_argued_before_counters_nothing() -> None:
    later: Steps = {"a": ("p", "supports c", ["Ann three."])}
    assert answers(later | {"b": ("q", "attacks c", ["Bob one."])}) == []
    assert answers(later | {"b": ("q", "attacks c", ["Bob one.", "Cleo one."])}) == ["countered by b on c"]


def test_an_undercut_is_not_countered() -> None:
    """Its conclusion is an argument: what meets it undercuts it, or meets its premises."""
    arguments = {"x": ("d", "supports c", ["Bob one."]), "a": ("p", "undercuts x", ["Ann three."])}
    assert answers(arguments | {"b": ("q", "supports c", ["Cleo one."])}) == []
    assert answers(arguments | {"b": ("q", "undercuts a", ["Cleo one."])}) == ["undercut by b"]


def test_what_hits_the_step_or_a_premise_comes_first() -> None:
    arguments = FOR | {
        "b": ("q", "attacks c", ["Bob one."]),
        "e": ("d", "attacks p", ["Bob two."]),
        "f": ("d", "undercuts a", ["Cleo one."]),
    }
    assert answers(arguments, ("concedes", "c", "Cleo two.")) == [
        "undercut by f",
        "premise by e on p",
        "granted by Cleo concedes on c",
        "countered by b on c",
    ]


def test_words_of_another_text_may_have_come_later() -> None:
    other = thread("other", ("Bob", None, "Bob elsewhere."))
    joined = layer(
        TALK,
        other,
        claims="p c",
        arguments=FOR,
        notes=[{"stance": {"denies": "p"}, "target": ["other: Bob elsewhere."]}],
    )
    assert [told(one) for one in joined.argumentation.answers(joined.edition.arguments["a"])] == [
        "premise by Bob denies on p"
    ]


# Who, when, and which side


def test_makers_are_told_once_in_the_order_of_time() -> None:
    made = {"a": ("p", "supports c", ["Cleo one.", "Ann three.", "Bob one.", "Ann one."])}
    layer_ = layer(TALK, claims="p c", arguments=made).argumentation
    assert [holder.name for holder in layer_.makers("a")] == ["Ann", "Bob", "Cleo"]


def test_the_latest_stance_of_each_holder_counts() -> None:
    notes = [("asserts", "Ann one."), ("denies", "Bob one."), ("concedes", "Cleo one."), ("doubts", "Ann three.")]
    found = layer(
        TALK, claims="c", notes=[{"stance": {verb: "c"}, "target": [words]} for verb, words in reversed(notes)]
    ).argumentation
    assert {holder.name: verb for holder, verb in found.latest("c").items()} == {
        "Ann": "doubts",
        "Bob": "denies",
        "Cleo": "concedes",
    }
    assert found.latest("nowhere") == {}


def test_a_crux_has_named_people_on_both_sides_at_last() -> None:
    source = thread(
        "talk",
        ("Ann", DAYS[0], "Ann one."),
        ("Bob", DAYS[1], "Bob one.\nA friend says no."),
        ("Ann", DAYS[2], "Ann two."),
        quoting={"A friend": ("unknown", "a friend")},
    )

    def sides(*stances: tuple[str, str]) -> tuple[list[str], list[str]]:
        notes = [{"stance": {verb: "c"}, "target": [words]} for verb, words in stances]
        positive, negative = layer(source, claims="c", notes=notes).argumentation.opposed("c")
        return [f"{p.holder.name} {p.verb}" for p in positive], [f"{p.holder.name} {p.verb}" for p in negative]

    assert sides(("asserts", "Ann one."), ("denies", "Bob one.")) == (["Ann asserts"], ["Bob denies"])
    assert sides(("asserts", "Ann one."), ("doubts", "Bob one.")) == (["Ann asserts"], ["Bob doubts"])
    assert sides(("asserts", "Ann one."), ("denies", "Bob one."), ("doubts", "Ann two.")) == (
        [],
        ["Ann doubts", "Bob denies"],
    )
    assert sides(("denies", "Ann one."), ("asserts", "Bob one."), ("concedes", "Ann two.")) == (
        ["Ann concedes", "Bob asserts"],
        [],
    )
    assert sides(("asserts", "Ann one."), ("denies", "A friend says no.")) == (["Ann asserts"], [])


# What hangs on a claim


def hanging(claims: str, arguments: list[Argument], claim: str) -> tuple[list[str], list[str]]:
    found, steps = bare(claims, arguments).hanging(claim)
    return sorted(found), sorted(steps)


def test_what_rests_on_a_claim_is_followed_through_conclusions_and_undercuts_to_the_end() -> None:
    arguments = [
        step("a", "p", "supports", "q"),
        step("b", "q", "attacks", "r"),
        step("e", "r", "undercuts", "f"),
        step("f", "x", "supports", "y"),
        step("g", "x", "supports", "z"),
    ]
    assert hanging("p q r x y z", arguments, "p") == (["q", "r", "y"], ["a", "b", "e", "f"])
    assert hanging("p q r x y z", arguments, "y") == ([], [])


def test_a_ring_hangs_on_itself_without_end_and_a_claim_is_not_told_to_hang_on_itself() -> None:
    ring = [step("a", "p", "supports", "q"), step("b", "q", "attacks", "p"), step("u", "p", "undercuts", "u")]
    assert hanging("p q", ring, "p") == (["q"], ["a", "b", "u"])


def test_names_of_nothing_hold_nothing() -> None:
    assert hanging("p", [step("a", "p", "supports", "no"), step("b", "p", "undercuts", "no")], "p") == ([], ["a", "b"])
    assert hanging("p", [step("a", "no", "supports", "p")], "no") == (["p"], ["a"])


# Maps


def drawn(claims: str, arguments: list[Argument], listed: str) -> tuple[str, str]:
    """The claims and arguments of the map of a debate."""
    found = bare(claims, arguments, {"d": listed}).maps["d"]
    return " ".join(found.claims), " ".join(argument.id for argument in found.arguments)


def test_a_map_shows_what_bears_on_its_claims_and_the_premises_of_that() -> None:
    arguments = [
        step("a", "p q", "supports", "c"),
        step("b", "r", "attacks", "c"),
        step("e", "s", "supports", "p"),  # p is a premise here and not argued about
        step("f", "s", "supports", "d"),
    ]
    assert drawn("c d p q r s", arguments, "c") == ("c p q r", "a b")
    assert drawn("c d p q r s", arguments, "c p") == ("c p q r s", "a b e")


def test_a_map_shows_undercuts_of_undercuts_to_the_end_with_their_premises() -> None:
    arguments = [
        step("a", "p", "supports", "c"),
        step("u1", "q", "undercuts", "a"),
        step("u2", "r", "undercuts", "u1"),
        step("u3", "s", "undercuts", "u2"),
        step("u4", "s", "undercuts", "u1"),
        step("x", "t", "undercuts", "y"),
    ]
    assert drawn("c p q r s t", arguments, "c") == ("c p q r s", "a u1 u2 u4 u3")


def test_arguments_that_undercut_each_other_or_themselves_are_drawn_once() -> None:
    arguments = [
        step("a", "p", "supports", "c"),
        step("u1", "p", "undercuts", "a"),
        step("u2", "p", "undercuts", "u1"),
        step("u1x", "p", "undercuts", "u1x"),
        step("u3", "p c", "undercuts", "u2"),
    ]
    assert drawn("c p", arguments, "c") == ("c p", "a u1 u2 u3")


def test_a_map_leaves_out_what_is_not_there() -> None:
    assert drawn("c", [step("a", "no", "attacks", "c"), step("b", "c", "supports", "no")], "no c c") == ("c", "a")
    assert drawn("c", [step("a", "c")], "c") == ("c", "")


def test_a_claim_of_two_debates_is_on_both_maps() -> None:
    arguments = [step("a", "p", "supports", "c"), step("b", "p", "attacks", "d")]
    found = bare("c d p", arguments, {"one": "c", "two": "d c", "three": ""})
    assert {name: [a.id for a in one.arguments] for name, one in found.maps.items()} == {
        "one": ["a"],
        "two": ["b", "a"],
        "three": [],
    }
    assert found.debates_of["claim:c"] == ["one", "two"]
    assert found.debates_of["claim:p"] == ["one", "two"]
    assert found.debates_of["argument:b"] == ["two"]


def test_arguments_stand_in_the_order_in_which_they_were_first_made() -> None:
    made = {
        "z": ("p", "supports c", ["Ann one."]),
        "a": ("p", "supports c", ["Cleo one."]),
        "m": ("p", "supports c", ["Cleo two.", "Bob one."]),
        "n": ("p", "supports c", []),
    }
    joined = layer(TALK, claims="p c", arguments=made, debates={"d": "c"})
    assert [one.id for one in joined.argumentation.maps["d"].arguments] == ["z", "m", "a", "n"]
    assert [one.id for one in joined.argumentation.using["p"]] == ["z", "m", "a", "n"]


@given(st.integers(0, 100_000))
def test_any_map_is_closed_under_undercuts_and_premises(seed: int) -> None:
    made = random_map(seed)
    listed = made.claims[: len(made.claims) // 2]
    if not made.claims:
        return
    found = bare(" ".join(made.claims), list(made.arguments), {"d": " ".join(listed)}).maps["d"]
    ids = {argument.id for argument in found.arguments}
    assert len(ids) == len(found.arguments)
    assert len(set(found.claims)) == len(found.claims)
    assert found.claims[: len(listed)] == listed
    for argument in made.arguments:
        aim, undercuts = argument.conclusion, argument.relation == "undercuts"
        on_map = aim in ids if undercuts else bool(argument.relation) and aim in listed
        if not (undercuts and aim == argument.id):
            assert (argument.id in ids) >= on_map
    for argument in found.arguments:
        assert {str(premise) for premise in argument.premises} & set(made.claims) <= set(found.claims)
        assert argument.conclusion in (ids if argument.relation == "undercuts" else listed)


# The real edition, and a large one


def test_on_the_real_maps_everything_that_is_drawn_exists(joined: Joined) -> None:
    layer_ = joined.argumentation
    assert layer_.maps
    for found in layer_.maps.values():
        assert set(found.claims) <= joined.edition.claims.keys()
        for argument in found.arguments:
            assert joined.edition.arguments[argument.id] is argument
            assert layer_.makers(argument.id)


def chain(length: int, relation: str) -> Edition:
    """Each argument supports the premise of the next, or undercuts it."""
    claims = [f"c{number}" for number in range(length + 1)]
    edition = layer(tiny.text("Nobody knows."), claims=" ".join(claims)).edition
    for number in range(length):
        aim = f"c{number + 1}" if relation == "supports" else f"a{number + 1}"
        edition.arguments[f"a{number}"] = step(f"a{number}", f"c{number}", relation, aim)
    return edition


@pytest.mark.parametrize("relation", ["supports", "undercuts"])
def test_three_thousand_arguments_in_one_chain_are_no_matter(relation: str) -> None:
    """Nothing recurses: Python's stack holds a thousand calls."""
    joined = join(chain(3000, relation))
    unmade = {"unheld", "unmade"}
    assert {problem.rule for problem in check(joined)} == (unmade if relation == "supports" else {*unmade, "argument"})
    claims, steps = joined.argumentation.hanging("c0")
    assert len(claims) == (3000 if relation == "supports" else 0)
    assert len(steps) == 3000


def test_a_ring_of_three_thousand_is_one_cycle_and_told_in_a_line() -> None:
    edition = chain(3000, "supports")
    edition.arguments["last"] = step("last", "c3000", "supports", "c0")
    (problem,) = support_cycle.check(join(edition))
    assert problem.message.startswith("`c0` supports itself: through `a0` to `c1`")
    assert problem.message.endswith("through 2996 more arguments, through `last` to `c0`.")
    assert len(problem.message) < 300


# Cycles of supports


def cycles(claims: str, *arguments: Argument) -> list[str]:
    edition = layer(tiny.text("Nobody knows."), claims=claims).edition
    edition.arguments.update((argument.id, argument) for argument in arguments)
    return [problem.message for problem in support_cycle.check(join(edition))]


def test_only_supports_make_a_cycle_of_supports() -> None:
    back = [step("a", "p", "supports", "q")]
    assert len(cycles("p q", *back, step("b", "q", "supports", "p"))) == 1
    assert cycles("p q", *back, step("b", "q", "attacks", "p")) == []
    assert cycles("p q", *back, step("b", "q", "undercuts", "a")) == []
    assert cycles("p q", step("b", "p", "attacks", "p")) == []  # a reductio


def test_a_claim_that_supports_itself_at_once_is_for_the_rule_argument() -> None:
    edition = layer(tiny.text("Nobody knows."), claims="p").edition
    edition.arguments["a"] = step("a", "p", "supports", "p")
    joined = join(edition)
    assert list(support_cycle.check(joined)) == []
    assert [problem.message for problem in argument_rule.check(joined)] == [
        "`p` is a premise and the conclusion: the argument rests on itself."
    ]


def test_a_cycle_is_told_from_wherever_it_is_reached() -> None:
    arguments = [step("a", "x", "supports", "p"), step("b", "p", "supports", "q"), step("e", "q", "supports", "p")]
    for claims in ("x p q", "q p x", "p x q"):
        assert len(cycles(claims, *arguments)) == 1


def test_two_ways_to_one_conclusion_are_no_cycle() -> None:
    arguments = [
        step("a", "p", "supports", "q"), step("b", "p", "supports", "r"),
        step("e", "q", "supports", "s"), step("f", "r", "supports", "s"),
    ]  # fmt: skip
    assert cycles("p q r s", *arguments) == []


@given(st.integers(0, 100_000))
def test_a_cycle_is_told_if_and_only_if_there_is_one(seed: int) -> None:
    """Against the transitive closure, found by trying."""
    made = random_map(seed, 8)
    reaches = {claim: set[str]() for claim in made.claims}
    for argument in made.arguments:
        if argument.relation == "supports" and argument.conclusion not in argument.premises:
            for premise in map(str, argument.premises):
                if premise in reaches and argument.conclusion in reaches:
                    reaches[premise].add(argument.conclusion)
    for _ in made.claims:
        for found in reaches.values():
            found |= {further for one in list(found) for further in reaches[one]}
    round_ = any(claim in found for claim, found in reaches.items())
    if made.claims:
        assert bool(cycles(" ".join(made.claims), *made.arguments)) == round_


def test_nothing_of_this_depends_on_where_the_edition_lies() -> None:
    assert join(Edition(Path("nowhere"))).argumentation.maps == {}


def test_debates_stand_in_the_order_in_which_their_questions_come_up(joined: Joined) -> None:
    layer = joined.argumentation
    opened = [min(one.when for one in layer.positions[str(drawn.debate.claims[0])]) for drawn in layer.maps.values()]
    assert opened == sorted(opened)
