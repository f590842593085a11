"""Exchanges: where two people answer each other at length, which a thread's branches would otherwise hide."""

from __future__ import annotations

from ..model.source import Source, Unit

SHORTEST = 4  # comments: each of the two has come back to it


def exchanges(source: Source) -> list[tuple[Unit, ...]]:
    """The longest runs of comments, each answering the one before it, by two people; the longest first.

    Of runs that begin at one comment and are by the same two, only the longest counts: others branch off it.
    """
    found: dict[tuple[str, frozenset[str]], tuple[Unit, ...]] = {}
    for unit in source.units:
        run = _run(source, unit)
        if len(run) >= SHORTEST:
            key = run[0].id, frozenset(one.author for one in run)
            if len(run) > len(found.get(key, ())):
                found[key] = run
    return sorted(found.values(), key=len, reverse=True)


def _run(source: Source, unit: Unit) -> tuple[Unit, ...]:
    """The comments that lead to this one, as far back as they are by the same two people; none if by one alone."""
    run, people = [unit], {unit.author}
    for above in source.ancestors(unit):
        if above.kind == "post" or len(people | {above.author}) > 2:
            break
        run.append(above)
        people.add(above.author)
    return tuple(reversed(run)) if unit.kind == "comment" and len(people) == 2 else ()
