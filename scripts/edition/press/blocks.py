"""The blocks of a page as Typst: paragraphs, lists, quotations, tables, maps, comments, each by its tag and class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree
from lxml.html import HtmlElement

from .book import Form
from .drawing import drawing, sheets
from .inline import Around, Inline
from .literal import array, joined, string, strings

_BLOCKS = frozenset(
    "p div ul ol li blockquote h1 h2 h3 h4 h5 h6 table pre figure article section aside details hr dl dt dd nav".split()
)
_HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}  # levels below the title of their chapter
_SIZES = ("13pt", "13pt", "11.5pt", "10pt", "10pt", "10pt")
# What the edition has laid around the words; the plain variant goes without.
_AROUND = frozenset({"margin", "mentioned", "quoted-by", "concordance", "byline", "senses-differ"})
# Small print that may follow upon its like: it belongs to what stands before it, or to what stands after it.
_AFTER = frozenset({"mentioned", "quoted-by", "evidence"})
_BEFORE = frozenset({"answers", "senses-differ", "margin"})
_LONG = 1500  # letters: what may have to stand on one page has fewer
_EARLY = 225  # letters: about three lines
_COLUMNS = 4  # that a table may have on paper
_ACROSS = 560  # pixels: a wider map lies on its side


class Blocks:
    """Writes the blocks of one chapter, whose title has the level `base`."""

    def __init__(self, around: Around, form: Form, base: int, after: Mapping[str, str] | None = None) -> None:
        self.around = around
        self.after = after or {}  # what is added after a heading, by its key
        self.form = form
        self.base = base
        self.level = base  # of the last heading
        self.lead: list[str] = []  # what the next paragraph begins with
        self.over: list[str] = []  # what stands over the next map, on its page

    def write(self, parent: HtmlElement, lead: Iterable[str] = ()) -> Iterator[str]:
        """The blocks of an element; runs of words between them are paragraphs of their own.

        `lead` is what stands in the first paragraph before its words.
        """
        run = Inline(self.around)
        self.lead = [*lead]
        if (parent.text or "").strip() or (len(parent) and parent[0].tag not in _BLOCKS):
            for code in self._led():
                run.code(code)
        run.text(parent.text)
        for child in parent:
            if isinstance(child.tag, str) and child.tag in _BLOCKS:
                yield from _paragraph(run)
                yield from self.block(child)
                run = Inline(self.around)
            elif isinstance(child.tag, str):
                run.element(child)
            run.text(child.tail)
        yield from _paragraph(run)

    def block(self, one: HtmlElement) -> Iterator[str]:
        """One block."""
        classes = one.get("class", "").split()
        if self.around.plain and _AROUND & set(classes):
            return
        if one.tag in _HEADINGS:
            code = self._heading(one, classes)
            if _is_map(one.getnext()) and drawing(next(one.getnext().iter("svg"))).width > _ACROSS:
                self.over = [code]
                return
            yield code
            yield from filter(None, [self.after.get(one.get("id") or "")])
        elif one.tag == "p":
            yield from self._words(one, classes)
        elif one.tag in ("ul", "ol"):
            yield from self._list(one)
        elif one.tag == "blockquote":
            yield from self._anchor(one)
            yield f"bq({self.inside(one)})"
        elif one.tag == "table":
            yield self._table(one)
        elif one.tag == "pre":
            yield f"cb({string(one.text_content().rstrip(chr(10)))})"
        elif _is_map(one):
            yield from self._map(one)
        elif one.tag == "hr":
            yield "line(length: 30%, stroke: 0.4pt)"
        elif is_unit(one):
            yield self._unit(one)
        elif one.tag == "div":
            yield from self._division(one, classes)
        else:
            yield from self._anchor(one)
            yield from self.write(one)

    def inside(self, one: HtmlElement, lead: Iterable[str] = ()) -> str:
        """The blocks of an element as one block of code."""
        return "{" + ("; ".join(self.write(one, lead)) or "[]") + "}"

    def _led(self) -> list[str]:
        lead, self.lead = self.lead, []
        return lead

    def inline(self, one: HtmlElement) -> str:
        """The words of an element as one block of code."""
        written = Inline(self.around)
        written.inside(one)
        return written.body()

    def note(self, note: HtmlElement) -> str:
        """A note as it stands at the foot of a page: what it is about runs into its number, who wrote it ends it."""
        head, *rest = note
        end = [one for one in rest if {"note-stances", "note-facts"} & set(one.get("class", "").split())]
        rows = [f"note-head({self.inline(head)})"]
        rows += [row for one in rest if one not in end for row in self.block(one)]
        told = []
        for one in end:
            written = Inline(self.around, breaks=False)
            for paragraph in one.iter("p"):
                written.inside(paragraph)
            told += [written.body()] if written.any else []
        rows += [f"pp(facts({joined(told, ' · ')}))"] if told else []
        return "{" + "; ".join(rows) + "}"

    def _anchor(self, one: HtmlElement) -> Iterator[str]:
        if one.get("id") in self.around.wanted:
            yield f"at({string(one.get('id'))})"

    def _keys(self, *ones: HtmlElement) -> str:
        return strings(one.get("id") for one in ones if one.get("id") in self.around.wanted)

    def _notes(self, one: HtmlElement) -> str:
        """The notes that are marked in a block, unless it is too long to stand on one page in any case."""
        return strings(marked(one) if self._short(one) and not self.around.plain else ())

    def _short(self, one: HtmlElement) -> bool:
        return len(one.text_content()) < _LONG

    def _level(self, tag: str) -> int:
        """The level of a heading: none is skipped on the way down, which PDF/UA forbids."""
        self.level = max(self.base + 1, min(self.base + _HEADINGS[tag], self.level + 1))
        return self.level

    def _heading(self, one: HtmlElement, classes: list[str]) -> str:
        level = self._level(one.tag)
        marked = "true" if self.form != "record" and "claim-title" not in classes else "false"
        size = "0.95em" if self.form == "record" else _SIZES[_HEADINGS[one.tag]]
        size = "1.06em" if "ref-label" in classes else size
        address = _address(one) if is_passage(one) else "none"
        title = f"{self.inline(one)}, words: {_bookmark(one)}"
        more = f"bookmarked: {marked}, running: {self._running(one, classes)}, keys: {self._keys(one)}, pid: {address}"
        number = self.around.lead() if self.form == "text" and "editorial" not in classes else 0
        return f"hd({number}, {level}, {size}, {title}, {more})"

    def _running(self, one: HtmlElement, classes: list[str]) -> str:
        """What a heading puts at the head of the pages after it: a text's comments do that by their names."""
        runs = one.tag == "h2" and self.form != "record" and "ref-label" not in classes
        if self.form == "text" and "editorial" not in classes:
            runs = False
        return string(" ".join(one.text_content().split())) if runs else "none"

    def _words(self, one: HtmlElement, classes: list[str]) -> Iterator[str]:
        written = Inline(self.around)
        for code in (*self._led(), *self._anchor(one)):
            written.code(code)
        if is_passage(one):
            written.code(_address(one))
        written.inside(one)
        if not written.any:
            return
        call = "pp"
        if "lacuna" in classes:
            call = "gap"
        elif "question" in classes:
            call = "question"
        elif {"summary", "side"} & set(classes):
            call = "summary"
        elif _stays(one):
            call = "stays"
        elif len(one) == 1 and "quote-source" in one[0].get("class", "") and not (one.text or "").strip():
            call = "src"
        body = written.body()
        notes = _letters_before(one) if call == "pp" and not self.around.plain and self._short(one) else {}
        notes = {key: letters for key, letters in notes.items() if f"note({string(key)}, " in body}  # not set before
        early = [key for key, letters in notes.items() if letters < _EARLY]
        told = f"notes: {strings(notes)}, early: {strings(early)}, " if notes else ""
        yield f"{call}({told}{body})"

    def _list(self, one: HtmlElement) -> Iterator[str]:
        items = []
        for item in one.iterchildren("li"):
            address = [_address(item)] if is_passage(item) else []
            items.append(self.inside(item, [*self._anchor(item), *address]))
        if items:
            start = f"start: {int(one.get('start') or 1)}, " if one.tag == "ol" else ""
            made = f"{'enum' if one.tag == 'ol' else 'list'}({start}{', '.join(items)})"
            notes = self._notes(one)
            yield made if notes == "()" else f"together({notes}, {made})"

    def _table(self, one: HtmlElement) -> str:
        """A table; one of more columns than paper has room for tells them one after another in its second column."""
        heads = list(one.iterfind("thead//th"))
        head = [self.inline(cell) for cell in heads]
        lines = [row for row in one.iter("tr") if next(row.iterancestors("thead"), None) is None]
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in lines]
        columns = max([len(heads), *map(len, rows)])
        told = columns > _COLUMNS and len(heads) >= columns
        if not told:
            cells = [[self.inline(cell) for cell in row] + ["[]"] * (columns - len(row)) for row in rows]
        else:
            cells = [[self.inline(first), self._told(heads[1:], rest)] for first, *rest in rows]
            head, columns = [head[0], "[]"], 2
        first = "0.8fr" if told else "1.6fr" if columns > 1 else "1fr"
        widths = array([first, *["1fr"] * (columns - 1)])
        return f"tb({widths}, {array(head)}, {array(array(row) for row in cells)})"

    def _told(self, heads: list[HtmlElement], cells: list[HtmlElement]) -> str:
        """The cells of a row that hold anything, each after the head of its column."""
        told = []
        for head, cell in zip(heads, cells, strict=False):
            written = Inline(self.around)
            written.text(f"{' '.join(head.text_content().split())} ")
            if "".join(cell.itertext()).strip():
                written.inside(cell)
                told.append(written.body())
        return joined(told, "; ")

    def _map(self, one: HtmlElement) -> Iterator[str]:
        drawn = drawing(next(one.iter("svg")))
        shown = []
        for sheet in sheets(drawn, one.get("data-sheets", "")):
            boxes = array(
                f"({string(led)}, {x:g}, {y:g}, {w:g}, {h:g})"
                for key, x, y, w, h in sheet.boxes
                if (led := self.around.led(key))
            )
            places = array(f"({string(key)}, {x:g}, {y:g})" for key, x, y in sheet.places if key in self.around.wanted)
            size = f"width: {sheet.width:g}, height: {sheet.height:g}"
            shown.append(f"(svg: {string(sheet.svg)}, {size}, boxes: {boxes}, places: {places})")
        across = drawn.width > _ACROSS
        caption = one.find("figcaption")
        over, self.over = self.over, []
        over += [f"quietly({self.inline(caption)})"] if caption is not None else []
        if not across:
            yield from over
        led = f", over: {{{'; '.join(over)}}}" if across and over else ""
        yield f"map({array(shown)}, {string(drawn.told)}, {'true' if across else 'false'}{led})"

    def _unit(self, one: HtmlElement) -> str:
        """A comment, or a post that is not the first: its name, where it stands in the thread, and its words."""
        head = one[0]
        number, level = self.around.lead(), self._level(head.tag)
        depth = next((int(name[6:]) for name in one.get("class", "").split() if name.startswith("depth-")), 0)
        running = f"{_fragment(head)} · {' '.join(head.text_content().split())}"
        rest = "\n".join(row for child in one[1:] for row in self.block(child)) or "[]"
        title = f"{{{_address(head)}; {self.inline(head)}}}"
        return (
            f"unit({number}, {level}, {max(depth, 1)}, {string(running)}, {title}, {self._keys(one, head)}, {{{rest}}})"
        )

    def _division(self, one: HtmlElement, classes: list[str]) -> Iterator[str]:
        if "margin" in classes:
            told = []
            for link in one.iter("a"):
                written = Inline(self.around)
                written.element(link)
                told.append(written.body())
            yield f"quietly-before({self.around.lead()}{_near(one)}, par({joined(told, ' · ')}))"
        elif "mentioned" in classes:
            keys = dict.fromkeys(self.around.led(link.get("data-to")) for link in one.iter("a"))
            shown = array(f"({string(key)})" for key in keys if key)
            if shown != "()":
                yield f"mentioned({shown}{_near(one)})"
        elif {"answers", "senses-differ"} & set(classes):
            yield from self._anchor(one)
            yield f"quietly-before({self.around.lead()}{_near(one)}, {self.inside(one)})"
        elif {"quoted-by", "byline", "evidence", "concordance"} & set(classes):
            yield from self._anchor(one)
            yield f"quietly({self.inside(one)}{_near(one)}{', sticky: true' if 'byline' in classes else ''})"
        elif "footnote" in classes:
            yield from self._anchor(one)
            yield self._footnote(one)
        elif self.form == "text" and "editorial" in classes:
            yield from self._anchor(one)
            yield f"lesser({self.inside(one)})"
        elif "reference" in classes:
            yield from self._anchor(one)
            yield f"block(width: 100%, breakable: false, above: 1.3em, {self.inside(one)})"
        else:
            yield from self._anchor(one)
            yield from self.write(one)

    def _footnote(self, one: HtmlElement) -> str:
        """A footnote of the captured text."""
        head, *rest = one
        first = next((number for number, child in enumerate(rest, 1) if child.tag == "p"), len(rest))
        notes = [key for child in rest[:first] for key in marked(child)]
        beside, after = (
            "; ".join(row for child in children for row in self.block(child)) or "[]"
            for children in (rest[:first], rest[first:])
        )
        return f"fn({self.inline(head)}, {strings(notes)}, {{{beside}}}, {{{after}}})"


def marked(tree: HtmlElement) -> list[str]:
    """The notes that are marked in a tree."""
    return [key for span in tree.iter("span") if (key := span.get("data-note"))]


def _letters_before(one: HtmlElement) -> dict[str, int]:
    """How many letters of a paragraph stand before the first mark of each of its notes."""
    found: dict[str, int] = {}
    letters = 0
    for event, inner in etree.iterwalk(one, events=("start", "end")):
        if event == "start" and inner.get("data-note"):
            found.setdefault(inner.get("data-note"), letters)
        letters += len((inner.text if event == "start" else inner.tail if inner is not one else "") or "")
    return found


def is_passage(one: HtmlElement) -> bool:
    """Whether a block is a passage, whose id is printed beside it."""
    return bool(one.get("data-pid") or (one.tag in _HEADINGS and re.fullmatch(r"p\d+", _fragment(one))))


def is_unit(one: HtmlElement) -> bool:
    """Whether a block is a comment, or a post that is not the first: it begins with its name."""
    return one.tag == "article" and len(one) > 0 and "unit-name" in one[0].get("class", "")


def _fragment(one: HtmlElement) -> str:
    return (one.get("id") or "").rpartition("#")[2]


def _address(one: HtmlElement) -> str:
    """What stands in the margin by a block: its id, at the height and from the left edge of its place."""
    return f"pid({string(one.get('id'))}, {string(_fragment(one))})"


def _bookmark(heading: HtmlElement) -> str:
    """What a heading that holds a note or a page reference is called among the bookmarks; else it goes by its words."""
    more = heading.xpath(".//*[@data-note or @data-to]")
    return string(" ".join(heading.text_content().split())) if more else "none"


def _paragraph(run: Inline) -> Iterator[str]:
    if run.any:
        yield f"pp({run.body()})"


def _is_map(one: HtmlElement | None) -> bool:
    return one is not None and one.tag == "figure" and next(one.iter("svg"), None) is not None


def _stays(one: HtmlElement) -> bool:
    """Whether a paragraph says what those after it are about: an argument's name, or nothing but a label."""
    if one.getnext() is None or len(one) == 0 or (one[-1].tail or "").strip():
        return False
    last = one[-1].get("class", "").split()
    return "does" in last or (len(one) == 1 and last == ["label"] and not (one.text or "").strip())


def _near(one: HtmlElement) -> str:
    """Whether small print of the same sort stands right before a block of small print, or right after it."""
    sort = next((sort for sort in (_AFTER, _BEFORE) if sort & _classes(one)), frozenset[str]())
    after = ", after: true" if sort & _classes(one.getprevious()) else ""
    return after + (", more: true" if sort == _AFTER and sort & _classes(one.getnext()) else "")


def _classes(one: HtmlElement | None) -> set[str]:
    return set() if one is None else set(one.get("class", "").split())
