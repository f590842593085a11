"""A quotation names a text of the edition.

Bad (docs/annotations/thread/role.md):
      source: thred
Good (docs/annotations/thread/role.md):
      source: thread
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem
from ..read.nearest import did_you_mean
from ..resolve.joined import Joined, targets

ID = "source"


def check(joined: Joined) -> Iterator[Problem]:
    """Targets whose `source` is no folder of sources/, and notes that stand in another text's folder."""
    known = joined.edition.sources
    for target in targets(joined.edition):
        if target.source not in known and not joined.edition.has_file(f"sources/{target.source}/source.yml"):
            hint = did_you_mean(target.source, known, f"The texts are: {', '.join(known) or 'none yet'}.")
            yield Problem(ID, target.source.place, f"There is no text `{target.source}`.", hint)
    for note in joined.edition.annotations.values():
        folder = note.place.document.path.rpartition("/")[0]
        home = note.targets[0].source if note.targets else None
        if home in known and folder != f"docs/annotations/{home}":
            yield Problem(
                ID,
                home.place,
                f"The note quotes {home} first, and stands in {folder}/.",
                f"Move the file to docs/annotations/{home}/{note.id}.md.",
            )
