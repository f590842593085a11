"""Words that others quote are one result of the search, with a way to each place that quotes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from test_find_browser import asked, counted, found, things

from edition.render.find import Findable

__all__ = ["things"]  # the fixture


@pytest.fixture
def quoted(things: list[Findable]) -> tuple[Findable, list[Findable], str]:
    """Words that several people quote, the quotations, and a phrase that stands in all of them."""
    for one in things:
        quoting = [other for other in things if other.origin == one.address]
        phrases = [" ".join(other.words.split()[:6]) for other in quoting]
        shared = [phrase for phrase in phrases if re.fullmatch(r"[\w ]+", phrase) and phrase in one.words]
        if len(quoting) > 1 and shared and all(shared[0] in other.words for other in quoting):
            return one, quoting, shared[0]
    pytest.fail("no words are quoted twice: the edition has changed")


def where(page: Page, selector: str) -> list[str]:
    links = page.locator(selector).evaluate_all("all => all.map(one => one.href.slice(edition.find.url('').length))")
    return [re.sub(r"\?find=[^#]*", "", one) for one in links]


def test_words_and_their_quotations_are_one_result(
    page: Page, site: Path, quoted: tuple[Findable, list[Findable], str]
) -> None:
    origin, quoting, phrase = quoted
    asked(page, site, f'q="{phrase}"&kind=passage')
    passage = origin.address.rpartition("#")[2]
    item = page.get_by_role("listitem").filter(has=page.locator(f"a.found[href$='#{passage}']"))
    expect(item.locator(".found-also")).to_contain_text(quoting[0].said.rpartition("quoted by ")[2])
    assert where(page, "a.found").count(origin.address) == 1
    assert not {one.address for one in quoting} & set(where(page, "a.found"))
    assert where(page, ".found-also a") == [one.address for one in quoting]
    every = found(page, f'"{phrase}"')
    assert {origin.address, *(one.address for one in quoting)} <= every  # nothing is lost,
    listed = page.locator("a.found").count() + page.locator(".found-also a").count()
    assert counted(page) == (page.locator("a.found").count(), listed)  # and the count tells all
    assert int(page.locator(".search-kinds a[aria-current] span").inner_text()) == page.locator("a.found").count()
    link = item.locator(".found-also a").last
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"{quoting[-1].address}$"))
    page.wait_for_function("() => CSS.highlights.get('found')?.size > 0")


def test_by_touch_the_links_to_quotations_are_large_enough_and_lead_there(
    chromium: Browser, site: Path, quoted: tuple[Findable, list[Findable], str]
) -> None:
    _, quoting, phrase = quoted
    context = chromium.new_context(viewport={"width": 320, "height": 700}, has_touch=True, is_mobile=True, offline=True)
    page = context.new_page()
    asked(page, site, f'q="{phrase}"&kind=passage')
    link = page.locator(".found-also a").first
    expect(link).to_be_visible()
    box = link.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    link.tap()
    expect(page).to_have_url(re.compile(rf"{quoting[0].address}$"))
    context.close()


def test_quotations_whose_origin_is_not_among_what_was_found_stand_together(
    page: Page, site: Path, things: list[Findable], quoted: tuple[Findable, list[Findable], str]
) -> None:
    origin, quoting, phrase = quoted
    asked(page, site, f'q="{phrase}"')
    first, *others = [things.index(one) for one in (origin, *quoting)]
    gathered = "things => edition.find.gathered(things)"
    assert page.evaluate(gathered, [others[0], 0, *others[1:]]) == [others, [0]]
    assert page.evaluate(gathered, [others[0], 0, first, *others[1:]]) == [[first, *others], [0]]
