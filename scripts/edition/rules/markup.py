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

from ..model.html import ATTRIBUTES, CLASSES, SCHEMES, TAGS, is_own
from ..problem import Problem
from ..read.page import code_spans
from ..resolve.address import SCHEMES as OURS
from ..resolve.joined import Joined
from ..text import CONTROL, Document, Place, hidden

ID = "markup"
# Wider than HTML: whatever a browser or a Markdown dialect could take for a tag is looked at.
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z!?][^\s<>/]*)(?P<rest>[^<>]*)>?")
_PART = re.compile(r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'>]+))?""")
_WEB_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>]+|[^\s<>@]+@[^\s<>@]+", re.I)  # <https://…> is a link
_LIST = re.compile(r"\{(?P<inside>[^{}\n]*)\}")
_PAIR = re.compile(r"(?<![^\s=.#{}\"':])([^\s=.#{}\"':]+)\s*=")
_NAMED = re.compile(r"(?<!\S):?(?P<mark>[.#])(?P<name>\w[^\s{}]*)")
_HIDING = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,30});?")
_TARGET = re.compile(r"(?P<image>!?)\[[^\[\]\n]*\](?:\(|:)[ \t]*<?(?P<target>[^\s<>()]*)")


def check(joined: Joined) -> Iterator[Problem]:
    """Tags, attributes and address schemes of hand-written pages that are not on the list."""
    for page in joined.edition.pages.values():
        document = page.document
        code = code_spans(document.text, page.text_start)
        text = _without(document.text, code)
        for match in _TAG.finditer(text, page.text_start):
            yield from _tag(document, match)
        known = {link.place.start for link in page.links}
        for match in _LIST.finditer(text, page.text_start):
            for pair in _PAIR.finditer(match["inside"]):
                start = match.start("inside") + pair.start(1)
                yield from _attribute(document, "a", pair.group(1), start)
            yield from _values(document, match["inside"], match.start("inside"))
            for named in _NAMED.finditer(match["inside"]):
                kind = "class" if named["mark"] == "." else "id"
                yield from _naming(document, kind, named["name"], match.start("inside") + named.start("name"))
        for match in _TARGET.finditer(text, page.text_start):
            start = match.start("target")
            yield from _address(document, match["target"], start, image=bool(match["image"]), read=start in known)
        for match in _HIDING.finditer(text, page.text_start):
            yield from _reference(document, match)


def _reference(document: Document, match: re.Match[str]) -> Iterator[Problem]:
    """A character that no file may hold, spelt as a character reference."""
    meant = html.unescape(match.group())
    if next(hidden(meant), None) is not None or CONTROL.search(meant):
        message = f"`{match.group()}` is an invisible character: it changes what is read."
        yield Problem(ID, Place(document, match.start(), match.end()), message, "Delete it.")


def _values(document: Document, written: str, start: int) -> Iterator[Problem]:
    """The classes and ids among the attributes of a tag or a list."""
    for pair in _PART.finditer(written):
        if pair["name"].lower() in ("class", "id") and pair["value"]:
            value = html.unescape(pair["value"].strip("\"'"))
            yield from _naming(document, pair["name"].lower(), value, start + pair.start("value"))


def _naming(document: Document, kind: str, names: str, start: int) -> Iterator[Problem]:
    """Classes that pages don't give, and ids of the theme's or the scripts' own."""
    place = Place(document, start, start + max(len(names), 1))
    for name in names.split():
        if kind == "class" and name not in CLASSES:
            hint = f"Leave it out; a page may give: {', '.join(sorted(CLASSES))}."
            yield Problem(ID, place, f"A page gives no class `{name[:40]}`.", hint)
        elif kind == "id" and (is_own(name) or not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", name)):
            hint = "Write an id of plain letters, digits and hyphens."
            yield Problem(ID, place, f"A page gives no id `{name[:40]}`.", hint)


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
    elif not match.group().endswith(">"):
        place = Place(document, match.start(), match.end("name"))
        yield Problem(ID, place, "This tag has no end.", "Write `&lt;` for a less-than sign that begins no tag.")
    else:
        yield from _values(document, match["rest"], match.start("rest"))
        for pair in _PART.finditer(match["rest"]):
            start = match.start("rest")
            yield from _attribute(document, name, pair["name"], start + pair.start("name"))
            if pair["name"].lower() in ("href", "src") and pair["value"]:
                value = pair["value"].strip("\"'")
                yield from _address(document, value, start + pair.start("value"), image=name == "img")


def _address(document: Document, written: str, start: int, *, image: bool, read: bool = False) -> Iterator[Problem]:
    """An address as a browser reads it: references decoded, white space dropped, backslashes turned.

    `read` says that it was read as a link of the edition's own, which `link` looks at.
    """
    seen = re.sub(r"[\x00-\x20]", "", html.unescape(written)).replace("\\", "/")
    place = Place(document, start, start + max(len(written), 1))
    scheme, colon, _ = seen.partition("#")[0].partition("?")[0].partition(":")
    if read and not image:
        return
    if scheme in OURS:
        hint = f"Write [words]({scheme}:…), with no title and no quotation marks."
        yield Problem(ID, place, "A link of the edition’s own is not written like this.", hint)
    elif colon and "/" not in scheme and scheme.lower() not in SCHEMES:
        yield Problem(ID, place, f"An address can’t begin with `{scheme[:20]}:`.", "Use https://.")
    elif image and (seen.startswith("//") or (colon and "/" not in scheme)):
        hint = "Put the picture into docs/assets/: a page fetches nothing from elsewhere."
        yield Problem(ID, place, "This picture would be fetched from another site.", hint)


def _attribute(document: Document, tag: str, name: str, start: int) -> Iterator[Problem]:
    if name.lower() not in ATTRIBUTES["*"] | set(ATTRIBUTES.get(tag, ())):
        place = Place(document, start, start + len(name))
        yield Problem(ID, place, f"The attribute `{name[:20]}` is not allowed on a page.", "Delete it.")
