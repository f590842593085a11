"""A hand-written page holds no HTML that could run, embed, submit or style, and no address that could.

Notes, entries and claims can't hold HTML at all: there a tag is text. Pages may use the tags and attributes that the
site itself is made of; code between backticks is text here too.

Bad (docs/index.md):
    Read <em onclick="alert(1)">the thread</em>.
Good (docs/index.md):
    Read <em>the thread</em>.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..model.html import ATTRIBUTES, SCHEMES, TAGS
from ..problem import Problem
from ..read.page import code_spans
from ..resolve.address import SCHEMES as OURS
from ..resolve.joined import Joined
from ..text import Document, Place

ID = "markup"
# Wider than HTML: whatever a browser or a Markdown dialect could take for a tag is looked at.
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z!?][^\s<>/]*)(?P<rest>[^<>]*)>?")
_PART = re.compile(r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'>]+))?""")
_WEB_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>]+|[^\s<>@]+@[^\s<>@]+", re.I)  # <https://…> is a link
_LIST = re.compile(r"\{:?[ ]*(?P<inside>[^{}\n]*)\}")
_PAIR = re.compile(r"([^\s=.#{}\"']+)\s*=")
_TARGET = re.compile(r"(?P<image>!?)\[[^\[\]\n]*\](?:\(|:)[ \t]*<?(?P<target>[^\s<>()]*)")


def check(joined: Joined) -> Iterator[Problem]:
    """Tags, attributes and address schemes of hand-written pages that are not on the list."""
    for page in joined.edition.pages.values():
        document = page.document
        code = code_spans(document.text, page.text_start)
        text = _without(document.text, code)
        for match in _TAG.finditer(text, page.text_start):
            yield from _tag(document, match)
        for match in _LIST.finditer(text, page.text_start):
            for pair in _PAIR.finditer(match["inside"]):
                start = match.start("inside") + pair.start(1)
                yield from _attribute(document, "a", pair.group(1), start)
        for match in _TARGET.finditer(text, page.text_start):
            yield from _address(document, match["target"], match.start("target"), image=bool(match["image"]))


def _without(text: str, code: list[tuple[int, int]]) -> str:
    """The text with code blanked out, every offset as it was."""
    parts, at = [], 0
    for start, end in code:
        parts += [text[at:start], " " * (end - start)]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _tag(document: Document, match: re.Match[str]) -> Iterator[Problem]:
    name = match["name"].lower()
    if _WEB_ADDRESS.fullmatch(match.group().strip("<>")) or name.startswith("!--"):
        return
    scheme, colon, _ = name.partition(":")
    if colon:  # an address between angle brackets; where it is a link's target it has been looked at as such
        if scheme not in SCHEMES and not document.text.endswith("](", 0, match.start()):
            place = Place(document, match.start("name"), match.start("name") + len(scheme) + 1)
            yield Problem(ID, place, f"An address can’t begin with `{scheme[:20]}:`.", "Use https://.")
    elif name not in TAGS:
        if not match["close"]:  # its opening has been told
            place = Place(document, match.start(), match.end("name"))
            hint = "Write Markdown, or put it between backticks if it is to be read as text."
            yield Problem(ID, place, f"A page can’t hold <{name[:20]}>.", hint)
    else:
        for pair in _PART.finditer(match["rest"]):
            start = match.start("rest")
            yield from _attribute(document, name, pair["name"], start + pair.start("name"))
            if pair["name"].lower() in ("href", "src") and pair["value"]:
                value = pair["value"].strip("\"'")
                yield from _address(document, value, start + pair.start("value"), image=name == "img")


def _address(document: Document, written: str, start: int, *, image: bool) -> Iterator[Problem]:
    """An address as a browser reads it: references decoded, white space dropped, backslashes turned."""
    read = re.sub(r"[\x00-\x20]", "", html.unescape(written)).replace("\\", "/")
    place = Place(document, start, start + max(len(written), 1))
    scheme, colon, _ = read.partition("#")[0].partition("?")[0].partition(":")
    if colon and "/" not in scheme and scheme.lower() not in {*SCHEMES, *OURS}:
        yield Problem(ID, place, f"An address can’t begin with `{scheme[:20]}:`.", "Use https://.")
    elif image and (read.startswith("//") or (colon and "/" not in scheme)):
        hint = "Put the picture into docs/assets/: a page fetches nothing from elsewhere."
        yield Problem(ID, place, "This picture would be fetched from another site.", hint)


def _attribute(document: Document, tag: str, name: str, start: int) -> Iterator[Problem]:
    if name.lower() not in ATTRIBUTES["*"] | set(ATTRIBUTES.get(tag, ())):
        place = Place(document, start, start + len(name))
        yield Problem(ID, place, f"The attribute `{name[:20]}` is not allowed on a page.", "Delete it.")
