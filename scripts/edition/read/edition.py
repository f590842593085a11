"""Reads a whole edition: a folder with sources/, docs/ and mkdocs.yml."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import yaml

from ..model.edition import Edition
from ..model.published import Published
from ..model.source import Source
from ..problem import Problem
from ..text import Document, Place
from .annotation import read_annotation
from .argument import read_argument
from .assets import ALSO_MARKDOWN, check_assets
from .claim import read_claim
from .debate import read_debate
from .files import BIBLIOGRAPHY_LIMIT, LINE_LIMIT, NOTE_LIMIT, PAGE_LIMIT, read_text
from .forms import is_id
from .glossary import read_entry
from .listing import FILES_LIMIT, Found, everything_below, markdown_in, printed, record_id, reserved
from .page import read_page
from .published import read_published
from .source import read_source
from .unread import unread

PLACES = {
    "annotations": "docs/annotations/<source>/<name>.md",
    "glossary": "docs/glossary/<lemma>.md",
    "claims": "docs/claims/<id>.md",
    "arguments": "docs/arguments/<id>.md",
    "debates": "docs/debates/<id>.md",
}
FOLDERS = tuple(PLACES)
BIBLIOGRAPHY = "sources/references.bib"
Record = TypeVar("Record")
Asked = Callable[[str], bool]


def read_edition(root: Path, only: Collection[str] | None = None) -> Edition:
    """Every record of the edition at `root`, and every problem met in reading them.

    With `only`, no text (`sources/<id>`), bibliography or file of docs/ is read but those that it names: of another
    record only the name is known (`unread`), and anything else is left out.
    """
    config = configuration(root)
    edition = Edition(root, name=_site_name(config))
    problems: list[Problem] = []
    asked: Asked = (lambda name: True) if only is None else only.__contains__
    _read_sources(edition, problems, asked)
    if asked(BIBLIOGRAPHY):
        _read_bibliography(edition, problems)
    below = everything_below(root / "docs")
    pages = [one.path for one in below if one.path.endswith(".md") and (one.file or one.link)]
    folders = {name.rpartition("/")[0] for name in pages if name.startswith("annotations/")}
    for folder in sorted(folders, key=lambda name: name.split("/")):
        into = edition.annotations
        _read_folder(edition, problems, f"docs/{folder}", read_annotation, into, "annotation", asked)
    _read_folder(edition, problems, "docs/glossary", read_entry, edition.entries, "entry", asked)
    _read_folder(edition, problems, "docs/claims", read_claim, edition.claims, "claim", asked)
    _read_folder(edition, problems, "docs/arguments", read_argument, edition.arguments, "argument", asked)
    _read_folder(edition, problems, "docs/debates", read_debate, edition.debates, "debate", asked)
    _misnamed(problems, below)
    _read_pages(edition, problems, () if (root / "docs").is_symlink() else pages, _macro_pages(config), asked)
    problems += check_assets(root, below)
    published = Published()
    if only is None:
        published, documents, faults = read_published(root)
        edition.documents.update((document.path, document) for document in documents)
        problems += faults
    return replace(edition, problems=tuple(problems), published=published)


def _read_sources(edition: Edition, problems: list[Problem], asked: Asked) -> None:
    folder = edition.root / "sources"
    found: list[Source] = []
    for path in sorted(islice(folder.iterdir(), FILES_LIMIT)) if folder.is_dir() else ():
        if not path.is_dir():
            continue
        if path.is_symlink() or not is_id(path.name) or reserved(path.name):
            place = Place(Document(printed(f"sources/{path.name}"), ""), 0, 1)
            problems.append(
                Problem(
                    "name",
                    place,
                    "A source is a folder, not a link to one, named in lower-case letters, digits and hyphens.",
                    "Rename the folder.",
                )
            )
            continue
        if not asked(f"sources/{path.name}"):
            continue
        source, more, documents = read_source(path, path.name)
        problems += more
        edition.documents.update((document.path, document) for document in documents)
        if source is not None:
            found.append(source)
    # Dated texts first, in the order of their days; then the undated by id.
    found.sort(key=lambda source: (source.published or "~", source.id))
    edition.sources.update((source.id, source) for source in found)


def _read_bibliography(edition: Edition, problems: list[Problem]) -> None:
    from .bibliography import read_references  # a check of one file seldom needs it, and to import it takes a while

    path = edition.root / BIBLIOGRAPHY
    if path.exists() or path.is_symlink():
        document, more = read_text(path, BIBLIOGRAPHY, BIBLIOGRAPHY_LIMIT)
        edition.documents[document.path] = document
        references, faults = read_references(document)
        edition.references.update(references)
        problems += [*more, *faults]


def _read_folder(
    edition: Edition,
    problems: list[Problem],
    folder: str,
    read: Callable[[str, Document], tuple[Record | None, list[Problem]]],
    into: dict[str, Record],
    what: str,
    asked: Asked,
) -> None:
    """Reads the files of one folder; a file's name is its record's id, unique among its kind."""
    for file in markdown_in(edition.root / folder):
        name, id_ = printed(f"{folder}/{file}"), record_id(file)
        if not asked(name):
            edition.documents[name] = Document(name, "")
            into.setdefault(id_, unread(folder.split("/")[1], id_, edition.documents[name]))
            continue
        document, more = read_text(edition.root / folder / file, name, NOTE_LIMIT)
        problems += more
        edition.documents[name] = document
        if f"{id_}.md" != file:
            message = "The file's name must be lower-case letters, digits and single hyphens: it is the id."
            problems.append(Problem("name", Place(document, 0, 1), message, f"Rename it, for example to {id_}.md."))
        if id_ in into:
            other: Any = into[id_]
            message = f"The {what} `{id_}` exists already: {other.place.document.path}."
            problems.append(Problem("name", Place(document, 0, 1), message, "Give this file another name."))
            continue
        record, faults = read(id_, document)  # a misnamed record is read all the same: it has been told
        problems += faults
        if record is not None:
            into[id_] = record


def macro_pages(root: Path) -> frozenset[str]:
    """The pages on which macros run: those named in mkdocs.yml under `extra.macro_pages`, and no others."""
    return _macro_pages(configuration(root))


def _macro_pages(config: dict[str, Any]) -> frozenset[str]:
    extra = config.get("extra")
    pages = extra.get("macro_pages") if isinstance(extra, dict) else None
    return frozenset(str(page) for page in pages) if isinstance(pages, list) else frozenset()


def _site_name(config: dict[str, Any]) -> str:
    """What mkdocs.yml calls the edition; empty where it says nothing."""
    name = config.get("site_name")
    return name if isinstance(name, str) else ""


def configuration(root: Path) -> dict[str, Any]:
    """What mkdocs.yml says; nothing where it cannot be read. Tags such as !ENV are read as nothing."""
    path = root / "mkdocs.yml"
    if not path.is_file():
        return {}

    # Our own configuration, trusted; its !ENV and !!python tags are read as nothing here.
    class _Plain(yaml.SafeLoader):
        pass

    _Plain.add_multi_constructor("", lambda loader, suffix, node: None)
    try:
        config = yaml.load(path.read_text(encoding="utf-8"), Loader=_Plain)
    except (yaml.YAMLError, OSError, UnicodeDecodeError):
        return {}
    return config if isinstance(config, dict) else {}


def _misnamed(problems: list[Problem], below: list[Found]) -> None:
    """Tells of files in docs/ that MkDocs takes for Markdown, or that look like it, and are not called `.md`."""
    for path, *_ in below:
        start, suffix = os.path.splitext(path)
        if suffix.lower() in ALSO_MARKDOWN or (suffix != ".md" and suffix.lower() == ".md"):
            place = Place(Document(printed(f"docs/{path}"), ""), 0, 1)
            hint = f"Rename it to {printed(start.rpartition('/')[2])}.md."
            problems.append(Problem("name", place, "The name of a Markdown file ends in `.md` here.", hint))


def _read_pages(
    edition: Edition, problems: list[Problem], paths: Collection[str], macros: frozenset[str], asked: Asked
) -> None:
    """Reads the hand-written pages among the Markdown files of docs/."""
    for path in paths:
        name = printed(path)
        if name.partition("/")[0] in FOLDERS and "/" in name:
            if f"docs/{name}" not in edition.documents:
                place = Place(Document(f"docs/{name}", ""), 0, 1)
                message = "This file stands in a folder where nothing is looked for."
                problems.append(Problem("name", place, message, f"Move it up: {PLACES[name.partition('/')[0]]}."))
            continue
        if not all(map(is_id, name.removesuffix(".md").split("/"))):
            place = Place(Document(f"docs/{name}", ""), 0, 1)
            message = "A page and its folders are named in lower-case letters, digits and single hyphens."
            problems.append(
                Problem("name", place, message, f"Rename it, for example to {record_id(path.rpartition('/')[2])}.md.")
            )
        if not asked(f"docs/{name}"):
            continue
        document, more = read_text(edition.root / "docs" / path, f"docs/{name}", PAGE_LIMIT, line=LINE_LIMIT)
        problems += more
        edition.documents[document.path] = document
        page, faults = read_page(name, document, name in macros)
        problems += faults
        edition.pages[name] = page
