"""The site in a browser, opened from disk with the network off: notes and definitions by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browse import ending, until
from edition.resolve.joined import Joined
from facts import POST, SOURCES


def open_page(page: Page, site: Path, path: str) -> None:
    page.goto((site / path).as_uri())


def tab_to(page: Page, selector: str, most: int = 400) -> None:
    """Presses Tab until an element that fits has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by {most} presses of Tab")


# Notes


@pytest.mark.parametrize("source", SOURCES)
def test_a_note_is_opened_from_its_mark_by_enter_and_left_by_escape(page: Page, site: Path, source: str) -> None:
    open_page(page, site, f"texts/{source}.html")
    tab_to(page, "a.note-ref")
    mark = page.evaluate("document.activeElement.id")
    name = (page.evaluate("document.activeElement.hash")).removeprefix("#note-")
    note = page.locator(f"details.note:has(> #note-{name})")
    expect(note).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    expect(note).to_have_attribute("open", "")
    until(page, "document.activeElement.closest('.note-body')?.id", f"note-{name}")
    expect(page).to_have_url(ending(f"#note-{name}"))
    expect(page.locator("[role=tooltip]")).to_be_hidden()  # one that lingers would take the first Escape
    page.keyboard.press("Escape")
    expect(note).not_to_have_attribute("open", "")
    until(page, "document.activeElement.id", mark)


def test_a_permanent_link_opens_its_note(page: Page, site: Path, joined: Joined) -> None:
    for name, anchors in [*joined.anchors.items()][:5]:
        page.goto((site / f"texts/{anchors[0].source.id}.html").as_uri() + f"#note-{name}")
        expect(page.locator(f"#note-{name}")).to_be_visible()
        assert page.evaluate("name => document.activeElement.id === 'note-' + name", name)


@pytest.mark.parametrize(
    "path", [f"texts/{POST}.html", "glossary/mask.html", "debates/goal-behind-the-mask.html", "find.html"]
)
def test_an_address_that_was_cut_off_or_garbled_opens_its_page_all_the_same(page: Page, site: Path, path: str) -> None:
    for tail in ("#%E0%A4%A", "#note-%", "#map-%", "?compare=%E0%A4%A", "?exchange=%", "?order=%&layers=-%", "?q=%E0"):
        page.goto("about:blank")  # or another fragment would load nothing anew
        page.goto((site / path).as_uri() + tail)
        page.evaluate("location.hash = '%E0%A4%A'")
        page.get_by_role("button", name="Keys").click()  # the scripts that come after are there
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


# Definitions


def test_a_term_shows_its_definition_on_focus_and_escape_hides_it(page: Page, site: Path) -> None:
    open_page(page, site, f"texts/{POST}.html")
    tooltip = page.locator("[role=tooltip]")
    expect(tooltip).to_be_hidden()
    tab_to(page, "a.term")
    expect(tooltip).to_be_visible()
    described = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    assert page.locator(f"#{described}").inner_text() == tooltip.inner_text() != ""
    term = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()
    until(page, "document.activeElement.textContent", term)  # the reader is where they were
    assert page.evaluate("document.activeElement.title") != ""  # and the words are the browser's again
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"glossary/.*\.html"))


def test_a_definition_is_shown_under_the_pointer_and_stays_within_the_window(page: Page, site: Path) -> None:
    open_page(page, site, f"texts/{POST}.html")
    page.locator(".md-content.laid").wait_for()  # words that move would leave the pointer
    term = page.locator("a.term").first
    said = term.get_attribute("title")
    term.hover()
    tooltip = page.locator("[role=tooltip]")
    expect(tooltip).to_be_visible()
    assert (said or "?").partition(": ")[2] in tooltip.inner_text()
    box = tooltip.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 1366
    page.mouse.move(0, 0)
    expect(tooltip).to_be_hidden()


# Without scripts


def test_without_scripts_notes_open_and_links_lead_where_they_say(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    open_page(page, site, f"texts/{POST}.html")
    note = page.locator("details.note").first
    body = note.locator(".note-body")
    expect(body).to_be_hidden()
    note.locator("summary").click()
    expect(body).to_be_visible()
    term = page.locator("a.term").first
    assert term.get_attribute("title")
    term.click()
    page.wait_for_url(re.compile(r"glossary/.*\.html"))
    page.go_back()
    mark = page.locator("a.note-ref").first
    mark.click()
    name = (mark.get_attribute("href") or "").rpartition("#")[2]
    page.wait_for_url(re.compile(f"#{name}$"))
    expect(page.locator(f"#{name}")).to_be_visible()  # the browser unfolds what an address leads to
    context.close()


# On a phone


KINDS = ["index.html", "how-to-read.html", "about.html", "architecture.html", "contributing/rules.html",
         "texts/index.html", *(f"texts/{name}.html" for name in SOURCES), "notes.html", "glossary/index.html",
         "glossary/mask.html", "people/index.html", "people/simon.html", "bibliography.html"]  # fmt: skip


# What is cut off at the right, also where overflow is hidden; code and tables scroll by themselves.
BEYOND = """[...document.querySelectorAll('.md-content *')].filter(one =>
    one.getClientRects().length && one.getBoundingClientRect().right > innerWidth + 1 &&
    !one.closest('pre, .md-typeset__scrollwrap')).map(one => one.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("path", KINDS)
def test_no_page_scrolls_sideways(page: Page, site: Path, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, site, path)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(BEYOND) == []
