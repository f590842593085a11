"""The built pages: the captures' words and nothing else, every link alive, every record on its page."""

from __future__ import annotations

import os
import re
import urllib.parse
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import dom
import tiny
from edition.load import load
from edition.model.source import Source
from edition.render.names import day
from edition.render.site import generated_pages
from edition.resolve.address import entry_page, person_page
from edition.resolve.joined import Joined
from edition.text import fold
from facts import COMMENTS, DAVIDW, DAVIDW_UNITS, ITEMS, MARK, PAYOR, PERSONAS, PERSONAS_UNITS, POST, SOURCES

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def nodes(site: Path) -> dict[str, dom.Node]:
    """Every page of the real site, parsed once."""
    return dom.pages(site)


def text_of(source: str, nodes: dict[str, dom.Node]) -> dom.Node:
    return nodes[f"texts/{source}.html"]


# What stands within a unit on the page and is the edition's own. Everything else must be the capture's words.
OWN = (
    "editorial",  # lacunae, who answers and quotes whom, backlinks, the numbers of footnotes, the bodies of notes
    "note",  # a folded note, whose summary repeats the words it is about
    "unit-name",  # the author and day of a comment, which its header gives in another form
    "quote-source",  # whom a quotation quotes
    "headerlink",  # the generator's ¶
    "fn-back",  # the way back from a footnote: the capture's own sign for it, on a line of its own
)


def own(node: dom.Node) -> bool:
    return any(name in node.classes for name in OWN)


def words(text: str) -> str:
    """White space folded as a browser does, which keeps no-break spaces."""
    return re.sub("[ \t\n]+", " ", text).strip(" ")


def carried(source: Source) -> list[int]:
    """The lines whose words the page must show, in its order: by the facts, not by the reader."""
    headers = {int(row.split()[0]) for row in COMMENTS.strip().splitlines()}
    lines = {
        POST: [n for n in range(4, 343) if n not in headers and n not in (57, 58, 34, 36, 38, 43, 48, 52)],
        PAYOR: [1, 2, *range(5, 99)],
        DAVIDW: [n for first, last in DAVIDW_UNITS for n in range(first, last + 1)],
        PERSONAS: [n for lines in PERSONAS_UNITS.values() for n in lines],
    }[source.id]
    return [n for n in lines if source.capture.line(n).strip() not in ("", "-")]


def captured(source: Source, line: int) -> str:
    """A line's words; a list mark is structure, and the page shows it as such."""
    items = ITEMS.get(source.id, {})
    text = source.capture.line(line)
    return MARK.sub("", text, count=1) if line in items and text.strip() != "-" else text


# Fidelity


@pytest.mark.parametrize("name", SOURCES)
def test_the_words_on_the_page_are_the_words_of_the_capture(
    joined: Joined, nodes: dict[str, dom.Node], name: str
) -> None:
    source = joined.edition.sources[name]
    shown = words(" ".join(unit.text(own) for unit in text_of(name, nodes).classed("unit")))
    expected = words(" ".join(captured(source, line) for line in carried(source)))
    assert shown.split(" ") == expected.split(" ")  # compared word by word, so that a difference is told by its place


@pytest.mark.parametrize("name", SOURCES)
def test_each_passage_stands_whole_at_its_own_address(joined: Joined, nodes: dict[str, dom.Node], name: str) -> None:
    source, page = joined.edition.sources[name], text_of(name, nodes)
    for unit in source.units:
        for block in unit.blocks:
            mark = page.of_id(block.id)
            assert mark.parent is not None
            holder = mark if mark.tag in ("h2", "h3", "h4", "h5", "h6") else mark.parent
            inside = words(holder.text(lambda node: own(node) or node.tag in ("ul", "ol")))
            assert inside == words(source.text(block))
            article = next(node for node in mark.above() if "unit" in node.classes)
            assert article.all(lambda node, unit=unit: node.attributes.get("id") == unit.id) or unit.id == "post"


@pytest.mark.parametrize("name", SOURCES)
def test_headings_lists_and_quotations_are_shown_as_what_they_are(
    joined: Joined, nodes: dict[str, dom.Node], name: str
) -> None:
    source, page = joined.edition.sources[name], text_of(name, nodes)
    for unit in source.units:
        for block in unit.blocks:
            mark = page.of_id(block.id)
            around = [mark, *mark.above()]
            article = next(n for n, node in enumerate(around) if "unit" in node.classes)
            tags = [node.tag for node in around[:article]]
            quotation = joined.quotations[name].get(block.id)
            assert (f"h{block.level}" in tags) == (block.kind == "heading")
            assert tags.count("blockquote") == (quotation.level if quotation else 0)
            assert tags.count("li") == (block.level if block.kind == "list item" else 0)
            if block.kind == "list item":
                item = next(node for node in around if node.tag == "li")
                assert item.parent is not None
                assert item.parent.tag == ("ul" if block.number is None else "ol")
                if block.number is not None:
                    assert _number(item) == block.number


def _number(item: dom.Node) -> int:
    """The number that a browser shows before a list item."""
    assert item.parent is not None
    items = [child for child in item.parent.children if isinstance(child, dom.Node) and child.tag == "li"]
    return int(item.parent.attributes.get("start", "1")) + next(n for n, one in enumerate(items) if one is item)


@pytest.mark.parametrize("name", SOURCES)
def test_the_page_names_author_day_and_parent_of_every_comment(
    joined: Joined, nodes: dict[str, dom.Node], name: str
) -> None:
    source, page = joined.edition.sources[name], text_of(name, nodes)
    for unit in source.units:
        article = page.of_id(unit.id)
        if "unit" not in article.classes:
            article = next(node for node in article.above() if "unit" in node.classes)
        if unit.id == "post":
            byline = page.classed("byline")[0].text()
            assert unit.author in byline
            assert day(unit.published) in byline
            continue
        title = article.classed("unit-name")[0].text()
        assert unit.author in title
        assert day(unit.published) in title
        answers = [link for row in article.classed("answers") for link in row.tagged("a")]
        if unit.reply_to:
            assert answers[0].attributes["href"] == f"#{unit.reply_to}"
        assert [link.attributes["href"] for link in answers[bool(unit.reply_to) :]] == [
            f"#{reply.id}" for reply in source.replies[unit.id]
        ]


def test_what_a_capture_lost_is_marked_where_it_is_missed(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    for source in joined.edition.sources.values():
        marks = [node for unit in text_of(source.id, nodes).classed("unit") for node in unit.classed("lacuna")]
        assert len(marks) == len(source.lacunae)
        assert all("editorial" in node.classes and "⟨" in node.text() for node in marks)
    payor = text_of(PAYOR, nodes)
    assert "we upgrade ⟨formula lost⟩ to ⟨formula lost⟩, which says" in words(payor.of_id("p22").parent.text())  # type: ignore[union-attr]


def test_lines_that_are_not_carried_are_listed_with_their_reason(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    for source in joined.edition.sources.values():
        (listed,) = text_of(source.id, nodes).classed("not-carried")
        items = listed.tagged("li")
        assert len(items) == len(source.omissions) > 0
        for item, omission in zip(items, source.omissions, strict=True):
            assert omission.reason in item.text()
            assert str(omission.lines[0][0]) in item.text()


# Links


def test_every_id_is_unique_on_its_page(nodes: dict[str, dom.Node]) -> None:
    for path, page in nodes.items():
        ids = [node.attributes["id"] for node in page.all(lambda node: "id" in node.attributes)]
        assert sorted(ids) == sorted(set(ids)), path


def test_every_link_within_the_site_leads_to_a_place_that_is_there(nodes: dict[str, dom.Node], site: Path) -> None:
    dead = []
    ids = {path: {node.attributes.get("id") for node in page.all()} for path, page in nodes.items()}
    for path, page in nodes.items():
        if path == "404.html":
            continue  # its addresses are absolute: it is shown at any depth
        for node in page.all(lambda node: bool({"href", "src"} & set(node.attributes))):
            address = node.attributes.get("href", node.attributes.get("src", ""))
            parts = urllib.parse.urlsplit(address)
            if parts.scheme in ("http", "https", "mailto"):
                continue
            to = os.path.normpath(os.path.join(os.path.dirname(path), parts.path)) if parts.path else path
            fragment = urllib.parse.unquote(parts.fragment)
            known = to in ids if to.endswith(".html") else (site / urllib.parse.unquote(to)).is_file()
            if parts.scheme or not known or (fragment and fragment not in ids.get(to, set()) | {"__skip"}):
                dead.append(f"{path}: {address}")
    assert dead == []


def test_nothing_is_loaded_from_another_host(nodes: dict[str, dom.Node]) -> None:
    loads = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "object": "data"}
    for path, page in nodes.items():
        for node in page.tagged(*loads):
            address = node.attributes.get(loads[node.tag], "")
            assert not re.match(r"(?:[a-z]+:)?//", address), (path, address)


def test_a_quoting_and_a_quoted_passage_link_to_each_other(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    linked = 0
    for name, quotations in joined.quotations.items():
        page = text_of(name, nodes)
        for block, quotation in quotations.items():
            if quotation.origin is None or quotation.quotes is None:
                continue
            linked += 1
            quote = next(node for node in page.of_id(block).above() if node.tag == "blockquote")
            sources = [link.attributes["href"] for link in quote.classed("quote-source")]
            assert f"#{quotation.origin[1].id}" in sources
            for _, quoted in {quotation.quotes, quotation.origin}:
                assert f"#{block}" in _quoted_by(page, quoted.id)
    assert linked == 38 + 8


def _quoted_by(page: dom.Node, block: str) -> list[str]:
    """Where the links lead that follow a passage's paragraph, list or run of quotations."""
    node = page.of_id(block)
    while node.parent is not None and "unit" not in node.parent.classes and "footnote" not in node.parent.classes:
        node = node.parent
    assert node.parent is not None
    after = node.parent.children[next(n for n, one in enumerate(node.parent.children) if one is node) + 1 :]
    found = []
    for sibling in after:
        if isinstance(sibling, dom.Node):
            if not own(sibling):
                break
            if "quoted-by" in sibling.classes:
                found += [link.attributes["href"] for link in sibling.tagged("a")]
    return found


# Records


def test_every_note_stands_on_its_page_at_its_permalink_and_is_reached_from_its_words(
    joined: Joined, nodes: dict[str, dom.Node]
) -> None:
    assert joined.edition.annotations
    for name, note in joined.edition.annotations.items():
        anchors = joined.anchors[name]
        page = text_of(anchors[0].source.id, nodes)
        body = page.of_id(f"note-{name}")
        assert "note" in body.parent.classes  # type: ignore[union-attr]
        assert f"#note-{name}" in [link.attributes["href"] for link in body.classed("permalink")]
        assert note.by in body.classed("note-facts")[0].text()
        for anchor in anchors:
            there = text_of(anchor.source.id, nodes)
            marked = [node for node in there.tagged("mark") if name in node.attributes["data-notes"].split()]
            shown = words(" ".join(node.text() for node in marked))
            for segment in anchor.segments:
                held = words(anchor.source.capture.text[segment.start : segment.end])
                assert held.replace(" ", "") in shown.replace(" ", "")
            refs = [link for link in there.classed("note-ref") if link.attributes["href"].endswith(f"#note-{name}")]
            assert refs
            assert all(link.attributes["aria-label"] for link in refs)


def test_the_words_of_a_notes_body_are_shown(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    for name, note in joined.edition.annotations.items():
        body = text_of(joined.anchors[name][0].source.id, nodes).of_id(f"note-{name}")
        shown = re.sub(r"\W+", "", body.text(lambda node: "citation" in node.classes))
        for paragraph in note.body.paragraphs:
            assert re.sub(r"\W+", "", re.sub(r"\[@[^\]]+\]", "", paragraph)) in shown


def test_every_entry_person_and_reference_has_its_page(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    edition = joined.edition
    for name, entry in edition.entries.items():
        page = nodes[entry_page(name).replace(".md", ".html")]
        assert entry.lemma in page.tagged("h1")[0].text()
        for sense in entry.senses:
            assert page.of_id(str(sense.id)).tag == "h2"
            assert words(sense.definition) in words(page.text())
        assert person_in(nodes["glossary/index.html"], f"{name}.html")
    for person, name in edition.people.items():
        page = nodes[person_page(person).replace(".md", ".html")]
        assert name in page.tagged("h1")[0].text()
        assert person_in(nodes["people/index.html"], f"{person}.html")
    for key in edition.references:
        assert "reference" in _reference(key, nodes).classes


def _reference(key: str, nodes: dict[str, dom.Node]) -> dom.Node:
    """The element of a reference, which holds its heading, its record and its backlinks."""
    heading = nodes["bibliography.html"].of_id(f"ref-{key}")
    assert heading.tag == "h2"
    assert heading.parent is not None
    return heading.parent


def person_in(page: dom.Node, address: str) -> bool:
    return any(link.attributes["href"] == address for link in page.tagged("a") if "href" in link.attributes)


def test_an_entry_lists_every_use_of_its_word(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    uses: dict[str, list[str]] = {name: [] for name in joined.edition.entries}
    for use in joined.occurrences:
        uses[use.entry.id].append(f"../texts/{use.source.id}.html#{use.block.id}")
    for name, places in uses.items():
        page = nodes[f"glossary/{name}.html"]
        items = [item for one in page.classed("concordance") for item in one.tagged("li")]
        assert [item.tagged("a")[0].attributes["href"] for item in items] == places


def test_a_concordance_cuts_no_word_and_names_senses_as_a_reader_would(
    joined: Joined, nodes: dict[str, dom.Node]
) -> None:
    for name, entry in joined.edition.entries.items():
        uses = [use for use in joined.occurrences if use.entry.id == name]
        items = [item for one in nodes[f"glossary/{name}.html"].classed("concordance") for item in one.tagged("li")]
        for use, item in zip(uses, items, strict=True):
            words = fold(item.text()).partition(": ")[2]
            if use.sense and len(entry.senses) > 1:
                sense = str(use.sense.id).replace("-", " ")
                assert words.endswith(f" {sense}")
                words = words.removesuffix(f" {sense}")
            passage = f" {fold(use.source.text(use.block))} "
            shown = words.removeprefix("…").removesuffix("…")
            assert shown in passage
            whole = (" " if words.startswith("…") else "") + shown + (" " if words.endswith("…") else "")
            assert whole in passage, words


def test_a_persons_page_lists_all_that_they_wrote(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    for source in joined.edition.sources.values():
        for unit in source.units:
            person = next(p for p, name in joined.edition.people.items() if name == unit.author)
            page = nodes[f"people/{person}.html"]
            assert person_in(page, f"../texts/{source.id}.html#{unit.id}")


def test_a_backlink_shows_the_words_that_cite(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    seen = 0
    cited = {}  # an entry shows a paragraph once, whichever of its senses is linked where
    for one in (one for mentions in joined.mentions.values() for one in mentions):
        beginning = re.split(r"\[@|…", one.paragraph[one.at :].lstrip("["))[0]  # citations are spelt out
        cited[one.kind, one.id, one.paragraph, one.at] = words(beginning)[:30]
    for key, mentions in joined.mentions.items():
        kind, _, rest = key.partition(":")
        for mention in mentions:
            page, holder = _mentioned(kind, rest, nodes)
            address = os.path.relpath(mention.page.replace(".md", ".html"), os.path.dirname(page) or ".")
            if mention.page.replace(".md", ".html") == page:
                address = "" if mention.fragment else os.path.basename(page)
            address += f"#{mention.fragment}" if mention.fragment else ""
            items = [item for one in holder for item in one.tagged("li")]
            shown = [cited[one] for one in cited if one[:3] == (mention.kind, mention.id, mention.paragraph)]
            leading = [words(item.text()) for item in items if item.tagged("a")[0].attributes["href"] == address]
            assert any(one in line for one in shown for line in leading), (key, address)
            seen += 1
    assert seen > 50


def _mentioned(kind: str, rest: str, nodes: dict[str, dom.Node]) -> tuple[str, list[dom.Node]]:
    """The page of what is mentioned, and its lists of backlinks."""
    if kind == "reference":
        return "bibliography.html", _reference(rest, nodes).classed("mentions")
    if kind == "term":
        page = f"glossary/{rest.partition('#')[0]}.html"
    elif kind == "passage":
        page = f"texts/{rest.partition('/')[0]}.html"
    else:
        page = f"{kind}s/{rest}.html"
    return page, nodes[page].classed("mentions")


def test_lost_links_are_told_with_their_basis_and_lead_where_they_are_known_to_have_led(
    joined: Joined, nodes: dict[str, dom.Node]
) -> None:
    for source in joined.edition.sources.values():
        page = text_of(source.id, nodes)
        for lost in source.links:
            item = page.of_id(f"lost-{lost.number}").parent
            assert item is not None
            assert words(lost.basis) in words(item.text())
            links = [link.attributes["href"] for link in item.tagged("a")]
            assert links[0] == f"#{lost.block}"
            assert (len(links) == 1) == (lost.target == "unknown")
            if lost.marker:
                marker = [link for link in page.classed("marker") if link.attributes["href"] == f"#lost-{lost.number}"]
                assert [link.text() for link in marker] == [source.capture.text[lost.marker[0] : lost.marker[1]]]


# Whatever a text holds, shown as written

NASTY = [
    "__init__", "*", "_", "<trivial task>", "“curly” ‘quotes’ \"straight\" 'quotes'", "no\u00a0break\u00a0space",
    "{{ 7 * 7 }}", "{% raw %}", "{# gone #}", '--8<-- "mkdocs.yml"', "<tag>", "</article>", "<!-- comment -->", "[^1]",
    "[^1]: a footnote", "*[abbr]: abbreviation", ":smile:", "==x==", "++x++", "# x", "## x ##", "1. x", "1986. x",
    "- x", "    x", "\tx", "| a | b |", "|---|---|", "!!! note", "??? note", "[x]: y", "{: .a }", "{ .a #b }", "&amp;",
    "&lt;b&gt;", "&", "\\*", "~~x~~", "x^2^", "H~2~O", "http://x.y", "https://x.y/a_b_c*d*", "www.x.y", "a@b.c", "$x$",
    "`x`", "```", "~~~", "> x", ": x", "---", "***", "===", "...", "--", "-->", "@x", "(c)", "/// note", "x  ",
    "{++x++}", "[[x]]", "$$", "%%",
]  # fmt: skip
LINKED = "the cave [LW · GW] and more"  # a marker must have a decision
LINES = [*NASTY, *(f"Before {line} after" for line in NASTY), LINKED, "[x](y) ![x](y)"]
TITLE = re.sub("[<>]", "", " ".join(NASTY))[:290]
PROSE = " ".join(NASTY)[:390].strip()
AUTHOR = "__init__ *x* {{ 7 }} `a` & [b]"
COMMONMARK = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline", "reference"])


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dom.Node]:
    """The pages of an edition in which every place holds what some program would take for syntax."""
    root = tmp_path_factory.mktemp("nasty")
    link = {"line": LINES.index(LINKED) + 1, "anchor": "the cave", "marker": "[LW · GW]", "target": "unknown",
            "confidence": "unknown", "basis": PROSE}  # fmt: skip
    files: dict[str, str | None] = {
        **tiny.as_list("lines", LINES, title=TITLE, about=PROSE, rights=PROSE, structure={"links": [link]}),
        **tiny.source("thread", tiny.CAPTURE.replace("Bob", AUTHOR)),
        "docs/glossary/mask.md": tiny.ENTRY.replace("[ann, bob]", "[ann]")
        .replace("lemma: mask", f"lemma: {_yaml(TITLE[:90])}")
        .replace("forms: [masks]", "forms: [mask]")
        .replace("definition: The character whose words the model writes.", f"definition: {_yaml(PROSE)}"),
    }
    for number, line in enumerate(NASTY):
        body = f"Before {line} after\n\n{line}\n"
        files[f"docs/annotations/thread/n{number}.md"] = tiny.NOTE.rpartition("---\n")[0] + "---\n" + body
    return dom.pages(tiny.built(tiny.edition(root / "edition", files), root / "site"))


def _yaml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def test_a_captured_line_is_shown_as_written(nasty: dict[str, dom.Node]) -> None:
    page = nasty["texts/lines.html"]
    shown = words(page.of_id("c01").parent.text(own))  # type: ignore[union-attr]
    items = {"1. x", "1986. x", "- x"}
    expected = words(" ".join("x" if line in items else line for line in LINES))
    assert shown.split(" ") == expected.split(" ")
    assert [_number(page.of_id(f"p{LINES.index(line) + 1}").parent) for line in ("1. x", "1986. x")] == [1, 1986]


@pytest.mark.parametrize("number", range(len(NASTY)), ids=lambda number: NASTY[number])
def test_a_notes_body_is_commonmark_and_nothing_more(nasty: dict[str, dom.Node], number: int) -> None:
    body = nasty["texts/thread.html"].of_id(f"note-n{number}")
    line = NASTY[number]
    expected = dom.parse(COMMONMARK.render(f"Before {line} after\n\n{line}\n")).text()
    assert fold(body.text(lambda node: "note-facts" in node.classes)) == fold(expected)


def test_a_title_a_name_and_a_definition_are_shown_as_written(nasty: dict[str, dom.Node]) -> None:
    page, entry = nasty["texts/lines.html"], nasty["glossary/mask.html"]
    assert fold(TITLE) in fold(page.tagged("h1")[0].text())
    assert fold(PROSE) in fold(entry.text())
    assert fold(TITLE[:90]) in fold(entry.tagged("h1")[0].text())
    assert fold(PROSE) in fold(page.text(lambda node: "unit" in node.classes))  # about, rights, basis
    assert AUTHOR in fold(nasty["texts/thread.html"].of_id("c01").text())
    assert fold(nasty["people/init-x-7-a-b.html"].tagged("h1")[0].text(own)) == AUTHOR
    (term, *_) = nasty["texts/thread.html"].classed("term")
    assert fold(PROSE) in fold(term.attributes["title"])


# Golden pages


def test_the_pages_of_the_small_edition_are_as_reviewed(tmp_path: Path) -> None:
    """`UPDATE_GOLDEN=1` writes them anew: read the difference as a reader of the site would."""
    joined, problems = load(tiny.edition(tmp_path, tiny.DEBATE))
    assert problems == []
    # The guide says the same whatever the edition holds: its rules and fields are documented once, in the code.
    made = {path: text for path, text in generated_pages(joined).items() if not path.startswith("contributing/")}
    if os.environ.get("UPDATE_GOLDEN"):
        for path in GOLDEN.rglob("*.md"):
            path.unlink()
        for path, text in made.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_text(text, encoding="utf-8")
    golden = {path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8") for path in GOLDEN.rglob("*.md")}
    assert sorted(made) == sorted(golden)
    for path, text in made.items():
        assert text == golden[path], path
