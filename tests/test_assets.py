"""The files of the site: styles and scripts joined into one each, named by their content, and nothing left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import tiny
from edition.render.assets import is_left_out, joined_scripts, joined_styles
from edition.render.html import with_scrolling_tables


def _written(folder: Path, **files: str) -> list[Path]:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return [folder / name.replace("_", ".") for name in files]


def test_the_path_tells_the_content_and_nothing_else(tmp_path: Path) -> None:
    files = _written(tmp_path, a_css="a {}\n", b_css="b {}\n")
    path, text = joined_styles("site", files)
    assert re.fullmatch(r"assets/stylesheets/site\.[0-9a-f]{8}\.css", path)
    assert text == "a {}\nb {}\n"
    assert joined_styles("site", files) == (path, text)
    assert joined_styles("site", files[::-1])[0] != path  # what comes later wins, so the order is content
    _written(tmp_path, b_css="b { color: red }\n")
    assert joined_styles("site", files)[0] != path


def test_no_map_of_sources_is_promised(tmp_path: Path) -> None:
    files = _written(tmp_path, a_css="a{}\n/*# sourceMappingURL=a.css.map */")
    assert joined_styles("site", files)[1] == "a{}\n"


def test_a_script_that_fails_is_told_and_stops_no_other(tmp_path: Path, chromium: Browser) -> None:
    files = _written(
        tmp_path,
        a_js='"use strict";\nconst name = "a";\nwindow.seen = [name];',
        b_js="null.gone;",
        c_js='const name = "c";\nwindow.seen.push(name);',
    )
    page = chromium.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_script_tag(content=joined_scripts("site", files)[1])
    assert page.evaluate("window.seen") == ["a", "c"]  # and each has names of its own
    assert len(faults) == 1
    assert "null" in faults[0]
    page.close()


@pytest.mark.parametrize(
    "path",
    [
        "assets/javascripts/bundle.a5f9d56c.min.js",
        "assets/javascripts/bundle.a5f9d56c.min.js.map",
        "assets/stylesheets/main.57a0d79d.min.css",
        "assets/stylesheets/palette.fb2fffe2.min.css.map",
        "assets/javascripts/lunr/min/lunr.de.min.js",
        "assets/javascripts/workers/search.0ad3.min.js",
    ],
)
def test_what_is_materials_is_left_out(path: str) -> None:
    assert is_left_out(path)


@pytest.mark.parametrize(
    "path",
    ["assets/javascripts/panel.js", "assets/stylesheets/wide.css", "assets/find/main.57a0d79d.min.css", "main.css"],
)
def test_what_is_ours_stays(path: str) -> None:
    assert not is_left_out(path)


def test_a_page_asks_for_few_files_and_all_of_them_are_there(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
        scripts = re.findall(r'<script src="([^"]+)"', html)
        assert len(scripts) == 1, path
        assert 1 <= len(styles) <= 2, path
        for address in styles + scripts:
            file = site / address.lstrip("/") if address.startswith("/") else path.parent / address
            assert file.is_file(), (path, address)


def test_nothing_of_materials_programs_is_on_the_site(site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    assert [name for name in names if is_left_out(name) or name.endswith(".map") or "search_index" in name] == []
    assert len([name for name in names if name.endswith(".css")]) == 4  # every page, texts, wide pages, the search


def test_a_list_that_names_what_is_not_there_is_told_without_a_traceback(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert "notes.js" in config
    (root / "mkdocs.yml").write_text(config.replace("notes.js", "nots.js"), encoding="utf-8")
    done = tiny.mkdocs(root, tmp_path / "site")
    assert done.returncode
    assert "nots.js, which can't be read: No such file or directory." in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_plain_tables_scroll_in_a_frame_and_others_stay_as_they_are() -> None:
    plain = "<p>a</p><table><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table>"
    framed = with_scrolling_tables(plain)
    assert framed.count('<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table>') == 2
    assert framed.count("</table></div></div>") == 2
    own = '<table class="own"><tr><td>1</td></tr></table>'
    assert with_scrolling_tables(own) == own
