"""Every line of a capture is accounted for once: carried into the edition, or omitted with a reason.

Bad (sources/list/source.yml):
        - {id: c01, kind: comment, author: Ada, lines: 1-2, basis: "the first line greets"}
Good (sources/list/source.yml):
        - {id: c01, kind: comment, author: Ada, lines: 1-4, basis: "the first line greets"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..resolve.joined import Joined
from ..text import Place
from .reading import found_in_reading

ID = "account"
_twice = found_in_reading(ID)


def check(joined: Joined) -> Iterator[Problem]:
    """Lines used twice, and lines used nowhere."""
    yield from _twice(joined)
    for source in joined.edition.sources.values():
        for line in source.account.unaccounted:
            span = source.capture.line_span(line)
            yield Problem(
                ID,
                Place(source.capture, span.start, span.end),
                f"Line {line} is neither carried nor omitted.",
                f"Put it into a unit or into `omit` in sources/{source.id}/source.yml, with the basis.",
            )
