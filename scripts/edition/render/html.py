"""The last fence: finished page HTML passes an allowlist, whatever Markdown and its extensions made of it."""

from __future__ import annotations

import re

import nh3

# What our pages and Python-Markdown's output consist of, and nothing that runs, embeds, submits or styles.
TAGS = frozenset(
    (
        "article section aside details summary nav div p blockquote figure figcaption h1 h2 h3 h4 h5 h6 hr br pre "
        "ol ul li dl dt dd table caption colgroup col thead tbody tfoot tr th td "
        "a abbr b cite code del em i ins kbd mark q s samp small span strong sub sup time u var img"
    ).split()
)
_EVERYWHERE = {
    "class",
    "id",
    "title",
    "lang",
    "dir",
    "role",
    "tabindex",
    "aria-label",
    "aria-hidden",
    "aria-describedby",
}
ATTRIBUTES = {
    "*": _EVERYWHERE | {"data-notes", "data-search-exclude", "markdown"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "time": {"datetime"},
    "details": {"open"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "col": {"span"},
}
SCHEMES = {"http", "https", "mailto"}


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keeps an attribute or drops it: images come from this site only."""
    if tag == "img" and name == "src" and _elsewhere(value):
        return None
    return value


def _elsewhere(address: str) -> bool:
    """Whether an address leads off this site, read as browsers read it: they drop white space and turn backslashes."""
    plain = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/")
    return plain.startswith("//") or ":" in plain.split("/")[0]


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    url_schemes=SCHEMES,
    attribute_filter=_attribute,
    link_rel=None,
    strip_comments=True,
)


def clean(html: str) -> str:
    """The HTML with everything outside the allowlist gone; script and style go with their contents."""
    return _CLEANER.clean(html)
