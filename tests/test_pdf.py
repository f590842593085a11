"""The PDF, opened: every word of the site in its order, every captured letter, every link to its place."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from pdf_books import IMPRINT, Opened, Printed, small
from pdf_expected import Lead, Pages, fold, leads
from pdf_expected import words as told_words
from pdf_reader import Annotation, Element
from pdf_words import LOST, Found, Place, Said, first_difference, passages
from test_pages import captured, carried, words

import tiny
from edition.press.book import Book, Chapter
from edition.press.index import Row, rows
from edition.press.pdf import pdf
from edition.resolve.joined import Joined
from facts import SOURCES

BOOKS = pytest.mark.parametrize("name", ["edition", "text", "debate"])
IN_COLUMNS = re.compile(r"(claims|arguments|glossary|people)/.|bibliography\.md#")
NEAR = (3, 32)  # points that a place to be led to may lie above the line that stands there: its height and a title's
ASIDE = 1  # point that it may lie beside a box, or the beginning of a line, on a page that is turned

# ---- words


@BOOKS
def test_every_word_of_every_part_and_note_is_set_in_its_order(printed: Printed, name: str) -> None:
    opened = getattr(printed, name)
    for part, told, said in opened.told:
        assert first_difference(told_words(told), said.words) == "", part


@pytest.mark.parametrize("name", SOURCES)
def test_each_passage_has_the_words_of_the_capture_letter_for_letter(
    joined: Joined, printed: Printed, name: str
) -> None:
    source = joined.edition.sources[name]
    chapter = next(one for one in printed.edition.book.chapters if one.key == f"texts/{name}.md")
    found = passages(printed.edition.chapter(chapter), printed.edition.margin)
    blocks = [block for unit in source.units for block in unit.blocks]
    assert LOST.search(source.capture.text) is None
    assert [one for one, _ in found] == [block.id for block in blocks]
    for block, (_, said) in zip(blocks, found, strict=True):
        assert said == fold(source.text(block)), block.id
    expected = words(" ".join(captured(source, line) for line in carried(source)))
    assert first_difference(expected.split(" "), " ".join(said for _, said in found).split(" ")) == ""


def altered(book: Book, change: str) -> Book:
    """A book whose first text has one letter more, or one passage less."""
    text = next(chapter for chapter in book.chapters if chapter.form == "text")
    body = deepcopy(text.leaf.body)
    block = [one for one in body.iter() if one.get("data-pid")][1]
    if change == "letter":
        block.text = (block.text or "") + "x"
    else:
        block.getparent().remove(block)
    made = Chapter(replace(text.leaf, body=body), "text")
    parts = [
        replace(part, chapters=tuple(made if one is text else one for one in part.chapters)) for part in book.parts
    ]
    return replace(book, parts=tuple(parts))


@pytest.mark.parametrize("change", ["letter", "passage"])
def test_a_changed_letter_and_a_lost_passage_are_noticed(tmp_path: Path, change: str) -> None:
    """The tests above can fail."""
    book = small(tiny.edition(tmp_path))
    opened = Opened(book, pdf(altered(book, change), IMPRINT))
    different = [part for part, told, said in opened.told if first_difference(told_words(told), said.words)]
    assert different == ["Texts"]


def test_the_reader_finds_what_poppler_finds(printed: Printed, tmp_path: Path) -> None:
    """Two readers, one file: on every page the same letters, whatever their order (poppler goes by columns)."""
    program = shutil.which("pdftotext") or pytest.fail("This needs pdftotext: install poppler-utils.")
    opened = printed.text
    (tmp_path / "book.pdf").write_bytes(opened.data)
    done = subprocess.run(
        [program, "-enc", "UTF-8", tmp_path / "book.pdf", "-"], capture_output=True, check=True, timeout=60
    )
    pages = done.stdout.decode("utf-8").split("\f")
    for number, runs in opened.pdf.runs.items():
        found = Counter("".join(run.text for run in runs))
        told = Counter(pages[number - 1])
        for letter in " \n\u00a0\u00ad\u2060-":
            del found[letter], told[letter]
        assert found == told, number


# ---- notes


@BOOKS
def test_every_note_stands_once_and_is_numbered_from_one_in_each_text(printed: Printed, name: str) -> None:
    opened = getattr(printed, name)
    notes = list(opened.pdf.root.all("Note"))
    numbers = [fold(next(one.all("Lbl")).text()) for one in notes]
    assert len(notes) == len(opened.marks)
    expected = []
    for chapter in opened.book.chapters:
        own = {one.get("data-note") for one in chapter.leaf.body.iter("span")}
        new = [key for key in opened.marks[len(expected) :] if key in own]
        expected += [str(number) for number, _ in enumerate(new, 1)]
    assert numbers == expected
    if name == "edition":
        assert len(notes) == len(printed.joined.edition.annotations)


@BOOKS
def test_a_note_stands_on_the_page_of_its_mark(printed: Printed, name: str) -> None:
    """It begins there, and goes on where the page has no room left; a few that follow a long one begin overleaf."""
    apart = []
    for number, note in enumerate(getattr(printed, name).pdf.root.all("Note"), 1):
        assert note.parent is not None
        before = note.parent.kids[note.parent.kids.index(note) - 1]
        assert isinstance(before, Element)
        assert before.tag == "Lbl"
        mark, begins = (next(page for page, _ in one.runs()) for one in (before, note))
        apart += [(number, mark, begins)] if mark != begins else []
    assert [one for one in apart if one[2] != one[1] + 1] == []
    assert len(apart) <= 2, apart


# ---- records


def test_every_record_has_its_place_with_its_words(joined: Joined, printed: Printed) -> None:
    edition, opened = joined.edition, printed.edition
    said = {part.title: " ".join(opened.said(part).words) for part in opened.book.parts}
    for claim in edition.claims.values():
        assert fold(plain(claim.sentence)) in said["Claims"], claim.id
    for entry in edition.entries.values():
        for sense in entry.senses:
            assert f"glossary/{entry.id}.md#{sense.id}" in opened.places
    for record in (
        *(f"arguments/{one}.md" for one in edition.arguments),
        *(f"debates/{one}.md" for one in edition.debates),
        *(f"people/{one}.md" for one in edition.people),
        *(f"bibliography.md#ref-{one}" for one in edition.references),
    ):
        assert record in opened.places, record


def plain(sentence: str) -> str:
    """A sentence without its emphasis."""
    return re.sub(r"[*_`]", "", sentence)


# ---- links


@BOOKS
def test_every_link_of_every_leaf_is_a_link_and_leads_to_its_place(printed: Printed, name: str) -> None:
    opened = getattr(printed, name)
    wrong = []
    for part, told, said in opened.told:
        expected = [lead for lead in leads(told) if lead.words]
        found = [one for one in said.leads if one.words]
        assert first_difference([one.words for one in expected], [one.words for one in found]) == "", part
        for lead, one in zip(expected, found, strict=True):
            wrong += mislisted(opened, lead, one) if isinstance(lead, Pages) else amiss(opened, lead, one)
    assert wrong == []


def amiss(opened: Opened, lead: Lead, found: Found) -> list[str]:
    """What is wrong with a link: its parts must lead to one place, that of its key, on the page that is printed."""
    if re.match(r"https?:|mailto:", lead.to):
        where = {other.uri for other in found.element.annotations}
        return [] if where == {lead.to} else [f"{lead}: leads to {where}"]
    return strays(opened, lead.to, found)


def strays(opened: Opened, key: str, found: Found) -> list[str]:
    """What is wrong with a link to a key: where it leads, and the page that is printed."""
    if len({str(one.destination) for one in found.element.annotations}) != 1:
        return [f"{key}: parts of a link lead to several places"]
    one = found.element.annotations[0]
    assert one.destination is not None, key
    page, left, top = opened.pdf.place(one.destination)
    stands = opened.places.get(key) or opened.drawn(key)
    if IN_COLUMNS.match(key) and opened.column(stands) != opened.column(Place(page, top, left)):
        return [f"{key}: leads to {left} from the left, stands at {stands.left}"]
    if found.reference != str(page):
        return [f"{key}: on page {found.page}, printed {found.reference}, leads to page {page}"]
    turned = opened.turned(page)
    off, aside = (stands.left - left, top - stands.base) if turned else (top - stands.base, 0)
    low, high = NEAR
    near = page == stands.page and low < off < high and abs(aside) < ASIDE
    return [] if near else [f"{key}: leads to {page}/{top}, stands {stands.page}/{stands.base}"]


def mislisted(opened: Opened, told: Pages, found: Found) -> list[str]:
    """What is wrong with a list of pages: it must have each page on which one of its keys stands, once and in order, of
    three or more in a row the first and the last, and each number must lead to the first of the keys on its page."""
    if told.each:
        links = [found, *found.others]
        assert len(links) == len(told.to)
        return [wrong for key, one in zip(told.to, links, strict=True) for wrong in strays(opened, key, one)]
    first: dict[int, str] = {}
    for key in sorted(told.to, key=lambda key: (opened.column(opened.places[key]), -opened.places[key].base)):
        first.setdefault(opened.places[key].page, key)
    expected, shown = listed(sorted(first))
    assert found.element.parent is not None
    said = fold("".join(run.text for _, run in found.element.parent.runs()))
    if said != f"mentioned on {expected}":
        return [f"on page {found.page} is said: {said}, expected {expected}"]
    links = [found, *found.others]
    assert [one.reference for one in links] == [str(page) for page in shown]
    return [wrong for page, one in zip(shown, links, strict=True) for wrong in strays(opened, first[page], one)]


def listed(pages: list[int]) -> tuple[str, list[int]]:
    """How pages are told, and those of them that are links."""
    told, shown = [], []
    for page in pages:
        inside = {page - 1, page + 1} <= {*pages}
        shown += [] if inside else [page]
        told += ["–"] if inside and told[-1] != "–" else [] if inside else [str(page)]
    return ", ".join(told).replace(", –, ", "–"), shown


def test_a_list_of_pages_is_told_in_the_fewest_numbers() -> None:
    assert listed([3]) == ("3", [3])
    assert listed([3, 4, 7, 8, 9, 10, 12]) == ("3, 4, 7–10, 12", [3, 4, 7, 10, 12])


@BOOKS
def test_no_link_is_dead_and_none_does_anything_but_lead(printed: Printed, name: str) -> None:
    opened = getattr(printed, name)
    for one in opened.pdf.annotations:
        assert one.given.Subtype == "/Link"
        if one.uri is not None:
            assert re.match(r"https?://|mailto:", one.uri), one.uri
        else:
            inside(opened, one)


def inside(opened: Opened, one: Annotation) -> None:
    assert one.destination is not None, one.given
    page, left, top = opened.pdf.place(one.destination)
    *_, width, height = map(float, opened.pdf.pages[page - 1].MediaBox)
    assert 0 <= left <= width, one.given
    assert 0 <= top <= height, one.given


@BOOKS
def test_every_mark_of_a_note_leads_to_it(printed: Printed, name: str) -> None:
    opened = getattr(printed, name)
    for note in opened.pdf.root.all("Note"):
        before = note.parent.kids[note.parent.kids.index(note) - 1]
        (mark,) = before.all("Link")
        page, run = next(iter(note.runs()))
        there, _, top = opened.pdf.place(mark.annotations[0].destination)
        assert there == page
        assert 0 < top - run.base < NEAR[1]


@pytest.mark.parametrize("name", ["edition", "debate"])
def test_over_every_box_of_a_map_lies_a_link_to_what_is_drawn_there(printed: Printed, name: str) -> None:
    opened = getattr(printed, name)
    drawn = [
        node for chapter in opened.book.chapters for svg in chapter.leaf.body.iter("svg") for node in svg.iter("a")
    ]
    assert {node.get("id") for node in drawn} == opened.boxes.keys()
    for node in drawn:
        (one,) = opened.boxes[node.get("id")].element.annotations
        assert opened.pdf.place(one.destination)[0] == opened.places[node.get("data-to")][0]


# ---- contents, bookmarks, index


@BOOKS
def test_the_contents_tell_every_part_and_chapter_with_its_page(printed: Printed, name: str) -> None:
    opened = getattr(printed, name)
    told = []
    for entry in contents(opened):
        (link,) = entry.all("Link")
        (said,) = Said([entry], 0).leads
        there, _, _ = opened.pdf.place(link.annotations[0].destination)
        assert said.reference == str(there)
        told.append(said.words)
    expected = ["How to use this book"]
    for part in opened.book.parts:
        expected += [part.title, *(chapter.leaf.name for chapter in part.chapters)]
    expected += ["Index of terms and people", "Colophon"]
    assert told == [fold(one) for one in expected]


def contents(opened: Opened) -> list[Element]:
    return [entry for one in opened.parts["Contents"] for entry in one.all("TOCI")]


@BOOKS
def test_the_bookmarks_mirror_the_contents(printed: Printed, name: str) -> None:
    opened = getattr(printed, name)
    listed = [
        (depth_of(entry), fold(Said([entry], 0).leads[0].words), Said([entry], 0).leads[0].reference)
        for entry in contents(opened)
    ]
    marks = []
    for one in opened.pdf.bookmarks:
        destination = one.given.get("/Dest") if "/Dest" in one.given else one.given.A.D
        marks.append((one.depth, fold(one.title), str(opened.pdf.place(destination)[0])))
    rest = iter(marks)
    assert [one for one in listed if one not in rest] == []  # in the same order, none missing
    headings = {(fold(head(one)), str(next(page for page, _ in one.runs()))) for one in all_headings(opened)}
    assert [one for one in marks if (one[1], one[2]) not in headings] == []


def depth_of(entry: Element) -> int:
    return sum(one.tag == "TOC" for one in entry.above()) - 1


def all_headings(opened: Opened) -> list[Element]:
    return list(opened.pdf.root.all("H1", "H2", "H3", "H4", "H5", "H6"))


def head(heading: Element) -> str:
    return "".join(words for words, _ in Said([heading], 107).pieces)


def test_the_index_has_every_term_and_person_with_the_pages_where_they_stand(printed: Printed) -> None:
    opened = printed.edition
    told = {}
    for line in [one for part in opened.parts["Index of terms and people"] for one in part.all("P")]:
        name = fold("".join(run.text for _, run in line.runs(lambda one: one.tag == "Link")))
        told[re.sub(r"[\s,–]+$", "", name)] = line
    expected = {fold(row.name): row for row in rows(opened.book)}
    assert list(told) == list(expected)
    for name, line in told.items():
        pages = set()
        for number in re.findall(r"\d+(?:–\d+)?", numbers(line)):
            first, _, last = number.partition("–")
            pages |= set(range(int(first), int(last or first) + 1))
        assert pages == {opened.places[key][0] for key in where(expected[name])}, name
        for link in line.all("Link"):
            assert str(opened.pdf.place(link.annotations[0].destination)[0]) == fold(link.text())


def numbers(line: Element) -> str:
    return "".join(run.text for _, run in list(line.runs())[1:])


def where(row: Row) -> tuple[str, ...]:
    return (*row.homes, *row.places)
