"""The lines of a map: which boxes they join, where they meet them, how they run and what mark they end in.

The line from an argument ends in an arrow (it supports), a cross (it attacks), or, being dashed, in a ring on the
argument whose inference it undercuts. A thin line leads from an argument to its premises.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ..resolve.argumentation import Map
from .layered import Point
from .layout import Layout
from .map_boxes import Box, Columns

Edge = tuple[str, str, str]  # from, to, kind: from what is borne upon to what bears on it


def edges_of(drawn: Map) -> list[Edge]:
    """What is joined to what, conclusions first; an argument that names nothing on the map has no line."""
    nodes = {f"claim:{claim}" for claim in drawn.claims} | {f"argument:{step.id}" for step in drawn.arguments}
    found = []
    for step in drawn.arguments:
        aim = f"{'argument' if step.relation == 'undercuts' else 'claim'}:{step.conclusion}"
        if aim in nodes:
            found.append((aim, f"argument:{step.id}", step.relation))
        for premise in dict.fromkeys(map(str, step.premises)):
            if f"claim:{premise}" in nodes:
                found.append((f"argument:{step.id}", f"claim:{premise}", "premise"))
    return found


class Sides:
    """On which side of its boxes each line leaves them: known from their layers, before boxes have sizes."""

    def __init__(self, edges: Sequence[Edge], layer: dict[str, int]) -> None:
        self.layer = layer
        self._meeting = Counter(
            (node, self.right(node, other)) for a, b, _ in edges for node, other in ((a, b), (b, a))
        )

    def right(self, node: str, other: str) -> bool:
        """Whether a line to another box leaves on the right."""
        return self.layer[other] >= self.layer[node]

    def meeting(self, node: str) -> int:
        """How many lines meet a box on its left or on its right, whichever are more."""
        return max(self._meeting[node, True], self._meeting[node, False])


class LineWriter:
    """Writes the lines between boxes that are placed; `boxes` and the places of the layout are in one order."""

    def __init__(
        self, edges: Sequence[Edge], sides: Sides, boxes: Sequence[Box], layout: Layout, columns: Columns
    ) -> None:
        self.edges = edges
        self.sides = sides
        self.layout = layout
        self.columns = columns
        self.height = {box.id: box.height for box in boxes}
        self.place = {box.id: place for box, place in zip(boxes, layout.places, strict=True)}
        self.ports = self._ports()

    def write(self, number: int) -> str:
        """A line from the box that bears (on the right, as a rule) to the one borne upon, with its mark."""
        aim, source, kind = self.edges[number]
        left, right = self.ports[number, aim], self.ports[number, source]
        drawn = f'<path class="line {kind}" d="{_curve([left, *self._way(number, left, right), right])}"></path>'
        return drawn + _mark(kind, left, 1 if self.sides.right(aim, source) else -1)

    def _way(self, number: int, start: Point, end: Point) -> list[Point]:
        """The points between two boxes: a line crosses the columns in between on a level, and bends in the gaps."""
        points: list[Point] = []
        for layer, middle in self.layout.bends[number]:
            x = self.columns.left(layer)
            points += [(x, middle), (x + self.columns.width, middle)]
        if start[0] > end[0]:
            points.reverse()
        return points

    def _ports(self) -> dict[tuple[int, str], Point]:
        """Where each edge meets its boxes: on the side that faces the other, spread in the order in which they go."""
        meeting: dict[tuple[str, bool], list[tuple[float, int]]] = defaultdict(list)
        for number, (aim, source, _) in enumerate(self.edges):
            rows = [row for _, row in self.layout.bends[number]]
            if not self.sides.right(aim, source):
                rows.reverse()
            for node, other, towards in ((aim, source, rows[:1]), (source, aim, rows[-1:])):
                row = towards[0] if towards else self.place[other][1]
                meeting[node, self.sides.right(node, other)].append((row, number))
        ports: dict[tuple[int, str], Point] = {}
        for (node, right), edges in meeting.items():
            layer, row = self.place[node]
            x = self.columns.left(layer) + (self.columns.width if right else 0)
            apart = min(13.0, (self.height[node] - 10) / len(edges))
            for place, (_, number) in enumerate(sorted(edges)):
                ports[number, node] = (x, row + (place - (len(edges) - 1) / 2) * apart)
        return ports


def _mark(kind: str, at: Point, way: int) -> str:
    """What tells a line's kind at the end where it bears on something; `way` is 1 where it comes from the right."""
    x, y = at
    if kind == "premise":
        return f'<circle class="mark premise" cx="{x:g}" cy="{y:.1f}" r="2.5"></circle>'
    if kind == "undercuts":
        return f'<circle class="mark undercuts" cx="{x + 5 * way:g}" cy="{y:.1f}" r="4.5"></circle>'
    if kind == "supports":
        shape = f"M{x:g} {y:.1f}l{9 * way} -5v10z"
    else:
        shape = f"M{x + 3 * way:g} {y - 5:.1f}l{9 * way} 10m0 -10l{-9 * way} 10"
    return f'<path class="mark {kind}" d="{shape}"></path>'


def _curve(points: list[Point]) -> str:
    """A smooth line through the points, level where it meets each of them."""
    (x, y), *rest = points
    path = f"M{x:g} {y:.1f}"
    for nx, ny in rest:
        middle = (x + nx) / 2
        path += f"C{middle:g} {y:.1f} {middle:g} {ny:.1f} {nx:g} {ny:.1f}"
        x, y = nx, ny
    return path
