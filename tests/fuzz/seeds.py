"""What fuzzing begins with: true files of the small edition, and the pieces that hostile text is made of."""

from __future__ import annotations

import json

from hypothesis import strategies as st
from test_safety import EVERYTHING, URLS, one_line

import tiny

# Whatever one of the languages that are read takes for syntax, and what Unicode has to hide or to turn.
DICTIONARY = [
    *"[]()<>{}!#*_`~|\\\"':;,.=+-&%@^/?$\n\t ",
    "---\n", "\n\n", "    ", "](", "[^1]", "[@a, p. 5]", "[@", "**", "```\n", "~~~", "> ", "- ", "1. ", "\n===\n",
    "term:mask", "passage:thread/post/p3", "javascript:", "data:", "&#", "&#x202e;", "&lt;", "&shy;", "<!--", "-->",
    "<![CDATA[", "]]>", "<?", "<div", "</div>", "<a href=", "<script>", "class=", ' id="__config"', "{: ", "{ .a #b }",
    "{{", "}}", "{%", "%}", "{#", "--8<--", "&a", "*a", "!!", "!", "|2-", ": ", "? ", "%YAML 1.1", "exact: ",
    "target: ", "source: ", "motivation: ", "@misc{", "@string{", "@preamble", "@comment", " and ", "title = {", "#",
    "\\'", "\\textbf", "$", "comment by ", "post by ", " · ", "Replies from: ", "↑ ", "2023-04-18T03:47:21.797Z",
    "LW(p) · GW(p)", "[LW · GW]", "=====\n", "[1]", "- ^", "...", "[...]", "\ufeff", "\r\n", "\x00", "\u2028",
    "\u202e", "\u200b", "\u200d", "\u200f", "\u0301", "\U000e0041", "🏴", "שלום", "العربية", "\x1e",
    "\x02", "klzzwxh:0001",
]  # fmt: skip
_FILES = {
    "record": ["docs/annotations/*/*.md", "docs/glossary/*.md", "docs/claims/*.md", "docs/arguments/*.md",
               "docs/debates/*.md"],
    "bytes": ["docs/claims/*.md"],
    "bibliography": [],
    "source": [],
    "capture": [],
    "words": ["docs/claims/*.md"],
    "body": ["docs/claims/*.md"],
    "page": ["docs/*.md"],
    "anchor": [],
}  # fmt: skip
NAMES = tuple(_FILES)
_SMALL = {
    "record": [tiny.NOTE, tiny.ENTRY, *tiny.DEBATE.values()],
    "bytes": [tiny.NOTE],
    "bibliography": [tiny.BIB, "@string{a = {b}}\n@misc{k, title = a # {c}, author = {{A} and B, C}, month = jan}"],
    "source": [f"{tiny.source('thread', tiny.CAPTURE)['sources/thread/source.yml']}\n=====\n{tiny.CAPTURE}"],
    "capture": [tiny.CAPTURE],
    "words": [*map(one_line, EVERYTHING), tiny.CAPTURE],
    "body": [*map(one_line, EVERYTHING), *(f"[x]({url})" for url in URLS)],
    "page": [*(text for path, text in tiny.FILES.items() if path.endswith(".md")), *EVERYTHING],
    "anchor": [f"under the mask\nis\nis\n{tiny.CAPTURE}", "the role.\n\n\nthe role.\nthe role.\n\nthe role."],
}


def seeds(name: str) -> list[str]:
    """Texts to begin with, for a property: small ones, hostile ones, and some of the edition's own."""
    files = [path for pattern in _FILES[name] for path in sorted(tiny.ROOT.glob(pattern))[:12]]
    return [*_SMALL[name], *(path.read_text(encoding="utf-8") for path in files)]


def texts(name: str) -> st.SearchStrategy[str] | st.SearchStrategy[bytes]:
    """Texts for a property: pieces of syntax, pieces put into a true file, and anything at all."""
    pieces = st.lists(st.one_of(st.sampled_from(DICTIONARY), st.text(max_size=4)), max_size=30).map("".join)
    true = st.sampled_from(seeds(name))
    edited = st.builds(
        lambda text, at, length, put: text[: at % (len(text) + 1)] + put + text[at % (len(text) + 1) + length :],
        true, st.integers(0, 4_000), st.integers(0, 8), pieces,
    )  # fmt: skip
    made = st.one_of(pieces, edited, st.text(max_size=80))
    if name == "bytes":
        return st.one_of(st.binary(max_size=80), made.map(lambda text: text.encode("utf-8")))
    return made if name != "source" else st.one_of(made, edited.map(json.dumps))
