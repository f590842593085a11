"""Addresses outside a book, which an EPUB may only hold if they are spelt as URLs are."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# What a URL may hold; every other character is written as the bytes that it has in UTF-8.
_IN_URLS = "%/:?#@!$&'()*+,;=-._~"


def web(href: str) -> str | None:
    """An address outside the book, spelt as a URL must be; None if it cannot be one."""
    try:
        parts = urlsplit(href.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "mailto") or (parts.scheme != "mailto" and not host):
        return None
    if host and not re.fullmatch(r"[A-Za-z0-9.:-]+", host):
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            return None
        parts = parts._replace(netloc=parts.netloc.rpartition("@")[2].lower().replace(parts.hostname or "", host))
    spelt = quote(parts.geturl(), safe=_IN_URLS)
    head, hash_, tail = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", spelt).partition("#")
    return f"{head}{hash_}{tail.replace('#', '%23')}"
