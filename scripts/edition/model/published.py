"""Addresses that have been published, and where those have moved that no longer lead to what they named."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Located

ADDRESSES = "docs/assets/addresses.txt"
MOVED = "docs/assets/moved.txt"


@dataclass(frozen=True)
class Move:
    """An address that was given up, and the one that holds now: `texts/x.html#note-y`, relative to the site."""

    old: Located
    new: Located


@dataclass(frozen=True)
class Published:
    """What a committed list says has been published, and the moves since."""

    addresses: tuple[Located, ...] = ()
    moves: tuple[Move, ...] = ()
