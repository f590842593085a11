"""The snippets for VS Code, filled in as a person would, make files that pass `check`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import editions
from edition.render.snippets import snippets

COPIED = 'the mask: "the\n  role" is all # there is'
WORDS = {"TM_DIRECTORY": "", "CLIPBOARD": COPIED, "CURRENT_YEAR": "2026", "CURRENT_MONTH": "11", "CURRENT_DATE": "21"}


def inserted(name: str, typed: dict[int, str], folder: str = "", copied: str = COPIED) -> str:
    """What VS Code inserts, with some of the tab stops typed over (the syntax is its own, after TextMate's)."""
    known = WORDS | {"TM_DIRECTORY": folder, "CLIPBOARD": copied}
    text = "\n".join(snippets()[name]["body"])
    transformed = re.compile(r"\$\{([A-Z_]+)/((?:\\.|[^/\\])*)/([^/]*)/(g?)\}")
    text = transformed.sub(lambda m: re.sub(m[2], m[3], known[m[1]], count=0 if m[4] else 1), text)
    text = re.sub(r"\$([A-Z_]+)", lambda m: known[m[1]], text)
    text = re.sub(r"\$\{(\d+)\|([^,]*)[^|]*\|\}", lambda m: typed.get(int(m[1]), m[2]), text)
    plain = re.compile(r"\\([\\$}])")
    return re.sub(
        r"\$\{(\d+):((?:\\.|[^\\}])*)\}", lambda m: typed.get(int(m[1]), plain.sub(r"\1", m[2])), text
    )  # fmt: skip


FILLED = [
    ("Note", "docs/annotations/thread/new.md",
     {2: "Nobody wears the mask: the role is all there is.", 3: "linking", 4: "me"}),
    ("Glossary entry", "docs/glossary/legend.md",
     {1: "legend", 2: "legends", 3: "tale", 5: "thread", 6: "a thing of legend"}),
    ("Claim", "docs/claims/no-goal-behind-the-mask.md", {1: 'It is "so": the mask # has no goal.'}),
    ("Argument", "docs/arguments/role-leaves-no-goal.md",
     {1: "actor-plays-a-role", 3: "no-goal-behind-the-mask", 4: "thread", 5: "The actor has no goal of its own."}),
    ("Debate", "docs/debates/new.md", {1: "What: is it so?", 2: "no-goal-behind-the-mask"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "path", "typed"), FILLED, ids=[name for name, _, _ in FILLED])
def test_a_snippet_that_is_filled_in_passes(name: str, path: str, typed: dict[int, str], tmp_path: Path) -> None:
    root = editions.copy(tmp_path / "small")
    editions.write(root / path, inserted(name, typed, folder=str((root / path).parent)))
    assert editions.checked(root) == (0, "")


@pytest.mark.parametrize(("name", "path", "typed"), FILLED, ids=[name for name, _, _ in FILLED])
def test_a_snippet_that_is_left_as_it_came_does_not_pass(
    name: str, path: str, typed: dict[int, str], tmp_path: Path
) -> None:
    root = editions.copy(tmp_path / "small")
    editions.write(root / path, inserted(name, {}, folder=str((root / path).parent)))
    assert editions.checked(root, path)[0] == 1


def test_a_note_knows_its_text_its_words_and_the_day() -> None:
    for folder in ("/home/me/docs/annotations/thread", r"C:\me\docs\annotations\thread"):
        assert inserted("Note", {}, folder).startswith(
            "---\n"
            "target:\n"
            "  source: thread\n"
            "  exact: >-\n"
            '    the mask: "the role" is all # there is\n'
            "motivation: assessing\n"
            "by: the handle of who wrote the note\n"
            "created: 2026-11-21\n"
            "---\n"
        )


def test_a_stance_and_a_sense_go_into_a_file_that_is_there(tmp_path: Path) -> None:
    root = editions.copy(tmp_path / "small")
    stance = inserted("Stance", {1: "denies", 2: "mask-can-be-taken-off"})
    editions.edit(root, [{"file": "docs/annotations/thread/aside.md", "find": "\n---\n", "put": f"\n{stance}\n---\n"}])
    sense = inserted("Sense", {1: "tool", 2: "A thing: worn.", 3: "thread", 4: "also take it off again"})
    lines = "".join(f"  {line}\n" for line in sense.splitlines())
    editions.edit(root, [{"file": "docs/glossary/mask.md", "find": "senses:\n", "put": f"senses:\n{lines}"}])
    assert "  denies: mask-can-be-taken-off\n" in editions.read(root / "docs/annotations/thread/aside.md")
    _, output = editions.checked(root)
    assert "[yaml]" not in output
    assert "[field]" not in output
