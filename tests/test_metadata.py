"""What pages tell machines: true of the page, complete for who cites it, and leading only to what exists."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree

import dom
import tiny
from edition.load import load
from edition.resolve.joined import Joined

ROOT = Path(__file__).parent.parent
ATOM = {"a": "http://www.w3.org/2005/Atom"}
STANDS_AT = "https://edition.example/debate/"


@pytest.fixture(scope="module")
def joined() -> Joined:
    return load(ROOT)[0]


@pytest.fixture(scope="module")
def nodes(site: Path) -> dict[str, dom.Node]:
    return dom.pages(site)


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition, built for an address that is known."""
    folder = tmp_path_factory.mktemp("home")
    return tiny.built(tiny.edition(folder / "edition"), folder / "site", SITE_URL=STANDS_AT)


def tags(page: dom.Node) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in page.tagged("meta"):
        name = one.attributes.get("name") or one.attributes.get("property")
        if name:
            found.setdefault(name, []).append(one.attributes["content"])
    return found


def described(page: dom.Node) -> list[dict]:
    (script,) = [one for one in page.tagged("script") if one.attributes.get("type") == "application/ld+json"]
    return json.loads(script.text())["@graph"]


def test_a_text_can_be_cited_as_the_capture_gives_it(nodes: dict[str, dom.Node], joined: Joined) -> None:
    for source in joined.edition.sources.values():
        told = tags(nodes[f"texts/{source.id}.html"])
        assert told["citation_title"] == [source.title]
        assert told.get("citation_author", []) == list(source.authors)
        day = source.published[:10].replace("-", "/") if source.published else None
        assert told.get("citation_publication_date") == ([day] if day else None)


def test_every_page_names_itself_for_link_previews(nodes: dict[str, dom.Node]) -> None:
    for path, page in nodes.items():
        if path == "404.html":
            continue
        told = tags(page)
        assert [len(told[name]) for name in ("og:title", "og:type", "og:site_name")] == [1, 1, 1], path
        heading = page.tagged("h1")[0].text().strip().rstrip("¶").strip()
        assert heading.partition(" · ")[0] in told["og:title"][0], path


def test_what_is_described_leads_to_places_that_exist(nodes: dict[str, dom.Node]) -> None:
    elements = ((page, one.attributes) for page, node in nodes.items() for one in node.all())
    places = {f"{page}#{named['id']}" for page, named in elements if "id" in named} | set(nodes)

    def addresses(value: object) -> list[str]:
        if isinstance(value, dict):
            own = [value[name] for name in ("url", "item") if isinstance(value.get(name), str)]
            return own + [found for name, inside in value.items() if name != "isBasedOn" for found in addresses(inside)]
        return [found for inside in value for found in addresses(inside)] if isinstance(value, list) else []

    for path, page in nodes.items():
        if path != "404.html":
            for address in addresses(described(page)):
                assert urljoin(path, address) in places, (path, address)


def test_claims_terms_and_people_are_told_as_what_they_are(nodes: dict[str, dom.Node], joined: Joined) -> None:
    edition = joined.edition
    claim = next(iter(edition.claims.values()))
    told = described(nodes[f"claims/{claim.id}.html"])[0]
    assert (told["@type"], told["text"]) == ("Claim", str(claim.sentence))
    assert len(told["appearance"]) >= 1
    (entry,) = [one for one in edition.entries.values() if one.id == "mask"]
    terms = described(nodes["glossary/mask.html"])[0]["hasDefinedTerm"]
    assert [term["description"] for term in terms] == [str(sense.definition) for sense in entry.senses]
    assert described(nodes["people/simon.html"])[0]["mainEntity"]["name"] == "simon"
    thread = described(nodes["texts/no-really-it-predicts-next-tokens.html"])[0]
    assert thread["commentCount"] == len(thread["comment"]) == 36


def test_without_an_address_of_the_site_nothing_is_absolute(nodes: dict[str, dom.Node]) -> None:
    told = tags(nodes["texts/no-really-it-predicts-next-tokens.html"])
    assert not {"og:url", "og:image", "citation_public_url", "citation_pdf_url"} & set(told)


def test_where_the_site_stands_addresses_are_whole(at_home: Path) -> None:
    page = dom.page(at_home, "texts/thread.html")
    told = tags(page)
    assert told["og:url"] == told["citation_public_url"] == [f"{STANDS_AT}texts/thread.html"]
    assert told["og:image"] == [f"{STANDS_AT}assets/card.png"]
    (canonical,) = [one for one in page.tagged("link") if one.attributes.get("rel") == "canonical"]
    assert canonical.attributes["href"] == f"{STANDS_AT}texts/thread.html"
    assert f"<loc>{STANDS_AT}texts/thread.html</loc>" in (at_home / "sitemap.xml").read_text(encoding="utf-8")
    assert f"]({STANDS_AT}texts/thread.html)" in (at_home / "llms.txt").read_text(encoding="utf-8")


def test_words_of_a_page_cannot_end_its_description(tmp_path: Path) -> None:
    hostile = tiny.NOTE.replace("A note on", "</script><script>alert(1)</script> on")
    claim = "---\nclaim: The mask </script><script>alert(1)</script> has no strings.\n---\n"
    stance = hostile.replace("motivation: commenting", "motivation: commenting\nstance: {asserts: hostile}")
    files = {"docs/claims/hostile.md": claim, "docs/annotations/thread/under.md": stance}
    site = tiny.built(tiny.edition(tmp_path / "edition", files), tmp_path / "site")
    page = (site / "claims/hostile.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "</script><script>" in described(dom.parse(page))[0]["text"]
    assert "<script>alert" not in (site / "feed.xml").read_text(encoding="utf-8")


def test_the_feed_is_atom_and_leads_to_the_newest_notes(site: Path, nodes: dict[str, dom.Node], joined: Joined) -> None:
    feed = etree.parse(site / "feed.xml")
    entries = feed.findall("a:entry", ATOM)
    assert 0 < len(entries) == min(100, len(joined.edition.annotations))
    ids = [one.findtext("a:id", namespaces=ATOM) for one in entries]
    assert len(set(ids)) == len(ids)
    updated = [one.findtext("a:updated", namespaces=ATOM) for one in entries]
    assert updated == sorted(updated, reverse=True)
    for one in entries:
        page, _, fragment = one.find("a:link", ATOM).get("href").partition("#")
        assert nodes[page].of_id(fragment)
    for path, page in nodes.items():
        (link,) = [one for one in page.tagged("link") if one.attributes.get("type") == "application/atom+xml"]
        assert path == "404.html" or urljoin(path, link.attributes["href"]) == "feed.xml"


def test_the_list_for_language_models_leads_to_files_that_exist(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# Behind the Mask\n\n> ")
    links = [line.split("](", 1)[1].split("): ", 1)[0] for line in text.splitlines() if line.startswith("- [")]
    assert len(links) > 20
    for link in links:
        assert (site / link).is_file(), link
