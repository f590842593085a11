"""convert.py: the document model as JSON, and the edition as plain Markdown that any generator builds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import convert
import pytest
import yaml

import dom
import tiny
from edition.load import load
from edition.read.pins import digest
from edition.resolve.joined import Joined
from edition.text import fold
from facts import COMMENTS, PERSONAS, POST, SOURCES

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
CONVERT = tiny.ROOT / "scripts" / "convert.py"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict]]:
    """The real edition, written by one command: the folder and the model."""
    folder = tmp_path_factory.mktemp("convert")
    model = folder / "model.json"
    done = tiny.run(CONVERT, "--to", folder / "plain", "--json", model, cwd=folder, REPOSITORY_URL=tiny.REPOSITORY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(path.name for path in folder.iterdir()) == ["model.json", "plain"]  # and nothing beside them
    return folder / "plain", json.loads(model.read_text(encoding="utf-8"))


# The model


def test_the_model_has_the_keys_and_types_of_the_design(written: tuple[Path, list[dict]]) -> None:
    _, model = written
    assert sorted(text["id"] for text in model) == sorted(SOURCES)
    for text in model:
        assert list(text) == ["id", "title", "authors", "published", "url", "units", "lacunae", "account"]
        assert all(isinstance(author, str) for author in text["authors"])
        assert text["url"] is None or text["url"].startswith("https://")
        assert list(text["account"]) == ["lines", "carried", "omitted", "unaccounted"]
        assert text["account"]["unaccounted"] == 0
        assert text["account"]["carried"] + text["account"]["omitted"] == text["account"]["lines"]
        units = {unit["id"] for unit in text["units"]}
        for lacuna in text["lacunae"]:
            assert list(lacuna) == ["kind", "unit", "note"]
            assert lacuna["unit"] in units
        for unit in text["units"]:
            assert list(unit) == ["id", "kind", "author", "published", "reply_to", "blocks"]
            assert unit["kind"] in ("post", "comment")
            assert unit["reply_to"] is None or unit["reply_to"] in units
            assert unit["published"] is None or MOMENT.fullmatch(unit["published"])
            for block in unit["blocks"]:
                assert list(block) == ["id", "kind", "text", "quotes", "lines"]
                assert block["kind"] in ("paragraph", "heading", "quotation", "list item")
                assert isinstance(block["text"], str)
                assert block["text"].strip()
                assert all(isinstance(line, int) for line in block["lines"])
                assert len(block["lines"]) == 2


def test_the_model_has_36_comments_11_roots_and_the_parents_of_the_facts(written: tuple[Path, list[dict]]) -> None:
    (post,) = [text for text in written[1] if text["id"] == POST]
    comments = [unit for unit in post["units"] if unit["kind"] == "comment"]
    assert len(comments) == 36
    assert sum(unit["reply_to"] == "post" for unit in comments) == 11
    headers = {unit["blocks"][0]["lines"][0] - 1: unit["id"] for unit in comments} | {2: "post"}
    for row in COMMENTS.strip().splitlines():
        header, answers = int(row.split()[0]), int(row.split("|")[3])
        unit = next(one for one in comments if one["id"] == headers[header])
        assert unit["reply_to"] == headers[answers]


def test_a_blocks_text_is_the_plain_text_as_captured(written: tuple[Path, list[dict]]) -> None:
    for text in written[1]:
        capture = (tiny.ROOT / "sources" / text["id"] / "capture.txt").read_text(encoding="utf-8").split("\n")
        for block in (block for unit in text["units"] for block in unit["blocks"]):
            assert block["text"] in capture[block["lines"][1] - 1]


def test_quotes_are_addresses_of_passages_in_the_model(written: tuple[Path, list[dict]]) -> None:
    texts = {}
    for text in written[1]:
        for unit in text["units"]:
            texts |= {f"{text['id']}/{unit['id']}/{block['id']}": block for block in unit["blocks"]}
    quoting = {block["id"]: block for key, block in texts.items() if key.startswith(POST) and block["quotes"]}
    assert len(quoting) == 38
    assert quoting["p65"]["quotes"] == f"{POST}/post/p23"
    assert quoting["p133"]["quotes"] == f"{POST}/c12/p126"
    for block in texts.values():
        assert block["quotes"] is None or block["kind"] == "quotation"
        assert block["quotes"] is None or block["quotes"] in texts
    assert f"{PERSONAS}/a3/p56" in texts


def test_a_dash_prints_the_model(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    done = tiny.run(CONVERT, "--root", root, "--json", "-")
    assert (done.returncode, done.stderr) == (0, "")
    (text,) = json.loads(done.stdout)
    parents = {unit["id"]: unit["reply_to"] for unit in text["units"]}
    assert parents == {"post": None, "c01": "post", "c02": "c01"}
    assert text["units"][1]["blocks"][0] == {
        "id": "p8",
        "kind": "quotation",
        "text": "The actor is fully committed to the role.",
        "quotes": "thread/post/p4",
        "lines": [8, 8],
    }


# The folder


def test_the_folder_builds_without_our_hook_and_gives_the_same_words(
    written: tuple[Path, list[dict]], site: Path, tmp_path: Path
) -> None:
    plain, _ = written
    config = yaml.safe_load((plain / "mkdocs.yml").read_text(encoding="utf-8"))
    assert not {"hooks", "watch"} & set(config)
    assert not any("macros" in str(plugin) for plugin in config["plugins"])
    built = dom.pages(tiny.built(plain, tmp_path / "site"))
    ours = dom.pages(site)
    assert sorted(built) == sorted(ours)
    for path, page in ours.items():
        assert _content(built[path]) == _content(page), path


def _content(page: dom.Node) -> str:
    (content,) = page.classed("md-content__inner")
    return fold(content.text())


def test_the_folder_holds_no_template_syntax_and_no_code_of_ours(written: tuple[Path, list[dict]]) -> None:
    plain, _ = written
    pages = list((plain / "docs").rglob("*.md"))
    assert len(pages) > 50
    for page in pages:
        assert not re.search(r"\{\{|\{%|\{#", page.read_text(encoding="utf-8")), page
    assert not list(plain.rglob("*.py"))


def test_the_same_edition_gives_the_same_bytes(written: tuple[Path, list[dict]], tmp_path: Path) -> None:
    plain, model = written
    model_again = tmp_path / "again.json"
    done = tiny.run(
        CONVERT, "--to", tmp_path / "again", "--json", model_again, cwd=tmp_path, REPOSITORY_URL=tiny.REPOSITORY
    )
    assert done.returncode == 0
    assert _files(tmp_path / "again") == _files(plain)
    assert json.loads(model_again.read_text(encoding="utf-8")) == model


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


BRACES = """\
# Home

Braces {{ x }} and {% y %} and {# z #}.

In code `{{ x }}`.

```
{% y %}
  {{{ z }}}
```

End.
"""


def test_template_syntax_in_a_page_of_ours_is_spelt_out_and_means_what_it_meant(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition", {"docs/how-to-read.md": BRACES})
    assert tiny.run(CONVERT, "--root", root, "--to", tmp_path / "plain").returncode == 0
    text = (tmp_path / "plain/docs/how-to-read.md").read_text(encoding="utf-8")
    assert not re.search(r"\{[{%#]", text)
    ours = dom.page(tiny.built(root, tmp_path / "ours"), "how-to-read.html")
    other = dom.page(tiny.built(tmp_path / "plain", tmp_path / "other"), "how-to-read.html")
    assert _content(other) == _content(ours)
    assert "Braces {{ x }} and {% y %} and {# z #}. In code {{ x }}. {% y %} {{{ z }}} End." in _content(other)


# What is not written


def test_an_edition_with_problems_is_not_written(tmp_path: Path) -> None:
    entry = tiny.ENTRY.replace('exact: "under', 'exact: "undr')
    root = tiny.edition(tmp_path / "edition", {"docs/glossary/mask.md": entry})
    done = tiny.run(CONVERT, "--root", root, "--to", tmp_path / "to", "--json", tmp_path / "model.json")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("docs/glossary/mask.md:9:33: These words do not stand in thread. [anchor]\n")
    assert done.stderr.endswith("\n1 problem; nothing was written\n")
    assert [path.name for path in tmp_path.iterdir()] == ["edition"]


def test_a_folder_of_others_is_refused_and_left_alone(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    others = {"other": ("a.txt", b"mine"), "site": ("mkdocs.yml", b"site_name: Mine"), "b": ("mkdocs.yml", b"\xff\xfe")}
    for name, (file, content) in others.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_bytes(content)
        before = _files(tmp_path / name)
        done = tiny.run(CONVERT, "--root", root, "--to", tmp_path / name)
        assert done.returncode == 2
        assert "holds other things: name a new folder, or one that convert.py has written" in done.stderr
        assert _files(tmp_path / name) == before


def test_a_file_is_refused(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    (tmp_path / "to").write_text("mine")
    assert tiny.run(CONVERT, "--root", root, "--to", tmp_path / "to").returncode == 2
    assert (tmp_path / "to").read_text() == "mine"


def test_without_a_target_or_an_edition_it_says_how_it_is_used(tmp_path: Path) -> None:
    assert tiny.run(CONVERT, "--root", tmp_path, "--to", tmp_path / "to").returncode == 2
    done = tiny.run(CONVERT)
    assert done.returncode == 2
    assert "say what to write: --to DIR, --json FILE, or both" in done.stderr


def test_its_own_folder_is_replaced_whole(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition")
    assert tiny.run(CONVERT, "--root", root, "--to", tmp_path / "to").returncode == 0
    first = _files(tmp_path / "to")
    (tmp_path / "to/docs/glossary/old.md").write_text("left over")
    (root / "docs/how-to-read.md").write_text("# How to read\n\nFast.\n")
    assert tiny.run(CONVERT, "--root", root, "--to", tmp_path / "to").returncode == 0
    second = _files(tmp_path / "to")
    assert sorted(second) == sorted(first)
    changed = {path for path in first if first[path] != second[path]}
    assert changed == {"docs/how-to-read.md", *(path for path in changed if path.startswith("docs/assets/find/"))}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edition", "to"]


def test_where_writing_fails_the_old_folder_stays_and_nothing_is_left_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined, _ = load(tiny.edition(tmp_path / "edition"))
    convert.write_folder(joined, tmp_path / "to")
    before = _files(tmp_path / "to")

    def fails(root: Path) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(convert, "plain_config", fails)  # after the pages are written
    with pytest.raises(OSError, match="No space"):
        convert.write_folder(joined, tmp_path / "to")
    assert _files(tmp_path / "to") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edition", "to"]


def test_reading_changes_nothing_in_the_edition(tmp_path: Path, joined: Joined) -> None:
    root = tiny.edition(tmp_path / "edition")
    before = _files(root)
    assert tiny.run(CONVERT, "--root", root, "--to", tmp_path / "to", "--json", tmp_path / "j").returncode == 0
    assert _files(root) == before


# An edition with no more than the design asks


BARE = """\
title: A talk
reader: comment-list
authors: [Ada]
sha256: {digest}
rights: unknown
structure:
  units:
    - {{id: c01, author: Ada, lines: 1-2, basis: "the greeting"}}
    - {{id: c02, author: Ben, lines: 4-4, basis: "the farewell"}}
  omit: [{{lines: 3-3, reason: duplicate, of: 1-1}}]
  lacunae: [{{line: 2, after: "a gap ", lost: formula}}]
  quotations: [{{line: 4, quotes: unknown}}]
  links: [{{line: 4, anchor: "Bye", target: unknown, basis: "its words"}}]
"""


def test_an_edition_of_one_source_with_the_fields_of_the_design_is_written_and_builds(tmp_path: Path) -> None:
    capture = "Hello there.\nSecond line with a gap , here.\nHello there.\nBye now, all of you.\n"
    folder = tmp_path / "edition" / "sources" / "talk"
    folder.mkdir(parents=True)
    (folder / "capture.txt").write_text(capture, encoding="utf-8")
    (folder / "source.yml").write_text(BARE.format(digest=digest(capture)), encoding="utf-8")
    done = tiny.run(CONVERT, "--root", tmp_path / "edition", "--to", tmp_path / "plain", "--json", tmp_path / "m.json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (model,) = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert model["account"] == {"lines": 4, "carried": 3, "omitted": 1, "unaccounted": 0}
    assert [unit["kind"] for unit in model["units"]] == ["comment", "comment"]
    site = tiny.built(tmp_path / "plain", tmp_path / "site")
    assert dom.page(site, "texts/talk.html").of_id("p2").parent.text() == "Second line with a gap ⟨formula lost⟩, here."
