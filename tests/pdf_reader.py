"""Opens a PDF and reads it as its reader does: structure, words and places, from the file and not from its maker.

Poppler can tell the structure too, but needs nine minutes for the whole edition; this needs as many seconds. That both
read the same words is tested with one book. Follows ISO 32000-2, 14.7 (logical structure) and 12.5 (annotations).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

import pikepdf
from pdf_content import Content, Font, Run
from pikepdf import Array, Dictionary, Name

# Elements that stand on lines of their own; what is inline but was given a block's place says so in its attributes.
BLOCKS = frozenset(
    "P H1 H2 H3 H4 H5 H6 L LI LBody Table THead TBody TR TD TH TOC TOCI Note Figure Div Document".split()
)


@dataclass(eq=False)
class Element:
    """A structure element: `kids` are elements, runs with the page they stand on, and annotations."""

    tag: str
    given: Dictionary = field(repr=False)
    parent: Element | None = field(default=None, repr=False)
    kids: list[Element | tuple[int, Run] | Annotation] = field(default_factory=list, repr=False)

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements inside this one, itself among them, that have one of these tags (or any), in order."""
        if not tags or self.tag in tags:
            yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all(*tags)

    def runs(self, without: Callable[[Element], bool] = lambda one: False) -> Iterator[tuple[int, Run]]:
        """The runs inside this element, with their pages, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                if not without(kid):
                    yield from kid.runs(without)
            elif isinstance(kid, tuple):
                yield kid

    @property
    def annotations(self) -> list[Annotation]:
        return [kid for kid in self.kids if isinstance(kid, Annotation)]

    def above(self) -> Iterator[Element]:
        one = self.parent
        while one is not None:
            yield one
            one = one.parent

    @cached_property
    def block(self) -> bool:
        """Whether it stands on lines of its own."""
        return self.tag in BLOCKS or self.attribute("Placement") == "/Block"

    def attribute(self, name: str) -> str | None:
        """The value of one of its attributes, whoever owns it."""
        given = self.given.get("/A", Array())
        for owner in given if isinstance(given, Array) else [given]:
            if f"/{name}" in owner:
                return str(owner[f"/{name}"])
        return None

    def text(
        self,
        without: Callable[[Element], bool] = lambda one: False,
        apart: Callable[[Run], bool] = lambda run: False,
    ) -> str:
        """Its words, without some elements and runs; where a block begins or ends stands a space."""
        return "".join(self._pieces(without, apart))

    def _pieces(self, without: Callable[[Element], bool], apart: Callable[[Run], bool]) -> Iterator[str]:
        for kid in self.kids:
            if isinstance(kid, Element):
                if not without(kid):
                    edge = " " if kid.block else ""
                    yield edge
                    yield from kid._pieces(without, apart)
                    yield edge
            elif isinstance(kid, tuple) and not apart(kid[1]):
                yield kid[1].text


@dataclass(frozen=True, eq=False)
class Annotation:
    """A link: the page it lies on, where (left, bottom, right, top), and where it leads."""

    page: int
    box: tuple[float, float, float, float]
    given: Dictionary = field(repr=False)

    @property
    def uri(self) -> str | None:
        """The address outside that it leads to."""
        action = self.given.get("/A")
        return str(action.URI) if action is not None and action.get("/S") == Name.URI else None

    @property
    def destination(self) -> Array | None:
        """The place inside that it leads to."""
        action = self.given.get("/A")
        if action is not None and action.get("/S") == Name.GoTo:
            return action.get("/D")
        return self.given.get("/Dest")


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline: how deep it stands, its title, and where it leads."""

    depth: int
    title: str
    given: Dictionary = field(repr=False)


class Pdf:
    """An open PDF. Pages are numbered from 1, as printed."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.file = pikepdf.open(BytesIO(data))
        self.pages = list(self.file.pages)
        self.number = {page.objgen: number for number, page in enumerate(self.pages, 1)}
        self.fonts: dict[tuple[int, int], Font] = {}

    @cached_property
    def runs(self) -> dict[int, list[Run]]:
        """Everything that is set on each page."""
        return {number: list(Content(self._fonts(page)).read(page)) for number, page in enumerate(self.pages, 1)}

    def _fonts(self, page: pikepdf.Page) -> dict[str, Font]:
        given = page.Resources.get("/Font", Dictionary())
        for one in given.values():
            if one.objgen not in self.fonts:
                self.fonts[one.objgen] = Font(one)
        return {name: self.fonts[one.objgen] for name, one in given.items()}

    @cached_property
    def annotations(self) -> list[Annotation]:
        """Every annotation, in the order of the pages."""
        return list(self._annotations.values())

    @cached_property
    def _annotations(self) -> dict[tuple[int, int], Annotation]:
        return {
            one.objgen: Annotation(number, tuple(map(float, one.Rect)), one)  # type: ignore[arg-type]
            for number, page in enumerate(self.pages, 1)
            for one in page.get("/Annots", Array())
        }

    @cached_property
    def root(self) -> Element:
        """The structure: its one document."""
        marked: dict[tuple[int, int], list[tuple[int, Run]]] = {}
        for number, runs in self.runs.items():
            for run in runs:
                if run.mark is not None:
                    marked.setdefault((number, run.mark), []).append((number, run))
        tree = self.file.Root.StructTreeRoot
        (document,) = [kid for kid in _kids(tree) if kid.get("/S") == Name.Document]
        return self._element(document, None, marked)

    def _element(self, given: Dictionary, parent: Element | None, marked: dict) -> Element:
        made = Element(str(given.S)[1:], given, parent)
        page = self.number[given.Pg.objgen] if "/Pg" in given else None
        for kid in _kids(given):
            if isinstance(kid, int):
                made.kids += marked.pop((page, kid), [])
            elif "/S" in kid:
                made.kids.append(self._element(kid, made, marked))
            elif kid.get("/Type") == Name.OBJR:
                made.kids.append(self._annotations[kid.Obj.objgen])
            else:
                made.kids += marked.pop((self.number[kid.Pg.objgen] if "/Pg" in kid else page, int(kid.MCID)), [])
        if parent is None:
            assert not marked, f"words outside the structure: {list(marked.items())[:3]}"
        return made

    @cached_property
    def bookmarks(self) -> list[Bookmark]:
        """The outline, in order."""
        outlines = self.file.Root.get("/Outlines")
        return [] if outlines is None else list(_bookmarks(outlines, 0))

    def place(self, destination: Array) -> tuple[int, float, float]:
        """Where a destination lies: page, left, top. A page that is not in the file fails."""
        page, kind, left, top, *_ = destination
        assert kind == Name.XYZ, f"a destination of an unknown sort: {destination!r}"
        return self.number[page.objgen], float(left), float(top)


def _kids(one: Dictionary) -> list:
    kids = one.get("/K", Array())
    return [int(kid) if isinstance(kid, int) else kid for kid in (kids if isinstance(kids, Array) else [kids])]


def _bookmarks(parent: Dictionary, depth: int) -> Iterator[Bookmark]:
    one = parent.get("/First")
    while one is not None:
        yield Bookmark(depth, str(one.Title), one)
        yield from _bookmarks(one, depth + 1)
        one = one.get("/Next")
