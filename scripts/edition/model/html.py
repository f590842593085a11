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
_EVERYWHERE = frozenset(
    "class id title lang dir role tabindex aria-label aria-hidden aria-describedby "
    "data-notes data-search-exclude markdown".split()
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
SCHEMES = {"http", "https", "mailto"}
