"""Where the boxes and lines of a map stand.

igraph knows points and no sizes, and version 1.0 sets some of them closer than it was told. So the points of a layer
are moved apart, in their order and as little as can be, until the boxes have room. Pieces that nothing joins stand one
below the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

import igraph

from .layered import draw

LINE = 8.0  # the room of a line that crosses a layer, in pixels


@dataclass(frozen=True)
class Layout:
    """Layers from 0 and the middle of each box in pixels from the top; and the height of it all.

    `bends` are for each edge the (layer, middle) places at which it crosses layers, from the lower layer to the higher.
    """

    places: tuple[tuple[int, float], ...]
    bends: tuple[tuple[tuple[int, float], ...], ...]
    height: float

    @property
    def layers(self) -> int:
        """How many layers there are."""
        return max((layer for layer, _ in self.places), default=0) + 1


def layers(nodes: int, edges: list[tuple[int, int]]) -> tuple[int, ...]:
    """The layer of each node: known before the boxes have sizes, since those depend on it."""
    return tuple(layer for layer, _ in lay_out([1.0] * nodes, edges, 1.0).places)


def lay_out(heights: list[float], edges: list[tuple[int, int]], between: float) -> Layout:
    """Places boxes of these heights, `between` pixels apart, so that edges run to higher layers as far as they can."""
    graph = igraph.Graph(n=len(heights), edges=edges, directed=True)
    places: dict[int, tuple[int, float]] = {}
    bends: dict[int, list[tuple[int, float]]] = {number: [] for number in range(len(edges))}
    top = 0.0
    for piece in sorted(graph.connected_components(mode="weak"), key=min):
        members = set(piece)
        lines = [number for number, edge in enumerate(edges) if edge[0] in members]
        bottom = _piece(heights, edges, sorted(piece), lines, between, top, places, bends)
        top = bottom + between
    return Layout(
        tuple(places[number] for number in range(len(heights))),
        tuple(tuple(sorted(bends[number])) for number in range(len(edges))),
        max(0.0, top - between),
    )


def _piece(
    heights: list[float],
    edges: list[tuple[int, int]],
    piece: list[int],
    lines: list[int],
    between: float,
    top: float,
    places: dict[int, tuple[int, float]],
    bends: dict[int, list[tuple[int, float]]],
) -> float:
    """Lays out one connected piece below `top`; returns where it ends."""
    number = {node: place for place, node in enumerate(piece)}
    made = draw(len(piece), tuple((number[edges[line][0]], number[edges[line][1]]) for line in lines))
    slot = mean(heights[node] for node in piece) + between
    layers: dict[int, list[tuple[float, float, str, int]]] = defaultdict(list)  # (wanted, room, kind, number)
    for node, (x, y) in zip(piece, made.nodes, strict=True):
        layers[round(y)].append((x * slot, heights[node] + between, "node", node))
    for line, points in zip(lines, made.lines, strict=True):
        for x, y in points:
            layers[round(y)].append((x * slot, LINE, "line", line))
    placed = []
    for layer, things in layers.items():
        things.sort()
        middles = apart([wanted for wanted, *_ in things], [room for _, room, *_ in things])
        placed += [(layer, middle, *thing[1:]) for middle, thing in zip(middles, things, strict=True)]
    sizes = [LINE if kind == "line" else room - between for _, _, room, kind, _ in placed]
    move = top - min(middle - size / 2 for (_, middle, *_), size in zip(placed, sizes, strict=True))
    bottom = move + max(middle + size / 2 for (_, middle, *_), size in zip(placed, sizes, strict=True))
    for layer, middle, _, kind, which in placed:
        if kind == "node":
            places[which] = (layer, middle + move)
        else:
            bends[which].append((layer, middle + move))
    return bottom


def apart(wanted: list[float], rooms: list[float]) -> list[float]:
    """Middles in the order given, moved as little as can be (least squares) until each has its room.

    Neighbours need half of both rooms between them; with those taken off it is isotonic regression, by pooling.
    """
    offsets = [0.0]
    for before, after in pairwise(rooms):
        offsets.append(offsets[-1] + (before + after) / 2)
    pools: list[tuple[float, int]] = []  # (sum, count) of what stands as close as it may
    for value in (place - offset for place, offset in zip(wanted, offsets, strict=True)):
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            more, others = pools.pop()
            total, count = total + more, count + others
        pools.append((total, count))
    levels = [total / count for total, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]
