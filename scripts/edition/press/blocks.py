"""The blocks of a page as Typst: paragraphs, lists, quotations, tables, maps, comments, each by its tag and class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml.html import HtmlElement

from .book import Form
from .foot import footnote
from .headings import Levels, running, size
from .inline import Around, Inline, inline
from .keeps import into, lines_after, mentions, notes_of
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
    letters_before,
    lies_across,
    near,
    stays,
)

_BLOCKS = frozenset(
    "p div ul ol li blockquote h1 h2 h3 h4 h5 h6 table pre figure article section aside details hr dl dt dd nav".split()
)
# What the edition has laid around the words; the plain variant goes without.
_AROUND = frozenset({"margin", "mentioned", "quoted-by", "concordance", "byline", "senses-differ"})
_EARLY = 225  # letters: about three lines


class Blocks:
    """Writes the blocks of one chapter, whose title has the level `base`."""

    def __init__(self, around: Around, form: Form, base: int, after: Mapping[str, str] | None = None) -> None:
        self.around = around
        self.after = after or {}  # what is added after a heading, by its key
        self.form = form
        self.levels = Levels(base)
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

    def _anchor(self, one: HtmlElement) -> Iterator[str]:
        if one.get("id") in self.around.wanted:
            yield f"at({string(one.get('id'))})"

    def _keys(self, *ones: HtmlElement) -> str:
        return strings(one.get("id") for one in ones if one.get("id") in self.around.wanted)

    def _heading(self, one: HtmlElement, classes: list[str]) -> str:
        level = self.levels.of(one.tag)
        listed = "true" if self.form != "record" and "claim-title" not in classes else "false"
        pid = address(one) if is_passage(one) else "none"
        title = f"{self.inline(one)}, words: {bookmark(one)}"
        runs = running(one, classes, self.form)
        more = f"bookmarked: {listed}, running: {string(runs) if runs else 'none'}, keys: {self._keys(one)}, pid: {pid}"
        return f"hd({level}, {size(one, classes, self.form)}, {title}, {more}{self._parted(one)})"

    def _parted(self, one: HtmlElement) -> str:
        """Which passage of a text a heading or small print must not be parted from, and the notes of that."""
        passage, notes = into(self.around, one) if self.form == "text" else (None, ())
        return f", into: ({string(passage)}, {strings(notes)})" if passage else ""

    def _words(self, one: HtmlElement, classes: list[str]) -> Iterator[str]:
        written = Inline(self.around)
        for code in (*self._led(), *self._anchor(one)):
            written.code(code)
        if is_passage(one):
            written.code(address(one))
        written.inside(one)
        if not written.any:
            return
        if lines := lines_after(self.around, one):
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
            told = f"kept: {lines_after(self.around, one.getprevious())}, "
        yield f"{call}({told}{body})"

    def _list(self, one: HtmlElement) -> Iterator[str]:
        items = []
        for item in one.iterchildren("li"):
            pid = [address(item)] if is_passage(item) else []
            items.append(self.inside(item, [*self._anchor(item), *pid]))
        if items:
            start = f"start: {int(one.get('start') or 1)}, " if one.tag == "ol" else ""
            made = f"{'enum' if one.tag == 'ol' else 'list'}({start}{', '.join(items)})"
            notes = strings(notes_of(self.around, one))
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
        level = self.levels.of(head.tag)
        depth = next((int(name[6:]) for name in one.get("class", "").split() if name.startswith("depth-")), 0)
        running = f"{fragment(head)} · {' '.join(head.text_content().split())}"
        rest = "\n".join(row for child in one[1:] for row in self.block(child)) or "[]"
        title = f"{{{address(head)}; {self.inline(head)}}}"
        keys = f"{self._keys(one, head)}{self._parted(head)}"
        return f"unit({level}, {max(depth, 1)}, {string(running)}, {title}, {keys}, {{{rest}}})"

    def _division(self, one: HtmlElement, classes: list[str]) -> Iterator[str]:
        if "margin" in classes:
            told = []
            for link in one.iter("a"):
                written = Inline(self.around)
                written.element(link)
                told.append(written.body())
            yield f"quietly-before(par({joined(told, ' · ')}){near(one)}{self._parted(one)})"
        elif "mentioned" in classes:
            if keys := mentions(self.around, one):
                kept = f", kept: {lines_after(self.around, one.getprevious())}"
                yield f"mentioned({array(map(string, keys))}{near(one)}{kept})"
        elif {"answers", "senses-differ"} & set(classes):
            yield from self._anchor(one)
            yield f"quietly-before({self.inside(one)}{near(one)}{self._parted(one)})"
        elif {"quoted-by", "byline", "evidence", "concordance"} & set(classes):
            yield from self._anchor(one)
            yield f"quietly({self.inside(one)}{near(one)}{', sticky: true' if 'byline' in classes else ''})"
        elif "footnote" in classes:
            yield from self._anchor(one)
            yield footnote(self, one)
        elif self.form == "text" and "editorial" in classes:
            yield from self._anchor(one)
            yield f"lesser({self.inside(one)})"
        elif "reference" in classes:
            yield from self._anchor(one)
            yield f"block(width: 100%, breakable: false, above: 1.3em, {self.inside(one)})"
        else:
            yield from self._anchor(one)
            yield from self.write(one)


def _paragraph(run: Inline) -> Iterator[str]:
    if run.any:
        yield f"pp({run.body()})"
