"""Looks at the files of docs/ that are no Markdown: MkDocs would publish them, and follow links, without asking."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..problem import Problem
from ..text import Document, Place

ASSETS = "docs/assets"  # the site's own style sheets, scripts, fonts and pictures, reviewed as code is
ALSO_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd")  # MkDocs would make pages of these, unchecked


def check_assets(root: Path) -> Iterator[Problem]:
    """Symbolic links anywhere in docs/, and files that are neither Markdown nor in docs/assets/."""
    for folder, folders, files in os.walk(root / "docs"):
        for path in sorted(Path(folder, name) for name in (*folders, *files)):
            name = path.relative_to(root).as_posix().encode("utf-8", "replace").decode("utf-8")
            place = Place(Document(name, ""), 0, 1)
            if path.is_symlink():
                hint = "Put the file itself here: links are not followed."
                yield Problem("file", place, "This is a symbolic link.", hint)
                continue
            told_elsewhere = path.suffix.lower() in (".md", *ALSO_MARKDOWN)
            if path.is_file() and not told_elsewhere and not name.startswith((f"{ASSETS}/", "docs/.")):
                message = "Only Markdown stands here: the site would hold this file as it is."
                yield Problem("name", place, message, f"Move it to {ASSETS}/ if the site needs it.")
