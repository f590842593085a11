"""Every bracket that the capture kept in place of a link's address has an editor's decision.

`[LW · GW]` and its like tell that a link was lost. source.yml says what its words were and where it led, or `unknown`.

Bad (sources/thread/source.yml):
      links: []
Good (sources/thread/source.yml):
      links:
        - {line: 6, anchor: "this comment", marker: "[LW(p) · GW(p)]",
           target: thread/c01, confidence: likely, basis: "its words"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Problem
from ..resolve.joined import Joined
from ..text import Place, shorten

ID = "marker"
_MARKER = re.compile(r"\[(?:\?|LW|AF|EA)(?:\(p\))? · GW(?:\(p\))?\]")


def check(joined: Joined) -> Iterator[Problem]:
    """Markers in the blocks of a text that no entry of `links` names."""
    for source in joined.edition.sources.values():
        decided = {link.marker for link in source.links if link.marker}
        for unit in source.units:
            for block in unit.blocks:
                for match in _MARKER.finditer(source.capture.text, block.start, block.end):
                    if match.span() in decided:
                        continue
                    before = shorten(source.capture.text[max(block.start, match.start() - 40) : match.start()], 60)
                    given = f'{{line: {block.lines[1]}, anchor: …, marker: "{match.group()}"'
                    yield Problem(
                        ID,
                        Place(source.capture, *match.span()),
                        f"The link before {match.group()} has no decision.",
                        f"Add to `links` in sources/{source.id}/source.yml, for “{before}”: "
                        f"{given}, target: unknown, confidence: unknown, basis: …}}",
                    )
