"""Reads what is set on a page of a PDF: every run of words with its place, and the marked content that it belongs to.

Follows ISO 32000-2, 9 (text) and 14.6 (marked content), as far as files of ours go: whatever it does not know fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Page

_HANDLED = frozenset("q Q cm BT ET Tf Tm Tj TJ BDC BMC EMC".split())
# Whatever else could move, draw or hide words: asked for too, so that it is met and not missed.
_WANTED = " ".join([*_HANDLED, "Do Td TD T* ' \" Ts Tc Tw Tz TL BI"])
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Run:
    """Words that stand beside each other: places are points from the left and from the foot of the page.

    `right` is where the last letter ends: a space at the end of a line hangs in the margin.
    `mark` is the number of the marked content on its page, None in what is no content (`artifact` says of which sort).
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str
    mark: int | None
    artifact: str


class Font:
    """A composite font: what its codes mean and how wide they are."""

    def __init__(self, given: Dictionary) -> None:
        assert given.Subtype == Name.Type0, f"a font that is not composite: {given.get('/BaseFont')}"
        assert given.Encoding == Name("/Identity-H")
        (inner,) = given.DescendantFonts
        self.name = str(given.BaseFont)[1:].partition("+")[2]
        self.words = dict(_unicode(given.ToUnicode.read_bytes().decode("ascii")))
        self.widths = dict(_widths(inner.get("/W", Array())))
        self.default = float(inner.get("/DW", 1000))

    def read(self, codes: bytes) -> tuple[str, float, float]:
        """The words that codes mean, and in thousandths of the size their width, with and without spaces at the end."""
        words, width, inked = [], 0.0, 0.0
        for at in range(0, len(codes), 2):
            code = codes[at] << 8 | codes[at + 1]
            word = self.words.get(code, "\ufffd")
            words.append(word)
            width += self.widths.get(code, self.default)
            if word != " ":
                inked = width
        return "".join(words), width, inked


def _unicode(cmap: str) -> Iterator[tuple[int, str]]:
    for part in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, words in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", part):
            yield int(code, 16), bytes.fromhex(words).decode("utf-16-be")
    assert "beginbfrange" not in cmap, "ranges are not read"


def _widths(rows: Array) -> Iterator[tuple[int, float]]:
    at = 0
    while at < len(rows):
        first = int(rows[at])
        if isinstance(rows[at + 1], Array):
            yield from ((first + n, float(width)) for n, width in enumerate(rows[at + 1]))
            at += 2
        else:
            yield from ((code, float(rows[at + 2])) for code in range(first, int(rows[at + 1]) + 1))
            at += 3


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


class Content:
    """Reads one page's stream."""

    def __init__(self, fonts: Mapping[str, Font]) -> None:
        self.fonts = fonts
        self.matrix: Matrix = (1, 0, 0, 1, 0, 0)
        self.open: list[tuple[str, Dictionary | None]] = []

    def read(self, page: Page) -> Iterator[Run]:
        above: list[Matrix] = []
        font, size, text = None, 0.0, self.matrix
        for operands, operator in pikepdf.parse_content_stream(page, _WANTED):
            name = str(operator)
            assert name in _HANDLED, f"an operator that this reader does not know: {name}"
            if name == "q":
                above.append(self.matrix)
            elif name == "Q":
                self.matrix = above.pop()
            elif name == "cm":
                self.matrix = _times(tuple(map(float, operands)), self.matrix)  # type: ignore[arg-type]
            elif name in ("BDC", "BMC"):
                self.open.append((str(operands[0])[1:], operands[1] if name == "BDC" else None))
            elif name == "EMC":
                self.open.pop()
            elif name == "Tf":
                font, size = self.fonts[str(operands[0])], float(operands[1])
            elif name == "Tm":
                text = _times(tuple(map(float, operands)), self.matrix)  # type: ignore[arg-type]
            elif name in ("Tj", "TJ"):
                assert font is not None
                yield self._run(operands[0], font, size, text)

    def _run(self, shown: object, font: Font, size: float, matrix: Matrix) -> Run:
        words, width, end = [], 0.0, 0.0
        for piece in shown if isinstance(shown, Array) else [shown]:
            if isinstance(piece, pikepdf.String):
                read, wide, inked = font.read(bytes(piece))
                words.append(read)
                end = width + inked if inked else end
                width += wide
            else:
                width -= float(piece)
        a, b, _, _, e, f = matrix
        scale = (a * a + b * b) ** 0.5
        text = "".join(words)
        mark, artifact = None, ""
        for tag, given in self.open:
            if tag == "Artifact":
                artifact = str((given or Dictionary()).get("/Subtype", "/Layout"))[1:]
            elif given is not None and "/MCID" in given:
                mark = int(given.MCID)
            elif given is not None and "/ActualText" in given:
                text = str(given.ActualText)
        right = e + end / 1000 * size * a
        return Run(text, e, right, f, size * scale, font.name, mark, artifact)
