"""Every address that was published leads to what it named, or to where that has moved.

docs/assets/addresses.txt lists them; `make addresses` adds those that are new and takes none away. Who renames or
removes a passage, note, sense, claim, argument, debate or page writes the old address and the new one into
docs/assets/moved.txt, and readers who come by the old one are led on. An address that was given up is never used again
for something else.

Bad (docs/assets/moved.txt):
    texts/thread.html#note-first-try texts/thread.html#note-nowhere
Good (docs/assets/moved.txt):
    texts/thread.html#note-first-try texts/thread.html#note-two
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.published import MOVED
from ..problem import Problem
from ..read.nearest import nearest
from ..resolve.addresses import addresses
from ..resolve.joined import Joined
from .reading import found_in_reading

ID = "address"


def check(joined: Joined) -> Iterator[Problem]:
    """Lines of the two lists that are not well formed, lead nowhere, or bring back what was given up."""
    yield from found_in_reading(ID)(joined)
    edition = joined.edition
    published = edition.published
    if not published.addresses and not published.moves:
        return
    known = set(addresses(edition))
    moved = {str(move.old): move for move in published.moves}
    for address in published.addresses:
        if address not in known and address not in moved and not _unread(joined, address):
            hint = f"Take back what removed it, or add a line to {MOVED}: {address}, a space, and where that is now."
            yield Problem(ID, address.place, "This address was published and leads nowhere now.", hint)
    for move in published.moves:
        if move.old in known:
            hint = "Give the new record another id: links from elsewhere still mean the old one."
            yield Problem(ID, move.old.place, "This address was given up, and something has it again.", hint)
        if move.new not in known and not _unread(joined, move.new):
            again = moved.get(str(move.new))
            guess = again.new if again else nearest(str(move.new), known)
            hint = f"did you mean `{guess}`?" if guess else "Write an address that exists."
            yield Problem(ID, move.new.place, "This address leads nowhere.", hint)


def _unread(joined: Joined, address: str) -> bool:
    """Whether what an address names is there and could not be read, which is told already."""
    page, _, fragment = address.partition("#")
    folder, _, name = page.removesuffix(".html").rpartition("/")
    edition = joined.edition
    if folder == "texts":
        note = fragment.removeprefix("note-")
        files = [f"sources/{name}/source.yml", f"docs/annotations/{name}/{note}.md"]
        return any(edition.has_fault_at(file) for file in files) or edition.has_fault_at(f"sources/{name}/capture.txt")
    if folder == "people":
        return not edition.all_texts_read
    if page == "bibliography.html":
        return edition.has_fault_at("sources/references.bib")
    return edition.has_fault_at(f"docs/{folder}/{name}.md" if folder else f"docs/{name}.md")
