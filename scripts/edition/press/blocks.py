"""The blocks of a page as Typst: paragraphs, lists, quotations, tables, maps, comments, each by its tag and class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml.html import HtmlElement

from .book import Form
from .inline import Around, Inline, inline
from .literal import array, joined, string, strings
from .plates import plates, table
from .traits import (
    HEADINGS,
    address,
    bookmark,
    fragment,
    heads_map,
    is_map,
    is_passage,
    is_short,
    is_source,
    is_unit,
    leads_into,
    letters_before,
    lies_across,
    marked,
    near,
    stays,
)

_BLOCKS = frozenset(
    "p div ul ol li blockquote h1 h2 h3 h4 h5 h6 table pre figure article section aside details hr dl dt dd nav".split()
)
_SIZES = ("13pt", "13pt", "11.5pt", "10pt", "10pt", "10pt")
# What the edition has laid around the words; the plain variant goes without.
_AROUND = frozenset({"margin", "mentioned", "quoted-by", "concordance", "byline", "senses-differ"})
_EARLY = 225  # letters: about three lines
_PAGES, _FEWER = 18, 3  # pages that fit into a line of mentions, at least, and how many fewer into the first


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
        if one.tag in HEADINGS:
            code = self._heading(one, classes)
            if heads_map(one):
                self.over = [code]
                yield f"quietly(par(lk({string(one.get('id'))}, {self.inline(one)})))"
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
            yield table(self.around, one)
        elif one.tag == "pre":
            yield f"cb({string(one.text_content().rstrip(chr(10)))})"
        elif is_map(one):
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
        return inline(self.around, one)

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
        return strings(marked(one) if is_short(one) and not self.around.plain else ())

    def _level(self, tag: str) -> int:
        """The level of a heading: none is skipped on the way down, which PDF/UA forbids."""
        self.level = max(self.base + 1, min(self.base + HEADINGS[tag], self.level + 1))
        return self.level

    def _heading(self, one: HtmlElement, classes: list[str]) -> str:
        level = self._level(one.tag)
        listed = "true" if self.form != "record" and "claim-title" not in classes else "false"
        size = "0.95em" if self.form == "record" else _SIZES[HEADINGS[one.tag]]
        size = "1.06em" if "ref-label" in classes else size
        pid = address(one) if is_passage(one) else "none"
        title = f"{self.inline(one)}, words: {bookmark(one)}"
        more = f"bookmarked: {listed}, running: {self._running(one, classes)}, keys: {self._keys(one)}, pid: {pid}"
        return f"hd({level}, {size}, {title}, {more}{self._into(one)})"

    def _into(self, one: HtmlElement) -> str:
        """Which passage of a text a heading or small print must not be parted from: for an edition without notes the
        compiler sees to that."""
        passage = leads_into(one) if self.form == "text" and not self.around.plain else None
        if passage is None:
            return ""
        notes = dict.fromkeys(key for key in marked(passage) if key not in self.around.numbers)
        return f", into: ({string(passage.get('id'))}, {strings(notes)})"

    def _running(self, one: HtmlElement, classes: list[str]) -> str:
        """What a heading puts at the head of the pages after it: a text's comments do that by their names."""
        runs = one.tag == "h2" and self.form != "record" and "ref-label" not in classes and not heads_map(one)
        if self.form == "text" and "editorial" not in classes:
            runs = False
        return string(" ".join(one.text_content().split())) if runs else "none"

    def _words(self, one: HtmlElement, classes: list[str]) -> Iterator[str]:
        written = Inline(self.around)
        for code in (*self._led(), *self._anchor(one)):
            written.code(code)
        if is_passage(one):
            written.code(address(one))
        written.inside(one)
        if not written.any:
            return
        if lines := self._lines_after(one):
            written.code(f"keeps({lines})")
        call = "pp"
        if "lacuna" in classes:
            call = "gap"
        elif "question" in classes:
            call = "question"
        elif {"summary", "side"} & set(classes):
            call = "summary"
        elif stays(one):
            call = "stays"
        elif is_source(one):
            call = "src"
        body = written.body()
        notes = letters_before(one) if call == "pp" and not self.around.plain and is_short(one) else {}
        notes = {key: letters for key, letters in notes.items() if f"note({string(key)}, " in body}  # not set before
        early = [key for key, letters in notes.items() if letters < _EARLY]
        told = f"notes: {strings(notes)}, early: {strings(early)}, " if notes else ""
        if call == "src":
            told = f"kept: {self._lines_after(one.getprevious())}, "
        yield f"{call}({told}{body})"

    def _lines_after(self, one: HtmlElement | None) -> int:
        """How many lines of small print stand right after a paragraph and belong to it, at most."""
        if one is None or one.tag != "p" or not one.text_content().strip():
            return 0
        if is_source(one.getnext()):
            return 1
        mentions = self._mentions(one.getnext())
        return -(-(len(mentions) + _FEWER) // _PAGES) if mentions else 0

    def _mentions(self, one: HtmlElement | None) -> list[str]:
        """Where those stand in this book who mention what stands before them."""
        if one is None or self.around.plain or "mentioned" not in one.get("class", "").split():
            return []
        return list(dict.fromkeys(key for link in one.iter("a") if (key := self.around.led(link.get("data-to")))))

    def _list(self, one: HtmlElement) -> Iterator[str]:
        items = []
        for item in one.iterchildren("li"):
            pid = [address(item)] if is_passage(item) else []
            items.append(self.inside(item, [*self._anchor(item), *pid]))
        if items:
            start = f"start: {int(one.get('start') or 1)}, " if one.tag == "ol" else ""
            made = f"{'enum' if one.tag == 'ol' else 'list'}({start}{', '.join(items)})"
            notes = self._notes(one)
            yield made if notes == "()" else f"together({notes}, {made})"

    def _map(self, one: HtmlElement) -> Iterator[str]:
        across = lies_across(one)
        caption = one.find("figcaption")
        over, self.over = self.over, []
        over += [f"quietly({self.inline(caption)})"] if caption is not None else []
        if not across:
            yield from over
        led = f", over: {{{'; '.join(over)}}}" if across and over else ""
        yield f"map({plates(self.around, one)}, {'true' if across else 'false'}{led})"

    def _unit(self, one: HtmlElement) -> str:
        """A comment, or a post that is not the first: its name, where it stands in the thread, and its words."""
        head = one[0]
        level = self._level(head.tag)
        depth = next((int(name[6:]) for name in one.get("class", "").split() if name.startswith("depth-")), 0)
        running = f"{fragment(head)} · {' '.join(head.text_content().split())}"
        rest = "\n".join(row for child in one[1:] for row in self.block(child)) or "[]"
        title = f"{{{address(head)}; {self.inline(head)}}}"
        keys = f"{self._keys(one, head)}{self._into(head)}"
        return f"unit({level}, {max(depth, 1)}, {string(running)}, {title}, {keys}, {{{rest}}})"

    def _division(self, one: HtmlElement, classes: list[str]) -> Iterator[str]:
        if "margin" in classes:
            told = []
            for link in one.iter("a"):
                written = Inline(self.around)
                written.element(link)
                told.append(written.body())
            yield f"quietly-before(par({joined(told, ' · ')}){near(one)}{self._into(one)})"
        elif "mentioned" in classes:
            if keys := self._mentions(one):
                kept = f", kept: {self._lines_after(one.getprevious())}"
                yield f"mentioned({array(map(string, keys))}{near(one)}{kept})"
        elif {"answers", "senses-differ"} & set(classes):
            yield from self._anchor(one)
            yield f"quietly-before({self.inside(one)}{near(one)}{self._into(one)})"
        elif {"quoted-by", "byline", "evidence", "concordance"} & set(classes):
            yield from self._anchor(one)
            yield f"quietly({self.inside(one)}{near(one)}{', sticky: true' if 'byline' in classes else ''})"
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


def _paragraph(run: Inline) -> Iterator[str]:
    if run.any:
        yield f"pp({run.body()})"
