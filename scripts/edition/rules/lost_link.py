"""A lost link leads where its decision says: to a reference, a unit or a passage, or to `unknown`.

Bad (sources/thread/source.yml):
           target: thread/c07, confidence: likely, basis: "its words"}
Good (sources/thread/source.yml):
           target: thread/c01, confidence: likely, basis: "its words"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.edition import Edition
from ..problem import Problem
from ..read.nearest import did_you_mean
from ..resolve.address import Unresolved, is_reference, resolve
from ..resolve.joined import Joined
from ..text import Located

ID = "lost-link"


def unresolved(edition: Edition, target: Located) -> Unresolved | None:
    """Why a citation key, passage or unit of source.yml leads nowhere; None where it leads somewhere."""
    if target == "unknown":
        return None
    if "/" in target:
        goal = resolve(edition, f"passage:{target}")
        return Unresolved(goal.message, goal.hint.replace("`passage:", "`")) if isinstance(goal, Unresolved) else None
    if is_reference(edition, target):
        return None
    otherwise = "Write a key of sources/references.bib, a passage, or unknown."
    hint = did_you_mean(target, edition.references, otherwise)
    return Unresolved(f"There is no reference `{target}`.", hint)


def check(joined: Joined) -> Iterator[Problem]:
    """Targets of `links` that lead nowhere."""
    for source in joined.edition.sources.values():
        for link in source.links:
            fault = unresolved(joined.edition, link.target)
            if fault:
                yield Problem(ID, link.target.place, fault.message, fault.hint)
