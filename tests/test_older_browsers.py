"""What browsers of the last years lack is taken away from a new one: the reader gets along, and no script fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import tiny
from browse import holding, until
from facts import POST

STYLES = tiny.ROOT / "docs/assets/stylesheets"
# Taken away, with those that came to have it last: Safari 17.4, Safari 17, Safari 17.2 and Firefox 140, Safari 17.
OLD = """delete Element.prototype.checkVisibility;
delete URLSearchParams.prototype.size;
delete window.Highlight;
delete CSS.highlights;
delete HTMLElement.prototype.popover;
delete HTMLElement.prototype.onbeforematch;"""
# And Firefox 143, Safari 18.4: what is folded can't be shown by a style.
NO_FOLD_STYLED = """const { supports } = CSS;
CSS.supports = (...asked) => !String(asked).includes("details-content") && supports.apply(CSS, asked);"""


@pytest.fixture
def old(page: Page) -> Page:
    page.add_init_script(OLD)
    return page


def test_keys_layers_and_the_list_of_comments_work(old: Page, site: Path) -> None:
    old.goto((site / f"texts/{POST}.html").as_uri())
    old.locator(".md-content.laid").wait_for()
    old.keyboard.press("n")
    until(old, "document.activeElement.matches('a.note-ref')", True)
    old.keyboard.press("t")
    expect(old.locator(".layers-told")).to_have_text("only the text is shown")
    old.keyboard.press("t")
    expect(old.locator(".layers-told")).to_have_text("all shown")
    old.evaluate("document.getElementById('c12').scrollIntoView()")
    expect(old.locator(".thread-bar .where")).to_contain_text("12 of 36")
    old.locator(".thread-bar .where").click()
    until(old, "document.querySelector('.thread-map').getBoundingClientRect().top < innerHeight", True)
    old.locator(".unit:has(> #c02) .fold").click()
    expect(old.locator("#c03")).to_be_hidden()


def test_a_preview_is_entered_and_left_by_its_keys(old: Page, site: Path) -> None:
    old.goto((site / f"texts/{POST}.html").as_uri())
    link = old.locator(".unit:has(> #c15) .answers a").first
    link.focus()
    expect(old.locator(".peek")).to_be_visible()
    old.keyboard.press("Alt+ArrowDown")
    expect(old.get_by_role("button", name="Keep to compare")).to_be_focused()
    old.keyboard.press("Tab")
    expect(link).to_be_focused()


def test_what_is_asked_stands_in_the_address(old: Page, site: Path) -> None:
    old.goto((site / "find.html").as_uri())
    old.locator("#search.ready #__search-field").fill("mask")
    old.locator("select[name=person]").select_option("dxu")
    expect(old).to_have_url(re.compile(r"\?q=mask&person=dxu$"))
    old.goto((site / "debates/goal-behind-the-mask.html").as_uri())
    old.locator(".what-if summary").click()
    old.locator(".what-if input[value=accept]").first.check()
    expect(old).to_have_url(holding("?accept="))


def test_a_result_leads_to_its_words_where_none_can_be_lit(old: Page, site: Path) -> None:
    old.goto((site / "find.html").as_uri() + "?q=grounded semantics&kind=page")
    old.locator("a.found").first.click()
    old.wait_for_url(re.compile(r"how-to-read\.html"))
    words = old.get_by_text("grounded semantics").first
    expect(words).to_be_in_viewport()


def test_notes_stand_in_the_text_where_a_fold_can_not_show_them_beside_it(page: Page, site: Path) -> None:
    page.add_init_script(NO_FOLD_STYLED)
    page.goto((site / f"texts/{POST}.html").as_uri())
    page.locator(".md-content.no-room").wait_for()
    note = page.locator("details.note").first
    expect(note).to_have_css("position", "static")
    note.locator("summary").click()
    expect(note.locator(".note-body")).to_be_visible()


# What a style sheet must say twice, or otherwise, for some of them


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_lines_and_signs_are_told_in_words_that_all_know(sheet: Path) -> None:
    """Safari draws no line from a `text-decoration` of several words; older ones no sign that is said otherwise too."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    assert [line for line in re.findall(r"text-decoration:[^;]*", text) if len(line.split()) > 2] == []
    for block in re.findall(r"\{([^{}]*)\}", text):
        contents = re.findall(r"\bcontent: ([^;]*)", block)
        for at, content in enumerate(contents):
            if " / " in content:
                assert contents[:at], f"{content} has no plain form before it"
