"""Which version of an edition a download was made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Imprint:
    """A version (empty if unknown) and its date."""

    version: str
    date: datetime | None
