"""What readers do, by the ways that no other test takes: a finger on wide and narrow glass, keys alone, no scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from test_beside_browser import activate, cut, overlapping, settle
from test_previews_browser import DXU, hold, preview

from browse import on_phone, reader
from facts import POST

TEXT = f"texts/{POST}.html"


@pytest.fixture
def tablet(chromium: Browser) -> Iterator[Page]:
    """Wide enough for notes beside the words, and no pointer that could rest on anything."""
    with on_phone(chromium, 1366, 1024) as page:
        yield page


@pytest.fixture
def bare(chromium: Browser) -> Iterator[Page]:
    with reader(chromium, 390, 844, java_script_enabled=False) as page:
        yield page


def go(page: Page, site: Path, path: str) -> None:
    page.goto(f"{site.as_uri()}/{path}")


def fold_of(page: Page, name: str) -> Locator:
    return page.locator(f"article:has(> #{name}) .fold")


# Notes


def test_on_a_tablet_a_cut_note_opens_by_a_tap_on_it_and_closes_by_its_line(tablet: Page, site: Path) -> None:
    go(tablet, site, TEXT)
    tablet.locator(".md-content.laid").wait_for()
    note = cut(tablet, 2)
    body = note.locator(".note-body")
    body.scroll_into_view_if_needed()
    body.tap(position={"x": 8, "y": 8})
    expect(note).to_have_attribute("open", "")
    expect(note).not_to_have_class(re.compile(r"\bcut\b"))
    note.locator("summary").tap()
    expect(note).not_to_have_attribute("open", "")


def test_in_a_crowd_a_note_says_that_there_is_more_and_a_tap_shows_it(tablet: Page, site: Path) -> None:
    go(tablet, site, TEXT)
    tablet.locator(".md-content.laid").wait_for()
    name = tablet.locator("details.note.tight.cut > .note-body").first.get_attribute("id")
    body = tablet.locator(f"#{name}")
    assert "more" in body.evaluate("one => getComputedStyle(one, '::after').content")
    body.scroll_into_view_if_needed()
    body.tap(position={"x": 8, "y": 8})
    expect(tablet.locator(f"details.note:has(> #{name})")).to_have_attribute("open", "")
    expect(body.locator(".note-facts")).to_be_visible()


def test_on_a_tablet_words_bring_their_note_by_a_tap(tablet: Page, site: Path) -> None:
    go(tablet, site, TEXT)
    tablet.locator(".md-content.laid").wait_for()
    settle(tablet)
    words = tablet.locator("mark.hl:not(.hl-over):not(a mark)").nth(5)
    name = words.get_attribute("data-notes")
    words.scroll_into_view_if_needed()
    box = words.evaluate("one => one.getClientRects()[0].toJSON()")
    tablet.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # at its ends a mark is nearer
    expect(tablet.locator(f"details.note:has(> #note-{name})")).to_have_attribute("open", "")
    expect(tablet.locator(f"#note-{name}")).to_be_in_viewport()
    expect(words).to_be_in_viewport()


def test_on_a_phone_words_of_several_notes_ask_which_is_meant(phone: Page, site: Path) -> None:
    go(phone, site, TEXT)
    names = overlapping(phone)
    words = phone.locator(f"mark[data-notes='{' '.join(names)}']:not(a mark)").first
    activate(phone, words, touch=True)
    choice = phone.get_by_role("group", name=f"{len(names)} notes on these words")
    expect(choice).to_be_visible()
    choice.get_by_role("link").nth(1).tap()
    expect(phone.locator(f"details.note.sheet #note-{names[1]}")).to_be_visible()


# Threads


def test_on_a_phone_a_branch_is_folded_and_shown_by_taps(phone: Page, site: Path) -> None:
    go(phone, site, f"{TEXT}#c02")
    fold_of(phone, "c02").tap()
    expect(phone.locator("#c03")).to_be_hidden()
    phone.locator("article:has(> #c02) .stub button").tap()
    expect(phone.locator("#c03")).to_be_visible()


def test_on_a_phone_comments_are_put_in_the_order_of_time_and_back(phone: Page, site: Path) -> None:
    go(phone, site, f"{TEXT}#c05")
    expect(phone.locator(".thread-bar")).to_be_visible()
    for order, second in (("time", "c01"), ("the thread", "c02")):
        phone.locator(".thread-bar .where").tap()
        phone.locator(".thread-box").get_by_role("button", name=f"In order of {order}").tap()
        expect(phone.locator("article.unit.comment > .unit-name").nth(1)).to_have_id(second)
        phone.keyboard.press("Escape")


def test_an_exchange_is_followed_and_left_by_its_links_and_the_keyboard(page: Page, site: Path) -> None:
    go(page, site, TEXT)
    link = page.locator("article:has(> #c12) a.follow")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="An exchange of 12 comments")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Back to all comments")).to_be_focused()
    page.keyboard.press("Enter")
    expect(link).to_be_focused()


def test_on_a_phone_quoted_words_lead_to_their_origin_and_back(phone: Page, site: Path) -> None:
    go(phone, site, TEXT)
    link = phone.locator("article:has(> #c15) a.quote-source").last
    goal = (link.get_attribute("href") or "").removeprefix("#")
    link.scroll_into_view_if_needed()
    link.tap()
    phone.wait_for_url(re.compile(f"#{goal}$"))
    back = phone.get_by_role("button", name="Back to dxu, 21 April 2023")
    expect(back).to_be_in_viewport()
    box = back.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    back.tap()
    phone.wait_for_url(re.compile(r"\.html$"))
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()


def test_without_scripts_quoted_words_lead_to_their_origin_and_that_to_the_quotation(bare: Page, site: Path) -> None:
    go(bare, site, TEXT)
    link = bare.locator("article:has(> #c15) a.quote-source").last
    goal = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    bare.wait_for_url(re.compile(f"#{goal}$"))
    origin = bare.locator(f"p:has(> #{goal})")
    expect(origin).to_be_in_viewport()
    quoted = bare.locator(f"p:has(> #{goal}) ~ .quoted-by a[href^='#']").first
    quoted.click()
    bare.wait_for_url(re.compile(r"#p\d+$"))
    expect(bare.locator("article:has(> #c16), article:has(> #c15)").first).to_be_visible()
    assert not bare.url.endswith(f"#{goal}")


# Senses and comparison


def test_on_a_phone_a_term_shows_other_senses_and_leads_to_one(phone: Page, site: Path) -> None:
    go(phone, site, TEXT)
    hold(phone, phone.locator(f"{DXU} a.term.given[href$='mask.html#role']"), 800)
    shown = preview(phone)
    expect(shown).to_contain_text("dxu means by it here:")
    shown.locator("summary", has_text="other senses").tap()
    shown.get_by_role("link", name="agent in control").tap()
    phone.wait_for_url(re.compile(r"glossary/mask\.html#agent-in-control$"))


def test_by_keyboard_and_by_touch_two_peoples_words_stand_side_by_side(page: Page, phone: Page, site: Path) -> None:
    for one, act in ((page, "press"), (phone, "tap")):
        go(one, site, "claims/actor-knows-the-answers-itself.html")
        link = one.get_by_role("link", name="dxu and simon")
        link.press("Enter") if act == "press" else link.tap()
        box = one.get_by_role("dialog", name="Side by side")
        expect(box.locator("article")).to_have_count(2)
        close = box.get_by_role("button", name="Close")
        one.keyboard.press("Escape") if act == "press" else close.tap()
        expect(box).to_be_hidden()


# Debates


def test_on_a_phone_a_claim_is_rejected_by_a_tap_and_what_follows_is_told(phone: Page, site: Path) -> None:
    go(phone, site, "debates/goal-behind-the-mask.html")
    phone.locator(".what-if-tables > summary, .what-if-tables summary").first.tap()
    state = phone.locator(".what-if-state")
    expect(state).to_contain_text("Nothing is assumed")
    row = phone.locator("input[type=radio][value=reject]").first
    row.scroll_into_view_if_needed()
    row.tap()
    expect(row).to_be_checked()
    expect(state).to_contain_text("not a verdict")
    phone.get_by_role("button", name="Assume nothing").tap()
    expect(state).to_contain_text("Nothing is assumed")
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 390


# Ways in

WAYS = {
    "a debate": ("#the-debates ~ .statements a, #the-debates ~ ul a, #the-debates ~ div a", r"debates/[\w-]+\.html"),
    "the disagreement": ("#one-image-two-conclusions ~ blockquote a.quote-source", rf"texts/{POST}\.html#p20$"),
    "twenty minutes": ("#twenty-minutes ~ ol li a", rf"texts/{POST}\.html#post$"),
    "the cruxes": ("#if-you-know-the-debate ~ ol li a", r"cruxes\.html$"),
    "people": ("#other-ways-in ~ ul a[href^='people/']", r"people/index\.html$"),
    "the timeline": ("#other-ways-in ~ ul a[href^='timeline']", r"timeline\.html$"),
    "what is new": ("#other-ways-in ~ ul a[href^='latest']", r"latest\.html$"),
}


@pytest.mark.parametrize("way", WAYS)
def test_without_scripts_the_home_page_leads_on(bare: Page, site: Path, way: str) -> None:
    go(bare, site, "index.html")
    selector, goal = WAYS[way]
    bare.locator(selector).first.click()
    bare.wait_for_url(re.compile(goal))
    expect(bare.locator("h1").first).to_be_attached()


def test_on_a_phone_the_place_where_one_was_is_a_tap_away(phone: Page, site: Path) -> None:
    go(phone, site, TEXT)
    phone.evaluate("document.getElementById('p136').scrollIntoView()")
    phone.wait_for_function(f"() => (localStorage['edition.places'] || '').includes('{POST}')")
    go(phone, site, "index.html")
    phone.locator(".resume").get_by_role("link").tap()
    phone.wait_for_url(re.compile(rf"texts/{POST}\.html#p\d+$"))
    expect(phone.locator("#c13")).to_be_attached()
    expect(phone.locator("article:has(> #c13)")).to_be_in_viewport()
