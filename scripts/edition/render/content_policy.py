"""The Content-Security-Policy of every page: whatever slipped through the fences before would still not run or load.

Scripts run if they are files of the site, or stand in the page as the theme wrote them, which their hashes prove
(Content Security Policy Level 3, 6.7.3.3). Nothing is embedded, submitted or fetched from elsewhere.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

# data: images are the icons that Material's style sheets hold.
# connect-src: no script of ours asks for anything, but who tests a page from within may ask the site (Lighthouse does).
_RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_INLINE = re.compile(r"<script(?P<head>(?:\s[^>]*)?)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_NO_SCRIPT = re.compile(r"\ssrc\s*=|\stype\s*=\s*[\"']?application/(?:ld\+)?json", re.IGNORECASE)
_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)


def content_policy(html: str, *, serving: bool = False) -> str:
    """The policy of a finished page; `serving` lets in the script that `mkdocs serve` adds after us."""
    rules = dict(_RULES)
    if serving:
        rules["script-src"] += " 'unsafe-inline'"
    else:
        code = (match["code"] for match in _INLINE.finditer(html) if not _NO_SCRIPT.search(match["head"]))
        rules["script-src"] = " ".join([rules["script-src"], *dict.fromkeys(map(_hash, code))])
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def with_content_policy(html: str, *, serving: bool = False) -> str:
    """The page with its policy first in its head, before anything that it governs."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content_policy(html, serving=serving)}">'
    return _HEAD.sub(lambda head: head.group() + meta, html, count=1)


def _hash(code: str) -> str:
    return f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
