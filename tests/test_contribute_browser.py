"""From words on a page to a file that passes `check`: by mouse, by touch, by keyboard alone."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import executable
from playwright.sync_api import Browser, Page, expect

import tiny
from browse import on_phone, until
from edition.load import load
from edition.model import fields
from edition.problem import errors, render
from edition.read.bibliography import read_references
from edition.render.draft import draft
from edition.resolve.joined import Joined
from edition.text import Document, fold

TEXT = "no-really-it-predicts-next-tokens"
WORDS = "That-Which-Predicts is fully committed to the role."
FURTHER = "run on a Matrioshka brain for a million years"

# Selects words of a page as a pointer does: one range over text nodes, from the n-th place where the words stand.
SELECT = """([words, number]) => {
  const blocks = edition.passages.units.flatMap((unit) => edition.passages.blocksIn(unit));
  const places = blocks.flatMap((block) => {
    const found = [];
    for (let at = block.text.indexOf(words); at >= 0; at = block.text.indexOf(words, at + 1)) found.push([block, at]);
    return found;
  });
  const [block, at] = places[number];
  const point = (offset, end) => {
    const { node, at } = block.nodes.findLast((one) => end ? one.at < offset : one.at <= offset);
    return [node, offset - at];
  };
  const range = document.createRange();
  range.setStart(...point(at, false));
  range.setEnd(...point(at + words.length, true));
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return block.id;
}"""


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real edition, to which files are added as a pull request adds them."""
    root = tmp_path_factory.mktemp("copy")
    for part in ("sources", "docs"):
        shutil.copytree(tiny.ROOT / part, root / part, ignore=shutil.ignore_patterns("fonts"))
    shutil.copy(tiny.ROOT / "mkdocs.yml", root)
    return root


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A phone smaller than most."""
    with on_phone(chromium, 360, 740) as page:
        yield page


def open_text(page: Page, site: Path, name: str = TEXT) -> None:
    page.goto((site / f"texts/{name}.html").as_uri())


def select(page: Page, words: str, number: int = 0) -> str:
    """Selects words and waits for the bar; the passage they begin in."""
    block = page.evaluate(SELECT, [words, number])
    page.get_by_role("toolbar", name="The selected words").wait_for()
    return block


def annotate(page: Page, words: str, number: int = 0) -> None:
    select(page, words, number)
    page.get_by_role("button", name="Annotate").click()
    page.locator("dialog.panel[open]").wait_for()


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        field = page.locator(f"#panel-{name}")
        field.select_option(value) if field.evaluate("field => field.matches('select')") else field.fill(value)


def files(page: Page) -> dict[str, str]:
    """What the panel shows: text by path."""
    paths = page.locator(".panel-result h3").all_text_contents()
    return dict(zip(paths, page.locator(".panel-result pre").all_text_contents(), strict=True))


def said_of(root: Path, added: dict[str, str]) -> str:
    """What `check` says of an edition with these files in addition; they are taken out again."""
    try:
        for path, text in added.items():
            assert not (root / path).exists()
            (root / path).write_text(text, encoding="utf-8")
        return render(errors(load(root)[1]), "text", {})
    finally:
        for path in added:
            (root / path).unlink(missing_ok=True)


def test_selected_words_become_a_note_that_passes_check(page: Page, site: Path, copied: Path) -> None:
    open_text(page, site)
    annotate(page, WORDS)
    assert page.locator("#panel-exact").input_value() == WORDS
    fill(page, body="How *committed*, as [mask](term:mask) has it? See [@janus2022simulators].", by="ada")
    ((path, text),) = files(page).items()
    assert path == f"docs/annotations/{TEXT}/that-which-predicts-is-fully-committed-to-the-role.md"
    assert said_of(copied, {path: text}) == ""
    created = re.search(r"created: (\S+)", text)[1]
    values = {"target": [{"source": TEXT, "exact": WORDS}], "motivation": "commenting", "by": "ada", "created": created}
    assert text == draft(
        fields.ANNOTATION, values, "How *committed*, as [mask](term:mask) has it? See [@janus2022simulators]."
    )


def test_on_a_phone_too_and_submit_opens_the_forges_page_filled_in(phone: Page, site: Path, copied: Path) -> None:
    open_text(phone, site)
    select(phone, WORDS)
    bar = phone.get_by_role("toolbar", name="The selected words").bounding_box()
    assert bar["x"] == 0
    assert bar["y"] + bar["height"] == pytest.approx(740, abs=1)
    phone.get_by_role("button", name="Annotate").tap()
    panel = phone.locator("dialog.panel[open]")
    panel.wait_for()
    assert panel.bounding_box()["width"] == 360
    assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    fill(phone, body="A question?", kind="questioning", by="ada")
    address = urlsplit(phone.get_by_role("link", name="Submit").get_attribute("href"))
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{tiny.REPOSITORY}/new/main"
    query = parse_qs(address.query, strict_parsing=True)
    ((path, text),) = files(phone).items()
    assert query == {"filename": [path], "value": [text]}
    assert "motivation: questioning" in text
    assert said_of(copied, {path: text}) == ""


def test_words_that_stand_several_times_mean_the_place_that_was_selected(
    page: Page, site: Path, copied: Path, joined: Joined
) -> None:
    open_text(page, site)
    chance = random.Random(4)
    text = joined.edition.sources[TEXT]
    added, meant = {}, {}
    for number in range(12):
        _, block = chance.choice([at for at in text.passages.values() if len(text.text(at[1])) > 30])
        cut = chance.choice(re.findall(r"\S+ \S+", text.text(block)))
        blocks = [text.text(other) for one in text.units for other in one.blocks]
        order = [other.id for one in text.units for other in one.blocks].index(block.id)
        at = sum(len(re.findall(f"(?={re.escape(cut)})", before)) for before in blocks[:order])
        assert page.evaluate(SELECT, [cut, at]) == block.id
        page.wait_for_timeout(250)
        page.get_by_role("button", name="Annotate").click()
        fill(page, kind="commenting", body="A note.", by="ada", name=f"place-{number}")
        ((path, written),) = files(page).items()
        added[path] = written
        meant[f"place-{number}"] = block.id
        page.keyboard.press("Escape")
    try:
        for path, written in added.items():
            (copied / path).write_text(written, encoding="utf-8")
        again, problems = load(copied)
        assert errors(problems) == []
        assert {name: again.anchors[name][0].segments[0].block.id for name in meant} == meant
    finally:
        for path in added:
            (copied / path).unlink()
    assert sum("prefix:" in one or "suffix:" in one for one in added.values()) >= 2


def test_words_that_do_not_stand_in_the_text_are_told_and_give_no_file(page: Page, site: Path) -> None:
    open_text(page, site)
    page.get_by_role("button", name="Write a note").click()
    fill(page, exact="That-Which-Predicts is half committed", body="A note.", by="ada")
    assert "do not stand in the text" in page.locator('[data-name="exact"] .told').inner_text()
    assert files(page) == {}
    page.get_by_role("button", name="Make the file").click()
    until(page, "document.activeElement.id", "panel-exact")


@pytest.fixture
def by_caret(chromium: Browser) -> Iterator[Page]:
    """A reader who browses by caret, which F7 turns on and a browser without a window at its start."""
    options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--enable-caret-browsing"]
    browser = chromium.browser_type.launch(executable_path=executable(), args=options)
    yield browser.new_page()
    browser.close()


def test_the_keyboard_alone_leads_from_a_caret_to_a_file(by_caret: Page, site: Path) -> None:
    page = by_caret
    open_text(page, site)
    page.locator("article.post a.term").first.focus()
    for key in ["ArrowRight"] * 3 + ["Control+Shift+ArrowRight"] * 3:
        page.keyboard.press(key)
    page.get_by_role("toolbar", name="The selected words").wait_for()
    expect(page.locator(".said[role=status]", has_text="words. Press Tab")).to_have_count(1)
    page.keyboard.press("Tab")
    until(page, "document.activeElement.textContent", "Annotate")
    page.keyboard.press("Enter")
    page.locator("dialog.panel[open]").wait_for()
    until(page, "document.activeElement.id", "panel-kind")
    page.keyboard.press("Tab")
    page.keyboard.type("A note.")
    assert page.locator("#panel-body").input_value() == "A note."
    page.keyboard.press("Escape")
    assert page.locator("dialog.panel[open]").count() == 0
    until(page, "document.activeElement.textContent", "Write a note")


def test_what_was_typed_is_kept_when_the_panel_is_closed_and_the_page_loaded_again(page: Page, site: Path) -> None:
    open_text(page, site)
    annotate(page, WORDS)
    fill(page, body="Half a thought", by="ada")
    page.reload()
    page.get_by_role("button", name="Write a note").click()
    assert [page.locator(f"#panel-{name}").input_value() for name in ("exact", "body", "by")] == [
        WORDS,
        "Half a thought",
        "ada",
    ]


@pytest.mark.parametrize(
    ("kind", "given", "line"),
    [
        ("stance", {"verb": "denies", "claim": "mask-goals-come-from-training"}, "stance:\n  denies: {claim}\n"),
        ("argues", {"argument": "{argument}"}, "argues: {argument}\n"),
        ("sense", {"sense": "mask#simulated-process"}, "[mask](term:mask#simulated-process)\n"),
    ],
)
def test_a_note_takes_a_stance_makes_an_argument_or_names_a_sense(
    page: Page, site: Path, copied: Path, joined: Joined, kind: str, given: dict[str, str], line: str
) -> None:
    claim = next(
        one
        for one in joined.edition.claims
        if not any(p.claim == one for p in joined.positions if p.anchor.source.id == TEXT)
    )
    argument = next(iter(joined.edition.arguments))
    ids = {"claim": claim, "argument": argument}
    open_text(page, site)
    annotate(page, WORDS)
    fill(page, kind=kind)
    fill(page, **{name: ids.get(name, value) for name, value in given.items()}, by="ada")
    if kind != "sense":
        fill(page, body="A note.")
    ((path, text),) = files(page).items()
    assert line.format(**ids) in text
    assert said_of(copied, {path: text}) == ""


def test_a_claim_comes_with_the_note_that_holds_it(page: Page, site: Path, copied: Path) -> None:
    open_text(page, site)
    annotate(page, WORDS)
    fill(page, form="claim")
    fill(
        page, sentence='Whatever predicts is "fully committed": to the role', verb="asserts", body="Outright.", by="ada"
    )
    made = files(page)
    assert list(made) == [
        "docs/claims/whatever-predicts-is-fully-committed-to-the-role.md",
        f"docs/annotations/{TEXT}/asserts-whatever-predicts-is-fully-committed-to-the-role.md",
    ]
    # A claim ends as a sentence does, which the rule `sentence` tells.
    fill(page, sentence='Whatever predicts is "fully committed": to the role.')
    assert said_of(copied, files(page)) == ""


def test_an_argument_and_an_entry_pass_check(page: Page, site: Path, copied: Path, joined: Joined) -> None:
    premise, bears = list(joined.edition.claims)[:2]
    open_text(page, site, "davidw-comments")
    source = joined.edition.sources["davidw-comments"]
    words = fold(source.text(source.units[0].blocks[0]))[:60].rpartition(" ")[0]
    annotate(page, words)
    fill(page, form="argument")
    fill(page, premises=premise, bears="supports", claim=bears, body="")
    ((path, text),) = files(page).items()
    assert said_of(copied, {path: text}) == ""
    fill(page, form="entry")
    word = max(re.findall("[a-z]{6,}", words), key=len)
    fill(page, lemma=word, senseId="as-here", definition="What it is taken for in a test.", body="A discussion.")
    ((path, text),) = files(page).items()
    assert path == f"docs/glossary/{word}.md"
    assert "undecided" not in said_of(copied, {path: text})
    assert said_of(copied, {path: text}) == ""


def test_a_sense_and_a_lost_link_are_lines_for_an_existing_file(
    page: Page, site: Path, copied: Path, joined: Joined
) -> None:
    open_text(page, site)
    annotate(page, "The mask", 0)
    fill(page, form="sense")
    fill(page, entry="mask", senseId="for-a-test", definition="What it is taken for in a test.")
    ((path, lines),) = files(page).items()
    assert page.get_by_role("link", name="Open the file").get_attribute("href") == f"{tiny.REPOSITORY}/edit/main/{path}"
    entry = (copied / path).read_text(encoding="utf-8")
    last = re.search(r"^senses:\n(?:(?:[ -].*)?\n)*", entry, re.MULTILINE)
    (copied / path).write_text(entry[: last.end()] + lines + entry[last.end() :], encoding="utf-8")
    try:
        assert render(errors(load(copied)[1]), "text", {}) == ""
    finally:
        (copied / path).write_text(entry, encoding="utf-8")

    page.keyboard.press("Escape")
    page.get_by_role("button", name="Correct this").nth(1).click()
    number = int(page.locator("#panel-number").input_value())
    assert number == 1
    fill(page, target="janus2022simulators", confidence="possible", basis="A test of the panel: nothing supports it.")
    ((path, lines),) = files(page).items()
    lost = joined.edition.sources[TEXT].links[number]
    assert path == f"sources/{TEXT}/source.yml"
    assert f"target stands in line {lost.target.place.line}" in page.locator(".panel-result .told").inner_text()
    source = (copied / path).read_text(encoding="utf-8").split("\n")
    at = lost.target.place.line - 1
    begin = max(row for row in range(at + 1) if re.match(r" *- ", source[row]))
    end = next((row for row in range(begin + 1, len(source)) if re.match(r" *- |\S", source[row])), len(source) - 1)
    indent = re.match(" *", source[begin])[0]
    put = [indent + row.removeprefix("    ") for row in lines.rstrip("\n").split("\n")]
    (copied / path).write_text("\n".join([*source[:begin], *put, *source[end:]]), encoding="utf-8")
    try:
        again, problems = load(copied)
        assert render(errors(problems), "text", {}) == ""
        assert again.edition.sources[TEXT].links[number].target == "janus2022simulators"
    finally:
        (copied / path).write_text("\n".join(source), encoding="utf-8")
    query = parse_qs(urlsplit(page.get_by_role("link", name="Propose it in an issue").get_attribute("href")).query)
    assert query["template"] == ["lost-link.yml"]
    assert query["target"] == ["janus2022simulators"]


def test_a_file_too_long_for_an_address_is_copied_and_its_place_is_told(page: Page, site: Path) -> None:
    open_text(page, site)
    annotate(page, WORDS)
    fill(page, body="Long words — and more. " * 300, by="ada")
    ((path, text),) = files(page).items()
    assert page.get_by_role("link", name="Submit").count() == 0
    assert f"save it as {path}" in page.locator(".panel-result .told").inner_text()
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.get_by_role("button", name="Copy the file").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("window.copied") == text


def test_where_no_repository_is_known_the_file_is_saved_by_hand(page: Page, tmp_path: Path) -> None:
    site = tiny.built(tiny.edition(tmp_path / "edition"), tmp_path / "site", REPOSITORY_URL="")
    shutil.copytree(tiny.ROOT / "docs/assets", site / "assets", dirs_exist_ok=True)
    open_text(page, site, "thread")
    annotate(page, "under the mask")
    fill(page, body="A note.", by="ada")
    assert (
        "save the file as docs/annotations/thread/under-the-mask.md" in page.locator(".panel-result .told").inner_text()
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="Download", exact=True).click()
    assert download.value.suggested_filename == "under-the-mask.md"


def test_the_preview_builds_elements_and_never_html(page: Page, site: Path) -> None:
    open_text(page, site)
    annotate(page, WORDS)
    body = '<img src=x onerror="window.PWNED=1"> <b>no</b> `code` [x](javascript:alert) **bold**'
    body += "\n\n- one\n- two\n\n> said\n"
    fill(page, body=body, by="ada")
    preview = page.locator(".panel .preview")
    assert preview.locator("img, b, script").count() == 0
    assert preview.locator("strong, code, li, blockquote").count() == 5
    assert '<img src=x onerror="window.PWNED=1">' in preview.inner_text()
    assert preview.locator("a[href]").count() == 0
    assert files(page) == {}  # the address is refused, as `check` refuses it
    assert page.evaluate("window.PWNED") is None


def test_a_copied_link_leads_to_the_words(page: Page, site: Path) -> None:
    open_text(page, site)
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    block = select(page, FURTHER)
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    address = page.evaluate("window.copied")
    base, _, fragment = address.partition("#")
    assert fragment.startswith(f"{block}:~:text=")
    assert "-" not in fragment.partition("=")[2].replace("-,", "").replace(",-", "")
    page.goto("about:blank")
    page.goto(f"{base}#{fragment.removeprefix(block)}")  # the words alone, without the passage, must be found
    page.wait_for_function("() => scrollY > 500")
    shown = page.evaluate("id => document.getElementById(id).parentElement.getBoundingClientRect().top", block)
    assert -300 < shown < 768


def test_a_citation_is_read_as_bibtex_and_names_who_wrote_the_words(page: Page, site: Path, joined: Joined) -> None:
    open_text(page, site)
    source = joined.edition.sources[TEXT]
    comment = next(unit for unit in source.units if unit.id == "c05")
    for unit in (source.unit["post"], comment):
        words = fold(source.text(unit.blocks[0])).split(". ")[0][:50]
        select(page, words)
        page.get_by_role("button", name="Cite").click()
        box = page.locator("dialog.cite-box[open]")
        box.wait_for()
        told = dict(zip(box.locator("h3").all_text_contents(), box.locator("pre").all_text_contents(), strict=True))
        assert told["Passage"] == source.address(unit, unit.blocks[0])
        assert told["Plain text"].startswith(f"{unit.author}, “")
        references, problems = read_references(Document("sources/references.bib", told["BibTeX"] + "\n"))
        assert [one.message for one in problems] == []
        (reference,) = references.values()
        assert reference.csl["author"] == [{"literal": unit.author}]
        assert f"](passage:{source.address(unit, unit.blocks[0])})" in told["Link in a note"]
        page.keyboard.press("Escape")


def test_every_page_leads_to_the_file_it_is_made_from(site: Path, joined: Joined) -> None:
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if path.name == "404.html":
            continue
        file = re.findall(r"made from <code>(.*?)</code>", html)[-1]
        assert (tiny.ROOT / file).exists(), path
        assert (tiny.ROOT / file).is_dir() == file.endswith("/")
        verb = "tree" if file.endswith("/") else "edit"
        assert f'href="{tiny.REPOSITORY}/{verb}/main/{file.rstrip("/")}">Edit this page</a>' in html
        where = path.relative_to(site).as_posix().replace("/", "%2F")
        assert f'href="{tiny.REPOSITORY}/issues/new?template=problem.yml&amp;page={where}">Report a problem</a>' in html
    page = (site / "glossary/mask.html").read_text(encoding="utf-8")
    assert "docs/glossary/mask.md" in page
