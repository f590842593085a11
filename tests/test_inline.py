"""Whatever lies upon a block's words, the words come out once each and in their order, and each point at its place."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from edition.render.inline import Mark, Point, Wrap, disjoint, write

TEXT = "abcdefghijklmnop"  # each letter once, so that a place is known by what stands before it
places = st.integers(0, len(TEXT))
spans = st.tuples(places, places).filter(lambda span: span[0] < span[1])


@given(st.lists(spans, max_size=4), st.lists(spans, max_size=4), st.lists(places, max_size=5), spans)
@example([(2, 6), (9, 12)], [(0, 4)], [4], (0, 16))  # a mark that ends within the first of two links
def test_words_are_written_once_and_points_where_they_belong(
    linked: list[tuple[int, int]], marked: list[tuple[int, int]], pointed: list[int], block: tuple[int, int]
) -> None:
    start, end = block
    wraps = [
        wrap
        for wrap in disjoint(Wrap(a, b, "<a>", "</a>") for a, b in linked)
        if start <= wrap.start and wrap.end <= end
    ]
    marks = [Mark(a, b, f"note-{number}") for number, (a, b) in enumerate(marked)]
    points = [Point(at, f"<i {number}>") for number, at in enumerate(pointed) if start <= at <= end]
    written = write(TEXT, start, end, wraps, marks, points)
    assert re.sub("<.*?>", "", written) == TEXT[start:end]
    for point in points:
        before, after = written.split(point.markdown)  # it stands once
        held = [wrap.end for wrap in wraps if wrap.start < point.at < wrap.end]
        assert len(re.sub("<.*?>", "", before)) == (held[0] if held else point.at) - start
        assert before.count("<a>") == before.count("</a>"), "links hold no links"
        assert after.count("<a>") == after.count("</a>")
    for mark in marks:
        lit = "".join(
            re.findall(rf'<mark class="[^"]*" data-notes="(?:[^"]* )?{mark.note}(?: [^"]*)?">(.*?)</mark>', written)
        )
        assert lit == TEXT[max(start, mark.start) : min(end, mark.end)]
