"""One connected graph drawn in layers (Sugiyama, Tagawa and Toda, 1981) by igraph, with few lines that cross.

igraph 1.0 mixes up the lines of graphs with cycles or in several pieces, and may crash on these: so it is given pieces
with the lines that close a cycle turned round. What it draws depends on the order of the nodes: it is given them in
many orders, and the drawing with the fewest crossings is kept.
"""

from __future__ import annotations

import random
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import igraph

Point = tuple[float, float]
Edges = tuple[tuple[int, int], ...]
WORK = 6000  # how many nodes all the layouts of a piece may hold together: 120 layouts of 50 nodes
MOST = 200  # layouts of a piece


@dataclass(frozen=True)
class Drawn:
    """A piece as igraph draws it, its layers from 0: the points of its nodes, and of its edges between their ends."""

    nodes: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]


@lru_cache(maxsize=64)
def draw(nodes: int, edges: Edges) -> Drawn:
    """A connected graph drawn with as few crossings as some tries find, and of these with the shortest lines."""
    turned = set(igraph.Graph(n=nodes, edges=edges, directed=True).feedback_arc_set(method="eades"))
    downward = tuple((end, start) if at in turned else (start, end) for at, (start, end) in enumerate(edges))
    tries = min(MOST, max(4, WORK // nodes))
    return min((_try(order, downward) for order in _orders(nodes, edges, tries)), key=lambda it: _cost(it, downward))


def _orders(nodes: int, edges: Edges, count: int) -> Iterator[list[int]]:
    """Orders of a connected graph's nodes: as they come, then along its branches in ever another order."""
    yield list(range(nodes))
    beside: list[list[int]] = [[] for _ in range(nodes)]
    for start, end in edges:
        beside[start].append(end)
        beside[end].append(start)
    for seed in range(1, count):
        dice = random.Random(seed)
        order: dict[int, None] = {}
        waiting = [0]
        while waiting:
            node = waiting.pop()
            if node not in order:
                order[node] = None
                waiting += dice.sample(beside[node], len(beside[node]))
        yield list(order)


def _try(order: list[int], edges: Edges) -> Drawn:
    at = {node: place for place, node in enumerate(order)}
    graph = igraph.Graph(n=len(order), edges=[(at[start], at[end]) for start, end in edges], directed=True)
    made = graph.layout_sugiyama(hgap=1, vgap=1, maxiter=500)
    nodes = tuple((x, y) for x, y in (made.coords[at[node]] for node in range(len(order))))
    return Drawn(nodes, tuple(tuple((x, y) for x, y in points) for points in made.edge_routing))


def _cost(made: Drawn, edges: Edges) -> tuple[int, float]:
    """How many lines cross, and how far up and down they all go."""
    between: dict[int, list[Point]] = defaultdict(list)
    for (start, end), bends in zip(edges, made.lines, strict=True):
        points = sorted([made.nodes[start], *bends, made.nodes[end]], key=lambda point: point[1])
        for (x, y), (further, _) in pairwise(points):
            between[round(y)].append((x, further))
    crossings = 0
    for lines in between.values():
        passed: list[float] = []  # where the lines that begin higher end
        for _, end in sorted(lines):
            crossings += len(passed) - bisect_right(passed, end)
            insort(passed, end)
    return crossings, sum(abs(start - end) for lines in between.values() for start, end in lines)
