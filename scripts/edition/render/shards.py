"""Spreads the previews over small scripts: a reader loads the one that holds an address, whether there are a hundred
addresses or a hundred thousand, and from disk as well as from a server.

The script's number follows from the address (FNV-1a, 32 bits), so nobody needs a list of what stands where;
`assets/javascripts/previews.js` computes the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from .previews import Record
from .script import as_script

FOLDER = "assets/previews"
SIZE = 24_000  # characters that a script holds on average: some 8 kB as it is sent


def shards(previews: Iterable[tuple[str, Record]]) -> dict[str, str]:
    """The scripts by path relative to docs/: `index.js` says how many there are, the others hold the previews."""
    written = [(address, as_script(record)) for address, record in previews]
    count = 1
    while count * SIZE < sum(len(address) + len(record) for address, record in written):
        count *= 2
    inside: list[list[str]] = [[] for _ in range(count)]
    for address, record in written:
        inside[place(address, count)].append(f"{as_script(address)}:{record}")
    files = {f"{FOLDER}/{n}.js": f"edition.previews.add({{{','.join(some)}}});\n" for n, some in enumerate(inside)}
    return files | {f"{FOLDER}/index.js": f"edition.previews.count = {count};\n"}


def place(address: str, count: int) -> int:
    """The number of the script that holds an address."""
    value = 2166136261
    for byte in address.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value % count
