"""The search and the keys in a browser, from disk and from a server: mouse, keyboard, touch, and no scripts at all."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from browse import holding, on_phone, server, until
from edition.render.find import KINDS, Findable, Findables
from edition.render.find_index import words_of
from edition.render.guide import Guide
from edition.render.site import handwritten_pages, set_citations
from edition.resolve.joined import Joined
from facts import DAVIDW, PAYOR, POST

FIELD, RESULTS, TOLD = "#__search-field", "#__search-results", "#__search-told"


@pytest.fixture(scope="session")
def things(joined: Joined) -> list[Findable]:
    """Everything that can be found in the real edition."""
    pages = handwritten_pages(joined) | Guide(joined).write()
    return Findables(joined, set_citations(joined), pages).write()


def go(page: Page, site: Path, path: str) -> None:
    name, mark, query = path.partition("?")
    page.goto((site / name).as_uri() + mark + quote(query, safe="=&%"))


def asked(page: Page, site: Path, query: str) -> None:
    """Opens the page of the search with a query in its address, and waits for the answer."""
    go(page, site, f"find.html?{query}")
    expect(page.locator(TOLD)).to_have_text(re.compile("result|Nothing"))


def shown(page: Page) -> list[str]:
    """The addresses of the results, relative to the site, without what is to be marked."""
    links = page.locator("a.found").evaluate_all(
        "links => links.map(link => link.href.slice(window.edition.find.url('').length))"
    )
    return [re.sub(r"\?find=[^#]*", "", link) for link in links]


def counted(page: Page) -> tuple[int, int]:
    """How many results are told, and in how many places they stand: more, where some quote others."""
    told = re.fullmatch(r"(\d+) results?(?: in (\d+) places)?", page.locator(TOLD).inner_text())
    assert told
    return int(told[1]), int(told[2] or told[1])


def found(page: Page, query: str) -> set[str]:
    """All that a query finds, by address."""
    return set(
        page.evaluate(
            """async query => {
                const { find } = window.edition;
                await find.ready();
                const { things } = await find.search(find.parse(query));
                return Promise.all(things.map(async number => (await find.thing(number)).address));
            }""",
            query,
        )
    )


def focused(page: Page) -> str:
    return page.evaluate(
        "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
    )


# What is found


def test_the_browser_reads_words_as_the_index_does(page: Page, site: Path, things: list[Findable]) -> None:
    go(page, site, "find.html")
    odd = [
        "Hofstätter’s Straße ﬁne",
        "don't That-Which-Predicts",
        "面具 が Ёлка ΛΟΓΟΣ",
        "½ ™ № x² İstanbul e\u0301te\u0301",
        "a_b-c‑d",
    ]
    texts = [*odd, *(one.words for one in things)]
    told = page.evaluate(
        """async texts => {
            await window.edition.find.ready();
            return texts.map(text => window.edition.find.wordsOf(text).map(one => one.word));
        }""",
        texts,
    )
    for text, words in zip(texts, told, strict=True):
        apart: dict[int, str] = {}
        for at, word in words_of(text):
            apart.setdefault(at, word)
        assert words == [*apart.values()], text


# A query, and what must stand in a title or in the words below it: once more, as a pattern over the whole edition.
QUERIES = {
    "simulacra": [r"\bsimulacra"],
    "mask goal": [r"\bmask", r"\bgoal"],
    '"the mask"': [r"\bthe[\W_]+mask\b"],
    '"fully committed to"': [r"\bfully[\W_]+committed[\W_]+to\b"],
    "hofstatter": [r"\bhofstatter"],
    "HOFSTÄTTER": [r"\bhofstatter"],
    "that-which-predicts": [r"\bthat[\W_]+which[\W_]+predicts"],
    "finetuning": [r"\bfine-?tuning"],
    "fine-tuning": [r"\bfine[\W_]*tuning"],
    '"not" "goals"': [r"\bnot\b", r"\bgoals\b"],
    "of the": [r"\bof\b", r"\bthe\b"],
    "qqqzzz": [r"qqqzzz"],
}


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_finds_what_holds_its_words_and_nothing_else(
    page: Page, site: Path, things: list[Findable], query: str
) -> None:
    def plain(text: str) -> str:
        return "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))

    wanted = {
        one.address
        for one in things
        if all(any(re.search(pattern, plain(text)) for text in (one.head, one.words)) for pattern in QUERIES[query])
    }
    go(page, site, "about.html")
    assert found(page, query) == wanted
    assert wanted or query == "qqqzzz"


def test_a_name_with_other_words_finds_the_words_of_that_person(page: Page, site: Path, things: list[Findable]) -> None:
    go(page, site, "about.html")
    by_address = {one.address: one for one in things}
    passages = [by_address[one] for one in found(page, "dxu mask") if by_address[one].kind == "passage"]
    assert {one.by for one in passages} >= {"dxu"}
    assert all(one.by == "dxu" or "dxu" in one.words for one in passages)
    alone = [by_address[one] for one in found(page, "dxu") if by_address[one].kind == "passage"]
    assert all("dxu" in one.words for one in alone)  # a name alone is sought in the words


def test_the_very_words_come_before_words_that_are_apart(page: Page, site: Path) -> None:
    asked(page, site, "q=committed to the role")
    assert shown(page)[0] == f"texts/{POST}.html#p20"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("shoggoth", "glossary/shoggoth.html"),
        ("simulacra", "glossary/simulacrum.html"),
        ("hofstatter", "people/felix-hofstatter.html"),
        ("cruxes", "cruxes.html"),
    ],
)
def test_what_is_called_by_the_words_comes_first(page: Page, site: Path, query: str, first: str) -> None:
    asked(page, site, f"q={query}")
    assert shown(page)[0] == first


# From the header, by keyboard


def test_slash_leads_to_the_field_and_arrows_and_enter_to_the_words(page: Page, site: Path) -> None:
    go(page, site, "glossary/mask.html")
    page.keyboard.press("/")
    until(page, "document.activeElement.id", "__search-field")
    page.keyboard.type("uantiliz")
    expect(page.locator(TOLD)).to_contain_text("Nothing found")
    page.locator(FIELD).fill("")
    page.keyboard.type("quantilization")
    expect(page.locator(TOLD)).to_have_text(re.compile(r"^\d+ results$"))
    page.wait_for_function(f"() => document.querySelector(\"a.found[href*='{PAYOR}.html']\")")
    while f"{PAYOR}.html" not in (page.evaluate("document.activeElement.href") or ""):
        page.keyboard.press("ArrowDown")
    text = page.evaluate("document.activeElement.textContent")
    assert "James Payor" in text or "editors" in text
    goal = page.evaluate("document.activeElement.hash")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"texts/{PAYOR}\.html{goal}$"))  # the permanent address, and no more
    page.wait_for_function("() => CSS.highlights.get('found')?.size > 0")
    marked = page.evaluate("[...CSS.highlights.get('found')].map(range => range.toString())")
    assert all(word.lower().startswith("quantiliz") for word in marked)
    inside = """goal => {
        const place = document.querySelector(goal).closest("p, li, .note-body") || document.querySelector(goal);
        return [...CSS.highlights.get("found")].every(range => place.contains(range.startContainer));
    }"""
    assert page.evaluate(inside, goal)
    held = "one => [(one.closest('p, li, .note-body') || one)].map(one => [one.textContent, one.childNodes.length])"
    words = page.locator(goal).evaluate(held)
    page.reload()
    page.wait_for_function("() => CSS.highlights.get('found')?.size > 0")
    go(page, site, f"texts/{PAYOR}.html")  # painted and not wrapped: the page is the same without the search
    assert page.locator(goal).evaluate(held) == words


def test_escape_leaves_the_field_for_where_the_reader_was(page: Page, site: Path) -> None:
    go(page, site, "glossary/mask.html")
    link = page.locator(".md-content a[href]").nth(3)
    link.focus()
    page.keyboard.press("/")
    page.keyboard.type("mask")
    page.locator("a.found").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    until(page, "document.activeElement === document.querySelector('a.found')", True)
    page.keyboard.press("ArrowUp")
    until(page, "document.activeElement.id", "__search-field")
    page.keyboard.press("Escape")
    expect(page.locator(".search-box")).to_be_hidden()
    assert link.evaluate("link => link === document.activeElement")


def test_enter_leads_to_the_page_with_all_results(page: Page, site: Path) -> None:
    go(page, site, "index.html")
    page.keyboard.press("/")
    page.keyboard.type('"the mask"')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"find\.html\?q=%22the%20mask%22$"))
    page.locator("a.found").first.wait_for()
    assert page.locator(FIELD).input_value() == '"the mask"'


def test_the_mouse_leads_from_the_box_and_a_click_beside_closes_it(page: Page, site: Path) -> None:
    go(page, site, "index.html")
    page.locator(FIELD).click()
    page.keyboard.type("shoggoth")
    page.locator("a.found").first.wait_for()
    page.locator("h1").click()
    expect(page.locator(".search-box")).to_be_hidden()
    page.locator(FIELD).click()
    link = page.locator("a.found").nth(1)
    goal = page.evaluate("link => link.pathname + link.hash", link.element_handle())
    link.click()
    page.wait_for_url(re.compile(re.escape(goal) + "$"))


# The page, its filters and its address


def test_filters_stand_in_the_address_and_the_way_back_leads_through_them(page: Page, site: Path) -> None:
    asked(page, site, "q=goal")
    page.get_by_role("link", name=re.compile("^Passages")).click()
    expect(page).to_have_url(re.compile(r"\?q=goal&kind=passage$"))
    expect(page.get_by_role("link", name=re.compile("^Passages"))).to_have_attribute("aria-current", "true")
    page.get_by_label("Words of").select_option("dxu")  # beside the results, where there is room
    expect(page).to_have_url(re.compile(r"\?q=goal&kind=passage&person=dxu$"))
    facts = page.locator("a.found .found-facts")
    expect(facts.first).to_contain_text("dxu")
    assert all(text.startswith("dxu") for text in facts.all_inner_texts())
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=goal&kind=passage$"))
    assert page.get_by_label("Words of").input_value() == ""
    page.go_back()
    expect(page.get_by_role("heading", name="Notes")).to_be_visible()
    page.go_forward()
    page.go_forward()
    expect(page.get_by_label("Words of")).to_have_value("dxu")
    expect(page).to_have_url(holding("dxu"))
    address = page.url
    page.reload()
    expect(page.get_by_label("Words of")).to_have_value("dxu")
    expect(page).to_have_url(address)
    page.get_by_role("button", name="Clear the filters").click()
    expect(page).to_have_url(re.compile(r"\?q=goal$"))


def test_a_text_and_days_filter_and_what_has_no_date_is_told(page: Page, site: Path, things: list[Findable]) -> None:
    asked(page, site, f"q=mask&kind=passage&text={DAVIDW}")
    assert all(one.startswith(f"texts/{DAVIDW}.html") for one in shown(page))
    expect(page).not_to_have_url(holding("undated=1"))
    asked(page, site, "q=goal&kind=passage&from=2023-04-20&to=2023-04-21&order=oldest")
    days = {one.address: one.day for one in things}
    found_days = [days[one] for one in shown(page)]
    assert found_days
    assert set(found_days) <= {"2023-04-20", "2023-04-21"}
    assert found_days == sorted(found_days)
    undated = sum(
        bool(re.search(r"\bgoal", one.words.lower())) for one in things if one.kind == "passage" and not one.day
    )
    note = page.locator(".search-note")
    expect(note).to_contain_text(re.compile(r"\d+ more have no date\."))
    more = int(note.inner_text().split()[0])  # words and those that quote them are one
    results, places = counted(page)
    note.get_by_role("button", name="Show them too").click()
    expect(page.locator(TOLD)).to_contain_text(f"{results + more} result")
    assert counted(page) == (results + more, places + undated)
    expect(page).to_have_url(re.compile("undated=1"))


def test_what_is_nowhere_is_named_and_filters_that_hide_all_are_told(page: Page, site: Path) -> None:
    asked(page, site, "q=mask qqqzzz")
    expect(page.locator(TOLD)).to_have_text("Nothing found: “qqqzzz” stands nowhere in the edition.")
    asked(page, site, "q=shoggoth&from=1999-01-01&to=1999-02-01&undated=")
    expect(page.locator(".search-note")).to_contain_text(re.compile("have no date|Without filters"))


@pytest.mark.parametrize(
    ("query", "text", "rest"),
    [
        ("quantlization", "quantilization", "Did you mean"),
        ("simulcara mask", "simulacra mask", "Did you mean"),
        ("uqantilization", "quantilization", "Did you mean"),
        ("ptimizer", "optimizer", "Did you mean"),
        ("xshoggoth", "shoggoth", "Did you mean"),
        ("nimulacra mask", "simulacra mask", "Did you mean"),
        ("mask qqqzzz", "mask", "Without “qqqzzz”:"),
        ('"mask prediction goal"', "mask prediction goal", "Without quotation marks:"),
        ("hofstatter quantilization nanotech", "quantilization nanotech", ""),
    ],
)
def test_where_nothing_is_found_it_says_what_to_try_and_how_much_that_finds(
    page: Page, site: Path, query: str, text: str, rest: str
) -> None:
    asked(page, site, f"q={query}")
    note = page.locator(".search-note")
    if not rest:  # no two of the three stand together, so there is nothing better to offer
        expect(note).to_contain_text("Fewer or shorter words find more")
        return
    item = note.get_by_role("listitem").filter(has_text=rest)
    expect(item.get_by_role("link")).to_have_text(text)
    match = re.search(r"\((\d+)\)$", item.inner_text())
    assert match
    item.get_by_role("link").click()
    expect(page.locator(TOLD)).to_have_text(re.compile(rf"^{match[1]} results?( in \d+ places)?$"))
    assert page.locator(FIELD).input_value() == text
    page.go_back()
    expect(page.locator(FIELD)).to_have_value(query)
    expect(page.locator(TOLD)).to_contain_text("Nothing found")


def test_a_name_leads_to_the_words_of_whoever_bears_it(page: Page, site: Path, things: list[Findable]) -> None:
    asked(page, site, "q=hofstatter")
    page.get_by_role("link", name="All words by Felix Hofstätter").click()
    own = [one.address for one in things if one.by == "felix-hofstatter"]
    expect(page.locator(TOLD)).to_have_text(f"{len(own)} results")
    expect(page).to_have_url(re.compile(r"find\.html\?person=felix-hofstatter$"))
    assert set(shown(page)) <= set(own)
    asked(page, site, "q=dxu mask")
    expect(page.locator("a.found .found-facts").first).to_have_text(re.compile("^dxu"))
    page.get_by_role("link", name="Only dxu’s own words about mask").click()
    expect(page.get_by_label("Words of")).to_have_value("dxu")
    assert page.locator(FIELD).input_value() == "mask"
    assert all(text.startswith("dxu") for text in page.locator("a.found .found-facts").all_inner_texts())


def test_without_words_the_filters_list_what_there_is(page: Page, site: Path, things: list[Findable]) -> None:
    go(page, site, "find.html")
    expect(page.locator(".search-note")).to_contain_text("Type words")
    assert page.locator("a.found").count() == 0
    claims = [one.address for one in things if one.kind == "claim"]
    page.get_by_role("link", name=f"Claims {len(claims)}").click()
    expect(page.locator(TOLD)).to_have_text(f"{len(claims)} results")
    assert shown(page) == claims[:20]
    assert "find=" not in (page.locator("a.found").first.get_attribute("href") or "")


def test_the_kind_that_fits_best_comes_first_and_the_others_keep_an_order(page: Page, site: Path) -> None:
    for query, first in (("shoggoth", "Terms"), ("hofstatter", "People"), ("committed to the role", "Passages")):
        asked(page, site, f"q={query}")
        heads = page.locator("#__search-results h2").all_inner_texts()
        assert heads[0] == first
        order = [name for _, name in KINDS if name in heads and name != first]
        assert heads[1:] == order


def test_the_count_is_announced_once_when_typing_rests(page: Page, site: Path) -> None:
    for path in ("find.html", "index.html"):
        go(page, site, path)
        page.locator(FIELD).click()
        page.evaluate(
            """() => {
                window.said = [];
                const live = document.querySelector(".search-live");
                new MutationObserver(() => window.said.push(live.textContent)).observe(live, { childList: true });
            }"""
        )
        page.keyboard.type("shoggoth", delay=60)
        expect(page.locator(".search-live")).to_have_text(re.compile("results"))
        assert page.evaluate("window.said") == [page.locator(TOLD).inner_text()]


def test_of_many_results_more_are_shown_and_the_focus_is_on_the_first_of_them(page: Page, site: Path) -> None:
    asked(page, site, "q=goal&kind=note")
    assert page.locator("a.found").count() == 20
    page.get_by_role("button", name="Show 20 more").press("Enter")
    expect(page.locator("a.found")).to_have_count(40)
    assert page.locator("a.found").nth(20).evaluate("link => link === document.activeElement")
    assert len(set(shown(page))) == 40


def test_the_count_is_announced_and_results_are_in_named_groups(page: Page, site: Path) -> None:
    asked(page, site, "q=mask")
    expect(page.locator("#search").get_by_role("status")).to_have_text(page.locator(TOLD).inner_text())
    regions = page.get_by_role("region").evaluate_all(
        "all => all.map(one => document.getElementById(one.getAttribute('aria-labelledby')).textContent)"
    )
    assert {"Terms", "Passages", "Notes"} <= set(regions)
    assert page.get_by_role("search").count() == 1


def test_results_hold_no_markup_of_what_is_found(page: Page, site: Path) -> None:
    go(page, site, "find.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator(TOLD)).to_have_text(re.compile("Nothing"))
    assert page.locator("#search img").count() == 0


# From a server, and in proportion


def test_from_a_server_a_query_asks_for_few_scripts(chromium: Browser, site: Path) -> None:
    with server(site) as (address, paths):
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}/texts/{POST}.html")
        assert not [path for path in paths if "assets/find/" in path]  # before it is used it costs nothing
        page.keyboard.press("/")
        page.keyboard.type("simulacra")
        page.locator("a.found mark").first.wait_for()
        asked_for = {path for path in paths if "assets/find/words" in path}
        assert 0 < len(asked_for) < len([*(site / "assets/find").glob("words-*.js")]) / 2
        page.locator("a.found").first.click()
        page.wait_for_function("() => CSS.highlights.get('found')?.size > 0")
        expect(page).not_to_have_url(holding("find="))
        context.close()


def test_an_index_that_is_missing_is_told(chromium: Browser, site: Path) -> None:
    with server(site) as (address, _):
        context = chromium.new_context()
        page = context.new_page()
        page.route(re.compile("assets/find/"), lambda route: route.abort())
        page.goto(f"{address}/index.html")
        page.keyboard.press("/")
        page.keyboard.type("mask")
        expect(page.locator(TOLD)).to_have_text("The index of the search could not be read.")
        page.unroute(re.compile("assets/find/"))
        page.keyboard.type("s")
        page.locator("a.found").first.wait_for()  # and it is asked for again
        context.close()


def wait_for_marks_in_view(page: Page) -> None:
    page.wait_for_function("() => CSS.highlights.get('found')?.size > 0")
    page.wait_for_timeout(300)  # the page comes to rest
    page.wait_for_function(
        """() => [...CSS.highlights.get("found")].map(range => range.getBoundingClientRect())
            .some(({ height, top, bottom }) => height && top >= 0 && bottom <= innerHeight)"""
    )


@pytest.mark.parametrize("width", [390, 1366])
def test_a_result_lands_on_its_words_wherever_they_stand(chromium: Browser, site: Path, width: int) -> None:
    """In a note, in answers that are folded away, with the notes hidden, and far below the top of a page."""
    context = chromium.new_context(viewport={"width": width, "height": 700}, offline=True)
    page = context.new_page()

    def follow(query: str) -> None:
        asked(page, site, query)
        page.locator("a.found").first.click()
        page.wait_for_url(re.compile(r"html(?:#.*)?$"))

    follow("q=chess&kind=note")
    wait_for_marks_in_view(page)
    go(page, site, f"texts/{POST}.html")
    page.wait_for_function("() => window.edition.thread?.foldAll")
    page.evaluate("window.edition.thread.foldAll(true)")
    go(page, site, f"texts/{POST}.html?layers=none")
    expect(page.locator("details.note:visible")).to_have_count(0)
    follow('q="goal slot"&kind=passage&person=dxu')
    wait_for_marks_in_view(page)
    follow("q=chess&kind=note")
    wait_for_marks_in_view(page)
    follow('q="mesa-optimizer"&kind=term')
    wait_for_marks_in_view(page)
    follow("q=grounded semantics&kind=page")
    wait_for_marks_in_view(page)
    context.close()


# Touch, narrow windows, no scripts


@pytest.mark.parametrize("width", [320, 390])
def test_by_touch_on_a_phone(chromium: Browser, site: Path, width: int) -> None:
    with on_phone(chromium, width, 700) as page:
        go(page, site, f"texts/{POST}.html")
        page.get_by_role("link", name="Search", exact=True).tap()
        page.wait_for_url(re.compile(r"find\.html$"))
        page.locator(FIELD).tap()
        page.keyboard.type("committed to the role")
        page.locator("a.found").first.wait_for()
        page.get_by_text("Filters", exact=True).tap()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        small = """[...document.querySelectorAll('#search :is(a, button, summary, select, input)')]
            .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 24 && one.type !== 'checkbox')
            .map(one => one.outerHTML)"""
        assert page.evaluate(small) == []
        page.locator("a.found").first.tap()
        page.wait_for_url(re.compile(rf"texts/{POST}\.html#p20$"))


def test_without_scripts_the_header_leads_to_lists(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    go(page, site, f"texts/{POST}.html")
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url(re.compile(r"find\.html$"))
    expect(page.locator("#search")).to_contain_text("JavaScript")
    page.locator("#search").get_by_role("link", name="Glossary").click()
    page.wait_for_url(re.compile(r"glossary/index\.html$"))
    context.close()


# Keys


def test_question_mark_lists_the_keys_and_escape_leads_back(page: Page, site: Path) -> None:
    go(page, site, f"texts/{POST}.html")
    mark = page.locator("a.note-ref:visible").first
    mark.focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    keys = dialog.locator("dt").all_inner_texts()
    assert {"?", "/", "n", "N"} <= set(keys)
    assert len(keys) == len(set(keys))
    page.keyboard.press("n")  # no key acts behind the dialog
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert mark.evaluate("mark => mark === document.activeElement")


def test_keys_are_switched_off_and_on_again_and_that_is_remembered(page: Page, site: Path) -> None:
    go(page, site, f"texts/{POST}.html")
    page.keyboard.press("?")
    box = page.get_by_label("Single keys work outside fields")
    box.uncheck()
    page.keyboard.press("Escape")
    for _ in range(2):
        page.keyboard.press("/")
        page.keyboard.press("n")
        page.keyboard.press("?")
        assert focused(page) not in ("__search-field", "note-ref")
        expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
        page.reload()
    page.locator(FIELD).click()
    page.keyboard.type("a/n?")  # what is typed is typed
    assert page.locator(FIELD).input_value() == "a/n?"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keys").click()
    expect(box).not_to_be_checked()
    box.check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("/")
    until(page, "document.activeElement.id", "__search-field")


def test_where_nothing_can_be_remembered_keys_are_off_for_the_page(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
            Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });"""
    )
    go(page, site, "glossary/mask.html")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    page.get_by_label("Single keys work outside fields").uncheck()
    expect(dialog).to_contain_text("This browser keeps nothing, so it holds for this page alone.")
    page.mouse.click(5, 5)  # beside the dialog
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    page.keyboard.press("/")
    expect(dialog).to_be_hidden()
    assert focused(page) != "__search-field"
    page.locator(FIELD).click()
    page.keyboard.type("shoggoth")
    page.locator("a.found").first.wait_for()
    page.reload()
    page.keyboard.press("/")
    until(page, "document.activeElement.id", "__search-field")
    assert not [fault for fault in faults if "find" in fault or "keys" in fault]
    context.close()


def test_n_goes_through_the_notes_and_shift_n_back(page: Page, site: Path) -> None:
    go(page, site, f"texts/{POST}.html")
    order = page.locator("a.note-ref:visible").evaluate_all("marks => marks.map(mark => mark.id || mark.hash)")
    at = "document.activeElement.id || document.activeElement.hash"
    seen = []
    for _ in range(4):
        page.keyboard.press("n")
        seen.append(page.evaluate(at))
    assert seen == order[:4]
    page.keyboard.press("Shift+N")
    assert page.evaluate(at) == order[2]
    box = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert 0 <= box <= 768
    page.locator(FIELD).click()
    page.keyboard.type("n")
    assert page.locator(FIELD).input_value() == "n"


def test_n_on_a_page_without_notes_turns_no_page(page: Page, site: Path) -> None:
    go(page, site, "debates/index.html")
    address = page.url
    page.keyboard.press("n")
    page.keyboard.press("p")
    page.keyboard.press(".")
    page.wait_for_timeout(300)
    expect(page).to_have_url(address)
