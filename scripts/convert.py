"""Writes the edition as plain Markdown that builds without our hook, or as a JSON document model, or both."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from edition import command
from edition.render.document import document_model
from edition.render.forge import Forge, forge
from edition.render.handwritten import without_templates
from edition.render.site import downloads, generated_pages
from edition.resolve.joined import Joined

# For an edition that has no mkdocs.yml: the extensions without which the pages would lose their addresses.
PLAINEST = {
    "site_name": "An edition",
    "use_directory_urls": False,
    "markdown_extensions": ["attr_list", "md_in_html", "sane_lists", "tables"],
}
MARK = "# Written by convert.py: every page of the edition as Markdown, to be built without its hook.\n"


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 written, 1 problems (nothing is written), 2 usage."""
    parser = command.parser("convert.py", __doc__)
    parser.add_argument("--to", type=Path, metavar="DIR", help="write every page, and a mkdocs.yml, into this folder")
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write the document model into this file (- prints it)"
    )
    given = command.parse(parser, arguments)
    if given.to is None and given.json is None:
        parser.error("say what to write: --to DIR, --json FILE, or both")
    if given.to is not None and not _replaceable(given.to):
        parser.error(f"{given.to} holds other things: name a new folder, or one that convert.py has written")
    joined = command.load_clean(given.root)
    if joined is None:
        return 1
    try:
        if given.json is not None:
            write_json(joined, given.json)
        if given.to is not None:
            write_folder(joined, given.to)
    except OSError as error:
        parser.error(f"{error.filename or given.to or given.json}: {error.strerror}")
    return 0


def _replaceable(folder: Path) -> bool:
    """Whether a folder is new, empty, or one of ours."""
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    config = folder / "mkdocs.yml"
    return not any(folder.iterdir()) or (config.is_file() and config.read_bytes().startswith(MARK.encode()))


def write_json(joined: Joined, path: Path) -> None:
    """Writes the document model, all of it or nothing."""
    text = json.dumps(document_model(joined), ensure_ascii=False, indent=2) + "\n"
    if str(path) == "-":
        sys.stdout.write(text)
        return
    command.write_whole(path, text)


def pages(joined: Joined) -> dict[str, str]:
    """Every page, hand-written ones with their macros run, by path relative to docs/."""
    edition = joined.edition
    written = {path: without_templates(joined, page) for path, page in edition.pages.items()}
    return written | generated_pages(joined, _forge(edition.root))


def _forge(root: Path) -> Forge | None:
    """The repository's forge, as the hook knows it."""
    config = _config(root)
    extra = config.get("extra") or {}
    return forge(config.get("repo_url") or os.environ.get("REPOSITORY_URL"), extra.get("branch"), extra.get("forge"))


def _config(root: Path) -> dict[str, Any]:
    """Our mkdocs.yml; empty where there is none."""
    path = root / "mkdocs.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {} if path.is_file() else {}


def write_folder(joined: Joined, folder: Path) -> None:
    """Writes mkdocs.yml and docs/ beside the folder first and then puts them in its place."""
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        docs = joined.edition.root / "docs"
        for path, text in (pages(joined) | downloads(joined)).items():
            (new / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
            (new / "docs" / path).write_text(text, encoding="utf-8")
        for asset in sorted(docs.rglob("*")):
            if asset.is_file() and not asset.is_symlink() and asset.suffix != ".md":
                target = new / "docs" / asset.relative_to(docs)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(asset, target)
        (new / "mkdocs.yml").write_text(MARK + plain_config(joined.edition.root), encoding="utf-8")
        _copy_theme(joined.edition.root, new)
        new.chmod(0o755)
        if folder.exists():
            old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.old."))
            os.replace(folder, old / "old")
            os.replace(new, folder)
            shutil.rmtree(old)
        else:
            os.replace(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _copy_theme(root: Path, new: Path) -> None:
    config = _config(root)
    custom = (config.get("theme") or {}).get("custom_dir") if isinstance(config.get("theme"), dict) else None
    if custom and (root / custom).is_dir():
        shutil.copytree(root / custom, new / custom)


def plain_config(root: Path) -> str:
    """Our mkdocs.yml without the hook, the macros and what they need."""
    config = _config(root) or dict(PLAINEST)
    for key in ("hooks", "watch", "exclude_docs"):
        config.pop(key, None)
    config["plugins"] = [
        one for one in config.get("plugins", []) if one != "macros" and not (isinstance(one, dict) and "macros" in one)
    ]
    extra = dict(config.get("extra") or {})
    extra.pop("macro_pages", None)
    if "repo_url" in config:  # the theme would ask the forge for the repository's stars
        extra["repository"] = config.pop("repo_url")
    config["extra"] = extra
    return yaml.safe_dump(config, sort_keys=False, allow_unicode=True)


if __name__ == "__main__":
    sys.exit(main())
