"""A debate drawn: an SVG made while the site is built, every box a link, legible without colour, script or network.

Conclusions stand on the left, what bears on them to their right. A claim has a round box, an argument a square one
with its relation spelt out; the line from an argument ends in an arrow (it supports), a cross (it attacks), or, being
dashed, in a ring on the argument whose inference it undercuts. A thin line leads from an argument to its premises.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from ..model.argument import Argument
from ..resolve.address import Goal, argument_page, claim_page
from ..resolve.argumentation import Argumentation, Map
from ..resolve.positions import Verb
from .layered import Point
from .layout import lay_out, layers
from .markdown import attribute, escape
from .names import built
from .typeface import wrap

SIZE, LEADING = 13, 16  # of titles, in pixels
SMALL, SMALL_LEADING = 11, 14  # of the lines that say who
PAD = 8
ROOM = 1160  # what a page offers at 1366 pixels
NARROWEST, WIDEST = 156, 216  # a box
GAP = 34  # between columns, at least
BETWEEN = 12  # between rows
MARK = 11  # from one line's mark to the next, at least

SHEET = (1040, 640)  # what a map may fill of a sheet of A4 or Letter that lies on its side, in pixels at full size

RELATION = {"supports": "for", "attacks": "against", "undercuts": "undercuts"}
STANCE: tuple[tuple[str, tuple[Verb, ...]], ...] = (
    ("For", ("asserts",)),
    ("Granted by", ("concedes",)),
    ("Against", ("denies",)),
    ("In doubt", ("doubts",)),
)


@dataclass(frozen=True)
class Box:
    """A node before it is placed: what it links to, its lines and their classes, and its size."""

    id: str  # `claim:x` or `argument:y`
    kind: str
    href: str
    told: str  # the whole of it, for a tooltip
    lines: tuple[tuple[str, str], ...]  # (class, words)
    meeting: int = 0  # how many lines meet it on one side

    @property
    def words(self) -> int:
        """The height of its lines."""
        return sum(LEADING if kind == "t" else SMALL_LEADING for kind, _ in self.lines)

    @property
    def height(self) -> int:
        """What its words need, and the marks of the lines that meet it, which must not lie on one another."""
        return max(2 * PAD + self.words, MARK * self.meeting + 10)


class MapDrawing:
    """Draws one map for a page (relative to docs/)."""

    def __init__(self, argumentation: Argumentation, drawn: Map, page: str) -> None:
        self.argumentation = argumentation
        self.drawn = drawn
        self.page = page
        nodes = [f"claim:{claim}" for claim in drawn.claims] + [f"argument:{step.id}" for step in drawn.arguments]
        self.number = {node: number for number, node in enumerate(nodes)}
        self.edges = list(self._edges())
        self.layers = layers(len(nodes), self._pairs())
        columns = max(self.layers, default=0) + 1
        self.width = max(NARROWEST, min(WIDEST, (ROOM + GAP) // columns - GAP))
        self.step = self.width + (GAP if columns > 1 else 0)
        if columns > 1:
            self.step = max(self.step, min((ROOM - self.width) // (columns - 1), self.width + 3 * GAP))
        ends = [(node, self._side(node, other)) for a, b, _ in self.edges for node, other in ((a, b), (b, a))]
        self.meeting = Counter(ends)  # how many lines meet a box on its left or right side
        listed = set(map(str, drawn.debate.claims))
        self.boxes = [self._claim(claim, claim in listed) for claim in drawn.claims]
        self.boxes += [self._argument(step) for step in drawn.arguments]
        self.layout = lay_out([box.height for box in self.boxes], self._pairs(), BETWEEN)
        self.ports = self._ports()

    def _pairs(self) -> list[tuple[int, int]]:
        return [(self.number[a], self.number[b]) for a, b, _ in self.edges]

    def _edges(self) -> list[tuple[str, str, str]]:
        """(from, to, kind): from what is borne upon to what bears on it, so that conclusions stand first."""
        found = []
        for step in self.drawn.arguments:
            aim = f"{'argument' if step.relation == 'undercuts' else 'claim'}:{step.conclusion}"
            if aim in self.number:
                found.append((aim, f"argument:{step.id}", step.relation))
            for premise in dict.fromkeys(map(str, step.premises)):
                if f"claim:{premise}" in self.number:
                    found.append((f"argument:{step.id}", f"claim:{premise}", "premise"))
        return found

    def _claim(self, claim: str, listed: bool) -> Box:
        record = self.argumentation.edition.claims[claim]
        lines = self._title(record.name)
        latest = self.argumentation.latest(claim)
        told = [str(record.sentence)]
        for word, verbs in STANCE:
            names = dict.fromkeys(holder.name for holder, verb in latest.items() if verb in verbs)
            if names:
                told.append(f"{word}: {', '.join(names)}.")
                lines += self._small(f"{word} {', '.join(names)}", f"s {verbs[0]}")
        href = built(self.page, Goal("", claim_page(claim)))
        kind = "claim" if listed else "claim from-elsewhere"
        return self._sized(Box(f"claim:{claim}", kind, href, " ".join(told), tuple(lines)))

    def _argument(self, step: Argument) -> Box:
        lines = [("k", RELATION.get(step.relation, "")), *self._title(step.name)]
        makers = ", ".join(dict.fromkeys(holder.name for holder in self.argumentation.makers(step.id)))
        lines += self._small(makers, "s makers") if makers else []
        told = f"Argument: {step.name}. Made by {makers or 'nobody'}."
        href = built(self.page, Goal("", argument_page(step.id)))
        return self._sized(Box(f"argument:{step.id}", f"argument {step.relation}", href, told, tuple(lines)))

    def _sized(self, box: Box) -> Box:
        return replace(box, meeting=max(self.meeting[box.id, True], self.meeting[box.id, False]))

    def _title(self, words: str) -> list[tuple[str, str]]:
        return [("t", line) for line in wrap(words, SIZE, self.width - 2 * PAD - 2, 6)]

    def _small(self, words: str, kind: str) -> list[tuple[str, str]]:
        return [(kind, line) for line in wrap(words, SMALL, self.width - 2 * PAD - 2, 2)]

    def _x(self, layer: float) -> float:
        return 2 + layer * self.step

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return round(self._x(self.layout.layers - 1) + self.width + 2), round(self.layout.height + 4)

    def write(self) -> str:
        """The SVG on one line: Markdown finds no block boundary in it."""
        width, height = self.size
        claims, steps = len(self.drawn.claims), len(self.drawn.arguments)
        label = attribute(f"Map of the debate: {claims} claims and {steps} arguments, told in words below")
        lines = "".join(self._edge(number, *edge) for number, edge in enumerate(self.edges))
        places = self.layout.places
        boxes = "".join(self._box(box, *places[number]) for number, box in enumerate(self.boxes))
        return (
            f'<svg class="argument-map" viewBox="0 -2 {width} {height}" width="{width}" height="{height}" role="group" '
            f'aria-label="{label}"><g id="map-drawing" class="map-drawing">'
            f'<g class="lines" aria-hidden="true">{lines}</g>{boxes}</g></svg>'
        )

    def write_sheets(self) -> str:
        """The same for paper: the drawing again, cut between boxes into sheets on which it can be read."""
        width, _ = self.size
        return "".join(
            f'<svg class="map-sheet" viewBox="0 {top} {width} {bottom - top}" width="{width}" height="{bottom - top}" '
            'aria-hidden="true"><use href="#map-drawing"></use></svg>'
            for top, bottom in self.sheets()
        )

    def sheets(self) -> list[tuple[int, int]]:
        """From where to where each sheet reaches: as low as paper allows, cutting as few boxes as can be."""
        width, height = self.size
        most = int(SHEET[1] * max(1.0, width / SHEET[0]))
        spans = [
            (middle - box.height / 2, middle + box.height / 2)
            for box, (_, middle) in zip(self.boxes, self.layout.places, strict=True)
        ]
        found: list[tuple[int, int]] = []
        top, end = -2, height - 2
        while end - top > most:
            lows = range(top + most, top + most // 2, -4)
            cut = min(lows, key=lambda low: (sum(start < low < stop for start, stop in spans), -low))
            found.append((top, cut))
            top = cut
        return [*found, (top, end)]

    def _box(self, box: Box, layer: int, middle: float) -> str:
        x = self._x(layer)
        top = middle - box.height / 2
        radius = 10 if box.kind.startswith("claim") else 0
        at = middle - box.words / 2
        texts = []
        for kind, words in box.lines:
            leading = LEADING if kind == "t" else SMALL_LEADING
            baseline = at + leading * 0.76
            at += leading
            texts.append(f'<text class="{kind}" x="{x + PAD + 1:g}" y="{baseline:.1f}">{escape(words)}</text>')
        return (
            f'<a id="map-{box.id.replace(":", "-")}" class="node {box.kind}" href="{attribute(box.href)}" '
            f'data-node="{attribute(box.id)}"><title>{escape(box.told)}</title>'
            f'<rect x="{x:g}" y="{top:.1f}" width="{self.width}" height="{box.height}" rx="{radius}"></rect>'
            f"{' '.join(texts)}</a>"
        )

    def _edge(self, number: int, aim: str, source: str, kind: str) -> str:
        """A line from the box of `source` (on the right, as a rule) to that of `aim`, with its mark."""
        left, right = self.ports[number, aim], self.ports[number, source]
        drawn = f'<path class="line {kind}" d="{_curve([left, *self._way(number, left, right), right])}"></path>'
        if kind == "premise":
            return drawn + f'<circle class="mark premise" cx="{left[0]:g}" cy="{left[1]:.1f}" r="2.5"></circle>'
        (x, y), way = left, 1 if self._side(aim, source) else -1
        if kind == "undercuts":
            return drawn + f'<circle class="mark undercuts" cx="{x + 5 * way:g}" cy="{y:.1f}" r="4.5"></circle>'
        if kind == "supports":
            mark = f"M{x:g} {y:.1f}l{9 * way} -5v10z"
        else:
            mark = f"M{x + 3 * way:g} {y - 5:.1f}l{9 * way} 10m0 -10l{-9 * way} 10"
        return drawn + f'<path class="mark {kind}" d="{mark}"></path>'

    def _way(self, number: int, start: Point, end: Point) -> list[Point]:
        """The points between two boxes: a line crosses the columns in between on a level, and bends in the gaps."""
        points: list[Point] = []
        for layer, middle in self.layout.bends[number]:
            x = self._x(layer)
            points += [(x, middle), (x + self.width, middle)]
        if start[0] > end[0]:
            points.reverse()
        return points

    def _side(self, node: str, other: str) -> bool:
        """Whether a line to another box leaves on the right."""
        return self.layers[self.number[other]] >= self.layers[self.number[node]]

    def _ports(self) -> dict[tuple[int, str], Point]:
        """Where each edge meets its boxes: on the side that faces the other, spread in the order in which they go."""
        meeting: dict[tuple[str, bool], list[tuple[float, int]]] = defaultdict(list)
        for number, (aim, source, _) in enumerate(self.edges):
            rows = [row for _, row in self.layout.bends[number]]
            if not self._side(aim, source):
                rows.reverse()
            for node, other, towards in ((aim, source, rows[:1]), (source, aim, rows[-1:])):
                row = towards[0] if towards else self.layout.places[self.number[other]][1]
                meeting[node, self._side(node, other)].append((row, number))
        ports: dict[tuple[int, str], Point] = {}
        for (node, right), edges in meeting.items():
            layer, row = self.layout.places[self.number[node]]
            x = self._x(layer) + (self.width if right else 0)
            height = self.boxes[self.number[node]].height
            apart = min(13.0, (height - 10) / len(edges))
            for place, (_, number) in enumerate(sorted(edges)):
                ports[number, node] = (x, row + (place - (len(edges) - 1) / 2) * apart)
        return ports


def _curve(points: list[Point]) -> str:
    """A smooth line through the points, level where it meets each of them."""
    (x, y), *rest = points
    path = f"M{x:g} {y:.1f}"
    for nx, ny in rest:
        middle = (x + nx) / 2
        path += f"C{middle:g} {y:.1f} {middle:g} {ny:.1f} {nx:g} {ny:.1f}"
        x, y = nx, ny
    return path
