"""The one list of the HTML that a page may hold: nothing in it runs, embeds, submits or styles."""

from __future__ import annotations

# What our pages and Python-Markdown's output consist of, and nothing that runs, embeds, submits or styles.
TAGS = frozenset(
    (
        "article section aside details summary nav div p blockquote figure figcaption h1 h2 h3 h4 h5 h6 hr br pre "
        "ol ul li dl dt dd table caption colgroup col thead tbody tfoot tr th td "
        "a abbr b cite code del em i ins kbd mark q s samp small span strong sub sup time u var img"
    ).split()
)
# What the maps are drawn with. Only pages made from records hold any: the rule `markup` refuses it to others.
DRAWING = frozenset("svg g path rect circle text title use".split())
_EVERYWHERE = frozenset(
    "class id title lang dir role tabindex aria-label aria-hidden aria-describedby "
    "data-notes data-node data-graph markdown".split()
)
ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "time": {"datetime"},
    "details": {"open"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "col": {"span"},
}
DRAWING_ATTRIBUTES = {
    "svg": {"viewBox", "width", "height"},
    "path": {"d"},
    "rect": {"x", "y", "width", "height", "rx"},
    "circle": {"cx", "cy", "r"},
    "text": {"x", "y"},
    "use": {"href"},  # of this page only
}
# Classes that a hand-written page may give: with others it could look like a part of the edition, or cover one.
CLASSES = frozenset({"quote-source"})
SCHEMES = {"http", "https", "mailto"}


def is_own(name: str) -> bool:
    """Whether the theme or a script of ours finds its own element by an id or class of this name."""
    return name.lower().startswith(("__", "md-")) or name.lower() == "record"
