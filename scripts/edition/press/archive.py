"""The built site as one zip that works from disk, for a train or a seminar: the same site gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from ..text import slug
from .colophon import day
from .imprint import CHANGED, Imprint

# A folder has no use for these: only a server is crawled and asked for pages that are not there, and only whoever
# mends the theme's scripts reads their maps.
_LEFT_OUT = re.compile(r"404\.html|sitemap\.xml(\.gz)?|assets/.*\.(js|css)\.map")
_PACKED = (".pdf", ".epub", ".gz", ".woff2", ".png", ".jpg", ".webp", ".ico")  # to pack them again gains nothing
_FIRST, _LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)  # that a zip can tell
README = "README.txt"


def archive(site: Path, name: str, imprint: Imprint, instead: Mapping[str, str], without: Collection[str]) -> bytes:
    """A zip with one folder, called like the edition and its version, that holds the site.

    `instead` holds other words for some of its pages, `without` the files that stay outside; both by path in the site.
    The times are the imprint's, the names are in order, and nobody owns the files.
    """
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    top = folder(name, imprint)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        _put(made, f"{top}/{README}", _readme(name, imprint).encode("utf-8"), imprint)
        for inside in sorted(files.keys() - set(without)):
            if _LEFT_OUT.fullmatch(inside):
                continue
            content = instead[inside].encode("utf-8") if inside in instead else files[inside].read_bytes()
            _put(made, f"{top}/{inside}", content, imprint)
    return out.getvalue()


def folder(name: str, imprint: Imprint) -> str:
    """`behind-the-mask-0123abcdef`, so that two versions can be unpacked beside each other."""
    version = imprint.version.replace(CHANGED, "-changed")
    return "-".join(filter(None, (slug(name)[:60].strip("-") or "edition", re.sub(r"[^0-9A-Za-z.-]", "", version))))


def _put(made: zipfile.ZipFile, path: str, content: bytes, imprint: Imprint) -> None:
    at = min(max(imprint.date or _FIRST, _FIRST), _LAST)
    info = zipfile.ZipInfo(path, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    info.create_system, info.external_attr = 3, 0o100644 << 16  # a plain file, as on Unix, on whatever it is made
    info.compress_type = zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    made.writestr(info, content, compresslevel=9)


def _readme(name: str, imprint: Imprint) -> str:
    version = ", ".join(filter(None, (imprint.version, day(imprint)))) or "unknown"
    return (
        f"{name}\n{'=' * len(name)}\n\n"
        "Open index.html in a browser. Nothing has to be installed, and no network is needed.\n"
        "Keep the files of this folder together: pages lead to each other, and the search needs its index.\n\n"
        "data/        the edition as PDF and EPUB, and its records in open formats\n"
        "texts/       the texts, each also as a PDF\n"
        "debates/     the debates, each also as a PDF\n\n"
        f"Version: {version}\n"
    )
