"""An argument has premises that exist, and supports, attacks or undercuts one thing that exists and is not itself.

What is supported or attacked is a claim. What is undercut is an argument: the premises may be true, it says, and the
conclusion still does not follow. Who rejects a claim attacks that claim; who rejects a premise attacks the premise.

Bad (docs/arguments/actor-commits-to-role.md):
    argument: {premises: [actor-has-no-goal], undercuts: no-goal-behind-the-mask}
Good (docs/arguments/actor-commits-to-role.md):
    argument: {premises: [actor-has-no-goal], supports: no-goal-behind-the-mask}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.argument import Argument
from ..model.edition import Edition
from ..problem import Problem
from ..resolve.address import Unresolved, resolve
from ..resolve.joined import Joined
from ..text import Located

ID = "argument"


def check(joined: Joined) -> Iterator[Problem]:
    """Unknown and self-referring ids, claims for arguments and the reverse, no or several conclusions, no premise."""
    edition = joined.edition
    for argument in edition.arguments.values():
        for number, premise in enumerate(argument.premises):
            if premise in argument.premises[:number]:
                yield Problem(ID, premise.place, f"The premise `{premise}` is named twice.", "Delete one of them.")
            elif premise in edition.arguments and premise not in edition.claims:
                message = f"A premise is a claim, and `{premise}` is an argument."
                yield Problem(ID, premise.place, message, _meant(edition, premise))
            else:
                yield from _exists(joined, "claim", premise)
        if not edition.has_fault_at(argument.place.document.path):
            yield from _parts(argument)
        for number, (relation, conclusion) in enumerate(argument.conclusions):
            if number:
                message = f"An argument does one thing, and this one {argument.relation} and {relation}."
                yield Problem(ID, conclusion.place, message, "Keep one; write another argument for the other.")
            else:
                yield from _aim(joined, argument, relation, conclusion)


def _parts(argument: Argument) -> Iterator[Problem]:
    """A premise and a conclusion, where the reader of the file has not asked for them already."""
    if not argument.premises:
        hint = "Name the claims it starts from: `premises: [a-claim]`."
        yield Problem(ID, argument.place, "An argument needs a premise.", hint)
    if not argument.conclusions:
        message = "An argument supports, attacks or undercuts something."
        hint = "Add `supports: a-claim`, `attacks: a-claim` or `undercuts: an-argument` beside `premises`."
        yield Problem(ID, argument.place, message, hint)


def _aim(joined: Joined, argument: Argument, relation: str, aim: Located) -> Iterator[Problem]:
    """What the argument bears on: of the right kind, there, and not the argument itself."""
    edition = joined.edition
    if relation == "undercuts" and aim == argument.id:
        hint = "Name the argument whose inference it hits."
        yield Problem(ID, aim.place, "An argument can't undercut itself.", hint)
    elif relation == "supports" and aim in argument.premises:
        message = f"`{aim}` is a premise and the conclusion: the argument rests on itself."
        yield Problem(ID, aim.place, message, "Take it out of the premises, or name another conclusion.")
    elif relation == "undercuts" and aim in edition.claims and aim not in edition.arguments:
        message = f"An undercut hits an argument, and `{aim}` is a claim."
        yield Problem(ID, aim.place, message, f"Write `attacks: {aim}`, or name the argument whose inference is hit.")
    elif relation != "undercuts" and aim in edition.arguments and aim not in edition.claims:
        message = f"An argument {relation} a claim, and `{aim}` is an argument."
        hint = f"Write `undercuts: {aim}` if it hits that inference, or name the claim."
        yield Problem(ID, aim.place, message, _meant(edition, aim) if relation == "supports" else hint)
    else:
        yield from _exists(joined, "argument" if relation == "undercuts" else "claim", aim)


def _meant(edition: Edition, argument: str) -> str:
    """What to type where a claim is wanted and an argument is named: the claim it supports, if there is one."""
    other = edition.arguments[argument]
    supported = other.relation == "supports" and other.conclusion in edition.claims
    return f"did you mean `{other.conclusion}`, which that argument supports?" if supported else "Name a claim."


def _exists(joined: Joined, scheme: str, name: Located) -> Iterator[Problem]:
    goal = resolve(joined.edition, f"{scheme}:{name}")
    if isinstance(goal, Unresolved):
        yield Problem(ID, name.place, goal.message, goal.hint.replace(f"`{scheme}:", "`"))
