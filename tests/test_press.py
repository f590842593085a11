"""From pages to a book: nothing lost on the way to paper, words never read as markup, and each book whole in itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

import tiny
from edition.load import load
from edition.press.blocks import Blocks
from edition.press.book import BIBLIOGRAPHY, CLAIMS, TEXTS, Book, part_of, record_of, whole
from edition.press.colophon import colophon
from edition.press.drawing import drawing, sheets
from edition.press.imprint import Imprint
from edition.press.index import places, rows
from edition.press.inline import Inline
from edition.press.literal import string
from edition.press.markup import Pages
from edition.press.paper import Leaves, key, leaf
from edition.press.setter import Setter
from edition.resolve.joined import Joined

ROOT = Path(__file__).parent.parent
IMPRINT = Imprint("0123abc", datetime(2026, 11, 21, 10, 30, tzinfo=UTC))


@pytest.fixture(scope="module")
def joined() -> Joined:
    return load(ROOT)[0]


@pytest.fixture(scope="module")
def leaves(joined: Joined) -> Leaves:
    return Leaves(Pages(joined))


@pytest.fixture(scope="module")
def edition(joined: Joined, leaves: Leaves) -> Book:
    return whole(joined, leaves)


def page(body: str, path: str = "texts/x.md"):
    return leaf(path, html.fragment_fromstring(body, create_parent="div"))


# ---- words as literals


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
@example('"); #read("/etc/passwd"); ("')
@example("\\")
@example('\\"')
@example("\\u{41} #{ } $x$ `raw` // */ @ref <label>\n[x](y)")
def test_a_literal_means_its_words_and_nothing_else(words: str) -> None:
    source = f"#metadata({string(words)}) <words>"
    assert json.loads(typst.query(source.encode(), "<words>", field="value", one=True)) == words


class Nowhere:
    """A book in which no link leads anywhere."""

    plain = False
    wanted: frozenset[str] = frozenset()
    numbers: dict[str, int] = {}  # noqa: RUF012 - it stays empty

    def led(self, key: str | None) -> str | None:
        return None

    def mark(self, one: object) -> str:
        return ""


def set_words(code: str) -> str:
    """The words that a piece of Typst sets."""
    source = (
        '#let w(x) = if type(x) == str { x } else if x.has("text") { w(x.text) } '
        'else if x.has("children") { x.children.map(w).join("") } else if x.has("body") { w(x.body) } '
        'else if x.has("child") { w(x.child) } else { "" }\n'
        "#let lost(x) = x\n#let label-line(x) = x\n#let facts(x) = x\n#let hl(x) = x\n#let hl-over(x) = x\n"
        f"#let mono(x) = x\n#let out(u, x) = x\n#let away(i, x) = x\n#metadata(w({code})) <words>"
    )
    return json.loads(typst.query(source.encode(), "<words>", field="value", one=True)) or ""


PIECES = st.recursive(
    st.sampled_from(["a", " a", "a ", " ", "\n", "a\u00a0b", "a  b", "\t", '"', "#x", ""]),
    lambda inner: st.tuples(st.sampled_from(["em", "strong", "code", "mark", "span"]), st.lists(inner, max_size=3)),
    max_leaves=8,
)


def marked(piece: object) -> str:
    if isinstance(piece, str):
        return piece
    tag, inside = piece  # type: ignore[misc]
    return f"<{tag}>{''.join(map(marked, inside))}</{tag}>"


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=5))
@example(["a", ("mark", [" a"])])
@example(["a ", ("mark", [" a"])])
@example([("em", ["a "]), " a"])
def test_white_space_folds_as_in_a_browser(pieces: list[object]) -> None:
    one = html.fragment_fromstring("".join(map(marked, pieces)), create_parent="p")
    written = Inline(Nowhere())
    written.inside(one)
    expected = " ".join(one.text_content().replace("\t", " ").replace("\n", " ").split(" ")).strip(" ")
    while "  " in expected:
        expected = expected.replace("  ", " ")
    assert set_words(written.body()) == expected


# ---- leaves


@pytest.mark.parametrize(
    ("written", "led"),
    [
        ("../claims/a.md#for", "claims/a.md#for"),
        ("#p4", "texts/x.md#p4"),
        ("y.html", "texts/y.md"),
        ("y.md#caf%C3%A9", "texts/y.md#café"),
        ("https://example.org/", None),
        ("//example.org/x", None),
        ("mailto:a@example.org", None),
    ],
)
def test_a_link_becomes_a_key_or_leads_outside(written: str, led: str | None) -> None:
    assert key("texts/x.md", written) == led


def test_a_note_leaves_the_page_and_its_mark_stays() -> None:
    made = page(
        '<h1 id="t">T</h1><p>a<a class="note-ref" href="#note-n" id="ref-n"></a> b</p>'
        '<details class="note"><summary><span class="note-kind">commenting</span> “a”</summary>'
        '<div class="note-body editorial" id="note-n"><p>Body.</p><div class="note-facts"><p>ed, today · '
        '<a class="permalink" href="#note-n">permanent link</a> · <a class="edit" href="https://x.example/">edit</a>'
        "</p>"
        "</div></div></details><p>after</p>"
    )
    assert made.name == "T"
    assert [one.text_content() for one in made.body.iter("p")] == ["a b", "after"]
    (mark,) = [one for one in made.body.iter("span") if one.get("data-note")]
    assert mark.get("data-note") == "texts/x.md#note-n"
    assert made.notes["texts/x.md#note-n"].xpath(".//text()") == ["commenting", " “a”", "Body.", "ed, today"]


def test_a_passage_gives_its_address_to_its_block() -> None:
    made = page(
        '<p><a class="pid" id="p4" href="#p4"></a>Words.</p><ul><li><a class="pid" id="p5" href="#p5"></a>x</li></ul>'
    )
    assert [(one.tag, one.get("data-pid"), one.get("id")) for one in made.body.iter() if one.get("data-pid")] == [
        ("p", "p4", "texts/x.md#p4"),
        ("li", "p5", "texts/x.md#p5"),
    ]
    assert {"texts/x.md", "texts/x.md#p4", "texts/x.md#p5"} == made.keys


def test_mentions_keep_their_links_and_no_words_of_others() -> None:
    made = page(
        '<details class="mentions editorial"><summary>2 mentions</summary><ul>'
        '<li><a href="../claims/a.md">A</a>: words <em>of</em> it</li>'
        '<li><a href="#note-n">N</a>: more</li></ul></details>'
    )
    (_,) = made.body.find_class("mentioned")
    assert [link.get("data-to") for link in made.body.iter("a")] == ["claims/a.md", "texts/x.md#note-n"]
    assert made.body.text_content() == "AN"


def test_every_word_of_every_page_is_on_its_leaf(leaves: Leaves) -> None:
    """What paper leaves out is named: nothing else may go missing between a page and its leaf."""
    dropped = {
        "permalink",
        "edit",
        "fn-back",
        "headerlink",
        "map-sheet",
        "title-by",
        "what-if-state",
        "compare-pairs",
        "thread-map",
        "note",
        "mentions",
    }
    for path in leaves:
        tree = html.fromstring(html.tostring(leaves.pages[path]))
        for one in [one for one in tree.iter() if dropped & set((one.get("class") or "").split())]:
            one.drop_tree()
        for one in list(tree.iter("h1")):
            one.drop_tree()
        made = html.fromstring(html.tostring(leaves[path].body))
        for one in [one for one in made.iter("div") if "mentioned" in (one.get("class") or "")]:
            one.drop_tree()
        assert made.text_content().split() == tree.text_content().split(), path


# ---- books


def test_the_edition_holds_every_record_once(joined: Joined, edition: Book) -> None:
    expected = {
        *(f"texts/{one}.md" for one in joined.edition.sources),
        *(f"debates/{one}.md" for one in joined.edition.debates),
        *(f"claims/{one}.md" for one in joined.edition.claims),
        *(f"arguments/{one}.md" for one in joined.edition.arguments),
        *(f"glossary/{one}.md" for one in joined.edition.entries),
        *(f"people/{one}.md" for one in joined.edition.people),
        BIBLIOGRAPHY,
    }
    held = [chapter.key for chapter in edition.chapters]
    assert len(held) == len(set(held))
    assert expected <= set(held)
    assert len(edition.notes) == len(joined.edition.annotations)


# Pages about the site and its making, and lists of what the book holds in full: a link to one stays words.
LEFT_OUT = {
    *("notes.md", "latest.md", "timeline.md", "data.md", "find.md", "architecture.md"),
    *("contributing/index.md", "contributing/rules.md"),
}


def test_only_pages_that_are_left_out_on_purpose_are_not_led_to(edition: Book) -> None:
    setter = Setter(edition, IMPRINT)
    trees = [*(chapter.leaf.body for chapter in edition.chapters), *edition.notes.values()]
    nowhere = {link.get("data-to") for tree in trees for link in tree.iter("a") if link.get("data-to")}
    assert {target.partition("#")[0] for target in nowhere if setter.led(target) is None} <= LEFT_OUT


@pytest.mark.parametrize("path", ["texts/davidw-comments.md", "debates/goal-behind-the-mask.md"])
def test_a_page_has_a_book_of_its_own_with_what_it_leads_to(joined: Joined, leaves: Leaves, path: str) -> None:
    book = part_of(joined, leaves, path)
    assert book.chapters[0].key == path
    setter = Setter(book, IMPRINT)
    for link in book.chapters[0].leaf.body.iter("a"):
        target = link.get("data-to") or ""
        if target.startswith(("claims/", "arguments/", "glossary/", "bibliography.md#")) and not target.endswith(".md"):
            assert setter.led(target), target
    held = {chapter.key for chapter in book.chapters}
    assert not any(one.startswith("people/") for one in held)


def test_from_a_map_that_is_not_in_the_book_the_record_is_led_to() -> None:
    assert record_of("debates/d.md#map-claim-a-b") == "claims/a-b.md"
    assert record_of("debates/d.md#map-argument-c") == "arguments/c.md"
    assert record_of("debates/d.md#what-if") is None


def test_the_plain_book_is_the_texts_alone(edition: Book) -> None:
    source = Setter(edition, IMPRINT, plain=True).write()
    assert [part.key for part in Setter(edition, IMPRINT, plain=True).parts] == [TEXTS]
    for call in ("note(", "hl(", 'lk("glossary', "mentioned(", "index("):
        assert call not in source, call
    assert CLAIMS not in source


def test_no_heading_skips_a_level() -> None:
    blocks = Blocks(Nowhere(), "prose", 2)
    tree = html.fragment_fromstring("<h2>a</h2><h4>b</h4><h4>c</h4><h2>d</h2><h3>e</h3>", create_parent="div")
    levels = [int(row.removeprefix("hd(")[0]) for row in blocks.write(tree)]
    assert levels == [3, 4, 5, 3, 4]


def test_a_wide_table_is_told_row_by_row() -> None:
    head = "".join(f"<th>{name}</th>" for name in ("claim", "Ann", "Bob", "Cy", "Di"))
    cells = "".join(f"<td>{cell}</td>" for cell in ("c", "asserts", "", "denies", ""))
    table = f"<table><thead><tr>{head}</tr></thead><tbody><tr>{cells}</tr>"
    (row,) = Blocks(Nowhere(), "prose", 1).write(
        html.fragment_fromstring(f"{table}</tbody></table>", create_parent="div")
    )
    for told in ('"Ann asserts"', '"Cy denies"'):
        assert told in row
    assert "Bob" not in row


# ---- index, colophon, maps


def test_the_index_has_every_term_and_person_at_home(joined: Joined, edition: Book) -> None:
    made = {row.name: row for row in rows(edition)}
    for entry in joined.edition.entries.values():
        assert f"glossary/{entry.id}.md" in made[str(entry.lemma)].homes
    for person, name in joined.edition.people.items():
        assert f"people/{person}.md" in made[str(name)].homes
    assert any("#c19" in place for place in made["simon"].homes), "a comment of simon's is where simon is at home"
    assert sorted(made, key=str.casefold) == list(made)
    assert places(list(made.values())) >= set(made["mask"].places) != set()


def test_the_index_finds_whole_names_only(tmp_path: Path) -> None:
    files = {"docs/annotations/thread/n.md": tiny.NOTE.replace("A note on", "Annabel is nobody here, but Ann is: on")}
    joined, _ = load(tiny.edition(tmp_path, files))
    made = {row.name: row for row in rows(whole(joined, Leaves(Pages(joined))))}
    assert any("#note-n" in place for place in made["Ann"].places)
    files = {"docs/annotations/thread/n.md": tiny.NOTE.replace("A note on", "Annabel is nobody here: on")}
    joined, _ = load(tiny.edition(tmp_path / "b", files))
    made = {row.name: row for row in rows(whole(joined, Leaves(Pages(joined))))}
    assert not any("#note-n" in place for place in made["Ann"].places)


def test_the_colophon_proves_the_captures(edition: Book) -> None:
    told = dict(colophon(edition, IMPRINT))
    assert told["Version"] == ["0123abc", "21 November 2026"]
    captures = told["Captures, by the SHA-256 of their bytes"]
    for source in edition.edition.sources.values():
        said = (ROOT / f"sources/{source.id}/source.yml").read_text(encoding="utf-8")
        assert captures[captures.index(source.title) + 1] in said


def test_a_map_is_drawn_without_anything_that_leads_or_runs(leaves: Leaves, joined: Joined) -> None:
    for debate in joined.edition.debates:
        figure = next(leaves[f"debates/{debate}.md"].body.iter("figure"))
        drawn = drawing(next(figure.iter("svg")))
        assert len(drawn.boxes) == len(drawn.keys) > 1
        shown = sheets(drawn, figure.get("data-sheets"))
        assert {box[0] for sheet in shown for box in sheet.boxes} == {box[0] for box in drawn.boxes}
        for sheet in shown:
            for word in ("href", "<a", "<use", "<script", "id=", "<title"):
                assert word not in sheet.svg
