"""Debate pages in a browser, from disk and off line: maps that can be read, panned and printed, and what follows if."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

import maps
from edition.model.argument import Argument
from edition.resolve.address import debate_page
from edition.resolve.grounded import framework, grounded
from edition.resolve.joined import Joined

DEBATE = "debates/goal-behind-the-mask.html"

# What a browser says of every box of the map: its rectangle and the lines of text in it, in pixels of the screen.
BOXES = """() => [...document.querySelectorAll(".argument-map a.node")].map(node => {
  const box = (e) => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] };
  return { id: node.id, box: box(node.querySelector("rect")), lines: [...node.querySelectorAll("text")].map(box) }
})"""


def open_debate(page: Page, site: Path, path: str = DEBATE, query: str = "") -> None:
    page.goto((site / path).as_uri() + query)
    page.evaluate("document.fonts.ready")


def debates(joined: Joined) -> list[str]:
    return [debate_page(name).removesuffix(".md") + ".html" for name in joined.edition.debates]


# Maps


def test_no_words_stand_outside_their_box_and_no_boxes_overlap(page: Page, site: Path, joined: Joined) -> None:
    for path in debates(joined):
        open_debate(page, site, path)
        boxes = page.evaluate(BOXES)
        assert boxes
        for one in boxes:
            left, top, right, bottom = one["box"]
            for line in one["lines"]:
                assert line[0] >= left
                assert line[2] <= right + 0.5, (path, one["id"])
                assert line[1] >= top - 1
                assert line[3] <= bottom + 1, (path, one["id"])
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                a, b = one["box"], other["box"]
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, (path, one["id"], other["id"])


def test_the_words_of_a_map_are_large_enough_at_1366_pixels(page: Page, site: Path, joined: Joined) -> None:
    """At least ten pixels for a title, whatever the map's size: a larger map scrolls instead."""
    for path in debates(joined):
        open_debate(page, site, path)
        scale = page.evaluate(
            """() => { const map = document.querySelector(".argument-map");
                return map.getBoundingClientRect().width / map.viewBox.baseVal.width }"""
        )
        assert 13 * scale >= 10, path


def test_on_paper_a_map_stands_on_sheets_that_cut_no_box_and_can_be_read(
    page: Page, site: Path, joined: Joined
) -> None:
    page.emulate_media(media="print")
    for path in debates(joined):
        open_debate(page, site, path)
        sheets = page.evaluate(
            """() => [...document.querySelectorAll(".map-sheet")].map(sheet => {
                const view = sheet.viewBox.baseVal;
                return [view.y, view.y + view.height, sheet.getBoundingClientRect().width / view.width] })"""
        )
        boxes = page.evaluate(
            """() => [...document.querySelectorAll(".argument-map a.node rect")].map(r =>
                [r.y.baseVal.value, r.y.baseVal.value + r.height.baseVal.value])"""
        )
        assert sheets
        for top, bottom in boxes:
            assert any(first <= top and bottom <= last for first, last, _ in sheets), path
        assert all(13 * scale * 0.75 >= 6 for *_, scale in sheets), "six points for a title"


def test_a_box_is_reached_by_tab_and_followed_by_enter(page: Page, site: Path) -> None:
    open_debate(page, site)
    page.locator(".map-view").focus()
    page.keyboard.press("Tab")
    href = page.evaluate("document.activeElement.matches('a.node') && document.activeElement.getAttribute('href')")
    assert href
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(href.lstrip("./")) + "$"))


def test_a_mark_in_the_margin_leads_to_its_box_which_is_then_in_sight(page: Page, site: Path) -> None:
    page.goto((site / "texts/no-really-it-predicts-next-tokens.html").as_uri())
    mark = page.locator(".margin a").first
    fragment = (mark.get_attribute("href") or "").rpartition("#")[2]
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("debates/"))
    box = page.locator(f"[id='{fragment}']")
    expect(box).to_be_in_viewport()
    frame = page.locator(".map-view").bounding_box()
    inside = box.bounding_box()
    assert frame
    assert inside
    assert frame["x"] <= inside["x"]
    assert inside["x"] + inside["width"] <= frame["x"] + frame["width"] + 1


def test_a_map_is_zoomed_by_its_buttons_and_panned_by_dragging(page: Page, site: Path) -> None:
    open_debate(page, site)
    width = "document.querySelector('.argument-map').getBoundingClientRect().width"
    first = page.evaluate(width)
    page.get_by_role("button", name="Larger").click()
    page.get_by_role("button", name="Larger").press("Enter")
    assert page.evaluate(width) > first * 1.3
    view = page.locator(".map-view")
    view.scroll_into_view_if_needed()
    at = view.bounding_box()
    assert at
    before = view.evaluate("view => [view.scrollLeft, view.scrollTop]")
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    page.mouse.down()
    page.mouse.move(at["x"] + at["width"] / 2 - 120, at["y"] + at["height"] / 2 - 90, steps=4)
    page.mouse.up()
    after = view.evaluate("view => [view.scrollLeft, view.scrollTop]")
    assert after[0] > before[0]
    assert after[1] > before[1]
    expect(page).to_have_url(re.compile(re.escape(DEBATE)))  # a drag is no click


# What if


def label(page: Page, node: str) -> str:
    return page.locator(f".what-if .label-of[data-node='{node}']").text_content() or ""


def test_what_follows_is_computed_from_the_readers_choices_by_keyboard_alone(
    page: Page, site: Path, joined: Joined
) -> None:
    drawn = joined.argumentation.maps["goal-behind-the-mask"]
    claim = next(p for step in drawn.arguments for p in map(str, step.premises))
    open_debate(page, site)
    page.locator(".what-if-tables summary").focus()
    page.keyboard.press("Enter")
    page.locator(f"input[name='if-{claim}'][value='']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # as it is, accept, reject
    words = {"in": "stands", "out": "falls", "undecided": "open"}
    for node, wanted in grounded(framework(drawn.claims, drawn.arguments, rejected=[claim])).items():
        if node.startswith(("claim:", "argument:")):
            assert label(page, node).split(" ")[0] == words[wanted], node
    state = page.locator(".what-if-state")
    expect(state).to_contain_text("not a verdict")
    expect(page.locator(f"#map-claim-{claim}")).to_have_class(re.compile(r"\bchosen\b.*\bout\b|\bout\b.*\bchosen\b"))
    page.get_by_role("button", name="Assume nothing").press("Enter")
    expect(state).to_contain_text("Nothing is assumed")
    expect(page.locator(".argument-map.supposing")).to_have_count(0)


def test_choices_are_read_from_the_address(page: Page, site: Path, joined: Joined) -> None:
    claim = joined.argumentation.maps["goal-behind-the-mask"].claims[0]
    open_debate(page, site, query=f"?reject={claim}")
    assert label(page, f"claim:{claim}").startswith("falls")
    expect(page.locator(f"input[name='if-{claim}'][value='reject']")).to_be_checked()


def test_without_scripts_the_labels_where_nothing_is_assumed_can_be_read(chromium: Browser, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / DEBATE).as_uri())
    expect(page.locator(".what-if-state")).to_contain_text(re.compile(r"Nothing is assumed: \d+ stand"))
    page.locator(".what-if-tables summary").click()
    expect(page.locator(".what-if .label-of").first).to_be_visible()
    assert page.locator(".map-tools").count() == 0
    context.close()


def in_browser(page: Page, cases: list[tuple[list[str], list[Argument], list[str], list[str]]]) -> list[dict[str, str]]:
    """The labels that the page's script finds for (claims, arguments, accepted, rejected)."""
    sent = [
        [
            {
                "claims": claims,
                "arguments": [
                    {"id": s.id, "premises": list(map(str, s.premises)), "relation": s.relation, "aim": s.conclusion}
                    for s in steps
                ],
            },
            accepted,
            rejected,
        ]
        for claims, steps, accepted, rejected in cases
    ]
    return page.evaluate(
        "cases => cases.map(([graph, yes, no]) => Object.fromEntries(window.edition.labelling(graph, yes, no)))", sent
    )


def test_the_browser_and_the_build_find_the_same_labels_on_every_debate(page: Page, site: Path, joined: Joined) -> None:
    open_debate(page, site)
    cases = []
    for drawn in joined.argumentation.maps.values():
        claims, steps = list(drawn.claims), list(drawn.arguments)
        cases += [(claims, steps, [], [])]
        cases += [(claims, steps, [claim], []) for claim in claims] + [(claims, steps, [], [claim]) for claim in claims]
        cases += [(claims, steps, claims[::3], claims[1::3])]
    found = in_browser(page, cases)
    for (claims, steps, accepted, rejected), labels in zip(cases, found, strict=True):
        assert labels == grounded(framework(claims, steps, accepted, rejected))


def test_the_browser_and_the_build_find_the_same_labels_on_a_thousand_random_maps(page: Page, site: Path) -> None:
    open_debate(page, site)
    drawn = [maps.random_map(seed) for seed in range(1000)]
    cases = [(list(d.claims), list(d.arguments), list(d.accepted), list(d.rejected)) for d in drawn]
    for case, labels in zip(cases, in_browser(page, cases), strict=True):
        claims, steps, accepted, rejected = case
        assert labels == grounded(framework(claims, steps, accepted, rejected))
    assert len({len(claims) for claims, *_ in cases}) > 5
