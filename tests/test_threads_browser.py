"""Threads in a browser, from disk and off line: the map, folds, exchanges, order, what is unread, and the way back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import tiny
from browse import ending, until
from edition.resolve.joined import Joined
from facts import POST, SOURCES

LONG = ["c10", "c11", "c12", "c13", "c14", "c15", "c16", "c17", "c18"]  # simon and dxu
DEEP = ["c06", "c07", "c08", *LONG]  # from the start of their thread
BRANCH = ["c03", "c04", "c05"]  # what hangs under c02
FOCUSED = "document.activeElement.id || document.activeElement.textContent.trim()"
LINE = 80  # pixels: the comment that crosses this line is the one being read


def open_text(page: Page, site: Path, after: str = "", name: str = POST) -> None:
    page.goto((site / f"texts/{name}.html").as_uri() + after)
    page.evaluate("document.fonts.ready")


def shown(page: Page) -> list[str]:
    """The comments that can be seen, in their order on the page."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".unit.comment")].filter(one =>
            one.querySelector(".unit-name").checkVisibility({contentVisibilityAuto: true})).map(one =>
            one.querySelector(".unit-name").id)"""
    )


def every(joined: Joined, name: str = POST) -> list[str]:
    return [unit.id for unit in joined.edition.sources[name].units if unit.kind == "comment"]


def top(page: Page, selector: str) -> float:
    return page.evaluate("one => document.querySelector(one).getBoundingClientRect().top", selector)


def unit(page: Page, name: str) -> str:
    return f".unit:has(> #{name})"


def in_view(page: Page, name: str) -> bool:
    return page.evaluate(
        """id => { const { top } = document.getElementById(id).getBoundingClientRect();
            return top >= 40 && top < innerHeight }""",
        name,
    )


def wait_in_view(page: Page, name: str) -> None:
    """Waits until the browser has put what an address leads to below the header."""
    page.wait_for_function(
        """id => { const one = document.getElementById(id);
            const { top } = (one.matches(".pid") ? one.parentElement : one).getBoundingClientRect();
            return top >= 40 && top < innerHeight }""",
        arg=name,
    )


# The map, and where the reader is


def test_the_comment_being_read_is_marked_in_the_map_and_in_the_contents(page: Page, site: Path) -> None:
    open_text(page, site)
    for name in ("c12", "c21", "c02"):
        page.evaluate(f"document.getElementById('{name}').scrollIntoView()")
        page.mouse.move(600, 400)
        page.mouse.wheel(0, 12)
        for where in (".thread-map", ".md-nav--secondary"):
            expect(page.locator(f"{where} a[href='#{name}']")).to_have_attribute("aria-current", "location")
            expect(page.locator(f"{where} [aria-current]")).to_have_count(1)
        expect(page.locator(".thread-bar .where")).to_contain_text(f"{int(name[1:])} of 36")
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".thread-bar")).to_be_hidden()  # over the post nothing of it is left
    expect(page.locator(".thread-map [aria-current]")).to_have_count(0)


def test_the_list_opens_from_the_bar_leads_to_a_comment_and_escape_leads_back(page: Page, site: Path) -> None:
    open_text(page, site, "#c12")
    where = page.locator(".thread-bar .where")
    where.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="The comments")
    expect(box).to_be_visible()
    assert page.evaluate("document.querySelector('.thread-box').contains(document.activeElement)")
    expect(box.locator("[aria-current]")).to_have_attribute("href", "#c12")
    assert page.evaluate(
        """() => { const link = document.querySelector('.thread-box [aria-current]').getBoundingClientRect();
            const box = document.querySelector('.thread-box').getBoundingClientRect();
            return link.top >= box.top && link.bottom <= box.bottom }"""
    )
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    until(page, "document.activeElement.matches('.where')", True)
    where.click()
    box.locator("a[href='#c28']").first.click()
    expect(box).to_be_hidden()
    page.wait_for_url(re.compile("#c28$"))
    assert in_view(page, "c28")


# Folds


def test_a_branch_is_folded_and_says_what_is_inside(page: Page, site: Path, joined: Joined) -> None:
    open_text(page, site)
    fold = page.locator(f"{unit(page, 'c02')} .fold")
    expect(fold).to_have_text("3 answers by David Bolin, simon and dr_s")
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "false")
    assert shown(page) == [one for one in every(joined) if one not in BRANCH]
    stub = page.locator(f"{unit(page, 'c02')} .stub button")
    expect(stub).to_have_text("Show 3 answers by David Bolin, simon and dr_s")
    page.reload()  # kept for the visit
    assert shown(page) == [one for one in every(joined) if one not in BRANCH]
    stub.focus()
    page.keyboard.press("Enter")
    assert shown(page) == every(joined)
    until(page, FOCUSED, "c03")
    page.locator(f"{unit(page, 'c06')} .fold").focus()
    page.keyboard.press("Space")
    expect(page.locator(f"{unit(page, 'c06')} .fold")).to_contain_text(
        "13 answers by simon, Vladimir_Nesov, Roman Leventov and dxu"
    )
    assert "c18" not in shown(page)


@pytest.mark.parametrize("aim", ["c05", "p79"])
@pytest.mark.parametrize("way", ["link", "address"])
def test_whatever_leads_into_a_folded_branch_opens_it(
    page: Page, site: Path, joined: Joined, aim: str, way: str
) -> None:
    open_text(page, site)
    for name in ("c03", "c02"):  # a fold within a fold
        page.locator(f"{unit(page, name)} .fold").click()
    assert [one for one in every(joined) if one not in shown(page)] == BRANCH
    if way == "address":
        page.evaluate("aim => location.hash = aim", aim)
    else:
        page.evaluate(
            """aim => document.querySelector('.md-nav--secondary a[href="#c05"]').setAttribute('href', `#${aim}`)""",
            aim,
        )
        page.locator(f".md-nav--secondary a[href='#{aim}']").click()
    page.wait_for_function("() => document.getElementById('c05').checkVisibility({contentVisibilityAuto: true})")
    assert shown(page) == every(joined)
    wait_in_view(page, aim)


def test_an_address_into_a_folded_branch_opens_it_on_arrival(page: Page, site: Path, joined: Joined) -> None:
    open_text(page, site)
    page.get_by_role("button", name="Fold all answers").first.click()
    assert shown(page) == [one for one in every(joined) if not joined.edition.sources[POST].depths[one] > 1]
    page.goto("about:blank")
    open_text(page, site, "#c17")
    assert {"c07", "c17", "c18"} <= set(shown(page))
    assert "c03" not in shown(page)
    wait_in_view(page, "c17")


def test_on_paper_every_comment_stands_and_no_tool(page: Page, site: Path, joined: Joined) -> None:
    open_text(page, site)
    page.get_by_role("button", name="Fold all answers").first.click()
    page.emulate_media(media="print")
    assert shown(page) == every(joined)
    for tool in (".thread-bar", ".thread-map", ".fold", ".stub", ".follow-part"):
        expect(page.locator(tool).first).to_be_hidden()


# Exchanges


def test_an_exchange_is_followed_from_start_to_end_and_left_where_it_was_entered(
    page: Page, site: Path, joined: Joined
) -> None:
    open_text(page, site)
    follow = page.locator(f"{unit(page, 'c12')} .follow")
    follow.scroll_into_view_if_needed()
    before = top(page, "#c12")
    follow.click()
    expect(page).to_have_url(ending(".html?exchange=c18"))
    assert shown(page) == DEEP
    expect(page.get_by_role("heading", name="An exchange of 12 comments")).to_be_focused()
    for gone in ("#post", "#comments", ".thread-map", ".byline", "#about-this-text"):
        expect(page.locator(gone)).to_be_hidden()
    lefts = page.evaluate(
        """[...document.querySelectorAll('.unit.comment:not(.out) .unit-name')]
            .map(one => one.getBoundingClientRect().left)"""
    )
    assert len({round(left) for left in lefts}) == 1  # one line: nothing is nested
    page.get_by_role("link", name="Back to all comments").click()
    expect(page).to_have_url(ending(".html"))
    assert shown(page) == every(joined)
    assert abs(top(page, "#c12") - before) <= 1
    until(page, "document.activeElement.closest('.unit').querySelector('.unit-name').id", "c12")


def test_an_exchange_of_two_people_can_be_sent_as_an_address(page: Page, site: Path, joined: Joined) -> None:
    open_text(page, site)
    page.get_by_role("link", name="read it as one").first.click()
    expect(page).to_have_url(ending("?exchange=c10..c18"))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == LONG
    authors = page.evaluate(
        "[...document.querySelectorAll('.unit.comment:not(.out) .author')].map(one => one.textContent)"
    )
    assert authors == ["simon", "dxu"] * 4 + ["simon"]
    page.get_by_role("link", name="Back to all comments").click()
    expect(page).to_have_url(ending(".html"))
    assert shown(page) == every(joined)
    page.go_back()
    page.wait_for_url(address)
    assert shown(page) == LONG


@pytest.mark.parametrize("given", ["c99", "c01", "c18..c10", "c11..c03", "%3Cb%3E", ""])
def test_an_address_that_names_no_exchange_shows_all_comments(
    page: Page, site: Path, joined: Joined, given: str
) -> None:
    open_text(page, site, f"?exchange={given}")
    assert shown(page) == every(joined)


def test_a_link_out_of_an_exchange_leaves_it_and_back_returns_to_it(page: Page, site: Path, joined: Joined) -> None:
    open_text(page, site, "?exchange=c18")
    link = page.locator(f"{unit(page, 'c08')} .answers a[href='#c09']")
    link.scroll_into_view_if_needed()
    before = top(page, "#c08")
    link.click()
    page.wait_for_url(re.compile(r"\.html#c09$"))
    assert shown(page) == every(joined)
    wait_in_view(page, "c09")
    page.go_back()
    page.wait_for_url(re.compile(r"\?exchange=c18$"))
    assert shown(page) == DEEP
    page.wait_for_function(
        "y => Math.abs(document.getElementById('c08').getBoundingClientRect().top - y) <= 2", arg=before
    )
    until(page, FOCUSED, "Roman Leventov")


# Order


def test_by_time_the_comments_follow_one_another_as_they_were_written(page: Page, site: Path, joined: Joined) -> None:
    open_text(page, site)
    page.get_by_role("button", name="Fold all answers").first.click()
    page.get_by_role("button", name="In order of time").click()
    times = {unit.id: unit.published or "" for unit in joined.edition.sources[POST].units}
    assert shown(page) == sorted(every(joined), key=times.__getitem__)
    expect(page).to_have_url(ending("?order=time"))
    expect(page.get_by_role("button", name="In order of time")).to_have_attribute("aria-pressed", "true")
    page.reload()
    assert shown(page) == sorted(every(joined), key=times.__getitem__)
    page.get_by_role("button", name="In order of the thread").click()
    page.get_by_role("button", name="Unfold all").click()
    assert shown(page) == every(joined)
    expect(page).to_have_url(ending(".html"))


def test_comments_without_a_date_stay_where_the_capture_has_them_and_that_is_said(
    page: Page, site: Path, tmp_path: Path
) -> None:
    dates = [None, "2024-05-03", None, "2024-05-01", None, "2024-05-02"]
    units = [
        {"id": f"u{n}", "kind": "comment", "author": f"Person {n}", "lines": str(n), "basis": "made so"}
        | ({"published": date} if date else {})
        for n, date in enumerate(dates, 1)
    ]
    text = "".join(f"These are the words of comment {n}.\n" for n in range(1, 7))
    files = tiny.source("mixed", text, title="Mixed", reader="comment-list", structure={"units": units})
    root = tiny.edition(tmp_path / "edition", files)
    shutil.copytree(tiny.ROOT / "docs/assets", root / "docs/assets", ignore=shutil.ignore_patterns("*.txt"))
    built = tiny.built(root, tmp_path / "site")
    open_text(page, built, "?order=time", "mixed")
    assert shown(page) == ["u1", "u4", "u5", "u6", "u2", "u3"]
    expect(page.locator(".thread-tools").first).to_contain_text(
        "3 without a date: by time they stay where the capture has them."
    )
    open_text(page, site, "?order=time", "davidw-comments")
    expect(page.get_by_role("button", name="In order of time")).to_have_count(0)
    expect(page.locator(".thread-tools").first).to_contain_text("The capture gives no dates")


# Keys


def test_keys_go_through_the_thread(page: Page, site: Path) -> None:
    open_text(page, site)
    trail = []
    for key in "jjjkjjpap":
        page.keyboard.press(key)
        trail.append(page.evaluate(FOCUSED))
        assert in_view(page, trail[-1])
    #                j      j      j      k      j      j      p      a      p
    assert trail == ["c01", "c02", "c03", "c02", "c03", "c04", "c03", "c03", "c02"]
    for key, found in (("j", "c03"), ("j", "c04"), ("a", "c07"), ("p", "c06"), ("p", "post")):
        page.keyboard.press(key)
        until(page, FOCUSED, found)
    assert in_view(page, "post") or top(page, "#post") <= LINE
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert "c03" not in shown(page)
    page.keyboard.press("j")
    until(page, FOCUSED, "c06")
    page.keyboard.press("e")
    assert shown(page) == DEEP
    page.keyboard.press("e")
    assert "c20" in shown(page)


def test_keys_leave_fields_and_the_browsers_own_shortcuts_alone(page: Page, site: Path) -> None:
    open_text(page, site, "#c12")
    expect(page.locator(".thread-bar .where")).to_contain_text("12 of 36")
    field = page.locator("input[type=search], input[type=text]").first
    field.focus()
    page.keyboard.type("jkpaxeu")
    assert field.input_value() == "jkpaxeu"
    expect(page.locator(".thread-bar .where")).to_contain_text("12 of 36")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+j")
    page.keyboard.press("Alt+x")
    expect(page.locator(".thread-bar .where")).to_contain_text("12 of 36")
    told = page.evaluate("Object.fromEntries(window.editionKeys.map(({key, does}) => [key, does]))")
    assert {"j", "k", "p", "a", "u", "e", "x", "b"} <= set(told)


def test_keys_can_be_switched_off(page: Page, site: Path) -> None:
    open_text(page, site)
    page.evaluate("localStorage.setItem('edition.keys', 'off')")
    page.reload()
    page.keyboard.press("j")
    until(page, "document.activeElement === document.body", True)


# Unread


def test_what_was_in_view_long_enough_is_read_and_the_next_unread_is_found(page: Page, site: Path) -> None:
    open_text(page, site)
    assert page.locator(".unit-name.unread").count() == 36
    page.keyboard.press("u")
    until(page, FOCUSED, "c01")
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 250)  # its end comes in view
    expect(page.locator("#c01")).not_to_have_class(re.compile("unread"), timeout=40_000)
    assert page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('edition.read'))") == [
        [f"edition.read.{POST}", "c01"]
    ]
    page.evaluate("scrollTo(0, document.body.scrollHeight)")  # scrolled past is not read
    page.wait_for_timeout(300)
    assert page.locator(".unit-name.unread").count() == 35
    page.reload()
    assert page.locator(".unit-name.unread").count() == 35
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".thread-bar")).to_be_hidden()
    page.keyboard.press("u")
    until(page, FOCUSED, "c02")
    page.get_by_role("button", name="Mark all as read", exact=True).click()
    expect(page.locator(".unit-name.unread")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator(".said", has_text="Every comment is read.")).to_have_count(1)
    page.get_by_role("button", name="Mark all as unread").click()
    expect(page.locator(".unit-name.unread")).to_have_count(36)
    assert page.evaluate(f"localStorage.getItem('edition.read.{POST}')") is None


def test_a_browser_that_keeps_nothing_still_reads(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(error.stack or ""))
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
            Object.defineProperty(window, name, {get() { throw new Error("denied") }})"""
    )
    open_text(page, site)
    page.keyboard.press("j")
    until(page, FOCUSED, "c01")
    page.locator(f"{unit(page, 'c02')} .fold").click()
    assert "c03" not in shown(page)
    page.get_by_role("button", name="Mark all as read", exact=True).click()
    expect(page.locator(".unit-name.unread")).to_have_count(0)
    assert [fault for fault in faults if "__md_get" not in fault] == []  # the theme's own are not ours to catch
    context.close()


# The way back


@pytest.mark.parametrize("how", ["button", "key", "browser", "tab"])
def test_quoted_words_lead_to_their_origin_and_back_to_the_very_place(page: Page, site: Path, how: str) -> None:
    open_text(page, site)
    link = page.locator(f"{unit(page, 'c15')} a.quote-source").last
    goal = (link.get_attribute("href") or "").removeprefix("#")
    link.scroll_into_view_if_needed()
    page.mouse.wheel(0, 35)
    page.wait_for_timeout(100)
    words = link.inner_text()
    before = link.bounding_box()
    assert before is not None
    link.click()
    page.wait_for_url(re.compile(f"#{goal}$"))
    wait_in_view(page, goal)
    back = page.get_by_role("button", name="Back to dxu, 21 April 2023")
    expect(back).to_be_visible()
    if how == "button":
        back.click()
    elif how == "key":
        page.keyboard.press("b")
    elif how == "browser":
        page.go_back()
    else:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.way-back')"):
                break
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\.html$"))
    expect(back).to_have_count(0)
    until(page, FOCUSED, words)
    page.wait_for_function(
        "y => Math.abs(document.activeElement.getBoundingClientRect().top - y) <= 2", arg=before["y"]
    )


def test_at_the_origin_quoted_by_leads_to_the_quotation(page: Page, site: Path) -> None:
    open_text(page, site, "#c15")
    quotation = page.locator(f"{unit(page, 'c15')} blockquote").last
    goal = (quotation.locator("a.quote-source").get_attribute("href") or "").removeprefix("#")
    place = quotation.locator(".pid").last.get_attribute("id")
    quotation.locator("a.quote-source").click()
    link = page.locator(f".unit:has(#{goal}) .quoted-by a[href='#{place}']")
    link.click()
    page.wait_for_url(re.compile(f"#{place}$"))
    wait_in_view(page, place)
    page.keyboard.press("b")
    page.wait_for_url(re.compile(f"#{goal}$"))
    page.keyboard.press("b")  # only the last way back is offered
    expect(page).to_have_url(ending(f"#{goal}"))


# On a phone


def test_on_a_phone_the_bar_is_tapped(phone: Page, site: Path) -> None:
    open_text(phone, site, "#c15")
    bar = phone.get_by_role("navigation", name="Among the comments")
    expect(bar.locator(".where")).to_have_text("dxu 15 of 36")
    for name, found in (("next by dxu", "17"), ("answered", "16"), ("next", "17"), ("previous", "16")):
        bar.get_by_role("button", name=name, exact=True).tap()
        expect(bar.locator(".where")).to_contain_text(f" {found} of 36")
        assert in_view(phone, f"c{found}")
    bar.get_by_role("button", name=re.compile("^next unread")).tap()
    expect(bar.locator(".where")).to_contain_text(" 17 of 36")
    bar.locator(".where").tap()
    phone.locator(".thread-box").get_by_role("link", name="read it as one").first.tap()
    assert shown(phone) == LONG
    phone.get_by_role("link", name="Back to all comments").tap()
    assert len(shown(phone)) == 36


@pytest.mark.parametrize("width", [390, 320])
def test_at_the_twelfth_level_the_words_keep_their_room_and_nothing_scrolls_sideways(
    phone: Page, site: Path, width: int
) -> None:
    phone.set_viewport_size({"width": width, "height": 700})
    for after in ("#c18", "?exchange=c18#c18", "?order=time#c18"):
        open_text(phone, site, after)
        phone.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert phone.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
        room = phone.evaluate("document.querySelector('.unit:has(#c18) > p:has(.pid)').getBoundingClientRect().width")
        assert room >= width * 0.7
        targets = phone.evaluate(
            """() => [...document.querySelectorAll(
                    '.thread-bar button, .thread-tools button, .fold, .thread-map li > a')]
                .filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect())
                .filter(({width, height}) => width < 24 || height < 23.9).length"""
        )
        assert targets == 0
    phone.locator(".thread-bar .where").tap()
    assert phone.evaluate(
        """() => { const box = document.querySelector('.thread-box');
            return box.scrollWidth <= box.clientWidth && box.getBoundingClientRect().right <= innerWidth }"""
    )


# Without scripts


@pytest.mark.parametrize("name", SOURCES)
def test_without_scripts_all_comments_stand_and_the_list_leads_to_them(
    chromium: Browser, site: Path, joined: Joined, name: str
) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((site / f"texts/{name}.html").as_uri() + "?exchange=c18&order=time")
    ids = every(joined, name)
    for id_ in ids:
        expect(page.locator(f"#{id_}")).to_be_visible()
    expect(page.locator(".thread-bar, .fold, .follow, .thread-tools")).to_have_count(0)
    link = page.locator(f".thread-map a[href='#{ids[-1]}']").first
    expect(link).to_be_visible()
    link.click()
    page.wait_for_url(re.compile(f"#{ids[-1]}$"))
    context.close()


# With what else the page does


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_neither_the_header_nor_the_bar_hides_what_has_the_focus(page: Page, site: Path, key: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    open_text(page, site, "#c12")
    expect(page.locator(".thread-bar")).to_be_visible()
    page.locator(f"{unit(page, 'c12')} .answers a").first.focus()
    for _ in range(30):
        page.keyboard.press(key)
        hidden = page.evaluate(
            """() => { const at = document.activeElement;
                if (!at.closest('.unit')) return '';
                const [{ bottom }, { top }] = ['.md-header', '.thread-bar']
                    .map(one => document.querySelector(one).getBoundingClientRect());
                const line = at.getClientRects()[0];
                return line.top >= bottom - 1 && line.bottom <= top + 1 || at.getBoundingClientRect().height > 300
                    ? '' : at.outerHTML.slice(0, 200) + JSON.stringify(line) }"""
        )
        assert hidden == ""


@pytest.mark.parametrize(("place", "where", "words"), [("c17", "p", "mask"), ("note", "note", "mask")])
def test_what_the_search_leads_to_is_unfolded_and_its_words_are_lit(
    page: Page, site: Path, joined: Joined, place: str, where: str, words: str
) -> None:
    open_text(page, site, "?layers=none")
    page.get_by_role("button", name="Fold all answers").first.click()
    source = joined.edition.sources[POST]
    if place == "note":
        goal = next(
            f"note-{name}"
            for name, anchors in joined.anchors.items()
            if (anchors[0].source.id, anchors[0].unit.id) == (POST, "c15")
            and words in page.locator(f"#note-{name}").text_content()
        )
    else:
        unit_ = next(unit for unit in source.units if unit.id == place)
        goal = next(block.id for block in unit_.blocks if words in source.text(block))
    page.goto("about:blank")
    open_text(page, site, f"?layers=none&find={words}#{goal}")  # as a result of the search leads
    page.wait_for_function("id => document.getElementById(id).checkVisibility({contentVisibilityAuto: true})", arg=goal)
    lit = page.evaluate(
        """() => [...CSS.highlights.get('found')].map(range => range.getClientRects()[0])
            .filter(one => one && one.height && one.top > 40 && one.bottom < innerHeight).length"""
    )
    assert lit > 0


def test_every_key_is_told_once_in_the_list_of_keys(page: Page, site: Path) -> None:
    open_text(page, site)
    page.keyboard.press("?")
    rows = page.locator("dialog.keys-box dt")
    expect(rows.first).to_be_visible()
    told = rows.all_inner_texts()
    assert {"j", "k", "p", "a", "u", "e", "x", "b", "t", "n", "N", "?"} <= set(told)
    assert len(told) == len(set(told))
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) not in {"c01", "c02"}  # they rest while the list is open
