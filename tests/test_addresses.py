"""Permanent addresses: all that was published leads somewhere, and what has moved leads on."""

from __future__ import annotations

from pathlib import Path

import addresses as command
import pytest

import dom
import editions
import tiny
from edition.load import load
from edition.model.published import ADDRESSES, MOVED
from edition.render.site import generated_pages
from edition.resolve.addresses import addresses

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def nodes(site: Path) -> dict[str, dom.Node]:
    return dom.pages(site)


def places(nodes: dict[str, dom.Node]) -> set[str]:
    """Every page of a built site, and every place in it that a link can lead to."""
    ids = {
        f"{page}#{one.attributes['id']}" for page, node in nodes.items() for one in node.all() if "id" in one.attributes
    }
    return ids | set(nodes)


def test_every_address_that_is_promised_stands_in_the_built_site(nodes: dict[str, dom.Node]) -> None:
    joined, _ = load(ROOT)
    promised = list(addresses(joined.edition))
    assert len(promised) == len(set(promised)) > 900
    assert set(promised) <= places(nodes)


def test_every_address_that_was_published_stands_in_the_built_site(nodes: dict[str, dom.Node]) -> None:
    """Those that have moved too: a line or a page leads on."""
    listed = [line for line in (ROOT / ADDRESSES).read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
    assert len(listed) > 900
    assert set(listed) <= places(nodes)


def test_the_list_grows_and_never_shrinks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = editions.copy(tmp_path / "small")
    given_up = "texts/thread.html#note-first-try\n"
    editions.write(root / ADDRESSES, f"# remarks\n{given_up}")
    assert command.main(["--root", str(root)]) == 0
    first = editions.read(root / ADDRESSES)
    assert given_up in first
    assert "\ntexts/thread.html#note-two\n" in first
    assert command.main(["--root", str(root)]) == 0
    assert editions.read(root / ADDRESSES) == first
    assert capsys.readouterr().out.splitlines()[1].startswith("0 new")


def test_nothing_is_listed_while_a_published_address_is_lost(tmp_path: Path) -> None:
    root = editions.copy(tmp_path / "small")
    editions.write(root / ADDRESSES, "texts/thread.html#note-lost\n")
    assert command.main(["--root", str(root)]) == 1
    assert editions.read(root / ADDRESSES) == "texts/thread.html#note-lost\n"


def test_an_address_that_moved_is_not_missed(tmp_path: Path) -> None:
    root = editions.copy(tmp_path / "small")
    editions.write(root / ADDRESSES, "texts/thread.html#note-first-try\npeople/ann.html\n")
    assert load(root)[1] == []


def test_a_record_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    root = editions.copy(tmp_path / "small")
    editions.write(root / ADDRESSES, "glossary/mask.html#character\n")
    editions.edit(root, [{"file": "docs/glossary/mask.md", "find": "lemma: mask", "put": "lemma: [mask"}])
    assert {problem.rule for problem in load(root)[1]} == {"yaml"}


def test_a_place_and_a_page_that_moved_lead_on(tmp_path: Path) -> None:
    moves = (
        "texts/thread.html#note-old texts/thread.html#note-under\n"
        "glossary/visor.html glossary/mask.html\n"
        "glossary/visor.html#front glossary/mask.html#process\n"
    )
    joined, problems = load(tiny.edition(tmp_path, {MOVED: moves}))
    assert not problems
    pages = generated_pages(joined)
    (line,) = [line for line in pages["texts/thread.md"].splitlines() if "note-old" in line]
    assert '<span id="note-old"></span>' in line
    assert "](thread.md#note-under)" in line
    visor = pages["glossary/visor.md"]
    assert "# Moved" in visor
    assert "](mask.md)" in visor
    assert '<span id="front"></span>' in visor
    assert "](mask.md#process)" in visor


def test_a_page_that_moved_takes_its_readers_along(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition", {MOVED: "glossary/visor.html glossary/mask.html\n"})
    site = tiny.built(root, tmp_path / "site")
    page = (site / "glossary/visor.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=mask.html">' in page
    assert 'http-equiv="refresh"' not in (site / "glossary/mask.html").read_text(encoding="utf-8")
