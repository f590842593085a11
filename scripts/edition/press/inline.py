"""The words of a line as Typst: white space as browsers fold it, the rest by the tag and class of its element."""

from __future__ import annotations

import re
from typing import Protocol

from lxml.html import HtmlElement

from .literal import string

_SPACE = re.compile(r"[ \t\n\r\f]+")
_PASSAGE = re.compile(r"^texts/.*#(p\d+)$")
_TAGS = {
    **dict.fromkeys(("em", "i", "cite", "var"), "emph("),
    **dict.fromkeys(("strong", "b"), "strong("),
    **dict.fromkeys(("code", "kbd", "samp"), "mono("),
    **dict.fromkeys(("del", "s"), "strike("),
    "sup": "super(",
    "sub": "sub(",
    "u": "underline(",
}
# Words of the edition that say what something is.
_LABELS = frozenset("label stance does level in-sense unanswered note-kind label-of key fn-number".split())


class Around(Protocol):
    """What words need to know of the book that they stand in."""

    plain: bool
    wanted: frozenset[str]
    numbers: dict[str, int]  # of every note that has been set

    def led(self, key: str | None) -> str | None:
        """The key that a link leads to in this book, or None."""

    def mark(self, one: HtmlElement) -> str:
        """The mark of a note as code, empty if the book has no notes."""


class Inline:
    """Gathers the words of one line or paragraph."""

    def __init__(self, around: Around, *, breaks: bool = True) -> None:
        self.around = around
        self.breaks = breaks  # whether a line ends where the page's does; else a point parts the two
        self.out: list[str] = []
        self.any = False  # whether anything is to be seen
        self._words: list[str] = []
        self._space = False  # a space that is due before the next word
        self._line: tuple[list[str], int, str] | None = None  # a highlight that goes on under the space that is due
        self._open = True  # whether what was written last ends with a space, or nothing was written

    def text(self, words: str | None) -> None:
        """Adds words."""
        folded = _SPACE.sub(" ", words or "")
        if folded.startswith(" "):
            self._space = self._space or not self._open
            folded = folded[1:]
        if not folded:
            return
        self._due()
        if folded.endswith(" "):
            folded, self._space = folded[:-1], True
        self._words.append(folded)
        self.any, self._open = True, False

    def code(self, code: str) -> None:
        """Adds a call that sets no words of the text."""
        self._flush()
        self.out.append(code)

    def inside(self, one: HtmlElement) -> None:
        """Adds what stands inside an element."""
        self.text(one.text)
        for child in one:
            if isinstance(child.tag, str):
                self.element(child)
            self.text(child.tail)

    def element(self, one: HtmlElement) -> None:
        """Adds an element of a line."""
        if one.get("id") in self.around.wanted:
            self.code(f"at({string(one.get('id'))})")
        if one.tag == "br":
            self._break()
        elif one.tag == "img":
            self.text(f"[{one.get('alt') or 'image'}]")
        elif "note-ref" in one.get("class", "").split():
            if mark := self.around.mark(one):
                before = one.getprevious()
                together = before is not None and before.get("data-note") and not before.tail
                self.code(f"apart; {mark}" if together else mark)
                self.any = True
                self._open = False
        elif "again" in one.get("class", "").split() and (key := self.around.led(one.get("data-to"))):
            self._space = False  # a comma follows the page before
            self.code(f"further({string(key)})")
            self.any, self._open = True, False
        elif (call := self._call(one, one.get("class", "").split())) is None:
            self.inside(one)
        else:
            self._wrapped(one, call)

    def body(self) -> str:
        """Everything as one block of code."""
        self._flush()
        return "{" + ("; ".join(self.out) or '""') + "}"

    def _wrapped(self, one: HtmlElement, call: str) -> None:
        if not one.text_content().strip() and not one.xpath(".//img | .//*[@data-note]"):
            self.inside(one)
            return
        leading = (one.text or "")[:1].isspace() and not self._open
        if self._space or (leading and not call.startswith("hl")):
            self._space = True  # before the call, so that no link begins with a space
            self._due()
            leading, self._open = False, True
        self._flush()
        before, self.out = self.out, []
        if leading:
            self._words, self._open = [" "], True
        self.inside(one)
        self._flush()
        inside, self.out = "; ".join(self.out) or '""', before
        self.out.append(f"{call}{{{inside}}})")
        if self._space:
            under = (self.out, len(self.out) - 1, f'{call}{{{inside}; " "}})')
            self._line = under if call.startswith("hl") else None

    def _break(self) -> None:
        self._space = False
        if self.breaks:
            # Who listens or copies hears no line end: without a space the words on both sides would be one.
            self._words.append(" ")
            self.code("linebreak()")
        else:
            self._words.append(" · ")
        self._open = True

    def _due(self) -> None:
        """Writes the space that is due."""
        if self._space and self._line is not None:
            out, at, code = self._line
            out[at] = code
        elif self._space:
            self._words.append(" ")
        self._space, self._line = False, None

    def _flush(self) -> None:
        if self._words:
            self.out.append(string("".join(self._words)))
            self._words = []

    def _call(self, one: HtmlElement, classes: list[str]) -> str | None:
        """The call that sets an element, up to its last argument; None: its words stand as they are."""
        if one.tag == "a":
            return self._link(one)
        if one.tag == "mark":
            return None if self.around.plain else "hl-over(" if "hl-over" in classes else "hl("
        if one.tag == "ins" and "lacuna" in classes:
            return "lost("
        if one.tag in _TAGS:
            return _TAGS[one.tag]
        if "key" in classes:
            return f"key({string(classes[-1])}, "
        if _LABELS & set(classes):
            return "label-line("
        return "facts(" if "facts" in classes else None

    def _link(self, one: HtmlElement) -> str | None:
        if one.get("href"):
            return f"out({string(one.get('href'))}, "
        if self.around.plain:
            return None
        key = self.around.led(one.get("data-to"))
        if key is not None:
            return f"lk({string(key)}, "
        passage = _PASSAGE.search(one.get("data-to") or "")
        return f"away({string(passage[1])}, " if passage else None


def inline(around: Around, one: HtmlElement) -> str:
    """The words of an element as one block of code."""
    written = Inline(around)
    written.inside(one)
    return written.body()
