"""Judges what a pull request changes: what only a maintainer may change, and what no approval allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from .problem import Problem, in_order
from .read import files
from .read.changes import Change
from .read.listing import printed
from .read.tags import tags
from .text import Document, Place

RULE = "policy"
LABEL = "maintainer-approved"
CONFIGURATION = "mkdocs.yml"

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# What a contribution is made of, with the limit in bytes that the reader of each has. All else is a maintainer's:
# a list of what is dangerous would lack what nobody thought of.
CONTRIBUTED: tuple[tuple[str, int], ...] = (
    (rf"docs/annotations/{_ID}/[^/]+\.md", files.NOTE_LIMIT),
    (r"docs/(?:glossary|claims|arguments|debates)/[^/]+\.md", files.NOTE_LIMIT),
    (r"docs/(?:contributing/)?[^/]+\.md", files.PAGE_LIMIT),
    (r"(?:README|CONTRIBUTING|CHANGELOG|sources/README)\.md", files.PAGE_LIMIT),
    (rf"sources/{_ID}/capture\.txt", files.CAPTURE_LIMIT),
    (rf"sources/{_ID}/capture\.sums", files.CAPTURE_LIMIT),
    (rf"sources/{_ID}/source\.yml", files.SOURCE_LIMIT),
    (r"sources/references\.bib", files.BIBLIOGRAPHY_LIMIT),
)
OTHER_LIMIT = 2_000_000  # bytes of any other file: fonts are the largest
_CAPTURE = re.compile(rf"sources/{_ID}/capture\.txt")
# Why a path is a maintainer's, told by how it begins.
_REASONS = (
    (".github/", "It decides what runs on the forge, and who is asked."),
    (".githooks/", "It runs on the computers of contributors."),
    (".ci/", "It runs where the edition is proved."),
    ("scripts/", "It runs whenever the site is built."),
    ("tests/", "It runs whenever the edition is tested."),
    ("theme/", "It becomes part of every page."),
    ("docs/assets/", "Readers' browsers load it."),
    (CONFIGURATION, "It says what runs when the site is built."),
    ("requirements", "It says what is installed."),
    ("Makefile", "It runs whenever the site is built."),
    ("pyproject.toml", "It steers the tests and the tools."),
)


def judge(
    changes: Iterable[Change],
    approved: bool,
    macros: Collection[str],
    sizes: Mapping[str, int],
    text: Callable[[str], bytes],
) -> list[Problem]:
    """What a pull request may not do, and what it may do only with a maintainer's approval, if it is not `approved`.

    `macros` are the pages (relative to docs/) on which templates run; `sizes` and `text` tell of a blob.
    """
    found: list[Problem] = []
    for change in changes:
        found += _refused(change, sizes)
        if not approved:
            found += _reserved(change, macros, text)
    return in_order(found)


def _refused(change: Change, sizes: Mapping[str, int]) -> Iterator[Problem]:
    """What no label allows."""
    if _CAPTURE.fullmatch(change.path) and change.status != "A":
        message = "A capture is frozen: it is neither edited, moved nor deleted."
        yield _problem(change, message, "Take it back. What was captured badly is told in source.yml.")
    if change.status == "D":
        return
    limit = _limit(change.path)
    if change.new_mode == "120000":
        yield _problem(change, "This is a symbolic link.", "Put the file itself here: links are not followed.")
    elif change.new_mode == "160000":
        yield _problem(change, "This is another repository (a submodule).", "Put the files themselves here.")
    elif change.new_mode == "100755" and limit is not None:
        yield _problem(change, "This file is marked as a program.", "Take the mark away: git update-index --chmod=-x")
    elif change.new_mode not in ("100644", "100755"):
        yield _problem(change, f"This is no plain file: its mode is {change.new_mode}.", "Put a plain file here.")
    elif (size := sizes.get(change.new_blob, 0)) > (limit or OTHER_LIMIT):
        message = f"The file has {size:,} bytes, and {limit or OTHER_LIMIT:,} are allowed."
        yield _problem(change, message, "Split it, or shorten it.")


def _reserved(change: Change, macros: Collection[str], text: Callable[[str], bytes]) -> Iterator[Problem]:
    """What a maintainer has to look at."""
    hint = f"Leave it out, or ask a maintainer for the label {LABEL}: it is set anew after every push."
    if change.path == CONFIGURATION and change.new_mode != "160000":
        yield from _new_tags(change, text, hint)
    if change.path.removeprefix("docs/") in macros and change.path.startswith("docs/"):
        yield _problem(change, "Templates run on this page: only a maintainer changes it.", hint)
    elif _limit(change.path) is None:
        reason = next((why for start, why in _REASONS if change.path.startswith(start)), "It is no contributed text.")
        made = ", and it is to be a program" if change.new_mode == "100755" != change.old_mode else ""
        yield _problem(change, f"Only a maintainer changes this file{made}. {reason}", hint)


def _new_tags(change: Change, text: Callable[[str], bytes], hint: str) -> Iterator[Problem]:
    """The tags of the configuration that were not in it before: `!!python/name:…` runs what it names."""
    before = {tag for tag, _ in tags(text(change.old_blob))} if change.status != "A" else set()
    after = text(change.new_blob) if change.status != "D" else b""
    document = Document(CONFIGURATION, after.decode("utf-8", "replace"))
    for tag, start in tags(after):
        if not tag:
            yield Problem(RULE, Place(document, start, start + 1), "From here on this is no YAML.", "Mend it.")
        elif tag not in before:
            place = Place(document, start, start + len(tag))
            yield Problem(RULE, place, f"The tag {tag} is new here, and tags can run code.", hint)


def _limit(path: str) -> int | None:
    """The limit in bytes of a contributed file; None of a file that is a maintainer's."""
    return next((limit for pattern, limit in CONTRIBUTED if re.fullmatch(pattern, path)), None)


def _problem(change: Change, message: str, hint: str) -> Problem:
    return Problem(RULE, Place(Document(printed(change.path), ""), 0, 1), message, hint)
