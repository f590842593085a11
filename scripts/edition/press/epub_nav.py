"""The navigation of an EPUB: its contents for people, and the places that reading systems know by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .book import BIBLIOGRAPHY, GLOSSARY, Chapter
from .epub_plan import Plan
from .epub_sheet import Place
from .epub_xml import Element, element

Landmark = tuple[str, str, str]  # what a place is, in the vocabulary of EPUB, what it is called, and its address


@dataclass(frozen=True)
class Line:
    """A line of the contents: its name, where it leads, and the lines below it."""

    name: str
    to: str
    below: tuple[Line, ...] = ()


def navigation(lines: Sequence[Line], landmarks: Sequence[Landmark]) -> list[Element]:
    """The contents as a page of the book, and for reading systems the places that they know by name."""
    marks = (element("li", {}, element("a", {"epub:type": kind, "href": to}, name)) for kind, name, to in landmarks)
    return [
        element(
            "nav", {"epub:type": "toc", "role": "doc-toc", "id": "toc"}, element("h1", {}, "Contents"), _list(lines)
        ),
        element("nav", {"epub:type": "landmarks", "hidden": "hidden", "id": "landmarks"}, element("ol", {}, *marks)),
    ]


def contents(plan: Plan) -> list[Line]:
    """Parts, chapters, and of texts and debates their sections and comments."""
    made = []
    for part in plan.book.parts:
        inside = tuple(_line(plan, chapter) for chapter in part.chapters)
        opening = _sections(plan, part.opening) if part.opening else ()
        made.append(Line(part.title, address(plan.places[part.key]), (*opening, *inside)))
    return made


def _line(plan: Plan, chapter: Chapter) -> Line:
    below = () if chapter.form == "record" else _sections(plan, chapter)
    return Line(chapter.leaf.name or chapter.key, address(plan.places[chapter.key]), below)


def _sections(plan: Plan, chapter: Chapter) -> tuple[Line, ...]:
    """The headings of a chapter, the lower ones below the higher ones; works of the bibliography are none."""
    flat = [
        (int(one.tag[1]), Line(" ".join(one.text_content().split()), address(plan.places[one.get("id")])))
        for one in chapter.leaf.body.iter("h2", "h3")
        if one.get("id") in plan.places and one.text_content().strip() and "ref-label" not in one.get("class", "")
    ]
    return _nested(flat)


def _nested(flat: list[tuple[int, Line]]) -> tuple[Line, ...]:
    made: list[Line] = []
    for at, (level, line) in enumerate(flat):
        if level > min(one for one, _ in flat[: at + 1]):
            continue
        run = []
        for below, one in flat[at + 1 :]:
            if below <= level:
                break
            run.append((below, one))
        made.append(Line(line.name, line.to, _nested(run)))
    return tuple(made)


def _list(lines: Sequence[Line]) -> Element:
    items = (
        element("li", {}, element("a", {"href": one.to}, one.name), _list(one.below) if one.below else None)
        for one in lines
    )
    return element("ol", {}, *items)


def address(place: Place) -> str:
    """How another file leads to a place."""
    return f"{place.file}#{place.id}"


def landmarks(plan: Plan) -> list[Landmark]:
    """Where reading begins, and what is looked things up in, as far as the book has it."""
    found = [("bodymatter", "Begin reading", plan.sheets[0].name)] if plan.sheets else []
    for kind, name, key in (("glossary", "Glossary", GLOSSARY), ("bibliography", "Bibliography", BIBLIOGRAPHY)):
        if key in plan.places:
            found.append((kind, name, address(plan.places[key])))
    return found
