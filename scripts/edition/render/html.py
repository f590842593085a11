"""The last fence: finished page HTML passes an allowlist, whatever Markdown and its extensions made of it."""

from __future__ import annotations

import nh3

# What our pages and Python-Markdown's output consist of, and nothing that runs, embeds, submits or styles.
TAGS = frozenset(
    (
        "article section aside details summary nav div p blockquote figure figcaption h1 h2 h3 h4 h5 h6 hr br pre "
        "ol ul li dl dt dd table caption colgroup col thead tbody tfoot tr th td "
        "a abbr b cite code del em i ins kbd label mark q s samp small span strong sub sup time u var img input"
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
    "input": {"type", "checked", "disabled"},
    "label": {"for"},
    "col": {"span"},
}
SCHEMES = {"http", "https", "mailto"}


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keeps an attribute or drops it: images come from this site only, inputs are a tab set's or a task list's."""
    if tag == "img" and name == "src" and (":" in value.split("/")[0] or value.startswith("//")):
        return None
    if tag == "input" and name == "type" and value not in ("checkbox", "radio"):
        return None
    return value


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
