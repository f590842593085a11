"""Reads a whole edition: a folder with sources/, docs/ and mkdocs.yml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from ..model.edition import Edition
from ..model.source import Source
from ..problem import Problem
from ..text import Document, Place, slug
from .annotation import read_annotation
from .argument import read_argument
from .assets import ALSO_MARKDOWN, check_assets
from .bibliography import read_references
from .claim import read_claim
from .debate import read_debate
from .files import BIBLIOGRAPHY_LIMIT, NOTE_LIMIT, PAGE_LIMIT, read_text
from .glossary import read_entry
from .page import read_page
from .scalar import is_id
from .source import read_source

PLACES = {
    "annotations": "docs/annotations/<source>/<name>.md",
    "glossary": "docs/glossary/<lemma>.md",
    "claims": "docs/claims/<id>.md",
    "arguments": "docs/arguments/<id>.md",
    "debates": "docs/debates/<id>.md",
}
FOLDERS = tuple(PLACES)
Record = TypeVar("Record")


def read_edition(root: Path) -> Edition:
    """Every record of the edition at `root`, and every problem met in reading them."""
    edition = Edition(root, name=site_name(root))
    problems: list[Problem] = []
    _read_sources(edition, problems)
    bibliography = root / "sources" / "references.bib"
    if bibliography.exists() or bibliography.is_symlink():
        document, more = read_text(bibliography, "sources/references.bib", BIBLIOGRAPHY_LIMIT)
        edition.documents[document.path] = document
        references, faults = read_references(document)
        edition.references.update(references)
        problems += [*more, *faults]
    for folder in sorted({path.parent for path in _markdown(root / "docs" / "annotations")}):
        _read_folder(edition, problems, folder, read_annotation, edition.annotations, "annotation")
    _read_folder(edition, problems, root / "docs" / "glossary", read_entry, edition.entries, "entry")
    _read_folder(edition, problems, root / "docs" / "claims", read_claim, edition.claims, "claim")
    _read_folder(edition, problems, root / "docs" / "arguments", read_argument, edition.arguments, "argument")
    _read_folder(edition, problems, root / "docs" / "debates", read_debate, edition.debates, "debate")
    _read_pages(edition, problems)
    problems += check_assets(root)
    return replace(edition, problems=tuple(problems))


def _markdown(folder: Path) -> Iterator[Path]:
    """Markdown files below a folder, in order, without following links to folders."""
    for path in sorted(folder.rglob("*.md")) if folder.is_dir() else ():
        inside = path.relative_to(folder).parents
        if (path.is_file() or path.is_symlink()) and not any((folder / part).is_symlink() for part in inside):
            yield path


def _named(path: Path, base: Path) -> str:
    """A path as messages print it; what a file system allows beyond Unicode is replaced."""
    return path.relative_to(base).as_posix().encode("utf-8", "replace").decode("utf-8")


def _read_sources(edition: Edition, problems: list[Problem]) -> None:
    folder = edition.root / "sources"
    found: list[Source] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not path.is_dir():
            continue
        if path.is_symlink() or not is_id(path.name):
            place = Place(Document(_named(path, edition.root), ""), 0, 1)
            problems.append(
                Problem(
                    "name",
                    place,
                    "A source is a folder, not a link to one, named in lower-case letters, digits and hyphens.",
                    "Rename the folder.",
                )
            )
            continue
        source, more, documents = read_source(path, path.name)
        problems += more
        edition.documents.update((document.path, document) for document in documents)
        if source is not None:
            found.append(source)
    # Dated texts first, in the order of their days; then the undated by id.
    found.sort(key=lambda source: (source.published or "~", source.id))
    edition.sources.update((source.id, source) for source in found)


def _read_folder(
    edition: Edition,
    problems: list[Problem],
    folder: Path,
    read: Callable[[str, Document], tuple[Record | None, list[Problem]]],
    into: dict[str, Record],
    what: str,
) -> None:
    """Reads the files of one folder; a file's name is its record's id, unique among its kind."""
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        name = _named(path, edition.root)
        document, more = read_text(path, name, NOTE_LIMIT)
        problems += more
        edition.documents[name] = document
        id_ = path.stem
        if not is_id(id_):
            id_ = slug(id_)[:80].strip("-") or "a-name-in-latin-letters"
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
    extra = _configuration(root).get("extra")
    pages = extra.get("macro_pages") if isinstance(extra, dict) else None
    return frozenset(str(page) for page in pages) if isinstance(pages, list) else frozenset()


def site_name(root: Path) -> str:
    """What mkdocs.yml calls the edition; empty where it says nothing."""
    name = _configuration(root).get("site_name")
    return name if isinstance(name, str) else ""


def _configuration(root: Path) -> dict[str, Any]:
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


def _read_pages(edition: Edition, problems: list[Problem]) -> None:
    docs = edition.root / "docs"
    for path in sorted(docs.rglob("*")) if docs.is_dir() else ():
        if path.suffix.lower() in ALSO_MARKDOWN or (path.suffix != ".md" and path.suffix.lower() == ".md"):
            place = Place(Document(_named(path, edition.root), ""), 0, 1)
            hint = f"Rename it to {_named(path.with_suffix('.md'), path.parent)}."
            problems.append(Problem("name", place, "The name of a Markdown file ends in `.md` here.", hint))
    macros = macro_pages(edition.root)
    for path in _markdown(docs):
        name = _named(path, docs)
        if name.partition("/")[0] in FOLDERS and "/" in name:
            if f"docs/{name}" not in edition.documents:
                place = Place(Document(f"docs/{name}", ""), 0, 1)
                message = "This file stands in a folder where nothing is looked for."
                problems.append(Problem("name", place, message, f"Move it up: {PLACES[name.partition('/')[0]]}."))
            continue
        document, more = read_text(path, f"docs/{name}", PAGE_LIMIT)
        problems += more
        edition.documents[document.path] = document
        page, faults = read_page(name, document, name in macros)
        problems += faults
        edition.pages[name] = page
