"""The architecture page tells the truth: its walks hold real values, its tour names every module."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import editions
import tiny
from edition.render.citations import Typeset
from edition.render.text_page import TextPage
from edition.resolve.joined import Joined

PAGE = (tiny.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NOTE = "docs/annotations/no-really-it-predicts-next-tokens/actor-in-three-senses.md"


def test_the_walk_of_an_annotation_holds_its_values(joined: Joined) -> None:
    note = joined.edition.annotations["actor-in-three-senses"]
    target, anchor = note.targets[1], joined.anchors[note.id][1]
    (segment,) = anchor.segments
    assert f'exact: "{target.exact}"' in PAGE
    assert f"line {target.exact.place.line}, column {target.exact.place.column}" in PAGE
    assert f"unit={anchor.unit.id}" in PAGE
    assert f"Segment(block={segment.block.id}, start={segment.start}, end={segment.end})" in PAGE
    assert f"offsets {segment.block.start} to {segment.block.end}" in PAGE
    text = TextPage(joined, anchor.source, Typeset({}, {}))
    assert f'Mark(start={segment.start}, end={segment.end}, note="{note.id}")' in PAGE
    (point,) = [one for one in text.words.points[segment.block.id] if note.id in one.markdown]
    assert f'Point(at={point.at}, markdown="{point.markdown.partition(" aria-label")[0]} … }}")' in PAGE


def test_the_walk_of_a_mistake_ends_in_its_message(tmp_path: Path) -> None:
    for folder in ("sources", "docs"):
        shutil.copytree(tiny.ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("assets"))
    editions.edit(tmp_path, [{"file": NOTE, "find": "an actor shares their", "put": "an actor share their"}])
    status, output = editions.checked(tmp_path, NOTE)
    assert status == 1
    assert f"```text\n{output}```" in PAGE


def test_the_tour_names_every_module() -> None:
    tour = PAGE.partition("## A tour of the code")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(\w+\.py)`", tour))
    for layer in (".", "model", "read", "resolve", "render", "write"):
        for path in (tiny.ROOT / "scripts" / "edition" / layer).glob("[a-z]*.py"):
            assert path.name in named, f"{layer}/{path.name}"
    assert all(list((tiny.ROOT / "scripts").rglob(name)) for name in named)


def test_the_tour_names_every_script_of_the_site_and_each_is_brought_in() -> None:
    tour = PAGE.partition("## A tour of the code")[2].partition("\n## ")[0]
    scripts = tiny.ROOT / "docs" / "assets" / "javascripts"
    names = {path.name for path in scripts.glob("*.js")}
    assert names == set(re.findall(r"`([\w-]+\.js)`", tour))
    listed = re.findall(r"javascripts/([\w-]+\.js)", (tiny.ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    asked = {
        f"{name}.js" if name.startswith("find") else name
        for path in ("contribute.js", "find.js", "find-page.js")
        for name in re.findall(r'"([\w-]+\.js|find-\w+)"', (scripts / path).read_text(encoding="utf-8"))
    }
    assert listed[0] == "base.js", "the others start from it"
    assert names == {*listed} | asked
    assert not {*listed} & asked, "twice"
