"""Editions to keep: what the site offers is there and is what it says, and its zip works from disk, off line."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import urllib.parse
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect
from test_build import serving
from test_contribute_browser import select

import dom
import editions
import export
import tiny
from edition.load import load
from edition.press import printing
from edition.press.archive import archive, folder
from edition.press.editions import EDITIONS, ZIP, pages, paths
from edition.press.imprint import Imprint
from edition.render.offered import in_words
from edition.resolve.joined import Joined
from facts import PAYOR, POST

# A debate, and the page that it leads to for help.
DEBATE = tiny.DEBATE | {"docs/how-to-read.md": "# How to read\n\n## What if { #what-if }\n"}
# What a file of each kind begins with.
MAGIC = {".pdf": b"%PDF-1.", ".epub": b"PK\x03\x04", ".zip": b"PK\x03\x04"}
POINTS = {"PDF, A4": (595, 842), "PDF, US Letter": (612, 792), "PDF, A5": (420, 595)}


def complete(root: Path) -> Path:
    """A tiny edition with a debate, and with the style sheets, scripts and type that our mkdocs.yml names."""
    ours = tiny.ROOT / "docs/assets"
    shutil.copytree(ours, root / "docs/assets", ignore=shutil.ignore_patterns("addresses.txt", "moved.txt"))
    return tiny.edition(root, DEBATE)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same of a tiny edition with a debate: `edition` and `site` in one folder."""
    place = tmp_path_factory.mktemp("small")
    tiny.built(complete(place / "edition"), place / "site", DOWNLOADS="all")
    return place


@pytest.fixture(scope="session")
def small_site(small: Path) -> Path:
    return small / "site"


def unpacked(site: Path, to: Path) -> Path:
    """The one folder that is in the zip of a site."""
    with zipfile.ZipFile(site / ZIP) as packed:
        packed.extractall(to)
    (top,) = to.iterdir()
    return top


@pytest.fixture(scope="session")
def kept(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real edition's zip, unpacked."""
    return unpacked(published, tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="session")
def kept_small(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(small / "site", tmp_path_factory.mktemp("kept-small"))


def is_download(address: str) -> bool:
    at = urllib.parse.urlsplit(address)
    return not at.netloc and Path(at.path).suffix in MAGIC


@cache
def read(site: Path) -> dict[str, dom.Node]:
    """Every page of a site, parsed once; not 404.html, which names everything from the server's root."""
    return {path: tree for path, tree in dom.pages(site).items() if path != "404.html"}


def links(site: Path) -> Iterator[tuple[str, dom.Node, str]]:
    """Everything that the pages of a site lead to or load, by page: the element, and its address."""
    for page, tree in read(site).items():
        for node in tree.all():
            for name in ("href", "src"):
                if name in node.attributes:
                    yield page, node, node.attributes[name]


def fragments(site: Path) -> dict[str, set[str]]:
    """The ids of every page."""
    return {
        page: {node.attributes["id"] for node in tree.all() if "id" in node.attributes}
        for page, tree in read(site).items()
    }


def dead(site: Path) -> list[tuple[str, str]]:
    """Links that lead to no file of this folder, or to an anchor that is not on its page."""
    ids = fragments(site)
    found = []
    for page, _, address in links(site):
        at = urllib.parse.urlsplit(address)
        if at.scheme or at.netloc:
            continue
        path = os.path.normpath(os.path.join(os.path.dirname(page), urllib.parse.unquote(at.path))) if at.path else page
        wanted = urllib.parse.unquote(at.fragment)
        if not (site / path).is_file() or (wanted and path in ids and wanted not in ids[path] | {"top"}):
            found.append((page, address))
    return found


# What the site offers


@pytest.mark.parametrize("which", ["small_site", "published"])
def test_what_is_offered_is_there_and_is_what_its_link_says(which: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(which)
    offers = [(page, node, address) for page, node, address in links(site) if is_download(address)]
    assert offers
    for page, node, address in offers:
        file = (site / page).parent / urllib.parse.unquote(address)
        content = file.read_bytes()
        assert content.startswith(MAGIC[file.suffix]), address
        assert node.parent
        said = node.parent.text()
        assert f"({in_words(len(content))})" in said, (page, said)
        assert file.suffix[1:].upper() in said, (page, said)


def test_every_edition_is_offered_on_the_page_of_downloads_and_of_its_own_text_or_debate(
    published: Path, joined: Joined
) -> None:
    by_page: dict[str, set[str]] = {}
    for page, _, address in links(published):
        if is_download(address):
            by_page.setdefault(page, set()).add(os.path.normpath(os.path.join(os.path.dirname(page), address)))
    own = {page.removesuffix(".md") + ".html": {path} for path, (page, _) in pages(joined).items()}
    assert by_page == own | {"data.html": set(paths(joined))}
    assert {path.relative_to(published).as_posix() for path in published.rglob("*") if is_download(path.name)} == set(
        paths(joined)
    )


def test_every_page_leads_to_the_downloads_and_the_home_page_says_so_in_its_text(published: Path) -> None:
    for page, tree in read(published).items():
        (foot,) = tree.tagged("footer")
        assert [one for one in foot.tagged("a") if one.attributes["href"].endswith("data.html")], page
    home = read(published)["index.html"].tagged("article")[0]
    assert [one for one in home.tagged("a") if one.attributes["href"] == "data.html"]


@pytest.mark.parametrize("one", [one for one in EDITIONS if one.paper], ids=lambda one: one.path)
def test_a_pdf_is_of_the_size_that_is_said(published: Path, one: object) -> None:
    with pikepdf.open(published / one.path) as document:  # type: ignore[attr-defined]
        sides = {tuple(sorted(round(float(side)) for side in page.mediabox[2:])) for page in document.pages}
        assert sides == {POINTS[one.kind]}  # type: ignore[attr-defined]


def test_an_epub_is_one(published: Path) -> None:
    with zipfile.ZipFile(published / "data/edition.epub") as book:
        assert book.namelist()[0] == "mimetype"
        assert book.read("mimetype") == b"application/epub+zip"


def test_the_site_has_no_dead_link(published: Path) -> None:
    assert dead(published) == []


@pytest.mark.parametrize(("size", "words"), [(1, "1 kB"), (364_368, "364 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"),
    (6_390_862, "6.4 MB"), (99_949_999, "99.9 MB"), (99_950_000, "100 MB")])  # fmt: skip
def test_a_size_is_told_as_people_say_it(size: int, words: str) -> None:
    assert in_words(size) == words.replace(" ", "\u00a0")


# Builds that make none


def offers_nothing(site: Path) -> None:
    assert [address for _, _, address in links(site) if is_download(address)] == []
    assert [path for path in site.rglob("*") if is_download(path.name)] == []
    assert "editions" not in fragments(site)["data.html"]


def test_a_build_that_is_told_to_make_none_offers_none(tmp_path: Path) -> None:
    offers_nothing(tiny.built(tiny.edition(tmp_path / "edition", DEBATE), tmp_path / "site", DOWNLOADS="none"))


def test_a_preview_makes_none_and_leads_to_none(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition", DEBATE)
    with serving(root, tmp_path / "log") as server:
        for page in ("texts/thread.html", "debates/goals.html", "data.html"):
            shown = server.page(page)
            assert "</footer>" in shown
            assert not re.search(r'href="[^"]*\.(pdf|epub|zip)"', shown), page
        assert "WARNING" not in server.said()


def test_plain_markdown_leads_to_none(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition", DEBATE)
    done = tiny.run(tiny.ROOT / "scripts/convert.py", "--root", root, "--to", tmp_path / "folder", DOWNLOADS="all")
    assert done.returncode == 0, done.stderr
    offers_nothing(tiny.built(tmp_path / "folder", tmp_path / "site", DOWNLOADS="all"))


# The zip


def test_the_zip_holds_the_site_in_one_folder_and_not_itself(small: Path, kept_small: Path) -> None:
    assert kept_small.name == "behind-the-mask"
    inside = {path.relative_to(kept_small).as_posix() for path in kept_small.rglob("*") if path.is_file()}
    site = small / "site"
    whole = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert inside - whole == {"README.txt"}
    assert whole - inside == {"404.html", "sitemap.xml", "sitemap.xml.gz", ZIP}
    assert "Open index.html" in (kept_small / "README.txt").read_text(encoding="utf-8")
    assert [name for name in inside & whole if (site / name).read_bytes() != (kept_small / name).read_bytes()] == [
        "data.html"
    ]


def test_the_zip_says_nothing_of_itself_where_the_site_does(small: Path, kept_small: Path) -> None:
    size = in_words((small / "site" / ZIP).stat().st_size)
    outside, inside = (place / "data.html" for place in (small / "site", kept_small))
    (said,) = [item for item in dom.pages(outside.parent)["data.html"].tagged("li") if "offline" in item.text()]
    assert f"edition-offline.zip ({size}), ZIP. This site as a folder" in said.text()
    assert "edition-offline.zip" not in inside.read_text(encoding="utf-8")
    assert "edition.epub" in inside.read_text(encoding="utf-8")


@pytest.mark.parametrize("which", ["kept", "kept_small"])
def test_every_link_of_every_page_in_the_zip_leads_somewhere(which: str, request: pytest.FixtureRequest) -> None:
    place: Path = request.getfixturevalue(which)
    assert sum(1 for _ in links(place)) > 500
    assert dead(place) == []


def test_a_link_to_nowhere_would_be_seen(kept_small: Path, tmp_path: Path) -> None:
    place = Path(shutil.copytree(kept_small, tmp_path / "copy"))
    home = place / "index.html"
    home.write_text(home.read_text(encoding="utf-8").replace("<article", '<a href="about.html#x"></a><article'))
    (place / "texts/thread.pdf").unlink()
    assert set(dead(place)) == {
        ("index.html", "about.html#x"), ("texts/thread.html", "thread.pdf"), ("data.html", "texts/thread.pdf")
    }  # fmt: skip


def test_no_style_sheet_and_no_script_of_ours_names_a_file_that_is_not_there(kept: Path) -> None:
    for sheet in (kept / "assets").rglob("*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text(encoding="utf-8")):
            if not address.startswith(("data:", "#")):
                assert (sheet.parent / urllib.parse.urlsplit(address).path).is_file(), (sheet.name, address)


def test_what_is_in_a_zip_has_the_imprints_date_names_in_order_and_no_owner(tmp_path: Path) -> None:
    for name in ("b/c.html", "a.pdf", "index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    imprint = Imprint("0123456789, with changes that are not committed", datetime(2026, 11, 21, 12, 9, 39, tzinfo=UTC))
    made = zipfile.ZipFile(BytesIO(archive(tmp_path, "A “Title”/ü", imprint, {"index.html": "other"}, {"a.pdf"})))
    top = "a-title-u-0123456789-changed"
    assert made.namelist() == [f"{top}/README.txt", f"{top}/b/c.html", f"{top}/index.html"]
    assert made.read(f"{top}/index.html") == b"other"
    for info in made.infolist():
        assert info.date_time == (2026, 11, 21, 12, 9, 38)  # a zip counts in twos
        assert (info.create_system, info.external_attr >> 16, info.extra) == (3, 0o100644, b"")


@pytest.mark.parametrize(("name", "version", "called"), [
    ("Behind the Mask", "", "behind-the-mask"), ("../..", "", "edition"), ("", "ab", "edition-ab"),
    ("x" * 300, "ab", "x" * 60 + "-ab"), ("日本", "../x", "edition-..x"),
])  # fmt: skip
def test_the_folder_is_called_like_the_edition_and_its_version(name: str, version: str, called: str) -> None:
    assert folder(name, Imprint(version, None)) == called


@pytest.mark.parametrize("year", [1970, 2200])
def test_a_date_that_a_zip_cannot_tell_is_the_nearest(tmp_path: Path, year: int) -> None:
    made = zipfile.ZipFile(BytesIO(archive(tmp_path, "x", Imprint("", datetime(year, 1, 1, tzinfo=UTC)), {}, set())))
    assert made.infolist()[0].date_time[0] == (1980 if year == 1970 else 2107)


# The same bytes


def sums(place: Path, names: list[str]) -> dict[str, str]:
    return {name: hashlib.sha256((place / name).read_bytes()).hexdigest() for name in names}


def test_the_same_edition_gives_the_same_bytes_elsewhere_and_another_day(small: Path, tmp_path: Path) -> None:
    joined, _ = load(small / "edition")
    names = paths(joined)
    root = complete(tmp_path / "another place")
    other = tiny.built(root, tmp_path / "site", DOWNLOADS="all", PYTHONHASHSEED="7", TZ="Pacific/Auckland",
                       LC_ALL="C", HOME=str(tmp_path))  # fmt: skip
    assert sums(other, names) == sums(small / "site", names)


def test_an_edition_made_alone_is_the_one_that_is_made_with_all(small: Path, tmp_path: Path) -> None:
    joined, _ = load(small / "edition")
    for path in paths(joined):
        name = path.removeprefix("data/")
        assert export.main(["--root", str(small / "edition"), "--to", str(tmp_path), "--only", name]) == 0
        assert (tmp_path / name).read_bytes() == (small / "site" / path).read_bytes(), name


def test_a_commit_is_told_and_the_same_commit_gives_the_same_bytes(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *arguments], cwd=root, check=True, env=os.environ | AUTHOR)
    subprocess.run(["git", "clone", "-q", root, tmp_path / "clone"], check=True, env=os.environ | AUTHOR)
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True).stdout
    made = []
    for place in (root, tmp_path / "clone"):
        assert export.main(["--root", str(place), "--to", str(place / "build"), "--only", "edition-offline.zip"]) == 0
        made.append((place / "build/edition-offline.zip").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(BytesIO(made[0])) as packed:
        top = f"behind-the-mask-{commit[:10]}"
        assert {name.partition("/")[0] for name in packed.namelist()} == {top}
        assert packed.infolist()[0].date_time == (2026, 11, 20, 23, 30, 0)
        assert f"Version: {commit[:10]}, 20 November 2026" in packed.read(f"{top}/README.txt").decode()


AUTHOR = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")} | {
    "GIT_COMMITTER_DATE": "2026-11-21T01:30:00+02:00", "GIT_CONFIG_GLOBAL": os.devnull
}  # fmt: skip


# The command


def test_only_what_is_named_is_written(small: Path, tmp_path: Path) -> None:
    names = ["references.bib", "texts/thread.pdf"]
    assert export.main(["--root", str(small / "edition"), "--to", str(tmp_path / "x"), "--only", *names]) == 0
    assert sorted(path.relative_to(tmp_path / "x").as_posix() for path in (tmp_path / "x").rglob("*.*")) == names


def test_without_a_name_it_writes_all_that_others_rely_on(small: Path, tmp_path: Path) -> None:
    assert export.main(["--root", str(small / "edition"), "--to", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "annotations.jsonld", "arguments.aif.json", "arguments.argdown", "edition-offline.zip", "edition.epub",
        "edition.pdf", "glossary.jsonld", "references.bib", "references.csl.json",
    ]  # fmt: skip
    for name in ("edition-offline.zip", "edition.epub", "edition.pdf"):
        assert (tmp_path / name).read_bytes() == (small / "site/data" / name).read_bytes()


@pytest.mark.parametrize("name", ["edition.pdf/..", "../edition.pdf", "texts/nobody.pdf", "texts/thread.md", ""])
def test_a_name_that_there_is_not_is_a_mistake_of_usage(
    small: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        export.main(["--root", str(small / "edition"), "--to", str(tmp_path / "x"), "--only", name])
    assert stopped.value.code == 2
    assert f"there is no file {name} to write" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(("config", "lacks"), [
    (None, "has no mkdocs.yml to build one with"),
    ("site_name: x\n", "mkdocs.yml does not name scripts/hooks.py among its hooks"),
    ("hooks: 7\n", "mkdocs.yml does not name scripts/hooks.py among its hooks"),
])  # fmt: skip
def test_an_edition_without_a_site_has_no_zip_and_says_what_it_lacks(
    tmp_path: Path, config: str | None, lacks: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tiny.edition(tmp_path / "edition", {"mkdocs.yml": config})
    assert export.main(["--root", str(root), "--to", str(tmp_path / "all")]) == 0
    assert f"{lacks}: it is left out.\n" in capsys.readouterr().err
    assert (tmp_path / "all/edition.pdf").is_file()
    assert not (tmp_path / "all/edition-offline.zip").exists()
    with pytest.raises(SystemExit) as stopped:
        export.main(["--root", str(root), "--to", str(tmp_path / "x"), "--only", "edition-offline.zip"])
    assert stopped.value.code == 2
    assert f"edition-offline.zip is the site in a zip, and {root}" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_where_the_site_does_not_build_it_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tiny.edition(tmp_path / "edition", tiny.DEBATE)  # whose page leads to a section that there is not
    assert export.main(["--root", str(root), "--to", str(tmp_path / "x")]) == 1
    said = capsys.readouterr().err
    assert "The site does not build:" in said
    assert "how-to-read.md#what-if" in said
    assert "Traceback" not in said
    assert not (tmp_path / "x").exists()


def test_a_pdf_that_cannot_be_set_is_named_and_nothing_is_written(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(printing, "_sources", lambda *_: {"data/edition.pdf": ("#{", "a4")})
    done = export.main(["--root", str(small / "edition"), "--to", str(tmp_path / "x"), "--only", "edition.pdf"])
    assert done == 1
    said = capsys.readouterr().err
    assert said.startswith("data/edition.pdf could not be made: ")
    assert "unclosed" in said
    assert not (tmp_path / "x").exists()


def test_nothing_of_an_edition_with_a_mistake_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tiny.edition(tmp_path / "edition")
    editions.edit(root, [{"file": "docs/glossary/mask.md", "find": "thread/post/p3", "put": "thread/post/p33"}])
    assert export.main(["--root", str(root), "--to", str(tmp_path / "x"), "--only", "edition.pdf"]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_make_pdf_writes_files_that_there_are() -> None:
    recipe = re.search(r"^pdf:.*\n\t(.*)", (tiny.ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe
    named = recipe[1].partition("--only ")[2].split()
    assert named == [one.name for one in EDITIONS if one.paper]


# The zip in a browser: the fixture `page` is off line, and fails at any request beyond this disk.


def test_search_in_the_zip_finds_a_word_and_leads_to_its_passage(page: Page, kept: Path) -> None:
    page.goto((kept / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("quantilization")
    result = page.locator(f"a.found[href*='texts/{PAYOR}.html']").first
    result.wait_for()
    page.evaluate("element => element.click()", result.element_handle())
    page.wait_for_url(re.compile(rf"^{re.escape(kept.as_uri())}/texts/{PAYOR}\.html.*#"))
    fragment = urllib.parse.unquote(page.url.rpartition("#")[2])
    place = page.locator(f"[id='{fragment}']")
    expect(place).to_be_in_viewport()
    assert "uantiliz" in page.locator(f".unit:has([id='{fragment}'])").inner_text()


def test_a_note_opens_in_the_zip(page: Page, kept: Path) -> None:
    page.goto((kept / f"texts/{POST}.html").as_uri())
    mark = page.locator("a.note-ref").first
    name = (mark.get_attribute("href") or "").removeprefix("#note-")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#note-{name}")).to_be_visible()


def test_a_map_can_be_read_and_supposed_about_in_the_zip(page: Page, kept: Path, joined: Joined) -> None:
    debate = "goal-behind-the-mask"
    claim = joined.argumentation.maps[debate].claims[0]
    page.goto((kept / f"debates/{debate}.html").as_uri() + f"?reject={claim}")
    expect(page.locator(".argument-map").first).to_be_visible()
    assert page.locator(".argument-map a.node").count() > 5
    expect(page.locator(f".what-if .label-of[data-node='claim:{claim}']")).to_contain_text("falls")


def test_the_type_and_the_panel_are_in_the_zip(page: Page, kept: Path) -> None:
    page.goto((kept / f"texts/{POST}.html").as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length") >= 2
    assert page.evaluate("getComputedStyle(document.querySelector('.unit p')).fontFamily").startswith("Newsreader")
    select(page, "next tokens")
    expect(page.get_by_role("button", name="Annotate")).to_be_visible()


def test_a_pdf_of_a_text_is_one_key_away_from_its_head(page: Page, kept: Path) -> None:
    page.goto((kept / f"texts/{POST}.html").as_uri())
    link = page.locator(".byline").get_by_role("link", name="this text as PDF")
    assert (kept / "texts" / (link.get_attribute("href") or "")).read_bytes().startswith(b"%PDF")
