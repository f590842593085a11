"""Joins the site's styles, and its scripts, into one file each: a page asks for two files and not for forty."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")
_MATERIAL = re.compile(r"(?:bundle|main|palette)\.[0-9a-f]{8}\.min\.(?:css|js)(?:\.map)?")
STYLES, SCRIPTS = "assets/stylesheets/", "assets/javascripts/"


def joined_styles(name: str, files: Iterable[Path]) -> tuple[str, str]:
    """The path on the site of the style sheets set one after another, and their text.

    They all have to come from `assets/stylesheets/` of some folder: their relative addresses stay as they are. The path
    tells their content, so that a browser never shows a page with the styles of an older one.
    """
    text = "\n".join(_SOURCE_MAP.sub("", file.read_text(encoding="utf-8")).strip() for file in files) + "\n"
    return _path(STYLES, name, text, "css"), text


def joined_scripts(name: str, files: Iterable[Path]) -> tuple[str, str]:
    """The path on the site of the scripts set one after another, and their text.

    Each stands in a block of its own: what one can't do leaves the others alone, as if they were files of their own.
    """
    parts = []
    for file in files:
        text = file.read_text(encoding="utf-8").strip()
        parts.append(f"/* {file.name} */\ntry {{\n{text}\n}} catch (error) {{\n  reportError(error);\n}}\n")
    text = "".join(parts)
    return _path(SCRIPTS, name, text, "js"), text


def material_styles(folders: Iterable[str]) -> list[Path]:
    """Material's two style sheets in the theme's folders; their names tell their version."""
    return [
        path
        for folder in folders
        for name in ("main", "palette")
        for path in Path(folder, STYLES).glob(f"{name}.*.min.css")
    ]


def is_left_out(path: str) -> bool:
    """Whether a file of Material's is left off the site: its script, its search, and the styles that are joined."""
    folder, _, name = path.rpartition("/")
    if folder.startswith((f"{SCRIPTS}lunr", f"{SCRIPTS}workers")):
        return True
    return f"{folder}/" in (STYLES, SCRIPTS) and bool(_MATERIAL.fullmatch(name))


def _path(folder: str, name: str, text: str, kind: str) -> str:
    return f"{folder}{name}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.{kind}"
