"""A declared quotation quotes a passage of its text, a reference, or `unknown`.

Quotations that repeat an earlier passage are found without being declared.

Bad (sources/list/source.yml):
        - {line: 6, quotes: smith2020token, basis: "it stands there word for word"}
Good (sources/list/source.yml):
        - {line: 6, quotes: smith2020tokens, basis: "it stands there word for word"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..resolve.joined import Joined
from .lost_link import unresolved

ID = "quotation"


def check(joined: Joined) -> Iterator[Problem]:
    """Declared quotations that quote nothing."""
    for source in joined.edition.sources.values():
        for quotation in source.quotations:
            target = quotation.quotes
            fault = unresolved(joined.edition, target)
            if fault:
                yield Problem(ID, target.place, fault.message, fault.hint)
            elif "/" in target and not (target.startswith(source.id + "/") and target.count("/") == 2):
                yield Problem(
                    ID,
                    target.place,
                    "A quotation can only quote a passage of its own text.",
                    f"Write `{source.id}/unit/pLINE`, a citation key, or unknown.",
                )
