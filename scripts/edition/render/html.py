"""The last fence: finished page HTML passes an allowlist, whatever Markdown and its extensions made of it."""

from __future__ import annotations

import re

import nh3

from ..model.html import ATTRIBUTES, SCHEMES, TAGS


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
    url_schemes=set(SCHEMES),
    attribute_filter=_attribute,
    link_rel=None,
    strip_comments=True,
)


def clean(html: str) -> str:
    """The HTML with everything outside the allowlist gone; script and style go with their contents."""
    return _CLEANER.clean(html)
