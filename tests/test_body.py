"""Reading a note's Markdown: its links and citations with their places, and no text that makes it fail or linger."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edition.model.body import Body
from edition.problem import Problem, as_text
from edition.read.body import NESTING, cited, read_body
from edition.read.files import NOTE_LIMIT
from edition.read.page import code_spans, read_page
from edition.text import Document

FRONT = "---\nby: ana\n---\n"
PIECES = st.lists(
    st.sampled_from(
        ["a", "words", " ", "\n", "\n\n", "*", "**", "_", "`", "```\n", "~~~", "[", "](", "]", "(", ")", "<", ">", "![",
         "- ", "1. ", "> ", "# ", "    ", "\\", "&amp;", "&#0;", "[@key]", "[@a, p. 5; @b]", "[@", "[^1]",
         "[x](term:mask)", "[x](<a b>)", "[x](javascript:a)", "<script>", "<!--", "--8<--", "{{ x }}", "{% raw %}",
         "[a]: /b\n", "\r\n",
         "\r", "\x00", "\u00a0", "é", "🦑", "\ufeff", "\u2028", "http://a.org", "---\n", "|a|b|\n|-|-|\n"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def read(text: str, front: str = FRONT) -> tuple[Body, list[Problem]]:
    return read_body(Document("docs/annotations/a/b.md", front + text), len(front))


@given(st.one_of(PIECES, st.text(max_size=120)), st.sampled_from(["", FRONT, "é🦑\n"]))
@example("[x](a\r[y](b", "")
def test_no_text_makes_reading_fail(text: str, front: str) -> None:
    body, problems = read(text, front)
    located = [link.target for link in body.links] + [citation.key for citation in body.citations]
    located += [citation.locator for citation in body.citations if citation.locator]
    for place in (*(one.place for one in located), *(problem.place for problem in problems)):
        assert 0 <= place.start < place.end
        assert place.start <= len(place.document.text)
    assert all(0 <= used.paragraph < len(body.paragraphs) for used in (*body.links, *body.citations))
    for problem in problems:
        assert problem.hint
        as_text(problem)


TARGETS = st.sampled_from(
    ["term:mask", "term:mask#character", "passage:thread/post/p8", "https://example.org/a?b=c#d", "claim:x"]
)
WORDS = st.text("ab é🦑.,", max_size=8)
LINKS = st.tuples(WORDS, TARGETS).map(lambda pair: (f"[a{pair[0].strip()}]({pair[1]})", pair[1]))
CITES = st.sampled_from(["smith2020", "a:b", "x.y-z"]).map(lambda key: (f"[@{key}]", key))
BLOCKS = st.sampled_from(["", "> ", "- ", "# ", "1. "])


@given(
    st.lists(st.tuples(BLOCKS, st.lists(st.one_of(WORDS.map(lambda w: (w, "")), LINKS, CITES), max_size=4)), max_size=5)
)
def test_each_link_and_citation_is_found_in_order_at_its_place(
    blocks: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    text = "\n\n".join(mark + "a" + " ".join(written for written, _ in parts) for mark, parts in blocks)
    body, _ = read(text)
    expected = [target for _, parts in blocks for _, target in parts if target]
    found = sorted(
        [*(link.target for link in body.links), *(c.key for c in body.citations)], key=lambda one: one.place.start
    )
    assert found == expected
    for one in found:
        assert one.place.document.text[one.place.start : one.place.end] == one
    assert len({one.place.start for one in found}) == len(found)


def test_a_link_in_code_is_no_link() -> None:
    body, _ = read("`[a](term:a)` and [b](term:b)\n\n```\n[c](term:c)\n```\n\n    [d](term:d)\n")
    assert [link.target for link in body.links] == ["term:b"]


def test_a_link_is_not_taken_for_its_like_in_code_before_it() -> None:
    body, _ = read("Words.\n\n```\n[a](term:a)\n```\n\n[a](term:a)\n")
    assert [link.target.place.line for link in body.links] == [3 + 7]


def test_a_link_knows_its_words_and_its_paragraph() -> None:
    body, _ = read("One.\n\nTwo *with [a **fine**\nmask](term:mask)* [@smith2020, p. 5].\n")
    (link,) = body.links
    assert (link.label, link.paragraph) == ("a fine mask", 1)
    assert body.paragraphs == ("One.", "Two with a fine mask [@smith2020, p. 5].")
    (citation,) = body.citations
    assert (citation.key, citation.locator, citation.paragraph) == ("smith2020", "p. 5", 1)
    assert citation.locator is not None
    assert citation.locator.place.document.text[citation.locator.place.start : citation.locator.place.end] == "p. 5"


def test_raw_html_is_text() -> None:
    body, _ = read("<b onclick=x>a</b> <script>alert(1)</script>\n\n<div>\n")
    assert not [t for t in body.tokens for c in [t, *(t.children or [])] if c.type.startswith("html")]
    assert body.paragraphs == ("<b onclick=x>a</b> <script>alert(1)</script>", "<div>")


def test_an_image_and_a_reference_are_text() -> None:
    body, _ = read("![a](https://x.org/a.png)\n\n[a]: https://x.org\n[a]\n")
    assert not [t for t in body.tokens for c in t.children or [] if c.type == "image"]
    assert [link.target for link in body.links] == ["https://x.org/a.png"]


@given(st.lists(st.sampled_from(["> ", "- ", "1. "]), min_size=1, max_size=NESTING + 3))
def test_what_is_nested_too_deep_to_be_shown_is_told(marks: list[str]) -> None:
    body, problems = read("".join(marks) + "deep")
    assert bool(problems) == ("deep" not in "".join(body.paragraphs))


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("@a", [("a", None)]),
        ("@a, p. 5", [("a", "p. 5")]),
        ("@a, pp. 5-7, 9; @b", [("a", "pp. 5-7, 9"), ("b", None)]),
        ("@a p. 5", None),
        ("@a;", None),
        ("@a; b", None),
    ],
)
def test_a_citation_names_keys_and_locators(inside: str, found: list[tuple[str, str | None]] | None) -> None:
    assert cited(inside) == found


@pytest.mark.parametrize("space", ["", " ", "\n\n", "\u00a0\n"])
def test_a_note_without_words_is_told_and_a_claim_may_be_without(space: str) -> None:
    assert [problem.rule for problem in read(space)[1]] == ["body"]
    document = Document("docs/claims/a.md", FRONT + space)
    assert read_body(document, len(FRONT), required=False)[1] == []


HOSTILE = [
    "[a",
    "[^1]",
    "<![CDATA[",
    "[@a",
    "*a_",
    "`",
    "](",
    "> ",
    "- ",
    "&#",
    "<a ",
    "![](",
    "|-",
    "\\",
    "[@a;",
    "[@,",
    "**a ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_markdown_within_the_limit_of_a_note_is_read_soon(piece: str) -> None:
    text = piece * (NOTE_LIMIT // len(piece))
    began = time.perf_counter()
    read(text)
    read_page("a.md", Document("docs/a.md", text), False)
    assert time.perf_counter() - began < 4


# Hand-written pages


@given(st.one_of(PIECES, st.text(max_size=120)))
def test_no_page_makes_reading_fail(text: str) -> None:
    page, problems = read_page("a.md", Document("docs/a.md", text), False)
    for link in page.links:
        assert text[link.place.start : link.place.end] == link
    assert all(problem.hint for problem in problems)


def test_links_of_a_page_are_the_editions_own_and_stand_outside_code() -> None:
    text = "---\ntitle: A\n---\n[a](term:a) `[b](term:b)` [c](other.md) [d](passage:x/y)\n\n```\n[e](term:e)\n```\n"
    page, _ = read_page("a.md", Document("docs/a.md", text), False)
    assert list(page.links) == ["term:a", "passage:x/y"]
    assert text[page.text_start :].startswith("[a]")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a `b` c", ["`b`"]),
        ("a `` b ` c `` d `e`", ["`` b ` c ``", "`e`"]),
        ("a `b\nc` d", ["`b\nc`"]),
        ("a `b\n\nc` d", []),
        ("```py\na\n```\nb", ["```py\na\n```\n"]),
        ("~~~\n```\n~~~~\n`a`", ["~~~\n```\n~~~~\n", "`a`"]),
        ("```a``` b", ["```a```"]),
        ("a\n```\nb `c`", ["```\nb `c`"]),
        ("a\u2028```\nb", []),
    ],
)
def test_code_is_told_from_text(text: str, code: list[str]) -> None:
    assert [text[start:end] for start, end in code_spans(text)] == code


@given(PIECES)
def test_spans_of_code_follow_one_another(text: str) -> None:
    flat = [offset for span in code_spans(text) for offset in span]
    assert flat == sorted(flat)
    assert all(0 <= offset <= len(text) for offset in flat)
