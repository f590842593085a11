"""Maps: the widths of words, where boxes and lines stand, and the drawing as XML and in a browser."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import igraph
import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Page

import editions
import tiny
from edition.load import load
from edition.model.argument import Argument
from edition.render import layered
from edition.render.html import clean
from edition.render.layout import LINE, Layout, apart, lay_out, layers
from edition.render.map import MapDrawing
from edition.render.map_boxes import MARK, RELATION
from edition.render.names import built
from edition.render.site import generated_pages
from edition.render.typeface import width, wrap
from edition.resolve.address import Goal
from maps import bare, random_map, step

ASSETS = tiny.ROOT / "docs" / "assets"

# The typeface


@cache
def font_widths(weight: int) -> dict[str, int]:
    """The width of every character that the font file holds, in thousandths."""
    font = instantiateVariableFont(TTFont(ASSETS / "fonts" / "source-sans-3.woff2"), {"wght": weight})
    assert font["head"].unitsPerEm == 1000
    return {chr(code): font["hmtx"][name][0] for code, name in font.getBestCmap().items()}


def test_widths_are_those_of_the_font() -> None:
    widths = font_widths(600)
    for code in range(32, 127):
        assert width(chr(code), 1000) == widths[chr(code)], chr(code)


def test_no_character_of_the_font_is_wider_than_it_is_taken_to_be() -> None:
    for character, wide in font_widths(600).items():
        if character != "\u00ad":  # drawn only where a line ends: and no file may hold one
            assert width(character, 1000) >= wide, character


def test_words_are_set_no_heavier_than_they_are_measured() -> None:
    """At the weights of the style sheet; what is heavier is `for`, `against` and `undercuts`, which fit any box."""
    style = (ASSETS / "stylesheets" / "maps.css").read_text(encoding="utf-8")
    weights = {int(weight) for weight in re.findall(r"\.map-drawing[^}]*?font-weight: (\d+)", style)}
    assert len(weights & set(range(600))) == 2
    for weight in weights & set(range(600)):
        for character, wide in font_widths(weight).items():
            assert wide <= width(character, 1000) + 8 or character == "\u00ad", (weight, character)


WORDS = st.text(st.sampled_from("abcdefgiljmMW WW..,-/—…é漢🎭 \u0301\u200d\t\nЖא"), max_size=120)


@given(WORDS, st.sampled_from([11, 13]), st.integers(20, 220))
def test_lines_fit_their_room_and_lose_nothing(text: str, size: int, room: int) -> None:
    lines = wrap(text, size, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert line
        assert width(line, size) <= room or len(line) == 1


@given(WORDS, st.sampled_from([11, 13]), st.integers(20, 220))
def test_a_word_that_fits_a_line_is_not_broken(text: str, size: int, room: int) -> None:
    whole = [word for word in text.split() if width(word, size) <= room]
    pieces = Counter(piece for line in wrap(text, size, room) for piece in line.split())
    assert not Counter(whole) - pieces


@given(WORDS, st.integers(60, 220), st.integers(1, 6))
def test_what_is_cut_ends_with_an_ellipsis_and_still_fits(text: str, room: int, most: int) -> None:
    lines, whole = wrap(text, 13, room, most), wrap(text, 13, room)
    assert len(lines) <= most
    if len(whole) <= most:
        assert lines == whole
    else:
        assert lines[-1].endswith("…")
        assert lines[:-1] == whole[: most - 1]
        assert whole[most - 1].startswith(lines[-1].removesuffix("…").rstrip())
        assert width(lines[-1], 13) <= room


def test_words_share_a_line_that_just_holds_them() -> None:
    room = width("ab cd", 13)
    assert wrap("ab cd", 13, room) == ["ab cd"]
    assert wrap("ab cd", 13, room - 0.01) == ["ab", "cd"]


def test_a_long_word_is_broken_at_its_hyphens_first() -> None:
    assert wrap("That-Which-Predicts-The-Next-Token", 13, 100) == ["That-Which-", "Predicts-The-", "Next-Token"]
    assert wrap("m" * 30, 13, 100) == ["m" * 9, "m" * 9, "m" * 9, "m" * 3]
    assert wrap("", 13, 100) == []


# Where boxes and lines stand

GAP = 12
Graph = tuple[list[float], list[tuple[int, int]]]


@pytest.fixture(autouse=True, scope="module")
def few_tries() -> Iterator[None]:
    """What holds of a layout holds of each that is tried: eight of them are enough here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layered, "MOST", 8)
        yield
    layered.draw.cache_clear()


@pytest.fixture
def all_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    layered.draw.cache_clear()
    monkeypatch.setattr(layered, "MOST", 200)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Heights and edges: in one piece or several, with cycles of every length but one, and with parallel edges."""
    heights = draw(st.lists(st.floats(20, 200), min_size=1, max_size=14))
    node = st.integers(0, len(heights) - 1)
    edges = draw(st.lists(st.tuples(node, node), max_size=24))
    return heights, [(start, end) for start, end in edges if start != end]


def pieces(nodes: int, edges: list[tuple[int, int]]) -> list[list[int]]:
    graph = igraph.Graph(n=nodes, edges=edges)
    return sorted((sorted(piece) for piece in graph.connected_components()), key=min)


@example(([20.0, 400.0, 20.0], [(0, 1), (1, 2), (0, 2)]))  # a line beside a tall box
@given(graphs())
def test_boxes_have_room_and_lines_pass_between_them(graph: Graph) -> None:
    heights, edges = graph
    layout = lay_out(heights, edges, GAP)
    columns: dict[int, list[tuple[float, float]]] = defaultdict(list)  # (middle, size)
    for (layer, middle), height in zip(layout.places, heights, strict=True):
        columns[layer].append((middle, height))
        assert middle - height / 2 >= -0.001
        assert middle + height / 2 <= layout.height + 0.001
    boxes = {layer: list(things) for layer, things in columns.items()}
    for bends in layout.bends:
        for layer, middle in bends:
            for where, height in boxes.get(layer, ()):
                assert abs(where - middle) >= (height + GAP + LINE) / 2 - 0.001, "a line runs through a box"
    for things in columns.values():
        for (above, high), (below, low) in pairwise(sorted(things)):
            assert below - above >= (high + low) / 2 + GAP - 0.001


# Of this cycle igraph 1.0 makes three points for one line, two of them beside the ends.
@example(([60.0] * 4, [(0, 1), (1, 2), (1, 3), (2, 0), (3, 0)]))
@given(graphs())
def test_a_line_bends_once_in_each_layer_between_its_ends(graph: Graph) -> None:
    heights, edges = graph
    layout = lay_out(heights, edges, GAP)
    for (start, end), bends in zip(edges, layout.bends, strict=True):
        low, high = sorted((layout.places[start][0], layout.places[end][0]))
        assert low < high
        assert [layer for layer, _ in bends] == list(range(low + 1, high))


@given(graphs())
def test_lines_run_to_higher_layers_where_no_cycle_prevents_it(graph: Graph) -> None:
    heights, edges = graph
    onward = [(min(edge), max(edge)) for edge in edges]
    layout = lay_out(heights, onward, GAP)
    assert all(layout.places[start][0] < layout.places[end][0] for start, end in onward)
    assert layers(len(heights), edges) == tuple(layer for layer, _ in lay_out(heights, edges, GAP).places)


@given(graphs())
def test_pieces_stand_one_below_the_other_in_the_order_of_their_first_boxes(graph: Graph) -> None:
    heights, edges = graph
    layout = lay_out(heights, edges, GAP)
    lowest = -GAP * 1.0
    for piece in pieces(len(heights), edges):
        tops = [layout.places[node][1] - heights[node] / 2 for node in piece]
        assert min(tops) >= lowest + GAP - 0.001
        assert min(layout.places[node][0] for node in piece) == 0
        lowest = max(layout.places[node][1] + heights[node] / 2 for node in piece)


@given(graphs())
def test_the_same_graph_is_laid_out_the_same(graph: Graph) -> None:
    heights, edges = graph
    first = lay_out(heights, edges, GAP)
    layered.draw.cache_clear()
    assert lay_out(heights, edges, GAP) == first


@pytest.mark.usefixtures("all_tries")
def test_a_map_is_drawn_the_same_in_a_fresh_process() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:3]\n"
        "import test_map\n"
        "print([test_map.at_random(seed).write() for seed in range(5)])"
    )
    told = set()
    for seed in ("0", "77"):
        run = subprocess.run(
            [sys.executable, "-c", code, str(tiny.ROOT / "scripts"), str(tiny.ROOT / "tests")],
            env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        told.add(run.stdout)
    assert told == {f"{[at_random(seed).write() for seed in range(5)]}\n"}


@pytest.mark.parametrize("nodes", [2, 3, 10, 30])
def test_no_lines_of_a_chain_or_a_star_cross(nodes: int) -> None:
    for edges in ([(n, n + 1) for n in range(nodes - 1)], [(0, n) for n in range(1, nodes)]):
        assert crossings(lay_out([60.0] * nodes, edges, GAP), edges) == 0


@pytest.mark.usefixtures("all_tries")
def test_few_lines_cross() -> None:
    """Against what igraph draws of the nodes as they come: many fewer crossings, and never more."""
    ours = plain = 0
    for seed in range(6):
        edges = at_random(seed, 25).pairs
        for piece in pieces(max(map(max, edges), default=0) + 1, edges):
            at = {node: number for number, node in enumerate(piece)}
            inside = tuple((at[a], at[b]) for a, b in edges if a in at)
            best = layered._cost(layered.draw(len(piece), inside), inside)[0]
            first = igraph.Graph(n=len(piece), edges=inside, directed=True).feedback_arc_set(method="eades")
            down = tuple((b, a) if number in set(first) else (a, b) for number, (a, b) in enumerate(inside))
            as_they_come = layered._cost(layered._try(list(range(len(piece))), down), down)[0]
            assert best <= as_they_come
            ours, plain = ours + best, plain + as_they_come
    assert ours < 0.7 * plain


def crossings(layout: Layout, edges: list[tuple[int, int]]) -> int:
    """How often two lines change their order on their way from one layer to the next."""
    between: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for (start, end), bends in zip(edges, layout.bends, strict=True):
        for (layer, row), (_, further) in pairwise(sorted([layout.places[start], *bends, layout.places[end]])):
            between[layer].append((row, further))
    return sum(
        (a - b) * (further_a - further_b) < -0.001
        for lines in between.values()
        for (a, further_a), (b, further_b) in combinations(lines, 2)
    )


# Moving apart

PLACES = st.lists(st.tuples(st.integers(-200, 200), st.integers(1, 80)), min_size=1, max_size=7)


def needed(rooms: list[float]) -> list[float]:
    return [(a + b) / 2 for a, b in pairwise(rooms)]


def moved(wanted: list[float], middles: list[float]) -> float:
    return sum((a - b) ** 2 for a, b in zip(wanted, middles, strict=True))


def by_trying(wanted: list[float], rooms: list[float]) -> float:
    """The least that things must move, found by trying every way of packing neighbours into rows."""
    best = float("inf")
    for cuts in range(2 ** max(0, len(wanted) - 1)):
        middles: list[float] = []
        start = 0
        for end in range(1, len(wanted) + 1):
            if end == len(wanted) or cuts >> (end - 1) & 1:
                steps = [0.0]
                for need in needed(rooms[start:end]):
                    steps.append(steps[-1] + need)
                first = sum(w - s for w, s in zip(wanted[start:end], steps, strict=True)) / len(steps)
                middles += [first + s for s in steps]
                start = end
        if all(b - a >= need - 0.001 for (a, b), need in zip(pairwise(middles), needed(rooms), strict=True)):
            best = min(best, moved(wanted, middles))
    return best


@given(PLACES)
def test_things_move_apart_in_their_order_and_as_little_as_can_be(given_: list[tuple[int, int]]) -> None:
    given_.sort()
    wanted, rooms = [float(a) for a, _ in given_], [float(b) for _, b in given_]
    middles = apart(wanted, rooms)
    for (above, below), need in zip(pairwise(middles), needed(rooms), strict=True):
        assert below - above >= need - 0.001
    assert moved(wanted, middles) == pytest.approx(by_trying(wanted, rooms), abs=0.01)


def test_what_has_room_does_not_move() -> None:
    assert apart([0, 100, 250], [40, 60, 20]) == [0, 100, 250]
    assert apart([50, 50], [40, 60]) == [25, 75]


# The drawing


def drawing(claims: Sequence[str], arguments: Sequence[Argument], titles: Mapping[str, str] = {}) -> MapDrawing:
    """The map of a debate on some claims, of which some, and some arguments, have titles."""
    named = [replace(one, title=tiny.located(titles[one.id])) if one.id in titles else one for one in arguments]
    found = bare(" ".join(claims), named, {"d": " ".join(claims)})
    for claim in set(claims) & titles.keys():
        record = found.edition.claims[claim]
        found.edition.claims[claim] = replace(record, title=tiny.located(titles[claim]))
    return MapDrawing(found, found.maps["d"], "debates/d.md")


def at_random(seed: int, most: int = 15) -> MapDrawing:
    drawn = random_map(seed, most)
    return drawing(drawn.claims or ("alone",), drawn.arguments)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg.replace("&nbsp;", "&#160;"))


def nodes(svg: str) -> dict[str, ET.Element]:
    found = parsed(svg).findall(".//a")
    assert len({one.get("data-node") for one in found}) == len(found)
    return {str(one.get("data-node")): one for one in found}


def words(node: ET.Element, kind: str = "t") -> str:
    return " ".join(text.text or "" for text in node.findall("text") if kind in str(text.get("class")).split())


@pytest.fixture(scope="module")
def small() -> MapDrawing:
    joined, _ = load(editions.SMALL)
    layer = joined.argumentation
    return MapDrawing(layer, layer.maps["behind-the-mask"], "debates/behind-the-mask.md")


def test_every_claim_and_argument_of_a_map_is_a_link_to_its_page(small: MapDrawing) -> None:
    joined, _ = load(editions.SMALL)
    pages = generated_pages(joined)
    found = nodes(small.write())
    expected = [f"claim:{claim}" for claim in small.drawn.claims]
    expected += [f"argument:{argument.id}" for argument in small.drawn.arguments]
    assert list(found) == expected
    for name, node in found.items():
        kind, _, one = name.partition(":")
        assert f"{kind}s/{one}.md" in pages
        assert node.get("href") == built("debates/behind-the-mask.md", Goal("", f"{kind}s/{one}.md"))
        assert node.get("id") == f"map-{kind}-{one}"


def test_a_box_tells_in_words_what_it_is_and_whose(small: MapDrawing) -> None:
    found = nodes(small.write())
    claim = found["claim:no-goal-behind-the-mask"]
    assert words(claim) == "No goal stands behind the mask."
    assert words(claim, "asserts") == "For ann"
    assert words(claim, "denies") == "Against bob"
    assert claim.findtext("title") == "No goal stands behind the mask. For: ann. Against: bob."
    against = found["argument:someone-takes-it-off"]
    assert (words(against, "k"), words(against), words(against, "makers")) == ("against", "Someone takes it off", "bob")
    assert words(found["argument:actor-commits-to-role"], "k") == "for"
    assert words(found["argument:nobody-wears-it"], "k") == "undercuts"
    assert words(found["claim:mask-can-be-taken-off"]) == "A mask can be taken off"


def test_relations_differ_in_shape_and_not_only_in_colour(small: MapDrawing) -> None:
    root = parsed(small.write())
    shapes = {}
    for relation in (*RELATION, "premise"):
        marks = [mark for mark in root.iter() if str(mark.get("class")).split() == ["mark", relation]]
        assert marks, relation
        shapes[relation] = {(mark.tag, mark.get("r"), re.sub(r"[-\d. ]+", "", mark.get("d") or "")) for mark in marks}
        assert len(shapes[relation]) == 1
    assert len(set(map(str, shapes.values()))) == 4
    style = (ASSETS / "stylesheets" / "maps.css").read_text(encoding="utf-8")
    assert re.search(r"\.line\.undercuts \{[^}]*stroke-dasharray", style)
    corners = {node.find("rect").get("rx") for name, node in nodes(small.write()).items() if name.startswith("claim:")}
    others = {
        node.find("rect").get("rx") for name, node in nodes(small.write()).items() if name.startswith("argument:")
    }
    assert corners == {"10"}
    assert others == {"0"}


def boxes(svg: str) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and bottom of each box."""
    found = {}
    for name, node in nodes(svg).items():
        x, y, wide, high = (float(str(node.find("rect").get(part))) for part in ("x", "y", "width", "height"))
        found[name] = (x, y, x + wide, y + high)
    return found


def lines(svg: str) -> list[tuple[list[float], list[float]]]:
    """The points at which each line begins and ends."""
    found = []
    for path in parsed(svg).iter("path"):
        if str(path.get("class")).startswith("line "):
            numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", str(path.get("d")))]
            found.append((numbers[:2], numbers[-2:]))
    return found


@given(st.integers(0, 100_000))
def test_any_map_is_sound(seed: int) -> None:
    """It is XML; boxes lie within it and apart; each line begins and ends on a side of a box; marks lie apart."""
    made = at_random(seed, 8)
    svg = made.write()
    assert "\n" not in svg
    assert ET.canonicalize(clean(svg, drawing=True).replace("&nbsp;", "&#160;")) == ET.canonicalize(svg)
    found = boxes(svg)
    left, top, wide, high = map(float, str(parsed(svg).get("viewBox")).split())
    for x, y, right, bottom in found.values():
        assert left <= x
        assert top <= y
        assert right <= left + wide
        assert bottom <= top + high
    for a, b in combinations(found.values(), 2):
        assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]
    assert len(lines(svg)) == len(made.edges)
    ends: dict[tuple[str, float], list[float]] = defaultdict(list)
    for points in lines(svg):
        for x, y in points:
            (name,) = [name for name, box in found.items() if x in (box[0], box[2]) and box[1] <= y <= box[3]]
            ends[name, x].append(y)
    for rows in ends.values():
        assert all(below - above >= MARK - 0.11 for above, below in pairwise(sorted(rows)))


def test_arguments_that_name_nothing_are_drawn_without_a_line() -> None:
    arguments = [
        step("a", "nowhere", "supports", "c"),
        step("b", "c", "undercuts", "a"),
        step("d", "c c", "attacks", "c"),
        step("e", "", "undercuts", "b"),
    ]
    kinds = Counter(kind for *_, kind in drawing(["c"], arguments).edges)
    assert kinds == {"supports": 1, "attacks": 1, "undercuts": 2, "premise": 2}


# Hostile words

HOSTILE = [
    "<script>alert(1)</script>",
    "</text></a></svg><img src=x onerror=alert(1)>",
    "{{ config }} {% raw %} {# a comment #}",
    "\"double\" 'single' “curly” `code`",
    "&lt;b&gt; &amp; &#60; &nbsp; ]]> <!-- -->",
    "https://example.org/a/very/long/address?with=parts&and=more#and-a-fragment-that-goes-on-and-on",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM",
    "אין מטרה מאחורי המסכה, רק שחקן",
    "لا يوجد هدف وراء القناع",
    "面具背后没有目标只有演员在扮演一个角色而已别无他物",
    "За маской нет никакой цели, ЩЩЩЩЩЩЩЩЩЩЩЩЩЩЩ",
    "🎭🎭🎭🎭🎭🎭🎭🎭🎭🎭 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 🏳️‍🌈",
    "Z̸̡̛a̶͎͑l̵̰͝g̶̦̈o̷ ̴t̸e̷x̵t̸ ỹ̂̂̂̂̂̂",
    "word " * 60,
    "x" * 300,
    "*emphasis* _here_ [link](javascript:alert(1)) ![image](x.png) | a | b |",
    "-- … -- --8<-- :material-home: ~~gone~~ ^up^ ==mark==",
]


def hostile() -> MapDrawing:
    """A map of which every title is hostile, of claims and of arguments."""
    claims = {f"c{number}": title for number, title in enumerate(HOSTILE)}
    names = list(claims)
    arguments = [step(f"a{number}", names[number], "attacks", names[number - 1]) for number in range(1, len(names))]
    titles = claims | {argument.id: HOSTILE[number] for number, argument in enumerate(arguments)}
    return drawing(names, arguments, titles)


def test_hostile_titles_are_words_and_nothing_else() -> None:
    made = hostile()
    svg = made.write()
    tags = {element.tag for element in parsed(svg).iter()}
    assert tags <= {"svg", "g", "path", "rect", "circle", "text", "title", "a"}
    assert not re.search(r"\{[{%#]|<script|<img|--8<--|`|\n", svg)
    assert ET.canonicalize(clean(svg, drawing=True).replace("&nbsp;", "&#160;")) == ET.canonicalize(svg)
    found = nodes(svg)
    for number, title in enumerate(HOSTILE):
        shown = words(found[f"claim:c{number}"])
        if "…" in shown and "…" not in title:
            assert "".join(title.split()).startswith("".join(shown.removesuffix("…").split()))
        else:
            assert "".join(shown.split()) == "".join(title.split())
        assert found[f"claim:c{number}"].findtext("title", "").startswith(f"The claim c{number} is true.")
        assert 1 <= len(found[f"claim:c{number}"].findall("text")) <= 6


# In a browser

STYLE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{assets}/stylesheets/fonts.css">
<link rel="stylesheet" href="{assets}/stylesheets/maps.css"><style>:root {{ --sans: "Source Sans 3", sans-serif }}
body {{ margin: 0; width: 1166px }}</style><body class="md-typeset" data-md-color-scheme="default">{svg}"""
BOXES = """() => document.fonts.ready.then(() => [...document.querySelectorAll(".argument-map a.node")].map((node) => {
  const box = (e) => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] };
  return [node.dataset.node, box(node.querySelector("rect")), [...node.querySelectorAll("text")].map(box)] }))"""


def shown(page: Page, to: Path, svg: str) -> list[tuple[str, list[float], list[list[float]]]]:
    """What a browser says of each box and its lines of text, in pixels."""
    to.write_text(STYLE.format(assets=ASSETS.as_uri(), svg=svg), encoding="utf-8")
    page.goto(to.as_uri())
    return page.evaluate(BOXES)


def test_hostile_titles_stay_in_their_boxes(page: Page, tmp_path: Path) -> None:
    found = shown(page, tmp_path / "map.html", hostile().write())
    assert len(found) == 2 * len(HOSTILE) - 1
    for name, (left, top, right, bottom), texts in found:
        for line in texts:
            assert line[0] >= left, name
            assert line[2] <= right, name
            assert (line[1] + line[3]) / 2 >= top, name
            assert (line[1] + line[3]) / 2 <= bottom, name
    assert page.evaluate("document.fonts.check('13px \"Source Sans 3\"')")


@pytest.mark.parametrize("total", [40, 300])
def test_a_large_map_is_drawn_with_its_words_at_their_size(page: Page, tmp_path: Path, total: int) -> None:
    made = drawing(*large(total))
    found = shown(page, tmp_path / "map.html", made.write())
    assert len(found) == total
    for _, (left, top, right, bottom), texts in found:
        assert 156 <= right - left <= 216
        for line in texts:
            assert left <= line[0]
            assert line[2] <= right
            assert 12 <= line[3] - line[1] <= 20
        above, below = texts[0][1] - top, bottom - texts[-1][3]
        assert above == pytest.approx(below, abs=4), "words stand in the middle of their box"


def large(total: int) -> tuple[tuple[str, ...], list[Argument]]:
    """A map that is deep and wide, with undercuts: half claims, half arguments."""
    claims = [f"c{number}" for number in range(total // 2)]
    arguments = []
    for number in range(1, total // 2):
        undercuts = number % 5 == 4
        aim = f"a{number - 2}" if undercuts else claims[(number - 1) // 3]
        arguments.append(step(f"a{number}", claims[number], "undercuts" if undercuts else "supports", aim))
    arguments.append(step("a0", claims[1], "attacks", claims[0]))
    return tuple(claims), arguments
