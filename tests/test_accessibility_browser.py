"""axe-core's rules of WCAG 2.2 A and AA, and its best practices, on every kind of page and in what opens upon it.

https://github.com/dequelabs/axe-core: what a machine can tell of accessibility. What it can't (an order that makes
sense, words that help) the other browser tests and eyes have to.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import tiny
from browse import server
from facts import POST, SOURCES

AXE = tiny.ROOT / "tests/oracles/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A target that the bar of a thread half covers just now is as large as ever once one scrolls: axe can't know that.
FAULTS = """([where, tags]) => axe.run(where, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
    .then(({violations}) => {
        const bar = document.querySelector(".thread-bar:not([hidden])")?.getBoundingClientRect().top ?? Infinity;
        const covered = node => document.querySelector(node.target[0])?.getBoundingClientRect().bottom > bar;
        const why = node => (node.any[0] || node.all[0] || node.none[0])?.message;
        return violations.flatMap(one => one.nodes.filter(node => one.id !== "target-size" || !covered(node))
            .slice(0, 3).map(node => `${one.id}: ${node.html.slice(0, 160)} ${why(node)}`));
    })"""

KINDS = [
    *("index.html", "how-to-read.html", "about.html", "architecture.html", "benchmarks.html", "find.html"),
    *("texts/index.html", "debates/index.html", "glossary/index.html", "people/index.html", "contributing/index.html"),
    *("debates/goal-behind-the-mask.html", "claims/", "arguments/", "glossary/mask.html", "people/simon.html"),
    *("claims.html", "arguments.html", "positions.html", "cruxes.html", "open-questions.html"),
    *("notes.html", "latest.html", "timeline.html", "bibliography.html", "data.html"),
    *("contributing/fields.html", "contributing/rules.html"),
]
SIZES = {1366: 768, 390: 844}
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module", params=SIZES)
def window(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width = request.param
    context = chromium.new_context(
        offline=True, bypass_csp=True, reduced_motion="reduce",
        viewport={"width": width, "height": SIZES[width]}, has_touch=width < 600,
    )  # fmt: skip
    yield context
    context.close()


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The site from a server: the page for what is not there names its files from the root."""

    with server(site) as (address, _):
        yield address


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    page = window.new_page()
    yield page
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.close()


def faults(page: Page, where: str = "html") -> list[str]:
    """What axe finds in an element of the page, by day and by night, as `scheme rule: element, reason`."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.locator(f"body[data-md-color-scheme={'slate' if scheme == 'dark' else 'default'}]").wait_for()
        found += [f"{scheme} {one}" for one in page.evaluate(FAULTS, [where, TAGS])]
    return found


def first(site: Path, folder: str) -> str:
    return min(path.relative_to(site).as_posix() for path in (site / folder).glob("*.html") if path.stem != "index")


@pytest.mark.parametrize("path", [*KINDS, *(f"texts/{name}.html" for name in SOURCES)])
def test_axe_finds_nothing_on_any_kind_of_page(page: Page, site: Path, path: str) -> None:
    page.goto((site / (first(site, path) if path.endswith("/") else path)).as_uri())
    for one in page.locator("details:not(.note)").all()[:40]:  # what is folded counts as well
        one.evaluate("one => { one.open = true }")
    assert faults(page) == []


@pytest.mark.parametrize("width", SIZES)
def test_axe_finds_nothing_on_the_page_for_what_is_not_there(chromium: Browser, served: str, width: int) -> None:
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce", viewport={"width": width, "height": 800})
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(f"{served}/404.html")
    assert faults(page) == []
    context.close()
    assert thrown == []


def help_for_keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def preview(page: Page) -> None:
    page.locator(".md-content a.term").first.focus()
    page.locator(".peek").wait_for()


def compared(page: Page) -> None:
    for link in ("a.term", ".answers a"):
        page.locator(f".md-content {link}").first.focus()
        page.locator(".peek").wait_for()
        page.keyboard.press("c")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def layers(page: Page) -> None:
    page.locator(".layers > summary").click()


def folded(page: Page) -> None:
    page.locator(".unit:has(> #c02) .fold").click()


def panel(page: Page) -> None:
    page.get_by_role("button", name="Write a note").click()
    expect(page.locator("dialog.panel")).to_be_visible()


def nothing(page: Page) -> None:
    page.locator(".md-content").wait_for()


def results(page: Page) -> None:
    page.locator("a.found").first.wait_for()


# Where what opens is shown, how it is opened, and what is looked at.
STATES: dict[str, tuple[str, Callable[[Page], None], str]] = {
    "the help for keys": ("index.html", help_for_keys, "dialog[open]"),
    "a preview": (f"texts/{POST}.html#c12", preview, ".peek"),
    "two places compared": (f"texts/{POST}.html#c12", compared, "dialog[open]"),
    "the layers": (f"texts/{POST}.html", layers, ".layers"),
    "the text alone": (f"texts/{POST}.html?layers=none", nothing, "#post"),
    "a folded branch": (f"texts/{POST}.html", folded, ".unit:has(> #c02)"),
    "an exchange": (f"texts/{POST}.html?exchange=c10..c18", nothing, ".md-content"),
    "an opened note": (f"texts/{POST}.html#note-actor-in-three-senses", nothing, "details.note[open]"),
    "lit words": (f"texts/{POST}.html#note-actor-in-three-senses", nothing, ".unit:has(.hl.held)"),
    "the panel": (f"texts/{POST}.html", panel, "dialog.panel"),
    "results": ("find.html?q=mask", results, "html"),
    "no results": ("find.html?q=zzyzx", nothing, "html"),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_what_opens(page: Page, site: Path, state: str) -> None:
    path, act, where = STATES[state]
    name, mark, rest = path.partition("#") if "#" in path else path.partition("?")
    page.goto((site / name).as_uri() + mark + rest)
    act(page)
    page.locator(where).first.wait_for()
    assert faults(page, where) == []


def test_axe_finds_what_is_wrong(page: Page, site: Path) -> None:
    """Lest the tests above pass because nothing is looked at."""
    page.goto((site / "index.html").as_uri())
    page.evaluate(
        """() => document.querySelector(".md-content__inner").insertAdjacentHTML("beforeend",
            '<img src="x"><p class="pale">pale</p>')"""
    )
    page.add_style_tag(content="p.pale { color: #ccc !important; background: #ddd !important }")
    found = faults(page)
    for scheme, rule in itertools.product(SCHEMES, ("image-alt", "color-contrast")):
        assert any(one.startswith(f"{scheme} {rule}") for one in found), found
