"""Layers in a browser, from disk and off line: what a reader hides, how it is kept and sent, and what shows it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import tiny
from browse import ending, holding, on_phone
from edition.resolve.joined import Joined
from facts import PERSONAS, POST

ADA = tiny.NOTE.replace("by: ed", "by: ada").replace("commenting", "questioning")
NOTES = {
    "docs/how-to-read.md": "# How to read\n\n## What if\n\nSlowly.\n",
    "docs/annotations/thread/beneath.md": ADA.replace("under the mask", "the mask is an actor"),
    "docs/annotations/thread/role.md": ADA.replace('"under the mask"', '"It does", prefix: "has goals. "'),
}
KINDS = {
    "stances": ".margin a.stance:not(.argues)",
    "arguments": ".margin a.stance.argues",
    "whose words are quoted, and where": ".unit .quote-source",
    "mentions of passages": ".unit details.mentions",
}
TELLS = re.compile(r"(\d+) notes?")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small edition with two annotators."""
    root = tiny.edition(tmp_path_factory.mktemp("two"), tiny.DEBATE | NOTES)
    shutil.copytree(tiny.ROOT / "docs/assets", root / "docs/assets", ignore=shutil.ignore_patterns("*.txt"))
    return tiny.built(root, root / "site")


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    """Another reader, whose browser keeps nothing of the first."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    yield context.new_page()
    context.close()


def open_text(page: Page, site: Path, after: str = "", name: str = POST) -> None:
    page.goto((site / f"texts/{name}.html").as_uri() + after)
    page.locator(".layers").wait_for()
    page.evaluate("document.fonts.ready")


def unfold(page: Page) -> Locator:
    """The control, opened."""
    layers = page.locator("details.layers")
    if layers.get_attribute("open") is None:
        layers.locator("summary").click()
    return layers


def box(page: Page, name: str) -> Locator:
    return unfold(page).get_by_role("checkbox", name=re.compile(f"^{re.escape(name)} \\("))


def told(page: Page) -> str:
    return page.locator(".layers-told").inner_text()


def seen(page: Page, selector: str) -> int:
    return page.evaluate("one => [...document.querySelectorAll(one)].filter(e => e.checkVisibility()).length", selector)


def shown(page: Page) -> list[str]:
    """The notes whose mark stands in the words, or which stand beside them."""
    return page.evaluate(
        """() => [...new Set([...document.querySelectorAll('a.note-ref, details.note')].filter(e => e.checkVisibility())
            .map(e => e.hash ? e.hash.slice(6) : e.querySelector('.note-body').id.slice(5)))].sort()"""
    )


def lit(page: Page) -> int:
    """How many highlights have a ground of their own."""
    return page.evaluate(
        """() => [...document.querySelectorAll('mark.hl')]
            .filter(e => getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)').length"""
    )


# Kinds


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_beside_the_words_is_hidden_alone_and_told(page: Page, site: Path, kind: str) -> None:
    open_text(page, site)
    assert told(page) == "all shown"
    before = {name: seen(page, selector) for name, selector in KINDS.items()}
    notes = shown(page)
    assert before[kind] > 10
    box(page, kind).uncheck()
    assert {name: seen(page, selector) for name, selector in KINDS.items()} == before | {kind: 0}
    assert shown(page) == notes
    assert re.fullmatch(r"\d+ [a-z ]+ hidden", told(page))
    box(page, kind).check()
    assert {name: seen(page, selector) for name, selector in KINDS.items()} == before
    assert told(page) == "all shown"


def test_words_with_senses_are_plain_words_while_they_are_hidden(page: Page, site: Path) -> None:
    open_text(page, site)
    term = page.locator("#post a.term").first
    goal, title = term.get_attribute("href"), term.get_attribute("title")
    box(page, "words with senses").uncheck()
    expect(term).not_to_have_attribute("href", re.compile("."))
    expect(term).to_have_css("text-decoration-line", "none")
    assert page.locator("a.term[href]:not(.editorial a)").count() == 0
    assert seen(page, ".senses-differ") == 0
    box(page, "words with senses").check()
    expect(term).to_have_attribute("href", goal or "")
    expect(term).to_have_attribute("title", title or "")
    assert seen(page, ".senses-differ") > 0


@pytest.mark.parametrize("width", [1366, 390])
def test_notes_are_hidden_by_what_they_do(page: Page, site: Path, joined: Joined, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_text(page, site)
    notes = joined.edition.annotations
    here = {name for name, anchors in joined.anchors.items() if any(anchor.source.id == POST for anchor in anchors)}
    assert set(shown(page)) == here
    box(page, "commenting").uncheck()
    left = {name for name in here if notes[name].motivation != "commenting"}
    assert set(shown(page)) == left
    assert told(page) == f"{len(here - left)} notes hidden"
    all_notes = box(page, "all notes")
    assert all_notes.evaluate("e => e.indeterminate")
    all_notes.check()
    assert set(shown(page)) == here
    all_notes.uncheck()
    assert shown(page) == []
    assert lit(page) == 0
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


# Annotators


def test_notes_are_hidden_by_who_wrote_them(page: Page, two: Path) -> None:
    open_text(page, two, name="thread")
    assert shown(page) == ["beneath", "for-now", "no-goals", "role", "under"]
    over = page.locator("mark.hl-over")
    assert over.count() > 0
    box(page, "ada").uncheck()
    assert shown(page) == ["for-now", "no-goals", "under"]
    assert told(page) == "2 notes hidden"
    expect(page.locator("mark.hl-over")).to_have_count(0)  # words that only one note shown is about
    page.locator("mark[data-notes~='under']").first.click()
    expect(page).to_have_url(ending("#note-under"))  # and nothing asks which of two is meant
    box(page, "ed").uncheck()
    assert shown(page) == []
    box(page, "ada").check()
    assert shown(page) == ["beneath", "role"]


def test_where_one_person_wrote_all_notes_nothing_asks_who(page: Page, site: Path) -> None:
    open_text(page, site)
    expect(unfold(page).get_by_role("group", name="Notes by")).to_have_count(0)


# Remembered, and sent


def test_what_is_hidden_is_remembered_on_every_text(page: Page, site: Path) -> None:
    open_text(page, site)
    box(page, "commenting").uncheck()
    box(page, "stances").uncheck()
    open_text(page, site)
    expect(box(page, "commenting")).not_to_be_checked()
    expect(box(page, "linking")).to_be_checked()
    open_text(page, site, name=PERSONAS)
    expect(box(page, "commenting")).not_to_be_checked()
    assert seen(page, KINDS["stances"]) == 0
    box(page, "commenting").check()
    open_text(page, site)
    expect(box(page, "commenting")).to_be_checked()
    expect(box(page, "stances")).not_to_be_checked()


def test_what_is_hidden_stands_in_the_address_beside_the_rest_of_it(page: Page, reader: Page, two: Path) -> None:
    open_text(page, two, "?exchange=c02#p9", "thread")
    box(page, "ada").uncheck()
    box(page, "stances").uncheck()
    expect(page).to_have_url(holding("exchange=c02"))
    expect(page).to_have_url(ending("#p9"))
    open_text(reader, two, page.url.partition("thread.html")[2], "thread")
    expect(box(reader, "ada")).not_to_be_checked()
    expect(box(reader, "ed")).to_be_checked()
    assert seen(reader, KINDS["stances"]) == 0
    expect(page).to_have_url(reader.url)
    expect(reader.locator(".exchange-head")).to_be_visible()
    box(page, "ada").check()
    box(page, "stances").check()
    expect(page).to_have_url(ending("thread.html?exchange=c02#p9"))


def test_an_address_counts_for_more_than_what_is_remembered(page: Page, two: Path) -> None:
    open_text(page, two, "?layers=none", "thread")
    assert shown(page) == []
    assert told(page) == "only the text is shown"
    box(page, "all notes").check()
    open_text(page, two, "?layers=all", "thread")
    assert told(page) == "all shown"


@pytest.mark.parametrize("given", ["", "-", "-nothing", "terms", "-%3Cb%3E,-by:nobody", "-constructor", "%E0%A4%A"])
def test_an_address_that_names_no_layer_hides_nothing(page: Page, two: Path, given: str) -> None:
    open_text(page, two, f"?layers={given}", "thread")
    assert told(page) == "all shown"
    assert len(shown(page)) == 5


def test_without_storage_the_layers_work_and_the_address_keeps_them(reader: Page, two: Path) -> None:
    reader.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied', 'SecurityError') }})"
    )
    open_text(reader, two, name="thread")
    box(reader, "commenting").uncheck()
    assert shown(reader) == ["beneath", "role"]
    reader.reload()
    assert shown(reader) == ["beneath", "role"]


def test_what_is_stored_and_is_not_ours_is_passed_over(page: Page, two: Path) -> None:
    for kept in ('{"terms": 1}', "7", "null", "[7, null]", "not JSON"):
        open_text(page, two, name="thread")
        page.evaluate("kept => localStorage.setItem('edition.layers', kept)", kept)
        open_text(page, two, name="thread")
        assert told(page) == "all shown"
        box(page, "commenting").uncheck()
        assert shown(page) == ["beneath", "role"]


# A note that is hidden and led to


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("way", ["arrival", "address", "link"])
def test_a_link_to_a_hidden_note_shows_it_and_says_so(page: Page, two: Path, way: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    if way == "arrival":
        open_text(page, two, "?layers=-commenting#note-under", "thread")
    else:
        open_text(page, two, "?layers=-commenting", "thread")
        assert shown(page) == ["beneath", "role"]
        if way == "address":
            page.evaluate("location.hash = 'note-under'")
        else:
            page.evaluate(
                """() => { const link = document.createElement('a');
                    link.href = '#note-under'; link.id = 'there'; link.textContent = 'there';
                    document.querySelector('.unit p').append(link) }"""
            )
            page.locator("#there").click()
    body = page.locator("#note-under")
    expect(body).to_be_visible()
    expect(body).to_be_focused()
    expect(body).to_contain_text("Your layers hide this note. It is shown because a link led to it.")
    assert shown(page) == ["beneath", "role", "under"]
    assert told(page) == "2 notes hidden"
    body.get_by_role("button", name="Show all such notes").click()
    assert len(shown(page)) == 5
    expect(page.locator(".layers-hidden")).to_have_count(0)


# Only the text


def test_one_click_leaves_only_the_words_as_captured_and_another_brings_all_back(
    page: Page, site: Path, joined: Joined
) -> None:
    open_text(page, site)
    page.get_by_role("button", name="Only the text").click()
    assert told(page) == "only the text is shown"
    expect(page).to_have_url(ending("?layers=none"))
    assert shown(page) == []
    assert lit(page) == 0
    for selector in (*KINDS.values(), ".quoted-by", ".senses-differ", "a.note-stub"):
        assert seen(page, selector) == 0, selector
    source = joined.edition.sources[POST]
    post = next(unit for unit in source.units if unit.id == "post")
    block = next(block for block in post.blocks if block.kind == "paragraph")
    captured = " ".join(source.text(block).split())
    assert page.locator(f"#post p:has(#{block.id})").inner_text().strip() == captured
    page.get_by_role("button", name="Show everything").click()
    assert told(page) == "all shown"
    expect(page).to_have_url(ending(".html"))
    assert lit(page) > 100


def test_only_the_text_is_kept_for_every_text_and_its_key_does_the_same(page: Page, site: Path) -> None:
    open_text(page, site)
    page.keyboard.press("t")
    assert told(page) == "only the text is shown"
    open_text(page, site, name=PERSONAS)
    assert told(page) == "only the text is shown"
    page.keyboard.press("t")
    assert told(page) == "all shown"
    page.keyboard.press("Control+t")
    page.locator("input[type=search]").first.focus()
    page.keyboard.type("t")
    assert told(page) == "all shown"
    keys = page.evaluate("window.editionKeys.map(({ key }) => key)")
    assert len(keys) == len(set(keys))  # no key does two things


def test_the_passage_that_is_read_stays_where_it_is(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_text(page, site, "#c12")
    line = page.locator(".unit:has(> #c12) p:has(> .pid)").first
    before = line.bounding_box()
    page.keyboard.press("t")
    after = line.bounding_box()
    assert before
    assert after
    assert after["y"] == pytest.approx(before["y"], abs=60)
    page.keyboard.press("t")
    again = line.bounding_box()
    assert again
    assert again["y"] == pytest.approx(before["y"], abs=60)


# The control


def test_the_control_is_worked_by_keyboard_and_moves_nothing_when_it_comes(page: Page, site: Path) -> None:
    open_text(page, site)
    page.locator("details.layers > summary").focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.closest('label').textContent.trim()")
    assert name.startswith("linking (")
    page.keyboard.press("Space")
    assert TELLS.match(told(page))
    expect(page.get_by_role("status").filter(has_text="hidden").first).to_be_attached()
    shifts = page.evaluate(
        """new Promise(done => new PerformanceObserver(list => done(list.getEntries().map(one => one.value)))
            .observe({type: 'layout-shift', buffered: true})).then(all => all, () => [])"""
        if page.evaluate("performance.getEntriesByType('layout-shift').length")
        else "[]"
    )
    assert sum(shifts) < 0.1


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_small_screen_the_control_is_tapped(chromium: Browser, site: Path, width: int) -> None:
    with on_phone(chromium, width) as page:
        open_text(page, site)
        page.locator("details.layers > summary").tap()
        labels = page.locator(".layers label")
        for label in labels.all():
            size = label.bounding_box()
            assert size
            assert size["height"] >= 24
        labels.filter(has_text="commenting").tap()
        assert TELLS.match(told(page))
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_without_scripts_everything_is_shown_and_nothing_offers_to_hide_it(chromium: Browser, two: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((two / "texts/thread.html").as_uri() + "?layers=none")
    expect(page.locator("details.note")).to_have_count(5)
    for note in page.locator("details.note").all():
        expect(note).to_be_visible()
    expect(page.locator(".layers-row")).to_have_count(0)
    context.close()
