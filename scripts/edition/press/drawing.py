"""A debate's map for paper: the page's drawing with its style in itself, cut into sheets, and where its boxes lie."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

# As the style sheet of the site draws maps on paper: shape and line tell the kinds apart, no colour is needed.
STYLE = """
text{font-family:'Edition Sans';fill:#000}
.t{font-size:13px;font-weight:600}.k{font-size:10px;fill:#555}.s{font-size:11px;fill:#333}
.argument .t{font-weight:400}
rect{fill:#fff;stroke:#444;stroke-width:1}
.claim rect{fill:#f3efe6;stroke:#7a2e1d}.from-elsewhere rect{fill:#fff;stroke-dasharray:4 3}
.line{fill:none;stroke:#555;stroke-width:1.1}.line.premise{stroke:#999;stroke-width:.9}
.line.undercuts{stroke-dasharray:5 3}.line.attacks{stroke:#9b2c1a}
.mark.supports{fill:#444}.mark.attacks{fill:none;stroke:#9b2c1a;stroke-width:2}
.mark.premise{fill:#999}.mark.undercuts{fill:#fff;stroke:#555;stroke-width:1.6}
"""
# What a sheet on its side offers, in points, and the smallest scale at which the titles of boxes (13 px) can be read.
_SIDE = (730, 500)
_SMALLEST = 0.46
_SVG = "http://www.w3.org/2000/svg"
Box = tuple[str, float, float, float, float]  # the key that a box leads to, and its x, y, width and height


@dataclass(frozen=True)
class Sheet:
    """A part of a drawing: an SVG, its size in pixels, its boxes within it, and by key where each of these stands."""

    svg: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    places: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Drawing:
    """A whole map: its view box, what it is called, its boxes, and the keys of the boxes themselves."""

    svg: HtmlElement
    left: float
    top: float
    width: float
    height: float
    told: str
    boxes: tuple[Box, ...]
    keys: tuple[str, ...]


def drawing(svg: HtmlElement) -> Drawing:
    """Reads the drawing of a leaf."""
    left, top, width, height = map(float, (svg.get("viewBox") or svg.get("viewbox")).split())
    boxes, keys = [], []
    for node in svg.iter("a"):
        rect = next(node.iter("rect"))
        x, y, w, h = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
        boxes.append((node.get("data-to") or "", x, y, w, h))
        keys.append(node.get("id") or "")
    told = svg.get("aria-label") or "Map"
    return Drawing(svg, left, top, width, height, told, tuple(boxes), tuple(keys))


def sheets(drawn: Drawing, cuts: str) -> list[Sheet]:
    """The drawing on one sheet if it can be read there; else in the view boxes that `cuts` lists between semicolons."""
    if min(_SIDE[0] / drawn.width, _SIDE[1] / drawn.height) >= _SMALLEST:
        cuts = ""
    views = [tuple(map(float, cut.split())) for cut in cuts.split(";") if cut]
    return [_sheet(drawn, *view) for view in views or [(drawn.left, drawn.top, drawn.width, drawn.height)]]


def _sheet(drawn: Drawing, left: float, top: float, width: float, height: float) -> Sheet:
    root = etree.Element("svg", nsmap={None: _SVG})
    root.set("viewBox", f"{left:g} {top:g} {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    etree.SubElement(root, "style").text = STYLE
    for child in drawn.svg:
        root.append(_plain(child))
    inside = [
        (own, (key, x - left, y - top, w, h))
        for own, (key, x, y, w, h) in zip(drawn.keys, drawn.boxes, strict=True)
        if top <= y + h / 2 <= top + height
    ]
    places = tuple((own, x, y) for own, (_, x, y, _, _) in inside)
    return Sheet(etree.tostring(root, encoding="unicode"), width, height, tuple(box for _, box in inside), places)


def _plain(one: HtmlElement) -> etree._Element:
    """A copy that is only drawn: no link, no id, no tooltip."""
    made = etree.Element("g" if one.tag == "a" else one.tag)
    for name, value in one.attrib.items():
        if name in ("class", "d", "x", "y", "width", "height", "rx", "cx", "cy", "r"):
            made.set(name, value)
    made.text = one.text
    for child in one:
        if isinstance(child.tag, str) and child.tag != "title":
            copied = _plain(child)
            copied.tail = child.tail
            made.append(copied)
    return made
