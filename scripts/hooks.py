"""The only module that knows MkDocs: it hands the edition's pages over and keeps contributed text inert."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from edition.command import count
from edition.load import load
from edition.press.archive import archive
from edition.press.editions import ZIP, offered
from edition.press.imprint import Imprint, imprint
from edition.press.printing import printed
from edition.problem import errors, render
from edition.read.edition import FOLDERS, macro_pages
from edition.render.assets import is_left_out, joined_scripts, joined_styles, material_styles
from edition.render.content_policy import with_content_policy
from edition.render.data import DATA, inside, outside
from edition.render.forge import Forge, forge
from edition.render.html import clean, with_scrolling_tables
from edition.render.macros import macros
from edition.render.metadata import metadata
from edition.render.moved import moved_to
from edition.render.origin import origin, record
from edition.render.site import downloads, generated_pages, handwritten_pages, set_citations
from edition.resolve.joined import Joined

FIELDS: dict[str, type] = {"title": str, "description": str, "hide": list}


class _Build:
    """What one build has loaded; MkDocs makes the configuration anew for each rebuild of `serve`."""

    joined: Joined
    macro_pages: frozenset[str]
    forge: Forge | None
    imprint: Imprint
    data: str | None  # the path on the site of the page of downloads, if it offers any
    assets: dict[str, str]
    joined_from: frozenset[str]  # paths of docs/ that are read as parts of the above
    serving = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether pages are served with live reload, whose script a page's policy must let in."""
    _Build.serving = command == "serve"


@event_priority(100)  # before the macros plugin sets up its environment
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Loads and checks the edition: a broken one stops here, before anything is written."""
    root = Path(config.config_file_path).parent
    joined, problems = load(root)
    faults = errors(problems)
    if faults:
        raise PluginError(f"The edition has {count(faults)}; nothing was built.\n\n{render(faults, 'text', {})}\n")
    _Build.joined = joined
    _Build.macro_pages = macro_pages(root)
    _Build.forge = _forge(config)
    if not _Build.serving:  # a server of one's own stands elsewhere
        config.site_url = config.site_url or os.environ.get("SITE_URL")
    plugin = config.plugins.get("macros")
    if plugin is not None:
        plugin.register_macros({name: _macro(plugin, name) for name in macros(joined, "index.md")})
    _Build.assets = _assets(config)
    return config


def _assets(config: MkDocsConfig) -> dict[str, str]:
    """The files that pages ask for, by their paths: the lists of mkdocs.yml joined, each list replaced by its file."""
    docs, texts = Path(config.docs_dir), config.extra["text_css"]
    lists = (config.extra_css, texts, config.extra_javascript)
    _Build.joined_from = frozenset(str(path) for one in lists for path in one)
    try:
        styles = joined_styles(
            "site", [*material_styles(config.theme.dirs), *(docs / path for path in config.extra_css)]
        )
        of_texts = joined_styles("texts", [docs / path for path in texts])
        scripts = joined_scripts("site", [docs / str(path) for path in config.extra_javascript])
    except OSError as error:
        raise PluginError(f"mkdocs.yml names {error.filename}, which can't be read: {error.strerror}.") from error
    config.extra_css, config.extra_javascript = [styles[0]], [scripts[0]]
    config.extra |= {"text_css": [of_texts[0]], "joined": True}
    return dict((styles, of_texts, scripts))


def _forge(config: MkDocsConfig) -> Forge | None:
    """The repository's forge, from `repo_url` or from REPOSITORY_URL, which a fork's own builds set.

    The theme is not told of `repo_url`: it would ask the forge for the repository's stars.
    """
    address, config.repo_url = config.repo_url or os.environ.get("REPOSITORY_URL"), None
    config.extra["repository"] = address
    return forge(address, config.extra.get("branch"), config.extra.get("forge"))


def _macro(plugin: object, name: str):
    return lambda: macros(_Build.joined, plugin.page.file.src_uri)[name]()  # type: ignore[attr-defined]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Puts the edition's pages in place of the records they are made from."""
    for file in list(files):
        folder = file.src_uri.partition("/")[0]
        record = file.src_uri.endswith(".md") and "/" in file.src_uri and folder in FOLDERS
        if record or file.src_uri in _Build.joined_from or is_left_out(file.src_uri):
            files.remove(file)
    for path, text in _Build.assets.items():
        files.append(File.generated(config, path, content=text))
    style = set_citations(_Build.joined)
    made = _editions()
    told = offered(_Build.joined, made)
    for path, markdown in generated_pages(_Build.joined, _Build.forge, style, told).items():
        files.append(File.generated(config, path, content=markdown))
    for path in told:
        files.append(File.generated(config, path, content=made.get(path, b"")))  # the zip follows when all is written
    data = files.get_file_from_path(DATA)
    _Build.data = data.dest_uri if told and data else None
    for path, text in downloads(_Build.joined, _Build.forge, style, config.site_url).items():
        files.append(File.generated(config, path, content=text))
    for path, markdown in handwritten_pages(_Build.joined).items():
        file = files.get_file_from_path(path)
        if file is not None:
            file.content_string = markdown
    return files


def _editions() -> dict[str, bytes]:
    """Every edition but the zip, if `make site` asks for them: a preview or a quick build would wait for them."""
    if _Build.serving or os.environ.get("DOWNLOADS") != "all":
        return {}
    _Build.imprint = imprint(_Build.joined.edition.root)
    try:
        return printed(_Build.joined, _Build.imprint)
    except RuntimeError as error:
        raise PluginError(str(error)) from error


@event_priority(100)  # before the macros plugin looks at the page
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Macros run on the pages that mkdocs.yml names, and never because a page's front matter asks.

    Of its front matter a page keeps what it needs: a theme's template, an icon's path or a plugin's switch is not for
    a page to choose.
    """
    page.meta = {name: page.meta[name] for name, kind in FIELDS.items() if isinstance(page.meta.get(name), kind)}
    page.meta["render_macros"] = page.file.src_uri in _Build.macro_pages
    return markdown


@event_priority(-100)  # after every plugin that changes a page's HTML
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The last fence around contributed text."""
    return with_scrolling_tables(clean(html, drawing=page.file.src_uri.startswith("debates/")))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """What the theme shows of a page's origin: its file, where that is edited, where a problem is told."""
    path = page.file.src_uri
    file, at = origin(_Build.joined, path), _Build.forge
    context["origin"] = {"file": file, "edit": at and at.edit(file), "problem": at and at.problem(page.file.url)}
    context["record"] = record(_Build.joined, path)
    title, description = str(page.title or ""), str(page.meta.get("description") or config.site_description or "")
    context["metadata"] = metadata(_Build.joined, path, title, description, config.site_url)
    context["moved_to"] = moved_to(_Build.joined, path)
    page.previous_page = page.next_page = None  # Firefox would load the next one ahead, which the policy forbids
    return context


@event_priority(-100)  # after every plugin that changes a finished page
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The page's Content-Security-Policy."""
    return with_content_policy(output, serving=_Build.serving)


@event_priority(-100)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The policy of pages that are no Markdown, such as 404.html."""
    return (
        with_content_policy(output_content, serving=_Build.serving)
        if template_name.endswith(".html")
        else output_content
    )


@event_priority(-100)  # after whatever else writes into the site
def on_post_build(config: MkDocsConfig) -> None:
    """Packs the finished site; of its zip the page of downloads tells outside, and is silent inside."""
    if _Build.data is None:
        return
    site = Path(config.site_dir)
    page = (site / _Build.data).read_text(encoding="utf-8")
    name = _Build.joined.edition.name or config.site_name
    packed = archive(site, name, _Build.imprint, {_Build.data: inside(page)}, {ZIP})
    (site / ZIP).write_bytes(packed)
    (site / _Build.data).write_text(outside(page, packed), encoding="utf-8", newline="\n")
