"""A debate drawn: an SVG made while the site is built, every box a link, legible without colour, script or network.

Conclusions stand on the left, what bears on them to their right.
"""

from __future__ import annotations

from ..resolve.argumentation import Argumentation, Map
from .layout import lay_out, layers
from .map_boxes import BoxWriter, Columns
from .map_lines import LineWriter, Sides, edges_of
from .map_sheets import sheets
from .markdown import attribute

BETWEEN = 12  # pixels between rows


class MapDrawing:
    """Draws one map for a page (relative to docs/)."""

    def __init__(self, argumentation: Argumentation, drawn: Map, page: str) -> None:
        self.drawn = drawn
        self.edges = edges_of(drawn)
        nodes = [f"claim:{claim}" for claim in drawn.claims] + [f"argument:{step.id}" for step in drawn.arguments]
        number = {node: at for at, node in enumerate(nodes)}
        self.pairs = [(number[a], number[b]) for a, b, _ in self.edges]
        ranks = layers(len(nodes), self.pairs)
        sides = Sides(self.edges, dict(zip(nodes, ranks, strict=True)))
        self.columns = Columns.of(max(ranks, default=0) + 1)
        listed = set(map(str, drawn.debate.claims))
        writer = BoxWriter(argumentation, page, self.columns.width)
        self.boxes = [writer.claim(claim, claim in listed, sides.meeting(f"claim:{claim}")) for claim in drawn.claims]
        self.boxes += [writer.argument(step, sides.meeting(f"argument:{step.id}")) for step in drawn.arguments]
        self.layout = lay_out([box.height for box in self.boxes], self.pairs, BETWEEN)
        self.lines = LineWriter(self.edges, sides, self.boxes, self.layout, self.columns)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        right = self.columns.left(self.layout.layers - 1) + self.columns.width
        return round(right + 2), round(self.layout.height + 4)

    def write(self) -> str:
        """The SVG on one line: Markdown finds no block boundary in it."""
        width, height = self.size
        claims, steps = len(self.drawn.claims), len(self.drawn.arguments)
        label = attribute(f"Map of the debate: {claims} claims and {steps} arguments, told in words below")
        lines = "".join(map(self.lines.write, range(len(self.edges))))
        placed = zip(self.boxes, self.layout.places, strict=True)
        boxes = "".join(box.write(self.columns, layer, middle) for box, (layer, middle) in placed)
        return (
            f'<svg class="argument-map" viewBox="0 -2 {width} {height}" width="{width}" height="{height}" role="group" '
            f'aria-label="{label}"><g id="map-drawing" class="map-drawing">'
            f'<g class="lines" aria-hidden="true">{lines}</g>{boxes}</g></svg>'
        )

    def write_sheets(self) -> str:
        """The same for paper: the drawing again, cut between boxes into sheets on which it can be read."""
        width, height = self.size
        placed = zip(self.boxes, self.layout.places, strict=True)
        spans = [(middle - box.height / 2, middle + box.height / 2) for box, (_, middle) in placed]
        return "".join(
            f'<svg class="map-sheet" viewBox="0 {top} {width} {bottom - top}" width="{width}" height="{bottom - top}" '
            'aria-hidden="true"><use href="#map-drawing"></use></svg>'
            for top, bottom in sheets(width, height, spans)
        )
