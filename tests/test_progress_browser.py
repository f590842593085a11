"""How far a reader has come, in a browser, from disk and off line: offered, ticked, forgotten, and never sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browse import reader, until
from facts import POST

OTHER = "davidw-comments"
STEPS = ("c07", "c11", "c15", "c19")  # of the home page's twenty minutes, in the longest text


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with reader(chromium, 1366, 900) as page:
        yield page


def address(site: Path, path: str) -> str:
    return (site / path).as_uri()


def read_down_to(page: Page, site: Path, place: str, text: str = POST) -> None:
    """Opens a text, goes to a place as a reader does, by scrolling, and leaves when its place has been kept."""
    page.goto(address(site, f"texts/{text}.html"))
    page.evaluate(f"document.getElementById('{place}').scrollIntoView()")
    page.wait_for_function(f"() => (localStorage['edition.places'] || '').includes('\"{text}\":{{\"title\"')")


def test_the_home_page_offers_the_place_where_a_text_was_left_and_leads_to_it(page: Page, site: Path) -> None:
    page.goto(address(site, "index.html"))
    expect(page.locator(".resume, .progress")).to_have_count(0)  # of somebody who has read nothing nothing is told
    read_down_to(page, site, "p136")
    page.goto(address(site, "index.html"))
    line = page.locator(".resume")
    expect(line).to_contain_text("Where you were: No, really, it predicts next tokens., dxu, 19 April 2023")
    line.get_by_role("link").click()
    page.wait_for_url("**/texts/**")
    top = page.evaluate("document.querySelector(location.hash).parentElement.getBoundingClientRect().top")
    assert 0 <= top < 300
    assert (
        page.evaluate("document.querySelector(location.hash).closest('.unit').querySelector('.unit-name').id") == "c13"
    )


def test_the_text_itself_offers_it_too_but_not_to_whoever_comes_by_an_address(page: Page, site: Path) -> None:
    read_down_to(page, site, "p136")
    page.goto(address(site, f"texts/{POST}.html"))
    expect(page.locator(".resume")).to_contain_text("Go on where you were: dxu, 19 April 2023")
    page.goto("about:blank")
    page.goto(address(site, f"texts/{POST}.html") + "#c02")
    expect(page.locator("#c02")).to_be_visible()
    expect(page.locator(".resume")).to_have_count(0)


def test_of_several_texts_the_last_is_offered_and_each_is_told_how_much_of_it_is_read(page: Page, site: Path) -> None:
    read_down_to(page, site, "p136")
    page.get_by_role("button", name="Mark all as read", exact=True).click()
    read_down_to(page, site, "c05", OTHER)
    for path in ("index.html", "texts/index.html"):
        page.goto(address(site, path))
        expect(page.locator(".resume")).to_contain_text("Where you were: Comments by DavidW")
        expect(page.locator(".texts li", has_text="No, really")).to_contain_text("36 comments read")
        expect(page.locator(".texts li", has_text="Comments by DavidW")).not_to_contain_text("read")


def test_the_reading_path_ticks_what_was_read(page: Page, site: Path) -> None:
    page.goto(address(site, f"texts/{POST}.html"))
    page.evaluate(
        f"localStorage['edition.read.{POST}'] = '{' '.join(STEPS)}'"
    )  # as unread.js does, which has its own test
    page.goto(address(site, "index.html"))
    expect(page.locator("li.step-read")).to_have_count(4)
    expect(page.get_by_text("4 of 6 steps read.")).to_have_count(1)
    expect(page.locator("li.step-read").first).to_contain_text("The argument in four steps")
    expect(page.locator("li:not(.step-read)", has_text="The claim").locator(".progress")).to_have_count(0)


def test_a_post_is_read_when_its_end_was_in_view_and_there_was_time_for_its_words(page: Page, site: Path) -> None:
    page.clock.install()
    page.goto(address(site, f"texts/{POST}.html"))
    posts = f"localStorage['edition.posts.{POST}'] || ''"
    page.clock.run_for(10_000)
    assert page.evaluate(posts) == ""  # its end was not seen
    page.evaluate("document.getElementById('post').scrollIntoView({block: 'end'})")
    page.wait_for_timeout(300)  # the observer does not go by the clock
    page.clock.run_for(3_000)
    assert page.evaluate(posts) == ""  # nobody reads that fast
    for _ in range(10):  # nor does it come at once on a busy machine
        page.clock.run_for(400_000)
        page.wait_for_timeout(100)
    assert page.evaluate(posts) == "post"
    page.goto(address(site, "index.html"))
    expect(page.locator("li.step-read")).to_have_count(1)
    expect(page.locator("li.step-read")).to_contain_text("The claim")


def test_all_of_it_is_forgotten_by_one_button_that_keeps_the_focus_on_the_page(page: Page, site: Path) -> None:
    read_down_to(page, site, "p136")
    page.get_by_role("button", name="Mark all as read", exact=True).click()
    page.evaluate("localStorage.setItem('edition.keys', 'off')")
    page.goto(address(site, "index.html"))
    button = page.get_by_role("button", name="Forget what I have read")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".resume, .progress, .step-read")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage)") == ["edition.keys"]  # what is no reading stays
    until(page, "document.activeElement.tagName", "H1")
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".resume, .progress, .step-read")).to_have_count(0)


@pytest.mark.parametrize("kept", ["[]", "{", "null", '{"no-really-it-predicts-next-tokens": {"name": 1}}', '"x"'])
def test_what_was_kept_by_something_else_breaks_nothing(page: Page, site: Path, kept: str) -> None:
    page.goto(address(site, "index.html"))
    page.evaluate("kept => localStorage['edition.places'] = kept", kept)
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".resume")).to_have_count(0)
    read_down_to(page, site, "p136")
    page.goto(address(site, "index.html"))
    expect(page.locator(".resume")).to_have_count(1)


def test_an_address_that_was_kept_leads_nowhere_else(page: Page, site: Path) -> None:
    page.goto(address(site, "index.html"))
    page.evaluate(
        """text => localStorage['edition.places'] = JSON.stringify(
            {[text]: {title: "<img src=x>", name: "<b>x</b>", hash: '"><script>', at: 1}})""",
        POST,
    )
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".resume")).to_have_count(0)


def test_a_browser_that_keeps_nothing_offers_nothing(page: Page, site: Path) -> None:
    page.add_init_script(
        """Object.defineProperty(window, "localStorage",
            {get() { throw new DOMException("denied", "SecurityError") }})"""
    )
    page.goto(address(site, f"texts/{POST}.html"))
    page.evaluate("document.getElementById('p136').scrollIntoView()")
    page.wait_for_timeout(1000)
    page.goto(address(site, "index.html"))
    expect(page.locator(".resume")).to_have_count(0)
