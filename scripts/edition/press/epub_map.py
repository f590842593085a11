"""A debate's map in an EPUB: the page's own drawing, inline, in the reader's colours, cut where paper would cut it."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from .epub_xml import SVG, Element, add, element

_KEPT = ("class", "d", "x", "y", "width", "height", "rx", "cx", "cy", "r", "aria-hidden")
View = tuple[float, float, float, float]
# From the key of a box to its own id, and from a key to the address that leads there; None where there is none.
Find = Callable[[str | None], str | None]


def views(figure: HtmlElement, svg: HtmlElement) -> list[View]:
    """The sheets of a map: left, top, width and height of each."""
    whole = svg.get("viewBox") or svg.get("viewbox") or "0 0 0 0"
    cuts = [cut for cut in (figure.get("data-sheets") or whole).split(";") if cut.strip()]
    return [tuple(map(float, cut.split())) for cut in cuts]  # type: ignore[misc]


def sheets(figure: HtmlElement, svg: HtmlElement, own: Find, led: Find) -> list[Element]:
    """The drawing of a map as one SVG for each sheet; every box, and so every id, stands on one of them."""
    cut = views(figure, svg)
    told = svg.get("aria-label") or "Map"
    made = []
    for number, (left, top, width, height) in enumerate(cut):
        name = told if len(cut) == 1 else f"{told} (sheet {number + 1} of {len(cut)})"
        # The width is that of the drawing at its own size: the style sheet lets it shrink, never grow.
        size = {"viewBox": f"{left:g} {top:g} {width:g} {height:g}", "width": f"{width:g}", "height": f"{height:g}"}
        root = element("svg", {"class": "argument-map"} | size, space=SVG)
        inside = _Inside(cut, number)
        for child in svg.iterchildren("*"):
            copied = _copy(child, inside, own, led)
            if copied is not None:
                root.append(copied)
        made.append(element("div", {"class": "sheet", "role": "group", "aria-label": name, "tabindex": "0"}, root))
    return made


class _Inside:
    """Whether something is drawn on a sheet."""

    def __init__(self, cut: list[View], number: int) -> None:
        self.cut, self.number = cut, number
        self.top, self.bottom = cut[number][1], cut[number][1] + cut[number][3]

    def box(self, one: HtmlElement) -> bool:
        """A box stands where its middle is."""
        rect = next(one.iter("rect"), None)
        middle = float(rect.get("y", "0")) + float(rect.get("height", "0")) / 2 if rect is not None else 0.0
        sheet = next((n for n, (_, top, _, high) in enumerate(self.cut) if middle <= top + high), len(self.cut) - 1)
        return sheet == self.number

    def line(self, one: HtmlElement) -> bool:
        """A line is drawn wherever it passes."""
        if one.tag == "circle":
            heights = [float(one.get("cy", "0"))]
        else:
            absolute = re.split("[a-z]", one.get("d", ""))[0]
            heights = [float(n) for n in re.findall(r"-?[\d.]+", absolute)[1::2]]
        return not heights or (min(heights) <= self.bottom and max(heights) >= self.top)


def _copy(one: HtmlElement, inside: _Inside, own: Find, led: Find) -> Element | None:
    if one.tag == "a" and not inside.box(one):
        return None
    if one.tag in ("path", "circle") and not inside.line(one):
        return None
    to = led(one.get("data-to")) if one.tag == "a" else None
    tag = "g" if one.tag == "a" and to is None else one.tag
    kept = {name: one.get(name) for name in _KEPT if one.get(name) is not None}
    copied = element(tag, {"id": own(one.get("id")) if one.tag == "a" else None, "xlink:href": to} | kept, space=SVG)
    add(copied, one.text)
    for child in one.iterchildren("*"):
        below = _copy(child, inside, own, led)
        if below is not None:
            copied.append(below)
            add(copied, child.tail)
    return copied
