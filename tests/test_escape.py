"""Escaping: whatever a text holds, it is what a reader sees, under our own generator, a richer one, and CommonMark."""

from __future__ import annotations

import re
from functools import cache

import markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import dom
from edition.render.markdown import attribute, escape, front_matter, link
from edition.text import fold
from tiny import ROOT

# Extensions of Python-Markdown that another generator, or a later mkdocs.yml, may turn on besides ours.
MORE = {
    "abbr": {}, "admonition": {}, "def_list": {}, "footnotes": {}, "md_in_html": {}, "tables": {}, "toc": {},
    "sane_lists": {}, "attr_list": {}, "pymdownx.arithmatex": {"generic": True}, "pymdownx.betterem": {},
    "pymdownx.caret": {}, "pymdownx.critic": {}, "pymdownx.details": {}, "pymdownx.emoji": {}, "pymdownx.highlight": {},
    "pymdownx.inlinehilite": {}, "pymdownx.keys": {}, "pymdownx.magiclink": {}, "pymdownx.mark": {},
    "pymdownx.progressbar": {}, "pymdownx.saneheaders": {}, "pymdownx.superfences": {}, "pymdownx.tabbed": {},
    "pymdownx.tasklist": {}, "pymdownx.tilde": {}, "pymdownx.snippets": {"base_path": ["/"], "check_paths": True},
    "pymdownx.blocks.admonition": {}, "pymdownx.blocks.html": {},
}  # fmt: skip

NASTY = [
    "__init__", "*", "_", "**", "<trivial task>", "[LW · GW]", "“curly”", "it’s", "a\xa0b", "{{ x }}", "{% x %}",
    "{# x #}", '--8<-- "/etc/hostname"', "<tag>", "<!-- x -->", "<![CDATA[x]]>", "<script>x</script>", "[^1]",
    "[^1]: x", "*[abbr]: x", ":smile:", "==x==", "++x++", "# x", "#x", "## x ##", "1. x", "1) x", "- x", "+ x",
    "* x", "-", "1.", "    x", "\tx", "| a | b |", "!!! note", "??? note", "[x]: y", "[x](y)", "![x](y)", "[x][y]",
    "[[x]]", "{: .a }", "{ .a #b }", "&amp;", "&lt;b&gt;", "&", "&#65;", "\\*", "\\", "~~x~~", "x^2^", "H~2~O",
    "http://x.y", "https://x.y/z_a_", "www.x.y", "a@b.c", "<http://x.y>", "<a@b.c>", "$x$", "$$x$$", "\\(x\\)",
    "`x`", "```", "~~~", "> x", ">", ": x", "---", "***", "===", "= x", "'", '"', "...", "--", "-->", "@x", "#1",
    "[ ] x", "[x] x", "(c)", "/// note", "///", "%%", "$$", "\u2028", "\x85", "x  ", "{++x++}", "{--x--}",
    "{>>x<<}", '[=50% "x"]', "++ctrl+a++", "Term\n: x", "x\n---", "x\n\ny", "x\n# y", "x\n- y", "x\n    y",
    "http://", "://x", "mailto:x@y.z", "ftp://x.y", "word", "–", "é", "😀", "\u200d", "STX\x02", "klzzwxh:0001",
    "wzxhzdk:0", '-8<- "x"', "1986. A year", "12) x", "x | y\n--- | ---\n1 | 2",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=4)), min_size=1, max_size=5).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts))
)


@cache
def generators() -> dict[str, object]:
    """Ways to make HTML of Markdown, by name."""
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    names = [next(iter(one)) if isinstance(one, dict) else one for one in ours]
    settings = {name: body for one in ours if isinstance(one, dict) for name, body in one.items()}
    richer = list(dict.fromkeys([*names, *MORE]))
    return {
        "ours": markdown.Markdown(extensions=names, extension_configs=settings),
        "richer": markdown.Markdown(extensions=richer, extension_configs=MORE | settings),
        "commonmark": MarkdownIt("commonmark"),
        "gfm": MarkdownIt("gfm-like", {"linkify": False}),
    }


def html(generator: str, text: str) -> str:
    made = generators()[generator]
    if isinstance(made, MarkdownIt):
        return made.render(text)
    assert isinstance(made, markdown.Markdown)
    return made.reset().convert(text)


def readable(text: str) -> str:
    """Characters that can stand in a file of the edition, white space folded: the others are problems (rule `file`)."""
    return fold(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]", "", text))


def seen(page: str) -> str:
    """What a reader sees."""
    return fold(dom.parse(page).text())


GENERATORS = ["ours", "richer", "commonmark", "gfm"]


@pytest.mark.parametrize("generator", GENERATORS)
@pytest.mark.parametrize("text", NASTY)
def test_nothing_in_a_text_is_syntax(generator: str, text: str) -> None:
    expected = readable(text)
    assert seen(html(generator, escape(readable(text), starts_block=True))) == expected
    assert seen(html(generator, "A " + escape(readable(text)) + " b")) == fold(f"A {expected} b")


@pytest.mark.parametrize("generator", GENERATORS)
@given(TEXTS)
@example("x\n\n- y")
def test_any_text_is_what_a_reader_sees(generator: str, text: str) -> None:
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]", "", text)
    made = html(generator, escape(text, starts_block=True))
    assert seen(made) == fold(text)
    assert {node.tag for node in dom.parse(made).all()} <= {"p"}
    made = html(generator, "Some " + escape(text))
    assert seen(made) == fold("Some " + text)
    assert {node.tag for node in dom.parse(made).all()} <= {"p"}


@given(TEXTS)
def test_no_template_engine_and_no_snippet_finds_anything_in_an_escaped_text(text: str) -> None:
    escaped = escape(text)
    assert not re.search(r"\{\{|\{%|\{#|8<|<", escaped)


@pytest.mark.parametrize("generator", ["ours", "commonmark"])
@given(TEXTS)
def test_a_title_holds_any_text(generator: str, text: str) -> None:
    text = readable(text)
    (made,) = dom.parse(html(generator, link("word", "page.md", text))).tagged("a")
    assert fold(made.attributes.get("title", "")) == fold(text)
    assert (made.text(), made.attributes["href"]) == ("word", "page.md")


@given(TEXTS)
def test_an_attribute_holds_any_text(text: str) -> None:
    text = readable(text)
    (made,) = dom.parse(html("ours", f'<span title="{attribute(text)}">word</span>')).tagged("span")
    assert fold(made.attributes["title"]) == fold(text)
    assert made.text() == "word"


@given(TEXTS)
def test_front_matter_is_read_back_and_holds_no_tag_and_no_template(text: str) -> None:
    text = readable(text)
    head = front_matter(title=text, description=text)
    assert not re.search(r"\{\{|\{%|\{#|<", head)
    values = yaml.safe_load(head.strip("-\n "))
    assert values["title"] == re.sub(r"\{(?=[{%#])", "｛", text.replace("<", "‹").replace(">", "›"))
    assert not re.search(r"\{\{|\{%|\{#|<", values["title"] + values["description"])  # also when YAML is read
    assert '"' not in values["description"]
