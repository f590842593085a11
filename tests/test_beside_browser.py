"""Notes beside the words, in a browser: by mouse, keyboard and touch, wide and narrow, and without scripts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from browse import ending, until
from edition.resolve.joined import Joined
from facts import POST, SOURCES

# Two notes of which one is about words in several places, and words that several notes are about.
SEVERAL = "actor-in-three-senses"

# What stands in the column: where, how far below its words, and how much of it is cut off.
COLUMN = """[...document.querySelectorAll('details.note, .margin, a.note-stub')]
    .filter(one => one.checkVisibility({visibilityProperty: true})).map(one => {
    const body = one.querySelector('.note-body');
    const name = body?.id.slice(5);
    const words = name && document.querySelector(`mark[data-notes~="${name}"]`);
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return { name, left, right, top, bottom, below: words ? top - words.getClientRects()[0].top : null };
}).sort((a, b) => a.top - b.top)"""
STILL = "Promise.allSettled(document.getAnimations().filter(one => one.transitionProperty).map(one => one.finished))"
WORDS = (
    """() => edition.passages.units.map(unit => [unit.id, edition.passages.blocksIn(unit).map(block => block.text)])"""
)


def open_text(page: Page, site: Path, source: str = POST, fragment: str = "", laid: bool = True) -> None:
    page.goto((site / f"texts/{source}.html").as_uri() + fragment)
    if laid:
        page.locator(".md-content.laid").wait_for()
        settle(page)


def settle(page: Page) -> None:
    """Waits until nothing has moved for a while."""
    page.evaluate(STILL)
    before = None
    while before != (before := page.evaluate(COLUMN)):
        page.wait_for_timeout(80)
        page.evaluate(STILL)


def below(page: Page, name: str) -> float:
    """How far below its first words a note stands."""
    return next(one["below"] for one in page.evaluate(COLUMN) if one["name"] == name)


def crowded(page: Page) -> tuple[str, float]:
    """The note that its neighbours have pushed farthest from its words, in a block where no other note is."""
    pushed = [one for one in page.evaluate(COLUMN) if one["name"] and one["below"] > 60]
    assert pushed, "no note is pushed away: the edition has changed"
    for one in sorted(pushed, key=lambda one: -one["below"]):
        alone = page.locator(f"mark[data-notes='{one['name']}']:not(a mark)").count()
        if alone and not page.locator(f"#ref-{one['name']}-2").count():
            return one["name"], one["below"]
    pytest.fail("every note that is pushed away shares all its words with another")


def cut(page: Page, number: int) -> Locator:
    """One of the notes that are cut off after some lines, by its name: opened, it is cut no longer."""
    body = page.locator("details.note.cut:not(.tight) > .note-body").nth(number)
    return page.locator(f"details.note:has(> #{body.get_attribute('id')})")


def activate(page: Page, words: Locator, touch: bool = False) -> None:
    """A click or a tap on the first of some words, which may run over several lines."""
    words.scroll_into_view_if_needed()
    x, y = words.evaluate("one => { const { left, top } = one.getClientRects()[0]; return [left + 4, top + 8] }")
    (page.touchscreen.tap if touch else page.mouse.click)(x, y)


def assert_in_order(page: Page) -> None:
    """Nothing in the column lies upon another, upon the text or outside the window."""
    column = page.evaluate(COLUMN)
    for one, following in itertools.pairwise(column):
        assert one["bottom"] <= following["top"] + 1, (one, following)
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.unit :is(p, li, blockquote)')]"
        ".filter(one => one.checkVisibility() && !one.closest('details, .margin'))"
        ".map(one => one.getBoundingClientRect().right))"
    )
    assert all(one["left"] > right for one in column)
    assert all(one["right"] <= page.evaluate("document.documentElement.clientWidth") for one in column)


# Where notes stand


@pytest.mark.parametrize("width", [1366, 1920])
@pytest.mark.parametrize("source", SOURCES)
def test_notes_stand_beside_their_words_and_never_over_one_another(
    page: Page, site: Path, source: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_text(page, site, source)
    assert_in_order(page)
    notes = [one for one in page.evaluate(COLUMN) if one["name"]]
    assert len(notes) == page.locator("details.note").count() > 50
    assert all(one["below"] >= -1 for one in notes)
    below = sorted(one["below"] for one in notes)
    assert below[len(notes) // 2] < 30  # half of them begin beside the line of their words
    assert below[3 * len(notes) // 4] < 90  # and three quarters within three lines of it
    assert page.locator("details.note.tight").count() < 0.45 * len(notes)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


# How far each passage stands below the first of its comment, whatever other scripts put above that.
PLACES = """[...document.querySelectorAll('.unit')].flatMap(unit => {
    const tops = [...unit.querySelectorAll('.pid')].map(one => one.getBoundingClientRect().top);
    return tops.map(top => Math.round(top - tops[0]));
})"""


def test_the_words_do_not_move_when_the_notes_are_placed(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 900}, offline=True)
    page = context.new_page()
    before: list[int] = []

    def wait(route: Route) -> None:
        if not before:
            before.extend([0])
            before[:] = page.evaluate(PLACES)  # all the words are there, and no script after this one has run
        route.continue_()

    page.route("**/site.*.js", wait)
    open_text(page, site)
    assert page.evaluate(PLACES) == before
    assert len(before) > 200
    context.close()


def break_beside(route: Route, site: Path) -> None:
    """The joined script, in which this one script fails at its first line."""
    text = (site / "assets/javascripts" / route.request.url.rpartition("/")[2]).read_text(encoding="utf-8")
    broken = text.replace("/* beside.js */\ntry {", "/* beside.js */\ntry { throw new Error('broken')")
    assert broken != text
    route.fulfill(body=broken, content_type="text/javascript")


@pytest.mark.parametrize("how", ["all of it", "this one"])
def test_if_the_script_is_missing_notes_stand_in_the_text(chromium: Browser, site: Path, how: str) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 900}, offline=True)
    page = context.new_page()
    gone = how == "all of it"
    page.route("**/site.*.js", lambda route: route.abort() if gone else break_beside(route, site))
    open_text(page, site, laid=False)
    note = page.locator("details.note").first
    expect(note).to_have_css("position", "static")
    expect(note).to_have_css("visibility", "visible")
    context.close()


def test_notes_follow_when_a_fold_above_them_opens_and_when_the_window_changes(page: Page, site: Path) -> None:
    open_text(page, site)
    before = page.locator("details.note").last.bounding_box()
    page.locator("details.mentions > summary").first.click()
    settle(page)
    after = page.locator("details.note").last.bounding_box()
    assert before
    assert after
    assert after["y"] > before["y"] + 10
    assert_in_order(page)
    page.set_viewport_size({"width": 1440, "height": 700})
    settle(page)
    assert_in_order(page)


def test_without_room_notes_stand_in_the_text_whatever_the_width_of_the_window(page: Page, site: Path) -> None:
    open_text(page, site)
    page.evaluate("document.documentElement.style.fontSize = '36px'; dispatchEvent(new Event('resize'))")
    page.locator(".md-content.no-room").wait_for()
    note = page.locator("details.note").first
    expect(note).to_have_css("position", "static")
    expect(note).to_have_css("transform", "none")
    expect(note.locator(".note-body")).to_be_hidden()
    page.evaluate("document.documentElement.style.fontSize = ''; dispatchEvent(new Event('resize'))")
    page.locator(".md-content.laid").wait_for()
    settle(page)
    assert_in_order(page)


def test_without_scripts_a_note_follows_its_paragraph_at_any_width(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True, viewport={"width": 1920, "height": 900})
    page = context.new_page()
    open_text(page, site, laid=False)
    note = page.locator("details.note").first
    expect(note).to_have_css("position", "static")
    expect(note).to_be_visible()
    words = page.locator("mark.hl").first.bounding_box()
    box = note.bounding_box()
    assert words
    assert box
    assert words["y"] < box["y"] < words["y"] + 400
    assert abs(box["x"] - words["x"]) < 300
    expect(note.locator(".note-body")).to_be_hidden()
    note.locator("summary").click()
    expect(note.locator(".note-body")).to_be_visible()
    context.close()


def test_what_is_read_off_the_page_as_captured_holds_nothing_of_the_column(page: Page, site: Path) -> None:
    open_text(page, site)
    assert page.locator("a.note-stub").count() > 10
    wide = page.evaluate(WORDS)
    page.set_viewport_size({"width": 390, "height": 844})
    open_text(page, site, laid=False)
    assert page.evaluate(WORDS) == wide


# By mouse


def test_words_bring_their_note_to_them_and_light_it(page: Page, site: Path) -> None:
    open_text(page, site)
    name, far = crowded(page)
    words = page.locator(f"mark[data-notes='{name}']").first
    words.scroll_into_view_if_needed()
    page.mouse.move(5, 5)
    words.hover()
    expect(page.locator(f"details.note:has(#note-{name})")).to_have_class(re.compile(r"\blit\b"))
    for _ in range(20):  # it comes after a while of rest
        page.wait_for_timeout(100)
        settle(page)
        if abs(below(page, name)) <= 1:
            break
    assert abs(below(page, name)) <= 1 < far
    assert_in_order(page)
    page.mouse.move(5, 5)
    expect(page.locator("details.note.lit")).to_have_count(0)


def test_a_note_lights_its_words_and_no_others_and_stays_under_the_pointer(page: Page, site: Path) -> None:
    open_text(page, site)
    name, far = crowded(page)
    summary = page.locator(f"details.note:has(#note-{name}) > summary")
    summary.scroll_into_view_if_needed()
    summary.hover()
    page.wait_for_timeout(300)
    assert below(page, name) == pytest.approx(far, abs=1)
    lit = page.evaluate("[...document.querySelectorAll('mark.lit')].map(one => one.dataset.notes.split(' '))")
    assert lit
    assert all(name in names for names in lit)
    assert page.locator(f"mark[data-notes~='{name}']").count() == len(lit)


def test_a_note_that_is_cut_opens_where_it_is_clicked_and_the_others_make_room(page: Page, site: Path) -> None:
    open_text(page, site)
    note = cut(page, 3)
    note.scroll_into_view_if_needed()
    closed = note.bounding_box()
    body = note.locator(".note-body")
    assert body.evaluate("one => one.scrollHeight > one.clientHeight + 4")
    body.locator("p").first.click(position={"x": 3, "y": 3})
    settle(page)
    opened = note.bounding_box()
    assert closed
    assert opened
    assert opened["height"] > closed["height"]
    assert body.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    assert_in_order(page)


def overlapping(page: Page) -> list[str]:
    """The notes of the first words that several notes of this page are about, and nothing else leads from."""
    names = page.evaluate(
        """() => [...document.querySelectorAll('mark.hl-over')].filter(one => !one.closest('a'))
            .map(one => one.dataset.notes.split(' '))
            .find(names => names.every(name => document.getElementById(`note-${name}`)))"""
    )
    return names


@pytest.mark.parametrize("width", [1366, 390])
def test_words_of_several_notes_ask_which_is_meant(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_text(page, site, laid=width > 1000)
    names = overlapping(page)
    words = page.locator(f"mark[data-notes='{' '.join(names)}']:not(a mark)").first
    activate(page, words)
    choice = page.get_by_role("group", name=f"{len(names)} notes on these words")
    expect(choice).to_be_visible()
    links = choice.get_by_role("link")
    assert [link.get_attribute("href") for link in links.all()] == [link for link in dict.fromkeys(
        links.nth(n).get_attribute("href") for n in range(len(names)))]  # fmt: skip
    box = choice.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    expect(choice).to_be_hidden()
    until(page, "document.activeElement.matches('a.note-ref')", True)
    activate(page, words)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(ending(f"#note-{names[1]}"))
    until(page, "document.activeElement.id", f"note-{names[1]}")
    assert page.locator(f"details.note:has(#note-{names[0]})").get_attribute("open") is None


def test_a_note_about_several_places_comes_to_each(page: Page, site: Path) -> None:
    open_text(page, site)
    further = page.locator(f"#ref-{SEVERAL}-2")
    stub = page.locator(f"a.note-stub[href$='#note-{SEVERAL}']").first
    expect(stub).to_be_visible()
    further.scroll_into_view_if_needed()
    further.focus()
    page.keyboard.press("Enter")
    settle(page)
    expect(stub).to_be_hidden()  # its note stands there now
    note, mark = page.locator(f"details.note:has(#note-{SEVERAL})").bounding_box(), further.bounding_box()
    assert note
    assert mark
    assert abs(note["y"] - mark["y"]) < 80
    assert_in_order(page)
    page.keyboard.press("Escape")
    until(page, "document.activeElement.id", f"ref-{SEVERAL}-2")


# By keyboard


def test_a_closed_note_is_one_stop_of_tab_and_enter_opens_all_of_it(page: Page, site: Path) -> None:
    open_text(page, site)
    note = cut(page, 1)
    note.locator("summary").focus()
    page.keyboard.press("Tab")
    assert not note.evaluate("one => one.contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    settle(page)
    expect(note).to_have_attribute("open", "")
    assert note.locator(".note-body").evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    page.keyboard.press("Tab")
    assert note.evaluate("one => one.querySelector('.note-body').contains(document.activeElement)")
    peek = page.locator(".peek")
    expect(peek).to_be_visible()  # of the link that has the focus now
    page.keyboard.press("Escape")  # which closes one thing at a time
    expect(peek).to_be_hidden()
    expect(note).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(note).not_to_have_attribute("open", "")
    until(page, "document.activeElement.matches('a.note-ref')", True)


def test_focus_brings_a_note_to_its_words_and_into_sight(page: Page, site: Path) -> None:
    open_text(page, site)
    name, far = crowded(page)
    page.locator(f"#ref-{name}").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")  # by keyboard, as a browser tells it
    settle(page)
    until(page, "document.activeElement.id", f"ref-{name}")
    assert abs(below(page, name)) <= 1 < far
    expect(page.locator(f"details.note:has(#note-{name})")).to_have_class(re.compile(r"\bheld\b"))


# By address


@pytest.mark.parametrize("width", [1366, 390])
def test_an_address_shows_its_note_from_wherever_it_comes(page: Page, site: Path, joined: Joined, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    first, second = [name for name, anchors in joined.anchors.items() if anchors[0].source.id == POST][10:12]
    open_text(page, site, fragment=f"#note-{first}", laid=width > 1000)
    expect_shown(page, first)
    page.evaluate("name => { location.hash = `#note-${name}` }", second)
    expect_shown(page, second)
    assert page.locator(f"details.note:has(#note-{first})").get_attribute("open") is None
    page.go_back()
    expect_shown(page, first)
    page.evaluate("location.hash = '#p4'")
    expect(page.locator("details.note[open]")).to_have_count(0)


def expect_shown(page: Page, name: str) -> None:
    """A note is open and in sight, and so are its words."""
    expect(page.locator(f"details.note:has(#note-{name})")).to_have_attribute("open", "")
    page.wait_for_function("name => document.activeElement.id === `note-${name}`", arg=name)
    settle(page)
    for selector in (f"#note-{name}", f"mark[data-notes~='{name}']"):
        box = page.locator(selector).first.bounding_box()
        assert box, selector
        assert 0 <= box["y"] < 844, selector


# On a phone


def test_a_tap_shows_the_note_at_the_foot_and_leads_back_to_the_words(phone: Page, site: Path) -> None:
    open_text(phone, site, laid=False)
    mark = phone.locator("a.note-ref").nth(4)
    name = (mark.get_attribute("href") or "").rpartition("#note-")[2]
    mark.scroll_into_view_if_needed()
    mark.tap()
    sheet = phone.locator("details.note.sheet")
    expect(sheet.locator(f"#note-{name}")).to_be_visible()
    box, words = sheet.bounding_box(), mark.bounding_box()
    assert box
    assert words
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    assert box["width"] <= 390
    assert 0 <= words["y"] < box["y"]
    for label in ("Back to the words", "Close"):
        button = sheet.get_by_role("button", name=label).bounding_box()
        assert button
        assert button["height"] >= 24
        assert button["y"] + button["height"] <= 844
    phone.mouse.wheel(0, 3000)
    phone.wait_for_function(
        "name => document.getElementById(`ref-${name}`).getBoundingClientRect().bottom < 0", arg=name
    )
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Back to the words").tap()
    expect(phone.locator("details.note.sheet")).to_have_count(0)
    until(phone, "document.activeElement.id", f"ref-{name}")
    words = mark.bounding_box()
    assert words
    assert 0 <= words["y"] < 844


def test_a_tap_on_words_shows_their_note_and_close_leaves_the_page_where_it_is(phone: Page, site: Path) -> None:
    open_text(phone, site, laid=False)
    words = phone.locator("mark.hl:not(.hl-over):not(a mark)").nth(3)
    activate(phone, words, touch=True)
    sheet = phone.locator("details.note.sheet")
    expect(sheet).to_be_visible()
    phone.mouse.wheel(0, 1500)
    phone.wait_for_timeout(200)
    before = phone.evaluate("scrollY")
    sheet.get_by_role("button", name="Close").tap()
    expect(sheet).to_have_count(0)
    assert phone.evaluate("scrollY") == pytest.approx(before, abs=40)  # the note’s line is in the text again
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_nothing_moves_for_those_who_want_no_motion(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, offline=True, reduced_motion="reduce")
    page = context.new_page()
    open_text(page, site)
    assert page.locator("details.note").first.evaluate("one => getComputedStyle(one).transitionDuration") == "0s"
    context.close()


# With previews


def hovered(page: Page, where: str) -> Iterator[Locator]:
    """The preview of one link after the other that can be pointed at."""
    links = page.locator(f".md-content :is({where})")
    for link in links.all()[: links.count() // 3]:
        page.mouse.move(3, 300)
        link.evaluate("one => one.scrollIntoView({block: 'center', behavior: 'instant'})")
        at = link.evaluate(
            """one => { const { left, top } = one.getClientRects()[0] || {left: 0, top: 0};
                return one.contains(document.elementFromPoint(left + 3, top + 6)) && [left + 3, top + 6] }"""
        )
        if at:
            page.mouse.move(*at)
            page.wait_for_timeout(700)
            if page.locator(".peek").is_visible():
                yield page.locator(".peek")


@pytest.mark.parametrize("where", [".unit p > a.term", "details.note:not(.tight) .note-body p > a", ".margin a"])
def test_a_preview_lies_over_no_note(page: Page, site: Path, where: str) -> None:
    open_text(page, site)
    shown = list(itertools.islice((over_notes(page) for _ in hovered(page, where)), 5))
    assert shown == [[]] * 5


def over_notes(page: Page) -> list[str]:
    return page.evaluate(
        """() => { const box = document.querySelector('.peek').getBoundingClientRect();
            return [...document.querySelectorAll('details.note, .margin')].filter(one => one.checkVisibility())
                .filter(one => { const { left, right, top, bottom } = one.getBoundingClientRect();
                    return left < box.right && box.left < right && top < box.bottom && box.top < bottom })
                .map(one => one.textContent.slice(0, 60)) }"""
    )


def test_a_preview_of_a_link_in_a_note_is_reached_with_the_pointer(page: Page, site: Path) -> None:
    open_text(page, site)
    box = next(hovered(page, "details.note:not(.tight) .note-body p > a"))
    right, top = box.evaluate("one => { const { right, top } = one.getBoundingClientRect(); return [right, top] }")
    page.mouse.move(right - 20, top + 12, steps=12)
    page.wait_for_timeout(900)
    expect(box).to_be_visible()


def test_what_is_left_by_escape_brings_no_preview(page: Page, site: Path) -> None:
    open_text(page, site)
    mark = page.locator("a.note-ref").nth(3)
    mark.focus()
    page.keyboard.press("Enter")
    settle(page)
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    page.wait_for_timeout(500)
    expect(page.locator(".peek")).to_be_hidden()


# Other windows, and paper


def test_a_note_stays_open_when_the_window_becomes_narrow_and_wide_again(page: Page, site: Path) -> None:
    open_text(page, site, fragment=f"#note-{SEVERAL}")
    note = page.locator(f"details.note:has(> #note-{SEVERAL})")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".md-content.laid").wait_for(state="detached")
    expect(note).to_have_css("position", "static")
    expect(note).to_have_css("transform", "none")
    expect(note.locator(".note-body")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.evaluate("location.hash = '#p4'")
    page.evaluate("name => { location.hash = `#note-${name}` }", SEVERAL)
    expect(page.locator("details.note.sheet")).to_have_count(1)
    page.set_viewport_size({"width": 1366, "height": 844})
    page.locator(".md-content.laid").wait_for()
    expect(page.locator("details.note.sheet, .note-tools")).to_have_count(0)
    settle(page)
    expect(note).to_have_attribute("open", "")
    assert_in_order(page)


def test_on_paper_every_note_stands_whole_under_its_paragraph(page: Page, site: Path) -> None:
    open_text(page, site)
    page.emulate_media(media="print")
    cut_off = page.evaluate(
        """() => [...document.querySelectorAll('details.note')].filter(one => {
            const body = one.querySelector('.note-body'); const style = getComputedStyle(one);
            return style.position !== 'static' || style.transform !== 'none' || !body.checkVisibility()
                || body.scrollHeight > body.clientHeight + 2 || body.clientHeight < 10 }).length"""
    )
    assert cut_off == 0
    words, note = page.locator("mark.hl").first.bounding_box(), page.locator("details.note").first.bounding_box()
    assert words
    assert note
    assert words["y"] < note["y"] < words["y"] + 500


def test_in_forced_colours_words_notes_and_marks_are_still_told_apart(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, offline=True, forced_colors="active")
    page = context.new_page()
    open_text(page, site)
    expect(page.locator("mark.hl").first).to_have_css("border-bottom-style", "solid")
    page.locator("a.note-ref").first.focus()
    expect(page.locator("details.note.held")).to_have_css("outline-style", "solid")
    seen = page.locator("a.note-ref").first.evaluate("one => getComputedStyle(one, '::before').backgroundColor")
    assert seen != page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
