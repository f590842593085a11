"""Tables and maps as Typst: what does not flow with the words, but is fitted to the page."""

from __future__ import annotations

from lxml.html import HtmlElement

from .drawing import drawing, sheets
from .inline import Around, Inline, inline
from .literal import array, joined, string

_COLUMNS = 4  # that a table may have on paper


def table(around: Around, one: HtmlElement) -> str:
    """A table; one of more columns than paper has room for tells them one after another in its second column."""
    heads = list(one.iterfind("thead//th"))
    head = [inline(around, cell) for cell in heads]
    lines = [row for row in one.iter("tr") if next(row.iterancestors("thead"), None) is None]
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in lines]
    columns = max([len(heads), *map(len, rows)])
    told = columns > _COLUMNS and len(heads) >= columns
    if not told:
        cells = [[inline(around, cell) for cell in row] + ["[]"] * (columns - len(row)) for row in rows]
    else:
        cells = [[inline(around, first), _told(around, heads[1:], rest)] for first, *rest in rows]
        head, columns = [head[0], "[]"], 2
    first = "0.8fr" if told else "1.6fr" if columns > 1 else "1fr"
    widths = array([first, *["1fr"] * (columns - 1)])
    return f"tb({widths}, {array(head)}, {array(array(row) for row in cells)})"


def _told(around: Around, heads: list[HtmlElement], cells: list[HtmlElement]) -> str:
    """The cells of a row that hold anything, each after the head of its column."""
    told = []
    for head, cell in zip(heads, cells, strict=False):
        written = Inline(around)
        written.text(f"{' '.join(head.text_content().split())} ")
        if "".join(cell.itertext()).strip():
            written.inside(cell)
            told.append(written.body())
    return joined(told, "; ")


def plates(around: Around, one: HtmlElement) -> str:
    """The sheets of a map, and what it says in words."""
    drawn = drawing(next(one.iter("svg")))
    shown = []
    for sheet in sheets(drawn, one.get("data-sheets", "")):
        boxes = array(
            f"({string(led)}, {x:g}, {y:g}, {w:g}, {h:g})"
            for key, x, y, w, h in sheet.boxes
            if (led := around.led(key))
        )
        places = array(f"({string(key)}, {x:g}, {y:g})" for key, x, y in sheet.places if key in around.wanted)
        size = f"width: {sheet.width:g}, height: {sheet.height:g}"
        shown.append(f"(svg: {string(sheet.svg)}, {size}, boxes: {boxes}, places: {places})")
    return f"{array(shown)}, {string(drawn.told)}"
