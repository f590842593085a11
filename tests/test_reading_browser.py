"""What every page does for whoever reads it: day and night without scripts, and a header that says where one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import tiny
from browse import until
from facts import POST

STYLES = tiny.ROOT / "docs/assets/stylesheets"
# What a scroll sets off is done in the frame that follows it.
FRAMES = """new Promise(done => {
    const next = left => (left ? requestAnimationFrame(() => next(left - 1)) : done());
    next(3);
})"""
PAPER = {"light": "rgb(252, 250, 245)", "dark": "rgb(24, 26, 29)"}


@pytest.fixture(params=PAPER)
def bare(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[tuple[Page, str]]:
    """A page without scripts, of a reader whose system is light or dark."""
    scheme = request.param
    context = chromium.new_context(java_script_enabled=False, offline=True, color_scheme=scheme)
    yield context.new_page(), scheme
    context.close()


@pytest.mark.parametrize("path", ["index.html", f"texts/{POST}.html", "debates/goal-behind-the-mask.html"])
def test_without_scripts_the_system_decides_on_day_and_night(bare: tuple[Page, str], site: Path, path: str) -> None:
    page, scheme = bare
    page.goto((site / path).as_uri())
    expect(page.locator("body")).to_have_css("background-color", PAPER[scheme])
    expect(page.locator("#__scheme")).to_be_hidden()


@pytest.mark.parametrize("sheet", ["palette.css", "maps.css"])
def test_the_night_without_scripts_is_the_night_with_them(sheet: str) -> None:
    """So what axe-core finds of contrast by night holds there too; it runs nowhere without scripts."""
    text = re.sub(r"/\*.*?\*/", "", (STYLES / sheet).read_text(encoding="utf-8"), flags=re.S)
    chosen = re.search(r'^\[data-md-color-scheme="slate"\] \{(.*?)\}', text, re.M | re.S)
    asked = re.search(r'\(scripting: none\)[^{]*\{\s*\[data-md-color-scheme="default"\] \{(.*?)\}', text, re.S)
    assert chosen
    assert asked
    assert asked[1].split() == chosen[1].split()


def test_no_other_sheet_knows_of_the_night() -> None:
    """Or it would not come without scripts."""
    knowing = {path.name for path in STYLES.glob("*.css") if '"slate"' in path.read_text(encoding="utf-8")}
    assert knowing == {"palette.css", "maps.css"}


def test_the_scroll_bar_of_the_window_is_dark_by_night(page: Page, site: Path) -> None:
    """It has the scheme of the root, where other engines than Chromium take it from."""
    page.goto((site / "index.html").as_uri())
    root = page.locator(":root")
    expect(root).to_have_css("color-scheme", "normal")
    page.get_by_role("button", name="Switch to dark").click()
    expect(root).to_have_css("color-scheme", "dark")


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "glossary/mask.html",
        "people/simon.html",
        "claims.html",
        "claims/able-model-holds-an-optimizer.html",
    ],
)
def test_contents_that_fit_do_not_scroll(page: Page, site: Path, path: str) -> None:
    page.goto((site / path).as_uri())
    expect(page.locator(".md-nav--secondary")).to_be_visible()
    until(page, "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight <= 0)"
                "(document.querySelector('.md-sidebar__scrollwrap'))", True)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "name"),
    [("index.html", "Behind the Mask"), ("how-to-read.html", "How to read"), ("claims.html", "Claims")],
)
@pytest.mark.parametrize("width", [1366, 390])
def test_the_header_names_the_page_once_its_heading_is_gone(
    page: Page, site: Path, path: str, name: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((site / path).as_uri())
    topics = page.locator(".md-header__topic")
    shown = topics.filter(has_text=re.compile(rf"^\s*{name}\s*$"))
    expect(topics.first).to_have_css("opacity", "1")
    page.evaluate("scrollTo(0, 1200)")
    page.evaluate(FRAMES)  # at home nothing changes, and it must have had the time to
    changed = re.compile(r"\bmd-header__title--active\b")
    if path == "index.html":
        expect(page.locator(".md-header__title")).not_to_have_class(changed)
    else:
        expect(page.locator(".md-header__title")).to_have_class(changed)
    expect(shown).to_have_css("opacity", "1")
    expect(topics.filter(has_not_text=name)).to_have_css("opacity", "0")


def listed(page: Page) -> list[str]:
    """The comments that the contents beside the text lead to."""
    links = page.locator(".md-nav--secondary a:visible").evaluate_all("all => all.map(one => one.hash.slice(1))")
    return [one for one in links if re.fullmatch(r"c\d+", one)]


def test_in_an_exchange_the_contents_lead_to_its_comments_alone(page: Page, site: Path) -> None:
    page.goto((site / f"texts/{POST}.html").as_uri() + "?exchange=c10..c18")
    expect(page.get_by_role("heading", name=re.compile("^An exchange of"))).to_be_visible()
    units = page.locator(".unit.comment:visible > .unit-name")
    inside = units.evaluate_all("all => all.map(one => one.id)")
    assert len(inside) > 5
    assert listed(page) == inside
    assert page.locator(".md-nav--secondary a[href='#about-this-text']").is_hidden()
    units.nth(3).evaluate("one => one.scrollIntoView({ block: 'start', behavior: 'instant' })")
    here = page.locator(".md-nav--secondary .md-nav__link--active")
    expect(here).to_have_attribute("href", f"#{inside[3]}")
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("link", name="Back to all comments").click()
    expect(page.locator(".md-nav--secondary a[href='#about-this-text']")).to_be_visible()
    assert len(listed(page)) == page.locator(".unit.comment").count()


def test_in_the_order_of_time_the_contents_still_tell_where_one_is(page: Page, site: Path) -> None:
    page.goto((site / f"texts/{POST}.html").as_uri() + "?order=time")
    expect(page.locator(".by-time")).to_be_visible()
    units = page.locator(".unit.comment > .unit-name")
    for number in (2, 11, 25, 6):
        name = units.nth(number)
        name.evaluate("one => one.scrollIntoView({ block: 'start', behavior: 'instant' })")
        expect(page.locator(".md-nav--secondary .md-nav__link--active")).to_have_attribute(
            "href", f"#{name.get_attribute('id')}"
        )


def test_on_a_phone_each_button_of_the_bar_has_its_word(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, offline=True)
    page = context.new_page()
    page.goto((site / f"texts/{POST}.html").as_uri() + "#c12")
    bar = page.get_by_role("navigation", name="Among the comments")
    expect(bar).to_be_visible()
    words = bar.locator(".words")
    expect(words).to_have_count(5)
    shown = words.evaluate_all(
        """all => all.filter(one => one.getBoundingClientRect().height > 8 && one.scrollWidth <= one.clientWidth)
            .map(one => one.lastChild.textContent)"""
    )
    assert shown == ["answered", "previous", "next", "simon", "unread"]
    boxes = bar.get_by_role("button").evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    assert all(box["height"] >= 43 and box["width"] >= 43 for box in boxes)
    assert max(box["bottom"] for box in boxes) <= 844
    box = bar.bounding_box()
    assert box
    assert box["height"] <= 56  # little of a small window
    context.close()
