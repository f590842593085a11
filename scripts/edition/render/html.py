"""The last fence: finished page HTML passes an allowlist, whatever Markdown and its extensions made of it."""

from __future__ import annotations

import re

import nh3

from ..model.html import ATTRIBUTES, DRAWING, DRAWING_ATTRIBUTES, SCHEMES, TAGS, is_own


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keeps an attribute or drops it: images come from this site only, and a drawing repeats only its own page.

    Names by which the theme and our scripts find their own elements are not for what a page says.
    """
    if tag == "img" and name == "src" and _elsewhere(value):
        return None
    if tag == "use" and not value.startswith("#"):
        return None
    if name == "id" and is_own(value):
        return None
    if name == "class":
        return " ".join(word for word in value.split() if not is_own(word)) or None
    return value


def _elsewhere(address: str) -> bool:
    """Whether an address leads off this site, read as browsers read it: they drop white space and turn backslashes."""
    plain = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/")
    return plain.startswith("//") or ":" in plain.split("/")[0]


def _cleaner(drawing: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS | DRAWING if drawing else TAGS),
        attributes={tag: set(names) for tag, names in (ATTRIBUTES | DRAWING_ATTRIBUTES).items()},
        url_schemes=set(SCHEMES),
        attribute_filter=_attribute,
        link_rel=None,
        strip_comments=True,
    )


_PLAIN_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_PLAIN, _DRAWN = _cleaner(False), _cleaner(True)


def clean(html: str, *, drawing: bool = False) -> str:
    """The HTML with everything outside the allowlist gone; script and style go with their contents.

    `drawing` says that the page holds a map: no other may hold an SVG.
    """
    return (_DRAWN if drawing else _PLAIN).clean(html)


def with_scrolling_tables(html: str) -> str:
    """The HTML with each plain table in a frame that scrolls, so that a wide one never widens the page.

    Tables with a class lay themselves out. The frame is what Material's script would put there.
    """
    return _PLAIN_TABLE.sub(
        r'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">\g<0></div></div>', html
    )
