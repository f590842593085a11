"""A reference: one record of sources/references.bib, as CSL data."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Place


@dataclass(frozen=True)
class Reference:
    """`csl` is the record in CSL-JSON; `evidence` says what it rests on. Fields named x-unverified are never read."""

    key: str
    place: Place
    csl: dict[str, object]
    url: str | None
    evidence: str
