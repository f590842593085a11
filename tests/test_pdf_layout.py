"""The PDF, measured: nothing beyond the column, no heading left behind, no lonely line, and paper to cite by.

Edges are taken from the pages themselves: where most lines of a text end is its right edge, for it is justified; two
columns, which are not, end as far from one edge of the paper as they begin from the other.
A line is what stands on one base line of one column; superior figures and the ids of passages are no lines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import typst
from lxml.html import HtmlElement
from pdf_books import IMPRINT, MARGINS, SIZES, Opened, Printed, small
from pdf_content import Run
from pdf_expected import fold
from pdf_reader import Element, Pdf
from pdf_words import Said, parts, passages, superior

import tiny
from edition.press.pdf import Paper, pdf
from edition.resolve.joined import Joined

SMALL = 7.8  # points: the size of the edition's small print
AFTERWARDS = ("mentioned on", "quoted by", "—", "@")  # how small print begins that belongs to what stands before it
HANGING = 3.5  # points by which signs at a line's end may stand in the margin
EARLY = 60  # points: four lines, which may have to go with what follows
Fragment = tuple[int, int]  # a page and a column of it
PARTS_IN_COLUMNS = ("Claims", "Arguments", "Glossary", "People", "Bibliography", "Index of terms and people")


@pytest.fixture(scope="module")
def opened(printed: Printed) -> Opened:
    return printed.edition


class Layout:
    """Which pages of a book have two columns, and where their columns end."""

    def __init__(self, pdf: Pdf, margin: float = 0) -> None:
        self.pdf = pdf
        self.margin = margin  # left of it stand the ids of passages
        self.middle = float(self.pdf.pages[0].MediaBox[2]) / 2
        self.sideways = {n for n, page in enumerate(self.pdf.pages, 1) if int(page.get("/Rotate", 0)) == 90}
        heads = [one for one in pdf.root.kids if isinstance(one, Element) and one.tag == "H1"]
        starts = [(fold(one.text()), next(page for page, _ in one.runs())) for one in heads]
        ends = [page for _, page in starts[1:]] + [len(self.pdf.pages) + 1]
        self.part = {n: title for (title, page), end in zip(starts, ends, strict=True) for n in range(page, end)}
        self.two = {n for n, title in self.part.items() if title in PARTS_IN_COLUMNS or title == "Contents"}

    def column(self, page: int, run: Run) -> int:
        return int(page in self.two and run.left > self.middle)

    def measured(self) -> Iterator[tuple[int, Run]]:
        """What is set in columns: all but maps, titles of parts, the heads and feet of pages, and the title page."""
        apart = {id(run) for one in self.pdf.root.all("Figure", "H1") for _, run in one.runs()}
        for page in self.part.keys() - self.sideways:
            for run in self.pdf.runs[page]:
                if not run.artifact and id(run) not in apart and run.text.strip():
                    yield page, run


@pytest.fixture(scope="module")
def layout(opened: Opened) -> Layout:
    return Layout(opened.pdf, opened.margin)


@pytest.fixture(scope="module", params=["edition", "letter", "plain"])
def each(request: pytest.FixtureRequest, printed: Printed) -> Layout:
    """The edition on A4, a text on Letter, and the texts alone on A5."""
    one: Opened | Pdf = getattr(printed, request.param)
    return Layout(one, MARGINS["a5"]) if isinstance(one, Pdf) else Layout(one.pdf, one.margin)


# ---- what lies where


def beyond(layout: Layout) -> list[tuple[int, str]]:
    ends: Counter[int] = Counter()
    begins: dict[int, float] = {0: layout.middle, 1: 2 * layout.middle}
    for page, run in layout.measured():
        column = layout.column(page, run)
        if page not in layout.two:
            ends[round(run.right)] += 1
        elif layout.part[page] != "Contents":  # a narrow one
            begins[column] = min(begins[column], run.left)
    columns = set(layout.part.values()) & set(PARTS_IN_COLUMNS)
    edges = {column: 2 * layout.middle - (begins[1 - column] - HANGING if columns else 0) for column in begins}
    edge = ends.most_common(1)[0][0] + HANGING
    wide = (
        (page, run, edges[layout.column(page, run)] if page in layout.two else edge) for page, run in layout.measured()
    )
    return [(page, run.text) for page, run, most in wide if run.right > most]


def over_others(layout: Layout) -> list[tuple[int, str, str]]:
    lines: dict[tuple[int, int], list[Run]] = defaultdict(list)
    for page, run in layout.measured():
        lines[page, round(run.base)].append(run)
    neighbours = ((page, *pair) for (page, _), runs in lines.items() for pair in pairwise(sorted(runs, key=left)))
    return [(page, one.text, other.text) for page, one, other in neighbours if one.right - other.left > 1]


def lines_over_lines(layout: Layout) -> list[tuple[int, str, str]]:
    """Lines nearer to each other than letters are high; mere superior figures stand beside what they belong to."""
    pages: dict[int, list[Run]] = defaultdict(list)
    for page, run in layout.measured():
        pages[page].append(run)
    found = []
    for page, runs in pages.items():
        runs.sort(key=lambda run: -run.base)
        for number, one in enumerate(runs):
            for other in runs[number + 1 :]:
                if one.base - other.base > 0.7 * one.size:
                    break
                near = 0.5 < one.base - other.base < 0.7 * min(one.size, other.size)
                if near and min(one.right, other.right) - max(one.left, other.left) > 1:
                    found.append((page, one.text, other.text))
    return found


def left(run: Run) -> float:
    return run.left


def left_behind(layout: Layout) -> list[tuple[int, str]]:
    """Headings after which a page or a column ends."""
    elements = [one for one in layout.pdf.root.kids if isinstance(one, Element)]
    found = []
    for one, other in pairwise(elements):
        if one.tag in ("H2", "H3", "H4", "H5", "H6") and other.tag != "H1":
            *_, (page, run) = one.runs(is_note)
            after, first = next(other.runs(is_note))
            here, there = (page, layout.column(page, run)), (after, layout.column(after, first))
            found += [(page, fold(one.text()))] if here != there else []
    return found


def parted(layout: Layout) -> list[tuple[int, str]]:
    """Small print that leads into what stands on another page or in another column."""
    found = []
    for (one, runs), (other, others) in pairwise(blocks(layout)):
        page = runs[-1][0]
        turned = {page, others[0][0]} & layout.sideways  # the words of a map, and what leads there
        listed = page in layout.two and within(one, "LI")  # a concordance is small print too
        leads = one.tag == "P" and not listed and is_small(runs) and other.tag != "H1" and not turned
        if leads and not beside(layout, runs, others) and not fold(one.text()).startswith(AFTERWARDS):
            found.append((page, fold(one.text())))
    return found


def set_off(layout: Layout, begins: str) -> list[tuple[int, str]]:
    """Small print that begins so and stands on another page than the end of the paragraph that it belongs to.

    What ends in a list, or in small print of its own, has no last line that could leave room.
    """
    return [
        (runs[-1][0], fold(other.text()))
        for (one, runs), (other, others) in pairwise(blocks(layout))
        if fold(other.text()).startswith(begins) and is_small(others) and not beside(layout, runs, others)
        if not within(one, "LI") and not is_small(runs)
    ]


def blocks(layout: Layout) -> list[tuple[Element, list[tuple[int, Run]]]]:
    """Blocks with words of their own, outside notes."""
    tags = ("P", "H1", "H2", "H3", "H4", "H5", "H6", "LBody")
    found = [(one, list(own_runs(one))) for one in layout.pdf.root.all(*tags) if not within(one, "Note")]
    return [(one, runs) for one, runs in found if runs]


def is_small(runs: list[tuple[int, Run]]) -> bool:
    return abs(runs[0][1].size - SMALL) < 0.01


def beside(layout: Layout, runs: list[tuple[int, Run]], others: list[tuple[int, Run]]) -> bool:
    """Whether some runs end in the column of a page in which others begin."""
    (page, last), (after, first) = runs[-1], others[0]
    return (page, layout.column(page, last)) == (after, layout.column(after, first))


def early(layout: Layout, opens: set[int], most: float = EARLY) -> list[tuple[int, int]]:
    """Pages before a map on its side that end early although the words go on after it, and how many points are left."""
    lowest = {
        page: min(bases(runs)) for page, runs in layout.pdf.runs.items() if page not in layout.sideways and bases(runs)
    }
    foot = min(lowest.values())
    found = []
    for page in sorted(layout.sideways):
        before = next(n for n in range(page - 1, 0, -1) if n not in layout.sideways)
        after = next((n for n in range(page + 1, len(layout.pdf.pages) + 1) if n not in layout.sideways), None)
        if after is not None and after not in opens:
            left = lowest[before] - foot
            found += [(before, round(left))] if left > most else []
    return found


def bases(runs: list[Run]) -> list[float]:
    return [run.base for run in runs if not run.artifact and run.text.strip()]


def within(one: Element, tag: str) -> bool:
    return one.parent is not None and (one.parent.tag == tag or within(one.parent, tag))


def own_runs(one: Element) -> Iterator[tuple[int, Run]]:
    """The runs of a block that are in no block within it."""
    return one.runs(lambda inner: inner.tag in ("Note", "Lbl") or inner.block or superior(inner))


def is_note(one: Element) -> bool:
    return one.tag == "Note"


def lines(one: Element, layout: Layout, margin: float) -> dict[Fragment, list[float]]:
    """The base lines of a paragraph, from above, in each column that it stands in."""
    said = Said([], margin)
    found: dict[Fragment, set[float]] = defaultdict(set)
    for page, run in one.runs(lambda inner: inner.tag in ("Note", "Lbl") or superior(inner)):
        if run.text.strip() and not said.is_address(run):
            found[page, layout.column(page, run)].add(round(run.base, 1))
    return {fragment: merged(sorted(bases, reverse=True)) for fragment, bases in found.items()}


def merged(bases: list[float]) -> list[float]:
    """Base lines, those of smaller letters within a line left out."""
    return [base for n, base in enumerate(bases) if n == 0 or bases[n - 1] - base > 3]


def lonely(paragraphs: Iterator[Element], layout: Layout, margin: float) -> list[tuple[int, str]]:
    found = []
    for one in paragraphs:
        fragments = lines(one, layout, margin)
        if len(fragments) > 1:
            (first, above), *_, (last, below) = fragments.items()
            found += [(first[0], "first", fold(one.text(is_note))[:40])] if len(above) < 2 else []
            found += [(last[0], "last", fold(one.text(is_note))[:40])] if len(below) < 2 else []
    return found


def own_paragraphs(pdf: Pdf) -> Iterator[Element]:
    """Paragraphs outside notes."""
    notes = {id(one) for one in noted(pdf)}
    return (one for one in pdf.root.all("P") if id(one) not in notes)


def noted(pdf: Pdf) -> Iterator[Element]:
    """Paragraphs of notes."""
    return (one for note in pdf.root.all("Note") for one in note.all("P"))


def test_no_word_stands_beyond_its_column(each: Layout) -> None:
    assert beyond(each) == []


def test_no_words_are_set_over_others(each: Layout) -> None:
    assert over_others(each) == []


def test_no_line_is_set_over_another(each: Layout) -> None:
    assert lines_over_lines(each) == []


def test_what_leads_into_a_passage_or_stands_under_a_title_is_not_parted_from_it(each: Layout) -> None:
    assert parted(each) == []


def test_who_said_what_is_quoted_stands_with_its_end(each: Layout) -> None:
    assert set_off(each, "— ") == []


def test_who_mentions_a_passage_stands_with_its_end(each: Layout) -> None:
    assert set_off(each, "mentioned on ") == []


@pytest.mark.parametrize("name", ["edition", "letter", "debate"])
def test_words_flow_on_around_a_map_on_its_side(printed: Printed, name: str) -> None:
    one: Opened = getattr(printed, name)
    layout = Layout(one.pdf, one.margin)
    opens = {next(head.runs())[0] for head in one.pdf.root.all("H1", "H2")}
    assert layout.sideways
    assert early(layout, opens) == []


def test_no_heading_ends_a_page_or_column(each: Layout) -> None:
    assert left_behind(each) == []


def test_no_line_of_a_paragraph_stands_alone(each: Layout) -> None:
    assert lonely(own_paragraphs(each.pdf), each, each.margin) == []


def test_no_line_of_a_note_stands_alone(each: Layout) -> None:
    assert lonely(noted(each.pdf), each, each.margin) == []


FAULTS = """
#set document(title: "Faults")
#set page(width: 200pt, height: 210pt, margin: (x: 20pt, top: 20pt, bottom: 130pt))
#set text(size: 10pt, lang: "en", costs: (widow: 0%, orphan: 0%))
#set par(justify: true)
#show heading: set text(size: 10pt)
#show heading: set block(sticky: false)
= Texts
#lorem(20)

#box(width: 0pt, place(bottom, [over others])) words

#block(below: -4pt)[one line]
#block(above: 0pt)[another]
#pagebreak()
#lorem(12) #box("x" * 60)
#pagebreak()
#lorem(15)
== Behind
#lorem(8)

#text(size: 7.8pt)[asserts what stands overleaf]
#pagebreak()
#lorem(30)
#pagebreak()
#text(size: 7.8pt)[— somebody, parted]
#pagebreak()
#lorem(8)
#pagebreak()
#text(size: 7.8pt)[mentioned on 3]
#pagebreak()
#lorem(30)
"""


def test_each_of_these_faults_is_found() -> None:
    """The tests above can fail."""
    layout = Layout(Pdf(typst.compile(FAULTS.encode(), format="pdf", pdf_standards="ua-1")))
    assert beyond(layout)
    assert over_others(layout)
    assert lines_over_lines(layout)
    assert left_behind(layout)
    assert parted(layout)
    assert set_off(layout, "— ")
    assert set_off(layout, "mentioned on ")
    assert lonely(own_paragraphs(layout.pdf), layout, 0)
    layout.sideways = {8}
    assert early(layout, set(), most=40)


# ---- threads


def test_the_deepest_comment_has_lines_of_a_readable_length(joined: Joined, opened: Opened, layout: Layout) -> None:
    """At least 50 letters in a full line, however deep a comment stands."""
    levels = [int(name[6:]) for one in bodies(opened) for name in one.get("class", "").split() if depth(name)]
    assert max(levels) == 12
    deepest = {one[0].get("id") for one in bodies(opened) if "depth-12" in one.get("class", "").split()}
    assert deepest
    for key in deepest:
        page, base, _ = opened.places[key]
        set_after = [run for run in opened.pdf.runs[page] if run.base < base and run.mark is not None and run.size > 10]
        full = Counter(round(run.base) for run in set_after)
        lengths = [sum(len(run.text) for run in set_after if round(run.base) == line) for line in full]
        assert max(lengths) >= 50, (key, lengths)


def bodies(opened: Opened) -> Iterator[HtmlElement]:
    return (one for chapter in opened.book.chapters for one in chapter.leaf.body.iter("article"))


def depth(name: str) -> bool:
    return name.startswith("depth-")


# ---- what a page tells of itself


def test_every_page_but_the_first_has_its_number_at_its_foot(opened: Opened) -> None:
    for page, runs in opened.pdf.runs.items():
        told = "".join(run.text for run in runs if run.artifact == "Footer")
        assert told == ("" if page == 1 else str(page))


def test_running_heads_name_the_chapter_and_pages_that_open_one_have_none(opened: Opened, layout: Layout) -> None:
    chapters = {fold(one.leaf.name) for one in opened.book.chapters if one.form in ("text", "debate", "prose")}
    current = ""
    opening = {page for head in opened.pdf.root.all("H1") for page, _ in head.runs()}
    for page, runs in opened.pdf.runs.items():
        opens = [one for one in tops(opened, page) if fold(one.text()) in chapters]
        current = fold(opens[-1].text()) if opens else layout.part.get(page, "") if page in opening else current
        told = [run.text for run in runs if run.artifact == "Header"]
        if page == 1 or page in opening or opens or page in layout.sideways:
            assert told == [], page
        else:
            assert fold("".join(told)).startswith(current), page


def test_running_heads_name_the_comment_that_a_page_begins_with(opened: Opened) -> None:
    """Or the section after the comments."""
    here, begins = "", {}
    for one in (one for head in opened.parts["Texts"] for one in [head, *head.all()]):
        if one.tag in ("H2", "H3", "H4", "H5") and own_heading(one):
            *ids, words = [run.text for _, run in own_heading(one)]
            unit = bool(ids) and not ids[0].startswith("p")
            here = "" if one.tag == "H2" else f"{ids[0]} · {words}" if unit else here if ids else words
        for page, _ in own_runs(one) if not within(one, "Note") else ():
            begins.setdefault(page, here)
    heads = {
        page: "".join(run.text for run in runs if run.artifact == "Header") for page, runs in opened.pdf.runs.items()
    }
    told = {page: head for page, head in heads.items() if head and page in begins}
    assert len(told) > 50
    assert [(page, head, begins[page]) for page, head in told.items() if not fold(head).endswith(begins[page])] == []


def own_heading(one: Element) -> list[tuple[int, Run]]:
    return [(page, run) for page, run in one.runs(lambda inner: inner.tag == "Note") if run.text.strip()]


def tops(opened: Opened, page: int) -> list[Element]:
    return [one for one in opened.pdf.root.all("H2") if next(one.runs())[0] == page]


def test_ids_of_passages_stand_in_the_margin_beside_their_first_lines(opened: Opened) -> None:
    texts = next(part for part in opened.book.parts if part.title == "Texts")
    addresses = opened.said(texts).addresses
    assert addresses
    for address, holder in addresses:
        runs = list(holder.runs(is_note))
        page, own = next((page, run) for page, run in runs if run.text == address)
        after = next((page, run) for page, run in runs[runs.index((page, own)) + 1 :] if run.text.strip())
        assert after[0] == page
        assert abs(after[1].base - own.base) < 1.5, address
        assert own.right < after[1].left
        assert own.left > 20  # within what printers print


# ---- other papers


@pytest.mark.parametrize("lines", range(20, 101, 20))
def test_a_booklet_of_any_length_fills_whole_sheets(tmp_path: Path, lines: int) -> None:
    files = tiny.as_list("lines", [f"Line {number}. {'word ' * 60}" for number in range(lines)])
    made = Pdf(pdf(small(tiny.edition(tmp_path, files)), IMPRINT, paper="a5", plain=True))
    assert len(made.pages) % 4 == 0


@pytest.mark.parametrize("paper", SIZES)
def test_a_book_is_set_on_the_paper_that_is_asked_for(tmp_path: Path, paper: Paper) -> None:
    made = Pdf(pdf(small(tiny.edition(tmp_path)), IMPRINT, paper=paper))
    for page in made.pages:
        assert sorted(map(float, page.MediaBox[2:])) == pytest.approx(sorted(SIZES[paper]), abs=0.6)


def test_the_plain_book_is_the_captures_words_and_fills_whole_sheets(joined: Joined, printed: Printed) -> None:
    plain = printed.plain
    assert len(plain.pages) % 4 == 0
    assert list(plain.root.all("Note")) == []
    assert list(plain.root.all("Figure")) == []
    assert [title for title in parts(plain) if title] == ["Contents", "Texts", "Colophon"]
    assert "in different senses" not in fold(" ".join(one.text() for one in parts(plain)["Texts"]))
    units = [unit for source in joined.edition.sources.values() for unit in source.units]
    expected = {
        (block.id, fold(source.text(block)))
        for source in joined.edition.sources.values()
        for unit in source.units
        for block in unit.blocks
    }
    found = passages(parts(plain)["Texts"], MARGINS["a5"])
    assert len(found) == sum(len(unit.blocks) for unit in units)
    assert set(found) == expected
