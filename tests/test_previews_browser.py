"""Previews, senses and comparisons in a browser, from disk and off line: by mouse, keyboard and touch, and without."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from test_previews import TWO_SENSES

import tiny
from browse import holding
from edition.resolve.addresses import addresses
from edition.resolve.joined import Joined
from facts import POST

TEXT = f"texts/{POST}.html"
DXU = "article:has(> #c15)"  # dxu's comment of 21 April 2023, which answers simon's c14
ENTRY = TWO_SENSES.replace(
    "people: [bob]}",
    "people: [cleo]}\n  - {id: face, definition: What is seen.}\n  - {id: shell, definition: What is outside.}",
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small edition, in which nobody knows what Bob means by a mask."""
    root = tmp_path_factory.mktemp("small")
    thread = (
        tiny.CAPTURE.replace("2 comments", "3 comments")
        + "Replies from: Cleo↑ comment by Cleo · 2023-04-20T05:27:19.432Z · LW(p) · GW(p)\nA mask!\n"
    )
    tiny.edition(root, {"docs/glossary/mask.md": ENTRY} | tiny.source("thread", thread))
    shutil.copytree(tiny.ROOT / "docs/assets", root / "docs/assets", ignore=shutil.ignore_patterns("*.txt"))
    return tiny.built(root, root / "site")


def open_page(page: Page, site: Path, path: str) -> None:
    page.goto(f"{site.as_uri()}/{path}")


def preview(page: Page) -> Locator:
    return page.locator(".peek")


def to(page: Page, link: Locator) -> Locator:
    """Rests the pointer on a link until its preview is there; again, if the page moved under the pointer meanwhile."""
    page.evaluate("document.fonts.ready")
    for _ in range(3):
        link.scroll_into_view_if_needed()
        link.hover()
        try:
            expect(preview(page)).to_be_visible()
            break
        except AssertionError:
            page.mouse.move(2, 400)
    expect(preview(page)).to_be_visible()
    return preview(page)


def focus(page: Page, link: Locator) -> Locator:
    """Reaches a link with the Tab key until its preview is there."""
    link.evaluate(
        "e => { const all = [...document.querySelectorAll('a[href], button, summary, [tabindex=\"0\"]')]"
        ".filter(one => one.checkVisibility()); all[all.indexOf(e) - 1].focus() }"
    )
    page.keyboard.press("Tab")
    assert link.evaluate("e => e === document.activeElement")
    expect(preview(page)).to_be_visible()
    return preview(page)


def overlap(one: Locator, other: Locator) -> bool:
    """Whether an element's box covers any line of another."""
    box = one.bounding_box()
    assert box is not None
    return any(
        box["x"] < right and left < box["x"] + box["width"] and box["y"] < bottom and top < box["y"] + box["height"]
        for left, top, right, bottom in other.evaluate(
            "e => [...e.getClientRects()].map(r => [r.left, r.top, r.right, r.bottom])"
        )
    )


# What there is to show


def test_every_kept_address_has_a_preview_that_the_browser_finds(page: Page, site: Path, joined: Joined) -> None:
    open_page(page, site, "index.html")
    handwritten = {path.removesuffix(".md") + ".html" for path in joined.edition.pages}
    kept = [one for one in addresses(joined.edition) if one not in handwritten]
    lost = page.evaluate(
        """async kept => { const lost = [];
            for (const one of kept) {
              const record = await edition.previews.of(edition.previews.address(edition.previews.url(one)));
              if (!record || record.address !== one) lost.push(one);
            } return lost }""",
        kept,
    )
    assert len(kept) > 1000
    assert lost == []


def test_nothing_is_loaded_for_previews_before_a_reader_asks(page: Page, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, site, TEXT)
    page.wait_for_timeout(300)
    assert [one for one in asked if "/previews/" in one] == []
    to(page, page.locator(f"{DXU} .answers a").first)
    assert len([one for one in asked if "/previews/" in one]) == 2  # the number of scripts, and the one


KINDS = [
    (TEXT, f"{DXU} .answers a", "comment", "simon"),
    (TEXT, f"{DXU} a.quote-source", "passage", "I don't know what you mean by"),
    ("notes.html", ".note-list a", "note", "editors"),
    (TEXT, f"{DXU} .margin a.asserts", "claim", "asserts dxu"),
    (TEXT, f"{DXU} .margin a.argues", "argument", "made by dxu"),
    (TEXT, "a.lost-link[href*='bibliography']", "reference", "Twitter"),
    (TEXT, "sup.call a", "passage", "Assuming they were not programmers"),
    (TEXT, ".byline a[href*='people/simon']", "person", "wrote"),
    ("glossary/mask.html", ".quote-source", "passage", "core of what I mean"),
    ("positions.html", ".md-content h2 a[href*='debates/']", "debate", "turns on"),
    ("texts/index.html", f".texts a[href*='{POST}']", "text", "36 of its 37 comments"),
]


@pytest.mark.parametrize(("path", "selector", "kind", "words"), KINDS)
def test_a_link_to_each_kind_of_place_shows_what_stands_there(
    page: Page, site: Path, path: str, selector: str, kind: str, words: str
) -> None:
    open_page(page, site, path)
    shown = to(page, page.locator(selector).first)
    expect(shown.locator(".kind")).to_have_text(kind)
    expect(shown).to_contain_text(words)
    box = shown.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 1366
    assert 0 <= box["y"] <= box["y"] + box["height"] <= 768
    assert not overlap(shown, page.locator(selector).first)


def test_links_that_lead_out_or_to_hand_written_pages_show_nothing(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    page.locator("a.outside").first.hover()
    page.wait_for_timeout(700)
    expect(preview(page)).to_be_hidden()


# Pointer


def test_a_preview_stays_under_the_pointer_and_goes_when_it_leaves(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    link = page.locator(f"{DXU} .answers a").first
    shown = to(page, link)
    box = shown.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 30, steps=8)
    page.wait_for_timeout(800)
    expect(shown).to_be_visible()
    page.mouse.move(2, 400)
    expect(shown).to_be_hidden()
    assert link.get_attribute("aria-describedby") is None


def test_a_pointer_that_only_passes_shows_nothing(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    link = page.locator(f"{DXU} .answers a").first
    link.scroll_into_view_if_needed()
    link.hover()
    page.mouse.move(2, 400)
    page.wait_for_timeout(700)
    expect(preview(page)).to_be_hidden()


def test_escape_closes_a_preview_under_a_pointer_that_rests(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    link = page.locator(f"{DXU} .answers a").first
    to(page, link)
    page.keyboard.press("Escape")
    expect(preview(page)).to_be_hidden()
    page.wait_for_timeout(700)
    expect(preview(page)).to_be_hidden()
    page.mouse.move(2, 400)
    to(page, link)  # once it has left and come back


def test_the_browsers_own_tooltip_does_not_lie_over_a_preview(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    term = page.locator(f"{DXU} a.term").first
    title = term.get_attribute("title")
    to(page, term)
    assert term.get_attribute("title") is None
    page.mouse.move(2, 400)
    expect(preview(page)).to_be_hidden()
    assert term.get_attribute("title") == title


def test_a_title_that_says_more_than_the_preview_is_shown_with_it(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    expect(to(page, page.locator(f"{DXU} a.quote-source").first)).to_contain_text("Quoted word for word.")
    page.mouse.move(2, 400)
    expect(to(page, page.locator("span.lost-link[title]").first)).to_contain_text("The capture")


def test_a_note_that_can_be_read_already_is_not_shown_twice(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 1000, "height": 768})
    open_page(page, site, TEXT)
    mark = page.locator("article.post a.note-ref").first
    expect(to(page, mark).locator(".kind")).to_have_text("note")  # folded below its paragraph
    page.mouse.move(2, 400)
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.locator(mark.get_attribute("href") or "")).to_be_visible()  # beside it
    mark.hover()
    page.wait_for_timeout(900)
    expect(preview(page)).to_be_hidden()


# Keyboard


def test_by_keyboard_a_preview_is_shown_entered_left_and_closed(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    link = page.locator(f"{DXU} a.term").first
    shown = focus(page, link)
    assert link.get_attribute("aria-describedby") == "peek"
    expect(shown).to_contain_text("Alt + ↓ leads to the other senses")
    page.keyboard.press("Alt+ArrowDown")
    expect(shown.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(shown.locator("li").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(shown.locator("li a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(link).to_be_focused()
    page.wait_for_timeout(500)
    expect(shown).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"glossary/mask\.html#role$"))


def test_tab_at_the_end_of_a_preview_leads_back_to_its_link(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    link = page.locator(f"{DXU} .answers a").first
    shown = focus(page, link)
    page.keyboard.press("Alt+ArrowDown")
    expect(shown.get_by_role("button", name="Keep to compare")).to_be_focused()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    expect(shown).not_to_contain_text("20 April 2023, 04:29")  # it goes, or shows the next link


def test_a_click_with_the_mouse_does_not_leave_a_preview_behind(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    link = page.locator(f"{DXU} .answers a").first
    link.click()
    page.mouse.move(2, 700)
    page.wait_for_timeout(700)
    expect(preview(page)).to_be_hidden()


# Touch


LONG = 450  # milliseconds, as in previews.js


def hold(page: Page, link: Locator, milliseconds: int) -> None:
    """A finger on a link for so long."""
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    box = link.bounding_box()
    assert box is not None
    at = {"x": box["x"] + min(box["width"] / 2, 20), "y": box["y"] + 6}
    finger = page.context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    page.wait_for_timeout(milliseconds)
    if milliseconds > LONG:
        expect(preview(page)).to_be_visible()
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_one_tap_follows_a_link(phone: Page, site: Path) -> None:
    open_page(phone, site, TEXT)
    phone.locator(f"{DXU} a.term").first.tap()
    phone.wait_for_url(re.compile(r"glossary/mask\.html#role$"))


def test_a_long_press_shows_where_a_link_leads_and_does_not_follow_it(phone: Page, site: Path) -> None:
    open_page(phone, site, TEXT)
    hold(phone, phone.locator(f"{DXU} a.term").first, 800)
    shown = preview(phone)
    expect(shown).to_contain_text("A role that the model is asked to play")
    phone.wait_for_timeout(300)
    assert phone.url.endswith(TEXT)
    expect(shown).to_be_visible()
    shown.get_by_role("button", name="Close").tap()
    expect(shown).to_be_hidden()
    hold(phone, phone.locator(f"{DXU} a.term").first, 800)
    phone.locator("h1").dispatch_event("pointerdown")
    expect(shown).to_be_hidden()
    hold(phone, phone.locator(f"{DXU} a.term").first, 800)
    shown.get_by_role("link", name="Open").tap()
    phone.wait_for_url(re.compile(r"glossary/mask\.html#role$"))


def test_a_tap_on_what_is_no_link_tells_why(phone: Page, site: Path) -> None:
    open_page(phone, site, TEXT)
    phone.locator("span.lost-link[title]").first.tap()
    expect(preview(phone)).to_contain_text("The capture")


# Senses


def test_a_term_says_what_its_writer_means_how_that_is_known_and_what_others_mean(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    shown = to(page, page.locator(f"{DXU} a.term.given[href$='mask.html#role']"))
    expect(shown).to_contain_text("dxu means by it here:")
    expect(shown).to_contain_text("A role that the model is asked to play during inference")
    expect(shown).to_contain_text("The entry gives this sense to dxu.")
    expect(shown.locator("li").first).to_be_hidden()
    shown.locator("summary", has_text="6 other senses").click()
    expect(shown.locator("li")).to_have_count(6)
    expect(shown.locator("li", has_text="agent in control")).to_contain_text("(Vladimir_Nesov)")
    shown.get_by_role("link", name="agent in control").click()
    page.wait_for_url(re.compile(r"glossary/mask\.html#agent-in-control$"))


def test_in_the_post_its_author_speaks_and_words_quoted_under_a_sense_say_so(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    expect(to(page, page.locator("article.post a.term").first)).to_contain_text("simon means by it here:")
    page.mouse.move(2, 400)
    shown = to(page, page.locator("article.unit p > a.term.attested, article.unit p > mark > a.term.attested").first)
    expect(shown).to_contain_text("The entry quotes these words for this sense.")


def test_an_undecided_use_says_so_and_shows_every_sense(page: Page, small: Path) -> None:
    open_page(page, small, "texts/thread.html")
    shown = to(page, page.locator("article:has(> #c01) a.term.undecided"))
    expect(shown).to_contain_text("Which sense Bob means here is undecided.")
    expect(shown.locator("li:visible")).to_have_count(4)
    expect(shown.locator("summary")).to_have_text("4 senses")


def test_a_comment_says_that_two_who_answer_one_another_differ(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    line = page.locator("article:has(> #c13) .senses-differ")
    expect(line).to_contain_text(
        "mask: dxu means role; simon, who is answered (19 April 2023, 01:54), means simulated process."
    )
    shown = to(page, line.get_by_role("link", name="simulated process"))
    expect(shown).to_contain_text("The process or character whose behaviour")
    line.get_by_role("link", name="19 April 2023, 01:54").click()
    page.wait_for_url(re.compile(r"#p\d+$"))
    assert page.evaluate(
        "document.getElementById(location.hash.slice(1)).closest('article').querySelector('#c12') !== null"
    )


# Compare


def keep(page: Page, link: Locator) -> None:
    to(page, link).get_by_role("button", name="Keep to compare").click()
    expect(preview(page)).to_be_hidden()
    page.mouse.move(2, 400)


def test_two_places_of_two_pages_are_kept_and_set_side_by_side(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    keep(page, page.locator(f"{DXU} .answers a").first)
    tray = page.get_by_role("region", name="Kept to compare")
    expect(tray).to_contain_text("Keep another to compare.")
    open_page(page, site, "glossary/mask.html")
    expect(tray.get_by_role("link")).to_have_text(["simon, 20 April 2023, 04:29"])
    keep(page, page.locator(".quote-source").first)
    tray.get_by_role("button", name="Compare").click()
    panes = page.get_by_role("dialog", name="Side by side").locator("article")
    expect(panes).to_have_count(2)
    expect(panes.first).to_contain_text("Whether you classify said computation")  # the whole comment, quotations too
    assert "…" not in panes.first.locator(".words").inner_text()[-3:]
    one, other = panes.first.bounding_box(), panes.last.bounding_box()
    assert one
    assert other
    assert one["x"] + one["width"] <= other["x"]
    assert abs(one["y"] - other["y"]) < 2
    expect(page).to_have_url(re.compile(rf"\?compare=texts/{POST}:c14,texts/{POST}:p\d+$"))
    address = page.url
    page.go_back()
    expect(panes).to_have_count(0)
    page.goto("about:blank")
    page.goto(address)  # as sent to somebody else
    expect(panes).to_have_count(2)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panes).to_have_count(0)
    expect(page).not_to_have_url(holding("compare"))


def test_by_keyboard_what_a_link_leads_to_is_kept_and_taken_away(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    focus(page, page.locator(f"{DXU} .answers a").first)
    page.keyboard.press("c")
    tray = page.locator("section.kept")
    expect(tray.get_by_role("link")).to_have_count(1)
    expect(page.locator("p.said[role=status]", has_text="Kept to compare: simon")).to_have_count(1)
    page.keyboard.press("c")  # nothing is shown: nothing is kept twice
    focus(page, page.locator(f"{DXU} a.term").first)
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("c")
    expect(tray.get_by_role("link")).to_have_text(["simon, 20 April 2023, 04:29", "mask: role"])
    tray.get_by_role("button", name="Take away: simon").press("Enter")
    expect(tray.get_by_role("link")).to_have_text(["mask: role"])
    tray.get_by_role("button", name="Clear").press("Enter")
    expect(tray).to_be_hidden()


def test_selected_words_offer_their_passage_for_comparison(page: Page, site: Path) -> None:
    open_page(page, site, TEXT)
    page.evaluate("getSelection().selectAllChildren(document.getElementById('p159').closest('p'))")
    page.locator(".selection-bar").get_by_role("button", name="Compare").click()
    expect(page.locator("section.kept").get_by_role("link")).to_have_text(["dxu, 21 April 2023"])


def test_on_a_telephone_what_is_compared_stands_one_below_the_other(phone: Page, site: Path) -> None:
    open_page(phone, site, f"{TEXT}?compare=texts/{POST}:p159,texts/{POST}:p213")
    panes = phone.locator("dialog.compare-box article")
    expect(panes).to_have_count(2)
    one, other = panes.first.bounding_box(), panes.last.bounding_box()
    assert one
    assert other
    assert one["y"] + one["height"] <= other["y"]
    assert phone.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    assert phone.evaluate("(d => d.scrollWidth - d.clientWidth)(document.querySelector('dialog.compare-box'))") <= 0


def test_an_address_that_asks_for_nonsense_shows_none_of_it(page: Page, site: Path) -> None:
    open_page(page, site, f"{TEXT}?compare=<b>x</b>,javascript:alert(1),../../etc,texts/{POST}:p159,texts/{POST}:p9999")
    panes = page.locator("dialog.compare-box article")
    expect(panes).to_have_count(2)
    expect(panes.last).to_contain_text("There is nothing at this address.")
    hrefs = page.locator("dialog.compare-box a").evaluate_all("all => all.map(one => one.href)")
    assert all(one.startswith(site.as_uri()) for one in hrefs)


def test_two_peoples_words_on_one_claim_stand_side_by_side(page: Page, site: Path) -> None:
    open_page(page, site, "claims/actor-knows-the-answers-itself.html")
    page.get_by_role("link", name="dxu and simon").click()
    box = page.get_by_role("dialog", name="Side by side")
    expect(box).to_contain_text("On the claim: A powerful language model contains an actor that is none of its masks")
    panes = box.locator("article")
    expect(panes.first.get_by_role("heading")).to_have_text("dxu")
    expect(panes.last.get_by_role("heading")).to_have_text("simon")
    expect(panes.last.locator(".denies")).to_have_count(1)
    panes.last.get_by_role("heading").get_by_role("link").click()
    page.wait_for_url(re.compile(rf"texts/{POST}\.html#p217$"))


# Without scripts


def test_without_scripts_titles_tell_the_sense_and_comparisons_lead_to_the_passage(
    chromium: Browser, site: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    open_page(page, site, TEXT)
    title = page.locator(f"{DXU} a.term").first.get_attribute("title")
    assert title == (
        "mask: A role that the model is asked to play during inference, as opposed to whatever does the thinking "
        "needed to play it."
    )
    expect(page.locator("article:has(> #c13) .senses-differ")).to_be_visible()
    open_page(page, site, "claims/actor-knows-the-answers-itself.html")
    page.get_by_role("link", name="dxu and simon").click()
    page.wait_for_url(re.compile(rf"texts/{POST}\.html\?compare=.*#p196$"))
    assert page.evaluate("document.getElementById('p196').getBoundingClientRect().top < innerHeight")
    context.close()
